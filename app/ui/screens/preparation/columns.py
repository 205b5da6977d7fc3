"""The tables of Préparation: what each column says of its row."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction

from app.domain.candidate import Candidate
from app.domain.evidence import (
    deposits_of,
    expects_professional_file,
    expects_training_results,
    results_to_copy,
)
from app.domain.framework.doubts import Doubt
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import Modality
from app.domain.people import Person
from app.domain.session import ExamSession
from app.services.candidates import Fate
from app.ui.screens.preparation.import_state import ListLine
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_NO, SIGN_TODO, SIGN_WARNING, SIGN_YES, ChipText
from app.ui.widgets.rows_model import Align, Cell, Column, RowAct
from app.ui.widgets.spans import span

FATES = {
    Fate.ADDED: ChipText("ajouté", Tone.YES, "+"),
    Fate.CHANGED: ChipText("modifié", Tone.ACCENT, "±"),
    Fate.UNCHANGED: ChipText("inchangé", Tone.NEUTRAL, "="),
    Fate.PROTECTED: ChipText("protégé", Tone.NEUTRAL, SIGN_TODO),
}
REJECTED = ChipText("rejetée", Tone.NO, SIGN_NO)
LEFT_OUT = ChipText("écartée", Tone.NEUTRAL, "–")
_MENDED = ChipText("corrigé ici", Tone.YES, SIGN_YES)
_TO_SEE = ChipText("à vérifier", Tone.WARNING, SIGN_WARNING)


def modality_columns() -> tuple[Column[Modality], ...]:
    """Each modalité with its duration and what the jury attends of it."""
    return (
        Column("Modalité", lambda row: Cell(row.label, strong=True), 1, wrap=True),
        Column("Durée", lambda row: span(row.duration), align=Align.RIGHT),
        Column("Avec jury", lambda row: span(row.jury_minutes), align=Align.RIGHT),
    )


def doubt_columns() -> tuple[Column[Doubt], ...]:
    """What the sources leave to be checked, under the entry that carries it."""
    return (Column("À vérifier dans les sources", _doubt, 1, wrap=True),)


def person_columns(session: ExamSession) -> tuple[Column[Person], ...]:
    """The people of the session; the habilitation is held against the days when each is there."""
    return (
        Column("Personne", _person, 1),
        Column("Habilitation", lambda row: _habilitation(row, max(row.days or session.days()))),
        Column("Déclaration", _declaration),
    )


def candidate_columns(
    session: ExamSession, has_number_twice: Callable[[Candidate], bool]
) -> tuple[Column[Candidate], ...]:
    """The candidates as the responsable checks them; an identifier that two of them carry is told on both."""
    return (
        Column("Heure", lambda row: Cell(row.convened_at or "–", strong=True)),
        Column(
            "Candidat", lambda row: _candidate(row, session.framework), 1, tooltip=lambda row: row.identity.full_name
        ),
        Column("N°", lambda row: _number(row, is_twice=has_number_twice(row))),
        Column(
            "Naissance",
            _birth,
            tooltip=lambda row: row.identity.birth_town,
            order=lambda row: row.identity.birth_date or date.min,
        ),
        Column("Voie d’accès", lambda row: row.access_path.label),
        Column("Manque au dossier", lambda row: Cell(chips=_lacking(row, session)), order=_lack_count(session)),
    )


def listed_columns() -> tuple[Column[ListLine], ...]:
    """The lines of a list before they are written."""
    return (
        Column(
            "Ligne",
            lambda row: str(row.line),
            align=Align.RIGHT,
            order=lambda row: row.line,
            letters=lambda row: len(str(row.line)),
        ),
        Column(
            "Candidat",
            lambda row: Cell(row.name or "Sans nom", row.details, strong=True, stacked=True),
            1,
            order=lambda row: row.sought,
            letters=lambda row: max(len(row.name), len(row.details)),
        ),
        Column("État", lambda row: Cell(chips=_states(row)), order=_weight, letters=_chip_count),
    )


def missing_columns() -> tuple[Column[Candidate], ...]:
    """The candidates whom a list does not name."""
    return (
        Column("Candidat", lambda row: Cell(row.identity.full_name, strong=True), 1),
        Column("N°", lambda row: row.number),
        Column("Naissance", _birth, order=lambda row: row.identity.birth_date or date.min),
    )


def recusal_columns() -> tuple[Column[Candidate], ...]:
    """The candidates from whom a juror may be recused."""
    return (Column("Candidat", lambda row: Cell(row.name, row.number, strong=True), 1),)


def change_act(_row: object) -> RowAct:
    """The button of a row that can be changed."""
    return RowAct("Modifier")


def no_act(_row: object) -> None:
    """No button: the person at the desk only reads."""


def _doubt(row: Doubt) -> Cell:
    return Cell(row.note, " › ".join(row.where), stacked=True)


def _person(row: Person) -> Cell:
    panel = f" · jury {row.panel}" if row.panel else ""
    return Cell(row.name, f"{row.function.label}{panel}", strong=True, stacked=True)


def _habilitation(row: Person, last_day: date) -> Cell:
    if not row.function.evaluates:
        return Cell(second="sans objet")
    if not row.habilitation or row.habilitation_until is None:
        return Cell(row.habilitation, chips=(ChipText("à compléter", Tone.WARNING, SIGN_WARNING),))
    until = f"jusqu’au {row.habilitation_until:%d/%m/%Y}"
    if not row.habilitated_on(last_day):
        return Cell(row.habilitation, until, (ChipText("expirée", Tone.NO, SIGN_NO),), stacked=True)
    return Cell(row.habilitation, until, stacked=True)


def _declaration(row: Person) -> Cell:
    if not row.function.evaluates:
        return Cell(second="sans objet")
    if row.declared_at is None:
        return Cell(chips=(ChipText("à faire", Tone.WARNING, SIGN_TODO),))
    code = "" if row.has_pin else "code à choisir"
    return Cell(second=code, chips=(ChipText(f"{row.declared_at:%d/%m/%Y}", Tone.YES, SIGN_YES),))


def _candidate(row: Candidate, framework: Framework) -> Cell:
    held = [f"{framework.vocabulary.bloc} {framework.bloc(prior.bloc_id).number} acquis" for prior in row.priors]
    panel = [f"jury {row.panel}"] if row.panel else []
    return Cell(row.identity.full_name, " · ".join([*panel, *_granted(row), *held]), strong=True, stacked=True)


def _granted(row: Candidate) -> list[str]:
    if row.accommodation is None:
        return []
    share = row.accommodation.extra_time
    return [{Fraction(0): "aménagement", Fraction(1, 3): "tiers temps"}.get(share, f"temps majoré {share}")]


def _number(row: Candidate, *, is_twice: bool) -> Cell:
    return Cell(
        row.number,
        chips=(ChipText("en double", Tone.NO, SIGN_WARNING, said="identifiant en double"),) if is_twice else (),
    )


def _birth(row: Candidate) -> Cell:
    born = row.identity.birth_date
    if born is None:
        return Cell(chips=(ChipText("à compléter", Tone.WARNING, SIGN_WARNING),))
    return Cell(f"{born:%d/%m/%Y}")


def _lacking(row: Candidate, session: ExamSession) -> tuple[ChipText, ...]:
    """What is still expected of a candidate's file, one chip each."""
    lacking = [ChipText(word, Tone.WARNING, said=f"{word} : {said}") for word, said in _lacks(row, session)]
    return tuple(lacking) or (ChipText("complet", Tone.YES, SIGN_YES),)


def _lacks(row: Candidate, session: ExamSession) -> Iterator[tuple[str, str]]:
    """Each thing that lacks, as a chip names it, and what it lacks."""
    if row.identity.missing_fields():
        yield "identité", f"{', '.join(row.identity.missing_fields())} à compléter"
    if expects_professional_file(session, row) and not row.professional_file:
        yield "DP", "attendu"
    if expects_training_results(session, row) and (not row.training_results or results_to_copy(session, row)):
        yield "ECF", "à reporter" if row.training_results else "attendu"
    for deposit in deposits_of(session, row):
        if deposit.handed_in is None:
            yield "dépôt", "attendu"
        elif deposit.is_late or deposit.missing_slides:
            yield "dépôt", "en retard" if deposit.is_late else "diapositives manquantes"


def _lack_count(session: ExamSession) -> Callable[[Candidate], int]:
    """Order the files by how much they lack."""
    return lambda row: sum(1 for _lack in _lacks(row, session))


def _states(row: ListLine) -> tuple[ChipText, ...]:
    if row.is_left_out:
        return (LEFT_OUT,)
    chips = [REJECTED if row.fate is None else FATES[row.fate]]
    if row.fate is not None and row.faults:
        chips.append(_TO_SEE)
    if row.mended:
        chips.append(_MENDED)
    return tuple(chips)


def _weight(row: ListLine) -> int:
    """How much a line asks to be looked at."""
    return 10 * row.is_rejected + 4 * bool(row.faults) + 2 * bool(row.mended) + (row.fate is not Fate.UNCHANGED)


def _chip_count(row: ListLine) -> int:
    return bool(row.faults) + bool(row.mended)
