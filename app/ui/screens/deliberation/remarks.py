"""What stands beside the decision: what cannot be given and why, what a certification's rule says, what follows."""

from collections.abc import Iterator, Mapping

from app.domain.bloc_proposals import bloc_proposals
from app.domain.candidate import Candidate
from app.domain.decision import AwardValue, Outcome
from app.domain.outcomes import barred_outcomes
from app.domain.representation import prospects, prospects_if
from app.domain.session import ExamSession
from app.domain.voting import verdict
from app.ui.screens.deliberation.state import VoterShown, VoteShown
from app.ui.screens.deliberation.words import bloc_words, outcome_words


def remarks_of(
    session: ExamSession, candidate: Candidate, chosen: Outcome | None, awards: Mapping[str, AwardValue]
) -> Iterator[str]:
    """Everything worth a line under the decisions offered."""
    for outcome, reason in barred_outcomes(session, candidate):
        yield f"{outcome_words(session.framework, outcome)} non proposé. {reason}"
    for proposal in bloc_proposals(session, candidate):
        told = {True: "proposé", False: "non proposé", None: "rien n’est proposé"}[proposal.favourable]
        named = bloc_words(session, proposal.bloc.id)
        yield f"Règle de la certification, {named} : {proposal.sentence} ({told})."
    recorded = session.decision(candidate.id)
    if chosen is None:
        return
    if recorded is not None and recorded.outcome is chosen:
        yield from prospects(session, candidate)
    else:
        yield from prospects_if(session, candidate, chosen, awards)


def departs_from_rule(session: ExamSession, candidate: Candidate, chosen: Outcome) -> bool:
    """Whether a decision under way on everything at once goes against what the certification's rule says of a bloc."""
    if chosen is Outcome.PARTIAL:
        return False
    won = chosen.awards_everything
    said = (proposal.favourable for proposal in bloc_proposals(session, candidate))
    return any(favourable is not None and favourable is not won for favourable in said)


def vote_of(session: ExamSession, candidate: Candidate) -> VoteShown | None:
    """The vote on the decision on record; None where the certification has none."""
    found = verdict(session, candidate)
    if found is None:
        return None
    rule = session.framework.decision
    asked = f"majorité, « {rule.casting_seat} » l’emporte en cas de partage" if rule.casting_seat else found.mode.label
    said = dict.fromkeys(found.favourable, True) | dict.fromkeys(found.against, False)
    return VoteShown(
        rule=asked[:1].lower() + asked[1:],
        sentence=f"{found.sentence}.",
        voters=tuple(
            VoterShown(juror.id, juror.short_name, said.get(juror))
            for juror in session.jurors_for(candidate)
            if juror in (*found.favourable, *found.against, *found.waiting)
        ),
    )
