"""What jurors agreed to on one candidate: their confirmations and votes, which fall when it changes under them."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.models.deliberation_rows import VoteRow
from app.models.jury_rows import ConfirmationRow


def drop(rows: Session, candidate_id: int) -> None:
    """Take away the confirmations and votes that were given to what changes now; the journal keeps them."""
    for row in rows.scalars(select(ConfirmationRow).where(ConfirmationRow.candidate_id == candidate_id)):
        rows.delete(row)
    for vote in rows.scalars(select(VoteRow).where(VoteRow.candidate_id == candidate_id)):
        rows.delete(vote)
