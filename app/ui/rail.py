"""The navigation rail: logo, one entry per screen with icon, word, key and count, and who is at the desk."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.ui import fonts
from app.ui.actions import key_words
from app.ui.icons import IconRole, logo, paint_icon
from app.ui.screen import ScreenEntry
from app.ui.theme import look
from app.ui.tokens import Look
from app.ui.widgets.button import Button
from app.ui.widgets.words import Divider, Rank, Words


class RailEntry(QAbstractButton):
    """One entry; narrow, it keeps icon and count, and its word moves to the tooltip."""

    def __init__(self, entry: ScreenEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.entry = entry
        self._count = 0
        self._refusal = ""
        self._narrow = False
        self.setCheckable(True)
        self.setText(entry.act.value.label)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    def nextCheckState(self) -> None:  # noqa: N802 - Qt's name
        """Wait for the frame to say which screen is in front."""

    def set_count(self, count: int) -> None:
        """Show a count of things to settle; 0 shows none."""
        self._count = count
        self._say()

    def set_refusal(self, reason: str) -> None:
        """Close the entry and say why; an empty reason opens it."""
        self._refusal = reason
        self.setEnabled(not reason)
        self._say()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, or icon and word."""
        self._narrow = narrow
        self._say()
        self.updateGeometry()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A line as high as a control, with some air."""
        metrics = look().metrics
        height = metrics.control + round(1.5 * metrics.step)
        return QSize(height if self._narrow else 43 * metrics.step, height)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never flatter."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw ground, icon, word, and key or count."""
        worn = look()
        t, m = worn.tokens, worn.metrics
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or (self.underMouse() and self.isEnabled()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.rail_chosen))
            painter.drawRoundedRect(QRectF(self.rect()), m.radius, m.radius)
        ink = QColor(t.rail_ink_chosen if chosen else t.rail_ink)
        if not self.isEnabled():
            painter.setOpacity(0.75)
        left = (self.width() - m.icon) // 2 if self._narrow else round(2.5 * m.step)
        place = QRect(left, (self.height() - m.icon) // 2, m.icon, m.icon)
        paint_icon(painter, place, self.entry.act.value.icon if self.isEnabled() else "lock", ink)
        if not self._narrow:
            self._paint_word(painter, place.right() + round(2.5 * m.step), ink, worn)
        self._paint_right(painter, worn)

    def _paint_word(self, painter: QPainter, left: int, ink: QColor, worn: Look) -> None:
        painter.setFont(fonts.sized(self.font(), worn.metrics.text, fonts.WEIGHT_MEDIUM))
        painter.setPen(ink)
        painter.drawText(self.rect().adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())

    def _paint_right(self, painter: QPainter, worn: Look) -> None:
        t, m = worn.tokens, worn.metrics
        used = fonts.sized(self.font(), m.cap, fonts.WEIGHT_MEDIUM)
        painter.setFont(used)
        right = self.rect().adjusted(0, 0, -round(2.5 * m.step), 0)
        if not self._count:
            if not self._narrow and self.isEnabled():
                painter.setPen(QColor(t.rail_ink))
                keys = key_words(self.entry.act.value.keys[0])
                painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)
            return
        words = str(self._count)
        height = round(4.5 * m.step)
        width = max(round(5.25 * m.step), QFontMetrics(used).horizontalAdvance(words) + 3 * m.step)
        top = 0 if self._narrow else (self.height() - height) // 2
        badge = QRectF((self.width() if self._narrow else right.right() + 1) - width, top, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(t.badge))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(QColor(t.badge_ink))
        painter.setFont(fonts.sized(self.font(), m.cap, fonts.WEIGHT_STRONG))
        painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)

    def _say(self) -> None:
        count = f", {self._count} à régler" if self._count else ""
        self.setAccessibleName(f"{self.text()}{count}")
        self.setAccessibleDescription(self._refusal or key_words(self.entry.act.value.keys[0]))
        hint = f"{self.text()} ({key_words(self.entry.act.value.keys[0])})" if self._narrow else ""
        self.setToolTip(f"{self.text()} : {self._refusal}" if self._refusal else hint)
        self.update()


class Rail(QFrame):
    """The rail at the left of the window."""

    screen_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self._entries: dict[str, RailEntry] = {}
        self._narrow = False
        self._name = Words("Jurade", Rank.TITLE)
        self._list = QVBoxLayout()
        self._line = Divider()
        self._person = Words("", Rank.STRONG, wrap=True)
        self._role = Words("", Rank.SECOND, wrap=True)
        self.change = Button("Changer", keys="Ctrl+J", drawing="users", icon_role=IconRole.RAIL_CHOSEN)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Navigation")
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * step, 4 * step, 3 * step, 3 * step)
        column.setSpacing(step)
        column.addLayout(self._head())
        column.addSpacing(4 * step)
        column.addWidget(self._entry_list(), 1)
        column.addWidget(self._line)
        column.addSpacing(2 * step)
        for label in (self._person, self._role):
            label.setContentsMargins(2 * step, 0, 2 * step, 0)
            column.addWidget(label)
        column.addSpacing(2 * step)
        column.addWidget(self.change)
        self.set_person("", "")

    def add_entry(self, entry: ScreenEntry) -> None:
        """Add an entry under the others."""
        button = RailEntry(entry)
        button.clicked.connect(_Asks(self, entry.identifier))
        self._entries[entry.identifier] = button
        self._list.insertWidget(self._list.count() - 1, button)
        QWidget.setTabOrder(button, self.change)

    def entry(self, identifier: str) -> RailEntry:
        """The entry of a screen."""
        return self._entries[identifier]

    def show_chosen(self, identifier: str) -> None:
        """Mark the screen in front."""
        for name, button in self._entries.items():
            button.setChecked(name == identifier)

    @property
    def person(self) -> str:
        """The name of who is at the desk; empty when nobody is."""
        return self._person.text()

    def set_person(self, name: str, role: str) -> None:
        """Say who is at the desk; empty when nobody is."""
        self._person.setText(name)
        self._role.setText(role)
        self._show_person()

    def set_narrow(self, narrow: bool) -> None:
        """Keep icons only, or icons and words."""
        metrics = look().metrics
        self._narrow = narrow
        self._name.setVisible(not narrow)
        for button in self._entries.values():
            button.set_narrow(narrow)
        self.setFixedWidth(self._narrow_width if narrow else 49 * metrics.step)
        self._show_person()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Move between the entries."""
        way = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        open_entries = [button for button in self._entries.values() if button.isEnabled()]
        held = next((place for place, button in enumerate(open_entries) if button.hasFocus()), None)
        if way is None or held is None:
            super().keyPressEvent(event)
        else:
            open_entries[(held + way) % len(open_entries)].setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _narrow_width(self) -> int:
        metrics = look().metrics
        return metrics.control + round(1.5 * metrics.step) + 6 * metrics.step

    def _head(self) -> QHBoxLayout:
        step = look().metrics.step
        mark = QLabel()
        mark.setPixmap(logo(7 * step, self.devicePixelRatioF()))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(step)
        head.addWidget(mark)
        head.addWidget(self._name, 1)
        mark.setFixedWidth(self._narrow_width - 6 * step)
        mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return head

    def _entry_list(self) -> QScrollArea:
        """The entries; they scroll where the window is too low for them."""
        holder = QWidget()
        holder.setLayout(self._list)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(look().metrics.step // 2)
        self._list.addStretch(1)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(holder)
        holder.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        return scroll

    def _show_person(self) -> None:
        someone = bool(self._person.text())
        self._line.setVisible(someone)
        self._person.setVisible(someone and not self._narrow)
        self._role.setVisible(someone and not self._narrow)
        self.change.setVisible(someone)
        self.change.set_compact(self._narrow)
        self.change.setToolTip(f"{self._person.text()}, {self._role.text()} : changer de personne")


class _Asks:
    """Asks for one screen."""

    def __init__(self, rail: Rail, identifier: str) -> None:
        self._rail = rail
        self._identifier = identifier

    def __call__(self, _checked: bool = False) -> None:
        self._rail.screen_requested.emit(self._identifier)
