"""Shows a PDF page by page: only pages in sight are drawn, and each page's text is there for screen readers."""

import pypdfium2
from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.ui.theme import look

_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_POINTS_PER_INCH = 72


class PdfDocument:
    """An open PDF."""

    def __init__(self, pdf: bytes) -> None:
        self._open = pypdfium2.PdfDocument(pdf)
        self._open.init_forms()  # signatures are drawn as form fields

    @property
    def page_count(self) -> int:
        """Number of pages."""
        return len(self._open)

    def close(self) -> None:
        """Let go of the file's bytes; no page can be asked for any more."""
        self._open.close()

    def page_size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points; pages count from 0."""
        width, height = self._open[number].get_size()
        return float(width), float(height)

    def page_text(self, number: int) -> str:
        """The text of a page, in reading order."""
        return str(self._open[number].get_textpage().get_text_range()).strip()

    def picture(self, number: int, dots_per_inch: float) -> QImage:
        """A page as an image."""
        bitmap = self._open[number].render(scale=dots_per_inch / _POINTS_PER_INCH, prefer_bgrx=True)
        image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
        return image.copy()


class _Sheet(QWidget):
    """One page; it draws itself when it comes into sight."""

    def __init__(self, document: PdfDocument, number: int) -> None:
        super().__init__()
        self._document = document
        self._number = number
        self._picture: QImage | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Page {number + 1} sur {document.page_count}")
        self.setAccessibleDescription(document.page_text(number))

    def show_at(self, width: int) -> None:
        """Take a width in pixels; the height follows."""
        points_wide, points_high = self._document.page_size(self._number)
        self.setFixedSize(QSize(width, round(width * points_high / points_wide)))

    def forget(self) -> None:
        """Drop the drawn page to give memory back."""
        self._picture = None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's name
        """Draw the page on white paper with a thin edge."""
        ratio = self.devicePixelRatioF()
        points_wide, _ = self._document.page_size(self._number)
        wanted = round(self.width() * ratio)
        if self._picture is None or abs(self._picture.width() - wanted) > 1:
            self._picture = self._document.picture(self._number, _POINTS_PER_INCH * wanted / points_wide)
        painter = QPainter(self)
        painter.drawImage(self.rect(), self._picture)
        painter.setPen(QPen(QColor(look().tokens.line_strong), 1))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class PdfPages(QScrollArea):
    """The pages one under the other, as wide as the area; Ctrl + and Ctrl - zoom, Ctrl 0 fits the width again."""

    zoom_changed = Signal(float)

    def __init__(self, name: str = "Document", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheets: list[_Sheet] = []
        self._zoom = 1.0
        self._document: PdfDocument | None = None
        self._paper = QWidget()
        self._column = QVBoxLayout(self._paper)
        self._column.setSpacing(3 * look().metrics.step)
        self.setWidget(self._paper)
        self.setWidgetResizable(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self._on_bar_value_changed)

    @property
    def page_count(self) -> int:
        """Number of pages shown."""
        return len(self._sheets)

    @property
    def zoom(self) -> float:
        """Factor over the fitted width."""
        return self._zoom

    def show_pdf(self, pdf: bytes) -> None:
        """Show a document from its first page; empty bytes show nothing."""
        for sheet in self._sheets:
            self._column.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
        if self._document is not None:
            self._document.close()
        self._document = PdfDocument(pdf) if pdf else None
        count = self._document.page_count if self._document is not None else 0
        self._sheets = [_Sheet(self._document, number) for number in range(count) if self._document is not None]
        for sheet in self._sheets:
            self._column.addWidget(sheet, 0, Qt.AlignmentFlag.AlignHCenter)
        self.verticalScrollBar().setValue(0)
        self._fit()

    def text_of_page(self, number: int) -> str:
        """The words of a page, counted from 1."""
        return self._sheets[number - 1].accessibleDescription()

    def set_zoom(self, zoom: float) -> None:
        """Show the pages wider or narrower than the area; kept within bounds."""
        self._zoom = min(max(zoom, _ZOOMS[0]), _ZOOMS[-1])
        self._fit()
        self.zoom_changed.emit(self._zoom)

    def event(self, event: QEvent) -> bool:
        """Keep the zoom keys for the pages while they have the keyboard."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _zoom_step(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Zoom, or scroll as Qt does."""
        step = _zoom_step(event)
        if step == "+":
            self.set_zoom(next((zoom for zoom in _ZOOMS if zoom > self._zoom), self._zoom))
        elif step == "-":
            self.set_zoom(next((zoom for zoom in reversed(_ZOOMS) if zoom < self._zoom), self._zoom))
        elif step == "0":
            self.set_zoom(1.0)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the pages to the new width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        margins = self._column.contentsMargins()
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.width() - margins.left() - margins.right() - bar - 2 * self.frameWidth()
        for sheet in self._sheets:
            sheet.show_at(max(round(room * self._zoom), 1))

    @Slot()
    def _on_bar_value_changed(self) -> None:
        height = self.viewport().height()
        near = QRect(0, self.verticalScrollBar().value() - height, self._paper.width(), 3 * height)
        for sheet in self._sheets:
            if not near.intersects(sheet.geometry()):
                sheet.forget()


def _zoom_step(event: QKeyEvent) -> str:
    """The zoom key pressed with Ctrl: `+`, `-`, `0`, or nothing."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return ""
    keys = {Qt.Key.Key_Plus: "+", Qt.Key.Key_Equal: "+", Qt.Key.Key_Minus: "-", Qt.Key.Key_0: "0"}
    return keys.get(Qt.Key(event.key()), "")
