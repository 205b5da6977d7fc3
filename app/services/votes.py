"""Each juror's own vote on a decision, where the certification's rule has votes (rule 26)."""

import datetime as dt

from app.domain.faults import DomainError, Fault
from app.domain.jury_faults import JuryFault
from app.domain.meeting import decided_without
from app.domain.people import Actor
from app.domain.voting import has_votes
from app.models.deliberation_rows import VoteRow
from app.services import reading
from app.services.desk import Desk, require_in_room, require_juror


def cast(desk: Desk, actor: Actor, candidate_id: int, *, favourable: bool, dissent: str = "") -> dt.datetime:
    """Record the vote of the juror whose code was just proved; a vote given again replaces the first one.

    Args:
        desk: the open session.
        actor: the juror who votes.
        candidate_id: the candidate whose decision is voted on.
        favourable: whether the juror is for the decision on record.
        dissent: what a juror who is against wants written in the procès-verbal.

    Raises:
        DomainError: the certification has no votes, not a juror of this candidate, a juror who is not in the room, or
            nothing is decided yet.
    """
    juror_id = require_juror(actor)
    with desk.write(actor) as rows:
        session = reading.session_of(desk, rows)
        candidate = session.candidate(candidate_id)
        if not has_votes(session):
            raise DomainError(JuryFault.NO_VOTE)
        require_in_room(session, candidate, juror_id)
        if session.decision(candidate_id) is None:
            raise DomainError(Fault.DECISION_MISSING, candidate=candidate.name)
        if juror_id in decided_without(session, candidate):
            raise DomainError(JuryFault.DECIDED_WITHOUT, name=session.person(juror_id).name, candidate=candidate.name)
        row = rows.get(VoteRow, (candidate_id, juror_id))
        if row is None:
            row = VoteRow(candidate_id=candidate_id, juror_id=juror_id)
            rows.add(row)
        row.favourable, row.dissent, row.at = favourable, "" if favourable else dissent.strip(), desk.now()
    return desk.now()
