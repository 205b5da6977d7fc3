"""What each paper of the preparation may say: a session cut down to it before anything is printed.

A convocation cannot show another candidate, a grid of anonymous work cannot show a name, by construction.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.domain.anonymity import anonymous_id
from app.domain.candidate import Accommodation, Candidate, CivilIdentity, Contact
from app.domain.people import Person
from app.domain.planning.plan import Plan, Slot
from app.domain.session import ExamSession
from app.reports.extracts import without_the_room


def for_everyone(session: ExamSession) -> ExamSession:
    """Who sits what, when and before whom; nothing of what a file holds beyond names, nothing of any grid."""
    return replace(
        without_the_room(session),
        people=tuple(_shown_person(person) for person in session.people),
        candidates=tuple(_named(candidate) for candidate in session.candidates),
        phase_events={},
        lapses=(),
        grids=(),
        positions=(),
        awards=(),
        decisions=(),
        confirmations=(),
        incidents=(),
        fraud_reports=(),
        rectifications=(),
        closing=None,
        journal_head="",
        questions=(),
        put_questions=(),
    )


def for_candidate(session: ExamSession, candidate_id: int) -> ExamSession:
    """What concerns one candidate before the day: nobody else, and the postal address that a letter needs.

    Raises:
        KeyError: no candidate has this id.
    """
    whole, candidate = for_everyone(session), session.candidate(candidate_id)
    contact = candidate.contact
    postal = Contact(address=contact.address, postcode=contact.postcode, town=contact.town)
    return replace(
        whole,
        people=(),
        roles=(),
        recusals=(),
        candidates=(replace(_named(candidate), contact=postal, convened_at=candidate.convened_at),),
        plan=_plan(session, lambda slot: slot.candidate_id in (None, candidate_id)),
    )


def for_juror(session: ExamSession, juror_id: int) -> ExamSession:
    """What concerns one juror before the day: the candidates whom he or she evaluates, and the rest of the jury.

    Raises:
        KeyError: nobody has this id.
    """
    whole, juror = for_everyone(session), session.person(juror_id)
    evaluated = {c.id for c in session.candidates if juror in session.jurors_for(c)}
    return replace(
        whole,
        candidates=tuple(c for c in whole.candidates if c.id in evaluated),
        recusals=tuple(recusal for recusal in session.recusals if recusal.juror_id == juror_id),
        roles=tuple(role for role in session.roles if role.person_id == juror_id),
        plan=_plan(session, lambda slot: slot.candidate_id is None or slot.candidate_id in evaluated),
    )


def for_declaration(session: ExamSession, juror_id: int) -> ExamSession:
    """One juror, every candidate by name, and the links already known.

    Raises:
        KeyError: nobody has this id.
    """
    return replace(
        for_everyone(session),
        people=(_shown_person(session.person(juror_id)),),
        recusals=tuple(recusal for recusal in session.recusals if recusal.juror_id == juror_id),
        roles=(),
        plan=None,
    )


def for_posting(session: ExamSession, *, named: bool) -> ExamSession:
    """What may hang on a wall: who passes when, by name or by number alone; no measure, no member of the jury."""
    whole = for_everyone(session)
    shown = (replace(candidate, accommodation=None) for candidate in whole.candidates)
    nobody = CivilIdentity("", "")
    candidates = tuple(candidate if named else replace(candidate, identity=nobody) for candidate in shown)
    return replace(whole, people=(), roles=(), recusals=(), candidates=candidates)


def for_anonymous_grid(session: ExamSession, juror_id: int, candidate_id: int) -> ExamSession:
    """One juror and one written work: the candidate is nobody but an identifier, which stands as the number.

    Raises:
        KeyError: no candidate or nobody has this id.
    """
    candidate = session.candidate(candidate_id)
    nobody = Candidate(
        candidate.id,
        0,
        CivilIdentity("", ""),
        candidate.access_path,
        number=anonymous_id(session, candidate),
        priors=candidate.priors,
    )
    return replace(
        for_juror(session, juror_id),
        people=(_shown_person(session.person(juror_id)),),
        candidates=(nobody,),
        recusals=(),
        plan=None,
    )


def for_named_grid(session: ExamSession, juror_id: int, candidate_id: int) -> ExamSession:
    """One juror and one candidate whom he or she hears, hours of the planning included.

    Raises:
        KeyError: no candidate or nobody has this id.
    """
    whole = for_juror(session, juror_id)
    return replace(
        whole,
        people=(_shown_person(session.person(juror_id)),),
        candidates=(_named(session.candidate(candidate_id)),),
        recusals=(),
        plan=_plan(session, lambda slot: slot.candidate_id == candidate_id),
    )


def _named(candidate: Candidate) -> Candidate:
    return Candidate(
        candidate.id,
        candidate.rank,
        candidate.identity,
        candidate.access_path,
        number=candidate.number,
        priors=candidate.priors,
        accommodation=_measure(candidate.accommodation),
        panel=candidate.panel,
    )


def _measure(granted: Accommodation | None) -> Accommodation | None:
    """The measure alone: neither who granted it nor when."""
    return granted and Accommodation(granted.measure, granted.extra_time)


def _shown_person(person: Person) -> Person:
    return replace(person, has_pin=False, uses_english=False, is_external=None, is_qualified=None, seat="")


def _plan(session: ExamSession, concerns: Callable[[Slot], bool]) -> Plan | None:
    return session.plan and replace(session.plan, slots=_kept(session.plan.slots, concerns))


def _kept(slots: Iterable[Slot], concerns: Callable[[Slot], bool]) -> tuple[Slot, ...]:
    return tuple(slot for slot in slots if concerns(slot))
