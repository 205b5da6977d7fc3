"""The rules as Clôture and Contrôles list them.

One line per breach, the gravest first and the most urgent of them before the others, then the rules that cannot be
judged yet, then those that are met.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.domain.meeting import behind_doors
from app.domain.people import Actor
from app.domain.rules.at_hand import is_at_hand
from app.domain.rules.base import Finding, PassedOver, Place, Rule, RuleState, Severity, Standing
from app.domain.rules.behind_doors import BEHIND_DOORS, deliberations_open_to, is_readable, readable
from app.domain.session import ExamSession
from app.ui.bench import ScreenName, Target


class LineState(Enum):
    """Where a rule stands in one line: its weight and its word."""

    BLOCKING = (0, Standing.BLOCKING.value)
    TO_JUSTIFY = (1, Standing.TO_JUSTIFY.value)
    NOT_YET = (2, Standing.NOT_YET.value)
    DEROGATED = (3, Standing.DEROGATED.value)
    JUSTIFIED = (4, Standing.JUSTIFIED.value)
    MET = (5, Standing.MET.value)

    @property
    def weight(self) -> int:
        """Order among states, the gravest first."""
        return self.value[0]

    @property
    def word(self) -> str:
        """What is said of it."""
        return self.value[1]


_ACTS = {
    Place.PREPARATION: "Aller à la préparation",
    Place.DAY: "Aller à la journée",
    Place.GRADING: "Aller à l’évaluation",
    Place.DELIBERATION: "Aller à la délibération",
    Place.CLOSING: "Aller à la clôture",
    Place.DOCUMENTS: "Aller aux documents",
    Place.CHECKS: "Aller aux contrôles",
}
_BY_MANAGER_ONLY = (Place.PREPARATION, Place.DOCUMENTS, Place.CHECKS)
_REOPEN = "Rouvrez les portes (H), puis le responsable de session complète."
_BY_MANAGER = "Le responsable de session complète."
_SEE = "Voir la préparation"


@dataclass(frozen=True, slots=True)
class RuleLine:
    """One breach of a rule, or a rule without any.

    Attributes:
        key: What tells the line from the others.
        number: The rule's number.
        state: Where it stands.
        rule: The rule's sentence.
        finding: What is wrong and how to mend it, empty without a breach.
        origin: The rule's source.
        act: Words of the button that leads to the place, empty when there is nothing to mend.
        target: The place.
        remedy: How to have it mended by somebody else, when the person at the desk cannot.
        due: The last day to mend it, included.
        is_late: Whether that day has passed.
        candidate_id: The candidate it is about, when there is one.
        is_own: Whether the person at the desk has it to settle now.
        blocks_closing: Whether the closing waits for it, what comes by itself included.
        pass_words: What the act that lets it stand is called, empty when nobody may.
        pass_limit: What of its rule a derogation may be about; empty where a written reason is enough.
        note: By whose authority it was let stand, when, and why.
    """

    key: str
    number: int
    state: LineState
    rule: str
    finding: str
    origin: str
    act: str = ""
    target: Target | None = None
    remedy: str = ""
    due: date | None = None
    is_late: bool = False
    candidate_id: int | None = None
    is_own: bool = False
    blocks_closing: bool = False
    pass_words: str = ""
    pass_limit: str = ""
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something is to settle now."""
        return self.state in (LineState.BLOCKING, LineState.TO_JUSTIFY)


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """How many rules are met, how many points are awaited, remain or were let stand, and how many are one's own."""

    met: int
    not_yet: int
    to_justify: int
    blocking: int
    passed: int = 0
    own: int = 0

    @property
    def open(self) -> int:
        """What remains to settle."""
        return self.to_justify + self.blocking


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads the rules, and when.

    Attributes:
        actor: The person at the desk.
        heard: The candidates of whom the deliberation may be read; one closed line stands for what is said of others.
        today: The day that tells what is late; nothing is when it is left out.
        behind_doors: Whether the jury sits behind closed doors: the responsable comes to the desk once they open.
        closed: Whether the jury closed the session: nothing moves any more but what belongs to the closing.
    """

    actor: Actor
    heard: frozenset[int]
    today: date | None = None
    behind_doors: bool = False
    closed: bool = False

    def state_of(self, finding: Finding) -> LineState:
        """Where one breach stands for this reading."""
        return LineState.NOT_YET if finding.awaits else LineState[finding.severity.name]

    def remedy_of(self, finding: Finding) -> tuple[str, Target | None, str]:
        """Words and place of the button that leads to the remedy, and what is said when somebody else mends it."""
        if self.closed and finding.place not in (Place.CLOSING, Place.DOCUMENTS):
            return "", None, ""
        if self.actor.is_manager or finding.place not in _BY_MANAGER_ONLY:
            return _ACTS[finding.place], _target_of(finding), ""
        if finding.place is Place.DOCUMENTS:
            return "", None, ""
        if self.behind_doors:
            return _ACTS[Place.DELIBERATION], Target(ScreenName.DELIBERATION), _REOPEN
        if finding.place is Place.CHECKS:
            return "", None, _BY_MANAGER
        return _SEE, _target_of(finding), _BY_MANAGER


def reader_of(session: ExamSession, actor: Actor, today: date | None = None) -> Reader:
    """Whoever reads the rules of a session now: Clôture and Contrôles read them alike."""
    closed = session.closing is not None
    return Reader(actor, deliberations_open_to(session, actor), today, behind_doors(session), closed)


def rule_lines(states: Sequence[RuleState], reader: Reader) -> tuple[RuleLine, ...]:
    """The lines of all rules, whose states come in the order of their numbers."""
    lines = [line for state in states for line in _lines_of(state, reader)]
    return tuple(sorted(lines, key=_urgency))


def count(lines: Sequence[RuleLine]) -> RuleCounts:
    """Count the lines by state."""
    found = Counter(line.state for line in lines)
    return RuleCounts(
        met=found[LineState.MET],
        not_yet=found[LineState.NOT_YET],
        to_justify=found[LineState.TO_JUSTIFY],
        blocking=found[LineState.BLOCKING],
        passed=found[LineState.DEROGATED] + found[LineState.JUSTIFIED],
        own=sum(line.is_own for line in lines),
    )


def _urgency(line: RuleLine) -> tuple[int, date]:
    return line.state.weight, line.due or date.max


def _lines_of(state: RuleState, reader: Reader) -> Iterator[RuleLine]:
    rule = state.rule
    if not state.findings and not state.passed:
        standing = LineState[state.standing.name]
        yield RuleLine(str(rule.number), rule.number, standing, rule.sentence, "", rule.origin)
    open_ones = readable(state, heard=reader.heard)
    secret = [finding for finding in state.findings if finding not in open_ones]
    for place, finding in enumerate(open_ones):
        yield _line_of(rule, f"{rule.number}.{place}", finding, reader)
    if secret:
        gravest = min((reader.state_of(finding) for finding in secret), key=_weight_of_state)
        blocks = any(finding.severity is Severity.BLOCKING for finding in secret)
        yield RuleLine(
            f"{rule.number}.jury",
            rule.number,
            gravest,
            rule.sentence,
            BEHIND_DOORS,
            rule.origin,
            blocks_closing=blocks,
        )
    for place, passed in enumerate(state.passed):
        if is_readable(passed.finding, heard=reader.heard):
            yield _line_passed(rule, f"{rule.number}.passed.{place}", passed)


def _line_of(rule: Rule, key: str, finding: Finding, reader: Reader) -> RuleLine:
    blocks = finding.severity is Severity.BLOCKING
    act, target, remedy = reader.remedy_of(finding)
    is_passable = not reader.closed and rule.is_passable(finding) and finding.sentence != finding.of_copy
    return RuleLine(
        key=key,
        number=rule.number,
        state=reader.state_of(finding),
        rule=rule.sentence,
        finding=finding.sentence,
        origin=rule.origin,
        act=act,
        target=target,
        remedy=remedy,
        due=finding.due,
        is_late=finding.due is not None and reader.today is not None and finding.due < reader.today,
        candidate_id=finding.candidate_id,
        is_own=is_at_hand(finding, reader.actor, closed=reader.closed),
        blocks_closing=blocks,
        pass_words=("Accorder une dérogation" if blocks else "Écrire la raison") if is_passable else "",
        pass_limit=rule.derogation if is_passable and blocks else "",
    )


def _line_passed(rule: Rule, key: str, passed: PassedOver) -> RuleLine:
    return RuleLine(
        key=key,
        number=rule.number,
        state=LineState[passed.standing.name],
        rule=rule.sentence,
        finding=passed.finding.sentence,
        origin=rule.origin,
        candidate_id=passed.finding.candidate_id,
        note=passed.words,
    )


def _target_of(finding: Finding) -> Target:
    return Target(
        ScreenName(finding.place.value),
        candidate_id=finding.candidate_id,
        part_id=finding.part_id,
        person_id=finding.person_id,
        field=finding.field,
    )


def _weight_of_state(state: LineState) -> int:
    return state.weight
