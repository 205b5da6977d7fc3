"""Forms: one builder sets label, buddy, accessible name, help and tab order; faults are said in words under the field.

A form gives typed values back; it knows no rule. Who refuses a value sends the sentence through `mark_faults`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TypeVar, cast

from PySide6.QtCore import Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QSizePolicy, QWidget

from app.ui.theme import look, restyle
from app.ui.widgets.fields import CheckField, ChoiceField, DateField, MinutesField, NoteField, ShareField, TimeField
from app.ui.widgets.shown import set_shown
from app.ui.widgets.words import Rank, SectionTitle, Words

V = TypeVar("V")

MISSING = "Ce champ est nécessaire."


@dataclass(frozen=True, slots=True)
class _FieldSpec:
    """One field: its words, its widget, and how to read and write it."""

    label: str
    widget: QWidget
    read: Callable[[], object]
    write: Callable[[object], None]
    changed: SignalInstance
    help_words: str
    required: bool
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field in its form, with the line that says what is wrong; `words` are its caption and its help."""

    spec: _FieldSpec
    fault_line: Words
    words: tuple[Words, ...]


class Form(QWidget):
    """Labelled fields, one under the other, in the order in which they were built."""

    field_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: dict[str, _Field] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def names(self) -> tuple[str, ...]:
        """The fields, in order."""
        return tuple(self._fields)

    def field(self, name: str) -> QWidget:
        """The widget of a field."""
        return self._fields[name].spec.widget

    def value(self, name: str) -> object:
        """The typed value of one field.

        Raises:
            ValueError: The field cannot be read; call `check_field` first.
        """
        return self._fields[name].spec.read()

    def set_value(self, name: str, value: object) -> None:
        """Write one field; only its own fault is taken away."""
        self._fields[name].spec.write(value)
        _say_fault(self._fields[name], "")

    def check_field(self, name: str) -> bool:
        """Say under one field whether it is missing or cannot be read; the keyboard stays where it is."""
        sentence = _fault_of(self._fields[name].spec)
        _say_fault(self._fields[name], sentence)
        return not sentence

    def values(self) -> dict[str, object]:
        """The typed values by field name; text is stripped, empty dates and times are None.

        Raises:
            ValueError: A field cannot be read; call `check` first.
        """
        return {name: field.spec.read() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, object]) -> None:
        """Write values by field name; faults shown before are taken away."""
        for name, value in values.items():
            self._fields[name].spec.write(value)
        self.mark_faults({})

    def check(self) -> bool:
        """Mark what is missing or cannot be read, bring the keyboard to the first; true when all can be read."""
        told = {name: _fault_of(field.spec) for name, field in self._fields.items()}
        faults = {name: sentence for name, sentence in told.items() if sentence}
        self.mark_faults(faults)
        return not faults

    def lacking(self) -> tuple[str, ...]:
        """Labels of what is still missing or cannot be read, without saying it under the fields."""
        return tuple(field.spec.label for field in self._fields.values() if _fault_of(field.spec))

    def mark_faults(self, faults: Mapping[str, str]) -> None:
        """Show one sentence under each faulty field, none under the others, and go to the first."""
        for name, field in self._fields.items():
            _say_fault(field, faults.get(name, ""))
        first = next((name for name in self._fields if name in faults), None)
        if first is not None:
            go_to(self._fields[first].spec.widget)

    def show_field(self, name: str, shown: bool) -> None:
        """Show a field or leave it out; a field left out keeps its value."""
        field = self._fields[name]
        field.spec.widget.setVisible(shown)
        for words in field.words:
            words.setVisible(shown and bool(words.text()))
        field.fault_line.setVisible(shown and bool(field.fault_line.text()))

    def say_about(self, name: str, sentence: str) -> None:
        """Show other words of help under a field; empty ones bring its own help back."""
        field = self._fields[name]
        words, help_line = sentence or field.spec.help_words, field.words[-1]
        help_line.setText(words)
        help_line.setVisible(bool(words) and not field.spec.widget.isHidden())
        field.spec.widget.setAccessibleDescription(words)

    def adopt(self, name: str, field: _Field) -> None:
        """Take a field in; the builder's part."""
        self._fields[name] = field
        field.spec.changed.connect(partial(self._on_field_changed, name))

    def _on_field_changed(self, name: str, *_payload: object) -> None:
        field = self._fields[name]
        if field.fault_line.text() and not _fault_of(field.spec):
            _say_fault(field, "")
        self.field_changed.emit(name)


def go_to(widget: QWidget) -> None:
    """Bring the keyboard to a widget, and the widget into sight once what was just said about it has its place."""
    widget.setFocus(Qt.FocusReason.OtherFocusReason)
    QTimer.singleShot(0, widget, partial(_scroll_to, widget))


def _scroll_to(widget: QWidget) -> None:
    margin = 12 * look().metrics.step
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget, 0, margin)
        holder = holder.parentWidget()


def _fault_of(spec: _FieldSpec) -> str:
    """What keeps a field from being taken, empty when nothing does."""
    try:
        value = spec.read()
    except ValueError:
        return spec.unreadable
    return MISSING if spec.required and value in (None, "") else ""


def _say_fault(field: _Field, sentence: str) -> None:
    widget = field.spec.widget
    field.fault_line.setText(sentence)
    field.fault_line.setVisible(bool(sentence))
    widget.setAccessibleDescription(f"Erreur : {sentence}" if sentence else field.spec.help_words)
    widget.setProperty("faulty", bool(sentence))
    restyle(widget)


class FormBuilder:
    """Builds a `Form` field by field; labels stand above the fields, `columns` fields share a line."""

    def __init__(self, columns: int = 1) -> None:
        step = look().metrics.step
        self._form = Form()
        self._columns = columns
        self._place = 0
        self._last: QWidget | None = None
        self._grid = QGridLayout(self._form)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4 * step)
        self._grid.setVerticalSpacing(3 * step)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def section(self, title: str) -> None:
        """Start a part with a title of its own."""
        self.across(SectionTitle(title))

    def across(self, widget: QWidget) -> None:
        """Put something that is no field over the whole width."""
        self.end_line()
        self._grid.addWidget(widget, self._place // self._columns, 0, 1, self._columns)
        self._place += self._columns

    def end_line(self) -> None:
        """Let the next field start a line."""
        self._place += -self._place % self._columns

    def text(
        self, name: str, label: str, *, help_words: str = "", required: bool = False, wide: bool = False
    ) -> QLineEdit:
        """Add a line of text; a `wide` one has the whole width."""
        line = QLineEdit()

        def read() -> object:
            return line.text().strip()

        def write(value: object) -> None:
            line.setText("" if value is None else str(value))
            line.setCursorPosition(0)

        spec = _FieldSpec(label, line, read, write, line.textChanged, help_words, required)
        self._add(name, spec, wide=wide)
        return line

    def date(self, name: str, label: str, *, help_words: str = "", required: bool = False) -> DateField:
        """Add a date, typed as jj/mm/aaaa."""
        line = DateField()
        self._add_typed(name, label, line, help_words, required=required)
        return line

    def time(self, name: str, label: str, *, help_words: str = "", required: bool = False) -> TimeField:
        """Add a time, typed as hh:mm."""
        line = TimeField()
        self._add_typed(name, label, line, help_words, required=required)
        return line

    def share(self, name: str, label: str, *, help_words: str = "") -> ShareField:
        """Add a share of a whole, typed as 33 % or 1/3."""
        line = ShareField()
        self._add_typed(name, label, line, help_words, required=False)
        return line

    def note(self, name: str, label: str, *, help_words: str = "") -> NoteField:
        """Add a text of several lines, over the whole width."""
        note = NoteField()

        def read() -> object:
            return note.toPlainText().strip()

        def write(value: object) -> None:
            note.setPlainText("" if value is None else str(value))

        spec = _FieldSpec(label, note, read, write, note.textChanged, help_words, required=False)
        self._add(name, spec, wide=True)
        return note

    def minutes(self, name: str, label: str, *, help_words: str = "", required: bool = False) -> MinutesField:
        """Add a duration, typed in whole minutes."""
        line = MinutesField()
        self._add_typed(name, label, line, help_words, required=required)
        return line

    def choice(
        self, name: str, label: str, options: Sequence[tuple[V, str]], *, help_words: str = "", required: bool = False
    ) -> ChoiceField[V]:
        """Add a choice among (value, words)."""
        field: ChoiceField[V] = ChoiceField(options)
        write = cast("Callable[[object], None]", field.set_value)
        self._add(name, _FieldSpec(label, field, field.value, write, field.value_changed, help_words, required))
        return field

    def check(self, name: str, label: str, *, help_words: str = "", wide: bool = False) -> CheckField:
        """Add a box to tick; its words stand beside it. A `wide` one has the whole width, and its words wrap."""
        box = CheckField(label, wrap=wide)

        def write(value: object) -> None:
            box.setChecked(bool(value))

        spec = _FieldSpec("", box, box.isChecked, write, box.toggled, help_words, required=False)
        self._add(name, spec, wide=wide)
        box.setAccessibleName(label)
        return box

    def read_only(self, name: str, label: str, *, help_words: str = "") -> QLineEdit:
        """Add a value that is shown and copied but not changed."""
        line = self.text(name, label, help_words=help_words)
        line.setReadOnly(True)
        return line

    def build(self) -> Form:
        """Give the finished form."""
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        return self._form

    def _add_typed(
        self,
        name: str,
        label: str,
        line: DateField | MinutesField | ShareField | TimeField,
        help_words: str,
        *,
        required: bool,
    ) -> None:
        write = cast("Callable[[object], None]", line.set_value)
        spec = _FieldSpec(label, line, line.value, write, line.textChanged, help_words, required, line.fault)
        self._add(name, spec)

    def _add(self, name: str, spec: _FieldSpec, *, wide: bool = False) -> None:
        step = look().metrics.step
        if wide:
            self.end_line()
        cell = QGridLayout()
        cell.setVerticalSpacing(step)
        shown_label = f"{spec.label} (nécessaire)" if spec.required else spec.label
        caption = Words(shown_label, Rank.SMALL_STRONG)
        caption.setBuddy(spec.widget)
        fault_line = Words("", Rank.FAULT, wrap=True)
        hint = Words(spec.help_words, Rank.SECOND, wrap=True)
        span = self._columns if wide else 1
        self._grid.addLayout(cell, self._place // self._columns, self._place % self._columns, 1, span)
        for number, widget in enumerate((caption, spec.widget, fault_line, hint)):
            cell.addWidget(widget, number, 0)
        cell.setRowStretch(4, 1)
        set_shown(caption, bool(spec.label))
        fault_line.hide()
        set_shown(hint, bool(spec.help_words))
        spec.widget.setObjectName(name)
        spec.widget.setAccessibleName(shown_label)
        spec.widget.setAccessibleDescription(spec.help_words)
        self._place += span
        if self._last is not None:
            QWidget.setTabOrder(self._last, spec.widget)
        self._last = spec.widget
        self._form.adopt(name, _Field(spec, fault_line, (caption, hint)))
