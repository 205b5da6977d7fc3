"""A motive put together from what is on record: the critères that the jury ticks, what was answered, the facts noted.

A template, never an invention: labels and facts stand as they were written, a judgement is left out, and so is a fact
that holds a score (rule 21) or speaks of the person (rule 24). A critère on which answers differ is said to be so. The
same record and the same ticks give the same words; the jury goes on from there.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from app.domain.counting import counted
from app.domain.decision import holds_score
from app.domain.deliberation import CriterionLine, QuotedFact, UnitReview
from app.domain.fact_writing import shown
from app.domain.framework.content import Criterion
from app.domain.grading import FactKind, Mark
from app.domain.outside_words import outside_words
from app.domain.people import Person

LONGEST = 400
"""Characters of a draft at most, unless one critère alone takes more: a quoted critère is never cut."""
_LONGEST_FACT = 120
_AND = "\u00a0; "
_LEFT_OUT = "autre critère cité"
_UNOBSERVED, _SILENT = "non observé", "sans réponse"
_SAID_LEFT_OUT = r"\d+ autres? critères? cités?\."

NONE_TICKED = "Cochez les critères sur lesquels le motif repose\u00a0: le texte proposé ne parlera que d’eux."
NOTHING_UNMET = (
    "Aucun critère n’est relevé comme non atteint\u00a0: cochez ceux sur lesquels le motif repose, "
    "ou écrivez-le avec vos mots."
)
NO_CRITERION = "Le référentiel ne donne pas de critère ici : le jury écrit lui-même ce qui fonde sa position."


class Finding(Enum):
    """What the answers to one critère come to, and how a draft opens on it; answers that differ say nothing alone."""

    UNMET = "Non atteint"
    UNOBSERVED = "Non observé"
    SHARED = "Réponses partagées"
    MET = "Réponses des jurés"
    UNANSWERED = "Sans réponse"


@dataclass(frozen=True, slots=True)
class CitableCriterion:
    """A critère that a motive may cite.

    Attributes:
        id: Its id.
        label: Its words.
        finding: What the answers come to.
        answered: The answers, counted: « 1 non, 2 oui ».
        is_met_by_nobody: Whether somebody answered, and nobody found it met: ticked at first.
        facts: What can be told beside it, in order.
    """

    id: str
    label: str
    finding: Finding
    answered: str
    is_met_by_nobody: bool
    facts: tuple[str, ...] = ()

    def sentence(self, facts: int) -> str:
        """« Non atteint : « label » (15:12, ce qui a été vu). », with so many facts."""
        opening = self.finding.value
        if self.finding in (Finding.SHARED, Finding.MET) and not holds_score(self.answered):
            opening = f"{opening} ({self.answered})"
        told = f" ({_AND.join(self.facts[:facts])})" if facts else ""
        return f"{opening}\u00a0: «\u00a0{self.label}\u00a0»{told}."


@dataclass(frozen=True, slots=True)
class MotiveDraft:
    """A motive to go on from; empty, `why_not` says why nothing is proposed."""

    text: str = ""
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class BegunMotive:
    """What the jury typed and did not record: its words, and the critères ticked by then."""

    text: str
    cited: tuple[str, ...] = ()


def citable_criteria(unit: UnitReview, jurors: Sequence[Person]) -> tuple[CitableCriterion, ...]:
    """The critères of a unit, in the référentiel's order.

    Args:
        unit: The unit as the jury sees it.
        jurors: The jury in the order of its answers.
    """
    return tuple(
        _citable(criterion, [line for line in unit.lines if line.criterion == criterion], jurors)
        for criterion in unit.unit.criteria
    )


def draft_of(criteria: Sequence[CitableCriterion], cited: Collection[str]) -> MotiveDraft:
    """The motive that the record gives on the critères ticked, and on no other, within `LONGEST` characters."""
    if not criteria:
        return MotiveDraft(why_not=NO_CRITERION)
    ticked = [criterion for criterion in criteria if criterion.id in cited]
    if ticked:
        return MotiveDraft(_fitting(ticked))
    everything_met = all(criterion.finding in (Finding.MET, Finding.UNANSWERED) for criterion in criteria)
    return MotiveDraft(why_not=NOTHING_UNMET if everything_met else NONE_TICKED)


def redrafted(typed: str, criteria: Sequence[CitableCriterion], cited: Collection[str]) -> str:
    """What stands once a draft is asked for: the jury's own words, and the draft of the critères ticked now.

    It takes the place of what was drafted before and left as it was, whatever was ticked then; where nothing was, it
    comes after what is typed. A field gives no-break spaces back as ordinary ones: so does this.
    """
    proposed = _ordinary(draft_of(criteria, cited).text)
    if not proposed:
        return typed
    sentences = {_ordinary(c.sentence(facts)) for c in criteria for facts in range(len(c.facts) + 1)}
    one = "|".join(re.escape(sentence) for sentence in sorted(sentences, key=len, reverse=True))
    drafted = re.compile(rf"(?:{one})(?: (?:{one}|{_SAID_LEFT_OUT}))*")
    before = _ordinary(typed)
    found = drafted.search(before)
    if found is None:
        return f"{before}\n{proposed}" if before.strip() else proposed
    rest = re.sub(rf"\s?{drafted.pattern}", "", before[found.end() :])
    return f"{before[: found.start()]}{proposed}{rest}"


def _ordinary(text: str) -> str:
    return text.replace("\u00a0", " ")


def _citable(criterion: Criterion, lines: Sequence[CriterionLine], jurors: Sequence[Person]) -> CitableCriterion:
    answers = [mark for line in lines for mark in line.answers]
    facts = sorted((f for line in lines for f in _facts(line, jurors)), key=lambda each: (each.at, each.juror.id))
    return CitableCriterion(
        criterion.id,
        criterion.label,
        _finding(answers),
        _answered(answers, in_points=any(line.in_points for line in lines)),
        is_met_by_nobody=any(answers) and not any(mark and mark.value.met for mark in answers),
        facts=tuple(_fact_words(fact) for fact in facts),
    )


def _finding(answers: Collection[Mark | None]) -> Finding:
    """What they come to: one thing where everybody says it, « shared » otherwise."""
    if not any(answers):
        return Finding.UNANSWERED
    readings = {mark.value.met for mark in answers if mark}
    if len(readings) > 1 or not all(answers):
        return Finding.SHARED
    return {False: Finding.UNMET, None: Finding.UNOBSERVED, True: Finding.MET}[readings.pop()]


def _answered(answers: Collection[Mark | None], *, in_points: bool) -> str:
    """« 1 non, 2 oui », « 1 en cours, 2 acquis », « 1 sous le seuil, 1 non observé »: the least met first."""
    order = {False: 0, None: 1, True: 2}
    given = sorted((mark for mark in answers if mark), key=lambda mark: order[mark.value.met])
    told = Counter(_answer_words(mark, in_points=in_points) for mark in given)
    silent = len(answers) - len(given)
    words = [_times(count, word) for word, count in told.items()]
    if silent and given:
        words.append(f"{silent} {_SILENT}")
    return ", ".join(words) or _SILENT


def _times(count: int, word: str) -> str:
    """« 2 oui », « 2 non observés »: a level keeps its own words."""
    return f"{count} non observés" if count > 1 and word == _UNOBSERVED else f"{count} {word}"


def _answer_words(mark: Mark, *, in_points: bool) -> str:
    """An answer within a sentence; points are told by the threshold, for a motive holds no score (rule 21)."""
    if mark.value.is_not_observed:
        return _UNOBSERVED
    if in_points:
        return "au seuil ou au-dessus" if mark.value.met else "sous le seuil"
    label = mark.value.label
    return label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"


def _fitting(entries: list[CitableCriterion]) -> str:
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


def _written(entries: list[CitableCriterion], told: dict[int, int], *, left: int = 0) -> str:
    sentences = [entry.sentence(told.get(place, 0)) for place, entry in enumerate(entries)]
    if left:
        sentences.append(f"{counted(left, _LEFT_OUT)}.")
    return " ".join(sentences)


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
