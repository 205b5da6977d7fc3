"""The marking scale of a certification: two values, three or four levels, or points with a threshold (rules 20, 49)."""

from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Self

from pydantic import Field, model_validator

from app.domain.answer import NO, NOT_OBSERVED, YES, Answer
from app.domain.framework.entry import Entry, Noted

_MOST_LEVELS = 4


class Level(Entry):
    """One value of a scale; `met` tells whether the critère that receives it is met."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=32)
    label: str = Field(min_length=1)
    met: bool
    descriptor: str = ""


class PointScale(Entry):
    """Points given to each critère, from 0 to `maximum` by `step`; from `threshold` on, the critère is met."""

    maximum: Decimal = Field(gt=0)
    step: Decimal = Field(default=Decimal(1), gt=0)
    threshold: Decimal = Field(ge=0)

    @model_validator(mode="after")
    def _is_within_reach(self) -> Self:
        if self.threshold > self.maximum:
            raise ValueError(
                f"le seuil ({written_points(self.threshold)}) dépasse le maximum ({written_points(self.maximum)})"
            )
        if self.maximum % self.step or self.threshold % self.step:
            raise ValueError("le maximum et le seuil sont des multiples du pas")
        return self


class MarkingScale(Noted):
    """How critères are answered. By default « Oui » or « Non », the one scale of titres professionnels."""

    levels: tuple[Level, ...] = ()
    points: PointScale | None = None

    @model_validator(mode="after")
    def _is_one_scale(self) -> Self:
        if self.levels and self.points:
            raise ValueError("une échelle a des niveaux ou des points, pas les deux")
        if self.levels and not 2 <= len(self.levels) <= _MOST_LEVELS:
            raise ValueError(f"une échelle compte de 2 à {_MOST_LEVELS} niveaux, et celle-ci {len(self.levels)}")
        codes = [level.id for level in self.levels]
        if len(set(codes)) < len(codes) or NOT_OBSERVED.code in codes:
            raise ValueError("deux niveaux portent le même identifiant, ou celui de « non observé »")
        return self

    @property
    def is_binary(self) -> bool:
        """Whether critères are answered « Oui » or « Non »."""
        return not self.levels and self.points is None

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer that can be chosen, in the order of its keys; « non observé » comes last."""
        if self.points is not None:
            count = int(self.points.maximum / self.points.step)
            values = [self._of_points(place * self.points.step) for place in range(count + 1)]
            return (*values, NOT_OBSERVED)
        if self.levels:
            return (*(Answer(level.id, level.label, level.met) for level in self.levels), NOT_OBSERVED)
        return (YES, NO, NOT_OBSERVED)

    @property
    def words(self) -> str:
        """The codes that can be typed: « oui, non, non_observe », « de 0 à 20 par 0,5, ou non_observe »."""
        if self.points is None:
            return ", ".join(answer.code for answer in self.answers)
        return f"{self.point_range}, ou {NOT_OBSERVED.code}"

    @property
    def point_range(self) -> str:
        """The points that can be given: « de 0 à 20 par 0,5 »; empty for a scale without points."""
        if self.points is None:
            return ""
        return f"de 0 à {written_points(self.points.maximum)} par {written_points(self.points.step)}"

    @property
    def point_words(self) -> str:
        """What stands beside a number of points: « sur 20, seuil 10 »; empty for a scale without points."""
        if self.points is None:
            return ""
        return f"sur {written_points(self.points.maximum)}, seuil {written_points(self.points.threshold)}"

    def answer(self, code: str) -> Answer:
        """The answer of that code; a point can also be written with a comma. KeyError when the scale has none."""
        found = self._by_code.get(code)
        if found is None and self.points is not None:
            found = self._by_code.get(_point_code(code))
        if found is None:
            raise KeyError(code)
        return found

    def value_of(self, answer: Answer) -> Decimal | None:
        """The points that an answer is worth; None for « non observé » and on a scale without points."""
        return None if self.points is None or answer.is_not_observed else Decimal(answer.code)

    @cached_property
    def _by_code(self) -> dict[str, Answer]:
        return {answer.code: answer for answer in self.answers}

    def _of_points(self, value: Decimal) -> Answer:
        assert self.points is not None, "asked for a scale of points only"  # noqa: S101 - states what callers checked
        return Answer(_point_code(str(value)), written_points(value), value >= self.points.threshold)


def _point_code(text: str) -> str:
    """« 12.50 » and « 12,5 » are the same code, « 12.5 »; what is no number stays as it is."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return text
    return format(value.normalize(), "f") if value.is_finite() else text


def written_points(value: Decimal) -> str:
    """A number of points in French: « 12,5 »."""
    return _point_code(str(value)).replace(".", ",")
