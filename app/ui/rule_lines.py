"""The rules as Clôture and Contrôles list them.

One line per breach, the gravest first and the most urgent of them before the others, then the rules that cannot be
judged yet, then those that are met.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from app.domain.rules.base import Finding, Place, RuleState, Standing
from app.domain.rules.behind_doors import BEHIND_DOORS, readable
from app.ui.bench import ScreenName, Target


class LineState(Enum):
    """Where a rule stands in one line: its weight and its word."""

    BLOCKING = (0, Standing.BLOCKING.value)
    TO_JUSTIFY = (1, Standing.TO_JUSTIFY.value)
    NOT_YET = (2, Standing.NOT_YET.value)
    MET = (3, Standing.MET.value)

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
}


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
        due: The last day to mend it, included.
        is_late: Whether that day has passed.
    """

    key: str
    number: int
    state: LineState
    rule: str
    finding: str
    origin: str
    act: str = ""
    target: Target | None = None
    due: date | None = None
    is_late: bool = False

    @property
    def is_open(self) -> bool:
        """Whether something is to settle now."""
        return self.state in (LineState.BLOCKING, LineState.TO_JUSTIFY)


@dataclass(frozen=True, slots=True)
class RuleCounts:
    """How many rules are met, how many cannot be judged yet, and how many breaches remain."""

    met: int
    not_yet: int
    to_justify: int
    blocking: int

    @property
    def open(self) -> int:
        """What remains to settle."""
        return self.to_justify + self.blocking


def rule_lines(
    states: Sequence[RuleState], *, heard: frozenset[int], today: date | None = None
) -> tuple[RuleLine, ...]:
    """The lines of all rules.

    Args:
        states: The rules and their findings, in the order of their numbers.
        heard: The candidates of whom the deliberation may be read; one closed line stands for what is said of others.
        today: The day that tells what is late; nothing is when it is left out.
    """
    lines = [line for state in states for line in _lines_of(state, today, heard=heard)]
    return tuple(sorted(lines, key=_urgency))


def count(lines: Sequence[RuleLine]) -> RuleCounts:
    """Count the lines by state."""
    met, not_yet, to_justify, blocking = (
        sum(line.state is state for line in lines)
        for state in (LineState.MET, LineState.NOT_YET, LineState.TO_JUSTIFY, LineState.BLOCKING)
    )
    return RuleCounts(met, not_yet, to_justify, blocking)


def _urgency(line: RuleLine) -> tuple[int, date]:
    return line.state.weight, line.due or date.max


def _lines_of(state: RuleState, today: date | None, *, heard: frozenset[int]) -> Iterator[RuleLine]:
    rule = state.rule
    if not state.findings:
        standing = LineState[state.standing.name]
        yield RuleLine(str(rule.number), rule.number, standing, rule.sentence, "", rule.origin)
    open_ones = readable(state, heard=heard)
    secret = [finding for finding in state.findings if finding not in open_ones]
    for place, finding in enumerate(open_ones):
        yield RuleLine(
            key=f"{rule.number}.{place}",
            number=rule.number,
            state=_state_of(finding),
            rule=rule.sentence,
            finding=finding.sentence,
            origin=rule.origin,
            act=_ACTS[finding.place],
            target=Target(
                ScreenName(finding.place.value),
                candidate_id=finding.candidate_id,
                part_id=finding.part_id,
                person_id=finding.person_id,
                field=finding.field,
            ),
            due=finding.due,
            is_late=finding.due is not None and today is not None and finding.due < today,
        )
    if secret:
        gravest = min((_state_of(finding) for finding in secret), key=_weight_of_state)
        yield RuleLine(f"{rule.number}.jury", rule.number, gravest, rule.sentence, BEHIND_DOORS, rule.origin)


def _state_of(finding: Finding) -> LineState:
    return LineState[finding.severity.name]


def _weight_of_state(state: LineState) -> int:
    return state.weight
