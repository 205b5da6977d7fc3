"""What a critère is answered with, as its certification's scale wants: a bar of values, or a number of points."""

from app.domain.answer import Answer
from app.domain.framework.scale import MarkingScale
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_NO, SIGN_YES
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.point_field import NOT_OBSERVED_KEY, PointField

_LONGEST_LABEL = 24

AnswerField = ChoiceBar[Answer] | PointField


def answer_field(name: str, scale: MarkingScale) -> AnswerField:
    """Make the field of one critère."""
    if scale.points is not None:
        return PointField(name, scale)
    return ChoiceBar(name, choices_of(scale), figures=False)


def choices_of(scale: MarkingScale) -> tuple[Choice[Answer], ...]:
    """The values of a scale without points, in the order of their keys; a level's descriptor is its hint."""
    described = {level.id: level.descriptor for level in scale.levels}
    return tuple(_choice(answer, described.get(answer.code, "")) for answer in scale.answers)


def key_hints(scale: MarkingScale) -> tuple[tuple[str, str], ...]:
    """The keys that answer a critère, and what they say."""
    if scale.points is not None:
        return (("Return", "garder les points"), (NOT_OBSERVED_KEY, "non observé"))
    return tuple((str(key), answer.label.lower()) for key, answer in enumerate(scale.answers, start=1))


def _choice(answer: Answer, descriptor: str) -> Choice[Answer]:
    tone, sign = {True: (Tone.YES, SIGN_YES), False: (Tone.NO, SIGN_NO), None: (Tone.NEUTRAL, "–")}[answer.met]
    label = answer.label
    if len(label) <= _LONGEST_LABEL:
        return Choice(answer, label, tone, sign, descriptor)
    hint = f"{label} : {descriptor}" if descriptor else label
    return Choice(answer, f"{label[: _LONGEST_LABEL - 1].rstrip()}…", tone, sign, hint)
