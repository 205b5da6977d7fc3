"""A kind word beside a text that speaks of the person rather than of the work: it never stops anybody."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from app.domain.outside_words import warning
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_WARNING, Chip
from app.ui.widgets.words import Rank, Words


class WarningLine(QWidget):
    """A sentence of warning behind its sign; nothing while there is none."""

    def __init__(self) -> None:
        super().__init__()
        self._words = Words("", Rank.SECOND, wrap=True)
        self._words.setObjectName("outside_warning")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2 * look().metrics.step)
        line.addWidget(Chip(SIGN_WARNING, Tone.WARNING), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._words, 1)
        self.hide()

    def show_warning(self, sentence: str) -> None:
        """Show it, or nothing."""
        self._words.setText(sentence)
        self.setVisible(bool(sentence))


class OutsideWarning(WarningLine):
    """Watches one field and shows itself while the text holds such words (rule 24), as `judge` tells it."""

    def __init__(self, field: QLineEdit | QPlainTextEdit, judge: Callable[[str], str] = warning) -> None:
        super().__init__()
        self._field = field
        self._judge = judge
        field.textChanged.connect(self._on_field_text_changed)
        self._on_field_text_changed()

    def judge_by(self, judge: Callable[[str], str]) -> None:
        """Judge by other words from now on."""
        self._judge = judge
        self._on_field_text_changed()

    @Slot()
    def _on_field_text_changed(self) -> None:
        text = self._field.text() if isinstance(self._field, QLineEdit) else self._field.toPlainText()
        said = self._judge(text)
        if said != self._words.text() or not said:
            self._field.setAccessibleDescription(said)
            self.show_warning(said)
