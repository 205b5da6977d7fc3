"""Builds the decision card: outcomes that the session can give, CCPs that they open, who confirmed."""

from app.domain.bloc_proposals import bloc_proposals
from app.domain.candidate import Candidate
from app.domain.consulting import unread
from app.domain.decision import AwardValue, Outcome
from app.domain.deliberation import Review
from app.domain.meeting import decided_without, deliberated_on
from app.domain.outcomes import despite_words, not_mastered
from app.domain.session import ExamSession
from app.domain.shortfall import may_be_noted
from app.services.motive_drafts import OF_DECISION
from app.ui.screens.deliberation.draft import Draft
from app.ui.screens.deliberation.remarks import departs_from_rule, remarks_of, vote_of
from app.ui.screens.deliberation.state import AwardShown, ConfirmationShown, DecisionShown, OutcomeShown
from app.ui.screens.deliberation.words import (
    bloc_words,
    held_words,
    outcome_words,
    route_words,
    several,
    status_words,
)

_WITHOUT_QUORUM = (
    "Le quorum n’est pas atteint. Rappelez un juré (A) ; sinon, rouvrez les portes (H) : le responsable de session "
    "constate la carence dans Contrôles."
)
_ALL_WON_HINT = "Tout est obtenu sauf le titre : dites ce qui manque à l’entretien final."

_AGAINST_RULE_HINT = "Le jury s’écarte de la règle de la certification : dites pourquoi, le motif est imprimé."


def decision_of(session: ExamSession, seen: Review, draft: Draft) -> DecisionShown:
    """The decision on record, or the one under way."""
    candidate = seen.candidate
    recorded = session.decision(candidate.id)
    outcome = recorded.outcome if recorded else None
    chosen = draft.outcome or outcome
    awards = _awards(session, candidate, chosen, draft)
    on_record = {bloc.id: session.award(candidate.id, bloc.id) for bloc in session.framework.blocs}
    changed = draft.outcome is not None and (
        draft.outcome is not outcome or any(a.value is not on_record[a.bloc_id] for a in awards if not a.settled)
    )
    all_won = bool(awards) and all(a.value is AwardValue.WON or candidate.prior(a.bloc_id) for a in awards)
    confirmed, is_frozen = session.confirmed_by(candidate.id), session.closing is not None or session.left is not None
    despite = _despite(session, candidate, chosen)
    begun = draft.begun.get(OF_DECISION)
    departing = chosen is not None and departs_from_rule(session, candidate, chosen)
    return DecisionShown(
        route=route_words(session, candidate),
        outcomes=tuple(_outcome(session, seen, each, outcome) for each in seen.outcomes),
        chosen=chosen,
        awards=awards,
        motive=recorded.motive if recorded else "",
        wants_motive=chosen in (Outcome.PARTIAL, Outcome.FAILED, Outcome.BLOC_LOST)
        or departing
        or bool(despite)
        or bool(recorded and recorded.motive)
        or bool(begun and begun.text.strip()),
        motive_hint=_hint(chosen, all_won=all_won, departing=departing) or despite,
        is_draft=changed,
        refusal=_refusal(session, seen, awards),
        fault=draft.decision_fault,
        confirmations=tuple(
            ConfirmationShown(juror.id, juror.short_name, juror.id in confirmed, _aside(session, candidate, juror.id))
            for juror in seen.jurors
        )
        if recorded
        else (),
        warning="Changer une position ou la décision annule les confirmations déjà données."
        if confirmed and not is_frozen
        else "",
        remarks=tuple(remarks_of(session, candidate, chosen, {a.bloc_id: a.value for a in awards if a.value})),
        vote=vote_of(session, candidate),
        begun=begun.text if begun else None,
    )


def _aside(session: ExamSession, candidate: Candidate, juror_id: int) -> str:
    """Why the code of a juror is not asked for, empty where it is or was given."""
    if juror_id in {juror.id for juror in deliberated_on(session, candidate)}:
        return ""
    return "décidé en son absence" if juror_id in decided_without(session, candidate) else "absent de la salle"


def _hint(chosen: Outcome | None, *, all_won: bool, departing: bool) -> str:
    if chosen is Outcome.PARTIAL and all_won:
        return _ALL_WON_HINT
    return _AGAINST_RULE_HINT if departing else ""


def _despite(session: ExamSession, candidate: Candidate, chosen: Outcome | None) -> str:
    """What an award in spite of the positions is to explain; a certification's own rule says it itself."""
    if chosen is None or bloc_proposals(session, candidate):
        return ""
    words = despite_words(session, not_mastered(session, candidate), chosen)
    return f"{words}." if words else ""


def _outcome(session: ExamSession, seen: Review, outcome: Outcome, recorded: Outcome | None) -> OutcomeShown:
    second = ""
    if outcome is recorded:
        second = " · ".join(
            f"{bloc_words(session, bloc_id)} {status_words(session, seen.candidate, bloc_id)}"
            for bloc_id in session.type.target_blocs
        )
    elif recorded is None and outcome is seen.proposed:
        words = session.framework.vocabulary
        second = f"proposé : chaque {words.skill} est {words.mastered}"
    return OutcomeShown(outcome, outcome_words(session.framework, outcome), second)


def _awards(session: ExamSession, candidate: Candidate, chosen: Outcome | None, draft: Draft) -> tuple[AwardShown, ...]:
    """Each CCP of the session, once the decision opens them (rules 27, 28 and 31)."""
    if chosen is None or not chosen.opens_awards:
        return ()
    return tuple(
        _award(session, candidate, bloc_id, draft, failed=chosen is Outcome.FAILED)
        for bloc_id in session.type.target_blocs
    )


def _award(session: ExamSession, candidate: Candidate, bloc_id: str, draft: Draft, *, failed: bool) -> AwardShown:
    bloc = next(bloc for bloc in session.framework.blocs if bloc.id == bloc_id)
    short = bloc_words(session, bloc_id)
    prior = candidate.prior(bloc_id)
    if prior is not None:
        return AwardShown(bloc_id, short, bloc.label, None, held_words(prior.obtained_on))
    if failed:
        return AwardShown(bloc_id, short, bloc.label, AwardValue.LOST, session.framework.vocabulary.lost)
    return AwardShown(bloc_id, short, bloc.label, draft.awards.get(bloc_id) or session.award(candidate.id, bloc_id))


def _refusal(session: ExamSession, seen: Review, awards: tuple[AwardShown, ...]) -> str:
    if may_be_noted(session, seen.candidate):
        return _WITHOUT_QUORUM
    open_units = sum(unit.position is None for unit in seen.units)
    if open_units:
        return f"Il reste {several(open_units, 'position', 'positions')} à prendre."
    left = unread(session, seen.candidate)
    if left:
        return f"Il reste à consulter : {', '.join(item.label for item in left)}."
    if any(award.value is None and not award.settled for award in awards):
        return f"Dites ce que devient chaque {session.framework.vocabulary.bloc}."
    return ""
