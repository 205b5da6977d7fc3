"""What the référentiel says around a compétence, in titled lines: read beside a grid and at the deliberation."""

from app.domain.framework.model import Framework
from app.domain.framework.scale import MarkingScale
from app.domain.grading import Unit

Sections = tuple[tuple[str, tuple[str, ...]], ...]
"""Titles, each with its lines."""


def scale_lines(scale: MarkingScale) -> tuple[str, ...]:
    """What each level means, or the points; nothing for « Oui » and « Non »."""
    if scale.points is not None:
        return (f"Points : {scale.point_words}",)
    return tuple(f"{level.label} : {level.descriptor}".removesuffix(" : ") for level in scale.levels)


def around(framework: Framework, unit: Unit) -> Sections:
    """The scale, the productions attendues, and the compétences of a unit that is a whole bloc."""
    bloc = framework.bloc(unit.bloc_id)
    skill = next((skill for skill in bloc.skills if skill.id == unit.id), None)
    return (
        ("Échelle", scale_lines(framework.scale)),
        ("Productions attendues", skill.deliverables if skill else bloc.deliverables),
        ("Compétences du bloc", () if skill else tuple(each.label for each in bloc.skills)),
    )


def notes(framework: Framework, unit: Unit) -> tuple[str, ...]:
    """What the source leaves doubtful about the unit."""
    bloc = framework.bloc(unit.bloc_id)
    return next((skill.notes for skill in bloc.skills if skill.id == unit.id), bloc.notes)


def sections_of(framework: Framework, unit: Unit) -> Sections:
    """Everything that the référentiel says of a unit: its bloc, each critère's indicateurs, what is around; no more."""
    bloc = framework.bloc(unit.bloc_id)
    word = framework.vocabulary.bloc
    doubts = (*notes(framework, unit), *(note for criterion in unit.criteria for note in criterion.notes))
    sections = (
        (f"{word[:1].upper()}{word[1:]} {bloc.number}", (bloc.label,)),
        *((f"Critère {criterion.number} : {criterion.label}", criterion.indicators) for criterion in unit.criteria),
        *around(framework, unit),
        ("À vérifier", tuple(dict.fromkeys(doubts))),
    )
    return tuple((title, lines) for title, lines in sections if lines)
