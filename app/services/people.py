"""The jury and the others: who they are, their declarations, recusals, and the codes that make marks their own."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.elision import of
from app.domain.faults import DomainError, Fault
from app.domain.framework.terms import OralRole
from app.domain.people import Actor, Function, Link, LinkKind, Person
from app.models.jury_rows import ConfirmationRow, GridRow, PositionRow
from app.models.people_rows import OralRoleRow, PersonRow, RecusalRow
from app.services import agreement
from app.services.desk import Desk, require_manager, require_member

PIN_MINIMUM = 4
PIN_MAXIMUM = 12
_FREE_TRIES = 3
_LONGEST_WAIT = dt.timedelta(minutes=5)
_hasher = PasswordHasher()

Roles = Mapping[str, OralRole | None]
"""The part that somebody plays in each part of the session; None takes it back."""
NO_ROLES: Roles = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class PersonDraft:
    """What the preparation screen says of a person."""

    function: Function
    family_name: str
    given_name: str
    quality: str = ""
    employer: str = ""
    habilitation: str = ""
    habilitation_until: dt.date | None = None
    uses_english: bool = False
    days: tuple[dt.date, ...] | None = None
    panel: int = 0
    seat: str = ""
    is_external: bool | None = None
    is_qualified: bool | None = None


def draft_of(person: Person) -> PersonDraft:
    """Somebody convened, as a form shows and changes him or her."""
    return PersonDraft(**{each.name: getattr(person, each.name) for each in fields(PersonDraft)})


def add_person(desk: Desk, actor: Actor, draft: PersonDraft, roles: Roles = NO_ROLES) -> int:
    """Convene somebody, with the part he or she plays in each oral; gives back the new person's id.

    Raises:
        DomainError: not the responsable, a name is missing, or a role is not for that function.
    """
    require_manager(actor)
    with desk.write(actor) as rows:
        person_id = insert(rows, draft)
        _write_roles(desk, rows, person_id, roles)
        return person_id


def insert(rows: Session, draft: PersonDraft) -> int:
    """Write a new person inside a transaction; gives back the id.

    Raises:
        DomainError: a name is missing.
    """
    _require_names(draft)
    row = PersonRow()
    _write(row, draft)
    rows.add(row)
    rows.flush()
    return row.id


def change_person(desk: Desk, actor: Actor, person_id: int, draft: PersonDraft, roles: Roles = NO_ROLES) -> None:
    """Correct what is known of a person, and the part played in the orals that `roles` names.

    Raises:
        DomainError: not the responsable, a name is missing, a role is not for that function, or a juror who already
            wrote would stop being one or move to another jury.
    """
    require_manager(actor)
    _require_names(draft)
    with desk.write(actor) as rows:
        row = rows.get_one(PersonRow, person_id)
        if row.function is not draft.function:
            _require_nothing_written(rows, row)
            _forget_pin(row)
            row.declared_at = None
        if row.panel != draft.panel and _has_written(rows, row):
            raise DomainError(Fault.PANEL_KEPT, name=_name(row))
        _write(row, draft)
        _write_roles(desk, rows, person_id, roles)


def remove_person(desk: Desk, actor: Actor, person_id: int) -> None:
    """Take somebody off the session.

    Raises:
        DomainError: not the responsable, or the person already wrote something.
    """
    require_manager(actor)
    with desk.write(actor) as rows:
        row = rows.get_one(PersonRow, person_id)
        _require_nothing_written(rows, row)
        for recusal in rows.scalars(select(RecusalRow).where(RecusalRow.juror_id == person_id)):
            rows.delete(recusal)
        for role in rows.scalars(select(OralRoleRow).where(OralRoleRow.person_id == person_id)):
            rows.delete(role)
        rows.flush()
        rows.delete(row)


def declare(desk: Desk, actor: Actor, pin: str, known: Mapping[int, Link]) -> dt.datetime:
    """A juror confirms the declaration of no link and confidentiality, and chooses a code.

    Args:
        desk: the open session.
        actor: the juror.
        pin: the juror's own code, 4 to 12 characters.
        known: the link with each candidate that the juror knows; the juror is recused for them.

    Raises:
        DomainError: not a juror, a code too short or too long, or a code was chosen already.
    """
    if not PIN_MINIMUM <= len(pin) <= PIN_MAXIMUM:
        raise DomainError(Fault.PIN_LENGTH, least=PIN_MINIMUM, most=PIN_MAXIMUM)
    pin_hash = _hasher.hash(pin)  # slow by design: outside the transaction, which keeps others from writing
    with desk.write(actor) as rows:
        juror_id = require_member(rows, actor)
        row = rows.get_one(PersonRow, juror_id)
        if row.pin_hash:
            raise DomainError(Fault.PIN_CHOSEN, name=_name(row))
        if row.declared_at is None:
            row.declared_at = desk.now()
        row.pin_hash, row.pin_chosen_at = pin_hash, desk.now()
        for candidate_id, link in known.items():
            _recuse(rows, juror_id, candidate_id, link)
    return desk.now()


def reset_pin(desk: Desk, actor: Actor, juror_id: int, reason: str) -> None:
    """Forget a juror's code, whose holder then chooses another; the declaration and what was signed stand.

    The signing key goes with the code that locked it: the next signature has a new certificate.

    Raises:
        DomainError: not the responsable, no reason, or no code was chosen.
    """
    require_manager(actor)
    if not reason.strip():
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, reason) as rows:
        row = rows.get_one(PersonRow, juror_id)
        if not row.pin_hash:
            raise DomainError(Fault.PIN_NOT_SET, name=_name(row))
        _forget_pin(row)


def declare_on_paper(desk: Desk, actor: Actor, juror_id: int) -> dt.datetime:
    """Record that a juror signed the declaration on paper; the juror chooses a code when first at the desk.

    Raises:
        DomainError: not the responsable, or not a juror.
    """
    require_manager(actor)
    with desk.write(actor, "déclaration signée sur papier") as rows:
        row = rows.get_one(PersonRow, juror_id)
        if not row.function.evaluates:
            raise DomainError(Fault.JUROR_ONLY)
        row.declared_at = desk.now()
    return desk.now()


def check_pin(desk: Desk, person_id: int, pin: str) -> Actor:
    """The juror as actor, once the code is proved; takes some tens of milliseconds by design.

    Raises:
        DomainError: no code was chosen, the code is wrong, or too many wrong codes ask for a wait.
    """
    with desk.read() as rows:
        row = rows.get_one(PersonRow, person_id)
        stored, name = row.pin_hash, _name(row)
        wait = _waiting_time(row.pin_failures, row.pin_failed_at, desk.now())
        failures = row.pin_failures
    actor = Actor(person_id, name)
    if not stored:
        raise DomainError(Fault.PIN_NOT_SET, name=name)
    if wait > dt.timedelta(0):
        raise DomainError(Fault.PIN_WAIT, seconds=int(wait.total_seconds()) + 1)
    try:
        _hasher.verify(stored, pin)
    except VerifyMismatchError:
        _count_failure(desk, actor, failures + 1)
        raise DomainError(Fault.PIN_WRONG, whose=of(name)) from None
    if failures:
        _count_failure(desk, actor, 0)
    return actor


def recuse(
    desk: Desk, actor: Actor, juror_id: int, candidate_id: int, reason: str, kind: LinkKind = LinkKind.OTHER
) -> None:
    """Take a juror out of one candidate's evaluation, for the link that `kind` names (rules 6 and 7).

    A link learnt late counts as well: what this juror wrote is kept and set aside, and confirmations given to a
    decision on this candidate fall. A kind of link that says enough by itself may do without a reason in words.

    Raises:
        DomainError: not the responsable, not a juror, or no reason.
    """
    require_manager(actor)
    link = Link(reason, kind)
    if not link.words:
        raise DomainError(Fault.REASON_MISSING)
    with desk.write(actor, link.words) as rows:
        if not rows.get_one(PersonRow, juror_id).function.evaluates:
            raise DomainError(Fault.JUROR_ONLY)
        _recuse(rows, juror_id, candidate_id, link)


def assign_role(desk: Desk, actor: Actor, person_id: int, part_id: str, role: OralRole | None) -> None:
    """Say which part somebody plays in one part of the session, none when `role` is None (rule 10).

    Raises:
        DomainError: not the responsable, the session has no such part, or this role is not for that function.
    """
    require_manager(actor)
    with desk.write(actor) as rows:
        _write_roles(desk, rows, person_id, {part_id: role})


def withdraw_recusal(desk: Desk, actor: Actor, juror_id: int, candidate_id: int) -> None:
    """Let a juror evaluate a candidate after all, when the responsable recorded the recusal by mistake.

    Raises:
        DomainError: not the responsable, no such recusal, or the jury already took a position on this candidate.
    """
    require_manager(actor)
    with desk.write(actor, "déport retiré") as rows:
        taken = select(func.count()).select_from(PositionRow).filter_by(candidate_id=candidate_id)
        if rows.scalar(taken):
            raise DomainError(Fault.RECUSAL_KEPT)
        recusal = rows.get(RecusalRow, (juror_id, candidate_id))
        if recusal is None:
            raise DomainError(Fault.RECUSAL_UNKNOWN)
        rows.delete(recusal)


def _write_roles(desk: Desk, rows: Session, person_id: int, roles: Roles) -> None:
    parts = {part.id for _modality, part in desk.session_type.parts()}
    for part_id, role in roles.items():
        if part_id not in parts:
            raise DomainError(Fault.ROLE_WITHOUT_PART, part=part_id)
        row = rows.get(OralRoleRow, (person_id, part_id))
        if role is not None:
            _require_role(rows.get_one(PersonRow, person_id), role)
            if row is None or row.role is not role:
                rows.merge(OralRoleRow(person_id=person_id, part_id=part_id, role=role))
        elif row is not None:
            rows.delete(row)


def _recuse(rows: Session, juror_id: int, candidate_id: int, link: Link) -> None:
    """Write a recusal, however late the link is learnt: grids stay on file and count no more, the others agree anew."""
    if rows.get(RecusalRow, (juror_id, candidate_id)) is None:
        agreement.drop(rows, candidate_id)
    reason = link.words or link.kind.label  # the procès-verbal prints it: never nothing
    rows.merge(RecusalRow(juror_id=juror_id, candidate_id=candidate_id, reason=reason, kind=link.kind))


def _forget_pin(row: PersonRow) -> None:
    """A code that somebody forgot never comes back, by whatever packet: those chosen from now on outrank it."""
    if row.pin_hash:
        row.pin_turn += 1
    row.pin_hash, row.pin_chosen_at = "", None
    row.pin_failures, row.pin_failed_at = 0, None
    row.certificate = row.encrypted_key = None


def _name(row: PersonRow) -> str:
    return f"{row.given_name} {row.family_name}"


def _waiting_time(failures: int, failed_at: dt.datetime | None, now: dt.datetime) -> dt.timedelta:
    """Nothing for the first wrong codes, then 2, 4, 8… seconds, five minutes at most."""
    if failed_at is None or failures < _FREE_TRIES:
        return dt.timedelta(0)
    delay = min(dt.timedelta(seconds=2 ** (failures - _FREE_TRIES + 1)), _LONGEST_WAIT)
    return max(dt.timedelta(0), failed_at + delay - now)


def _count_failure(desk: Desk, actor: Actor, failures: int) -> None:
    with desk.write(actor) as rows:
        row = rows.get_one(PersonRow, actor.person_id)
        row.pin_failures = failures
        row.pin_failed_at = desk.now() if failures else None


def _require_names(draft: PersonDraft) -> None:
    if not draft.family_name.strip() or not draft.given_name.strip():
        raise DomainError(Fault.NAME_MISSING)


def _require_nothing_written(rows: Session, row: PersonRow) -> None:
    if _has_written(rows, row):
        raise DomainError(Fault.PERSON_HAS_WRITTEN, name=_name(row))


def _require_role(row: PersonRow, role: OralRole) -> None:
    if role.is_of_the_jury != row.function.evaluates:
        whom = "un membre du jury" if role.is_of_the_jury else "une personne hors du jury"
        raise DomainError(
            Fault.ROLE_NOT_THEIRS, name=_name(row), function=row.function.label, role=role.label.lower(), whom=whom
        )


def _has_written(rows: Session, row: PersonRow) -> bool:
    return any(
        rows.scalar(select(func.count()).select_from(table).where(table.juror_id == row.id))
        for table in (GridRow, ConfirmationRow)
    )


def _write(row: PersonRow, draft: PersonDraft) -> None:
    row.function = draft.function
    row.family_name = draft.family_name.strip()
    row.given_name = draft.given_name.strip()
    row.quality = draft.quality.strip()
    row.employer = draft.employer.strip()
    row.habilitation = draft.habilitation.strip()
    row.habilitation_until = draft.habilitation_until
    row.uses_english = draft.uses_english
    row.days = None if draft.days is None else [day.isoformat() for day in sorted(draft.days)]
    row.panel = draft.panel
    row.seat = draft.seat.strip()
    row.is_external = draft.is_external
    row.is_qualified = draft.is_qualified
