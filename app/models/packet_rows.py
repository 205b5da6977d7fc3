"""Rows about several laptops: packets received, the versions of grids they brought, choices between two, waivers."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Row, UtcInstant


class PacketReceiptRow(Row):
    """A packet as it came, byte for byte; written once."""

    __tablename__ = "packet_receipt"

    digest: Mapped[str] = mapped_column(primary_key=True)
    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    machine: Mapped[str]
    made_at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    received_at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class GridVersionRow(Row):
    """One locked state of a grid that a packet brought, or that stood here when a packet came; written once."""

    __tablename__ = "grid_version"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str] = mapped_column(primary_key=True)
    machine: Mapped[str] = mapped_column(primary_key=True)
    locked_at: Mapped[dt.datetime] = mapped_column(UtcInstant, primary_key=True)
    stood_here: Mapped[bool]
    content: Mapped[dict[str, object]] = mapped_column(JSON)


class GridChoiceRow(Row):
    """The version that a grid's author kept, the digests it was kept against, and why."""

    __tablename__ = "grid_choice"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[str]
    against: Mapped[list[str]] = mapped_column(JSON)
    reason: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)


class GridWaiverRow(Row):
    """A grid that the jury deliberates without, and why; `waived_by` is the juror at the keyboard."""

    __tablename__ = "grid_waiver"

    juror_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    waived_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str]
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
