"""Which divergences weigh on the outcome: where one juror's reading gives the CCP or bloc, and another's refuses it.

Nothing here decides (rule 22): it only says what the jury had better discuss first (rule 25).
"""

from collections.abc import Sequence

from app.domain.deliberation import UnitReview


def changes_outcome(unit: UnitReview, units: Sequence[UnitReview]) -> bool:
    """Whether the jurors' readings of a unit differ while the rest of its bloc could still be mastered.

    Args:
        unit: The unit under discussion.
        units: Every unit of the candidate's page, this one included.
    """
    if readings(unit) != {True, False}:
        return False
    others = [each for each in units if each.unit.bloc_id == unit.unit.bloc_id and each.unit.id != unit.unit.id]
    return all(_could_be_mastered(each) for each in others)


def readings(unit: UnitReview) -> frozenset[bool]:
    """What each juror's answers alone come to: every critère met, or not; grids done without say nothing."""
    jurors = len(unit.lines[0].marks) if unit.lines else 0
    return frozenset(met for place in range(jurors) if (met := _reading_of(unit, place)) is not None)


def divergences_first(units: Sequence[UnitReview]) -> tuple[UnitReview, ...]:
    """The units as the jury examines them: what can change an outcome, other divergences, then the rest."""
    return tuple(sorted(units, key=lambda unit: (not changes_outcome(unit, units), not unit.diverges)))


def _reading_of(unit: UnitReview, place: int) -> bool | None:
    said = [met for line in unit.lines if (met := line.reading(place)) is not None]
    return all(said) if said else None


def _could_be_mastered(unit: UnitReview) -> bool:
    """Unless the jury refused it, or every juror found it unmet; what nobody answered is still open."""
    if unit.position is not None:
        return unit.position.mastered
    return readings(unit) != {False}
