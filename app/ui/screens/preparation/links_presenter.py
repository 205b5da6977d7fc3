"""What links jurors to candidates: said for one pair at a time, each link taking the juror out (rules 6 and 7)."""

from app.domain.people import LinkKind
from app.services import people
from app.ui.screens.preparation.preparing import Preparing
from app.ui.screens.preparation.state import LinkEditing, Section


class LinksPresenter:
    """Carries out what is asked on the Liens section."""

    def __init__(self, preparing: Preparing) -> None:
        self._preparing = preparing
        self._bench = preparing.bench

    def edit(self, juror_id: int, candidate_id: int) -> None:
        """Ask what links a juror to a candidate."""
        state = self._preparing.editable
        if state is None:
            return
        session = state.session
        pair = (juror_id, candidate_id)
        link = next((one for one in session.recusals if (one.juror_id, one.candidate_id) == pair), None)
        editing = LinkEditing(session.person(juror_id), session.candidate(candidate_id), link)
        self._preparing.show(section=Section.LINKS, editing=editing)

    def save(self, kind: LinkKind | None, words: str) -> None:
        """Write the link that is open, or that there is none."""
        editing = self._preparing.state.editing if self._preparing.state is not None else None
        if not isinstance(editing, LinkEditing):
            return
        desk, actor = self._bench.desk, self._bench.actor
        juror_id, candidate_id = editing.juror.id, editing.candidate.id
        if kind is not None:
            self._preparing.save(lambda: people.recuse(desk, actor, juror_id, candidate_id, words, kind))
        elif editing.link is not None:
            self._preparing.save(lambda: people.withdraw_recusal(desk, actor, juror_id, candidate_id))
        else:
            self._preparing.show(editing=None)

    def withdraw(self, juror_id: int, candidate_id: int) -> None:
        """Say that nothing links them after all."""
        desk, actor = self._bench.desk, self._bench.actor
        self._preparing.attempt(lambda: people.withdraw_recusal(desk, actor, juror_id, candidate_id))
