"""The candidate's screen: name, phase and time, as large as the screen allows, read from three metres."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app.ui import fonts
from app.ui.facing.state import FacingMoment
from app.ui.theme import look

_NAME_SHARE, _FIGURE_SHARE, _WORDS_SHARE = 0.09, 0.36, 0.07
_MARGIN_SHARE = 0.05
_LEAVING = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F8)


class FacingView(QWidget):
    """Draws one moment; blank, it shows nothing of it. Escape, Enter, F8 or a double click asks to leave."""

    leave_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("candidate_screen")
        self.setWindowTitle("Écran du candidat")
        self.setProperty("fills_screen", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._moment: FacingMoment | None = None
        self._blank = False
        self._say()

    @property
    def seen(self) -> str:
        """Everything that can be read on it now."""
        return self._moment.spoken if self._moment is not None and not self._blank else ""

    def show_moment(self, moment: FacingMoment | None) -> None:
        """Show another moment; None shows nothing."""
        if moment != self._moment:
            before, self._moment = self._moment, moment
            if before is None or moment is None or (before.phase, before.words) != (moment.phase, moment.words):
                self._say()
            self.update()

    def set_blank(self, blank: bool) -> None:
        """Hide the content, or bring it back."""
        self._blank = blank
        self._say()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ask to leave by few keys only: a hand that brushes the keyboard changes nothing before the candidate."""
        event.accept()
        if event.key() in _LEAVING:
            self.leave_requested.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Ask to leave."""
        event.accept()
        self.leave_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the lines, each as large as its place."""
        tokens = look().tokens
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(tokens.surface))
        if self._moment is None or self._blank:
            return
        moment, height = self._moment, float(self.height())
        figure = QColor(tokens.no if moment.over else tokens.ink)
        lines = (
            (moment.name, _NAME_SHARE, QFont.Weight.Bold, QColor(tokens.ink)),
            (moment.phase, _WORDS_SHARE, QFont.Weight.Normal, QColor(tokens.ink)),
            (moment.figure, _FIGURE_SHARE, QFont.Weight.Bold, figure),
            (moment.words, _WORDS_SHARE, QFont.Weight.DemiBold, figure),
        )
        top = height * (1 - sum(share * 1.4 for _text, share, _weight, _colour in lines)) / 2
        for text, share, weight, colour in lines:
            place = QRectF(0, top, self.width(), height * share * 1.4)
            painter.setPen(colour)
            painter.setFont(self._fitting(text, share, weight))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
            top += place.height()

    def _fitting(self, text: str, share: float, weight: QFont.Weight) -> QFont:
        """The font of a line, smaller where a long text would not fit the width."""
        pixels = max(1, round(self.height() * share))
        font = fonts.sized(self.font(), pixels, weight)
        if share == _FIGURE_SHARE:
            font = fonts.tabular(font)
        room, wanted = self.width() * (1 - 2 * _MARGIN_SHARE), QFontMetricsF(font).horizontalAdvance(text)
        if wanted > room:
            font.setPixelSize(max(1, int(pixels * room / wanted)))
        return font

    def _say(self) -> None:
        self.setAccessibleName(self.seen or "Écran du candidat")
