"""The jury and the others: their files, their declarations and codes, and from whom each juror is recused."""

from app.domain.people import LinkKind
from app.services import people
from app.services.people import PersonDraft, Roles
from app.ui.screens.preparation.preparing import Preparing
from app.ui.screens.preparation.state import PersonEditing, RecusalEditing, Section


class JuryPresenter:
    """Carries out what is asked on the Jury section."""

    def __init__(self, preparing: Preparing) -> None:
        self._preparing = preparing
        self._bench = preparing.bench

    def edit_person(self, person_id: int | None, field: str = "") -> None:
        """Open a person's file, a new one when no id is given; `field` has the keyboard when it is named."""
        state = self._preparing.editable
        if state is not None:
            person = None if person_id is None else state.session.person(person_id)
            self._preparing.show(section=Section.JURY, editing=PersonEditing(person, field=field))

    def save_person(self, draft: PersonDraft, roles: Roles) -> None:
        """Write the person's file that is open, and the part played in each oral."""
        editing = self._preparing.state.editing if self._preparing.state is not None else None
        desk, actor = self._bench.desk, self._bench.actor
        if not isinstance(editing, PersonEditing):
            return
        if editing.person is None:
            self._preparing.save(lambda: people.add_person(desk, actor, draft, roles))
        else:
            person_id = editing.person.id
            self._preparing.save(lambda: people.change_person(desk, actor, person_id, draft, roles))

    def remove_person(self, person_id: int) -> None:
        """Take a person off the session."""
        self._preparing.attempt(lambda: people.remove_person(self._bench.desk, self._bench.actor, person_id))

    def reset_code(self, juror_id: int, reason: str) -> None:
        """Forget a juror's code, with the reason that the journal keeps."""
        self._preparing.attempt(lambda: people.reset_pin(self._bench.desk, self._bench.actor, juror_id, reason))

    def declare_on_paper(self, juror_id: int) -> None:
        """Record a juror's declaration signed on paper."""
        self._preparing.attempt(lambda: people.declare_on_paper(self._bench.desk, self._bench.actor, juror_id))

    def edit_recusal(self, juror_id: int) -> None:
        """Ask for which candidate a juror is recused, and why."""
        state = self._preparing.editable
        if state is not None:
            self._preparing.show(editing=RecusalEditing(state.session.person(juror_id)))

    def recuse(self, candidate_id: int, reason: str, kind: LinkKind) -> None:
        """Take the juror out of one candidate's evaluation."""
        editing = self._preparing.state.editing if self._preparing.state is not None else None
        if isinstance(editing, RecusalEditing):
            desk, actor, juror_id = self._bench.desk, self._bench.actor, editing.juror.id
            self._preparing.save(lambda: people.recuse(desk, actor, juror_id, candidate_id, reason, kind))

    def withdraw_recusal(self, juror_id: int, candidate_id: int) -> None:
        """Let a juror evaluate a candidate after all."""
        desk, actor = self._bench.desk, self._bench.actor
        self._preparing.attempt(lambda: people.withdraw_recusal(desk, actor, juror_id, candidate_id))
