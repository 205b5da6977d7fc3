"""Reads the rows of the deliberation room and of packets into the frozen picture of a session."""

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.jury_room import Consultation, Derogation, RollEntry, Shortfall, Turn, Vote
from app.domain.merging import GridChoice, GridVersion, GridWaiver, PacketReceipt
from app.models.deliberation_rows import (
    AgendaTurnRow,
    DerogationRow,
    EvidenceSeenRow,
    RollCallRow,
    ShortfallRow,
    VoteRow,
)
from app.models.packet_rows import GridChoiceRow, GridVersionRow, GridWaiverRow, PacketReceiptRow


def receipts(rows: Session) -> tuple[PacketReceipt, ...]:
    """The packets taken in, without their bytes."""
    columns = (
        PacketReceiptRow.digest,
        PacketReceiptRow.juror_id,
        PacketReceiptRow.machine,
        PacketReceiptRow.made_at,
        PacketReceiptRow.received_at,
    )
    return tuple(PacketReceipt(*row) for row in rows.execute(select(*columns).order_by(PacketReceiptRow.digest)))


def versions(rows: Session) -> tuple[GridVersion, ...]:
    """The locked versions of grids that are known beside the grids themselves, without their content."""
    columns = (
        GridVersionRow.juror_id,
        GridVersionRow.candidate_id,
        GridVersionRow.part_id,
        GridVersionRow.digest,
        GridVersionRow.machine,
        GridVersionRow.locked_at,
        GridVersionRow.stood_here,
    )
    return tuple(GridVersion(*row) for row in rows.execute(select(*columns).order_by(*columns)))


def choices(rows: Session) -> tuple[GridChoice, ...]:
    """The versions that authors kept."""
    return tuple(
        GridChoice(row.juror_id, row.candidate_id, row.part_id, row.digest, tuple(row.against), row.reason, row.at)
        for row in rows.scalars(select(GridChoiceRow))
    )


def grid_waivers(rows: Session) -> tuple[GridWaiver, ...]:
    """The grids that the jury deliberates without."""
    return tuple(
        GridWaiver(row.juror_id, row.candidate_id, row.part_id, row.waived_by, row.reason, row.at)
        for row in rows.scalars(select(GridWaiverRow))
    )


def consultations(rows: Session) -> tuple[Consultation, ...]:
    """What the jury read of each candidate."""
    return tuple(
        Consultation(row.candidate_id, row.item, row.seen, row.remark, row.juror_id, row.at)
        for row in rows.scalars(select(EvidenceSeenRow))
    )


def _moment(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text).astimezone()


def roll(rows: Session) -> tuple[RollEntry, ...]:
    """Who was called and answered."""
    return tuple(
        RollEntry(
            row.juror_id,
            row.present,
            row.reason,
            row.at,
            tuple((_moment(since), _moment(until)) for since, until in row.absences),
        )
        for row in rows.scalars(select(RollCallRow))
    )


def turns(rows: Session) -> tuple[Turn, ...]:
    """The stretches of the deliberation, in their order."""
    return tuple(
        Turn(row.number, row.candidate_id, row.began_at, row.ended_at, row.postponed, row.reason)
        for row in rows.scalars(select(AgendaTurnRow).order_by(AgendaTurnRow.number))
    )


def stands_open(rows: Session) -> bool:
    """Whether a turn is under way."""
    return rows.scalars(select(AgendaTurnRow.number).where(AgendaTurnRow.ended_at.is_(None))).first() is not None


def votes(rows: Session) -> tuple[Vote, ...]:
    """The votes, where the certification has them."""
    return tuple(
        Vote(row.candidate_id, row.juror_id, row.favourable, row.dissent, row.at)
        for row in rows.scalars(select(VoteRow))
    )


def derogations(rows: Session) -> tuple[Derogation, ...]:
    """The points that the closing passes over."""
    return tuple(
        Derogation(row.number, row.rule, row.candidate_id, row.finding, row.granted_by, row.reason, row.at)
        for row in rows.scalars(select(DerogationRow).order_by(DerogationRow.number))
    )


def shortfalls(rows: Session) -> tuple[Shortfall, ...]:
    """The candidates on whom the jury does not deliberate, for want of a quorum."""
    return tuple(
        Shortfall(row.candidate_id, row.cause, row.measures, row.noted_by, row.at)
        for row in rows.scalars(select(ShortfallRow).order_by(ShortfallRow.candidate_id))
    )
