"""Parts side by side where there is room for them all, one under the other where there is not."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from app.ui.theme import look

_BESIDE = QBoxLayout.Direction.LeftToRight
_UNDER = QBoxLayout.Direction.TopToBottom


class SideBySide(QWidget):
    """Gives each part its share of the width; a width under `wide_from` steps, or too small for them, stacks them."""

    def __init__(
        self, parts: Sequence[tuple[QWidget, int]], *, wide_from: int = 0, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wide_from = wide_from
        self._parts = [part for part, _ in parts]
        self._line = QBoxLayout(_UNDER, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(4 * look().metrics.step)
        for part, share in parts:
            self._line.addWidget(part, share)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As narrow as the widest part, since they may stand one under the other."""
        widest = max(part.minimumSizeHint().width() for part in self._parts)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Choose between beside and under."""
        super().resizeEvent(event)
        least = sum(part.minimumSizeHint().width() for part in self._parts)
        least += self._line.spacing() * (len(self._parts) - 1)
        way = _BESIDE if self.width() >= max(least, self._wide_from * look().metrics.step) else _UNDER
        if self._line.direction() != way:
            self._line.setDirection(way)
