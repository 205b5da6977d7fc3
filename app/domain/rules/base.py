"""The shape of a rule: a number, a sentence, a source, and a check over one frozen session."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.domain.jury_room import Derogation
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
    DOCUMENTS = "documents"
    CHECKS = "checks"


class Standing(Enum):
    """Where a rule stands in one session; what cannot be judged yet is never called met."""

    BLOCKING = Severity.BLOCKING.value
    TO_JUSTIFY = Severity.TO_JUSTIFY.value
    NOT_YET = "pas encore"
    DEROGATED = "dérogation"
    JUSTIFIED = "raison écrite"
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
        awaits: Whether it goes by itself as the session goes on: nobody has anything to settle now, and the closing
            waits for it all the same.
        derogable: Whether a named derogation passes over it although it blocks, where its rule allows one.
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
    awaits: bool = False
    derogable: bool = False


Check = Callable[[ExamSession], Iterable[Finding]]
Moment = Callable[[ExamSession], bool]


def from_the_start(session: ExamSession) -> bool:  # noqa: ARG001 - the shape of every moment
    """The moment of a rule that can be judged as soon as the session exists."""
    return True


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the trade, numbered as in the documentation, with the check that looks for breaches.

    Attributes:
        number: Its number in the documentation.
        sentence: What it asks for.
        source: Where it comes from.
        reference: The text that says it, empty when the source is enough.
        check: What looks for breaches.
        moment: Whether the session has come to the point where finding no breach means that the rule is met.
        derogation: What of it a named authority may grant although it blocks, in words; empty: never anything.
        takes_reason: Whether a breach that asks for a reason is settled by writing it here; false where the reason has
            a place of its own.
    """

    number: int
    sentence: str
    source: Source
    reference: str
    check: Check
    moment: Moment = from_the_start
    derogation: str = ""
    takes_reason: bool = True

    def is_passable(self, finding: Finding) -> bool:
        """Whether somebody may let this breach stand: by derogation when it blocks, else by a written reason."""
        if finding.awaits:
            return False
        if finding.severity is Severity.BLOCKING:
            return finding.derogable and bool(self.derogation)
        return self.takes_reason

    @property
    def origin(self) -> str:
        """« Règle 4 · textes officiels · arrêté du 22 décembre 2015 »."""
        parts = [f"Règle {self.number}", self.source.value, self.reference]
        return " · ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A breach that somebody let stand, and by whose authority."""

    finding: Finding
    derogation: Derogation

    @property
    def standing(self) -> Standing:
        """A derogation when the breach blocked, else a reason written down."""
        return Standing.DEROGATED if self.finding.severity is Severity.BLOCKING else Standing.JUSTIFIED

    @property
    def words(self) -> str:
        """« dérogation accordée par Mme Rivoire le 14/12/2026 : acte de naissance attendu »."""
        said = "dérogation accordée" if self.standing is Standing.DEROGATED else "raison écrite"
        granted = self.derogation
        return f"{said} par {granted.granted_by} le {granted.at:%d/%m/%Y} : {granted.reason}"


@dataclass(frozen=True, slots=True)
class RuleState:
    """A rule, what it found in one session, and whether the session has come to the moment of judging it.

    `findings` are those that still stand in the way; `passed` those that a derogation or a written reason lets stand.
    """

    rule: Rule
    findings: tuple[Finding, ...]
    is_due: bool = True
    passed: tuple[PassedOver, ...] = ()

    @property
    def severity(self) -> Severity | None:
        """The gravest finding, awaited ones included, None without any: what the closing looks at."""
        return _gravest(self.findings)

    @property
    def standing(self) -> Standing:
        """Where the rule stands: its gravest finding to settle now, else what it waits for, passed over, or met."""
        gravest = _gravest(finding for finding in self.findings if not finding.awaits)
        if gravest is not None:
            return Standing(gravest.value)
        if self.findings or not self.is_due:
            return Standing.NOT_YET
        standings = {each.standing for each in self.passed}
        return Standing.DEROGATED if Standing.DEROGATED in standings else next(iter(standings), Standing.MET)


def _gravest(findings: Iterable[Finding]) -> Severity | None:
    severities = {finding.severity for finding in findings}
    return Severity.BLOCKING if Severity.BLOCKING in severities else next(iter(severities), None)
