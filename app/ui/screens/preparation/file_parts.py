"""A file in several parts: one tab per part, each with its own fields, saved as one."""

from abc import abstractmethod
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTabBar, QVBoxLayout, QWidget

from app.ui.actions import Act, make_action
from app.ui.screens.preparation.edit_dialog import EditDialog, scrolling, show_focused
from app.ui.theme import look
from app.ui.widgets.form import Form
from app.ui.widgets.pages import Pages


class FilePart(QWidget):
    """One part of a file; `entered` gives its fields of the draft once `check` found nothing wrong."""

    part_changed = Signal()
    title = ""

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self.forms: list[Form] = []
        self.column = QVBoxLayout(self)
        # Room for the ring around a field that has the keyboard.
        self.column.setContentsMargins(step, step, 3 * step, step)
        self.column.setSpacing(3 * step)

    def add_form(self, form: Form) -> Form:
        """Take a form in, under the others."""
        self.forms.append(form)
        self.column.addWidget(form)
        form.field_changed.connect(self._on_form_field_changed)
        return form

    def check(self) -> bool:
        """Say under each field what keeps it from being taken, and bring the keyboard to the first."""
        checked = [form.check() for form in self.forms]
        if not all(checked):
            self.forms[checked.index(False)].check()
        return all(checked)

    @abstractmethod
    def entered(self) -> dict[str, object]:
        """The fields of the draft that this part writes."""

    @property
    def first(self) -> QWidget:
        """What has the keyboard first."""
        form = self.forms[0]
        return form.field(form.names[0])

    def field_for(self, name: str) -> QWidget | None:
        """The widget that writes a field of the draft; None when it belongs to another part."""
        return next((form.field(name) for form in self.forms if name in form.names), None)

    def _on_form_field_changed(self, _name: str) -> None:
        self.part_changed.emit()


class FileDialog(EditDialog):
    """The tabs of a file; Ctrl+Page down and up go from one to the next, a fault brings its part to the front."""

    def __init__(self, title: str, save_label: str, parent: QWidget | None = None) -> None:
        super().__init__(title, save_label, parent)
        self._parts: tuple[FilePart, ...] = ()
        self.tabs = QTabBar()
        self.tabs.setObjectName("file_tabs")
        self.tabs.setAccessibleName("Parties de la fiche")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(True)
        make_action(Act.NEXT_FILE_PART, self, partial(self._turn, 1))
        make_action(Act.PREVIOUS_FILE_PART, self, partial(self._turn, -1))

    def hold_parts(self, parts: Sequence[FilePart], wanted_steps: tuple[int, int]) -> None:
        """Take the parts in, in the order of their tabs."""
        self._parts = tuple(parts)
        self._pages = Pages(*(scrolling(part) for part in parts))
        for part in parts:
            self.tabs.addTab(part.title)
            part.column.addStretch(1)
            part.part_changed.connect(self.touch)
        self.content.addWidget(self.tabs)
        self.content.addWidget(self._pages, 1)
        self.tabs.currentChanged.connect(self._on_tabs_current_changed)
        self.take_room(wanted_steps)
        parts[0].first.setFocus(Qt.FocusReason.OtherFocusReason)

    def check(self) -> bool:
        """Check every part; the first faulty one comes to the front."""
        checked = [part.check() for part in self._parts]
        if not all(checked):
            faulty = self._parts[checked.index(False)]
            self._bring(faulty)
            faulty.check()
            show_focused(self)
        return all(checked)

    def point(self, name: str) -> None:
        """Bring a field of the draft under the keyboard."""
        for part in self._parts:
            field = part.field_for(name)
            if field is not None:
                self._bring(part)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                show_focused(self)
                return

    def _bring(self, part: FilePart) -> None:
        self.tabs.setCurrentIndex(self._parts.index(part))

    def _turn(self, way: int) -> None:
        place = (self.tabs.currentIndex() + way) % len(self._parts)
        self.tabs.setCurrentIndex(place)
        self._parts[place].first.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(int)
    def _on_tabs_current_changed(self, place: int) -> None:
        self._pages.show_page(self._pages.pages[place], None if self.tabs.hasFocus() else self._parts[place].first)
