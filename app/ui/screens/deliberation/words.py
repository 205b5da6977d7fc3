"""The words of Délibération: outcomes in the certification's vocabulary, evidence, access path."""

from datetime import date

from app.domain.candidate import Candidate
from app.domain.decision import BlocStatus, Outcome
from app.domain.framework.model import Framework
from app.domain.session import ExamSession
from app.ui.screens.deliberation.state import VocabularyShown


def vocabulary_of(framework: Framework) -> VocabularyShown:
    """The certification's own words."""
    words = framework.vocabulary
    return VocabularyShown(words.mastered, words.not_mastered, words.won, words.lost)


def outcome_words(framework: Framework, outcome: Outcome) -> str:
    """« Réussite partielle », « CCP obtenu », « Bloc non acquis »."""
    words = framework.vocabulary
    bloc = words.bloc[:1].upper() + words.bloc[1:]
    return {
        Outcome.PASSED: "Réussite",
        Outcome.PARTIAL: "Réussite partielle",
        Outcome.FAILED: "Échec",
        Outcome.BLOC_WON: f"{bloc} {words.won}",
        Outcome.BLOC_LOST: f"{bloc} {words.lost}",
        Outcome.ABSENT: "Absence",
        Outcome.NOT_DELIBERATED: "Non délibéré : quorum non atteint",
    }[outcome]


def route_words(session: ExamSession, candidate: Candidate) -> str:
    """« Voie : formation · session titre »."""
    return f"Voie : {candidate.access_path.label} · {session.type.label}"


def bloc_words(session: ExamSession, bloc_id: str) -> str:
    """« CCP 1 »."""
    bloc = next(bloc for bloc in session.framework.blocs if bloc.id == bloc_id)
    return f"{session.framework.vocabulary.bloc} {bloc.number}"


def status_words(session: ExamSession, candidate: Candidate, bloc_id: str) -> str:
    """What became of one CCP, « déjà acquis le 02/06/2025 » included."""
    words = session.framework.vocabulary
    status = session.bloc_status(candidate, bloc_id)
    prior = candidate.prior(bloc_id)
    if prior is not None:
        return held_words(prior.obtained_on)
    return {BlocStatus.WON: words.won, BlocStatus.LOST: words.lost}.get(status, status.value)


def held_words(obtained_on: date | None) -> str:
    """« déjà acquis le 02/06/2025 »."""
    return f"déjà acquis le {obtained_on:%d/%m/%Y}" if obtained_on else "déjà acquis"


def several(count: int, one: str, many: str) -> str:
    """« 1 divergence », « 2 divergences »."""
    return f"{count} {one if count < 2 else many}"
