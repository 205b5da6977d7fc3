"""The candidates: their files, one by one."""

from datetime import datetime
from typing import TYPE_CHECKING

from app.domain.faults import DomainError, EnvironmentFault
from app.services import candidates
from app.services.candidates import CandidateDraft
from app.ui.screens.preparation.import_words import undone_sentence
from app.ui.screens.preparation.preparing import Preparing
from app.ui.screens.preparation.state import CandidateEditing, Section

if TYPE_CHECKING:
    from app.ui.tasks import Reporter


class CandidatePresenter:
    """Carries out what is asked on the Candidats section, lists apart."""

    def __init__(self, preparing: Preparing) -> None:
        self._preparing = preparing
        self._bench = preparing.bench

    def edit(self, candidate_id: int | None, field: str = "") -> None:
        """Open a candidate's file, a new one when no id is given; `field` has the keyboard when it is named."""
        state = self._preparing.editable
        if state is not None:
            candidate = None if candidate_id is None else state.session.candidate(candidate_id)
            self._preparing.show(section=Section.CANDIDATES, editing=CandidateEditing(candidate, field=field))

    def save(self, draft: CandidateDraft) -> None:
        """Write the candidate's file that is open."""
        editing = self._preparing.state.editing if self._preparing.state is not None else None
        desk, actor = self._bench.desk, self._bench.actor
        if not isinstance(editing, CandidateEditing):
            return
        if editing.candidate is None:
            self._preparing.save(lambda: candidates.add(desk, actor, draft))
        else:
            candidate_id = editing.candidate.id
            self._preparing.save(lambda: candidates.change(desk, actor, candidate_id, draft))

    def remove(self, candidate_id: int) -> None:
        """Take a candidate off the list."""
        self._preparing.attempt(lambda: candidates.remove(self._bench.desk, self._bench.actor, candidate_id))

    def undo_import(self) -> None:
        """Take the last import back, away from the window's thread: it may have brought hundreds."""
        state = self._preparing.editable
        if state is None or state.last_import is None or not state.last_import.undoable:
            return
        desk, actor, last = self._bench.desk, self._bench.actor, state.last_import

        def undo(_reporter: "Reporter") -> datetime:
            return candidates.undo_import(desk, actor)

        def undone(at: datetime) -> None:
            self._bench.saved(at)
            self._bench.inform("import_undone", undone_sentence(last))
            self._refresh_if_open()

        def refused(fault: DomainError | EnvironmentFault) -> None:
            self._bench.refuse(fault)
            self._refresh_if_open()

        self._bench.runner.run(undo, undone, refused, title="Annulation de l’import")

    def _refresh_if_open(self) -> None:
        """Show the session again, unless it was closed meanwhile."""
        if self._preparing.state is not None:
            self._preparing.refresh()
