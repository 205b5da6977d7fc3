"""The time of an épreuve, whatever the clocks, the pauses and the restarts do."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.timing import (
    Instant,
    Lapse,
    LapseKind,
    PhaseClock,
    PhaseEvent,
    PhaseEventKind,
    PhaseState,
    RunningPhase,
    current_phase,
    phase_clocks,
    planned_duration,
)
from tests.builders import NOW, after, moment

STARTED, PAUSED, RESUMED, ENDED = PhaseEventKind
MINUTE = dt.timedelta(minutes=1)
QUARTER = dt.timedelta(minutes=15)


def clock(*events: tuple[PhaseEventKind, Instant], planned: dt.timedelta | None = QUARTER) -> PhaseClock:
    return PhaseClock(tuple(PhaseEvent(0, kind, at) for kind, at in events), planned)


@st.composite
def days(draw: st.DrawFn) -> tuple[PhaseClock, Instant, dt.timedelta]:
    """A phase played on one machine without a restart: the clock, the present, and the time that really ran."""
    kinds, at, ran = [STARTED], 0, 0
    events = [(STARTED, moment(0))]
    for minutes in draw(st.lists(st.integers(0, 90), max_size=8)):
        at += minutes
        ran += minutes if kinds[-1] in (STARTED, RESUMED) else 0
        kinds.append(PAUSED if kinds[-1] in (STARTED, RESUMED) else RESUMED)
        events.append((kinds[-1], moment(at)))
    last = draw(st.integers(0, 90))
    ran += last if kinds[-1] in (STARTED, RESUMED) else 0
    return clock(*events), moment(at + last), ran * MINUTE


instants = st.builds(
    Instant,
    wall=st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2026, 12, 31), timezones=st.just(dt.UTC)),  # noqa: DTZ001 - the zone is given beside
    ticks_ms=st.integers(0, 10**12),
    boot=st.sampled_from(["b1", "b2", "b3"]),
)


@given(days())
def test_pauses_do_not_count(day: tuple[PhaseClock, Instant, dt.timedelta]) -> None:
    played, now, ran = day

    assert played.elapsed(now) == ran


@given(days(), st.integers(-600, 600))
def test_setting_the_wall_clock_changes_nothing_within_one_run(
    day: tuple[PhaseClock, Instant, dt.timedelta], shift: int
) -> None:
    played, now, ran = day
    set_back = Instant(now.wall + shift * MINUTE, now.ticks_ms, now.boot)

    assert played.elapsed(set_back) == ran


@given(days())
def test_both_clocks_agree_when_nobody_sets_them(day: tuple[PhaseClock, Instant, dt.timedelta]) -> None:
    """The same day with a restart between any two events: wall time then serves, and tells the same."""
    played, now, ran = day
    restarted = PhaseClock(
        tuple(
            PhaseEvent(0, event.kind, Instant(event.at.wall, 0, f"run {number}"))
            for number, event in enumerate(played.events)
        ),
        played.planned,
    )

    assert restarted.elapsed(Instant(now.wall, 0, "last run")) == ran


@given(st.lists(st.tuples(st.sampled_from(PhaseEventKind), instants), max_size=8), instants)
def test_elapsed_time_is_never_negative(events: list[tuple[PhaseEventKind, Instant]], now: Instant) -> None:
    played = clock(*events)

    assert played.elapsed(now) >= dt.timedelta(0)
    assert played.overrun(now) >= dt.timedelta(0)


def test_a_clock_set_back_an_hour_over_a_restart_loses_that_stretch_only() -> None:
    played = clock((STARTED, moment(0)), (PAUSED, moment(10)), (RESUMED, moment(12)))
    after_restart = Instant(after(12 + 5 - 60), 1000, "b2")

    assert played.elapsed(after_restart) == 10 * MINUTE


def test_a_restart_goes_on_counting_by_the_wall() -> None:
    played = clock((STARTED, moment(0)))

    assert played.elapsed(Instant(after(8), 12, "b2")) == 8 * MINUTE


def test_remaining_time_becomes_overrun() -> None:
    played = clock((STARTED, moment(0)))

    assert played.remaining(moment(10)) == 5 * MINUTE
    assert played.overrun(moment(10)) == dt.timedelta(0)
    assert played.expected_end(moment(10)) == after(15)
    assert played.remaining(moment(18)) == -3 * MINUTE
    assert played.overrun(moment(18)) == 3 * MINUTE


def test_a_phase_without_a_planned_duration_neither_remains_nor_overruns() -> None:
    played = clock((STARTED, moment(0)), planned=None)

    assert played.remaining(moment(500)) is None
    assert played.overrun(moment(500)) == dt.timedelta(0)
    assert played.expected_end(moment(500)) is None


def test_a_paused_phase_expects_no_end() -> None:
    assert clock((STARTED, moment(0)), (PAUSED, moment(4))).expected_end(moment(5)) is None
    assert clock((STARTED, moment(0)), (PAUSED, moment(4)), (RESUMED, moment(9))).expected_end(moment(9)) == after(20)


def test_an_ended_phase_keeps_its_time() -> None:
    played = clock((STARTED, moment(0)), (ENDED, moment(9)))

    assert played.elapsed(moment(500)) == 9 * MINUTE
    assert (played.started_at, played.ended_at) == (NOW, after(9))
    assert clock((STARTED, moment(0))).ended_at is None
    assert clock().started_at is None


HISTORIES = {
    PhaseState.WAITING: [],
    PhaseState.RUNNING: [STARTED],
    PhaseState.PAUSED: [STARTED, PAUSED],
    PhaseState.ENDED: [STARTED, PAUSED, RESUMED, ENDED],
}
LAWFUL = {
    PhaseState.WAITING: {STARTED},
    PhaseState.RUNNING: {PAUSED, ENDED},
    PhaseState.PAUSED: {RESUMED, ENDED},
    PhaseState.ENDED: set(),
}


@pytest.mark.parametrize("state", PhaseState)
def test_each_state_accepts_its_own_events_only(state: PhaseState) -> None:
    played = clock(*((kind, moment(number)) for number, kind in enumerate(HISTORIES[state])))

    assert played.state is state
    assert {kind for kind in PhaseEventKind if played.accepts(kind)} == LAWFUL[state]


@pytest.mark.parametrize(
    ("minutes", "share", "planned"),
    [
        (60, Fraction(0), 60),
        (60, Fraction(1, 3), 80),
        (20, Fraction(1, 3), 27),
        (10, Fraction(1, 4), 13),
        (1, Fraction(1, 3), 2),
    ],
)
def test_extra_time_is_added_and_rounded_up_to_the_minute(minutes: int, share: Fraction, planned: int) -> None:
    assert planned_duration(minutes, share) == planned * MINUTE


def test_extra_time_adds_nothing_to_an_unknown_duration() -> None:
    assert planned_duration(None, Fraction(1, 3)) is None


@given(st.integers(1, 600), st.fractions(0, 1, max_denominator=12))
def test_a_granted_share_is_never_cut_short(minutes: int, share: Fraction) -> None:
    planned = planned_duration(minutes, share)

    assert planned is not None
    assert minutes * (1 + share) <= planned / MINUTE < minutes * (1 + share) + 1


def test_each_phase_has_its_own_clock() -> None:
    events = [
        PhaseEvent(0, STARTED, moment(0)),
        PhaseEvent(0, ENDED, moment(9)),
        PhaseEvent(1, STARTED, moment(12)),
    ]

    first, second, third = phase_clocks([10, 20, None], events, Fraction(1, 3))

    assert [each.state for each in (first, second, third)] == [PhaseState.ENDED, PhaseState.RUNNING, PhaseState.WAITING]
    assert [each.planned for each in (first, second, third)] == [14 * MINUTE, 27 * MINUTE, None]
    assert second.elapsed(moment(15)) == 3 * MINUTE
    assert current_phase((first, second, third)) == 1
    assert current_phase((first,)) is None
    assert current_phase(()) is None


def running_then(lapse: Lapse, *later: PhaseEvent) -> PhaseClock:
    """A phase of ten minutes started at the first second, a lapse, and what came after it."""
    events = (PhaseEvent(0, PhaseEventKind.STARTED, at_second(0)), *later)
    [clock] = phase_clocks([10], events, Fraction(0), lapses=[(RunningPhase(1, "et", 0, 1), lapse)])
    return clock


def at_second(second: int, boot: str = "b1", shift: int = 0) -> Instant:
    """An instant of a run of the machine; `shift` seconds were added to its wall clock by then."""
    ticks = second * 1000 if boot == "b1" else (second - 100) * 1000
    return Instant(NOW + dt.timedelta(seconds=second + shift), ticks, boot)


def test_a_lapse_counts_until_somebody_says_otherwise() -> None:
    lapse = Lapse(1, LapseKind.ASLEEP, at_second(60), at_second(180))

    assert running_then(lapse).elapsed(at_second(200)) == dt.timedelta(seconds=200)
    nothing = replace(lapse, counted=dt.timedelta(0))
    assert running_then(nothing).elapsed(at_second(200)) == dt.timedelta(seconds=80)
    a_part = replace(lapse, counted=dt.timedelta(seconds=30))
    assert running_then(a_part).elapsed(at_second(200)) == dt.timedelta(seconds=110)


def test_after_a_restart_only_the_lapse_is_measured_by_the_wall_clock() -> None:
    lapse = Lapse(1, LapseKind.RESTARTED, at_second(60), at_second(120, "b2"))

    assert running_then(lapse).elapsed(at_second(150, "b2", shift=3600)) == dt.timedelta(seconds=150)


def test_a_clock_set_back_an_hour_takes_nothing_from_the_time() -> None:
    lapse = Lapse(1, LapseKind.CLOCK_SET, at_second(60), at_second(61, shift=-3600))

    assert lapse.clock_shift == dt.timedelta(hours=-1)
    assert running_then(lapse).elapsed(at_second(90, shift=-3600)) == dt.timedelta(seconds=90)


def test_a_pause_after_a_lapse_stops_the_time() -> None:
    lapse = Lapse(1, LapseKind.STOPPED, at_second(60), at_second(100), counted=dt.timedelta(0))
    clock = running_then(lapse, PhaseEvent(0, PhaseEventKind.PAUSED, at_second(110)))

    assert clock.elapsed(at_second(500)) == dt.timedelta(seconds=70)


def test_a_latecomer_ends_with_the_others() -> None:
    clocks = phase_clocks([10, 20], (), Fraction(0), lost=dt.timedelta(minutes=12))

    assert [clock.planned for clock in clocks] == [dt.timedelta(0), dt.timedelta(minutes=18)]


@pytest.mark.parametrize(("counted", "seconds"), [(None, 70), (0, 20), (30, 50), (100, 70)])
def test_a_time_begun_while_nobody_watched_counts_no_more_than_it_ran(counted: int | None, seconds: int) -> None:
    """The program was closed at 0; a command began the phase at 50 s; the program is back at 100 s."""
    answered = None if counted is None else dt.timedelta(seconds=counted)
    lapse = Lapse(1, LapseKind.STOPPED, at_second(0), at_second(100), counted=answered)
    started = PhaseEvent(0, PhaseEventKind.STARTED, at_second(50))
    [clock] = phase_clocks([10], [started], Fraction(0), lapses=[(RunningPhase(1, "et", 0, 1), lapse)])

    assert clock.elapsed(at_second(120)) == dt.timedelta(seconds=seconds)


def test_a_time_begun_after_a_restart_nobody_saw_counts_no_more_than_it_ran() -> None:
    lapse = Lapse(1, LapseKind.RESTARTED, at_second(0), at_second(200, "b2"))
    started = PhaseEvent(0, PhaseEventKind.STARTED, at_second(150, "b2"))
    [clock] = phase_clocks([10], [started], Fraction(0), lapses=[(RunningPhase(1, "et", 0, 1), lapse)])

    assert clock.elapsed(at_second(200, "b2")) == dt.timedelta(seconds=50)
