"""The planning in Préparation: the real screen on a real session, computed, moved, kept and computed again."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton, QTabBar
from pytestqt.qtbot import QtBot

from app.domain.people import MANAGER
from app.domain.planning.plan import Plan
from app.services import people, planning, sessions, timing
from app.ui.bench import ScreenName, Target
from app.ui.screens.preparation import PreparationScreen
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.timeline import Timeline
from app.ui.widgets.timeline_board import Block
from tests.ui.hand import CTRL, Hand, plain
from tests.ui.stage import DAY, Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

LEFT = Qt.MouseButton.LeftButton
NO_KEY = Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NAMES = (("LE GOFF", "Élodie"), ("N’DIAYE", "Souleymane"), ("ÖZTÜRK", "İbrahim"), ("NGUYỄN", "Thị Mai"))


class PlanningHand(Hand):
    """Préparation shown in a window, its section « Planning » in front."""

    def __init__(self, stage: Stage, qtbot: QtBot) -> None:
        self.stage = stage
        self.screen = PreparationScreen(stage)
        self.view = self.screen.view
        super().__init__(self.view)
        qtbot.addWidget(self.view)
        self.view.resize(1170, 704)
        self.show_active()
        self.enter()

    def enter(self) -> None:
        self.view.entered()
        self.key(Qt.Key.Key_F6)

    @property
    def timeline(self) -> Timeline:
        return self.find(Timeline, "planning_timeline")

    @property
    def header(self) -> str:
        return plain(f"{self.view.header.title} · {self.view.header.second}")

    @property
    def acts(self) -> list[str]:
        return [act.action.text() for act in self.view.header.acts]

    def blocks(self, name: str) -> list[Block]:
        """The passage of a candidate on the timeline, in the order of time."""
        blocks = self.timeline.board.blocks
        chain = next(block.chain for block in blocks if block.above == name)
        return sorted((block for block in blocks if block.chain == chain), key=lambda block: block.starts_at)

    def oral(self, name: str) -> Block:
        return next(block for block in self.blocks(name) if block.words[-1] == "Oral")

    def called(self, name: str) -> dt.datetime:
        """When a candidate comes for the oral, preparation included."""
        return next(block.starts_at for block in self.blocks(name) if block.words[-1] != "Corr.")

    def jury(self, block: Block) -> str:
        return self.timeline.board.rows[block.row].title

    def choose_oral(self, name: str) -> None:
        """Click on the oral of a candidate."""
        self.timeline.choose(self.oral(name).key)
        spot = self.timeline.block_rect(self.oral(name).key).center().toPoint()
        QTest.mouseClick(self.timeline.viewport(), LEFT, NO_KEY, spot)

    def move(self, key: Qt.Key, times: int = 1, modifier: Qt.KeyboardModifier = CTRL) -> None:
        for _ in range(times):
            self.key(key, modifier, on=self.timeline)

    def faulty(self) -> list[str]:
        return [block.words[-1] for block in self.timeline.board.blocks if block.faulty]


def give_panels(stage: Stage, jurors: list[int]) -> None:
    """Two jurors for each jury, in their order."""
    for place, juror_id in enumerate(jurors):
        draft = people.draft_of(stage.session().person(juror_id))
        people.change_person(stage.desk, MANAGER, juror_id, replace(draft, panel=place // 2 + 1))


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Four candidates, two juries of two, one day."""
    with open_stage(tmp_path) as opened:
        for birth_name, first_name in NAMES:
            opened.add_candidate(birth_name, first_name)
        names = (("Anne", "Durand"), ("Bruno", "Petit"), ("Chantal", "Leroy"), ("Demba", "Sow"))
        give_panels(opened, [opened.add_juror(given, family) for given, family in names])
        yield opened


@pytest.fixture
def desk(stage: Stage, qtbot: QtBot) -> PlanningHand:
    return PlanningHand(stage, qtbot)


@pytest.fixture
def planned(desk: PlanningHand) -> PlanningHand:
    desk.key(Qt.Key.Key_F7)
    return desk


def kept(stage: Stage) -> Plan:
    plan = stage.session().plan
    assert plan is not None
    return plan


def write_all(stage: Stage) -> None:
    """Everybody sits the written part, from 08:45 to 11:15."""
    stage.clock.advance(dt.timedelta(minutes=15))
    everybody = [candidate.id for candidate in stage.session().candidates]
    for candidate_id in everybody:
        stage.welcome(candidate_id)
        timing.start(stage.desk, MANAGER, candidate_id, "ecrit")
    stage.clock.advance(dt.timedelta(minutes=150))
    for candidate_id in everybody:
        timing.end(stage.desk, MANAGER, candidate_id, "ecrit")


# Nothing yet


def test_without_a_candidate_the_way_leads_to_the_list(tmp_path: Path, qtbot: QtBot) -> None:
    with open_stage(tmp_path) as empty:
        desk = PlanningHand(empty, qtbot)
        assert "Aucun candidat à placer" in desk.words()
        desk.key(Qt.Key.Key_Space, on=desk.find(QPushButton, "planning_to_candidates"))
        assert desk.find(QTabBar, "preparation_tabs").tabText(2) == "Candidats"
        assert "Aucun candidat pour l’instant" in desk.words()


def test_without_a_juror_the_planning_says_so_and_is_computed_all_the_same(tmp_path: Path, qtbot: QtBot) -> None:
    with open_stage(tmp_path) as lonely:
        lonely.add_candidate("LE GOFF", "Élodie")
        desk = PlanningHand(lonely, qtbot)
        assert "Aucun juré n’est encore inscrit" in desk.words()
        desk.press("planning_compute_without_jury")
        assert desk.blocks("LE GOFF")


def test_durations_that_nothing_gives_are_asked_for(tmp_path: Path, qtbot: QtBot) -> None:
    with open_stage(tmp_path, "ifocop-ac", "bloc1") as unknown:
        unknown.add_candidate("LE GOFF", "Élodie")
        desk = PlanningHand(unknown, qtbot)
        assert "Des durées manquent" in desk.words()
        desk.press("planning_to_durations")
        assert "Durées que le référentiel ne fixe pas" in desk.words()


# Computing


def test_a_planning_is_computed_from_the_keyboard_and_nothing_is_written(desk: PlanningHand, stage: Stage) -> None:
    assert "Pas encore de planning" in desk.words()
    desk.key(Qt.Key.Key_F7)
    assert desk.header.startswith("Planning · calculé en ")
    assert "tient dans la journée · 2 jurys" in desk.header
    assert [row.title for row in desk.timeline.board.rows] == [
        "Salle informatique",
        "Salle de préparation",
        "Jury 1",
        "Jury 2",
    ]
    assert plain(desk.timeline.board.rows[2].second).startswith("Durand, Petit")
    first = desk.timeline.board.blocks
    together = next(block for block in first if block.words[-1] == "Écrit")
    assert together.second == "4 candidats"
    assert [block.words[-1] for block in desk.blocks("LE GOFF")][-4:] == ["Oral", "ET", "QAP", "EF"]
    assert stage.session().plan is None
    assert not stage.saved_at
    assert desk.acts == ["Retenir ce planning"]


def test_settings_change_what_is_computed(desk: PlanningHand) -> None:
    desk.key(Qt.Key.Key_G, CTRL)
    desk.write("day_starts", "10:00")
    desk.write("written_room", "Salle 204")
    desk.find(ChoiceField, "panel_count").setCurrentIndex(0)
    desk.key(Qt.Key.Key_F7)
    board = desk.timeline.board
    assert min(block.starts_at for block in board.blocks) == dt.datetime(2026, 12, 14, 10)  # noqa: DTZ001 - civil time
    assert board.rows[0].title == "Salle 204"
    assert [row.title for row in board.rows if row.takes_moves] == ["Jury"]


def test_hours_that_leave_no_day_are_said_under_their_field(desk: PlanningHand, stage: Stage) -> None:
    desk.key(Qt.Key.Key_G, CTRL)
    desk.write("day_ends", "08:00")
    desk.write("lunch", "")
    desk.key(Qt.Key.Key_F7)
    assert "Ce champ est nécessaire." in desk.words()
    desk.write("lunch", "60")
    desk.key(Qt.Key.Key_F7)
    assert "La journée commence à 08:30 : sa fin est plus tard." in desk.words()
    assert desk.find(QLineEdit, "day_ends").hasFocus()
    assert stage.session().plan is None


def test_what_does_not_fit_says_so_with_what_would_mend_it(desk: PlanningHand) -> None:
    desk.key(Qt.Key.Key_G, CTRL)
    desk.write("day_ends", "13:00")
    desk.key(Qt.Key.Key_F7)
    assert "à régler" in desk.header
    assert "place" in "".join(desk.rows("planning_problems"))
    later = next(button for button in desk.root.findChildren(QPushButton) if button.text().startswith("Une fin à "))
    end = later.text().removeprefix("Une fin à ")
    desk.key(Qt.Key.Key_Space, on=later)
    assert "tient dans la journée" in desk.header
    desk.key(Qt.Key.Key_G, CTRL)
    assert desk.find(QLineEdit, "day_ends").text() == end


# Moving


def test_keys_move_a_passage_by_five_minutes_and_by_one(planned: PlanningHand, stage: Stage) -> None:
    before = [block.starts_at for block in planned.blocks("LE GOFF")]
    planned.choose_oral("LE GOFF")
    planned.move(Qt.Key.Key_Right, 2)
    planned.move(Qt.Key.Key_Left, 1, CTRL | SHIFT)
    after = [block.starts_at for block in planned.blocks("LE GOFF")]
    assert {new - old for new, old in zip(after, before, strict=True)} == {dt.timedelta(minutes=9)}
    assert planned.header.startswith("Planning · modifié, à retenir")
    assert stage.session().plan is None


def test_moves_are_taken_back_one_by_one(planned: PlanningHand) -> None:
    before = planned.oral("LE GOFF").starts_at
    planned.choose_oral("LE GOFF")
    planned.move(Qt.Key.Key_Right, 2)
    planned.move(Qt.Key.Key_Z)
    assert planned.oral("LE GOFF").starts_at == before + dt.timedelta(minutes=5)
    planned.press("planning_undo")
    assert planned.oral("LE GOFF").starts_at == before
    assert planned.header.startswith("Planning · calculé en ")
    assert not planned.find(QPushButton, "planning_undo").isVisible()


def test_a_passage_goes_before_the_other_jury_and_the_conflict_is_seen_at_once(planned: PlanningHand) -> None:
    assert not planned.faulty()
    planned.choose_oral("LE GOFF")
    assert planned.jury(planned.oral("LE GOFF")) == "Jury 1"
    planned.move(Qt.Key.Key_Down)
    assert planned.jury(planned.oral("LE GOFF")) == "Jury 2"
    assert "Oral" in planned.faulty()
    problems = planned.rows("planning_problems")
    assert problems
    assert "à régler" in planned.header
    planned.move(Qt.Key.Key_Z)
    assert not planned.faulty()


def test_a_problem_leads_to_its_block(planned: PlanningHand) -> None:
    planned.choose_oral("LE GOFF")
    planned.move(Qt.Key.Key_Down)
    planned.key(Qt.Key.Key_Home, on=planned.timeline)
    planned.key(Qt.Key.Key_Up, on=planned.timeline)
    table = planned.choose_row("planning_problems", "")
    planned.key(Qt.Key.Key_Return, on=table)
    current = planned.timeline.current
    assert current is not None
    assert current.faulty
    assert planned.timeline.hasFocus()
    assert table.model().index(0, 0).data().removeprefix("! ").split(" ")[0] in planned.timeline.accessibleDescription()


def test_the_mouse_carries_a_passage_to_another_hour(planned: PlanningHand) -> None:
    before = planned.oral("N’DIAYE")
    rect = planned.timeline.block_rect(before.key)
    minute = rect.width() / 20
    start = rect.center().toPoint()
    to = start + QPoint(round(15 * minute), 2)
    QTest.mousePress(planned.timeline.viewport(), LEFT, NO_KEY, start)
    QTest.mouseMove(planned.timeline.viewport(), (start + to) / 2)
    QTest.mouseMove(planned.timeline.viewport(), to)
    QTest.mouseRelease(planned.timeline.viewport(), LEFT, NO_KEY, to)
    assert planned.oral("N’DIAYE").starts_at == before.starts_at + dt.timedelta(minutes=15)


def test_what_is_written_together_moves_together(planned: PlanningHand) -> None:
    board = planned.timeline.board
    together = next(block for block in board.blocks if block.words[-1] == "Écrit")
    planned.timeline.choose(together.key)
    planned.move(Qt.Key.Key_Right)
    moved = planned.timeline.board.block(together.key)
    assert moved is not None
    assert moved.starts_at == together.starts_at + dt.timedelta(minutes=5)
    assert moved.second == "4 candidats"


def test_the_list_says_the_same_and_moves_the_same(planned: PlanningHand) -> None:
    planned.choose_oral("LE GOFF")
    planned.key(Qt.Key.Key_L, CTRL)
    rows = planned.rows("planning_list")
    before = planned.oral("LE GOFF").starts_at
    line = next(row for row in rows if "Mise en situation orale" in row and "LE GOFF" in row)
    assert line.startswith(f"{before:%H:%M} – ")
    assert "Jury 1" in line
    table = planned.choose_row("planning_list", line)
    planned.key(Qt.Key.Key_Right, CTRL, on=table)
    assert planned.oral("LE GOFF").starts_at == before + dt.timedelta(minutes=5)
    assert any(
        row.startswith(f"{before + dt.timedelta(minutes=5):%H:%M}") and "LE GOFF" in row
        for row in planned.rows("planning_list")
    )
    planned.key(Qt.Key.Key_T, CTRL)
    assert planned.timeline.isVisible()
    assert planned.timeline.hasFocus()


# Keeping


def test_a_planning_kept_is_on_disk_and_the_same_when_reopened(
    planned: PlanningHand, stage: Stage, qtbot: QtBot
) -> None:
    planned.choose_oral("LE GOFF")
    planned.move(Qt.Key.Key_Right, 1)
    planned.move(Qt.Key.Key_Left, 1)
    hour = planned.oral("LE GOFF").starts_at
    planned.move(Qt.Key.Key_Return)
    assert len(stage.saved_at) == 1
    assert hour in {slot.starts_at for slot in kept(stage).slots}
    session = stage.session()
    assert all(candidate.convened_at for candidate in session.candidates)
    assert planned.header.startswith("Planning · retenu · tient dans la journée")
    assert planned.acts == ["Imprimer"]
    again = PlanningHand(stage, qtbot)
    assert again.timeline.board.blocks == planned.timeline.board.blocks
    again.view.close()


def test_a_planning_with_conflicts_is_kept_after_they_were_read(planned: PlanningHand, stage: Stage) -> None:
    planned.choose_oral("LE GOFF")
    planned.move(Qt.Key.Key_Down)
    planned.move(Qt.Key.Key_Return)
    question = planned.find(QDialog, "keep_question")
    sentence = planned.rows("planning_problems")[0].removeprefix("! ")
    assert sentence in planned.words(question)
    assert stage.session().plan is None
    planned.press("confirm_act")
    assert kept(stage).slots
    assert planned.faulty()


def test_leaving_a_draft_gives_the_planning_kept_back(planned: PlanningHand, stage: Stage) -> None:
    planned.move(Qt.Key.Key_Return)
    before = planned.oral("LE GOFF").starts_at
    planned.choose_oral("LE GOFF")
    planned.move(Qt.Key.Key_Right, 3)
    assert planned.acts == ["Retenir ce planning", "Garder l’ancien"]
    assert any("LE GOFF" in row for row in planned.rows("planning_changes"))
    planned.move(Qt.Key.Key_Backspace)
    assert planned.oral("LE GOFF").starts_at == before
    assert planned.acts == ["Imprimer"]
    assert len(stage.saved_at) == 1


def test_a_planning_kept_is_forgotten_after_its_consequences_were_read(planned: PlanningHand, stage: Stage) -> None:
    planned.move(Qt.Key.Key_Return)
    planned.move(Qt.Key.Key_Delete)
    assert "convocation" in planned.words(planned.find(QDialog, "discard_question"))
    planned.press("confirm_act")
    assert stage.session().plan is None
    assert "Pas encore de planning" in planned.words()
    assert all(candidate.convened_at for candidate in stage.session().candidates)


def test_printing_leads_to_the_documents(planned: PlanningHand, stage: Stage) -> None:
    planned.move(Qt.Key.Key_Return)
    planned.move(Qt.Key.Key_P)
    assert stage.visited == [Target(ScreenName.DOCUMENTS)]


def test_a_juror_reads_the_planning_and_moves_nothing(planned: PlanningHand, stage: Stage) -> None:
    planned.move(Qt.Key.Key_Return)
    stage.sit(stage.session().jurors[0].id)
    planned.enter()
    before = planned.oral("LE GOFF").starts_at
    planned.choose_oral("LE GOFF")
    planned.move(Qt.Key.Key_Right)
    planned.key(Qt.Key.Key_F7)
    assert planned.oral("LE GOFF").starts_at == before
    assert planned.acts == []


# The day itself


def test_the_present_is_shown_on_the_day_of_the_session_only(planned: PlanningHand, stage: Stage) -> None:
    planned.move(Qt.Key.Key_Return)
    assert planned.timeline.board.now == dt.datetime(2026, 12, 14, 8, 30)  # noqa: DTZ001 - civil time
    stage.clock.advance(dt.timedelta(days=1))
    planned.enter()
    assert planned.timeline.board.now is None


def test_a_late_day_is_computed_again_from_now_and_shown_against_the_old_one(
    planned: PlanningHand, stage: Stage
) -> None:
    planned.move(Qt.Key.Key_Return)
    before = {name: planned.called(name) for name, _ in NAMES}
    assert planned.acts == ["Imprimer"]
    write_all(stage)
    stage.clock.advance(dt.timedelta(hours=1))
    planned.enter()
    assert planned.acts == ["Imprimer", "Recalculer à partir de maintenant"]
    planned.move(Qt.Key.Key_R, 1, CTRL | SHIFT)
    now = dt.datetime(2026, 12, 14, 12, 15)  # noqa: DTZ001 - civil time
    assert all(planned.oral(name).starts_at >= now for name, _ in NAMES)
    again = [block for block in planned.blocks("LE GOFF") if block.above]
    assert [block.words[-1] for block in again] == ["Corr.", "Oral"]
    changes = planned.rows("planning_changes")
    assert len(changes) == len(NAMES)
    for name, _ in NAMES:
        line = next(row for row in changes if name in row)
        assert f"{before[name]:%H:%M}" in line
        assert f"{planned.called(name):%H:%M}" in line
    assert planned.acts == ["Retenir ce planning", "Garder l’ancien"]
    assert len(stage.saved_at) == 1
    hours = {name: planned.oral(name).starts_at for name, _ in NAMES}
    planned.move(Qt.Key.Key_Return)
    assert {name: planned.oral(name).starts_at for name, _ in NAMES} == hours
    assert hours["LE GOFF"] in {slot.starts_at for slot in kept(stage).slots}


def test_the_day_leads_to_the_planning(stage: Stage, qtbot: QtBot) -> None:
    desk = PlanningHand(stage, qtbot)
    desk.key(Qt.Key.Key_F2)
    desk.screen.show(Target(ScreenName.PREPARATION, field="planning"))
    assert desk.view.header.title == "Planning"


def test_several_days_are_turned_by_key(stage: Stage, qtbot: QtBot) -> None:
    sheet = stage.session().sheet
    sessions.change_sheet(stage.desk, MANAGER, replace(sheet, ends_on=DAY + dt.timedelta(days=1)))
    for place in range(6):
        stage.add_candidate(f"NOM{place}", "Alix")
    desk = PlanningHand(stage, qtbot)
    desk.key(Qt.Key.Key_F7)
    tabs = desk.find(QTabBar, "planning_days")
    assert [tabs.tabText(place) for place in range(tabs.count())] == ["Lundi 14 décembre", "Mardi 15 décembre"]
    first = {block.key for block in desk.timeline.board.blocks}
    desk.key(Qt.Key.Key_PageDown, CTRL)
    assert tabs.currentIndex() == 1
    assert desk.timeline.board.starts_at.date() == DAY + dt.timedelta(days=1)
    assert first.isdisjoint(block.key for block in desk.timeline.board.blocks)
    desk.key(Qt.Key.Key_PageUp, CTRL)
    assert tabs.currentIndex() == 0


def test_the_settings_kept_come_back(desk: PlanningHand, stage: Stage, qtbot: QtBot) -> None:
    desk.key(Qt.Key.Key_G, CTRL)
    desk.write("panel_rooms", "Salle 12, Salle 14")
    desk.write("deliberation", "20")
    desk.key(Qt.Key.Key_F7)
    desk.move(Qt.Key.Key_Return)
    assert planning.settings_of(stage.desk).deliberation == 20
    assert [panel.room for panel in planning.settings_of(stage.desk).panels] == ["Salle 12", "Salle 14"]
    again = PlanningHand(stage, qtbot)
    again.key(Qt.Key.Key_G, CTRL)
    assert again.find(QLineEdit, "panel_rooms").text() == "Salle 12, Salle 14"
    again.view.close()
