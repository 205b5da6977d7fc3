"""The moment at which words being typed are handed over: shortly after the last key, or when they must be now."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.ui.widgets.kept_text import SAVED_AFTER_MS


class Pause(QObject):
    """Waits for the typing to pause; `came` tells it once."""

    came = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SAVED_AFTER_MS)
        self._soon.timeout.connect(self.came)

    @Slot()
    def typed(self) -> None:
        """Something was typed or ticked."""
        self._soon.start()

    @Slot()
    def hand_over(self) -> None:
        """Wait no longer, where something waits."""
        if self._soon.isActive():
            self._soon.stop()
            self.came.emit()

    def forget(self) -> None:
        """Nothing waits any more."""
        self._soon.stop()
