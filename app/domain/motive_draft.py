"""A motive put together from what is on record: the critères not met and the facts seen or heard on them.

A template, never an invention: labels and facts stand as they were written, a judgement is left out, and so is a fact
that holds a score (rule 21) or speaks of the person (rule 24). The same record gives the same words; the jury goes on
from there.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.counting import counted
from app.domain.decision import holds_score
from app.domain.deliberation import CriterionLine, QuotedFact, UnitReview
from app.domain.fact_writing import shown
from app.domain.grading import FactKind
from app.domain.outside_words import outside_words
from app.domain.people import Person

LONGEST = 400
"""Characters of a draft at most, unless one critère alone takes more: a quoted critère is never cut."""
_LONGEST_FACT = 120
_AND = "\u00a0; "

NOTHING_UNMET = "Aucun critère n’est relevé comme non atteint : le jury écrit lui-même ce qui fonde sa position."
NO_CRITERION = "Le référentiel ne donne pas de critère ici : le jury écrit lui-même ce qui fonde sa position."


@dataclass(frozen=True, slots=True)
class MotiveDraft:
    """A motive to go on from and the critères that it cites; empty, `why_not` says why nothing is proposed."""

    text: str = ""
    cited: tuple[str, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class BegunMotive:
    """What the jury typed and did not record: its words, and the critères ticked by then."""

    text: str
    cited: tuple[str, ...] = ()


def draft_of(unit: UnitReview, jurors: Sequence[Person]) -> MotiveDraft:
    """The motive that the record gives for « non maîtrisée », within `LONGEST` characters.

    Args:
        unit: The unit as the jury sees it.
        jurors: The jury in the order of its answers.
    """
    if not unit.unit.criteria:
        return MotiveDraft(why_not=NO_CRITERION)
    unmet = [criterion for criterion in unit.unit.criteria if criterion in unit.unmet]
    if not unmet:
        return MotiveDraft(why_not=NOTHING_UNMET)
    entries = [_Entry(c.label, [line for line in unit.lines if line.criterion == c], jurors) for c in unmet]
    text = _fitting(entries)
    return MotiveDraft(text, tuple(criterion.id for criterion in unmet))


class _Entry:
    """One critère to name, and the facts that can stand beside it, in their order."""

    def __init__(self, label: str, lines: list[CriterionLine], jurors: Sequence[Person]) -> None:
        self.label = label
        self.state = "Non atteint" if any(_said_unmet(line) for line in lines) else "Non observé"
        facts = [fact for line in lines for fact in _facts(line, jurors)]
        self.facts = [_fact_words(fact) for fact in sorted(facts, key=lambda each: (each.at, each.juror.id))]

    def sentence(self, facts: int) -> str:
        """« Non atteint : « label » (15:12, ce qui a été vu). », with so many facts."""
        told = f" ({_AND.join(self.facts[:facts])})" if facts else ""
        return f"{self.state}\u00a0: «\u00a0{self.label}\u00a0»{told}."


def _fitting(entries: list[_Entry]) -> str:
    """As many critères as fit, whole, the first one always; then as many facts as fit, each critère in its turn."""
    named = list(entries)
    while len(named) > 1 and len(_written(named, {}, left=len(entries) - len(named))) > LONGEST:
        named.pop()
    left = len(entries) - len(named)
    told: dict[int, int] = {}
    for turn in range(max(len(entry.facts) for entry in named)):
        for place, entry in enumerate(named):
            more = {**told, place: turn + 1}
            if turn < len(entry.facts) and len(_written(named, more, left=left)) <= LONGEST:
                told = more
    return _written(named, told, left=left)


def _written(entries: list[_Entry], told: dict[int, int], *, left: int = 0) -> str:
    sentences = [entry.sentence(told.get(place, 0)) for place, entry in enumerate(entries)]
    if left:
        sentences.append(f"{counted(left, 'autre critère cité')}.")
    return " ".join(sentences)


def _said_unmet(line: CriterionLine) -> bool:
    return any(mark is None or mark.value.met is False for mark in line.answers)


def _facts(line: CriterionLine, jurors: Sequence[Person]) -> Iterator[QuotedFact]:
    """What was seen or heard by whoever did not find it met; what the others noted speaks for it."""
    for fact in line.facts:
        is_fact = fact.kind is not FactKind.JUDGEMENT and not holds_score(fact.text) and not outside_words(fact.text)
        if is_fact and line.reading(jurors.index(fact.juror)) is False:
            yield fact


def _fact_words(fact: QuotedFact) -> str:
    text = _shortened(" ".join(fact.text.split()).rstrip(" ."))
    return f"{fact.at:%H:%M}, {shown(fact.kind, text)}"


def _shortened(text: str) -> str:
    """A fact, cut after a whole word."""
    if len(text) <= _LONGEST_FACT:
        return text
    cut = text[: _LONGEST_FACT - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"
