"""A suspected fraud, written down by the responsable: facts and witnesses, once and for good (rule 38)."""

from dataclasses import dataclass

from sqlalchemy import func, select

from app.domain.conduct import Witness
from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.models.day_rows import FraudReportRow
from app.services import reading
from app.services.desk import Desk, require_manager


@dataclass(frozen=True, slots=True)
class FraudDraft:
    """What the responsable reports; no field says what should follow: that is the administration's."""

    candidate_id: int
    part_id: str
    facts: str
    witnesses: tuple[Witness, ...]


def report_fraud(desk: Desk, actor: Actor, draft: FraudDraft) -> int:
    """Write a report, time-stamped; gives back its number. The candidate goes on with the épreuves.

    Raises:
        DomainError: not the responsable, no facts, no witness, a witness without name or quality, or a part that the
            candidate does not sit.
    """
    require_manager(actor)
    if not draft.facts.strip():
        raise DomainError(Fault.FRAUD_WITHOUT_FACTS)
    if not draft.witnesses:
        raise DomainError(Fault.FRAUD_WITHOUT_WITNESS)
    for number, witness in enumerate(draft.witnesses, start=1):
        if not (witness.name.strip() and witness.quality.strip()):
            raise DomainError(Fault.WITNESS_INCOMPLETE, number=number)
    with desk.write(actor) as rows:
        _require_sat(reading.session_of(desk, rows), draft)
        number = (rows.scalar(select(func.max(FraudReportRow.number))) or 0) + 1
        rows.add(
            FraudReportRow(
                number=number,
                at=desk.now(),
                candidate_id=draft.candidate_id,
                part_id=draft.part_id,
                facts=draft.facts.strip(),
                witnesses=[
                    {"name": witness.name.strip(), "quality": witness.quality.strip()} for witness in draft.witnesses
                ],
            )
        )
    return number


def _require_sat(session: ExamSession, draft: FraudDraft) -> None:
    candidate = session.candidate(draft.candidate_id)
    sat = {part.id for _modality, part in session.parts_for(candidate)}
    if draft.part_id and draft.part_id not in sat:
        raise DomainError(Fault.PART_UNKNOWN, candidate=candidate.name, part=draft.part_id)
