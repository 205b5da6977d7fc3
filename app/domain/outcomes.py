"""What this session can decide of one candidate, by access path, kind of session and what was sat (rules 27 to 32).

What is not offered although the kind of session knows it is told with its reason.
"""

from collections.abc import Iterator, Sequence

from app.domain.candidate import Candidate
from app.domain.decision import Outcome
from app.domain.evidence import has_parent_title, unproved_ccps
from app.domain.framework.terms import SessionKind
from app.domain.grading import Unit
from app.domain.session import ExamSession

Barred = tuple[Outcome, str]
"""A decision that is not offered, and a French sentence that says why."""


def lawful_outcomes(session: ExamSession, candidate: Candidate) -> tuple[Outcome, ...]:
    """The outcomes this session can give this candidate; absence is observed, never chosen.

    None at all for whoever already holds everything that the session decides on (rule 31).
    """
    if candidate.is_absent:
        return (Outcome.ABSENT,)
    barred = {outcome for outcome, _reason in barred_outcomes(session, candidate)}
    return tuple(outcome for outcome in outcomes_of_the_session(session, candidate) if outcome not in barred)


def outcomes_of_the_session(session: ExamSession, candidate: Candidate) -> tuple[Outcome, ...]:
    """The outcomes that this kind of session knows for this candidate, favourable ones first."""
    kind = session.type.kind
    if kind is SessionKind.TITLE:
        return (Outcome.PASSED, Outcome.PARTIAL, Outcome.FAILED)
    if kind is SessionKind.CCS:
        return (Outcome.PASSED, Outcome.FAILED)
    if session.is_last_ccp(candidate):
        return (Outcome.PASSED, Outcome.BLOC_WON, Outcome.BLOC_LOST)
    return (Outcome.BLOC_WON, Outcome.BLOC_LOST)


def barred_outcomes(session: ExamSession, candidate: Candidate) -> tuple[Barred, ...]:
    """The outcomes of this kind of session that this candidate cannot be given, each with its first reason."""
    if candidate.is_absent:
        return ()
    known = outcomes_of_the_session(session, candidate)
    first: dict[Outcome, str] = {}
    for outcome, reason in _bars(session, candidate):
        if outcome in known:
            first.setdefault(outcome, reason)
    return tuple((outcome, first[outcome]) for outcome in known if outcome in first)


def blocs_at_stake(session: ExamSession, candidate: Candidate) -> tuple[str, ...]:
    """The CCPs or blocs that the session decides on for this candidate: never those held already (rule 31)."""
    return tuple(each for each in session.type.target_blocs if candidate.prior(each) is None)


def not_mastered(session: ExamSession, candidate: Candidate) -> tuple[Unit, ...]:
    """The compétences or blocs under decision that the jury does not find mastered."""
    positions = {unit: session.position(candidate.id, unit.id) for unit in session.units_for(candidate)}
    return tuple(unit for unit, position in positions.items() if position is not None and not position.mastered)


def despite_words(session: ExamSession, refused: Sequence[Unit], outcome: Outcome) -> str:
    """« 1 compétence n’est pas maîtrisée : dites pourquoi le titre est accordé », empty when nothing is to explain.

    Only an outcome that awards everything at once is explained.
    """
    words = session.framework.vocabulary
    if not refused or not outcome.awards_everything:
        return ""
    several = len(refused) > 1
    are = f"{words.skill}s ne sont pas {words.mastered}s" if several else f"{words.skill} n’est pas {words.mastered}"
    if outcome is Outcome.BLOC_WON:
        granted = f"le {words.bloc} est accordé"
    else:
        granted = "le titre est accordé" if session.is_title_of_ministry else "la certification est accordée"
    return f"{len(refused)} {are} : dites pourquoi {granted}"


def _bars(session: ExamSession, candidate: Candidate) -> Iterator[Barred]:
    yield from _nothing_left_to_win(session, candidate)
    yield from _not_sat(session, candidate)
    if session.type.kind is SessionKind.CCS and not has_parent_title(candidate):
        reason = "La date et la preuve du titre déjà détenu manquent : complétez-les dans la fiche du candidat."
        yield Outcome.PASSED, reason
    if session.is_last_ccp(candidate):
        yield from _title_after_the_last_ccp(session, candidate)


def _nothing_left_to_win(session: ExamSession, candidate: Candidate) -> Iterator[Barred]:
    if blocs_at_stake(session, candidate):
        return
    word = session.framework.vocabulary.bloc
    held = f"Chaque {word} de cette session est déjà acquis : il n’est ni évalué ni décidé de nouveau."
    if session.type.kind is SessionKind.TITLE:
        yield Outcome.PARTIAL, held  # the title itself is still decided, on the entretien final
        return
    for outcome in outcomes_of_the_session(session, candidate):
        yield outcome, held


def _not_sat(session: ExamSession, candidate: Candidate) -> Iterator[Barred]:
    """Who left for good: no whole without its last part (rule 17), no CCP of which a compétence was not seen."""
    missing = session.parts_not_sat(candidate)
    if missing:
        labels = ", ".join(f"« {part.label} »" for part in missing)
        yield Outcome.PASSED, f"Parti avant la fin, le candidat n’a pas passé {labels}."
    unseen = session.units_not_assessed(candidate)
    if not unseen:
        return
    word, skill = session.framework.vocabulary.bloc, session.framework.vocabulary.skill
    lacking = {unit.bloc_id for unit in unseen}
    labels = ", ".join(f"« {unit.label} »" for unit in unseen)
    yield Outcome.BLOC_WON, f"Une {skill} n’a pas été évaluée avant le départ : {labels}."
    if lacking >= set(blocs_at_stake(session, candidate)):
        yield Outcome.PARTIAL, f"Aucun {word} n’a été évalué en entier avant le départ."


def _title_after_the_last_ccp(session: ExamSession, candidate: Candidate) -> Iterator[Barred]:
    """The title needs the livret with each date, and the entretien final (rule 30)."""
    unproved = unproved_ccps(session, candidate)
    if unproved:
        word = session.framework.vocabulary.bloc
        named = ", ".join(f"{word} {bloc.number}" for bloc in unproved)
        yield (
            Outcome.PASSED,
            f"La date ou la preuve manque pour {named}, déjà acquis : complétez-les dans la fiche du candidat.",
        )
    final = session.final_interview(candidate)
    if final is None:
        yield Outcome.PASSED, "Le référentiel ne prévoit pas d’entretien final après le dernier CCP de cette session."
    elif not session.is_held(candidate, final):
        yield Outcome.PASSED, "L’entretien final n’est pas terminé : le titre se décide après lui."
