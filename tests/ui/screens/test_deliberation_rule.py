"""Beside the decision: what cannot be given and why, what the certification's rule says, what follows, and the vote."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.decision import Outcome
from app.domain.framework.decision_rule import BlocRule, DecisionRule
from app.domain.framework.model import Framework
from app.domain.framework.scale import MarkingScale
from app.domain.framework.terms import DecisionMode
from app.services import grading
from app.services.grading import GridKey
from app.ui.screens.deliberation import DeliberationScreen
from tests.ruled import of_blocs, ruled
from tests.ui.jury import control, grade, juror, said, take_positions
from tests.ui.stage import Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

RULE = BlocRule(bloc="bloc1", threshold=Decimal(20), eliminatory=("bloc1.2",))
MAJORITY = ruled(DecisionRule(mode=DecisionMode.MAJORITY), MarkingScale())


@dataclass
class Room:
    """One candidate whose grids are locked, two jurors, the first one at the desk."""

    stage: Stage
    candidate: int
    jurors: list[int]
    screen: DeliberationScreen

    @property
    def text(self) -> str:
        return said(self.screen.view)

    def click(self, name: str) -> None:
        QTest.mouseClick(control(self.screen.view, name), Qt.MouseButton.LeftButton)

    def choose(self, words: str) -> None:
        cards = self.screen.view.findChild(QWidget, "decision_outcomes")
        assert cards is not None
        card = next(b for b in cards.findChildren(QPushButton) if b.accessibleName().startswith(words))
        QTest.mouseClick(card, Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        field = self.screen.view.findChild(QPlainTextEdit, name)
        assert field is not None
        assert field.isVisible()
        field.setPlainText(text)


def answer_in_points(stage: Stage, juror_id: int, candidate_id: int, codes: dict[str, str]) -> None:
    actor, key = juror(stage, juror_id), GridKey(candidate_id, "ecrit")
    grading.open_grid(stage.desk, actor, key)
    for criterion_id, code in codes.items():
        grading.mark(stage.desk, actor, key, criterion_id, stage.session().framework.scale.answer(code))
    grading.lock(stage.desk, actor, key)


def open_room(stage: Stage, qtbot: QtBot, codes: dict[str, str] | None) -> Room:
    candidate = stage.add_candidate("LE GOFF", "Élodie")
    jurors = [stage.add_juror("Anne", "Durand"), stage.add_juror("Bruno", "Petit")]
    stage.welcome(candidate)
    for juror_id in jurors:
        if codes is None:
            grade(stage, juror_id, candidate)
        else:
            answer_in_points(stage, juror_id, candidate, codes)
    take_positions(stage, jurors[0], candidate)
    stage.sit(jurors[0])
    screen = DeliberationScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.resize(1170, 900)
    with qtbot.waitExposed(screen.view):
        screen.view.show()
    screen.view.entered()
    return Room(stage, candidate, jurors, screen)


def rooms_of(framework: Framework, folder: Path, qtbot: QtBot, codes: dict[str, str] | None) -> Iterator[Room]:
    with open_stage(folder, framework, "bloc1") as stage:
        yield open_room(stage, qtbot, codes)


@pytest.fixture
def voting(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    yield from rooms_of(MAJORITY, tmp_path, qtbot, None)


@pytest.fixture
def in_points(tmp_path: Path, qtbot: QtBot) -> Iterator[Room]:
    yield from rooms_of(of_blocs(RULE), tmp_path, qtbot, {"bloc1.1": "15", "bloc1.2": "8"})


def test_the_rule_is_told_bloc_by_bloc_and_a_decision_against_it_asks_why(in_points: Room) -> None:
    line = (
        "Règle de la certification, bloc 1 : 23 points sur 40, seuil 20, mais « Critère 2 de bloc1 » est éliminatoire"
    )
    assert line in in_points.text

    in_points.choose("Bloc obtenu")
    assert "Le jury s’écarte de la règle de la certification" in in_points.text
    in_points.click("decision_record")
    assert "malgré la règle de la certification" in in_points.text
    assert in_points.stage.session().decision(in_points.candidate) is None

    in_points.write("decision_motive", "Le geste a été repris sans aide juste après.")
    in_points.click("decision_record")

    decision = in_points.stage.session().decision(in_points.candidate)
    assert decision is not None
    assert (decision.outcome, decision.motive) == (Outcome.BLOC_WON, "Le geste a été repris sans aide juste après.")


def test_each_juror_votes_with_a_code_and_the_vote_is_told(voting: Room) -> None:
    first, second = voting.jurors
    assert "Vote du jury" not in voting.text
    voting.choose("Bloc obtenu")
    voting.click("decision_record")
    assert "0 voix pour, 0 contre, 2 à donner" in voting.text

    voting.click(f"vote_for_{first}")
    voting.write("vote_dissent", "Le premier critère reste en deçà.")
    voting.click(f"vote_against_{second}")

    assert "1 voix pour, 1 contre : la majorité n’est pas atteinte" in voting.text
    found = {vote.juror_id: (vote.favourable, vote.dissent) for vote in voting.stage.session().votes}
    assert found == {first: (True, ""), second: (False, "Le premier critère reste en deçà.")}

    voting.click(f"vote_for_{second}")
    assert "2 voix pour, 0 contre : la majorité est atteinte" in voting.text


def test_nothing_of_a_vote_stands_where_the_jury_decides_as_one(in_points: Room) -> None:
    in_points.choose("Bloc non obtenu")

    assert "Vote du jury" not in in_points.text
    lines = in_points.screen.view.findChild(QWidget, "vote_lines")
    assert lines is not None
    assert not lines.isVisible()


def test_what_a_refused_title_opens_is_told_while_it_is_prepared(tmp_path: Path, qtbot: QtBot) -> None:
    with open_stage(tmp_path) as stage:
        room = open_room(stage, qtbot, None)
        assert "Représentation" not in room.text

        room.choose("Échec")

        assert "Représentation possible jusqu’au 14/12/2027 sans nouvelle formation" in room.text
        assert "début de ce délai à vérifier" in room.text
