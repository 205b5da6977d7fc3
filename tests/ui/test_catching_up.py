"""A late day, through the program's own window: one press recomputes the planning from now, one keeps it."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtGui import QAction

from app.domain.people import MANAGER
from app.services import planning, reading
from app.system.clock import ScriptedClock
from tests.real_window import real_window
from tests.ui.stage import MORNING, PHRASE, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


def test_a_late_day_is_planned_again_by_one_press_and_one_confirmation(tmp_path: Path) -> None:
    with open_stage(tmp_path) as stage:
        candidates = [stage.add_candidate("LE GOFF", "Élodie"), stage.add_candidate("N’DIAYE", "Souleymane")]
        for name in ("Durand", "Petit"):
            stage.add_juror("Anne", name)
        before = planning.keep(stage.desk, MANAGER, planning.propose(stage.desk, planning.settings_of(stage.desk)).plan)
        stage.welcome(candidates[0])
        path = stage.desk.file.path
    late = ScriptedClock(MORNING + dt.timedelta(minutes=75))
    with real_window(tmp_path, late) as real:
        hands = real.hands
        real.open_session(path, PHRASE)
        hands.press("Ctrl+3")
        hands.wait(lambda: hands.sees("day_late"), "le retard de la journée")
        hands.press("Ctrl+Shift+R")
        [keep] = real.window.shell.findChildren(QAction, "KEEP_PLAN")
        hands.wait(keep.isEnabled, "le planning recalculé")
        hands.press("Ctrl+Return")
        hands.settle()
        after = reading.session(real.window.desk).plan
    assert after is not None
    firsts = [
        min(slot.starts_at for slot in plan.slots if slot.candidate_id == candidates[0]) for plan in (before, after)
    ]
    assert firsts[0] == dt.datetime(2026, 12, 14, 8, 45)  # noqa: DTZ001 - a planning is civil time
    assert firsts[1] >= dt.datetime(2026, 12, 14, 9, 45)  # noqa: DTZ001 - a planning is civil time
