"""The time of one part as its candidate sees it, without anything that a jury writes."""

from dataclasses import dataclass

from app.domain.timing import Instant, PhaseClock, PhaseState, current_phase


@dataclass(frozen=True, slots=True)
class FacingMoment:
    """One moment: whose time, of which phase, the figure and what it counts; `over` once the plan is used up."""

    name: str
    phase: str
    figure: str
    words: str
    over: bool = False

    @property
    def spoken(self) -> str:
        """The same in one line, for a reader."""
        return " · ".join(part for part in (self.name, self.phase, f"{self.figure} {self.words}".strip()) if part)


@dataclass(frozen=True, slots=True)
class Facing:
    """The part under way: the candidate's name, its phases and their clocks."""

    name: str
    phases: tuple[str, ...]
    clocks: tuple[PhaseClock, ...]

    def moment(self, now: Instant) -> FacingMoment:
        """What is seen at one moment."""
        index = current_phase(self.clocks)
        if index is None:
            return FacingMoment(self.name, self.phases[-1], "", "Terminé")
        clock, phase = self.clocks[index], self.phases[index]
        remaining = clock.remaining(now)
        if remaining is None:
            seconds = int(clock.elapsed(now).total_seconds())
            return FacingMoment(self.name, phase, _figure(seconds), _words(clock.state, "Temps écoulé"))
        # What remains is rounded up and what is over rounded down: both turn at the very end of the plan.
        seconds = -int(-remaining.total_seconds() // 1)
        if seconds >= 0 and not clock.overrun(now):
            return FacingMoment(self.name, phase, _figure(seconds), _words(clock.state, "Temps restant"))
        over = int(clock.overrun(now).total_seconds())
        return FacingMoment(self.name, phase, f"+{_figure(over)}", _words(clock.state, "Dépassement"), over=True)


def _words(state: PhaseState, counted: str) -> str:
    if state is PhaseState.WAITING:
        return "Durée prévue" if counted == "Temps restant" else "Prêt"
    return f"{counted} · en pause" if state is PhaseState.PAUSED else counted


def _figure(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes:02}:{rest:02}"
