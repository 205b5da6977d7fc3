"""Pages of which one is shown; the hidden ones ask for no room: a short page does not scroll like a long one."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.widgets.shown import set_shown


class Pages(QWidget):
    """Shows one page at a time and is as large as that page, which a `QStackedWidget` is not."""

    def __init__(self, *pages: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pages = pages
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for page in pages:
            column.addWidget(page)
        self.show_page(pages[0])

    @property
    def page(self) -> QWidget:
        """The page in front."""
        return next(page for page in self.pages if not page.isHidden())

    def show_page(self, chosen: QWidget, first: QWidget | None = None) -> None:
        """Bring a page to the front, and give the keyboard to its first field before the other page loses it."""
        set_shown(chosen, True)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        for page in self.pages:
            if page is not chosen:
                page.hide()
