"""The enrolled candidates that a list does not name: shown, never removed."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.candidate import Candidate
from app.domain.session import ExamSession
from app.ui.screens.preparation.columns import missing_columns
from app.ui.screens.preparation.import_words import missing_sentence
from app.ui.theme import look
from app.ui.widgets.card import Card
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.words import Words


class MissingPage(QWidget):
    """Who is enrolled and not in the list."""

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self._words = Words("", wrap=True)
        self.table: DataTable[Candidate] = DataTable(
            "Inscrits absents de cette liste", missing_columns(), key=lambda row: row.id, empty="Personne."
        )
        self.table.view.setObjectName("missing_candidates")
        card = Card("Inscrits, absents de cette liste", flush=True)
        card.body.addWidget(self.table, 1)
        card.setMinimumHeight(60 * step)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * step)
        column.addWidget(self._words)
        column.addWidget(card, 1)

    @property
    def first(self) -> QWidget:
        """What has the keyboard first."""
        return self.table

    def show_missing(self, session: ExamSession, missing: Sequence[Candidate]) -> None:
        """Show who is missing."""
        self._words.setText(missing_sentence(session, len(missing)))
        self.table.set_rows(missing)

    def forget(self) -> None:
        """Hold nobody any more."""
        self.table.set_rows(())
