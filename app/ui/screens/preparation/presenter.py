"""Préparation: the session's sheet, its jury and its candidates. The responsable writes, jurors read."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import Protocol

from app.domain.faults import DomainError, EnvironmentFault
from app.domain.rules import setup_rules
from app.domain.rules.base import Finding, Place
from app.domain.session import ExamSession
from app.domain.session_sheet import SessionSheet
from app.services import candidates, people, reading, sessions
from app.services.candidates import CandidateDraft
from app.services.people import PersonDraft
from app.ui.bench import Bench, Target
from app.ui.screens.preparation.import_presenter import ImportPresenter
from app.ui.screens.preparation.state import (
    CandidateEditing,
    Importing,
    PersonEditing,
    PreparationState,
    RecusalEditing,
    Section,
)

_JUROR_READS = "Seul le responsable de session modifie la préparation ; vous la consultez."
_CLOSED = "La session est close : la préparation ne change plus."
_CENTRE_FIELDS = {"centre_name": "name", "centre_address": "address"}


class View(Protocol):
    """The screen, as its presenter knows it."""

    def show_state(self, state: PreparationState) -> None:
        """Show everything that the state says."""
        ...

    def show_sheet_again(self, names: Iterable[str]) -> None:
        """Put the values on record back into fields of the sheet."""
        ...


class PreparationPresenter:
    """Holds what Préparation shows and carries out what is asked there."""

    def __init__(self, bench: Bench, view: View) -> None:
        self._bench = bench
        self._view = view
        self._state: PreparationState | None = None
        self.importing = ImportPresenter(bench, self._on_import_changed, self._on_enrolled)

    def refresh(self) -> None:
        """Show the session as it stands on disk."""
        session = reading.session(self._bench.desk)
        before = self._state or PreparationState(session)
        self._state = replace(
            before,
            session=session,
            why_read_only=self._why_read_only(session),
            findings=tuple(_findings(session)),
        )
        self._view.show_state(self._state)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._state = None
        self.importing.forget()

    def point(self, target: Target) -> None:
        """Bring the section of a person or a candidate to the front."""
        if target.person_id is None and target.candidate_id is None:
            return
        self.refresh()
        section = Section.JURY if target.person_id is not None else Section.CANDIDATES
        self._show(section=section, person_id=target.person_id, candidate_id=target.candidate_id)

    def choose_section(self, section: Section) -> None:
        """Bring a section to the front."""
        self._show(section=section, person_id=None, candidate_id=None)

    def change_sheet(self, name: str, value: object) -> None:
        """Save one field of the sheet; a refusal puts the value on record back."""
        state = self._state
        if state is None or not state.editable:
            return
        sheet = _with_field(state.session.sheet, name, value)
        if sheet != state.session.sheet and not self._attempt(
            lambda: sessions.change_sheet(self._bench.desk, self._bench.actor, sheet)
        ):
            self._view.show_sheet_again((name,))

    def edit_person(self, person_id: int | None) -> None:
        """Open a person's file, a new one when no id is given."""
        state = self._state
        if state is not None and state.editable:
            person = None if person_id is None else state.session.person(person_id)
            self._show(section=Section.JURY, editing=PersonEditing(person))

    def save_person(self, draft: PersonDraft) -> None:
        """Write the person's file that is open; a refusal stands in it and nothing typed is lost."""
        editing = self._state.editing if self._state is not None else None
        desk, actor = self._bench.desk, self._bench.actor
        if not isinstance(editing, PersonEditing):
            return
        if editing.person is None:
            self._save(lambda: people.add_person(desk, actor, draft))
        else:
            person_id = editing.person.id
            self._save(lambda: people.change_person(desk, actor, person_id, draft))

    def remove_person(self, person_id: int) -> None:
        """Take a person off the session."""
        self._attempt(lambda: people.remove_person(self._bench.desk, self._bench.actor, person_id))

    def reset_code(self, juror_id: int, reason: str) -> None:
        """Forget a juror's code, with the reason that the journal keeps."""
        self._attempt(lambda: people.reset_pin(self._bench.desk, self._bench.actor, juror_id, reason))

    def declare_on_paper(self, juror_id: int) -> None:
        """Record a juror's declaration signed on paper."""
        self._attempt(lambda: people.declare_on_paper(self._bench.desk, self._bench.actor, juror_id))

    def edit_recusal(self, juror_id: int) -> None:
        """Ask for which candidate a juror is recused, and why."""
        state = self._state
        if state is not None and state.editable:
            self._show(editing=RecusalEditing(state.session.person(juror_id)))

    def recuse(self, candidate_id: int, reason: str) -> None:
        """Take the juror out of one candidate's evaluation."""
        editing = self._state.editing if self._state is not None else None
        if isinstance(editing, RecusalEditing):
            juror_id = editing.juror.id
            self._save(lambda: people.recuse(self._bench.desk, self._bench.actor, juror_id, candidate_id, reason))

    def withdraw_recusal(self, juror_id: int, candidate_id: int) -> None:
        """Let a juror evaluate a candidate after all."""
        self._attempt(lambda: people.withdraw_recusal(self._bench.desk, self._bench.actor, juror_id, candidate_id))

    def edit_candidate(self, candidate_id: int | None) -> None:
        """Open a candidate's file, a new one when no id is given."""
        state = self._state
        if state is not None and state.editable:
            candidate = None if candidate_id is None else state.session.candidate(candidate_id)
            self._show(section=Section.CANDIDATES, editing=CandidateEditing(candidate))

    def save_candidate(self, draft: CandidateDraft) -> None:
        """Write the candidate's file that is open; a refusal stands in it and nothing typed is lost."""
        editing = self._state.editing if self._state is not None else None
        desk, actor = self._bench.desk, self._bench.actor
        if not isinstance(editing, CandidateEditing):
            return
        if editing.candidate is None:
            self._save(lambda: candidates.add(desk, actor, draft))
        else:
            candidate_id = editing.candidate.id
            self._save(lambda: candidates.change(desk, actor, candidate_id, draft))

    def remove_candidate(self, candidate_id: int) -> None:
        """Take a candidate off the list."""
        self._attempt(lambda: candidates.remove(self._bench.desk, self._bench.actor, candidate_id))

    def leave_editing(self) -> None:
        """Close the open file without writing it."""
        self._show(editing=None)

    def begin_import(self) -> None:
        """Show the page that takes a list in."""
        if self._state is not None and self._state.editable:
            self._show(section=Section.CANDIDATES)
            self.importing.begin()

    def _save(self, act: Callable[[], object]) -> None:
        """Do the act of the open file and close it; a refusal is said in it."""
        state = self._state
        if state is None or state.editing is None:
            return
        try:
            act()
        except (DomainError, EnvironmentFault) as fault:
            self._show(editing=replace(state.editing, fault=fault.sentence))
        else:
            self._bench.saved(self._bench.desk.now())
            self._show(editing=None)
            self.refresh()

    def _attempt(self, act: Callable[[], object]) -> bool:
        """Do an act and show what is on disk after it; a refusal is said by the window."""
        try:
            act()
        except (DomainError, EnvironmentFault) as fault:
            self._bench.refuse(fault)
            self.refresh()
            return False
        self._bench.saved(self._bench.desk.now())
        self.refresh()
        return True

    def _why_read_only(self, session: ExamSession) -> str:
        if session.closing is not None:
            return _CLOSED
        return "" if self._bench.actor.is_manager else _JUROR_READS

    def _on_import_changed(self, importing: Importing | None) -> None:
        self._show(importing=importing)

    def _on_enrolled(self) -> None:
        self._bench.saved(self._bench.desk.now())
        self.refresh()

    def _show(self, **changes: object) -> None:
        if self._state is not None:
            self._state = replace(self._state, **changes)  # type: ignore[arg-type]
            self._view.show_state(self._state)


def _findings(session: ExamSession) -> list[Finding]:
    return [
        finding for rule in setup_rules.RULES for finding in rule.check(session) if finding.place is Place.PREPARATION
    ]


def _with_field(sheet: SessionSheet, name: str, value: object) -> SessionSheet:
    """The sheet with another value in one field of its form; a first day moved on takes the last day with it."""
    if name.startswith(("centre_", "agreement")):
        of_centre = {_CENTRE_FIELDS.get(name, name): value}
        return replace(sheet, centre=replace(sheet.centre, **of_centre))  # type: ignore[arg-type]
    if name == "starts_on" and isinstance(value, date) and value > sheet.ends_on:
        return replace(sheet, starts_on=value, ends_on=value + (sheet.ends_on - sheet.starts_on))
    return replace(sheet, **{name: value})  # type: ignore[arg-type]
