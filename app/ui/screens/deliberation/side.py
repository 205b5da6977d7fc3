"""What stands beside the table: what the jury must have seen, what jurors wrote without critères."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.screens.deliberation.state import Appreciation, EvidenceShown
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_WARNING, SIGN_YES, Chip
from app.ui.widgets.words import Rank, Words


class EvidenceCard(Card):
    """« Éléments consultés »: one line per thing, with its state."""

    def __init__(self) -> None:
        super().__init__("Éléments consultés")
        self._lines = _Lines()
        self.body.addWidget(self._lines)

    def show_evidence(self, evidence: tuple[EvidenceShown, ...]) -> None:
        """Show the list; the référentiel may ask for nothing."""
        self.setVisible(bool(evidence))
        self._lines.clear()
        for item in evidence:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(Words(item.label, Rank.SECOND, wrap=True), 1)
            tone, sign = (Tone.YES, SIGN_YES) if item.settled else (Tone.WARNING, SIGN_WARNING)
            line.addWidget(Chip(item.state, tone, sign))
            self._lines.add(row)


class AppreciationsCard(Card):
    """What jurors wrote about the entretien final and other parts without critère."""

    def __init__(self) -> None:
        super().__init__("Appréciations")
        self._lines = _Lines()
        self.body.addWidget(self._lines)

    def show_appreciations(self, appreciations: tuple[Appreciation, ...]) -> None:
        """Show them, juror by juror."""
        self.setVisible(bool(appreciations))
        self._lines.clear()
        for written in appreciations:
            self._lines.add(Words(f"{written.juror} · {written.part}", Rank.SMALL_STRONG, wrap=True))
            self._lines.add(Words(written.text, wrap=True))


class _Lines(QWidget):
    """Widgets one under the other, replaced all at once."""

    def __init__(self) -> None:
        super().__init__()
        self._widgets: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(look().metrics.step)

    def add(self, widget: QWidget) -> None:
        self._widgets.append(widget)
        self._column.addWidget(widget)

    def clear(self) -> None:
        for widget in self._widgets:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets = []
