"""Rules on what the jury decides."""

from collections.abc import Iterator

from app.domain.bloc_proposals import bloc_proposals
from app.domain.candidate import Candidate
from app.domain.decision import MOTIVE_MINIMUM, BlocStatus, Outcome, motive_fault
from app.domain.deliberation import review
from app.domain.framework.terms import SessionKind
from app.domain.meeting import awaited
from app.domain.outcomes import despite_words, lawful_outcomes, not_mastered
from app.domain.representation import ccps_left
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import jury_deliberated, jury_is_at_work
from app.domain.session import ExamSession
from app.domain.voting import verdict


def _decided(session: ExamSession) -> Iterator[tuple[Candidate, Outcome]]:
    for candidate in session.candidates:
        outcome = session.outcome(candidate)
        if outcome is not None and outcome.is_decided:
            yield candidate, outcome


def _deliberated(session: ExamSession) -> Iterator[Candidate]:
    """Everybody but those on whom the jury does not deliberate: nothing is asked of what it had begun on them."""
    return (candidate for candidate in session.candidates if candidate.id not in session.undeliberated)


def jury_takes_every_position(session: ExamSession) -> Iterator[Finding]:
    """Rule 22: each compétence has a position typed by the jury, never deduced."""
    for candidate, _outcome in _decided(session):
        for unit in session.units_for(candidate):
            if session.position(candidate.id, unit.id) is None:
                yield Finding(
                    f"{candidate.name} : le jury n’a pas pris position sur « {unit.label} ».",
                    Place.DELIBERATION,
                    candidate.id,
                )


def refusals_are_motivated(session: ExamSession) -> Iterator[Finding]:
    """Rule 23: « non maîtrisée » has a motive that cites a critère of the compétence."""
    scores_forbidden = session.is_title_of_ministry
    for candidate in _deliberated(session):
        for unit in session.units_for(candidate):
            position = session.position(candidate.id, unit.id)
            if position is None or position.mastered:
                continue
            fault = motive_fault(position.motive, position.cited, unit, scores_forbidden=scores_forbidden)
            if fault:
                yield Finding(
                    f"{candidate.name}, « {unit.label} » : le motif {fault.value}.", Place.DELIBERATION, candidate.id
                )


def divergences_are_settled(session: ExamSession) -> Iterator[Finding]:
    """Rule 25: each compétence on which locked grids differ has an agreed position."""
    for candidate in _deliberated(session):
        if not candidate.is_present:
            continue
        for unit in review(session, candidate).units:
            if unit.diverges and unit.position is None:
                yield Finding(
                    f"{candidate.name} : les jurés divergent sur « {unit.unit.label} », une position commune manque.",
                    Place.DELIBERATION,
                    candidate.id,
                    awaits=jury_is_at_work(session),
                )


def decisions_are_confirmed(session: ExamSession) -> Iterator[Finding]:
    """Rule 26: one decision per candidate, confirmed by each juror who deliberated on it."""
    for candidate, _outcome in _decided(session):
        for juror in awaited(session, candidate):
            yield Finding(
                f"{candidate.name} : la décision n’est pas confirmée par {juror.short_name}.",
                Place.CLOSING,
                candidate.id,
                juror.id,
                awaits=jury_is_at_work(session),
            )


def votes_are_carried(session: ExamSession) -> Iterator[Finding]:
    """Rule 26, where a certification has votes: each juror present voted, and the vote carries the decision."""
    for candidate in _deliberated(session):
        vote = verdict(session, candidate)
        if vote is None or vote.carried:
            continue
        if vote.carried is None:
            names = ", ".join(juror.short_name for juror in vote.waiting)
            sentence = f"{candidate.name} : le vote sur la décision attend {names}."
        else:
            sentence = f"{candidate.name} : {vote.sentence}. Le jury prend une autre décision, ou vote de nouveau."
        yield Finding(sentence, Place.DELIBERATION, candidate.id)


def _rule_26(session: ExamSession) -> Iterator[Finding]:
    yield from decisions_are_confirmed(session)
    yield from votes_are_carried(session)


def title_governs_ccps(session: ExamSession) -> Iterator[Finding]:
    """Rule 27: a title won leaves no CCP refused; a title refused leaves no CCP undecided."""
    if session.type.kind is not SessionKind.TITLE:
        return
    word = session.framework.vocabulary.bloc
    for candidate, outcome in _decided(session):
        for bloc in session.framework.blocs:
            status = session.bloc_status(candidate, bloc.id)
            if outcome is Outcome.PASSED and status is BlocStatus.LOST:
                sentence = f"{candidate.name} : réussite prononcée alors que le {word} {bloc.number} est refusé."
            elif outcome is not Outcome.PASSED and status is BlocStatus.OPEN:
                sentence = f"{candidate.name} : le titre est refusé, le jury doit décider du {word} {bloc.number}."
            else:
                continue
            yield Finding(sentence, Place.DELIBERATION, candidate.id)


def outcome_fits_ccps(session: ExamSession) -> Iterator[Finding]:
    """Rule 28: partial success wins at least one CCP, failure none; the outcome is one this session can give."""
    for candidate, outcome in _decided(session):
        won = any(session.bloc_status(candidate, bloc.id) is BlocStatus.WON for bloc in session.framework.blocs)
        if outcome not in lawful_outcomes(session, candidate):
            sentence = f"{candidate.name} : cette décision n’existe pas pour cette session."
        elif outcome is Outcome.PARTIAL and not won:
            sentence = f"{candidate.name} : réussite partielle sans aucun {session.framework.vocabulary.bloc} obtenu."
        elif outcome is Outcome.FAILED and won:
            sentence = f"{candidate.name} : échec prononcé alors qu’un {session.framework.vocabulary.bloc} est obtenu."
        else:
            continue
        yield Finding(sentence, Place.DELIBERATION, candidate.id)


def absences_win_nothing(session: ExamSession) -> Iterator[Finding]:
    """Rule 28, absence: nothing is awarded to somebody who did not sit."""
    for candidate in session.candidates:
        if candidate.is_absent and any(award.candidate_id == candidate.id for award in session.awards):
            yield Finding(
                f"{candidate.name} est absent : aucune décision ne peut porter sur ses blocs.",
                Place.DELIBERATION,
                candidate.id,
            )


def awards_stay_at_stake(session: ExamSession) -> Iterator[Finding]:
    """Rule 28: only a CCP or bloc that the session targets is decided."""
    for award in session.awards:
        candidate = session.candidate(award.candidate_id)
        if candidate.id not in session.undeliberated and award.bloc_id not in session.type.target_blocs:
            yield Finding(
                f"{candidate.name} : « {award.bloc_id} » n’est pas à décider dans cette session.",
                Place.DELIBERATION,
                candidate.id,
            )


def awards_rest_on_positions(session: ExamSession) -> Iterator[Finding]:
    """Rule 28: who left before a compétence was assessed cannot be awarded its CCP or bloc."""
    word = session.framework.vocabulary.bloc
    for candidate, _outcome in _decided(session):
        for unit in session.units_not_assessed(candidate):
            if session.bloc_status(candidate, unit.bloc_id) is BlocStatus.WON:
                number = session.framework.bloc(unit.bloc_id).number
                yield Finding(
                    f"{candidate.name} : le {word} {number} ne peut pas être obtenu, « {unit.label} » n’a pas été "
                    "évalué avant le départ.",
                    Place.DELIBERATION,
                    candidate.id,
                )


def _rule_28(session: ExamSession) -> Iterator[Finding]:
    yield from outcome_fits_ccps(session)
    yield from absences_win_nothing(session)
    yield from awards_stay_at_stake(session)
    yield from awards_rest_on_positions(session)


def refused_with_everything_won(session: ExamSession) -> Iterator[Finding]:
    """Rule 29: a title refused with every CCP won or held says what the entretien final lacked."""
    word = session.framework.vocabulary.bloc
    for candidate, outcome in _decided(session):
        if outcome not in (Outcome.PARTIAL, Outcome.FAILED) or ccps_left(session, candidate):
            continue
        decision = session.decision(candidate.id)
        if decision is None or len(decision.motive.strip()) < MOTIVE_MINIMUM:
            yield Finding(
                f"{candidate.name} : chaque {word} est obtenu et le titre est refusé. Le motif doit dire ce qui a "
                "manqué à l’entretien final.",
                Place.DELIBERATION,
                candidate.id,
                severity=Severity.TO_JUSTIFY,
            )


def awarded_despite_positions(session: ExamSession) -> Iterator[Finding]:
    """Rule 29, the other way round: a title or bloc awarded while a compétence is not mastered says why.

    A certification's own rule may weigh compétences against each other: rule 49 then says what is to explain.
    """
    for candidate, outcome in _decided(session):
        decision, refused = session.decision(candidate.id), not_mastered(session, candidate)
        despite = despite_words(session, refused, outcome)
        if decision is None or not despite or bloc_proposals(session, candidate):
            continue
        if len(decision.motive.strip()) < MOTIVE_MINIMUM:
            labels = ", ".join(f"« {unit.label} »" for unit in refused)
            yield Finding(
                f"{candidate.name} : {despite} ({labels}).",
                Place.DELIBERATION,
                candidate.id,
                severity=Severity.TO_JUSTIFY,
            )


def _rule_29(session: ExamSession) -> Iterator[Finding]:
    yield from refused_with_everything_won(session)
    yield from awarded_despite_positions(session)


# What a decision lacks is written in the decision itself, be it only the motive of rule 29: no reason stands for it.
RULES = tuple(
    Rule(number, sentence, source, "", check, jury_deliberated, takes_reason=False)
    for number, sentence, source, check in (
        (22, "Chaque position est prise par le jury, jamais déduite", Source.TOOL, jury_takes_every_position),
        (23, "Chaque « non maîtrisée » a un motif qui cite un critère", Source.TOOL, refusals_are_motivated),
        (25, "Chaque divergence a reçu une position commune", Source.TOOL, divergences_are_settled),
        (26, "Chaque décision est confirmée par chaque juré", Source.TOOL, _rule_26),
        (27, "Le titre refusé ouvre les CCP, le titre obtenu les emporte", Source.LAW, title_governs_ccps),
        (28, "La décision s’accorde avec les CCP obtenus", Source.LAW, _rule_28),
        (29, "La décision qui s’écarte des positions ou des CCP est motivée", Source.TOOL, _rule_29),
    )
)
