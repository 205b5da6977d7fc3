"""What a juror writes beside the answers in Évaluation: facts, appreciation, own notes, abbreviations."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from app.domain.answer import YES
from app.domain.grading import Fact, FactKind, Grid
from app.services import abbreviations, grading, notes
from app.services.grading import GridKey
from app.ui.bench import ScreenName, Target
from app.ui.dialogs import ConsequencesDialog
from app.ui.screens.grading import GradingScreen
from app.ui.screens.grading.abbreviations_dialog import AbbreviationsDialog
from app.ui.screens.grading.criterion_row import CriterionRow
from app.ui.screens.grading.fact_drag import fact_parcel
from app.ui.screens.grading.fact_rows import FactRow
from app.ui.theme import Scheme, apply_theme
from tests.ui.hand import Hand
from tests.ui.jury import said
from tests.ui.stage import Stage, fill, open_stage

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


class Writer(Hand):
    """A juror at the grading screen, writing."""

    def __init__(self, stage: Stage, screen: GradingScreen, candidates: list[int], jurors: list[int]) -> None:
        super().__init__(screen.view)
        self.stage, self.screen = stage, screen
        self.candidates, self.jurors = candidates, jurors

    def open(self, part_id: str = "oral", candidate: int = 0) -> None:
        self.screen.show(Target(ScreenName.GRADING, self.candidates[candidate], part_id))
        self.screen.view.entered()
        QApplication.processEvents()

    def hit(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key where the keyboard is."""
        self.root.activateWindow()
        QApplication.processEvents()
        QTest.keyClick(self.held(), key, modifier)
        QApplication.processEvents()

    def held(self) -> QWidget:
        """What has the keyboard."""
        found: QWidget | None = self.root.focusWidget()
        return self.root if found is None else found

    def type(self, text: str) -> None:
        """Type where the keyboard is, as a keyboard or, for the other letters, an input method does."""
        for letter in text:
            field = self.held()
            if letter.isascii():
                QTest.keyClicks(field, letter)
            elif isinstance(field, QPlainTextEdit):
                field.insertPlainText(letter)
            else:
                assert isinstance(field, QLineEdit)
                field.insert(letter)

    def note(self, text: str) -> None:
        """F, the words, Enter."""
        self.hit(Qt.Key.Key_F)
        self.type(text)
        self.hit(Qt.Key.Key_Return)

    @property
    def line(self) -> QLineEdit:
        return self.find(QLineEdit, "fact_line")

    def grid(self, part_id: str = "oral") -> Grid:
        return self.stage.session().grid(self.jurors[0], self.candidates[0], part_id)

    def facts(self, part_id: str = "oral") -> tuple[Fact, ...]:
        return self.grid(part_id).facts

    def attached(self) -> list[int | None]:
        """The number of each fact's critère."""
        session = self.stage.session()
        candidate = session.candidate(self.candidates[0])
        units = session.grid_units(candidate, session.part_for(candidate, "oral")[1])
        ids = [criterion.id for unit in units for criterion in unit.criteria]
        return [ids.index(fact.criterion_id) + 1 if fact.criterion_id else None for fact in self.facts()]

    def row(self, number: int) -> FactRow:
        return self.find(FactRow, f"fact_row_{number}")

    def criterion(self, number: int) -> CriterionRow:
        rows = [row for row in self.root.findChildren(CriterionRow) if row.findChild(QWidget, f"criterion_{number}")]
        return rows[0]

    def stands_on_criterion(self, number: int) -> bool:
        return self.criterion(number).isAncestorOf(self.held())


@pytest.fixture
def writer(qtbot: QtBot, tmp_path: Path) -> Iterator[Writer]:
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as stage:
        candidates, jurors = fill(stage)
        for candidate_id in candidates[:2]:
            stage.welcome(candidate_id)
        stage.sit(jurors[0])
        screen = GradingScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.show()
        screen.view.resize(1170, 704)
        screen.view.activateWindow()
        yield Writer(stage, screen, candidates, jurors)
        screen.view.left()


# The line


def test_the_line_opens_from_anywhere_and_enter_gives_the_keyboard_back(writer: Writer) -> None:
    writer.open()
    writer.hit(Qt.Key.Key_Down)
    writer.hit(Qt.Key.Key_Down)
    writer.note("salue le client")
    assert writer.stands_on_criterion(3)
    writer.hit(Qt.Key.Key_N)
    writer.hit(Qt.Key.Key_Escape)
    writer.note("reformule")
    assert writer.stands_on_criterion(3)
    assert [fact.text for fact in writer.facts()] == ["salue le client", "reformule"]


def test_a_fact_has_the_time_of_its_first_key(writer: Writer) -> None:
    writer.open()
    begun = writer.stage.clock.now()
    writer.hit(Qt.Key.Key_F)
    writer.type("hes")
    writer.stage.clock.advance(dt.timedelta(seconds=50))
    writer.type("ite longtemps")
    writer.hit(Qt.Key.Key_Return)
    assert [(fact.text, fact.at) for fact in writer.facts()] == [("hesite longtemps", begun)]


def test_the_first_sign_tells_the_kind_and_judgements_stand_apart(writer: Writer) -> None:
    writer.open()
    writer.note('"Je vous rappelle demain"')
    writer.note("! manque de clarté")
    writer.note("note le numéro")
    assert [(fact.kind, fact.text) for fact in writer.facts()] == [
        (FactKind.QUOTE, "Je vous rappelle demain"),
        (FactKind.JUDGEMENT, "manque de clarté"),
        (FactKind.OBSERVED, "note le numéro"),
    ]
    words = said(writer.root)
    assert "« Je vous rappelle demain »" in words
    assert words.index("note le numéro") < words.index("Avis du juré, à part des faits") < words.index("manque de")
    assert words.index("! avis") > words.index("Avis du juré")
    assert "Avis de 08:30, manque de clarté" in writer.row(2).accessibleName().replace("\u00a0", " ")


def test_a_click_changes_the_kind_and_keeps_the_words(writer: Writer) -> None:
    writer.open()
    writer.hit(Qt.Key.Key_F)
    writer.type("clair")
    writer.press("fact_kind")
    writer.press("fact_kind")
    writer.hit(Qt.Key.Key_Return)
    assert [(fact.kind, fact.text) for fact in writer.facts()] == [(FactKind.JUDGEMENT, "clair")]


def test_a_line_not_stamped_waits_for_its_author_in_its_part(writer: Writer) -> None:
    writer.open()
    writer.hit(Qt.Key.Key_F)
    writer.type("commence une phr")
    writer.open("et")
    assert writer.line.text() == ""
    writer.screen.view.left()
    writer.screen.forget()
    writer.stage.sit(writer.jurors[1])
    writer.open()
    assert writer.line.text() == ""
    writer.screen.forget()
    writer.stage.sit(writer.jurors[0])
    writer.open()
    assert writer.line.text() == "commence une phr"
    writer.hit(Qt.Key.Key_F)
    writer.type("ase")
    writer.hit(Qt.Key.Key_Return)
    assert [fact.text for fact in writer.facts()] == ["commence une phrase"]


def test_a_refusal_leaves_the_words_in_the_line(writer: Writer) -> None:
    writer.open()
    writer.hit(Qt.Key.Key_F)
    writer.type("!")
    writer.hit(Qt.Key.Key_Return)
    assert writer.line.text() == "!"
    assert writer.stage.refused == ["Le fait est vide. Écrivez ce que vous avez observé."]


def test_the_lock_waits_for_a_line_not_stamped(writer: Writer) -> None:
    writer.open("ecrit")
    key = GridKey(writer.candidates[0], "ecrit")
    session = writer.stage.session()
    candidate = session.candidate(writer.candidates[0])
    for unit in session.grid_units(candidate, session.part_for(candidate, "ecrit")[1]):
        for criterion in unit.criteria:
            grading.mark(writer.stage.desk, writer.stage.actor, key, criterion.id, YES)
    writer.open("ecrit")
    writer.hit(Qt.Key.Key_F)
    writer.type("relit")
    writer.hit(Qt.Key.Key_L, CTRL)
    assert not writer.grid("ecrit").is_locked
    assert "relit" in writer.stage.refused[-1]
    assert writer.held() is writer.line
    writer.hit(Qt.Key.Key_Return)
    writer.hit(Qt.Key.Key_L, CTRL)
    assert writer.grid("ecrit").is_locked


# The facts


def test_a_critere_s_number_attaches_the_fact_under_the_keyboard(writer: Writer) -> None:
    writer.open()
    writer.note("salue")
    writer.note("reformule")
    writer.hit(Qt.Key.Key_F)
    writer.hit(Qt.Key.Key_Up)
    assert writer.held() is writer.row(2)
    writer.hit(Qt.Key.Key_4)
    writer.hit(Qt.Key.Key_Up)
    writer.hit(Qt.Key.Key_2)
    assert writer.attached() == [2, 4]
    writer.hit(Qt.Key.Key_9)
    assert writer.attached() == [2, 4]
    assert writer.grid().marks == {}
    writer.hit(Qt.Key.Key_Escape)
    assert writer.stands_on_criterion(1)


def test_a_number_of_two_figures_waits_for_the_second(writer: Writer, qtbot: QtBot) -> None:
    writer.open("ecrit")
    writer.note("relit")
    writer.hit(Qt.Key.Key_F)
    writer.hit(Qt.Key.Key_Up)
    writer.hit(Qt.Key.Key_1)
    assert writer.facts("ecrit")[0].criterion_id is None
    assert "critère 1…" in said(writer.root)
    writer.hit(Qt.Key.Key_1)
    assert "critère 11" in said(writer.root)
    writer.hit(Qt.Key.Key_1)
    qtbot.waitUntil(lambda: "critère 1\n" in said(writer.root))


def test_r_takes_the_fact_under_the_keyboard(writer: Writer) -> None:
    writer.open()
    writer.hit(Qt.Key.Key_Down)
    writer.note("salue")
    writer.note("reformule")
    writer.hit(Qt.Key.Key_F)
    writer.hit(Qt.Key.Key_Up)
    writer.hit(Qt.Key.Key_R)
    assert writer.attached() == [None, 2]
    writer.hit(Qt.Key.Key_R)
    assert writer.attached() == [None, None]


def test_a_fact_is_corrected_in_place_and_taken_away(writer: Writer) -> None:
    writer.open()
    writer.note("salut")
    writer.note("reformule")
    writer.hit(Qt.Key.Key_F)
    writer.hit(Qt.Key.Key_Up)
    writer.hit(Qt.Key.Key_Return)
    writer.type(" deux fois")
    writer.hit(Qt.Key.Key_Return)
    assert [fact.text for fact in writer.facts()] == ["salut", "reformule deux fois"]
    assert writer.held() is writer.row(2)
    writer.hit(Qt.Key.Key_Up)
    writer.hit(Qt.Key.Key_F2)
    writer.type("!!")
    writer.hit(Qt.Key.Key_Escape)
    assert writer.held() is writer.row(1)
    writer.hit(Qt.Key.Key_Delete)
    assert [fact.text for fact in writer.facts()] == ["reformule deux fois"]


def test_a_locked_grid_freezes_its_facts(writer: Writer) -> None:
    writer.open("ecrit")
    writer.note("relit")
    key = GridKey(writer.candidates[0], "ecrit")
    session = writer.stage.session()
    candidate = session.candidate(writer.candidates[0])
    for unit in session.grid_units(candidate, session.part_for(candidate, "ecrit")[1]):
        for criterion in unit.criteria:
            grading.mark(writer.stage.desk, writer.stage.actor, key, criterion.id, YES)
    grading.lock(writer.stage.desk, writer.stage.actor, key)
    writer.open("ecrit")
    writer.open("ecrit")
    row = writer.row(1)
    row.setFocus()
    for pressed in (Qt.Key.Key_Delete, Qt.Key.Key_2, Qt.Key.Key_Return):
        QTest.keyClick(row, pressed)
    assert [(fact.text, fact.criterion_id) for fact in writer.facts("ecrit")] == [("relit", None)]
    assert not writer.line.isEnabled()
    assert not writer.criterion(1).acceptDrops()


# Dragging


def hold_over(target: QWidget, parcel: QMimeData) -> None:
    """Bring a parcel over a widget."""
    middle, button = target.rect().center(), Qt.MouseButton.LeftButton
    QApplication.sendEvent(target, QDragEnterEvent(middle, Qt.DropAction.LinkAction, parcel, button, NONE))


def put_down(target: QWidget, parcel: QMimeData) -> None:
    """Let a parcel go over a widget."""
    middle, button = QPointF(target.rect().center()), Qt.MouseButton.LeftButton
    QApplication.sendEvent(target, QDropEvent(middle, Qt.DropAction.LinkAction, parcel, button, NONE))


def test_a_fact_is_dragged_from_its_row_to_a_critere(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> None:
    writer.open()
    writer.note("salue")
    row, target = writer.row(1), writer.criterion(3)
    lit: list[bool] = []

    def carry(drag: QDrag, _action: Qt.DropAction) -> Qt.DropAction:
        """Do what the desktop does between the press and the release: there is none without a screen."""
        hold_over(target, drag.mimeData())
        lit.append(bool(target.property("target")))
        put_down(target, drag.mimeData())
        return Qt.DropAction.LinkAction

    monkeypatch.setattr(QDrag, "exec", carry)
    start = row.rect().center()
    QTest.mousePress(row, Qt.MouseButton.LeftButton, NONE, start)
    QTest.mouseMove(row, start + QPoint(1, 0))
    assert lit == []
    QTest.mouseMove(row, start + QPoint(60, -10))
    assert lit == [True]
    assert not target.property("target")
    assert writer.attached() == [3]


def test_only_a_fact_of_this_program_is_taken(writer: Writer) -> None:
    writer.open()
    writer.note("salue")
    target, words, other = writer.criterion(3), QMimeData(), QMimeData()
    words.setText("1")
    other.setData(fact_parcel(1).formats()[0], b"ailleurs 1")
    for parcel in (words, other):
        hold_over(target, parcel)
        assert not target.property("target")
        put_down(target, parcel)
    assert writer.attached() == [None]


def test_a_fact_held_over_a_competence_turns_to_it(writer: Writer) -> None:
    writer.open("ecrit")
    writer.note("relit")
    second = writer.find(QWidget, "unit_2")
    tabs = second.parentWidget()
    while tabs is not None and not tabs.acceptDrops():
        tabs = tabs.parentWidget()
    assert tabs is not None
    place = second.mapTo(tabs, second.rect().center())
    parcel, button = fact_parcel(1), Qt.MouseButton.LeftButton
    QApplication.sendEvent(tabs, QDragEnterEvent(place, Qt.DropAction.LinkAction, parcel, button, NONE))
    number = next(n for n in range(2, 12) if writer.root.findChild(QWidget, f"criterion_{n}") is not None)
    assert number > 1
    assert not writer.root.findChildren(QWidget, "criterion_1")
    hold_over(writer.criterion(number), parcel)
    put_down(writer.criterion(number), parcel)
    assert writer.facts("ecrit")[0].criterion_id is not None


# Appreciation and notes


def test_every_part_may_have_an_appreciation_that_the_candidate_may_read(writer: Writer, qtbot: QtBot) -> None:
    writer.open()
    writer.hit(Qt.Key.Key_A)
    assert "Communicable au candidat, s’il le demande." in said(writer.root)
    writer.type("Accueil clair.")
    qtbot.waitUntil(lambda: writer.grid().appreciation == "Accueil clair.")
    writer.hit(Qt.Key.Key_Escape)
    assert writer.stands_on_criterion(1)
    writer.open("et")
    assert writer.find(QPlainTextEdit, "appreciation_beside").toPlainText() == ""
    writer.open()
    assert writer.find(QPlainTextEdit, "appreciation_beside").toPlainText() == "Accueil clair."


def test_notes_are_their_authors_alone(writer: Writer, qtbot: QtBot) -> None:
    writer.open()
    key = GridKey(writer.candidates[0], "oral")
    box = writer.find(QPlainTextEdit, "personal_notes")
    writer.hit(Qt.Key.Key_N)
    assert "Vous seul les lisez" in said(writer.root)
    writer.type("revoir le tarif")
    qtbot.waitUntil(lambda: notes.read(writer.stage.desk, writer.stage.actor, key) == "revoir le tarif")
    assert "Enregistrées." in said(writer.root)
    writer.type(" 3")
    writer.open("et")
    assert box.toPlainText() == ""
    assert notes.read(writer.stage.desk, writer.stage.actor, key) == "revoir le tarif 3"
    writer.screen.view.left()
    writer.screen.forget()
    assert box.toPlainText() == ""
    writer.stage.sit(writer.jurors[1])
    writer.open()
    assert box.toPlainText() == ""
    writer.screen.forget()
    writer.stage.sit(writer.jurors[0])
    writer.open()
    assert box.toPlainText() == "revoir le tarif 3"


def test_all_notes_go_in_one_act_after_a_question(writer: Writer) -> None:
    writer.open()
    writer.hit(Qt.Key.Key_N)
    writer.type("un")
    writer.open("et")
    writer.hit(Qt.Key.Key_N)
    writer.type("deux")
    asked: list[str] = []

    def answer() -> None:
        windows = QApplication.topLevelWidgets()
        question = next(w for w in windows if isinstance(w, ConsequencesDialog) and w.isVisible())
        asked.append(question.accessibleDescription().replace("\u00a0", " "))
        question.act.click()

    QTimer.singleShot(100, answer)
    writer.press("erase_notes")
    assert "2 notes de votre main" in asked[0]
    assert notes.count(writer.stage.desk, writer.stage.actor) == 0
    assert writer.find(QPlainTextEdit, "personal_notes").toPlainText() == ""


# Words on the person


def test_a_word_on_the_person_is_told_kindly_and_stops_nothing(writer: Writer) -> None:
    writer.open()
    writer.hit(Qt.Key.Key_F)
    writer.type("fort accent")
    assert "« accent » : cela touche à l’accent." in said(writer.root)
    writer.hit(Qt.Key.Key_Return)
    assert [fact.text for fact in writer.facts()] == ["fort accent"]
    assert "cela touche" not in said(writer.root)


# Abbreviations


def test_letters_are_written_out_as_one_types_and_given_back(writer: Writer) -> None:
    writer.open()
    writer.hit(Qt.Key.Key_F)
    writer.type("Cl ")
    assert writer.line.text() == "Client "
    writer.hit(Qt.Key.Key_Z, CTRL)
    assert writer.line.text() == "Cl "
    writer.type("et cl")
    writer.hit(Qt.Key.Key_Return)
    assert [fact.text for fact in writer.facts()] == ["Cl et client"]
    writer.hit(Qt.Key.Key_A)
    writer.type("le cl, oui")
    assert writer.find(QPlainTextEdit, "appreciation_beside").toPlainText() == "le client, oui"
    writer.hit(Qt.Key.Key_Escape)
    writer.hit(Qt.Key.Key_3)
    writer.type("pas de cl")
    writer.hit(Qt.Key.Key_Return)
    assert next(iter(writer.grid().marks.values())).word == "pas de client"


def open_dialog(writer: Writer) -> Hand:
    writer.hit(Qt.Key.Key_K, CTRL)
    windows = QApplication.topLevelWidgets()
    return Hand(next(w for w in windows if isinstance(w, AbbreviationsDialog) and w.isVisible()))


def test_the_dialog_adds_changes_switches_off_and_lets_one_try(writer: Writer) -> None:
    writer.open()
    dialog = open_dialog(writer)
    dialog.write("abbreviation_letters", "sj")
    dialog.write("abbreviation_text", "sort du sujet")
    dialog.key(Qt.Key.Key_Return, on=dialog.find(QLineEdit, "abbreviation_text"))
    assert any("sj | sort du sujet | à vous" in row.replace("● ", "") for row in dialog.rows("abbreviations_table"))
    assert dialog.find(QLineEdit, "abbreviation_letters").text() == ""
    trial = dialog.find(QLineEdit, "abbreviation_trial")
    dialog.root.activateWindow()
    trial.setFocus()
    QTest.keyClicks(trial, "sj ")
    assert trial.text() == "sort du sujet "
    dialog.write("abbreviation_letters", "s j")
    dialog.key(Qt.Key.Key_Return, on=dialog.find(QLineEdit, "abbreviation_letters"))
    assert "sans espace" in dialog.words()
    assert dialog.find(QLineEdit, "abbreviation_letters").text() == "s j"
    table = dialog.choose_row("abbreviations_table", "cl | client |")
    dialog.key(Qt.Key.Key_Space, on=table)
    assert "cl" not in abbreviations.expanding(abbreviations.listed(writer.stage.desk, writer.stage.actor))
    assert isinstance(dialog.root, QDialog)
    dialog.root.accept()
    writer.note("cl sj")
    assert [fact.text for fact in writer.facts()] == ["cl sort du sujet"]
