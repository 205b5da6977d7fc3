"""After the lock: one answer is corrected with its reason, the old one stays in sight, and the grid is locked again."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.answer import NO, NOT_OBSERVED, YES
from app.services import deliberation, grading
from app.services.grading import GridKey
from app.ui.screens.grading import GradingScreen
from app.ui.theme import Scheme, apply_theme
from tests.ui.juror_desk import CTRL, Desk
from tests.ui.jury import grade
from tests.ui.stage import fill, open_stage

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """A juror in front of a locked grid of five « Non »."""
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as stage:
        candidates, jurors = fill(stage)
        stage.welcome(candidates[0])
        stage.sit(jurors[0])
        screen = GradingScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.resize(1170, 704)
        screen.view.show()
        one = Desk(stage, screen, candidates, jurors)
        one.open(candidates[0], "oral")
        for _number in range(5):
            one.key(Qt.Key.Key_2)
        one.key(Qt.Key.Key_L, CTRL)
        stage.clock.advance(dt.timedelta(hours=2, minutes=32))
        yield one
        screen.view.left()


def answers(desk: Desk) -> list[str]:
    return [mark.value.code for _id, mark in sorted(desk.grid(desk.candidates[0], "oral").marks.items())]


def lock_alone(desk: Desk, part_id: str) -> None:
    key, actor, session = GridKey(desk.candidates[0], part_id), desk.stage.actor, desk.stage.session()
    candidate = session.candidate(desk.candidates[0])
    grading.open_grid(desk.stage.desk, actor, key, "essai")
    criteria = session.grid_criteria(candidate, session.part_for(candidate, part_id)[1])
    for criterion in criteria:
        grading.mark(desk.stage.desk, actor, key, criterion.id, YES)
    if not criteria:
        grading.write_appreciation(desk.stage.desk, actor, key, "Vue d’ensemble solide.")
    grading.lock(desk.stage.desk, actor, key)


def test_a_value_key_on_a_locked_grid_asks_why_and_corrects(desk: Desk) -> None:
    before = desk.grid(desk.candidates[0], "oral").digest
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_1)
    assert answers(desk) == ["non"] * 5, "nothing changes without a reason"
    desk.key(Qt.Key.Key_Return)
    question = desk.question()
    assert question is not None
    assert question.fault == "Écrivez la raison en quelques mots."
    desk.write("erreur de ligne")
    desk.key(Qt.Key.Key_Return)

    grid = desk.grid(desk.candidates[0], "oral")
    assert grid.is_locked
    assert grid.digest == grid.content_digest() != before
    assert answers(desk).count("oui") == 1
    assert "corrigé à 11:02 : Non → Oui, erreur de ligne" in desk.words()
    assert "depuis 11:02:00" in desk.words()


def test_the_button_leads_there_too_and_escape_changes_nothing(desk: Desk) -> None:
    desk.button("correct_mark").click()
    assert desk.question() is not None
    desk.key(Qt.Key.Key_Escape)
    assert desk.question() is None
    assert desk.grid(desk.candidates[0], "oral").corrections == ()


def test_the_same_answer_is_no_correction(desk: Desk) -> None:
    desk.key(Qt.Key.Key_2)
    desk.write("pour rien")
    desk.key(Qt.Key.Key_Return)
    question = desk.question()
    assert question is not None
    assert question.fault == "C’est déjà la réponse de la grille."
    desk.key(Qt.Key.Key_Escape)


def test_a_correction_to_non_observe_asks_its_word(desk: Desk) -> None:
    desk.key(Qt.Key.Key_3)
    desk.write("interrompu")
    desk.key(Qt.Key.Key_Tab)
    desk.write("relu a froid")
    desk.key(Qt.Key.Key_Return)
    [correction] = desk.grid(desk.candidates[0], "oral").corrections
    assert correction.after is not None
    assert (correction.after.value, correction.after.word) == (NOT_OBSERVED, "interrompu")


def test_what_is_changed_on_a_reopened_grid_stays_in_sight(desk: Desk) -> None:
    desk.key(Qt.Key.Key_L, CTRL | SHIFT)
    desk.write("critere relu a froid")
    desk.key(Qt.Key.Key_Return)
    desk.key(Qt.Key.Key_Up)
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_L, CTRL)
    grid = desk.grid(desk.candidates[0], "oral")
    assert [(c.before and c.before.value, c.after and c.after.value) for c in grid.corrections] == [(NO, YES)]
    assert "Non → Oui, critere relu a froid" in desk.words()


def test_nothing_is_corrected_once_the_jury_took_a_position(desk: Desk) -> None:
    grade(desk.stage, desk.jurors[1], desk.candidates[0])
    for part in ("ecrit", "et", "qap", "ef"):
        lock_alone(desk, part)
    session = desk.stage.session()
    unit = session.units_for(session.candidate(desk.candidates[0]))[0]
    deliberation.take_position(desk.stage.desk, desk.stage.actor, desk.candidates[0], unit.id, mastered=True)
    desk.key(Qt.Key.Key_1)
    desk.write("trop tard")
    desk.key(Qt.Key.Key_Return)
    assert "Le jury a déjà pris position" in desk.stage.refused[-1]
    assert answers(desk) == ["non"] * 5
