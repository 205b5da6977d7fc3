"""The time of the part on the screen: what its card shows, and which acts it offers at that moment."""

import math
from dataclasses import dataclass
from datetime import timedelta

from app.domain.framework.sitting_plan import Part, Phase
from app.domain.framework.terms import Language
from app.domain.lapse_words import hours
from app.domain.timing import Instant, PhaseClock, PhaseEventKind, PhaseState, current_phase
from app.ui.durations import minutes_words, seconds_words
from app.ui.screens.grading.alerts import USUAL, TimeAlerts


@dataclass(frozen=True, slots=True)
class ClockState:
    """One moment of a part's time.

    `starts` are the words of the button that lets time run, empty while it runs; `next_part` names the part that
    can follow once this one is over, empty before; `next_phase` names the phase that can follow in one key; `phases`
    says planned and actual time of each phase where there are several; `alert` is the threshold of remaining minutes
    that was reached, 0 at the end, None before; `alerts` are those chosen on this machine.
    """

    title: str
    second: str
    phase: PhaseState
    elapsed_s: int
    planned_s: int | None
    times: str
    starts: str = ""
    next_phase: str = ""
    next_part: str = ""
    phases: str = ""
    alert: int | None = None
    alerts: TimeAlerts = USUAL

    @property
    def runs(self) -> bool:
        """Whether time passes."""
        return self.phase is PhaseState.RUNNING

    @property
    def can_end(self) -> bool:
        """Whether a phase is under way."""
        return self.phase in (PhaseState.RUNNING, PhaseState.PAUSED)


def clock_state(
    part: Part, clocks: tuple[PhaseClock, ...], now: Instant, next_part: str, alerts: TimeAlerts
) -> ClockState:
    """The clock card of a part at one moment."""
    index = current_phase(clocks)
    place = len(clocks) - 1 if index is None else index
    clock, phase = clocks[place], part.phases[place]
    follows = part.phases[place + 1].label if clock.state is PhaseState.RUNNING and place + 1 < len(clocks) else ""
    return ClockState(
        title=phase.label,
        second=_second(part, place, phase),
        phase=clock.state,
        elapsed_s=int(clock.elapsed(now).total_seconds()),
        planned_s=None if clock.planned is None else int(clock.planned.total_seconds()),
        times=_times(clock, now),
        starts={PhaseState.WAITING: "Démarrer", PhaseState.PAUSED: "Reprendre"}.get(clock.state, ""),
        next_phase=follows,
        next_part=next_part if index is None else "",
        phases=_phases(part, clocks, now) if len(clocks) > 1 else "",
        alert=_alert(clock, now, alerts),
        alerts=alerts,
    )


def _alert(clock: PhaseClock, now: Instant, alerts: TimeAlerts) -> int | None:
    remaining = clock.remaining(now)
    if remaining is None or clock.state is not PhaseState.RUNNING:
        return None
    return alerts.reached(math.ceil(remaining.total_seconds()))


_SIGNS = {PhaseState.WAITING: "○", PhaseState.RUNNING: "▶", PhaseState.PAUSED: "‖", PhaseState.ENDED: "✓"}


def _phases(part: Part, clocks: tuple[PhaseClock, ...], now: Instant) -> str:
    lines = []
    for phase, clock in zip(part.phases, clocks, strict=True):
        planned = "sans durée prévue" if clock.planned is None else minutes_words(clock.planned)
        spent = f"{minutes_words(clock.elapsed(now))} sur " if clock.state is PhaseState.ENDED else ""
        words = [f"{_SIGNS[clock.state]} {phase.label} : {spent}{planned}"]
        words += [] if phase.jury_present else ["sans le jury"]
        words += ["en anglais"] if phase.language is Language.ENGLISH else []
        lines.append(" · ".join(words))
    return "\n".join(lines)


def _second(part: Part, place: int, phase: Phase) -> str:
    words = [f"phase {place + 1} sur {len(part.phases)}"] if len(part.phases) > 1 else []
    words.append("devant le jury" if phase.jury_present else "sans le jury")
    words += ["en anglais"] if phase.language is Language.ENGLISH else []
    return " · ".join(words)


def _times(clock: PhaseClock, now: Instant) -> str:
    started, ended = clock.started_at, clock.ended_at
    if started is None:
        return ""
    expected = clock.expected_end(now)
    overrun = clock.overrun(now)
    begun, over = hours(started, (ended or expected or now.wall).astimezone())
    words = [f"débuté à {begun}"]
    if ended is not None:
        words.append(f"terminé à {over}")
    elif clock.state is PhaseState.PAUSED:
        words.append(_pause(clock))
    elif expected is not None and not overrun:
        words.append(f"fin prévue {over[:5]}{over[8:]}")
    if overrun >= timedelta(seconds=1):
        words.append(f"dépassement {seconds_words(overrun)}")
    return " · ".join(words)


def _pause(clock: PhaseClock) -> str:
    last = clock.events[-1]
    since = f"en pause depuis {last.at.wall:%H:%M}"
    return f"{since} ({last.reason})" if last.kind is PhaseEventKind.PAUSED and last.reason else since
