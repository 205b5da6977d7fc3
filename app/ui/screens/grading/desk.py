"""The three pages of Évaluation: one grid, the list of copies, and copies side by side. One is in front at a time."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from app.ui.screen import Header, ScreenView
from app.ui.widgets.pages import Pages


class GradingDesk(ScreenView):
    """Stands for its page in front: header, arrival and departure are that page's."""

    def __init__(self, *pages: ScreenView) -> None:
        super().__init__("Évaluation")
        self._pages = Pages(*pages)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        for page in pages:
            page.header_changed.connect(partial(self._on_page_header_changed, page))
        self._page = pages[0]
        self.set_header(self._page.header)

    @property
    def page(self) -> ScreenView:
        """The page in front."""
        return self._page

    def show_page(self, page: ScreenView) -> None:
        """Bring a page to the front; whoever asks has it entered."""
        if page is self._page:
            return
        self._page.left()
        self._page = page
        self._pages.show_page(page)
        self.set_header(page.header)

    def entered(self) -> None:
        """Enter the page in front."""
        self._page.entered()

    def left(self) -> None:
        """Leave the page in front."""
        self._page.left()

    def _on_page_header_changed(self, page: ScreenView, header: Header) -> None:
        if page is self._page:
            self.set_header(header)
