"""What stands beside the table and is only read: what the file says, the times, what jurors wrote without critères."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.ui.screens.deliberation.file_state import FileShown, ReferenceShown, TimeShown
from app.ui.screens.deliberation.state import Appreciation
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_WARNING, Chip
from app.ui.widgets.reference_text import ReferenceText
from app.ui.widgets.words import Rank, Words

_NOTHING_MORE = "Le référentiel ne précise rien de plus pour cette compétence."

_SECOND = 2
"""The place after the référentiel and the first of the two cards that change places."""


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


class ReferenceCard(Card):
    """What the référentiel says of one compétence, while somebody asks."""

    def __init__(self) -> None:
        super().__init__("Référentiel")
        self._shown: ReferenceShown | None = None
        self._lines = _Lines()
        self.body.addWidget(self._lines)
        self.hide()

    def show_reference(self, reference: ReferenceShown | None) -> None:
        """Show it, or nothing."""
        self.setVisible(reference is not None)
        if reference == self._shown:
            return
        self._shown = reference
        self._lines.clear()
        if reference is not None:
            self._lines.add(ReferenceText(reference.label, reference.sections, _NOTHING_MORE))


class FileCard(Card):
    """What the candidate's file says beside the elements to read."""

    def __init__(self) -> None:
        super().__init__("Dossier du candidat")
        self._shown: FileShown | None = None
        self._lines = _Lines()
        self.body.addWidget(self._lines)

    def show_file(self, file: FileShown) -> None:
        """Show it, section by section."""
        self.setVisible(bool(file.sections))
        if file == self._shown:
            return
        self._shown = file
        self._lines.clear()
        for title, lines in file.sections:
            self._lines.add(Words(title, Rank.SMALL_STRONG))
            for line in lines:
                self._lines.add(Words(line, Rank.SECOND, wrap=True))


class TimesCard(Card):
    """Planned and used time, part by part."""

    def __init__(self) -> None:
        super().__init__("Temps", "prévu → réalisé")
        self._shown: tuple[TimeShown, ...] = ()
        self._lines = _Lines()
        self.body.addWidget(self._lines)

    def show_times(self, times: tuple[TimeShown, ...]) -> None:
        """Show them; a part that lasted too long says so by a sign and a word."""
        self.setVisible(bool(times))
        if times == self._shown:
            return
        self._shown = times
        self._lines.clear()
        for time in times:
            row = QWidget()
            row.setAccessibleName(f"{time.part} : prévu {time.planned}, réalisé {time.used}")
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(2 * look().metrics.step)
            line.addWidget(Words(time.part, Rank.SECOND, wrap=True), 1)
            line.addWidget(Words(f"{time.planned} → {time.used}", Rank.SECOND))
            if time.over:
                line.addWidget(Chip("dépassé", Tone.WARNING, SIGN_WARNING))
            self._lines.add(row)


class SideColumn(QWidget):
    """The cards beside the table; the decision comes before what is already read once every position is taken."""

    def __init__(self, reference: QWidget, evidence: QWidget, decision: QWidget, others: Sequence[QWidget]) -> None:
        super().__init__()
        self._evidence, self._decision = evidence, decision
        self._cards = QVBoxLayout(self)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(3 * look().metrics.step)
        for card in (reference, evidence, decision, *others):
            self._cards.addWidget(card)
        self._cards.addStretch(1)

    def put_decision_first(self, first: bool) -> None:
        """Change places where they are not so yet."""
        second = self._evidence if first else self._decision
        if self._cards.indexOf(second) != _SECOND:
            self._cards.removeWidget(second)
            self._cards.insertWidget(_SECOND, second)


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


def scrolling(inside: QWidget) -> QScrollArea:
    """What scrolls these cards up and down on the ground of the page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(inside)
    inside.setAutoFillBackground(False)
    area.viewport().setAutoFillBackground(False)
    return area
