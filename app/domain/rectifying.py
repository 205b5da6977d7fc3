"""Corrections after the closing (rule 40): who answers for one, what else it leaves to correct (rules 27, 28)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.decision import BlocStatus, Outcome
from app.domain.framework.model import Framework, Vocabulary
from app.domain.frozen_session import Rectification
from app.domain.identity import fold
from app.domain.meeting import deliberated_on, signatories
from app.domain.outcomes import blocs_at_stake
from app.domain.people import MANAGER, Person
from app.domain.session import ExamSession

DECISION = "Décision"
"""How the jury's decision is called where a correction names what it changes."""

_NOT_WON = (BlocStatus.LOST, BlocStatus.NOT_SAT, BlocStatus.NOT_DELIBERATED, BlocStatus.OPEN)
_AGAINST = {
    Outcome.PASSED: _NOT_WON,
    Outcome.BLOC_WON: _NOT_WON,
    Outcome.FAILED: (BlocStatus.WON,),
    Outcome.BLOC_LOST: (BlocStatus.WON,),
    Outcome.ABSENT: (BlocStatus.WON, BlocStatus.LOST),
    Outcome.NOT_DELIBERATED: (BlocStatus.WON, BlocStatus.LOST),
}
"""What no CCP or bloc may stand at beside each decision (rules 27 and 28)."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How one candidate's decision and blocs at stake stand; None where words that somebody typed are not understood.

    Attributes:
        candidate_id: Whose.
        decision: The jury's decision, or what was observed instead.
        blocs: Each bloc at stake, under the name that the papers give it.
        vocabulary: The certification's words.
    """

    candidate_id: int
    decision: Outcome | None
    blocs: tuple[tuple[str, BlocStatus | None], ...]
    vocabulary: Vocabulary

    def is_of_the_whole_jury(self, subject: str) -> bool:
        """Whether this is the decision or one of the blocs at stake: every juror who deliberated agrees to a change."""
        return any(same_subject(subject, name) for name in (DECISION, *(name for name, _status in self.blocs)))

    def corrected(self, subject: str, after: str) -> "Standing":
        """How it stands once this subject has this value."""
        if same_subject(subject, DECISION):
            known = {fold(words): outcome for words, outcome in _outcomes_by_words(self.vocabulary).items()}
            return replace(self, decision=known.get(fold(after)))
        return replace(
            self,
            blocs=tuple(
                (name, self._status_called(after) if same_subject(subject, name) else status)
                for name, status in self.blocs
            ),
        )

    def left_to_correct(self, subject: str) -> tuple[str, ...]:
        """What stands against this subject as it is now, by name; nothing where the two go together."""
        if not self.is_of_the_whole_jury(subject):
            return ()
        against = tuple(self._blocs_against_the_decision())
        return (DECISION,) if any(same_subject(subject, name) for name in against) else against

    def _blocs_against_the_decision(self) -> Iterator[str]:
        if self.decision is Outcome.PARTIAL:
            none_won = not any(status in (BlocStatus.WON, None) for _name, status in self.blocs)
            yield from (name for name, _status in self.blocs if none_won)
        elif self.decision is not None:
            yield from (name for name, status in self.blocs if status in _AGAINST[self.decision])

    def _status_called(self, words: str) -> BlocStatus | None:
        called = {
            fold(self.vocabulary.won): BlocStatus.WON,
            fold(self.vocabulary.lost): BlocStatus.LOST,
            fold(BlocStatus.NOT_SAT.value): BlocStatus.NOT_SAT,
        }
        return called.get(fold(words))


def standing_of(session: ExamSession, candidate_id: int) -> Standing:
    """How one candidate's decision and blocs stand, every correction recorded so far included.

    Raises:
        KeyError: no candidate has this id.
    """
    candidate, framework = session.candidate(candidate_id), session.framework
    standing = Standing(
        candidate_id,
        session.outcome(candidate),
        tuple(
            (bloc_called(framework, bloc_id), session.bloc_status(candidate, bloc_id))
            for bloc_id in blocs_at_stake(session, candidate)
        ),
        framework.vocabulary,
    )
    for each in corrections_of(session, candidate_id):
        standing = standing.corrected(each.subject, each.after)
    return standing


def answering(session: ExamSession, candidate_id: int | None) -> tuple[Person, ...]:
    """The jurors who may agree to a correction and sign it: those who deliberated on whom it is about.

    About the whole session, or a candidate on whom nobody deliberated, those who sign the procès-verbal.
    """
    if candidate_id is not None:
        candidate = session.candidate(candidate_id)
        if not candidate.is_absent and candidate_id not in session.undeliberated:
            return deliberated_on(session, candidate) or signatories(session)
    return signatories(session)


def corrections_of(session: ExamSession, candidate_id: int) -> tuple[Rectification, ...]:
    """The corrections about one candidate, first one first."""
    return tuple(each for each in session.rectifications if each.candidate_id == candidate_id)


def author_words(session: ExamSession, correction: Rectification) -> str:
    """Who wrote a correction, by name: « Claire Martin, responsable de session », « Anne Durand »."""
    manager = session.sheet.manager
    if correction.author != MANAGER.label or not manager:
        return correction.author
    return f"{manager}, {MANAGER.label}"


def change_words(correction: Rectification) -> str:
    """« Décision, « Échec » devient « Réussite » »."""
    return f"{correction.subject}, « {correction.before} » devient « {correction.after} »"


def bloc_called(framework: Framework, bloc_id: str) -> str:
    """« CCP 1 »."""
    return f"{framework.vocabulary.bloc} {framework.bloc(bloc_id).number}"


def same_subject(subject: str, other: str) -> bool:
    """Whether two corrections are about the same thing, be it typed without its capital or its accents."""
    return fold(subject) == fold(other)


def _outcomes_by_words(vocabulary: Vocabulary) -> dict[str, Outcome]:
    return {
        "Réussite": Outcome.PASSED,
        "Réussite partielle": Outcome.PARTIAL,
        "Échec": Outcome.FAILED,
        f"{vocabulary.bloc} {vocabulary.won}": Outcome.BLOC_WON,
        f"{vocabulary.bloc} {vocabulary.lost}": Outcome.BLOC_LOST,
        "Absence": Outcome.ABSENT,
    }
