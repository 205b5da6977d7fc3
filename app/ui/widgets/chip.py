"""Chips: a word on a soft ground, with a sign, so that the colour is never alone."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.ui import fonts
from app.ui.theme import restyle
from app.ui.tokens import Look, Tone

SIGN_YES = "✓"
SIGN_NO = "✗"
SIGN_CURRENT = "●"
SIGN_TODO = "○"
SIGN_DIVERGENCE = "◆"
SIGN_WARNING = "!"


@dataclass(frozen=True, slots=True)
class ChipText:
    """What a chip shows, in a cell or in a `Chip`; `said` is what readers hear when the sign says more."""

    word: str
    tone: Tone = Tone.NEUTRAL
    sign: str = ""
    outlined: bool = False
    said: str = ""

    @property
    def shown(self) -> str:
        """Sign and word."""
        return f"{self.sign} {self.word}".strip()


class Chip(QLabel):
    """A chip as a widget."""

    def __init__(self, word: str, tone: Tone = Tone.NEUTRAL, sign: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._chip: ChipText | None = None
        self.show_chip(ChipText(word, tone, sign))

    def show_chip(self, chip: ChipText) -> None:
        """Show another word, tone or sign."""
        if chip == self._chip:
            return
        before, self._chip = self._chip, chip
        self.setText(chip.shown)
        self.setAccessibleName(chip.said or chip.word)
        if before is None or before.tone is not chip.tone:
            self.setProperty("tone", chip.tone.value)
            restyle(self)


class ChipButton(QPushButton):
    """A chip that is pressed."""

    def __init__(self, chip: ChipText, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._chip: ChipText | None = None
        self.show_chip(chip)

    def show_chip(self, chip: ChipText) -> None:
        """Show another word, tone or sign; `outlined` frames it."""
        if chip == self._chip:
            return
        before, self._chip = self._chip, chip
        self.setText(chip.shown)
        self.setAccessibleName(chip.said or chip.word)
        if before is None or (before.tone, before.outlined) != (chip.tone, chip.outlined):
            self.setProperty("tone", chip.tone.value)
            self.setProperty("outlined", chip.outlined)
            restyle(self)


def chip_font(base: QFont, worn: Look) -> QFont:
    """The font of chips."""
    return fonts.sized(base, worn.metrics.second, QFont.Weight.DemiBold)


def chip_size(chip: ChipText, base: QFont, worn: Look) -> QSize:
    """The room that a painted chip takes."""
    metrics = QFontMetrics(chip_font(base, worn))
    step = worn.metrics.step
    return QSize(metrics.horizontalAdvance(chip.shown) + 4 * step, metrics.height() + step)


def paint_chip(painter: QPainter, rect: QRect, chip: ChipText, base: QFont, worn: Look) -> None:
    """Paint a chip into a rectangle, as the widget looks."""
    tokens, metrics = worn.tokens, worn.metrics
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor(tokens.soft_of(chip.tone)))
    painter.setPen(QPen(QColor(tokens.ink_of(chip.tone)), 1) if chip.outlined else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), metrics.radius_small, metrics.radius_small)
    painter.setPen(QColor(tokens.ink_of(chip.tone)))
    painter.setFont(chip_font(base, worn))
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, chip.shown)
    painter.restore()
