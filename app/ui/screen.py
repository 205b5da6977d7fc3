"""What a screen gives the frame: its place in the rail, and what stands in the header bar."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.ui.actions import Act


@dataclass(frozen=True, slots=True)
class HeaderAct:
    """A button of the header bar: the screen's own action, `primary` for the one act that the screen is for."""

    action: QAction
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Header:
    """What the header bar says of a screen.

    Attributes:
        title: What or whom the screen is about.
        second: The line beside it.
        acts: Buttons at the right.
        back: Words of the back button; empty when there is nowhere to go back to.
    """

    title: str
    second: str = ""
    acts: tuple[HeaderAct, ...] = ()
    back: str = ""


@dataclass(frozen=True, slots=True)
class ScreenEntry:
    """A screen's place in the rail.

    Attributes:
        identifier: What `go_to` and `set_badge` call it.
        act: Row of the table of acts: its words, key and icon.
    """

    identifier: str
    act: Act


class ScreenView(QWidget):
    """Base of every screen: it keeps its header, and hears when it comes to the front and when it leaves."""

    header_changed = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._header = Header(title)
        self.setAccessibleName(title)

    @property
    def header(self) -> Header:
        """What the header bar says now."""
        return self._header

    def set_header(self, header: Header) -> None:
        """Say something else in the header bar."""
        self._header = header
        self.setAccessibleName(header.title)
        self.header_changed.emit(header)

    def entered(self) -> None:
        """Come to the front: screens with a first field give it the keyboard here."""

    def left(self) -> None:
        """Leave the front."""
