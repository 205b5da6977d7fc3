"""The guide pane and the role card, driven by keys: what is noted, for whom, and what is taken back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.candidate import ProductionDeposit
from app.domain.framework.terms import ModalityType, OralRole
from app.domain.interview import put_by
from app.domain.people import MANAGER
from app.domain.question_guide import FROM_MANAGER, QuestionState
from app.domain.question_text import GuideLine
from app.services import candidate_drafts, candidates, people, question_guide, timing
from app.ui.bench import ScreenName, Target
from app.ui.screens.grading import GradingScreen
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.choice_bar import ChoiceBar
from tests.ui.jury import grade
from tests.ui.stage import MORNING, Stage, fill, open_stage

CTRL, NONE = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
GUIDE = (
    GuideLine("", "Racontez votre période en entreprise."),
    GuideLine("c1", "Comment vérifiez-vous une commande ?"),
    GuideLine("c2", "Qui suit la livraison chez vous ?"),
    GuideLine("c4", "Que faites-vous d’un impayé ?"),
)
ORAL, QAP, ECRIT = "oral", "qap", "ecrit"


class Interview:
    """Anne, then Bruno, in front of Élodie at the questionnement."""

    def __init__(self, stage: Stage, screen: GradingScreen, elodie: int, jurors: list[int]) -> None:
        self.stage, self.screen, self.elodie = stage, screen, elodie
        self.anne, self.bruno = jurors

    def open(self, part_id: str = QAP) -> None:
        self.screen.show(Target(ScreenName.GRADING, self.elodie, part_id))
        self.screen.view.entered()
        QApplication.processEvents()

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        self.screen.view.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(self.focused(), key, modifier)
        QApplication.processEvents()

    def focused(self) -> QWidget:
        return QApplication.focusWidget() or self.screen.view

    def words(self) -> str:
        QApplication.processEvents()
        found: list[QLabel | QAbstractButton] = [*self.screen.view.findChildren(QLabel)]
        found += self.screen.view.findChildren(QAbstractButton)
        return " | ".join(" ".join(each.text().split()) for each in found if each.isVisibleTo(self.screen.view))

    def questions(self) -> list[str]:
        """The questions from top to bottom."""
        bars = [self.screen.view.findChild(ChoiceBar, f"question_{number}") for number in range(1, 20)]
        return [bar.accessibleName() for bar in bars if bar is not None]

    def put(self, juror_id: int) -> dict[tuple[int, int], QuestionState]:
        session = self.stage.session()
        candidate = session.candidate(self.elodie)
        _modality, part = session.part_for(candidate, QAP)
        return {key: put.state for key, put in put_by(session, juror_id, candidate, part).items()}

    def slides(self, juror_id: int) -> set[int]:
        return set(self.stage.session().grid(juror_id, self.elodie, QAP).slides)


@pytest.fixture
def interview(qtbot: QtBot, tmp_path: Path) -> Iterator[Interview]:
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as stage:
        everyone, jurors = fill(stage)
        stage.welcome(everyone[0])
        question_guide.write_guide(stage.desk, MANAGER, QAP, GUIDE)
        people.assign_role(stage.desk, MANAGER, jurors[0], ORAL, OralRole.INTERLOCUTOR)
        people.assign_role(stage.desk, MANAGER, jurors[1], ORAL, OralRole.OBSERVER)
        stage.sit(jurors[0])
        screen = GradingScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.resize(1366, 768)
        screen.view.show()
        screen.view.activateWindow()
        qtbot.waitActive(screen.view)
        yield Interview(stage, screen, everyone[0], jurors)
        screen.forget()


def test_the_questions_of_the_competence_under_the_keyboard_come_first(interview: Interview) -> None:
    interview.open()
    assert interview.questions()[0] == GUIDE[1].text

    interview.key(Qt.Key.Key_Tab)
    assert interview.questions()[0] == GUIDE[2].text
    assert interview.questions()[-1] == GUIDE[0].text


def start_questions(interview: Interview) -> None:
    """Let the presentation pass: the questions come before the slides."""
    desk, anne = interview.stage.desk, interview.stage.actor
    for act in (timing.end, timing.start):
        act(desk, anne, interview.elodie, QAP)


def in_the_guide(interview: Interview) -> None:
    timing.start(interview.stage.desk, interview.stage.actor, interview.elodie, QAP, "dans un autre ordre")
    start_questions(interview)
    interview.open()
    interview.key(Qt.Key.Key_G)


def test_a_question_is_noted_by_one_key_and_taken_back_by_another(interview: Interview) -> None:
    in_the_guide(interview)
    for key in (Qt.Key.Key_1, Qt.Key.Key_Down, Qt.Key.Key_3):
        interview.key(key)
    assert interview.put(interview.anne) == {
        (FROM_MANAGER, 2): QuestionState.ASKED,
        (FROM_MANAGER, 3): QuestionState.TO_PRESS,
    }
    assert "2 posées sur 4" in interview.words()

    interview.key(Qt.Key.Key_2)
    interview.key(Qt.Key.Key_Z, CTRL)
    assert interview.put(interview.anne)[FROM_MANAGER, 3] is QuestionState.TO_PRESS
    interview.key(Qt.Key.Key_Z, CTRL)
    interview.key(Qt.Key.Key_Up)
    interview.key(Qt.Key.Key_Delete)

    assert interview.put(interview.anne) == {}
    assert "0 posée sur 4" in interview.words()


def test_figures_in_the_guide_never_answer_a_critere(interview: Interview) -> None:
    in_the_guide(interview)
    for key in (Qt.Key.Key_1, Qt.Key.Key_4, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down):
        interview.key(key)
    assert interview.focused().objectName() == "slide_1"
    for key in (Qt.Key.Key_2, Qt.Key.Key_0, Qt.Key.Key_Space):
        interview.key(key)

    assert interview.stage.session().grid(interview.anne, interview.elodie, QAP).marks == {}
    assert interview.slides(interview.anne) == {0, 1, 9}
    interview.key(Qt.Key.Key_Z, CTRL)
    assert interview.slides(interview.anne) == {1, 9}

    interview.key(Qt.Key.Key_Escape)
    interview.key(Qt.Key.Key_1)
    assert len(interview.stage.session().grid(interview.anne, interview.elodie, QAP).marks) == 1


def test_slides_come_first_while_the_candidate_presents_and_tell_what_was_handed_in(interview: Interview) -> None:
    stage = interview.stage
    handed_in = ProductionDeposit(ModalityType.DELIVERABLE_QUESTIONING, MORNING, frozenset({0, 1}))
    draft = candidate_drafts.draft_of(stage.session().candidate(interview.elodie))
    candidates.change(stage.desk, MANAGER, interview.elodie, replace(draft, deposits=(handed_in,)))
    interview.open()
    interview.key(Qt.Key.Key_G)

    assert interview.focused().objectName() == "slide_1"
    slide = interview.screen.view.findChild(QAbstractButton, "slide_3")
    assert slide is not None
    assert "non déposée" in slide.accessibleName()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
        interview.key(key)
    assert interview.slides(interview.anne) == {0, 1}
    assert "2 diapositives présentées sur 10" in interview.words()
    assert interview.slides(interview.bruno) == set()


def test_one_s_own_question_joins_the_guide_and_no_other_juror_s(interview: Interview) -> None:
    interview.open()
    interview.key(Qt.Key.Key_Plus)
    QTest.keyClicks(interview.focused(), "C4 : Et si le client refuse ?")
    interview.key(Qt.Key.Key_Return)
    assert "Et si le client refuse ?" in interview.words()
    assert "de vous" in interview.words()

    interview.stage.sit(interview.bruno)
    interview.screen.forget()
    interview.open()
    interview.key(Qt.Key.Key_G)
    assert len(interview.questions()) == 4
    assert "Et si le client refuse ?" not in interview.words()
    assert "0 posée sur 4" in interview.words()

    interview.stage.sit(interview.anne)
    interview.screen.forget()
    interview.open()
    interview.key(Qt.Key.Key_Plus)
    QTest.keyClicks(interview.focused(), "Et apres ?")
    interview.key(Qt.Key.Key_Return)
    interview.key(Qt.Key.Key_Z, CTRL)
    assert "Et apres ?" not in interview.words()
    assert "Et si le client refuse ?" in interview.words()


def test_a_locked_grid_keeps_its_guide_as_it_is(interview: Interview) -> None:
    grade(interview.stage, interview.anne, interview.elodie)
    interview.open()
    interview.key(Qt.Key.Key_G)
    for key in (Qt.Key.Key_1, Qt.Key.Key_Space):
        interview.key(key)

    assert interview.put(interview.anne) == {}
    assert interview.slides(interview.anne) == set()
    assert interview.stage.refused == []


def test_where_nobody_questions_anybody_there_is_no_guide(interview: Interview) -> None:
    interview.open(ECRIT)
    interview.key(Qt.Key.Key_G)

    assert "Guide · G" not in interview.words()


def test_the_roles_are_said_and_one_key_changes_one_s_own(interview: Interview) -> None:
    interview.open(ORAL)
    assert "Vous menez l’échange ; B. Petit observe." in interview.words()

    interview.key(Qt.Key.Key_O)
    assert "Vous observez ; B. Petit observe ; personne ne mène l’échange" in interview.words()
    session = interview.stage.session()
    assert session.grid(interview.anne, interview.elodie, ORAL).role is OralRole.OBSERVER
    assert session.grid(interview.bruno, interview.elodie, ORAL).role is None

    interview.open(QAP)
    assert "Vous observez" not in interview.words()
