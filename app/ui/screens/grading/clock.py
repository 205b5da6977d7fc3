"""The time of the part on the screen: what its card shows, and which acts it offers at that moment."""

from dataclasses import dataclass
from datetime import timedelta

from app.domain.framework.sitting_plan import Part, Phase
from app.domain.framework.terms import Language
from app.domain.timing import Instant, PhaseClock, PhaseEventKind, PhaseState, current_phase
from app.ui.durations import seconds_words


@dataclass(frozen=True, slots=True)
class ClockState:
    """One moment of a part's time.

    `starts` are the words of the button that lets time run, empty while it runs; `next_part` names the part that
    can follow once this one is over, empty before; `next_phase` names the phase that can follow in one key.
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

    @property
    def runs(self) -> bool:
        """Whether time passes."""
        return self.phase is PhaseState.RUNNING

    @property
    def can_end(self) -> bool:
        """Whether a phase is under way."""
        return self.phase in (PhaseState.RUNNING, PhaseState.PAUSED)


def clock_state(part: Part, clocks: tuple[PhaseClock, ...], now: Instant, next_part: str) -> ClockState:
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
    )


def _second(part: Part, place: int, phase: Phase) -> str:
    words = [f"phase {place + 1} sur {len(part.phases)}"] if len(part.phases) > 1 else []
    words.append("devant le jury" if phase.jury_present else "sans le jury")
    words += ["en anglais"] if phase.language is Language.ENGLISH else []
    return " · ".join(words)


def _times(clock: PhaseClock, now: Instant) -> str:
    started, ended = clock.started_at, clock.ended_at
    if started is None:
        return ""
    words = [f"débuté à {started:%H:%M:%S}"]
    expected = clock.expected_end(now)
    overrun = clock.overrun(now)
    if ended is not None:
        words.append(f"terminé à {ended:%H:%M:%S}")
    elif clock.state is PhaseState.PAUSED:
        words.append(_pause(clock))
    elif expected is not None and not overrun:
        words.append(f"fin prévue {expected:%H:%M}")
    if overrun >= timedelta(seconds=1):
        words.append(f"dépassement {seconds_words(overrun)}")
    return " · ".join(words)


def _pause(clock: PhaseClock) -> str:
    last = clock.events[-1]
    since = f"en pause depuis {last.at.wall:%H:%M}"
    return f"{since} ({last.reason})" if last.kind is PhaseEventKind.PAUSED and last.reason else since
