"""Égalité de traitement: how each candidate was heard, side by side, and below, the positions taken on each."""

import textwrap
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.screens.deliberation.equality import Equality, EqualityRow, Taken
from app.ui.screens.deliberation.state import VocabularyShown
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_DIVERGENCE, SIGN_NO, ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.rows_model import Align, Cell, Column
from app.ui.widgets.words import Rank, Words

_EMPTY = "Aucun candidat n’est encore ouvert à la délibération."
_LEAST_STEPS = (60, 42)
_HEADING_LETTERS = 12
_HEADING_LINES = 4


class ComparisonDialog(QDialog):
    """One line per candidate, in the session's order and no other: nothing is added up, nobody is ranked."""

    def __init__(self, equality: Equality, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setObjectName("comparison_dialog")
        self.setWindowTitle("Égalité de traitement")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        room = parent.size() if parent is not None else self.screen().availableSize()
        self.resize(room.width() - 6 * step, room.height() - 12 * step)
        self._detail = Words("", Rank.SECOND, wrap=True)
        self._detail.setObjectName("treatment_detail")
        self._treated = _table("Conditions de passage par candidat", "treatment_table", _treatment_columns(equality))
        positions = _table("Positions du jury par candidat", "comparison_table", _position_columns(equality))
        self._treated.current_row_changed.connect(self._on_row_changed)
        for table in (self._treated, positions):
            table.set_rows(equality.rows)
        self._cards = (_carded(self._treated), _carded(positions))
        self._rule = Words(equality.rule, Rank.SECOND, wrap=True)
        inside = _Page()
        body = QVBoxLayout(inside)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2 * step)
        body.addWidget(self._rule)
        body.addWidget(self._cards[0], 3)
        body.addWidget(self._detail)
        body.addWidget(Words("Positions prises : à situation égale, position égale", Rank.STRONG, wrap=True))
        legend = f"{SIGN_CURRENT} oui : {equality.words.mastered} ; {SIGN_NO} non : {equality.words.not_mastered}."
        body.addWidget(Words(legend, Rank.SECOND, wrap=True))
        body.addWidget(self._cards[1], 2)
        self._area = area = QScrollArea()  # large text needs more height than the window has
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * step, 4 * step, 5 * step, 4 * step)
        column.setSpacing(2 * step)
        column.addWidget(Words("Égalité de traitement", Rank.TITLE))
        column.addWidget(area, 1)
        column.addLayout(self._foot())
        self._treated.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Let a table be no taller than what is seen of it, so that the keyboard never leaves what shows."""
        super().resizeEvent(event)
        step, seen = look().metrics.step, self._area.viewport()
        room = seen.height() - self._rule.heightForWidth(seen.width()) - 4 * step
        for card, least in zip(self._cards, _LEAST_STEPS, strict=True):
            card.setMinimumHeight(min(least * step, room))

    def _foot(self) -> QHBoxLayout:
        leave = Button("Fermer", keys="Esc")
        leave.setObjectName("comparison_close")
        leave.clicked.connect(self.accept)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(leave)
        return foot

    @Slot(object)
    def _on_row_changed(self, row: EqualityRow | None) -> None:
        self._detail.setText(row.detail if row is not None else "")


class _Page(QWidget):
    """What scrolls: as high as its sentences and tables need at its width, never more."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Wrapped sentences would ask for the height that they need where they are narrow."""
        size, layout = super().minimumSizeHint(), self.layout()
        return QSize(size.width(), layout.minimumHeightForWidth(self.width())) if layout is not None else size


def _table(name: str, object_name: str, columns: Sequence[Column[EqualityRow]]) -> DataTable[EqualityRow]:
    table: DataTable[EqualityRow] = DataTable(name, columns, key=_candidate_id, empty=_EMPTY, folds=True)
    table.view.setObjectName(object_name)
    header = table.view.horizontalHeader()
    header.setSectionsClickable(False)  # an order by minutes would be a ranking
    header.setSortIndicatorShown(False)
    lines = max(column.title.count("\n") + 1 for column in columns)
    if lines > 1:
        header.setFixedHeight(lines * header.fontMetrics().lineSpacing() + 3 * look().metrics.step)
    return table


def _carded(table: QWidget) -> Card:
    """A card that takes the height that is left, whatever its table would like."""
    card = Card(flush=True)
    card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
    card.body.addWidget(table)
    return card


def _treatment_columns(equality: Equality) -> tuple[Column[EqualityRow], ...]:
    return (
        Column("Candidat", _name, caption=""),
        *(Column(part, partial(_time, place)) for place, part in enumerate(equality.parts)),
        Column("Questions", _questions, align=Align.RIGHT, tooltip=_asked),
        Column("Critères vus", _criteria),
        Column("Contexte", _context),
        Column("Écarts", _outliers, weight=1, tooltip=_detail),
    )


def _position_columns(equality: Equality) -> tuple[Column[EqualityRow], ...]:
    return (
        Column("Candidat", _name, weight=1, wrap=True, caption="", least_steps=40),
        *(
            Column(_heading(label), partial(_position, place, equality.words), caption=label)
            for place, label in enumerate(equality.units)
        ),
        Column("Décision", _outcome, weight=1, wrap=True, least_steps=24),
    )


def _heading(label: str) -> str:
    """A compétence in a narrow heading; the cells say it in full to whoever hovers over them."""
    lines = textwrap.wrap(label, _HEADING_LETTERS, break_long_words=False)
    kept = lines if len(lines) <= _HEADING_LINES else [*lines[: _HEADING_LINES - 1], f"{lines[_HEADING_LINES - 1]}…"]
    return "\n".join(kept)


def _candidate_id(row: EqualityRow) -> int:
    return row.candidate_id


def _name(row: EqualityRow) -> Cell:
    return Cell(row.candidate, strong=True)


def _time(place: int, row: EqualityRow) -> Cell:
    return Cell(row.times[place].used or "–", row.times[place].planned)


def _questions(row: EqualityRow) -> Cell:
    return Cell(str(row.questions))


def _asked(row: EqualityRow) -> str:
    return row.asked


def _criteria(row: EqualityRow) -> Cell:
    return Cell(str(row.observed), row.not_observed)


def _context(row: EqualityRow) -> Cell:
    return Cell(row.context)


def _outliers(row: EqualityRow) -> Cell:
    return Cell(f"{SIGN_DIVERGENCE} {row.outliers}", tone=Tone.WARNING) if row.outliers else Cell()


def _detail(row: EqualityRow) -> str:
    return row.detail


def _outcome(row: EqualityRow) -> Cell:
    return Cell(row.outcome)


def _position(place: int, words: VocabularyShown, row: EqualityRow) -> Cell:
    taken = row.positions[place]
    if taken is Taken.MASTERED:
        return Cell(chips=(ChipText(taken.value, Tone.YES, SIGN_CURRENT, said=words.mastered),))
    if taken is Taken.NOT_MASTERED:
        return Cell(chips=(ChipText(taken.value, Tone.NO, SIGN_NO, said=words.not_mastered),))
    return Cell(second=taken.value)
