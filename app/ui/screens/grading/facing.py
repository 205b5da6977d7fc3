"""Hands the time of the part on the screen over to the candidate's screen: names and clocks, nothing of the grid."""

from app.domain.anonymity import anonymous_id, is_anonymous
from app.ui.bench import Bench
from app.ui.facing.state import Facing
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.place import Place


class FacingPane:
    """Follows the juror from place to place; written work is named by its identifier (rule 14)."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def arrive(self, place: Place, keeper: GridKeeper) -> None:  # noqa: ARG002 - the shape of every pane
        """Show the time of this place, as its events stand now."""
        candidate, part = place.candidate, place.part
        name = anonymous_id(place.session, candidate) if is_anonymous(part) else candidate.name
        clocks = place.session.clocks(candidate, part)
        self._bench.beside.face(Facing(name, tuple(phase.label for phase in part.phases), clocks))

    def leave(self) -> None:
        """Show nothing any more."""
        self._bench.beside.face(None)
