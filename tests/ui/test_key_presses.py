"""The measure of the hand: one candidate's 31 critères, five parts and their timers, in at most fifty key presses.

Every key that goes down is counted, those held beside another too: « Ctrl+3 » counts two. The count begins on the row
of the Journée and ends with the last lock; the written part was handed in before, and is graded as a copy.
"""

import datetime as dt
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.people import MANAGER, Actor
from app.domain.timing import PhaseState
from app.services import abbreviations, reading, sessions, timing
from app.system.clock import ScriptedClock
from tests.real_window import RealWindow, real_window
from tests.ui.stage import PHRASE, PIN, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

MOST = 50
LETTERS, APPRECIATION = "vm", "Vue d’ensemble claire du métier."


class CountedKeys:
    """The keyboard of the window, and how many keys went down."""

    def __init__(self, real: RealWindow) -> None:
        self._hands = real.hands
        self.count = 0

    def press(self, *keys: str) -> None:
        for each in keys:
            self.count += len(each.split("+"))
            self._hands.press(each)

    def write(self, text: str) -> None:
        self.count += len(text) + sum(letter.isupper() for letter in text)
        self._hands.type_text(text)

    def say_yes(self, question: str) -> None:
        """Answer a question that wants its words read first."""
        self._hands.wait(lambda: self._hands.can_click(f"{question}_act"), f"« {question} » ouverte à la réponse")
        self.press("Return")
        self._hands.wait(lambda: self._hands.front().objectName() != question, f"« {question} » refermée")


@pytest.fixture
def prepared(tmp_path: Path) -> tuple[Path, ScriptedClock]:
    """A session file whose one candidate handed the written work in."""
    with open_stage(tmp_path) as stage:
        candidate = stage.add_candidate("LE GOFF", "Élodie")
        anne = Actor(stage.add_juror("Anne", "Durand"), "Anne Durand")
        abbreviations.keep(stage.desk, anne, LETTERS, APPRECIATION)
        stage.add_juror("Bruno", "Petit")
        stage.welcome(candidate)
        timing.start(stage.desk, MANAGER, candidate, "ecrit")
        stage.clock.advance(dt.timedelta(minutes=150))
        timing.end(stage.desk, MANAGER, candidate, "ecrit")
        return stage.desk.file.path, stage.clock


def test_thirty_one_criteria_take_fifty_keys_at_most(
    prepared: tuple[Path, ScriptedClock],
    tmp_path: Path,
    qtbot: QtBot,  # noqa: ARG001 - the application
) -> None:
    path, clock = prepared
    with real_window(tmp_path, clock) as real:
        real.open_session(path, PHRASE)
        real.sit_down("Anne Durand", PIN)
        count = grade_one_candidate(real)
    assert count <= MOST
    check(path, clock)


def grade_one_candidate(real: RealWindow) -> int:
    """From the row to the last lock; gives back how many keys went down."""
    hands, keys = real.hands, CountedKeys(real)
    hands.choose_row("day_table", "LE GOFF")

    keys.press("Return")  # the row leads to the copies
    hands.wait(lambda: hands.sees("copies_table"), "les copies")
    keys.press("Return")
    hands.wait(lambda: hands.sees("lock_grid"), "la copie")
    keys.press(*"11111111111", "Return")

    keys.press("Ctrl+3")
    hands.wait(lambda: hands.sees("day_table"), "la journée")
    keys.press("Return")
    keys.say_yes("start_question")
    hands.wait(lambda: hands.sees("lock_grid"), "la grille de l’oral")
    keys.press("S", "S", *"11121", "Return")  # preparation, French, English; the lock starts the next part
    keys.press(*"11111", "Return")
    keys.press("S", *"1111111111", "Return")
    keys.write(f"{LETTERS} ")  # the juror's own phrase
    keys.press("Ctrl+Return")
    return keys.count


def check(path: Path, clock: ScriptedClock) -> None:
    """On the disk: five locked grids, 31 answers, an appreciation, and every phase of every part begun and ended."""
    desk = sessions.open_session(path, PHRASE, "poste-a", clock)
    try:
        session = reading.session(desk)
        [candidate] = session.candidates
        grids = [session.grid(1, candidate.id, part.id) for _modality, part in session.parts_for(candidate)]
        assert [grid.is_locked for grid in grids] == [True] * 5
        assert sum(len(grid.marks) for grid in grids) == 31
        assert grids[-1].appreciation == APPRECIATION
        parts = [part for _modality, part in session.parts_for(candidate)]
        states = {phase.state for part in parts for phase in session.clocks(candidate, part)}
        assert states == {PhaseState.ENDED}
    finally:
        desk.close()
