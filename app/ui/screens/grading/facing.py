"""Hands the time of the part on the screen over to the candidate's screen: names and clocks, nothing of the grid."""

from app.ui.bench import Bench
from app.ui.facing.state import Facing
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.place import Place


class FacingPane:
    """Follows the juror from place to place; of written work, read without a name, it shows nothing (rule 14)."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def arrive(self, place: Place, keeper: GridKeeper) -> None:  # noqa: ARG002 - the shape of every pane
        """Show the time of this place, as its events stand now."""
        candidate, part = place.candidate, place.part
        if place.is_copy:
            self._bench.beside.face(None)
            return
        clocks = place.session.clocks(candidate, part)
        self._bench.beside.face(Facing(candidate.name, tuple(phase.label for phase in part.phases), clocks))

    def leave(self) -> None:
        """Show nothing any more."""
        self._bench.beside.face(None)
