"""The icons: one-colour drawings tinted from the tokens when they are painted, sharp at every pixel ratio."""

from enum import Enum

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.ui import resources
from app.ui.theme import look
from app.ui.tokens import Tokens


class IconRole(Enum):
    """The token that tints an icon."""

    INK = "ink"
    SECOND = "ink_second"
    ACCENT = "accent"
    ON_ACCENT = "on_accent"
    YES = "yes"
    NO = "no"
    WARNING = "warning"
    RAIL_CHOSEN = "rail_ink_chosen"

    def colour(self, tokens: Tokens) -> QColor:
        """The colour of this role in a scheme."""
        return QColor(getattr(tokens, self.value))


def icon(name: str, role: IconRole = IconRole.INK) -> QIcon:
    """Give the icon of a file in `resources/icons`, by its name without ending.

    Raises:
        FileNotFoundError: No such drawing is shipped.
    """
    return QIcon(_TintedEngine((resources.ICONS / f"{name}.svg").read_bytes(), role))


def paint_icon(painter: QPainter, rect: QRect, name: str, colour: QColor) -> None:
    """Paint an icon in any colour into a rectangle."""
    _paint_tinted(painter, rect, (resources.ICONS / f"{name}.svg").read_bytes(), colour)


def logo(side: int, ratio: float) -> QPixmap:
    """Give the logo, in its own colours, at a size in logical pixels and a pixel ratio."""
    pixmap = QPixmap(round(side * ratio), round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    QSvgRenderer(str(resources.ICONS / "logo.svg")).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return pixmap


def application_icon() -> QIcon:
    """Give the program's icon in the sizes that desktops ask for."""
    drawn = QIcon()
    for side in (16, 24, 32, 48, 64, 128, 256):
        drawn.addPixmap(logo(side, 1.0))
    return drawn


class _TintedEngine(QIconEngine):
    """Draws one icon with the tokens in force at that moment, so that a change of scheme needs no new icon."""

    def __init__(self, drawing: bytes, role: IconRole) -> None:
        super().__init__()
        self._drawing = drawing
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:  # noqa: ARG002 - Qt's signature
        role = IconRole.SECOND if mode == QIcon.Mode.Disabled else self._role
        _paint_tinted(painter, rect, self._drawing, role.colour(look().tokens))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        drawn = QPixmap(size)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return drawn

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._drawing, self._role)


def _paint_tinted(painter: QPainter, rect: QRect, drawing: bytes, colour: QColor) -> None:
    ratio = painter.device().devicePixelRatioF()
    image = QImage(rect.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    tint = QPainter(image)
    QSvgRenderer(QByteArray(drawing)).render(tint, QRectF(image.rect()))
    tint.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
    tint.fillRect(image.rect(), colour)
    tint.end()
    image.setDevicePixelRatio(ratio)
    painter.drawImage(rect.topLeft(), image)
