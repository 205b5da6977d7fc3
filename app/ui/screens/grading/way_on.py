"""The one thing to do next on a grid: the screen's one blue button, named in words, reached by one key."""

from dataclasses import dataclass
from enum import Enum

from app.domain.framework.sitting_plan import Modality, Part
from app.domain.framework.terms import PartForm
from app.domain.grading import Grid
from app.domain.next_step import spoken_name
from app.domain.timing import PhaseClock, PhaseState, current_phase
from app.ui.screens.grading.frame_state import CopyState
from app.ui.screens.grading.place import Place
from app.ui.screens.grading.state import LockState

_UNDER_WAY = (PhaseState.RUNNING, PhaseState.PAUSED)


class Way(Enum):
    """What the primary act does: let time run, go to the next phase, to what lacks, lock, or leave the part."""

    START = "démarrer"
    NEXT_PHASE = "phase"
    COMPLETE = "compléter"
    LOCK = "verrouiller"
    LEAVE = "partir"

    @property
    def is_of_time(self) -> bool:
        """Whether the clock card holds its button."""
        return self in (Way.START, Way.NEXT_PHASE)


@dataclass(frozen=True, slots=True)
class WayOn:
    """The next act.

    Attributes:
        way: What it does.
        label: Its words; two lines at most.
        following: The part it leads to, None when it leads to the day or nowhere.
        starts: Whether the time of that part then runs at once.
    """

    way: Way
    label: str = ""
    following: str | None = None
    starts: bool = False


def way_on(
    place: Place, grid: Grid, lock: LockState, clocks: tuple[PhaseClock, ...], copy: CopyState | None = None
) -> WayOn:
    """What comes next: time first while something of it remains, then what lacks, then the lock and the next part."""
    index = current_phase(clocks)
    begun = any(clock.state is not PhaseState.WAITING for clock in clocks)
    if index is not None and (begun or not (lock.can_lock or grid.is_locked)):
        state = clocks[index].state
        if state is not PhaseState.RUNNING:
            return WayOn(Way.START)
        if index + 1 < len(clocks):
            return WayOn(Way.NEXT_PHASE)
    if not lock.can_lock and not grid.is_locked:
        return WayOn(Way.COMPLETE, f"Compléter :\n{lock.gaps[0].words}")
    if copy is not None:
        return _leaving_copy(grid, copy)
    return _leaving(place, grid, runs=any(clock.state in _UNDER_WAY for clock in clocks))


def _leaving_copy(grid: Grid, copy: CopyState) -> WayOn:
    """From a copy to the next one, by its identifier."""
    way = Way.LEAVE if grid.is_locked else Way.LOCK
    verb, target = ("passer", f"à la copie {copy.following}") if copy.following else ("revenir", "aux copies")
    return WayOn(way, _label(way, verb, target, ends=False))


def _leaving(place: Place, grid: Grid, *, runs: bool) -> WayOn:
    way = Way.LEAVE if grid.is_locked else Way.LOCK
    following = _following(place, grid.juror_id)
    if following is None:
        return WayOn(way, _label(way, "revenir", "à la Journée", ends=runs))
    modality, part = following
    spoken = spoken_name(modality, part)
    if runs and _goes_on_before_the_jury(place, part):
        return WayOn(way, _label(way, "commencer", spoken, ends=way is Way.LEAVE), part.id, starts=True)
    target = f"au {spoken.removeprefix('le ')}" if spoken.startswith("le ") else f"à {spoken}"
    return WayOn(way, _label(way, "passer", target, ends=runs), part.id)


def _following(place: Place, juror_id: int) -> tuple[Modality, Part] | None:
    """The part that comes next in the candidate's day and whose grid is not locked yet."""
    parts = place.session.parts_for(place.candidate)
    after = parts[[part for _modality, part in parts].index(place.part) + 1 :]
    open_ones = (
        (modality, part)
        for modality, part in after
        if not place.session.grid(juror_id, place.candidate.id, part.id).is_locked
    )
    return next(open_ones, None)


def _goes_on_before_the_jury(place: Place, part: Part) -> bool:
    """Whether the candidate, who is in front of the jury, stays there for a part that nobody began."""
    clocks = place.session.clocks(place.candidate, part)
    oral = place.part.form is PartForm.ORAL and part.form is PartForm.ORAL
    return oral and all(clock.state is PhaseState.WAITING for clock in clocks)


def _label(way: Way, verb: str, target: str, *, ends: bool) -> str:
    """« Verrouiller et commencer » on one line, what is meant on the next."""
    verbs = [*(["verrouiller"] if way is Way.LOCK else []), *(["terminer"] if ends else [])]
    acts = f"{', '.join(verbs)} et {verb}" if verbs else verb
    return f"{acts.capitalize()}\n{target}"
