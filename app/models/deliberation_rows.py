"""Rows of the deliberation room: who is in it, what was read, whose turn it is, votes, derogations, shortfalls."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.framework.terms import Evidence
from app.models.base import EnumValue, Row, UtcInstant


class EvidenceSeenRow(Row):
    """An element that the jury read for one candidate, or says is missing, with why it decides without."""

    __tablename__ = "evidence_seen"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    item: Mapped[Evidence] = mapped_column(EnumValue(Evidence), primary_key=True)
    seen: Mapped[bool]
    remark: Mapped[str] = mapped_column(default="")
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)


class RollCallRow(Row):
    """Whether a juror is in the deliberation room, and the absences that are over; an absent one decides nothing."""

    __tablename__ = "roll_call"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    present: Mapped[bool]
    reason: Mapped[str] = mapped_column(default="")
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    absences: Mapped[list[list[str]]] = mapped_column(JSON, default=list)


class AgendaTurnRow(Row):
    """One stretch of the deliberation spent on one candidate; the open one says where the jury stands."""

    __tablename__ = "agenda_turn"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    began_at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    ended_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    postponed: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[str] = mapped_column(default="")


class VoteRow(Row):
    """One juror's vote on one decision, where the certification's own rule has votes."""

    __tablename__ = "vote"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    favourable: Mapped[bool]
    dissent: Mapped[str] = mapped_column(default="")
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)


class MotiveDraftRow(Row):
    """A motive that the jury began and did not record; `unit_id` is empty for that of the decision."""

    __tablename__ = "motive_draft"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    unit_id: Mapped[str] = mapped_column(primary_key=True)
    text: Mapped[str] = mapped_column(info={"secret": True})
    cited: Mapped[list[str]] = mapped_column(JSON)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)


class DerogationRow(Row):
    """A point that the closing passes over, by whose authority and why; written once."""

    __tablename__ = "derogation"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    rule: Mapped[int]
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    finding: Mapped[str]
    granted_by: Mapped[str]
    reason: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)


class ShortfallRow(Row):
    """A candidate on whom the jury does not deliberate for want of a quorum: why, what was done, who noted it."""

    __tablename__ = "shortfall"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    cause: Mapped[str]
    measures: Mapped[str] = mapped_column(default="")
    noted_by: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
