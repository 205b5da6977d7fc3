"""Follows the juror from place to place with his or her own notes; nothing of them stays behind."""

from dataclasses import dataclass
from typing import Protocol

from app.domain.counting import counted
from app.domain.faults import DomainError, EnvironmentFault
from app.services import notes
from app.services.grading import GridKey
from app.ui.bench import Bench
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.place import Place


@dataclass(frozen=True, slots=True)
class NotesState:
    """The notes on one part; `fault` says why the last words typed are not on disk. Without a key, nothing."""

    key: tuple[int | None, GridKey, int] | None = None
    saved: str = ""
    read_only: bool = True
    fault: str = ""


class NotesView(Protocol):
    """What is asked of the pane."""

    def show_notes(self, state: NotesState) -> None:
        """Show the notes."""
        ...

    def hand_over(self) -> None:
        """Hand over what is being typed."""
        ...

    def ask_erasing(self, consequences: tuple[str, ...]) -> None:
        """Ask before all notes go."""
        ...


class NotesPresenter:
    """Keeps the notes of one place at a time."""

    def __init__(self, bench: Bench, view: NotesView) -> None:
        self._bench = bench
        self._view = view
        self._place: Place | None = None
        self._saved = ""
        self._fault = ""
        self._erasures = 0

    def arrive(self, place: Place, _keeper: GridKeeper) -> None:
        """Show the notes of this place; those of the place that is left are handed over first."""
        if self._place is not None and self._place.key == place.key:
            self._place = place
            self._show()
            return
        self._view.hand_over()
        self._place, self._fault = place, ""
        self._saved = notes.read(self._bench.desk, self._bench.actor, place.key)
        self._show()

    def leave(self) -> None:
        """Hold nothing of the place any more; the screen handed its words over when it was left."""
        self._place, self._saved, self._fault = None, "", ""
        self._view.show_notes(NotesState())

    def write(self, text: str) -> None:
        """Keep the notes; what cannot be kept stays in the box, with the reason under it."""
        if self._place is None or text.strip() == self._saved:
            return
        try:
            saved_at = notes.write(self._bench.desk, self._bench.actor, self._place.key, text)
        except (DomainError, EnvironmentFault) as fault:
            self._fault = fault.sentence
        else:
            self._saved, self._fault = text.strip(), ""
            self._bench.saved(saved_at)
        self._show()

    def ask_erasing(self) -> None:
        """Say what goes before it does."""
        count = notes.count(self._bench.desk, self._bench.actor)
        if not count:
            self._bench.inform("NOTES_NONE", "Vous n’avez aucune note dans cette session.")
            return
        self._view.ask_erasing(
            (
                f"{counted(count, 'note')} de votre main : tous les candidats, toutes les parties.",
                "Rien ne les rend. Les sauvegardes déjà faites du fichier les gardent, chiffrées.",
            )
        )

    def erase(self) -> None:
        """Erase every note of this juror."""
        try:
            count = notes.erase(self._bench.desk, self._bench.actor)
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            return
        self._saved, self._fault = "", ""
        self._erasures += 1
        self._show()
        self._bench.saved(self._bench.desk.now())
        self._bench.inform("NOTES_ERASED", f"Vos notes sont effacées ({counted(count, 'note')}).")

    def _show(self) -> None:
        if self._place is not None:
            key = (self._bench.actor.person_id, self._place.key, self._erasures)
            closed = self._place.session.closing is not None or self._place.is_left
            self._view.show_notes(NotesState(key, self._saved, closed, self._fault))
