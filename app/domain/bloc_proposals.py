"""What a certification's own rule says of each bloc of one candidate, in words (rule 49).

It proposes and never decides. Each juror's grids are read apart: where they do not all say the same, nothing is
proposed, and points are told as a span without whose they are; never a mean between jurors, never a majority.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.domain.candidate import Candidate
from app.domain.decision import BlocStatus
from app.domain.framework.content import Bloc, Criterion
from app.domain.framework.decision_coherence import criteria_of, most
from app.domain.framework.decision_rule import BlocRule
from app.domain.framework.scale import written_points
from app.domain.framework.terms import PointCount
from app.domain.grading import Mark
from app.domain.session import ExamSession

_Answers = tuple[tuple[Criterion, Mark | None], ...]
_HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class BlocProposal:
    """What the rule says of one bloc.

    Attributes:
        bloc: The bloc.
        points: « 11 points sur 20 », empty without a threshold.
        threshold: « 10 », empty without a threshold.
        against: What else stands against the bloc, or keeps anything from being proposed, each in words.
        favourable: Whether the bloc is proposed; None when nothing is.
        below: Whether every juror's points stand below the threshold.
    """

    bloc: Bloc
    points: str
    threshold: str
    against: tuple[str, ...]
    favourable: bool | None
    below: bool = False

    @property
    def sentence(self) -> str:
        """« 11 points sur 20, seuil 10, mais « Le RGPD est pris en compte » est éliminatoire »."""
        counted = f"{self.points}, seuil {self.threshold}" if self.points else ""
        if not self.against:
            return counted or "rien ne s’y oppose"
        told = ", ".join(self.against)
        return f"{counted}, {'et' if self.below else 'mais'} {told}" if counted else told


@dataclass(frozen=True, slots=True)
class _Check:
    """One condition of a rule as each juror's grids have it: met, not met, or None when they cannot tell."""

    found: tuple[bool | None, ...]
    failed: str
    shared: str

    @property
    def verdict(self) -> bool | None:
        """What every juror's grids say, None when they do not all say the same."""
        return self.found[0] if len(set(self.found)) == 1 else None

    @property
    def words(self) -> str:
        """What stands against the bloc, empty when nothing does."""
        return {True: "", False: self.failed, None: self.shared}[self.verdict]


def bloc_proposals(session: ExamSession, candidate: Candidate) -> tuple[BlocProposal, ...]:
    """What the rule says of each bloc at stake; nothing while a grid is open, and never in a titre professionnel."""
    if session.is_title_of_ministry or not session.all_locked(candidate):
        return ()
    at_stake = [each for each in session.type.target_blocs if candidate.prior(each) is None]
    rules = [rule for rule in session.framework.decision.blocs if rule.bloc in at_stake]
    return tuple(_proposal(session, candidate, rule) for rule in rules)


def departs(session: ExamSession, candidate: Candidate, proposal: BlocProposal) -> str:
    """How the jury's decision on a bloc departs from what the rule proposes: « refusé », « accordé », or nothing."""
    status = session.bloc_status(candidate, proposal.bloc.id)
    if proposal.favourable is True and status is BlocStatus.LOST:
        return "refusé"
    return "accordé" if proposal.favourable is False and status is BlocStatus.WON else ""


def _proposal(session: ExamSession, candidate: Candidate, rule: BlocRule) -> BlocProposal:
    bloc = session.framework.bloc(rule.bloc)
    read = tuple(_answers_of_each_juror(session, candidate, bloc))
    totals = [_total(session, rule, answers, criteria_of(bloc)) for answers in read]
    checks = [check for check in _checks(session, rule, bloc, read, totals) if check.found]
    verdicts = {check.verdict for check in checks}
    return BlocProposal(
        bloc,
        points=_span(totals, most(session.framework, rule, criteria_of(bloc))) if rule.threshold is not None else "",
        threshold=written_points(rule.threshold) if rule.threshold is not None else "",
        against=tuple(check.words for check in checks if check.words and check.words != _BELOW),
        favourable=False if False in verdicts else None if None in verdicts or not checks else True,
        below=any(check.words == _BELOW for check in checks),
    )


_BELOW = "le seuil n’est pas atteint"


def _answers_of_each_juror(session: ExamSession, candidate: Candidate, bloc: Bloc) -> Iterator[_Answers]:
    """Each juror's answers on the critères of one bloc, part after part; grids done without are left out."""
    for juror in session.jurors_for(candidate):
        answers = [
            (criterion, session.grid(juror.id, candidate.id, part.id).marks.get(criterion.id))
            for part in session.expected_parts(candidate)
            if (juror.id, candidate.id, part.id) not in session.waived
            for unit in session.grid_units(candidate, part)
            if unit.bloc_id == bloc.id
            for criterion in unit.criteria
        ]
        if answers:
            yield tuple(answers)


def _checks(
    session: ExamSession,
    rule: BlocRule,
    bloc: Bloc,
    read: tuple[_Answers, ...],
    totals: list[Decimal | None],
) -> Iterator[_Check]:
    if rule.threshold is not None:
        shared = "des critères n’ont pas été observés" if None in totals else "les grilles se partagent autour du seuil"
        yield _Check(tuple(_reaches(total, rule.threshold) for total in totals), _BELOW, shared)
    labels = {criterion.id: criterion.label for criterion in criteria_of(bloc)}
    for identifier in rule.eliminatory:
        named = f"« {labels[identifier]} »"
        found = tuple(_met(mark for criterion, mark in answers if criterion.id == identifier) for answers in read)
        yield _Check(found, f"{named} est éliminatoire", f"les grilles ne tranchent pas {named}, éliminatoire")
    for each in rule.non_compensable:
        skill = session.framework.skill(each.skill)
        named = f"« {skill.label} »"
        owned = {criterion.id for criterion in skill.criteria}
        answers_of_skill = [tuple(pair for pair in answers if pair[0].id in owned) for answers in read]
        least = ""
        if each.minimum is None:
            found = tuple(_met(mark for _criterion, mark in answers) for answers in answers_of_skill)
        else:
            least = f" (minimum {written_points(each.minimum)} points)"
            counted = (_total(session, rule, answers, skill.criteria) for answers in answers_of_skill)
            found = tuple(_reaches(total, each.minimum) for total in counted)
        failed = f"{named} n’est pas compensable{least}"
        yield _Check(found, failed, f"les grilles ne tranchent pas {named}, non compensable")


def _met(marks: Iterable[Mark | None]) -> bool | None:
    """Whether a critère is met wherever it was answered; None when it was nowhere observed."""
    found = {mark.value.met if mark else None for mark in marks}
    if False in found:
        return False
    return None if None in found or not found else True


def _reaches(total: Decimal | None, wanted: Decimal) -> bool | None:
    return None if total is None else total >= wanted


def _total(session: ExamSession, rule: BlocRule, answers: _Answers, wanted: Iterable[Criterion]) -> Decimal | None:
    """The points of one juror's answers, counted as the rule says; None when one of them is missing."""
    scale = session.framework.scale
    values = [(rule.weight_of(c.id), None if mark is None else scale.value_of(mark.value)) for c, mark in answers]
    if {criterion.id for criterion in wanted} - {criterion.id for criterion, _mark in answers}:
        return None
    total = Decimal(0)
    for weight, value in values:
        if value is None:
            return None
        total += weight * value
    return total if rule.counting is PointCount.SUM else total / sum(weight for weight, _value in values)


def _span(totals: list[Decimal | None], best: Decimal) -> str:
    """« 11 points sur 20 », « de 9 à 12 points sur 20 » when the grids differ, without whose they are."""
    known = sorted({total.quantize(_HUNDREDTH) for total in totals if total is not None})
    if not known:
        return f"points incomplets sur {written_points(best)}"
    ends = [written_points(each) for each in (known[0], known[-1])]
    words = ends[0] if len(known) == 1 else f"de {ends[0]} à {ends[1]}"
    plural = "s" if known[-1] >= 2 else ""
    return f"{words} point{plural} sur {written_points(best)}"
