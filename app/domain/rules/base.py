"""The shape of a rule: a number, a sentence, a source, and a check over one frozen session."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.domain.session import ExamSession

COPIES = "copies"
"""The field of a finding that the list of copies mends, and of whatever else leads to that list."""


class Severity(Enum):
    """What an unmet rule does: block the closing, or ask for a written reason."""

    BLOCKING = "bloquante"
    TO_JUSTIFY = "à régler"


class Place(Enum):
    """The screen that mends a finding."""

    PREPARATION = "preparation"
    DAY = "day"
    GRADING = "grading"
    DELIBERATION = "deliberation"
    CLOSING = "closing"


class Standing(Enum):
    """Where a rule stands in one session; what cannot be judged yet is never called met."""

    BLOCKING = Severity.BLOCKING.value
    TO_JUSTIFY = Severity.TO_JUSTIFY.value
    NOT_YET = "pas encore"
    MET = "respectée"


class Source(Enum):
    """Where a rule comes from; a source that was not read in force is shown as « à vérifier »."""

    LAW = "textes officiels"
    TO_CHECK = "règlement de 2008, à vérifier"
    SECONDARY = "source secondaire, à vérifier"
    TOOL = "choix de l’outil"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place where a rule is not met: a French sentence that says what to do, and the screen that mends it.

    Attributes:
        sentence: What lacks and how to mend it.
        place: The screen that mends it.
        candidate_id: The candidate it is about, when there is one.
        person_id: The member of the jury or other person it is about, when there is one.
        severity: Whether it keeps the session from closing.
        due: The last day by which it must be mended, included; None when no day is set.
        field: The field of the form that mends it, by its name in `SessionSheet`, `Centre`, `PersonDraft` or
            `CandidateDraft`, `planning` for the planning, `lapse` for the question about lost time, or `copies` for
            the list of copies; empty when the screen itself is enough.
        part_id: The part that it is about, when the grid of that part mends it.
        of_copy: The same in the words of the anonymous copy, for a juror to whom the part has no name yet (rule 14).
    """

    sentence: str
    place: Place
    candidate_id: int | None = None
    person_id: int | None = None
    severity: Severity = Severity.BLOCKING
    due: date | None = None
    field: str = ""
    part_id: str | None = None
    of_copy: str = ""


Check = Callable[[ExamSession], Iterable[Finding]]
Moment = Callable[[ExamSession], bool]


def from_the_start(session: ExamSession) -> bool:  # noqa: ARG001 - the shape of every moment
    """The moment of a rule that can be judged as soon as the session exists."""
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the trade, numbered as in the documentation, with the check that looks for breaches.

    `moment` tells whether the session has come to the point where finding no breach means that the rule is met.
    """

    number: int
    sentence: str
    source: Source
    reference: str
    check: Check
    moment: Moment = from_the_start

    @property
    def origin(self) -> str:
        """« Règle 4 · textes officiels · arrêté du 22 décembre 2015 »."""
        parts = [f"Règle {self.number}", self.source.value, self.reference]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule, what it found in one session, and whether the session has come to the moment of judging it."""

    rule: Rule
    findings: tuple[Finding, ...]
    is_due: bool = True

    @property
    def severity(self) -> Severity | None:
        """The gravest finding, None when the rule is met."""
        severities = {finding.severity for finding in self.findings}
        if Severity.BLOCKING in severities:
            return Severity.BLOCKING
        return Severity.TO_JUSTIFY if severities else None

    @property
    def standing(self) -> Standing:
        """Where the rule stands: its gravest finding, else met, or not yet to be judged."""
        if self.severity is not None:
            return Standing(self.severity.value)
        return Standing.MET if self.is_due else Standing.NOT_YET
