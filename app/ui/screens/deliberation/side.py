"""What stands beside the table and is only read: what jurors wrote without critères."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.screens.deliberation.state import Appreciation
from app.ui.theme import look
from app.ui.widgets.card import Card
from app.ui.widgets.words import Rank, Words


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
