"""The candidates: their files, one by one."""

from app.services import candidates
from app.services.candidates import CandidateDraft
from app.ui.screens.preparation.preparing import Preparing
from app.ui.screens.preparation.state import CandidateEditing, Section


class CandidatePresenter:
    """Carries out what is asked on the Candidats section, lists apart."""

    def __init__(self, preparing: Preparing) -> None:
        self._preparing = preparing
        self._bench = preparing.bench

    def edit(self, candidate_id: int | None) -> None:
        """Open a candidate's file, a new one when no id is given."""
        state = self._preparing.editable
        if state is not None:
            candidate = None if candidate_id is None else state.session.candidate(candidate_id)
            self._preparing.show(section=Section.CANDIDATES, editing=CandidateEditing(candidate))

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
