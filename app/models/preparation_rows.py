"""Rows about the preparation itself: the planning that was kept, and the lists that were imported."""

import datetime as dt

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.planning.plan import SlotKind
from app.models.base import EnumValue, LocalMinute, Row, UtcInstant


class PlanRow(Row):
    """The one planning kept for the session; `settings` is what the responsable decided, as a JSON object."""

    __tablename__ = "planning"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    settings: Mapped[dict[str, object]] = mapped_column(JSON)
    kept_at: Mapped[dt.datetime] = mapped_column(UtcInstant)


class PlanSlotRow(Row):
    """One stretch of time of the planning."""

    __tablename__ = "planning_slot"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[SlotKind] = mapped_column(EnumValue(SlotKind))
    starts_at: Mapped[dt.datetime] = mapped_column(LocalMinute)
    ends_at: Mapped[dt.datetime] = mapped_column(LocalMinute)
    place: Mapped[str] = mapped_column(default="")
    panel: Mapped[int] = mapped_column(default=0)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"))
    part_id: Mapped[str] = mapped_column(default="")
    first_phase: Mapped[int] = mapped_column(default=0)
    last_phase: Mapped[int] = mapped_column(default=0)
    jury_present: Mapped[bool] = mapped_column(default=False)
    takes_speaker: Mapped[bool] = mapped_column(default=False)


class ListImportRow(Row):
    """One confirmed import: ids of the candidates that it enrolled, and the files that it changed, as they were."""

    __tablename__ = "list_import"

    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[dt.datetime] = mapped_column(UtcInstant)
    list_name: Mapped[str]
    added: Mapped[list[int]] = mapped_column(JSON)
    former: Mapped[list[dict[str, object]]] = mapped_column(JSON, info={"secret": True})
    undone_at: Mapped[dt.datetime | None] = mapped_column(UtcInstant)
