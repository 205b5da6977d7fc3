"""What the référentiel says around one critère, as the detail card shows it."""

from app.domain.framework.scale import MarkingScale
from app.domain.framework.sitting_plan import RoleCondition
from app.domain.framework.terms import Language
from app.ui.screens.grading.place import Place
from app.ui.screens.grading.state import DetailState, criterion_number, unit_place


def detail_state(place: Place, current: str) -> DetailState:
    """Indicateurs, productions attendues, imposed slides, roles and doubts around a critère."""
    unit = place.units[unit_place(place.units, current)]
    criterion = next(c for c in unit.criteria if c.id == current)
    bloc, deposit = place.session.framework.bloc(unit.bloc_id), place.modality.deposit
    skill = next((skill for skill in bloc.skills if skill.id == unit.id), None)
    slides = deposit.slides if deposit else ()
    sections = (
        ("Compétence", (unit.label,)),
        ("Indicateurs", criterion.indicators),
        ("Échelle", _scale_words(place.session.framework.scale)),
        ("Productions attendues", skill.deliverables if skill else bloc.deliverables),
        ("Compétences du bloc", () if skill else tuple(each.label for each in bloc.skills)),
        ("Diapositives imposées", tuple(f"n° {number} : {slide}" for number, slide in enumerate(slides, 1))),
        ("Rôles", tuple(_role_words(role) for role in place.part.roles)),
        ("À vérifier", (*criterion.notes, *(skill or bloc).notes, *(deposit.notes if deposit else ()))),
    )
    shown = tuple((title, lines) for title, lines in sections if lines)
    return DetailState(f"Détail du critère {criterion_number(place.units, current)}", criterion.label, shown)


def _scale_words(scale: MarkingScale) -> tuple[str, ...]:
    """What each level means, or the points; nothing for « Oui » and « Non »."""
    if scale.points is not None:
        return (f"Points : {scale.point_words}",)
    return tuple(f"{level.label} : {level.descriptor}".removesuffix(" : ") for level in scale.levels)


def _role_words(role: RoleCondition) -> str:
    language = " (en anglais)" if role.language is Language.ENGLISH else ""
    return f"{role.role.label}{language} : {' '.join(role.conditions)}".removesuffix(" : ")
