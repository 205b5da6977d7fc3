"""The planning of a session: proposed, kept, discarded; keeping it tells each candidate the jury and the hour."""

import datetime as dt
from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.faults import DomainError, Fault
from app.domain.people import Actor
from app.domain.planning.compute import Proposal, compute
from app.domain.planning.juries import begun
from app.domain.planning.numbering import renumbered
from app.domain.planning.plan import Plan, PlanSettings, Slot
from app.domain.planning.replan import replanned
from app.domain.planning.usual import usual_settings
from app.domain.session import ExamSession
from app.models.people_rows import CandidateRow
from app.models.preparation_rows import PlanRow, PlanSlotRow
from app.services import reading
from app.services.desk import Desk, require_manager


def settings_of(desk: Desk) -> PlanSettings:
    """The settings of the planning kept, else usual ones with as many juries as jurors belong to."""
    return usual_settings(reading.session(desk))


def propose(desk: Desk, settings: PlanSettings, *, from_moment: dt.datetime | None = None) -> Proposal:
    """The planning that these settings give; nothing is written. `from_moment` is a civil time without zone."""
    return compute(reading.session(desk), settings, from_moment=from_moment)


def propose_from_now(desk: Desk, now: dt.datetime | None = None) -> Proposal:
    """The kept planning recomputed from `now`, a civil time of the desk's zone (its own clock when left out).

    Raises:
        DomainError: no planning is kept.
    """
    session = reading.session(desk)
    if session.plan is None:
        raise DomainError(Fault.PLANNING_MISSING)
    here = desk.now()
    return replanned(session, session.plan, now.replace(tzinfo=here.tzinfo) if now else here)


def keep(desk: Desk, actor: Actor, plan: Plan) -> Plan:
    """Keep a planning, and write on each candidate's file the jury and the hour of convocation that it gives.

    Kept again, only what changed is written: slots keep their numbers from one planning to the next. A candidate who
    already began keeps his or her jury, and whoever was seen at the door the hour of convocation; for whom it has no
    place, what was typed on the file stays. Gives back the planning as numbered in the file.

    Raises:
        DomainError: not the responsable, the session is closed, or somebody planned is no longer a candidate.
    """
    require_manager(actor)
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        known = {candidate.id for candidate in session.candidates}
        if any(slot.candidate_id not in known for slot in plan.slots if slot.candidate_id is not None):
            raise DomainError(Fault.PLANNING_STALE)
        plan = renumbered(plan, session.plan)
        _keep_settings(rows, desk, plan.settings)
        _keep_slots(rows, plan.slots)
        _tell_candidates(rows, session, plan)
    return plan


def discard(desk: Desk, actor: Actor) -> None:
    """Forget the planning kept; juries and hours of convocation stay as they stand on the candidates' files.

    An hour of a later day goes: without a planning it would be read as one of the first day.

    Raises:
        DomainError: not the responsable, or the session is closed.
    """
    require_manager(actor)
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        for candidate in session.candidates:
            planned = session.plan.convened_at(candidate.id) if session.plan else None
            if planned is not None and planned.date() != session.sheet.starts_on:
                rows.get_one(CandidateRow, candidate.id).convened_at = ""
        for slot in rows.scalars(select(PlanSlotRow)):
            rows.delete(slot)
        kept = rows.get(PlanRow, 1)
        if kept is not None:
            rows.delete(kept)


def _keep_settings(rows: Session, desk: Desk, settings: PlanSettings) -> None:
    row = rows.get(PlanRow, 1)
    if row is None:
        row = PlanRow(id=1)
        rows.add(row)
    row.settings = reading.PLAN_SETTINGS.dump_python(settings, mode="json")
    row.kept_at = desk.now()


def _keep_slots(rows: Session, slots: tuple[Slot, ...]) -> None:
    known = {row.number: row for row in rows.scalars(select(PlanSlotRow))}
    for slot in slots:
        row = known.pop(slot.number, None)
        if row is None:
            rows.add(PlanSlotRow(**asdict(slot)))
            continue
        for name, value in asdict(slot).items():
            if getattr(row, name) != value:
                setattr(row, name, value)
    for row in known.values():
        rows.delete(row)


def _tell_candidates(rows: Session, session: ExamSession, plan: Plan) -> None:
    began, former = begun(session), session.plan
    for candidate in session.candidates:
        if candidate.id in began:
            continue
        row = rows.get_one(CandidateRow, candidate.id)
        arrival = plan.convened_at(candidate.id)
        was_told = former is not None and former.convened_at(candidate.id) is not None
        if candidate.attendance is None and (arrival or was_told):
            row.convened_at = f"{arrival:%H:%M}" if arrival else ""
        row.panel = (plan.panel_of(candidate.id) or row.panel) if len(plan.settings.panels) > 1 else 0
