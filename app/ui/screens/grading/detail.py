"""What the référentiel says around one critère, as the detail card shows it."""

from app.domain.framework.sitting_plan import RoleCondition
from app.domain.framework.terms import Language
from app.domain.reference_text import around, notes
from app.ui.screens.grading.place import Place
from app.ui.screens.grading.state import DetailState, criterion_number, unit_place


def detail_state(place: Place, current: str) -> DetailState:
    """Indicateurs, productions attendues, imposed slides, roles and doubts around a critère."""
    unit = place.units[unit_place(place.units, current)]
    criterion = next(c for c in unit.criteria if c.id == current)
    framework, deposit = place.session.framework, place.modality.deposit
    slides = deposit.slides if deposit else ()
    sections = (
        ("Compétence", (unit.label,)),
        ("Indicateurs", criterion.indicators),
        *around(framework, unit),
        ("Diapositives imposées", tuple(f"n° {number} : {slide}" for number, slide in enumerate(slides, 1))),
        ("Rôles", tuple(_role_words(role) for role in place.part.roles)),
        ("À vérifier", (*criterion.notes, *notes(framework, unit), *(deposit.notes if deposit else ()))),
    )
    shown = tuple((title, lines) for title, lines in sections if lines)
    return DetailState(f"Détail du critère {criterion_number(place.units, current)}", criterion.label, shown)


def _role_words(role: RoleCondition) -> str:
    language = " (en anglais)" if role.language is Language.ENGLISH else ""
    return f"{role.role.label}{language} : {' '.join(role.conditions)}".removesuffix(" : ")
