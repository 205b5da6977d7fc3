"""The ledger, on real sessions and two laptops: one picture, packets that come and go, versions, grids done without."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QRadioButton, QScrollArea
from pytestqt.qtbot import QtBot

from app.domain.answer import NO, YES
from app.domain.attendance import AbsenceCode
from app.domain.grading import Mark
from app.domain.people import MANAGER, Actor
from app.services import attendance, grading, packets, people, sessions, waivers
from app.services.grading import GridKey
from app.system.settings import SettingsStore
from app.ui import dialogs
from app.ui.actions import Act
from app.ui.bench import ScreenName, Target
from app.ui.screens.closing import ClosingScreen
from app.ui.screens.day import DayScreen
from app.ui.screens.deliberation import DeliberationScreen
from app.ui.screens.ledger import LedgerScreen
from app.ui.screens.ledger.board import LedgerBoard
from app.ui.screens.ledger.comparison import VersionQuestion
from app.ui.screens.ledger.outcome import OutcomeWindow
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.question import ReasonQuestion
from tests.ui.hand import Hand, plain
from tests.ui.jury import control, grade, said, take_positions
from tests.ui.stage import PHRASE, PIN, Stage, fill, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

ECRIT, ORAL, ET = "ecrit", "oral", "et"


class Table:
    """The ledger in front of somebody."""

    def __init__(self, stage: Stage, qtbot: QtBot, candidates: list[int], jurors: list[int]) -> None:
        self.stage, self.candidates, self.jurors = stage, candidates, jurors
        self.screen = LedgerScreen(stage)
        qtbot.addWidget(self.screen.view)
        self.hand = Hand(self.screen.view)
        self.screen.view.resize(1366, 768)
        self.hand.show_active()

    def enter(self, juror: int | None = None, came_from: ScreenName = ScreenName.DAY) -> None:
        """Sit down and bring the ledger to the front."""
        self.stage.sit(juror)
        self.screen.show(Target(ScreenName.LEDGER, field=came_from.value))
        self.screen.view.entered()

    @property
    def board(self) -> LedgerBoard:
        return self.hand.find(LedgerBoard, "ledger_board")

    def told(self, juror: int, candidate: int, part_id: str) -> str:
        """What hovering a sign says of its grid."""
        column = self.jurors.index(juror) * len(self.parts) + self.parts.index(part_id)
        row = [each.id for each in self.stage.session().candidates].index(candidate)
        model = self.board.model()
        return plain(str(model.index(row, column).data(Qt.ItemDataRole.ToolTipRole))).rpartition(" : ")[2]

    def choose(self, juror: int, candidate: int, part_id: str) -> None:
        """Walk to a sign with the arrows."""
        column = self.jurors.index(juror) * len(self.parts) + self.parts.index(part_id)
        row = [each.id for each in self.stage.session().candidates].index(candidate)
        self.board.setFocus()
        QTest.keyClick(self.board, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
        for key, times in ((Qt.Key.Key_Down, row), (Qt.Key.Key_Right, column)):
            for _ in range(times):
                QTest.keyClick(self.board, key)

    @property
    def parts(self) -> list[str]:
        return [part.id for _modality, part in self.stage.session().type.parts()]

    @property
    def words(self) -> str:
        return self.hand.words()


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def table(stage: Stage, qtbot: QtBot) -> Iterator[Table]:
    candidates, jurors = fill(stage)
    for candidate in candidates:
        stage.welcome(candidate)
    found = Table(stage, qtbot, candidates, jurors)
    yield found
    found.screen.view.left()
    found.screen.forget()


@contextmanager
def other_laptop(stage: Stage, folder: Path, machine: str = "poste-b") -> Iterator[Stage]:
    """A copy of the session as it stands, open on another laptop."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{machine}.jurade"
    stage.desk.file.copy_to(path)
    desk = sessions.open_session(path, PHRASE, machine, stage.clock)
    try:
        yield Stage(desk, stage.clock, SettingsStore(folder / f"{machine}.json"))
    finally:
        desk.file.release()


def packet(stage: Stage, juror: int, path: Path) -> Path:
    path.write_bytes(packets.produce(stage.desk, juror, PIN).content)
    return path


def picking(monkeypatch: pytest.MonkeyPatch, *paths: Path) -> None:
    """Whoever is asked for files chooses these."""
    monkeypatch.setattr(dialogs, "choose_files", lambda *_asked: paths)
    monkeypatch.setattr(dialogs, "choose_new_file", lambda *_asked: paths[0] if paths else None)


def test_one_sign_per_owed_grid_tells_where_it_stands(table: Table) -> None:
    anne, bruno = table.jurors
    elodie = table.candidates[0]
    grade(table.stage, anne, elodie, keep_open=ET)
    key = GridKey(elodie, ET)
    grading.open_grid(table.stage.desk, Actor(bruno, "Bruno Petit"), key, "aucune")
    grading.mark(table.stage.desk, Actor(bruno, "Bruno Petit"), key, _first_criterion(table.stage, elodie, ET), YES)
    table.enter()

    assert table.told(anne, elodie, ORAL) == "verrouillée ici"
    assert table.told(anne, elodie, ET) == "attendue"
    assert table.told(bruno, elodie, ET) == "commencée ici"
    assert "2 jurés, 6 candidats, 5 épreuves : 4 grilles sur 58" in table.words
    assert "○ A. Durand doit 25 grilles" in table.words
    assert "4 verrouillées ici" in table.words
    assert "Aucun paquet n’est encore arrivé sur ce poste." in table.words
    table.choose(bruno, elodie, ET)
    assert "Bruno Petit · LE GOFF Élodie · Entretien technique : commencée ici" in table.words


def test_the_absent_and_the_recused_leave_no_sign(table: Table) -> None:
    _anne, bruno = table.jurors
    attendance.mark_absent(table.stage.desk, MANAGER, table.candidates[5], AbsenceCode.UNEXPLAINED, reason="partie")
    people.recuse(table.stage.desk, MANAGER, bruno, table.candidates[0], "a été sa formatrice")
    table.enter()

    assert "2 jurés, 5 candidats, 5 épreuves : 0 grille sur 43" in table.words
    assert table.told(bruno, table.candidates[0], ORAL) == "aucune grille attendue"
    assert "O’CONNOR" not in str([table.board.model().headerData(row, Qt.Orientation.Vertical) for row in range(5)])


def test_a_juror_sees_no_state_of_nameless_work_beside_a_name(table: Table) -> None:
    anne, bruno = table.jurors
    elodie = table.candidates[0]
    grade(table.stage, bruno, elodie, keep_open=ORAL)
    table.enter(anne)

    assert table.told(bruno, elodie, ECRIT) == table.told(anne, elodie, ECRIT) == "copie sans nom"
    assert table.told(bruno, elodie, ET) == "verrouillée ici"
    assert "12 copies sans nom" in table.words
    table.enter(bruno)
    assert table.told(bruno, elodie, ECRIT) == "verrouillée ici"
    table.enter()
    assert table.told(anne, elodie, ECRIT) == "attendue"


def test_a_juror_makes_a_packet_and_is_told_what_stays(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anne = table.jurors[0]
    grade(table.stage, anne, table.candidates[0])
    key = tmp_path / "clé"
    key.mkdir()
    asked: list[Path] = []

    def choose(_parent: object, _title: str, _kind: object, proposed: Path) -> Path:
        asked.append(proposed)
        return key / proposed.name

    monkeypatch.setattr(dialogs, "choose_new_file", choose)
    table.enter(anne)
    table.hand.key(Qt.Key.Key_P)
    [written] = key.iterdir()
    assert written.name.startswith("paquet-durand-anne-")
    [told] = table.stage.informed
    assert "5 grilles verrouillées. 24 grilles restent à verrouiller" in plain(told)
    assert written.stat().st_size < 200_000

    table.hand.key(Qt.Key.Key_P)
    assert [path.parent for path in asked] == [table.stage.desk.file.path.parent, key]


def test_nothing_is_written_when_the_person_gives_up(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    picking(monkeypatch)
    table.enter(table.jurors[0])
    table.hand.key(Qt.Key.Key_P)
    table.hand.key(Qt.Key.Key_I)

    assert (table.stage.informed, table.stage.refused) == ([], [])


def test_the_responsable_takes_packets_in_but_makes_none(table: Table) -> None:
    table.enter()
    make, take = (
        next(act.action for act in table.screen.view.header.acts if act.action.objectName() == name)
        for name in (Act.MAKE_PACKET.name, Act.TAKE_PACKETS.name)
    )

    assert (make.isEnabled(), take.isEnabled()) == (False, True)
    assert "s’installe d’abord au poste" in make.toolTip()


def test_several_packets_enter_at_once_and_a_refused_one_is_named(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _anne, bruno = table.jurors
    elodie = table.candidates[0]
    with other_laptop(table.stage, tmp_path / "b") as away:
        grade(away, bruno, elodie)
        good = packet(away, bruno, tmp_path / "bruno.jurypack")
    cut = tmp_path / "coupé.jurypack"
    cut.write_bytes(good.read_bytes()[:-40])
    picking(monkeypatch, good, cut, tmp_path / "parti.jurypack")
    table.enter()
    table.hand.key(Qt.Key.Key_I)
    window = table.hand.find(OutcomeWindow, "packets_outcome")
    told = table.hand.words(window)

    assert "1 sur 3 paquets intégrés" in told
    assert "Bruno Petit, poste poste-b, fait le 14/12 à 08:30 : 5 grilles reçues." in told
    assert "coupé.jurypack\nCe paquet est incomplet" in told
    assert "parti.jurypack\nLe fichier parti.jurypack n’existe pas" in told
    QTest.keyClick(window, Qt.Key.Key_Return)
    assert table.told(bruno, elodie, ORAL) == "reçue"
    assert "Paquet de B. Petit · poste poste-b · fait le 14/12 à 08:30, reçu le 14/12 à 08:30" in table.words

    picking(monkeypatch, good)
    table.hand.show_active()
    table.hand.key(Qt.Key.Key_I)
    again = table.hand.words(table.hand.find(OutcomeWindow, "packets_outcome"))
    assert "ce paquet était déjà intégré, rien ne change" in again


def test_the_deliberation_says_who_keeps_a_version_and_leads_to_the_ledger(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    anne, bruno = table.jurors
    elodie, souleymane = table.candidates[:2]
    first = _first_criterion(table.stage, elodie, ORAL)
    with other_laptop(table.stage, tmp_path / "b") as away:
        grade(away, bruno, elodie, unmet=[first])
        brought = packet(away, bruno, tmp_path / "bruno.jurypack")
    for juror_id in table.jurors:
        grade(table.stage, juror_id, elodie)
    picking(monkeypatch, brought)
    table.enter(bruno)
    table.hand.key(Qt.Key.Key_I)
    QTest.keyClick(table.hand.find(OutcomeWindow, "packets_outcome"), Qt.Key.Key_Escape)
    grade(table.stage, anne, souleymane)
    who = Actor(anne, table.stage.session().person(anne).name)
    waivers.waive(table.stage.desk, who, (bruno, souleymane, ORAL), "poste en panne")

    table.stage.sit(anne)
    room = DeliberationScreen(table.stage)
    qtbot.addWidget(room.view)
    room.show(Target(ScreenName.DELIBERATION, candidate_id=elodie))
    room.view.show()
    room.view.entered()
    words = said(room.view)
    label = next(part.label for _modality, part in table.stage.session().type.parts() if part.id == ORAL)
    assert f"{label} de B. Petit : deux versions ; B. Petit choisit dans le registre (Ctrl+R)." in words
    assert "9 grilles verrouillées sur 10" in words
    assert "1. LE GOFF Élodie · deux versions" in words
    QTest.mouseClick(control(room.view, "go_to_ledger"), Qt.MouseButton.LeftButton)
    assert table.stage.visited[-1].screen is ScreenName.LEDGER

    room.show(Target(ScreenName.DELIBERATION, candidate_id=souleymane))
    room.view.entered()
    words = said(room.view)
    assert "5 grilles verrouillées sur 9" in words
    assert "4 grilles attendues" in words
    assert f"{label} · dispensée" in words
    room.view.left()
    room.forget()


def two_versions(table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Bruno locked Élodie's grids on two laptops, one oral otherwise; gives back the critère that differs."""
    bruno, elodie = table.jurors[1], table.candidates[0]
    first = _first_criterion(table.stage, elodie, ORAL)
    with other_laptop(table.stage, tmp_path / "b") as away:
        grade(away, bruno, elodie)
        key = GridKey(elodie, ORAL)
        grading.correct(away.desk, Actor(bruno, "Bruno Petit"), key, first, Mark(NO), "relu le soir")
        brought = packet(away, bruno, tmp_path / "bruno.jurypack")
    grade(table.stage, bruno, elodie)
    picking(monkeypatch, brought)
    table.enter(bruno)
    table.hand.key(Qt.Key.Key_I)
    QTest.keyClick(table.hand.find(OutcomeWindow, "packets_outcome"), Qt.Key.Key_Escape)
    table.hand.show_active()
    return first


def test_choosing_begins_at_the_juror_s_first_grid_in_several_versions(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    anne, bruno = table.jurors
    two_versions(table, tmp_path, monkeypatch)
    assert "1 à choisir" in table.words
    table.choose(anne, table.candidates[0], ECRIT)
    table.hand.key(Qt.Key.Key_V)
    assert table.board.current_sign is not None
    assert table.board.current_sign.key == (bruno, table.candidates[0], ORAL)
    question = table.hand.find(VersionQuestion, "version_question")
    said = Hand(question).words(question).splitlines()
    assert "ici, verrouillée le 14/12 à 08:30" in said
    assert "reçue du poste poste-b, verrouillée le 14/12 à 08:30, corrigée (relu le soir)" in said
    choices = question.findChildren(QRadioButton)
    assert [(plain(choice.text()), plain(choice.accessibleDescription())) for choice in choices] == [
        ("Garder la version 1", "ici, verrouillée le 14/12 à 08:30"),
        ("Garder la version 2", "reçue du poste poste-b, verrouillée le 14/12 à 08:30, corrigée (relu le soir)"),
    ]
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert plain(question.fault) == "Dites laquelle de ces versions vous gardez."
    choice = question.findChild(QRadioButton, "version_1")
    assert isinstance(choice, QRadioButton)
    QTest.keyClick(choice, Qt.Key.Key_Space)
    assert question.fault == "", "the sentence goes with what it asked for"


def test_the_author_alone_compares_two_versions_and_keeps_one(
    table: Table, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _anne, bruno = table.jurors
    elodie = table.candidates[0]
    first = two_versions(table, tmp_path, monkeypatch)
    assert table.told(bruno, elodie, ORAL) == "deux versions"

    table.choose(bruno, elodie, ORAL)
    table.hand.key(Qt.Key.Key_V)
    question = table.hand.find(VersionQuestion, "version_question")
    told = Hand(question).words(Hand(question).find(QScrollArea, "version_differences"))
    assert told.splitlines()[:3] == ["Ce qui diffère", "Version 1", "Version 2"]
    assert told.splitlines()[4:] == ["Oui", "Non"]
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert table.told(bruno, elodie, ORAL) == "deux versions"

    table.hand.show_active()
    table.hand.key(Qt.Key.Key_V)
    question = table.hand.find(VersionQuestion, "version_question")
    second = question.findChild(QRadioButton, "version_2")
    assert isinstance(second, QRadioButton)
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Space)
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert plain(question.fault) == "Écrivez la raison en quelques mots."
    Hand(question).write("version_reason", "saisie au propre chez moi")
    QTest.keyClick(question.reason, Qt.Key.Key_Return)

    assert table.told(bruno, elodie, ORAL) == "reçue"
    assert table.stage.refused == []
    grid = table.stage.session().grid(bruno, elodie, ORAL)
    assert grid.marks[first].value.code == "non"


def test_a_grid_is_done_without_for_a_reason_then_expected_again(table: Table) -> None:
    anne, bruno = table.jurors
    elodie = table.candidates[0]
    table.enter(anne)
    table.choose(bruno, elodie, ORAL)
    table.hand.key(Qt.Key.Key_D)
    question = table.hand.find(ReasonQuestion, "waiver_question")
    QTest.keyClick(question, Qt.Key.Key_Return)
    assert plain(question.fault) == "Écrivez la raison en quelques mots."
    QTest.keyClick(question, Qt.Key.Key_Escape)
    assert table.told(bruno, elodie, ORAL) == "attendue"

    table.hand.press("ledger_waive_grid")
    Hand(table.hand.find(ReasonQuestion, "waiver_question")).write("waiver_question_line", "poste en panne")
    QTest.keyClick(table.hand.find(ReasonQuestion, "waiver_question").line, Qt.Key.Key_Return)
    assert table.told(bruno, elodie, ORAL) == "dispensée"
    [waiver] = table.stage.session().grid_waivers
    assert (waiver.key, waiver.waived_by, waiver.reason) == ((bruno, elodie, ORAL), anne, "poste en panne")

    table.choose(bruno, elodie, ORAL)
    table.hand.key(Qt.Key.Key_R)
    assert table.told(bruno, elodie, ORAL) == "attendue"
    assert table.stage.session().grid_waivers == ()


def test_the_last_grid_of_a_part_and_the_responsable_are_refused(table: Table) -> None:
    anne, bruno = table.jurors
    elodie = table.candidates[0]
    table.enter()
    table.choose(bruno, elodie, ORAL)
    table.hand.key(Qt.Key.Key_D)
    assert table.screen.view.findChild(ReasonQuestion, "waiver_question") is None

    table.enter(anne)
    for juror in (bruno, anne):
        table.choose(juror, elodie, ORAL)
        table.hand.key(Qt.Key.Key_D)
        question = table.hand.find(ReasonQuestion, "waiver_question")
        Hand(question).write("waiver_question_line", "poste en panne")
        QTest.keyClick(question.line, Qt.Key.Key_Return)
    [refusal] = table.stage.refused
    assert "c’est la dernière grille" in plain(refusal)


def test_escape_goes_back_where_one_came_from(table: Table) -> None:
    for came_from in (ScreenName.DELIBERATION, ScreenName.CLOSING, ScreenName.DAY):
        table.enter(table.jurors[0], came_from)
        table.hand.key(Qt.Key.Key_Escape)
    assert [target.screen for target in table.stage.visited] == [
        ScreenName.DELIBERATION,
        ScreenName.CLOSING,
        ScreenName.DAY,
    ]


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (DayScreen, ScreenName.DAY),
        (DeliberationScreen, ScreenName.DELIBERATION),
        (ClosingScreen, ScreenName.CLOSING),
    ],
)
def test_each_screen_leads_to_the_ledger_by_its_key(
    table: Table, qtbot: QtBot, make: Callable[[Stage], DayScreen], name: ScreenName
) -> None:
    table.stage.sit(table.jurors[0])
    screen = make(table.stage)
    qtbot.addWidget(screen.view)
    hand = Hand(screen.view)
    hand.show_active()
    screen.view.entered()
    offered = [act.action.text() for act in screen.view.header.acts] + said(screen.view).splitlines()
    assert "Registre des grilles" in offered
    hand.key(Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)

    assert table.stage.visited == [Target(ScreenName.LEDGER, field=name.value)]
    screen.view.left()
    screen.forget()


def test_what_is_hovered_is_what_is_told(table: Table) -> None:
    table.enter()
    board = table.board
    place = board.visualRect(board.model().index(0, 1)).center()
    QTest.mouseClick(board.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(place))

    assert "Anne Durand · LE GOFF Élodie · Mise en situation orale : attendue" in table.words


def test_nothing_of_a_session_is_left_once_it_is_forgotten(table: Table) -> None:
    table.enter()
    table.screen.forget()

    assert "LE GOFF" not in table.words
    assert table.board.model().rowCount() == 0


def test_twenty_four_candidates_and_three_jurors_show_at_once(stage: Stage, qtbot: QtBot) -> None:
    candidates, jurors = fill(stage)
    jurors.append(stage.add_juror("Zoé", "Lambert"))
    candidates += [stage.add_candidate(f"MOREL {number}", "Hugo") for number in range(24 - len(candidates))]
    for candidate in candidates:
        stage.welcome(candidate)
    for juror in jurors:
        grade(stage, juror, candidates[0])
    take_positions(stage, jurors[0], candidates[0])
    table = Table(stage, qtbot, candidates, jurors)
    table.enter()
    QApplication.processEvents()
    took = min(map(partial(_seconds_to_show, table), range(5)))

    assert table.board.model().rowCount() == 24
    assert took < 0.1
    table.screen.forget()


def _seconds_to_show(table: Table, _turn: int) -> float:
    """The time that this thread works: what other programs take of the machine is not the screen's."""
    began = time.thread_time()
    table.screen.view.entered()
    QApplication.processEvents()
    return time.thread_time() - began


def _first_criterion(stage: Stage, candidate_id: int, part_id: str) -> str:
    session = stage.session()
    candidate = session.candidate(candidate_id)
    _modality, part = session.part_for(candidate, part_id)
    return session.grid_criteria(candidate, part)[0].id
