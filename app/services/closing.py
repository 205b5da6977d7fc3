"""Closing: every rule looked at, the session frozen, the procès-verbal made, signed by each juror, sealed."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import reports
from app.domain.faults import DomainError, Fault, JuryFault
from app.domain.meeting import aside_words, signatories
from app.domain.people import Actor, Person
from app.domain.rectifying import answering, standing_of
from app.domain.rules import behind_doors
from app.domain.rules.at_hand import in_the_way, points_at_hand
from app.domain.rules.base import Severity
from app.domain.rules.closing_rules import frozen_digest
from app.domain.rules.moments import day_began
from app.domain.rules.registry import blocks_closing, judge
from app.domain.session import ExamSession
from app.domain.signing import signature_field
from app.models.session_rows import DocumentRow, ExamSessionRow, RectificationRow, SignatureRow
from app.services import credentials, people, reading
from app.services.desk import Desk, require_in_charge, require_manager, require_member
from app.services.document_kinds import DocumentKind
from app.services.jury_papers import stamp_of
from app.services.printed_values import value_now


@dataclass(frozen=True, slots=True)
class RectificationDraft:
    """A correction after closing: what, from which value to which, why, and which jurors agreed."""

    candidate_id: int | None
    subject: str
    before: str
    after: str
    reason: str
    agreed_by: tuple[int, ...]


def open_points(desk: Desk, actor: Actor) -> int:
    """How many points this person has to settle now: the badge of Contrôles and its headline."""
    session = reading.session(desk)
    states = behind_doors.without_names(session, actor, judge(session))
    heard = behind_doors.deliberations_open_to(session, actor)
    return points_at_hand(states, actor, heard=heard, closed=session.closing is not None)


def close(desk: Desk, actor: Actor) -> dt.datetime:
    """Freeze the session and make the procès-verbal that the jury will sign.

    Raises:
        DomainError: not a juror, already closed, no number for the procès-verbal, nobody seen yet, or a rule still
            blocks.
    """
    with desk.write(actor) as rows:
        require_member(rows, actor)
        session = reading.session_of(desk, rows)
        if session.closing:
            raise DomainError(Fault.SESSION_CLOSED, at=f"{session.closing.at:%d/%m/%Y à %H:%M}")
        _require_closable(session)
        row = rows.get_one(ExamSessionRow, 1)
        row.closed_at = desk.now()
        row.closed_content_digest = frozen_digest(session)
        row.closed_framework_digest = session.framework_digest
        rows.flush()
        _keep_record(desk, rows, row.authority_certificate or b"")
    return desk.now()


def sign(desk: Desk, juror_id: int, pin: str) -> dt.datetime:
    """One juror signs the procès-verbal with the code that only this juror knows.

    Raises:
        DomainError: wrong code, no member of the jury or none who deliberated, session not closed or already sealed, or
            already signed.
    """
    actor = people.check_pin(desk, juror_id, pin)
    with desk.write(actor) as rows:
        require_member(rows, actor)
        session = reading.session_of(desk, rows)
        document = _record(rows)
        _require_unsealed(session)
        rank = 1 + [juror.id for juror in session.jurors].index(juror_id)
        _require_signatory(session, session.person(juror_id))
        if rows.get(SignatureRow, (document.id, juror_id)):
            raise DomainError(Fault.ALREADY_SIGNED, name=actor.label)
        credential = credentials.credential_of(desk, rows, session.person(juror_id), pin)
        document.content = reports.signing.sign(
            document.content,
            signature_field(rank),
            credential,
            pin,
            authority_certificate=credentials.authority_of(rows).certificate_der,
            reason=f"Décisions du jury, {session.framework.vocabulary.record_title.lower()} {document.number}",
            at=desk.now(),
        )
        document.sha256 = hashlib.sha256(document.content).hexdigest()
        rows.add(SignatureRow(document_id=document.id, juror_id=juror_id, at=desk.now()))
    return desk.now()


def seal(desk: Desk, actor: Actor, ink_reason: str = "") -> dt.datetime:
    """Seal the session once every juror who deliberated signed, or with the reason why some sign in ink only.

    Raises:
        DomainError: neither the responsable nor a juror, not closed, already sealed, or signatures are missing and no
            reason is given.
    """
    with desk.write(actor, ink_reason) as rows:
        require_in_charge(rows, actor)
        session = reading.session_of(desk, rows)
        document = _record(rows)
        _require_unsealed(session)
        signed = set(rows.scalars(select(SignatureRow.juror_id).where(SignatureRow.document_id == document.id)))
        missing = [juror.name for juror in signatories(session) if juror.id not in signed]
        if missing and not ink_reason.strip():
            raise DomainError(Fault.SIGNATURES_MISSING, names=", ".join(missing))
        rows.get_one(ExamSessionRow, 1).sealed_at = desk.now()
    return desk.now()


def validate_record(desk: Desk, actor: Actor, day: dt.date) -> dt.datetime:
    """Write down the day on which the administration validated the procès-verbal: results are final (rule 37).

    Entered again, the later entry stands; the journal keeps both.

    Raises:
        DomainError: not the responsable, not closed, or the day is before the closing or after today.
    """
    require_manager(actor)
    with desk.write(actor) as rows:
        row = rows.get_one(ExamSessionRow, 1)
        if row.closed_at is None:
            raise DomainError(Fault.NOT_CLOSED)
        closed = row.closed_at.astimezone(desk.now().tzinfo).date()
        if day < closed:
            raise DomainError(Fault.VALIDATED_TOO_EARLY, day=f"{day:%d/%m/%Y}", closed=f"{closed:%d/%m/%Y}")
        if day > desk.now().date():
            raise DomainError(Fault.VALIDATED_TOO_LATE, day=f"{day:%d/%m/%Y}")
        row.record_validated_on = day
    return desk.now()


def signatures(desk: Desk) -> dict[int, dt.datetime]:
    """When each juror signed the procès-verbal, by juror."""
    with desk.read() as rows:
        return {row.juror_id: row.at for row in rows.scalars(select(SignatureRow))}


def rectify(desk: Desk, actor: Actor, draft: RectificationDraft) -> int:
    """Enter a dated correction after closing; gives back its number. The procès-verbal itself stays as signed.

    What the procès-verbal says of the subject is taken from it; what was typed counts where it is not known.

    Raises:
        DomainError: neither the responsable nor a juror, not closed yet, something is left empty, nothing changes,
            whoever agreed did not deliberate on it, or the decision changes without every juror who did.
    """
    if not all((draft.subject.strip(), draft.after.strip(), draft.reason.strip(), draft.agreed_by)):
        raise DomainError(Fault.RECTIFICATION_INCOMPLETE)
    after = draft.after.strip()
    with desk.write(actor, draft.reason) as rows:
        require_in_charge(rows, actor)
        _record(rows)
        session = reading.session_of(desk, rows)
        agreed = _agreed(session, draft)
        known = value_now(session, draft.candidate_id, draft.subject)
        if known == after:
            raise DomainError(JuryFault.RECTIFICATION_UNCHANGED, subject=draft.subject.strip(), value=after)
        number = (rows.scalar(select(func.max(RectificationRow.number))) or 0) + 1
        rows.add(
            RectificationRow(
                number=number,
                at=desk.now(),
                author=actor.label,
                agreed_by=reports.naming.listed(juror.name for juror in agreed),
                candidate_id=draft.candidate_id,
                subject=draft.subject.strip(),
                before=draft.before.strip() if known is None else known,
                after=after,
                reason=draft.reason.strip(),
            )
        )
    return number


def _agreed(session: ExamSession, draft: RectificationDraft) -> list[Person]:
    """The jurors who agreed, none but those who answer for it, all of them where the decision changes."""
    able = answering(session, draft.candidate_id)
    if not set(draft.agreed_by) <= {juror.id for juror in able}:
        raise DomainError(JuryFault.RECTIFICATION_BY_ANOTHER, names=", ".join(juror.name for juror in able))
    missing = [juror.name for juror in able if juror.id not in draft.agreed_by]
    about, subject = draft.candidate_id, draft.subject.strip()
    if missing and about is not None and standing_of(session, about).is_of_the_whole_jury(subject):
        raise DomainError(JuryFault.RECTIFICATION_NEEDS_ALL, subject=subject, names=reports.naming.listed(missing))
    return [juror for juror in able if juror.id in draft.agreed_by]


def _require_closable(session: ExamSession) -> None:
    if not day_began(session):
        raise DomainError(Fault.DAY_NOT_BEGUN)
    states = judge(session)
    if not blocks_closing(states):
        return
    found = [each for state in states for each in state.findings if each.severity is Severity.BLOCKING]
    if [each.field for each in found] == ["record_number"]:
        raise DomainError(Fault.RECORD_NUMBER_MISSING)
    awaited = sum(each.awaits for each in found)
    raise DomainError(Fault.CLOSING_BLOCKED, points=in_the_way(len(found) - awaited, awaited))


def _require_signatory(session: ExamSession, juror: Person) -> None:
    if juror not in signatories(session):
        raise DomainError(JuryFault.SIGNS_NOT, name=juror.name, why=aside_words(session, juror))


def _require_unsealed(session: ExamSession) -> None:
    if session.closing and session.closing.sealed_at:
        raise DomainError(Fault.ALREADY_SEALED, at=f"{session.closing.sealed_at:%d/%m/%Y à %H:%M}")


def _keep_record(desk: Desk, rows: Session, authority_certificate: bytes) -> None:
    session = reading.session_of(desk, rows)
    stamp = stamp_of(session, authority_certificate, desk.now())
    content = reports.record.print_record(session, stamp)
    rows.add(
        DocumentRow(
            kind=DocumentKind.RECORD.value,
            number=session.sheet.record_number,
            version=stamp.version,
            title=session.framework.vocabulary.record_title,
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            created_at=desk.now(),
        )
    )


def _record(rows: Session) -> DocumentRow:
    row = rows.scalars(select(DocumentRow).where(DocumentRow.kind == DocumentKind.RECORD.value)).first()
    if row is None:
        raise DomainError(Fault.NOT_CLOSED)
    return row
