"""Accueil: the real screen on real files, with a bench that opens and creates at once."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.framework.model import Framework
from app.domain.people import MANAGER, Function
from app.domain.session_sheet import SessionSheet
from app.services import people, reading, sessions
from app.services.desk import Desk
from app.services.people import PersonDraft
from app.services.sessions import EarlierSession, NewSession
from app.system.clock import ScriptedClock
from app.ui.screens.home import HomeScreen
from app.ui.widgets.fields import CheckField, ChoiceField
from tests.ui.hand import CTRL, Hand, plain
from tests.ui.inline_runner import InlineRunner
from tests.ui.stage import MORNING, SHIPPED, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

PHRASE = "bocal lucarne ovale sifflet tresse"


class HomeStage:
    """The window as Accueil knows it."""

    def __init__(self, folder: Path) -> None:
        self.framework_folders = (SHIPPED, folder / "referentiels")
        self.default_folder = folder
        self.machine = "poste-a"
        self.recent: tuple[Path, ...] = ()
        self.scheme = "system"
        self.text_zoom = 1.0
        self.runner = InlineRunner()
        self.clock = ScriptedClock(MORNING)
        self.desk: Desk | None = None
        self.informed: list[str] = []
        self.refused: list[str] = []
        self.demos = 0
        self.moves = 0

    @property
    def session_path(self) -> Path | None:
        return self.desk.file.path if self.desk else None

    def propose_passphrase(self) -> str:
        return sessions.propose_passphrase()

    def inform(self, identifier: str, sentence: str) -> None:  # noqa: ARG002 - the bench's own signature
        self.informed.append(sentence)

    def refuse(self, fault: DomainError | EnvironmentFault) -> None:
        self.refused.append(fault.sentence)

    def create(
        self,
        new: NewSession,
        framework: Framework,
        sheet: SessionSheet,
        earlier: EarlierSession | None,
        failed: Callable[[DomainError | EnvironmentFault], None],
    ) -> None:
        self.runner.run(lambda _: sessions.create(new, framework, sheet, self.clock, earlier), self._sit_down, failed)

    def open(self, path: Path, passphrase: str, failed: Callable[[DomainError | EnvironmentFault], None]) -> None:
        self.runner.run(
            lambda _: sessions.open_session(path, passphrase, self.machine, self.clock), self._sit_down, failed
        )

    def open_demo(self) -> None:
        self.demos += 1

    @property
    def beside(self) -> "HomeStage":
        return self

    def move_session(self) -> None:
        self.moves += 1

    def close_session(self) -> None:
        if self.desk is not None:
            self.desk.close()
        self.desk = None

    def choose_scheme(self, scheme: str) -> None:
        self.scheme = scheme

    def choose_zoom(self, zoom: float) -> None:
        self.text_zoom = zoom

    def _sit_down(self, desk: Desk) -> None:
        self.desk = desk


class Home(Hand):
    """Accueil shown in a window, driven as a person drives it."""

    def __init__(self, stage: HomeStage, qtbot: QtBot) -> None:
        self.stage = stage
        self.screen = HomeScreen(stage)
        self.view = self.screen.view
        super().__init__(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(1170, 704)
        self.show_active()
        self.view.entered()

    def begin_creation(self) -> None:
        self.key(Qt.Key.Key_N, CTRL)

    def fill_sheet(self, **changes: str) -> None:
        values = {
            "starts_on": "14/12/2026",
            "ends_on": "15/12/2026",
            "manager": "Claire Moreau",
            "centre_name": "Centre du Ponant",
        }
        for name, text in (values | changes).items():
            self.write(name, text)


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[HomeStage]:
    held = HomeStage(tmp_path)
    yield held
    held.close_session()


@pytest.fixture
def home(stage: HomeStage, qtbot: QtBot) -> Home:
    return Home(stage, qtbot)


@pytest.fixture
def session_path(tmp_path: Path) -> Path:
    with open_stage(tmp_path) as made:
        return made.desk.file.path


def test_a_session_is_created_with_what_was_typed(home: Home, stage: HomeStage, tmp_path: Path) -> None:
    home.begin_creation()
    home.fill_sheet(place="Brest", ceres_number="26-29-004512", agreement="29-2026-0117", agreement_until="31122029")
    words = home.find(QLabel, "passphrase").text()
    home.press("passphrase_noted")
    home.press("confirm_creation")
    assert stage.desk is not None
    session = reading.session(stage.desk)
    assert session.sheet.manager == "Claire Moreau"
    assert session.sheet.centre.agreement_until == dt.date(2029, 12, 31)
    assert session.sheet.ends_on == dt.date(2026, 12, 15)
    assert session.framework.id == "acom-2025"
    assert stage.session_path == tmp_path / "Assistant commercial 2026-12-14.jurade"
    stage.close_session()
    sessions.open_session(tmp_path / "Assistant commercial 2026-12-14.jurade", words, "m", stage.clock).close()


def test_the_session_type_taken_is_the_one_created(home: Home, stage: HomeStage) -> None:
    home.begin_creation()
    home.fill_sheet()
    types = home.find(ChoiceField, "session_type")
    types.setCurrentIndex(types.findText("Session CCP 2"))
    assert "2 h 15 par candidat" in home.words()
    home.press("passphrase_noted")
    home.press("confirm_creation")
    assert stage.desk is not None
    assert reading.session(stage.desk).sheet.session_type_id == "ccp2"


def test_nothing_is_created_until_the_words_are_noted(home: Home, stage: HomeStage) -> None:
    home.begin_creation()
    home.fill_sheet()
    home.press("confirm_creation")
    assert stage.desk is None
    assert "Écrivez d’abord la phrase secrète" in home.words()
    assert home.find(CheckField, "passphrase_noted").hasFocus()


def test_other_words_have_to_be_noted_again(home: Home) -> None:
    home.begin_creation()
    before = home.find(QLabel, "passphrase").text()
    home.press("passphrase_noted")
    home.press("propose_words")
    after = home.find(QLabel, "passphrase").text()
    assert after != before
    assert len(after.split()) == 5
    assert not home.find(CheckField, "passphrase_noted").isChecked()


def test_missing_fields_are_named_and_the_first_has_the_keyboard(home: Home, stage: HomeStage) -> None:
    home.begin_creation()
    home.press("confirm_creation")
    assert stage.desk is None
    assert home.words().count("Ce champ est nécessaire.") == 4
    assert home.find(QLineEdit, "starts_on").hasFocus()


def test_the_last_day_follows_the_first_until_it_is_typed(home: Home) -> None:
    home.begin_creation()
    home.write("starts_on", "14/12/2026")
    home.key(Qt.Key.Key_Tab, on=home.find(QLineEdit, "starts_on"))
    assert home.find(QLineEdit, "ends_on").text() == "14/12/2026"
    assert home.find(QLineEdit, "session_file").text().endswith("Assistant commercial 2026-12-14.jurade")


def test_a_reversed_date_is_refused_beside_its_field_and_nothing_is_lost(home: Home, stage: HomeStage) -> None:
    home.begin_creation()
    home.fill_sheet(ends_on="13/12/2026")
    home.press("passphrase_noted")
    home.press("confirm_creation")
    assert stage.desk is None
    assert "ne peut pas commencer le 14/12/2026 et finir le 13/12/2026" in home.words()
    assert home.find(QLineEdit, "ends_on").hasFocus()
    assert home.find(QLineEdit, "manager").text() == "Claire Moreau"


def test_a_taken_file_name_is_never_overwritten(home: Home, stage: HomeStage, tmp_path: Path) -> None:
    taken = tmp_path / "prise.jurade"
    taken.write_bytes(b"precieux")
    home.begin_creation()
    home.fill_sheet()
    home.view.place_chosen.emit(tmp_path / "prise")
    home.press("passphrase_noted")
    home.press("confirm_creation")
    assert stage.desk is None
    assert "Un fichier nommé prise.jurade existe déjà" in home.words()
    assert taken.read_bytes() == b"precieux"


def test_a_referentiel_without_session_is_listed_and_refused_with_its_reason(home: Home) -> None:
    home.begin_creation()
    choice = home.find(ChoiceField, "framework")
    place = choice.findText("aucune session", Qt.MatchFlag.MatchContains)
    choice.setCurrentIndex(place)
    choice.activated.emit(place)
    assert "une nouvelle session se prépare avec la version de 2025" in home.words()
    assert not home.find(QPushButton, "confirm_creation").isEnabled()


def test_escape_leaves_the_form_and_keeps_what_was_typed(home: Home) -> None:
    home.begin_creation()
    home.write("manager", "Claire Moreau")
    home.key(Qt.Key.Key_Escape, on=home.view)
    assert home.find(QPushButton, "create_session").isVisible()
    home.begin_creation()
    assert home.find(QLineEdit, "manager").text() == "Claire Moreau"


def test_a_recent_session_opens_with_its_words(home: Home, stage: HomeStage, session_path: Path) -> None:
    stage.recent = (session_path,)
    home.view.entered()
    home.key(Qt.Key.Key_Return, on=home.find(QTableView, "recent_sessions"))
    dialog = home.find(QDialog, "passphrase_dialog")
    home.write("passphrase_line", PHRASE)
    home.key(Qt.Key.Key_Return, on=home.find(QLineEdit, "passphrase_line"))
    assert stage.session_path == session_path
    home.view.left()
    assert not dialog.isVisible()


def test_wrong_words_are_refused_beside_the_line_and_stay_there(
    home: Home, stage: HomeStage, session_path: Path
) -> None:
    home.view.opening_requested.emit(session_path)
    home.write("passphrase_line", "bocal lucarne")
    home.press("passphrase_open")
    dialog = home.find(QDialog, "passphrase_dialog")
    assert stage.desk is None
    assert dialog.isVisible()
    assert "La phrase secrète ne convient pas à essai.jurade" in home.words(dialog)
    assert home.find(QLineEdit, "passphrase_line").text() == "bocal lucarne"
    home.key(Qt.Key.Key_Escape, on=dialog)
    assert not dialog.isVisible()


def test_a_session_that_went_away_is_shown_as_such_and_does_not_open(
    home: Home, stage: HomeStage, tmp_path: Path
) -> None:
    stage.recent = (tmp_path / "partie.jurade",)
    home.view.entered()
    assert "introuvable" in home.rows("recent_sessions")[0]
    home.key(Qt.Key.Key_Return, on=home.find(QTableView, "recent_sessions"))
    assert home.view.findChild(QDialog, "passphrase_dialog") is None


def test_without_recent_session_the_page_says_how_to_begin(home: Home) -> None:
    assert "Aucune session récente" in home.words()
    home.press("open_demo")
    assert home.stage.demos == 1


def test_the_open_session_is_named_and_closed_by_key(home: Home, stage: HomeStage, session_path: Path) -> None:
    stage.open(session_path, PHRASE, stage.refuse)
    home.view.entered()
    assert "Session ouverte : essai" in home.words()
    home.key(Qt.Key.Key_W, CTRL)
    assert stage.desk is None
    assert "Session ouverte" not in home.words()


def test_the_catalogue_lists_every_certification(home: Home) -> None:
    rows = home.rows("frameworks")
    assert len(rows) == len(list(SHIPPED.glob("*.yaml")))
    assert "TP-01285 · millésime 04 · niveau 5 | 3 types" in rows[0]
    assert rows[-1].endswith("aucune")


def test_a_faulty_referentiel_is_refused_with_every_line(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "maison.yaml"
    path.write_text("id: maison\nnature: autre\nintitule: Maison\n", encoding="utf-8")
    home.view.framework_file_chosen.emit(path)
    dialog = home.find(QDialog, "framework_faults_dialog")
    assert "Rien n’a été ajouté" in home.words(dialog)
    assert any(row.startswith("2 | ") for row in home.rows("framework_faults"))
    home.key(Qt.Key.Key_Escape, on=dialog)
    assert not dialog.isVisible()


def test_the_centre_adds_and_replaces_its_own_referentiel(home: Home, stage: HomeStage, tmp_path: Path) -> None:
    path = tmp_path / "maison.yaml"
    text = (SHIPPED / "acom-2025.yaml").read_text(encoding="utf-8").replace("id: acom-2025", "id: maison", 1)
    path.write_text(text, encoding="utf-8")
    home.view.framework_file_chosen.emit(path)
    assert plain(stage.informed[0]) == "« Assistant commercial » est ajouté à vos référentiels."
    assert len(home.rows("frameworks")) == len(list(SHIPPED.glob("*.yaml"))) + 1
    home.view.framework_file_chosen.emit(path)
    question = home.view.findChildren(QDialog)[-1]
    assert "Remplacer par maison.yaml" in home.words(question)
    replace = next(button for button in question.findChildren(QPushButton) if button.text() == "Remplacer")
    replace.click()
    assert len(stage.informed) == 2
    assert not stage.refused


def test_colours_and_text_size_take_effect_when_chosen(home: Home, stage: HomeStage) -> None:
    for name, place in (("scheme", 2), ("text_zoom", 2)):
        choice = home.find(ChoiceField, name)
        choice.setFocus()
        for _ in range(place):
            home.key(Qt.Key.Key_Down, on=choice)
    assert stage.scheme == "dark"
    assert stage.text_zoom == 1.5


def test_two_certifications_of_one_name_are_told_apart(home: Home) -> None:
    home.begin_creation()
    field = home.find(ChoiceField, "framework")
    shown = [plain(field.itemText(place)) for place in range(field.count())]
    named = [one for one in shown if one.startswith("Assistant commercial")]
    assert len(named) == len(set(named)) == 2
    assert any("TP-01285 m04" in one for one in named)
    assert "À vérifier : " in home.words()


def test_what_is_missing_is_said_at_any_moment(home: Home) -> None:
    home.begin_creation()
    missing = home.find(QLabel, "creation_missing")
    assert "À compléter ou à corriger : premier jour, dernier jour, responsable de session, nom du centre" in plain(
        missing.text()
    )
    home.fill_sheet()
    assert plain(missing.text()) == "À compléter ou à corriger : phrase secrète à noter."
    home.press("passphrase_noted")
    assert plain(missing.text()) == "Tout est là : la session peut être créée."


@pytest.fixture
def earlier_path(tmp_path: Path) -> Path:
    """A session of last year, with a juror who came on its second day and played a part."""
    with open_stage(tmp_path, "acom-2025", "ccp1") as made:
        sheet = made.session().sheet
        centre = replace(sheet.centre, contact="Accueil, 02 98 00 00 00")
        sheet = replace(sheet, centre=centre, ends_on=dt.date(2026, 12, 15), directions="Tram A")
        sessions.change_sheet(made.desk, MANAGER, sheet)
        draft = PersonDraft(Function.JUROR, "Durand", "Anne", days=(dt.date(2026, 12, 15),))
        people.add_person(made.desk, MANAGER, draft)
        made.add_candidate("LE GOFF", "Élodie")
        return made.desk.file.path


def test_a_session_starts_from_an_earlier_one(home: Home, stage: HomeStage, earlier_path: Path) -> None:
    home.begin_creation()
    home.view.earlier_chosen.emit(earlier_path)
    dialog = home.find(QDialog, "passphrase_dialog")
    home.write("passphrase_line", "pas la bonne")
    home.press("passphrase_open")
    assert "La phrase secrète ne convient pas" in home.words(dialog)
    home.write("passphrase_line", PHRASE)
    home.press("passphrase_open")
    assert not dialog.isVisible()
    assert "1 personne est reprise ; chaque juré déclarera et choisira un code." in home.words()
    assert home.find(QLineEdit, "centre_contact").text() == "Accueil, 02 98 00 00 00"
    assert home.find(ChoiceField, "session_type").value() == "ccp1"
    for name in ("starts_on", "ends_on", "ceres_number", "record_number"):
        assert home.find(QLineEdit, name).text() == "", name
    home.show_active()
    home.write("starts_on", "11/01/2027")
    home.key(Qt.Key.Key_Tab, on=home.find(QLineEdit, "starts_on"))
    assert home.find(QLineEdit, "ends_on").text() == "12/01/2027"
    home.press("passphrase_noted")
    home.press("confirm_creation")
    assert stage.desk is not None
    session = reading.session(stage.desk)
    assert session.sheet.directions == "Tram A"
    assert session.sheet.ceres_number == ""
    anne = session.people[0]
    assert (anne.name, anne.days) == ("Anne Durand", (dt.date(2027, 1, 12),))
    assert not anne.has_pin
    assert not session.candidates


def test_the_earlier_jury_may_be_left(home: Home, stage: HomeStage, earlier_path: Path) -> None:
    home.begin_creation()
    home.view.earlier_chosen.emit(earlier_path)
    home.write("passphrase_line", PHRASE)
    home.press("passphrase_open")
    home.press("drop_earlier")
    home.fill_sheet()
    home.press("passphrase_noted")
    home.press("confirm_creation")
    assert stage.desk is not None
    assert not reading.session(stage.desk).people
