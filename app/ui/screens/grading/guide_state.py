"""What the guide pane and the role card show, frozen."""

from dataclasses import dataclass

from app.domain.candidate import Candidate
from app.domain.framework.terms import OralRole
from app.domain.grading import Grid
from app.domain.interview import is_presentation, jury_roles, role_of, role_sentence
from app.domain.question_guide import FROM_FRAMEWORK, FROM_MANAGER, GuideQuestion, QuestionState
from app.ui.screens.grading.place import Place

QuestionKey = tuple[int, int]
"""A question's author and its number among that author's."""


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """One question, and what this juror noted of it; `source` says who wrote it when it is not the responsable."""

    key: QuestionKey
    text: str
    state: QuestionState | None
    source: str = ""


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """The questions of one compétence, under its words; no words where the whole part is about one thing."""

    title: str
    lines: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True)
class SlideLine:
    """One imposed slide: its place from 0, whether this juror saw it presented, whether the file handed in had it.

    `handed_in` is None while nothing was handed in.
    """

    place: int
    label: str
    seen: bool
    handed_in: bool | None


@dataclass(frozen=True, slots=True)
class GuideState:
    """The pane; `offered` is false where nobody questions anybody."""

    offered: bool = False
    groups: tuple[QuestionGroup, ...] = ()
    slides: tuple[SlideLine, ...] = ()
    slides_first: bool = False
    read_only: bool = False

    @property
    def count(self) -> str:
        """« 4 posées sur 9 »; a question that was answered, or is to press, was put."""
        lines = [line for group in self.groups for line in group.lines]
        put = sum(line.state is not None for line in lines)
        return f"{put} posée{'s' if put > 1 else ''} sur {len(lines)}" if lines else ""

    @property
    def slide_count(self) -> str:
        """« 3 diapositives présentées sur 10 »."""
        seen = sum(slide.seen for slide in self.slides)
        plural = "s" if seen > 1 else ""
        return f"{seen} diapositive{plural} présentée{plural} sur {len(self.slides)}" if self.slides else ""


@dataclass(frozen=True, slots=True)
class RoleState:
    """Who plays which part in this oral; `change` is the role that one key takes, None when the grid is locked."""

    sentence: str
    change: OralRole | None


def guide_groups(
    place: Place, guide: tuple[GuideQuestion, ...], put: dict[QuestionKey, QuestionState], current: str | None
) -> tuple[QuestionGroup, ...]:
    """The questions by compétence: that of the critère under the keyboard first, those of no compétence last."""
    labels = {unit.id: unit.label for unit in place.session.units}
    first = next((unit.id for unit in place.units if current and unit.criterion(current)), "")
    order = [first, *(unit_id for unit_id in labels if unit_id != first), ""] if first else [*labels, ""]
    known = {unit_id: [q for q in guide if (q.unit_id if q.unit_id in labels else "") == unit_id] for unit_id in order}
    held = [(unit_id, questions) for unit_id, questions in known.items() if questions]
    return tuple(
        QuestionGroup(labels.get(unit_id, "Questions générales") if len(held) > 1 else "", _lines(questions, put))
        for unit_id, questions in held
    )


def _lines(questions: list[GuideQuestion], put: dict[QuestionKey, QuestionState]) -> tuple[QuestionLine, ...]:
    return tuple(
        QuestionLine((q.author, q.number), q.text, put.get((q.author, q.number)), _source(q.author)) for q in questions
    )


def _source(author: int) -> str:
    return {FROM_FRAMEWORK: "du référentiel", FROM_MANAGER: ""}.get(author, "de vous")


def slide_lines(place: Place, grid: Grid) -> tuple[SlideLine, ...]:
    """The imposed slides of the part's modalité."""
    expected = place.modality.deposit
    handed_in = place.candidate.deposit(place.modality.type)
    return tuple(
        SlideLine(number, label, number in grid.slides, None if handed_in is None else number in handed_in.slides)
        for number, label in enumerate(expected.slides if expected else ())
    )


def slides_come_first(place: Place) -> bool:
    """Whether the candidate presents now, or is about to."""
    return is_presentation(place.session, place.candidate, place.part)


def role_state(place: Place, juror_id: int, grid: Grid) -> RoleState | None:
    """Who plays which part before this candidate; None where the référentiel gives the jury none."""
    candidate: Candidate = place.candidate
    roles = [condition.role for condition in jury_roles(place.part)]
    if not roles:
        return None
    held = role_of(place.session, juror_id, candidate.id, place.part)
    follows = roles[(roles.index(held) + 1) % len(roles)] if held in roles else roles[0]
    return RoleState(role_sentence(place.session, juror_id, candidate, place.part), None if grid.is_locked else follows)
