"""Buttons, with the key that does the same drawn on them."""

from enum import Enum

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.ui.actions import key_words
from app.ui.icons import IconRole, icon
from app.ui.theme import look, restyle


class KeyCap(QLabel):
    """The drawing of a key."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(key_words(keys), parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class ButtonRank(Enum):
    """How strongly a button calls: one primary at most on a screen."""

    PLAIN = "plain"
    PRIMARY = "primary"
    DANGER = "danger"
    QUIET = "quiet"


_ICON_ROLES = {
    ButtonRank.PLAIN: IconRole.INK,
    ButtonRank.PRIMARY: IconRole.ON_ACCENT,
    ButtonRank.DANGER: IconRole.NO,
    ButtonRank.QUIET: IconRole.ACCENT,
}


class Button(QPushButton):
    """A push button of one rank, with an optional icon and key cap; `tall` where a juror taps."""

    def __init__(
        self,
        text: str,
        rank: ButtonRank = ButtonRank.PLAIN,
        *,
        keys: str = "",
        drawing: str = "",
        icon_role: IconRole | None = None,
        tall: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._bound: QAction | None = None
        self._cap: KeyCap | None = None
        self._keyed = True
        self._words = text
        self.setProperty("tall", tall)
        self.setAutoDefault(False)
        self.set_rank(rank)
        if drawing:
            self.setIcon(icon(drawing, icon_role or _ICON_ROLES[rank]))
        if keys:
            self._show_keys(keys)

    @classmethod
    def of_action(cls, action: QAction, rank: ButtonRank = ButtonRank.PLAIN, *, tall: bool = False) -> "Button":
        """Make the button of an action: same words, same state from then on, its first key while it has it."""
        button = cls(action.text(), rank, keys=action.shortcut().toString(), tall=tall)
        button.clicked.connect(action.trigger)
        action.changed.connect(button._on_action_changed)
        button._bound = action
        button._on_action_changed()
        return button

    def set_rank(self, rank: ButtonRank) -> None:
        """Make it call more or less strongly."""
        self.setProperty("rank", rank.value)
        restyle(self)

    def set_compact(self, compact: bool) -> None:
        """Keep the icon alone where there is no room for words; readers still hear them."""
        if compact == (self.text() == "" and self._words != ""):
            return
        self.setText("" if compact else self._words)
        self.setAccessibleName(self._words)
        if self._cap is not None:
            self._cap.setVisible(self._keyed and not compact)
        self.setProperty("capped", self._cap is not None and self._keyed and not compact)
        self.setProperty("compact", compact)
        restyle(self)

    def set_refusal(self, reason: str) -> None:
        """Enable the button when the reason is empty; otherwise disable it and say why on hovering and to readers."""
        self.setEnabled(not reason)
        self.setToolTip(reason)
        self.setAccessibleDescription(reason)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Leave room for the key cap."""
        size = super().sizeHint()
        if self._cap is not None and self.property("capped"):
            size.setWidth(size.width() + self._cap.sizeHint().width() + 2 * look().metrics.step)
        return size

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never cut the words."""
        return self.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the key cap at the right edge."""
        super().resizeEvent(event)
        if self._cap is not None:
            wanted = self._cap.sizeHint()
            right = self.width() - wanted.width() - 2 * look().metrics.step
            self._cap.setGeometry(right, (self.height() - wanted.height()) // 2, wanted.width(), wanted.height())

    def _show_keys(self, keys: str) -> None:
        self._cap = KeyCap(keys, self)
        self.setProperty("capped", True)
        restyle(self)

    def _follow_key(self, keyed: bool) -> None:
        """Draw the key while the action has it."""
        if self._cap is None or keyed == self._keyed:
            return
        self._keyed = keyed
        shown = keyed and not self.property("compact")
        self._cap.setVisible(shown)
        self.setProperty("capped", shown)
        restyle(self)

    @Slot()
    def _on_action_changed(self) -> None:
        if self._bound is None:
            return
        self._follow_key(not self._bound.shortcut().isEmpty())
        self.setText(self._bound.text())
        self.setEnabled(self._bound.isEnabled())
        hint = self._bound.toolTip()
        self.setToolTip("" if hint == self._bound.text() else hint)
        self.setAccessibleDescription(self.toolTip())
        self.updateGeometry()
