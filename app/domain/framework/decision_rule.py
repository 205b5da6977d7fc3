"""A certification's own rule of decision: how the jury decides, and what a bloc asks for (rules 26 and 49).

The rule proposes, in words; the jury decides.
"""

from decimal import Decimal

from pydantic import Field

from app.domain.framework.entry import Entry, Noted
from app.domain.framework.terms import DecisionMode, PointCount


class Weight(Entry):
    """How many times the points of one critère count."""

    criterion: str
    weight: Decimal = Field(gt=0)


class Minimum(Entry):
    """A compétence that no other makes up for.

    `minimum` is what its critères must come to, counted as those of the bloc; on a scale without points there is none,
    and each of its critères must be met.
    """

    skill: str
    minimum: Decimal | None = Field(default=None, gt=0)


class BlocRule(Noted):
    """What one bloc asks for.

    Attributes:
        bloc: The bloc, by its id.
        threshold: The points from which it is proposed; None when only critères and compétences count.
        counting: How points are put together.
        weights: The critères that count otherwise than once.
        non_compensable: The compétences that no other makes up for.
        eliminatory: The critères without which the bloc is not proposed, by their ids.
    """

    bloc: str
    threshold: Decimal | None = Field(default=None, gt=0)
    counting: PointCount = PointCount.SUM
    weights: tuple[Weight, ...] = ()
    non_compensable: tuple[Minimum, ...] = ()
    eliminatory: tuple[str, ...] = ()

    def weight_of(self, criterion_id: str) -> Decimal:
        """How many times a critère counts: once, unless the rule says otherwise."""
        return next((each.weight for each in self.weights if each.criterion == criterion_id), Decimal(1))


class DecisionRule(Noted):
    """How the jury comes to a decision; `casting_seat` is the seat whose vote counts when votes are shared."""

    mode: DecisionMode = DecisionMode.CONSENSUS
    casting_seat: str = ""
    blocs: tuple[BlocRule, ...] = ()
