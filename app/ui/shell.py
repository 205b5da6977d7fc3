"""The frame of the window: rail, header bar, one screen in front, strips at the foot, and the mask.

The frame knows no screen by name. Screens are registered; people move by the rail or by keys, presenters by `go_to`.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.ui.actions import Act, make_action
from app.ui.header_bar import HeaderBar
from app.ui.icons import application_icon
from app.ui.messages import Messages, MessageStrip, ProgressStrip, Severity
from app.ui.rail import Rail
from app.ui.screen import Header, ScreenEntry, ScreenView
from app.ui.tasks import TaskRunner
from app.ui.theme import theme
from app.ui.widgets.button import Button
from app.ui.widgets.words import Rank, Words

_WIDE_FROM_STEPS = 240
_ZOOM_STEP = 0.25


class ScreenScroll(QScrollArea):
    """Carries a screen: it scrolls only where the window is too small for it.

    It stands in `parent` before it takes the screen up: Qt dresses then all that the screen holds, and would again at
    each move.
    """

    def __init__(self, view: ScreenView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = view
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(view)
        view.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)


class Masked(QFrame):
    """The neutral screen: nothing of the session shows while the person is away."""

    resume_requested = Signal()
    change_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Écran masqué")
        self._resume = Button("Reprendre", keys="Return")
        self._resume.setObjectName("mask_resume")
        change = Button("Changer de personne", keys="Ctrl+J", drawing="users")
        change.setObjectName("mask_change")
        column = QVBoxLayout(self)
        column.addStretch(1)
        for text, rank in (("Jurade", Rank.TITLE), ("Écran masqué", Rank.BODY)):
            words = Words(text, rank)
            column.addWidget(words, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(self._resume.sizeHint().height() // 2)
        for button in (self._resume, change):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self.setFocusProxy(self._resume)
        self._resume.clicked.connect(self.resume_requested)
        change.clicked.connect(self.change_requested)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter resumes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.resume_requested.emit()
        else:
            super().keyPressEvent(event)


class Shell(QMainWindow):
    """The main window: a frame that holds screens and no knowledge of the trade."""

    screen_entered = Signal(str)
    back_requested = Signal()
    person_change_requested = Signal()
    masked = Signal()
    unmask_requested = Signal()
    unmasked = Signal()
    zoom_requested = Signal(float)
    closed_screen_requested = Signal()

    def __init__(self, messages: Messages, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._screens: dict[str, ScreenScroll] = {}
        self._current = ""
        self._theme = theme()
        self._rail = Rail()
        self._header = HeaderBar()
        self._body = QStackedWidget()
        self._mask = Masked()
        self._strip = MessageStrip(messages)
        self._layers = QStackedWidget()
        self._right = QVBoxLayout()
        self.setWindowTitle("Jurade")
        self.setWindowIcon(application_icon())
        self._lay_out(ProgressStrip(runner))
        self._cover: QWidget | None = None
        self._gate: Callable[[Act], bool] = lambda _act: True
        self._before_cover = self.windowState()
        self._mask_act = make_action(Act.MASK, self, self.mask_screens)
        self._window_acts = [
            make_action(Act.GO_BACK, self, self._on_back_asked),
            make_action(Act.ENLARGE_TEXT, self, partial(self._ask_zoom, _ZOOM_STEP)),
            make_action(Act.REDUCE_TEXT, self, partial(self._ask_zoom, -_ZOOM_STEP)),
            make_action(Act.RESET_TEXT, self, partial(self._ask_zoom, None)),
        ]
        self._person_act = make_action(Act.CHANGE_PERSON, self, self.person_change_requested.emit)
        make_action(Act.QUIT, self, self.close)
        self._connect_signals()

    @property
    def current_screen(self) -> str:
        """Identifier of the screen in front, empty before the first."""
        return self._current

    @property
    def is_masked(self) -> bool:
        """Whether the neutral screen is shown."""
        return self._layers.currentWidget() is self._mask

    def set_gate(self, gate: Callable[[Act], bool]) -> None:
        """Ask this before any act of a screen begins."""
        self._gate = gate

    def lets(self, act: Act) -> bool:
        """Whether an act of a screen may begin."""
        return self._gate(act)

    def register(self, entry: ScreenEntry, view: ScreenView) -> None:
        """Take a screen in, under the others in the rail; its key works from then on."""
        self.reserve(entry)
        self.fill(entry.identifier, view)

    def reserve(self, entry: ScreenEntry) -> None:
        """Keep a place in the rail for a screen that is not made yet; close it with `set_refusal` until it is."""
        self._rail.add_entry(entry)
        self._rail.set_narrow(self._is_narrow())
        self._window_acts.append(make_action(entry.act, self, partial(self._go_if_open, entry.identifier)))

    def fill(self, identifier: str, view: ScreenView) -> None:
        """Put a screen in the place kept for it."""
        scroll = ScreenScroll(view, self._body)
        self._screens[identifier] = scroll
        self._body.addWidget(scroll)
        view.header_changed.connect(partial(self._on_screen_header_changed, identifier))

    def go_to(self, identifier: str) -> None:
        """Bring a screen to the front."""
        scroll = self._screens[identifier]
        comes_forward = self._current != identifier
        if self._current and comes_forward:
            self._screens[self._current].view.left()
            self._strip.forget(Severity.WARNING)  # the act refused was that screen's
        self._current = identifier
        self._body.setCurrentWidget(scroll)
        self._rail.show_chosen(identifier)
        self._header.show_header(scroll.view.header)
        if comes_forward:
            _give_keyboard(scroll.view)
        scroll.view.entered()
        self.screen_entered.emit(identifier)

    def add_strip(self, strip: QWidget) -> None:
        """Put a strip between the header bar and the screens, whichever is in front; the mask hides it too."""
        self._right.insertWidget(self._right.indexOf(self._body), strip)

    def set_badge(self, identifier: str, count: int) -> None:
        """Show how many things are to settle in a screen; 0 shows nothing."""
        self._rail.entry(identifier).set_count(count)

    def set_refusal(self, identifier: str, reason: str) -> None:
        """Close a screen's entry and say why; an empty reason opens it."""
        self._rail.entry(identifier).set_refusal(reason)

    def set_saved(self, at: datetime | None) -> None:
        """Say when the last act was saved; call it after the commit returned, never before."""
        self._header.show_saved(at)

    def set_person(self, name: str, role: str) -> None:
        """Say who is at the desk; what was said to the person before is not said to this one."""
        if name != self._rail.person:
            self._strip.forget(Severity.INFORMATION, Severity.WARNING)
        self._rail.set_person(name, role)

    def mask_screens(self) -> None:
        """Hide everything behind the neutral screen; keys of the screens are silent until `unmask_screens`."""
        if self.is_masked:
            return
        self._hear_acts(window=False, mask=False, person=True)
        self._layers.setCurrentWidget(self._mask)
        self._mask.setFocus()
        self.masked.emit()

    def unmask_screens(self) -> None:
        """Show the screens again; whoever calls has made sure of the person."""
        if not self.is_masked:
            return
        if self._cover is None:
            self._show_screens(enters=True)
        else:
            self._show_cover(self._cover)
        self.unmasked.emit()

    def _show_screens(self, *, enters: bool) -> None:
        self._hear_acts(window=True, mask=True, person=True)
        self._layers.setCurrentIndex(0)
        if self._current and enters:
            self._screens[self._current].view.entered()

    def _show_cover(self, layer: QWidget) -> None:
        self._hear_acts(window=False, mask=True, person=False)
        self._layers.setCurrentWidget(layer)
        layer.setFocus()

    def _hear_acts(self, *, window: bool, mask: bool, person: bool) -> None:
        for action in self._window_acts:
            action.setEnabled(window)
        self._mask_act.setEnabled(mask)
        self._person_act.setEnabled(person)

    def cover(self, layer: QWidget) -> None:
        """Put a layer over everything, full screen; only the mask's key is heard until `uncover`."""
        self._cover, self._before_cover = layer, self.windowState()
        self._layers.addWidget(layer)
        self.showFullScreen()
        self._show_cover(layer)

    def uncover(self, *, enters: bool) -> None:
        """Show the screens again under the layer; the one in front is entered when the same person comes back."""
        if self._cover is None:
            return
        layer, self._cover = self._cover, None
        self.setWindowState(self._before_cover)
        if not self.is_masked:
            self._show_screens(enters=enters)
        self._layers.removeWidget(layer)
        layer.setParent(None)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep icons only in the rail when the window is narrow for its text."""
        super().resizeEvent(event)
        self._rail.set_narrow(self._is_narrow())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape dismisses the message that no one else took it from."""
        if event.key() == Qt.Key.Key_Escape and self._strip.message is not None:
            self._strip.dismiss()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, progress: ProgressStrip) -> None:
        self._right.setSpacing(0)
        for widget in (self._header, self._body, progress, self._strip):
            self._right.addWidget(widget, 1 if widget is self._body else 0)
        frame = QWidget()
        line = QHBoxLayout(frame)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self._rail)
        line.addLayout(self._right, 1)
        self._layers.addWidget(frame)
        self._layers.addWidget(self._mask)
        self.setCentralWidget(self._layers)

    def _connect_signals(self) -> None:
        self._rail.screen_requested.connect(self.go_to)
        self._rail.change.clicked.connect(self.person_change_requested)
        self._header.back_requested.connect(self.back_requested)
        self._mask.resume_requested.connect(self.unmask_requested)
        self._mask.change_requested.connect(self.person_change_requested)
        self._theme.theme_changed.connect(self._on_theme_changed)

    def _go_if_open(self, identifier: str) -> None:
        if self._rail.entry(identifier).isEnabled():
            self.go_to(identifier)
        else:
            self.closed_screen_requested.emit()

    def _ask_zoom(self, step: float | None) -> None:
        self.zoom_requested.emit(1.0 if step is None else self._theme.zoom + step)

    def _is_narrow(self) -> bool:
        return self.width() < _WIDE_FROM_STEPS * self._theme.look.metrics.step

    @Slot()
    def _on_back_asked(self) -> None:
        if self._current and self._screens[self._current].view.header.back:
            self.back_requested.emit()

    @Slot(str, object)
    def _on_screen_header_changed(self, identifier: str, header: Header) -> None:
        if identifier == self._current:
            self._header.show_header(header)

    @Slot()
    def _on_theme_changed(self) -> None:
        self._rail.set_narrow(self._is_narrow())


def _give_keyboard(view: ScreenView) -> None:
    """Bring the keyboard to the first part of a screen, lines to write in coming last.

    A line would swallow the letters that are keys of the screen.
    """
    parts = [part for part in view.findChildren(QWidget) if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
    ready = [part for part in parts if part.isEnabled() and part.isVisibleTo(view)]
    ready.sort(key=_is_written_in)
    if ready:
        ready[0].setFocus(Qt.FocusReason.OtherFocusReason)


def _is_written_in(part: QWidget) -> bool:
    return isinstance(part, QLineEdit | QPlainTextEdit)
