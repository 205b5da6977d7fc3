"""A list on its way in, at one moment, frozen: its columns, its lines, what was mended here, what would be written."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path

from app.domain.candidate_columns import CandidateField
from app.domain.candidate_line import CellFault
from app.domain.list_columns import ColumnField
from app.intake.candidates import ListPreview
from app.services.candidates import Comparison, Fate

NEEDED = (CandidateField.BIRTH_NAME, CandidateField.FIRST_NAME)

Cell = tuple[int, CandidateField]
"""A cell of the list: its line as the spreadsheet shows it, and its field."""


class Step(Enum):
    """What a list asks to be looked at, in the order of the page's tabs."""

    COLUMNS = "Colonnes"
    LINES = "Lignes"
    MISSING = "Absents"


class Shown(Enum):
    """Which lines are shown."""

    ALL = "Toutes"
    TO_SEE = "À vérifier"
    REJECTED = "Rejetées"


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column: where it stands, what its title was taken for, and what it is taken for now; None leaves it aside."""

    letter: str
    title: str
    samples: tuple[str, ...]
    proposed: ColumnField | None
    field: ColumnField | None
    is_untitled: bool = False

    @property
    def name(self) -> str:
        """« Colonne B « Né(e) le » »."""
        return f"Colonne {self.letter}, sans titre" if self.is_untitled else f"Colonne {self.letter} « {self.title} »"


@dataclass(frozen=True, slots=True)
class Mended:
    """One cell corrected here: what the list says and what is read instead."""

    field: CandidateField
    listed: str
    value: str


@dataclass(frozen=True, slots=True)
class Change:
    """What an import changes in one field of a candidate already enrolled."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of a list: whom it names, what would become of it, its faulty cells and those mended here.

    `fate` is None when the line is rejected; a line left out by the person brings nothing either. `sought` holds the
    folded words by which it is found.
    """

    line: int
    name: str
    details: str
    fate: Fate | None
    faults: tuple[CellFault, ...] = ()
    mended: tuple[Mended, ...] = ()
    changes: tuple[Change, ...] = ()
    is_left_out: bool = False
    sought: str = ""

    @property
    def is_rejected(self) -> bool:
        """Whether nothing of it can be imported as it stands."""
        return self.fate is None and not self.is_left_out

    @property
    def asks_look(self) -> bool:
        """Whether a person should look at it."""
        return bool(self.faults or self.mended or self.is_left_out)

    def is_among(self, shown: Shown) -> bool:
        """Whether it is one of the lines to show."""
        return shown is Shown.ALL or (self.asks_look if shown is Shown.TO_SEE else self.is_rejected)


@dataclass(frozen=True, slots=True)
class Importing:
    """A list on its way in: nothing of it is written before it is confirmed.

    Attributes:
        source: The file, or the pasted text; None until there is one.
        sheet: The sheet asked for, None for the one that looks most like a list.
        sheets: The sheets to choose from.
        columns: The columns, those that nothing recognised first.
        mapping: The correspondence that the person chose, None while the columns are as they were proposed.
        is_remembered: The columns are read as in an earlier list with the same titles.
        corrections: The cells mended here, by line and field.
        left_out: The lines that the person leaves out.
        preview: What was read, None while it is being read or was refused.
        comparison: What would change in the session.
        lines: Every line with its fate and its faults.
        fault: Why the list was refused.
        is_busy: The list is being read or written.
    """

    source: Path | str | None = None
    sheet: str | None = None
    sheets: tuple[str, ...] = ()
    columns: tuple[ColumnChoice, ...] = ()
    mapping: Mapping[str, str] | None = None
    is_remembered: bool = False
    corrections: Mapping[Cell, Mended] = field(default_factory=dict)
    left_out: frozenset[int] = frozenset()
    preview: ListPreview | None = None
    comparison: Comparison | None = None
    lines: tuple[ListLine, ...] = ()
    fault: str = ""
    is_busy: bool = False

    @property
    def name(self) -> str:
        """The list as a person calls it."""
        if self.source is None:
            return ""
        return self.source.name if isinstance(self.source, Path) else "Liste collée"

    @property
    def told_twice(self) -> frozenset[CandidateField]:
        """The fields that several columns are said to hold."""
        told = Counter(part for column in self.columns if column.field for part in column.field.fields)
        return frozenset(part for part, count in told.items() if count > 1)

    @property
    def lacking(self) -> tuple[CandidateField, ...]:
        """The fields without which no candidate can be read."""
        if not self.columns:
            return ()
        told = {part for column in self.columns if column.field for part in column.field.fields}
        return tuple(part for part in NEEDED if part not in told)

    @property
    def chosen_mapping(self) -> dict[str, str]:
        """The correspondence shown, as the reader takes it: an untitled column is told by its letter."""
        return {
            column.letter if column.is_untitled else column.title: column.field.value if column.field else ""
            for column in self.columns
            if column.field or not column.is_untitled
        }

    @property
    def changes_something(self) -> bool:
        """Whether confirming would write anything."""
        return self.comparison is not None and bool(self.comparison.added or self.comparison.changed)

    @property
    def refusal(self) -> str:
        """Why the list cannot be confirmed now; empty when it can."""
        if self.is_busy:
            return "Un instant : la liste est en cours de lecture."
        if self.mapping_fault:
            return self.mapping_fault
        if self.preview is None:
            return "Choisissez d’abord une liste."
        return "" if self.changes_something else "Rien à écrire : aucun candidat à ajouter ni à modifier."

    @property
    def mapping_fault(self) -> str:
        """What is wrong with the correspondence, in one sentence; empty when the list can be read with it."""
        for part in sorted(self.told_twice, key=list(CandidateField).index):
            letters = [column.letter for column in self.columns if column.field and part in column.field.fields]
            return f"Les colonnes {' et '.join(letters)} donnent toutes « {part.label} » : gardez-en une seule."
        if self.lacking:
            labels = " ni ".join(f"« {part.label} »" for part in self.lacking)
            return f"Aucune colonne ne donne {labels} : dites {'laquelle' if len(self.lacking) == 1 else 'lesquelles'}."
        return ""

    @property
    def has_work(self) -> bool:
        """Whether leaving would lose something that the person did here."""
        return bool(self.corrections or self.left_out)
