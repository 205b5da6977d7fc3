"""Builds the page of one candidate from the session on disk and what is being prepared; it decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.candidate import Candidate
from app.domain.counting import counted
from app.domain.decision import AwardValue, Outcome
from app.domain.deliberation import CriterionLine, QuotedFact, Review, UnitReview, review
from app.domain.evidence import evidence_of
from app.domain.fact_writing import shown as written
from app.domain.grading import FactKind
from app.domain.interview import questions_put
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.ui.screens.deliberation.state import (
    Appreciation,
    AwardShown,
    CandidateEntry,
    CitedChoice,
    Comparison,
    ConfirmationShown,
    CriterionShown,
    DecisionShown,
    EvidenceShown,
    JurorGrids,
    MarkShown,
    MotiveEditor,
    Notice,
    OpenPage,
    OutcomeShown,
    OwedGrid,
    SealedPage,
    Standing,
    Treatment,
    UnitShown,
)
from app.ui.screens.deliberation.words import (
    bloc_words,
    held_words,
    outcome_words,
    route_words,
    several,
    status_words,
    vocabulary_of,
)

_ALL_WON_HINT = "Tout est obtenu sauf le titre : dites ce qui manque à l’entretien final."

BEHIND_DOORS = Notice(
    "Le jury délibère hors de toute autre présence",
    "Rien de la délibération ne s’affiche pour le responsable de session. Laissez le poste au jury : un juré s’y "
    "installe avec son code.",
    act="Laisser le poste au jury",
)
NOBODY = Notice(
    "Personne à délibérer pour l’instant",
    "Un candidat apparaît ici dès qu’il est inscrit et n’est pas constaté absent.",
    "users",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a person prepares on the page and is not on disk yet."""

    outcome: Outcome | None = None
    awards: Mapping[str, AwardValue] = field(default_factory=dict)
    editing: str | None = None
    motive_fault: str = ""
    decision_fault: str = ""
    opened: frozenset[str] = frozenset()
    all_shown: bool = False


def entries_of(session: ExamSession) -> tuple[CandidateEntry, ...]:
    """Everybody whom the jury deliberates on: absence is observed, not decided."""
    return tuple(
        CandidateEntry(candidate.id, candidate.name, _standing(session, candidate))
        for candidate in session.candidates
        if not candidate.is_absent
    )


def page_of(session: ExamSession, candidate: Candidate, actor: Actor, draft: Draft) -> Notice | SealedPage | OpenPage:
    """One candidate's page as this juror may see it."""
    jurors = session.jurors_for(candidate)
    if actor.person_id not in {juror.id for juror in jurors}:
        heard = actor.person_id in {juror.id for juror in session.panel(candidate.panel)}
        why = (
            f"{actor.label} s’est déporté pour {candidate.name}."
            if heard
            else f"{candidate.name} passe devant le jury {candidate.panel}."
        )
        return Notice(
            "Vous ne délibérez pas sur ce candidat",
            f"{why} Un autre membre du jury s’installe au poste.",
            act="Changer de personne",
        )
    if not session.all_locked(candidate):
        return _sealed_page(session, candidate, actor)
    return _open_page(session, candidate, draft)


def comparison_of(session: ExamSession, actor: Actor) -> Comparison:
    """The positions on every open candidate that this juror deliberates on, compétence by compétence."""
    candidates = [
        candidate
        for candidate in session.candidates
        if session.all_locked(candidate) and actor.person_id in {juror.id for juror in session.jurors_for(candidate)}
    ]
    labels = {unit.id: unit.label for candidate in candidates for unit in session.units_for(candidate)}
    rows = []
    for unit_id, label in labels.items():
        taken = [session.position(candidate.id, unit_id) for candidate in candidates]
        rows.append(Treatment(label, tuple(position.mastered if position else None for position in taken)))
    return Comparison(
        candidates=tuple(candidate.name for candidate in candidates),
        rows=tuple(rows),
        outcomes=tuple(_outcome_and_questions(session, candidate) for candidate in candidates),
        words=vocabulary_of(session.framework),
    )


def _outcome_and_questions(session: ExamSession, candidate: Candidate) -> str:
    """The decision, and how many questions of the guide the candidate was asked when the jury noted any."""
    outcome = session.outcome(candidate)
    words = outcome_words(session.framework, outcome) if outcome else "à décider"
    count = sum(len(put.texts) for put in questions_put(session, candidate))
    return f"{words}\n{counted(count, 'question posée')}" if count else words


def _standing(session: ExamSession, candidate: Candidate) -> Standing:
    if not session.all_locked(candidate):
        return Standing.SEALED
    if session.decision(candidate.id) is None:
        return Standing.TO_DECIDE
    expected = {juror.id for juror in session.present_for(candidate)}
    return Standing.DECIDED if expected <= session.confirmed_by(candidate.id) else Standing.TO_CONFIRM


def _sealed_page(session: ExamSession, candidate: Candidate, actor: Actor) -> SealedPage:
    held = list(session.grids_of(candidate))
    seen = review(session, candidate)
    sentence = (
        f"{several(seen.locked_grids, 'grille verrouillée', 'grilles verrouillées')} sur {seen.expected_grids} : "
        "les contenus s’ouvrent ensemble quand toutes le sont."
    )
    if not candidate.is_present:
        sentence = f"{sentence} La présence de ce candidat n’est pas encore constatée."
    jurors = []
    for juror in session.jurors_for(candidate):
        own = [(part, grid) for writer, part, grid in held if writer.id == juror.id]
        owed = [part.id for part, grid in own if not grid.is_locked]
        jurors.append(
            JurorGrids(
                juror.name,
                tuple(OwedGrid(part.label, grid.is_locked) for part, grid in own),
                owed[0] if owed and juror.id == actor.person_id and candidate.is_present else None,
            )
        )
    return SealedPage(sentence, tuple(jurors))


def _open_page(session: ExamSession, candidate: Candidate, draft: Draft) -> OpenPage:
    seen = review(session, candidate)
    quorum = session.framework.jury.quorum
    divergences = several(seen.divergences, "divergence à examiner", "divergences à examiner")
    return OpenPage(
        heading=divergences if seen.divergences else "Aucune divergence entre les jurés",
        unsettled=sum(unit.diverges and unit.position is None for unit in seen.units),
        warning="" if len(seen.jurors) >= quorum else f"quorum non atteint : {len(seen.jurors)} juré sur {quorum}",
        jurors=tuple(juror.short_name for juror in seen.jurors),
        words=vocabulary_of(session.framework),
        units=tuple(_unit(session, seen, unit, draft) for unit in seen.units),
        all_shown=draft.all_shown,
        evidence=tuple(
            EvidenceShown(piece.item.label, piece.state, piece.is_there) for piece in evidence_of(session, candidate)
        ),
        appreciations=tuple(Appreciation(juror.short_name, part, text) for juror, part, text in seen.appreciations),
        decision=_decision(session, seen, draft),
        frozen=f"Session close le {session.closing.at:%d/%m/%Y à %H:%M} : plus rien ne change."
        if session.closing
        else "",
    )


def _unit(session: ExamSession, seen: Review, unit: UnitReview, draft: Draft) -> UnitShown:
    position = unit.position
    cited = position.cited if position else ()
    return UnitShown(
        unit_id=unit.unit.id,
        label=unit.unit.label,
        bloc=bloc_words(session, unit.unit.bloc_id),
        diverges=unit.diverges,
        summary=_summary(unit),
        criteria=tuple(_criterion(seen, line) for line in unit.lines),
        expanded=unit.diverges or draft.all_shown or unit.unit.id in draft.opened,
        position=position.mastered if position else None,
        proposal="proposé : tous les critères sont atteints" if unit.proposed_mastered and position is None else "",
        motive=_motive(unit) if position and not position.mastered else "",
        editor=_editor(unit, cited, draft) if draft.editing == unit.unit.id else None,
    )


def _summary(unit: UnitReview) -> str:
    if unit.diverges:
        return ""
    if not unit.lines:
        return "sans critère"
    unmet = len(unit.unmet)
    return "unanime" if not unmet else f"unanime · {several(unmet, 'critère non atteint', 'critères non atteints')}"


def _motive(unit: UnitReview) -> str:
    position = unit.position
    if position is None:
        return ""
    labels = [f"« {criterion.label} »" for criterion in unit.unit.criteria if criterion.id in position.cited]
    named = f" ({', '.join(labels)})" if labels else ""
    return f"Motif : {position.motive}{named}"


def _editor(unit: UnitReview, cited: tuple[str, ...], draft: Draft) -> MotiveEditor:
    unmet = [criterion.id for criterion in unit.unmet]
    choices = [CitedChoice(c.id, c.label, unmet=c.id in unmet) for c in unit.unit.criteria]
    return MotiveEditor(
        choices=tuple(sorted(choices, key=lambda choice: not choice.unmet)),
        cited=cited,
        motive=unit.position.motive if unit.position else "",
        fault=draft.motive_fault,
    )


def _criterion(seen: Review, line: CriterionLine) -> CriterionShown:
    marks = [
        MarkShown(juror.short_name, mark.value if mark else None, mark.word if mark else "")
        for juror, mark in zip(seen.jurors, line.marks, strict=True)
    ]
    told = [_fact_words(fact) for fact in line.facts if fact.kind is not FactKind.JUDGEMENT]
    told += [
        f"« {mark.word} » {juror.initials}"
        for juror, mark in zip(seen.jurors, line.marks, strict=True)
        if mark and mark.value.is_not_observed and mark.word
    ]
    judged = tuple(_fact_words(fact) for fact in line.facts if fact.kind is FactKind.JUDGEMENT)
    label, part = line.criterion.label, line.part_short
    return CriterionShown(label, part, tuple(marks), tuple(told), line.diverges, judged)


def _fact_words(fact: QuotedFact) -> str:
    return f"{written(fact.kind, fact.text)} · {fact.juror.initials} {fact.at:%H:%M}"


def _decision(session: ExamSession, seen: Review, draft: Draft) -> DecisionShown:
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
    confirmed = session.confirmed_by(candidate.id)
    return DecisionShown(
        route=route_words(session, candidate),
        outcomes=tuple(_outcome(session, seen, each, outcome) for each in seen.outcomes),
        chosen=chosen,
        awards=awards,
        motive=recorded.motive if recorded else "",
        wants_motive=chosen in (Outcome.PARTIAL, Outcome.FAILED, Outcome.BLOC_LOST)
        or bool(recorded and recorded.motive),
        motive_hint=_ALL_WON_HINT if chosen is Outcome.PARTIAL and all_won else "",
        is_draft=changed,
        refusal=_refusal(session, seen, awards),
        fault=draft.decision_fault,
        confirmations=tuple(
            ConfirmationShown(juror.id, juror.short_name, juror.id in confirmed) for juror in seen.jurors
        )
        if recorded
        else (),
        warning="Changer une position ou la décision annule les confirmations déjà données." if confirmed else "",
    )


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
    open_units = sum(unit.position is None for unit in seen.units)
    if open_units:
        return f"Il reste {several(open_units, 'position', 'positions')} à prendre."
    if any(award.value is None and not award.settled for award in awards):
        return f"Dites ce que devient chaque {session.framework.vocabulary.bloc}."
    return ""
