"""Rows that the jury writes: time, grids, marks, facts, positions, awards, decisions, confirmations."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, ForeignKeyConstraint, String
from sqlalchemy.orm import Mapped, attribute_keyed_dict, mapped_column, relationship

from app.domain.decision import AwardValue, Outcome
from app.domain.framework.terms import OralRole
from app.domain.grading import FactKind
from app.domain.timing import PhaseEventKind
from app.models.base import EnumValue, Row, UtcInstant


class PhaseEventRow(Row):
    """One change of a phase's timer, on both clocks; appended, never changed."""

    __tablename__ = "phase_event"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    phase: Mapped[int]
    kind: Mapped[PhaseEventKind] = mapped_column(EnumValue(PhaseEventKind))
    wall: Mapped[dt.datetime] = mapped_column(UtcInstant)
    ticks_ms: Mapped[int]
    boot: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")


class GridRow(Row):
    """One juror's grid on one candidate's part; its author alone writes it."""

    __tablename__ = "grid"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    appreciation: Mapped[str] = mapped_column(default="")
    waiver: Mapped[str] = mapped_column(default="")
    locked_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
    digest: Mapped[str] = mapped_column(default="")
    role: Mapped[OralRole | None] = mapped_column(EnumValue(OralRole))
    slides: Mapped[list[int]] = mapped_column(JSON, default=list, server_default="[]")
    reopened: Mapped[str] = mapped_column(default="", server_default="")
    marks: Mapped[dict[str, "MarkRow"]] = relationship(
        collection_class=attribute_keyed_dict("criterion_id"), cascade="all, delete-orphan"
    )
    facts: Mapped[list["FactRow"]] = relationship(order_by="FactRow.number", cascade="all, delete-orphan")
    corrections: Mapped[list["MarkCorrectionRow"]] = relationship(
        order_by="MarkCorrectionRow.number", cascade="all, delete-orphan"
    )


class MarkRow(Row):
    """One answer to one critère; `value` is its code on the scale of the session's référentiel."""

    __tablename__ = "mark"
    __table_args__ = (
        ForeignKeyConstraint(
            ["juror_id", "candidate_id", "part_id"], ["grid.juror_id", "grid.candidate_id", "grid.part_id"]
        ),
    )

    juror_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    candidate_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    criterion_id: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(String(32))
    word: Mapped[str] = mapped_column(default="")


class MarkCorrectionRow(Row):
    """An answer changed after a lock, with its reason; no value: no answer. Written once, never changed."""

    __tablename__ = "mark_correction"
    __table_args__ = (
        ForeignKeyConstraint(
            ["juror_id", "candidate_id", "part_id"], ["grid.juror_id", "grid.candidate_id", "grid.part_id"]
        ),
    )

    juror_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    candidate_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    criterion_id: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    before: Mapped[str] = mapped_column(String(32))
    before_word: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(String(32))
    after_word: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]


class FactRow(Row):
    """One observed fact; `number` counts per juror on one laptop."""

    __tablename__ = "fact"
    __table_args__ = (
        ForeignKeyConstraint(
            ["juror_id", "candidate_id", "part_id"], ["grid.juror_id", "grid.candidate_id", "grid.part_id"]
        ),
    )

    juror_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    candidate_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    phase: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    criterion_id: Mapped[str | None]
    kind: Mapped[FactKind] = mapped_column(
        EnumValue(FactKind), default=FactKind.OBSERVED, server_default=FactKind.OBSERVED.value
    )


class PositionRow(Row):
    """The jury's agreed position on one compétence or bloc."""

    __tablename__ = "position"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    unit_id: Mapped[str] = mapped_column(primary_key=True)
    mastered: Mapped[bool]
    motive: Mapped[str] = mapped_column(default="")
    cited: Mapped[list[str]] = mapped_column(JSON, default=list)


class AwardRow(Row):
    """The jury's decision on one CCP or bloc."""

    __tablename__ = "award"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    bloc_id: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[AwardValue] = mapped_column(EnumValue(AwardValue))


class DecisionRow(Row):
    """The jury's decision on one candidate."""

    __tablename__ = "decision"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    outcome: Mapped[Outcome] = mapped_column(EnumValue(Outcome))
    motive: Mapped[str] = mapped_column(default="")
    decided_at: Mapped[dt.datetime] = mapped_column(UtcInstant)


class ConfirmationRow(Row):
    """One juror's confirmation of one decision."""

    __tablename__ = "confirmation"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
