"""The look of the moment: scheme and text zoom, put on the application object beside Qt's own palette and font.

Qt keeps palette, font and style sheet on the application; the theme lives there too, as its child, so that a painted
widget asks `look()` when it draws and needs no wiring. Changing scheme or zoom restyles every window at once.
"""

from enum import Enum
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from app.ui import fonts
from app.ui.focus_ring import FocusRing
from app.ui.style_sheet import stylesheet
from app.ui.tokens import DARK, HIGH_CONTRAST, LIGHT, Look, Metrics, Tokens

ZOOM_RANGE = (1.0, 2.0)


class Scheme(Enum):
    """The colours a person may choose; `SYSTEM` follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high_contrast"


SCHEME_LABELS = {
    Scheme.SYSTEM: "Comme le système",
    Scheme.LIGHT: "Clair",
    Scheme.DARK: "Sombre",
    Scheme.HIGH_CONTRAST: "Contraste élevé",
}


class Theme(QObject):
    """Keeps palette, font and style sheet of the application in step with scheme, zoom and desktop."""

    theme_changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = Scheme.SYSTEM
        self._zoom = 1.0
        self._look = Look(LIGHT, Metrics(text=fonts.BASE_PIXELS, line=fonts.BASE_PIXELS))
        fonts.load_fonts()
        app.setStyle("Fusion")
        self._ring = FocusRing(app, self._look_now, self)
        self._connect_signals()
        self._dress()

    @property
    def scheme(self) -> Scheme:
        """The choice made, `SYSTEM` when none was."""
        return self._scheme

    @property
    def zoom(self) -> float:
        """The text zoom factor, from 1.0 to 2.0."""
        return self._zoom

    @property
    def look(self) -> Look:
        """Colours and sizes in force."""
        return self._look

    def choose(self, scheme: Scheme, zoom: float | None = None) -> None:
        """Put on a scheme, and a text zoom when one is given (kept between 1.0 and 2.0)."""
        self._scheme = scheme
        before = self._zoom
        if zoom is not None:
            self._zoom = min(max(zoom, ZOOM_RANGE[0]), ZOOM_RANGE[1])
        if self._zoom != before or self._chosen_tokens() is not self._look.tokens:
            self._dress()

    def _look_now(self) -> Look:
        return self._look

    def _connect_signals(self) -> None:
        hints = self._app.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_look_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_system_look_changed)

    @Slot()
    def _on_system_look_changed(self) -> None:
        if self._scheme is Scheme.SYSTEM:
            self._dress()

    def _chosen_tokens(self) -> Tokens:
        hints = self._app.styleHints()
        contrast = hints.accessibility().contrastPreference()
        match self._scheme:
            case Scheme.LIGHT:
                return LIGHT
            case Scheme.DARK:
                return DARK
            case Scheme.HIGH_CONTRAST:
                return HIGH_CONTRAST
            case Scheme.SYSTEM:
                if contrast == Qt.ContrastPreference.HighContrast:
                    return HIGH_CONTRAST
                return DARK if hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT

    def _dress(self) -> None:
        font = fonts.interface_font(self._zoom)
        metrics = Metrics(text=font.pixelSize(), line=QFontMetrics(font).height())
        self._look = Look(self._chosen_tokens(), metrics)
        self._app.setFont(font)
        self._app.setPalette(_palette(self._look.tokens))
        self._app.setStyleSheet(stylesheet(self._look.tokens, metrics))
        self.theme_changed.emit()


def theme() -> Theme:
    """Give the theme of the running application, put on at the first call."""
    app = cast("QApplication", QApplication.instance())
    found = app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return found if found is not None else Theme(app)


def look() -> Look:
    """Give the colours and sizes in force."""
    return theme().look


def apply_theme(scheme: Scheme, zoom: float = 1.0) -> Theme:
    """Put a scheme and a text zoom on the running application."""
    worn = theme()
    worn.choose(scheme, zoom)
    return worn


def restyle(widget: QWidget) -> None:
    """Have the style sheet read a widget's properties again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.updateGeometry()
    widget.update()


def _palette(t: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    pairs = {
        roles.Window: t.canvas,
        roles.WindowText: t.ink,
        roles.Base: t.surface,
        roles.AlternateBase: t.sunk,
        roles.Text: t.ink,
        roles.Button: t.surface,
        roles.ButtonText: t.ink,
        roles.BrightText: t.on_accent,
        roles.Highlight: t.accent,
        roles.HighlightedText: t.on_accent,
        roles.Accent: t.accent,
        roles.Link: t.accent,
        roles.LinkVisited: t.accent,
        roles.ToolTipBase: t.ink,
        roles.ToolTipText: t.surface,
        roles.PlaceholderText: t.ink_second,
        roles.Light: t.surface,
        roles.Midlight: t.line,
        roles.Mid: t.line_strong,
        roles.Dark: t.line_strong,
        roles.Shadow: t.ink_second,
    }
    for role, colour in pairs.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(t.ink_second))
    return palette
