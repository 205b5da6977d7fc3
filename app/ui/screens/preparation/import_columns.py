"""The columns of a list: what each is taken for, corrected by a choice, unrecognised ones first."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.candidate_columns import CandidateField
from app.domain.list_columns import COLUMN_FIELDS, ColumnField
from app.ui.screens.preparation.import_state import ColumnChoice, Importing
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_NO, SIGN_TODO, SIGN_YES, Chip, ChipText
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.words import Divider, Rank, Words

_ASIDE = "Laisser de côté"
_OFFERED: tuple[tuple[ColumnField | None, str], ...] = (
    (None, _ASIDE),
    *((field, field.label) for field in COLUMN_FIELDS),
)
_MOST_ROWS = 80
_LETTERS = 18
_REMEMBERED = "Correspondance reprise de votre dernière liste aux mêmes titres. Corrigez-la au besoin."
_PROPOSED = "Ce que donne chaque colonne. Corrigez au besoin : la liste est relue aussitôt."


class ColumnRow(QWidget):
    """One column: its letter and title, what its first cells hold, and the choice of what it gives."""

    field_chosen = Signal(object)

    def __init__(self, column: ColumnChoice) -> None:
        super().__init__()
        step = look().metrics.step
        self._column: ColumnChoice | None = None
        self.choice: ChoiceField[ColumnField | None] = ChoiceField(_OFFERED)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setMinimumContentsLength(_LETTERS)
        self.choice.setObjectName(f"column_{column.letter}")
        self.choice.setAccessibleName(column.name)
        self._chip = Chip("")
        self._samples = Words("", Rank.SECOND, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Words(column.name, Rank.STRONG, wrap=True))
        words.addWidget(self._samples)
        line = QHBoxLayout()
        line.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
        line.setSpacing(3 * step)
        line.addLayout(words, 1)
        line.addWidget(self._chip)
        line.addWidget(self.choice)
        column_of_all = QVBoxLayout(self)
        column_of_all.setContentsMargins(0, 0, 0, 0)
        column_of_all.setSpacing(0)
        column_of_all.addLayout(line)
        column_of_all.addWidget(Divider())
        self.choice.activated.connect(self._on_choice_activated)

    def show_column(self, column: ColumnChoice, *, is_twice: bool) -> None:
        """Show what the column is taken for; `is_twice` when another one is taken for the same."""
        self._chip.show_chip(_state(column, is_twice=is_twice))
        self.choice.setProperty("faulty", is_twice)
        self.choice.setAccessibleDescription(self._chip.accessibleName())
        if column == self._column:
            return
        self._column = column
        seen = " · ".join(column.samples)
        self._samples.setText(f"par exemple : {seen}" if seen else "aucune valeur dans les premières lignes")
        self.choice.set_value(column.field)

    def _on_choice_activated(self) -> None:
        self.field_chosen.emit(self.choice.value())


class ColumnsPage(QWidget):
    """Every column of the list with its choice."""

    column_chosen = Signal(int, object)

    def __init__(self) -> None:
        super().__init__()
        self._waiting: Importing | None = None
        self._rows: list[ColumnRow] = []
        self._keys: tuple[tuple[str, str], ...] = ()
        self._notice = Words("", Rank.SECOND, wrap=True)
        self._notice.setObjectName("mapping_notice")
        self._more = Words("", Rank.SECOND, wrap=True)
        step = look().metrics.step
        self._more.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
        self._holder = QWidget()
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._holder)
        self._holder.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self._scroll = scroll
        card = Card("Colonnes", flush=True)
        card.body.addWidget(scroll, 1)
        card.setMinimumHeight(60 * step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * step)
        column.addWidget(self._notice)
        column.addWidget(card, 1)

    @property
    def first(self) -> QWidget:
        """What has the keyboard first: the choice that most asks to be made."""
        return self._rows[0].choice if self._rows else self

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the rows when they are first looked at: they are many fields, and a list that is fine needs none."""
        super().showEvent(event)
        if self._waiting is not None:
            self.show_importing(self._waiting)

    def show_importing(self, importing: Importing) -> None:
        """Show the columns of the list and what each is taken for."""
        self._waiting = None if self.isVisible() else importing
        if self._waiting is None:
            self._show_columns(importing)

    def _show_columns(self, importing: Importing) -> None:
        shown = importing.columns[:_MOST_ROWS]
        keys = tuple((column.letter, column.title) for column in shown)
        if keys != self._keys:
            self._lay_rows(shown)
            self._keys = keys
        twice = importing.told_twice
        for row, column in zip(self._rows, shown, strict=True):
            row.show_column(column, is_twice=_tells(column, twice))
        self._notice.setText(importing.mapping_fault or (_REMEMBERED if importing.is_remembered else _PROPOSED))
        self._notice.set_rank(Rank.FAULT if importing.mapping_fault else Rank.SECOND)
        beyond = len(importing.columns) - len(shown)
        self._more.setText(f"Et {beyond} autres colonnes, laissées telles quelles.")
        self._more.setVisible(beyond > 0)

    def _lay_rows(self, columns: tuple[ColumnChoice, ...]) -> None:
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [ColumnRow(column) for column in columns]
        before: QWidget | None = None
        for place, row in enumerate(self._rows):
            row.field_chosen.connect(partial(self.column_chosen.emit, place))
            self._column.insertWidget(place, row)
            if before is not None:
                QWidget.setTabOrder(before, row.choice)
            before = row.choice


def _tells(column: ColumnChoice, fields: frozenset[CandidateField]) -> bool:
    return column.field is not None and not fields.isdisjoint(column.field.fields)


def _state(column: ColumnChoice, *, is_twice: bool) -> ChipText:
    if is_twice:
        return ChipText("choisi deux fois", Tone.NO, SIGN_NO)
    if column.field is None:
        return ChipText("de côté", Tone.WARNING if column.proposed is None else Tone.NEUTRAL, SIGN_TODO)
    if column.field is column.proposed:
        return ChipText("reconnue", Tone.YES, SIGN_YES)
    return ChipText("choisie", Tone.ACCENT, SIGN_YES)
