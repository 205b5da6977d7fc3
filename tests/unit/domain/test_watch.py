"""Losing sight of the desk: sleep, stops, restarts, and a wall clock that somebody sets."""

import datetime as dt
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.timing import Instant, LapseKind
from app.domain.watch import SET_FROM, UNSEEN_FROM, lapse_kind, seen_until
from tests.builders import NOW

FRANCE = ZoneInfo("Europe/Paris")
SEEN = Instant(NOW, 600_000, "b1")

spans = st.integers(0, 40 * 3600 * 1000)
"""Milliseconds, up to forty hours."""
shifts = st.integers(-40 * 3600 * 1000, 40 * 3600 * 1000)


def later(gap_ms: int, shift_ms: int = 0, boot: str = "b1") -> Instant:
    """`SEEN`, some time later, its wall clock set by `shift_ms` meanwhile."""
    wall = SEEN.wall + dt.timedelta(milliseconds=gap_ms + shift_ms)
    return Instant(wall, SEEN.ticks_ms + gap_ms, boot)


@given(spans, st.booleans())
def test_a_wall_clock_that_nobody_sets_leaves_the_gap_alone_to_judge(gap: int, same_run: bool) -> None:
    unseen = LapseKind.ASLEEP if same_run else LapseKind.STOPPED

    expected = unseen if dt.timedelta(milliseconds=gap) > UNSEEN_FROM else None
    assert lapse_kind(SEEN, later(gap), same_run=same_run) is expected


@given(spans, shifts, st.booleans())
def test_setting_the_clock_never_makes_nor_hides_a_gap(gap: int, shift: int, same_run: bool) -> None:
    kind = lapse_kind(SEEN, later(gap, shift), same_run=same_run)

    was_away = dt.timedelta(milliseconds=gap) > UNSEEN_FROM
    assert (kind in (LapseKind.ASLEEP, LapseKind.STOPPED)) is was_away
    assert (kind is LapseKind.CLOCK_SET) is (not was_away and dt.timedelta(milliseconds=abs(shift)) > SET_FROM)


@given(spans, shifts, st.booleans())
def test_another_run_of_the_machine_is_always_told(gap: int, shift: int, same_run: bool) -> None:
    assert lapse_kind(SEEN, later(gap, shift, "b2"), same_run=same_run) is LapseKind.RESTARTED


@given(st.integers(1, 600_000), shifts)
def test_ticks_never_go_back_within_one_run_whatever_the_system_calls_it(back: int, shift: int) -> None:
    assert lapse_kind(SEEN, later(-back, shift), same_run=False) is LapseKind.RESTARTED


@pytest.mark.parametrize("slew_ms", [-500, -1, 1, 500])
def test_a_clock_kept_right_by_the_network_asks_nothing(slew_ms: int) -> None:
    """Half a second at each pulse is a thousand times what a clock is slewed by."""
    seen = SEEN
    for _second in range(3600):
        now = Instant(seen.wall + dt.timedelta(milliseconds=1000 + slew_ms), seen.ticks_ms + 1000, seen.boot)
        assert lapse_kind(seen, now, same_run=True) is None
        seen = now


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(dt.datetime(2026, 10, 25, 2, 59, 59, tzinfo=FRANCE), id="to winter time"),
        pytest.param(dt.datetime(2026, 3, 29, 1, 59, 59, tzinfo=FRANCE), id="to summer time"),
        pytest.param(dt.datetime(2026, 12, 14, 23, 59, 59, tzinfo=FRANCE), id="midnight"),
    ],
)
def test_the_calendar_asks_nothing(start: dt.datetime) -> None:
    seen = Instant(start, 0, "b1")
    one_second_on = (start.astimezone(dt.UTC) + dt.timedelta(seconds=1)).astimezone(FRANCE)

    now = Instant(one_second_on, 1000, "b1")

    assert lapse_kind(seen, now, same_run=True) is None
    assert replace(now, boot="b2").since(seen) == dt.timedelta(seconds=1)


@given(spans)
def test_what_was_committed_after_the_last_pulse_moves_the_sighting(gap: int) -> None:
    assert seen_until(SEEN, later(gap).wall) == later(gap)
    assert seen_until(later(gap), SEEN.wall) == later(gap)
