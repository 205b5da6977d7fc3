"""Rows about the conduct of the day: lateness, departures, accommodations read, frauds, times nobody watched."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.attendance import DepartureKind
from app.domain.timing import LapseKind
from app.models.base import EnumValue, Row, UtcInstant


class LatenessRow(Row):
    """A candidate who came late to a part and was admitted; the end of the part does not move."""

    __tablename__ = "lateness"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    part_id: Mapped[str] = mapped_column(primary_key=True)
    arrived_at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    minutes: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")


class DepartureRow(Row):
    """A candidate who stopped before the end; only an interruption is resumed."""

    __tablename__ = "departure"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    kind: Mapped[DepartureKind] = mapped_column(EnumValue(DepartureKind))
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    part_id: Mapped[str] = mapped_column(default="")
    reason: Mapped[str]
    resumed_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)


class AccommodationReadingRow(Row):
    """Somebody who read an accommodation before the start; `reader_id` is 0 for the responsable."""

    __tablename__ = "accommodation_reading"

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True)
    reader_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)


class FraudReportRow(Row):
    """A suspected fraud: inserted once, never changed; each witness is an object with a name and a quality."""

    __tablename__ = "fraud_report"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    part_id: Mapped[str] = mapped_column(default="")
    facts: Mapped[str]
    witnesses: Mapped[list[dict[str, str]]] = mapped_column(JSON)


class TimeLapseRow(Row):
    """A stretch during which nobody watched the time; `running` lists [candidate, part, phase, events before].

    A line that came by packet says its place among the lapses of its part too, from 0.
    """

    __tablename__ = "time_lapse"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[LapseKind] = mapped_column(EnumValue(LapseKind))
    start_wall: Mapped[dt.datetime] = mapped_column(UtcInstant)
    start_ticks_ms: Mapped[int]
    start_boot: Mapped[str]
    end_wall: Mapped[dt.datetime] = mapped_column(UtcInstant)
    end_ticks_ms: Mapped[int]
    end_boot: Mapped[str]
    running: Mapped[list[list[int | str]]] = mapped_column(JSON)
    counted_ms: Mapped[int | None]
    reason: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
