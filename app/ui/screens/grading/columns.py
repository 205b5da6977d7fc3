"""The columns of Évaluation: they say how high they must be, so that the screen scrolls rather than cuts."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.ui.theme import look


class Column(QWidget):
    """A column; `whole` ones want room for all that they hold, the others give way and scroll inside."""

    def __init__(self, *, whole: bool) -> None:
        super().__init__()
        self._whole = whole
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(3 * look().metrics.step)

    def set_whole(self, whole: bool) -> None:
        """Want room for everything, or give way."""
        self._whole = whole
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """The height is asked for through `minimumSizeHint`: the middle column must be free to give way."""
        return False

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All that the column holds at its present width, when it wants that."""
        least = self.column.minimumSize()
        if self._whole and self.width():
            least.setHeight(max(least.height(), self.column.totalHeightForWidth(self.width())))
        return least

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width asks for another height."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()


class _Inside(QWidget):
    """What scrolls: as high as its rows at the present width, whatever least height their wrapped words guess."""

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """The width alone."""
        return QSize(super().minimumSizeHint().width(), 0)


class Rows(QScrollArea):
    """Rows one under the other: as high as they are when there is room, scrolling inside when there is not."""

    def __init__(self, least_steps: int) -> None:
        super().__init__()
        self._least_steps = least_steps
        self.inside = _Inside()
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self.inside)
        self.inside.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """All rows at the present width."""
        width = self.width() or super().sizeHint().width()
        return QSize(self.column.minimumSize().width(), self.column.totalHeightForWidth(width))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A few rows."""
        height = min(self._least_steps * look().metrics.step, self.sizeHint().height())
        return QSize(self.column.minimumSize().width(), height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Ask for another height when a row does; a scroll area listens to its widget by itself."""
        if watched is self.inside and event.type() == QEvent.Type.LayoutRequest:
            self._settle()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Another width asks for another height."""
        super().resizeEvent(event)
        self._settle()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the arrows to the screen: they go from critère to critère, and the rows follow."""
        event.ignore()

    def _settle(self) -> None:
        """Ask for the height of the rows; where they fit at the whole width, no bar takes a part of it."""
        policy = Qt.ScrollBarPolicy
        fits = self.sizeHint().height() <= self.height()
        self.setVerticalScrollBarPolicy(policy.ScrollBarAlwaysOff if fits else policy.ScrollBarAsNeeded)
        self.updateGeometry()
