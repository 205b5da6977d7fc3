"""The session's sheet, saved field by field, beside what its référentiel fixes."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import cast

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.framework.doubts import Doubt, doubts_of
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import Modality
from app.domain.session import ExamSession
from app.ui.actions import Act, make_action
from app.ui.screens.preparation.columns import doubt_columns, modality_columns
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.screens.preparation.finding_words import of_sheet
from app.ui.screens.preparation.guide_dialog import GuideDialog
from app.ui.screens.preparation.section_page import SectionPage
from app.ui.screens.preparation.state import Editing, GuideEditing, PreparationState
from app.ui.theme import look
from app.ui.widgets.card import Card
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.fields import NoteField
from app.ui.widgets.form import Form, FormBuilder
from app.ui.widgets.sheet_form import add_centre_fields, add_session_fields, form_name, sheet_values
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.spans import span
from app.ui.widgets.words import Rank, Words

_Typed = QLineEdit | NoteField


class FrameworkCard(Card):
    """What the référentiel frozen in this session fixes, and what its sources leave to be checked."""

    def __init__(self) -> None:
        super().__init__("Référentiel de la session", flush=True)
        step = look().metrics.step
        self._name = Words("", Rank.STRONG, wrap=True)
        self._facts = Words("", Rank.SECOND, wrap=True)
        for label in (self._name, self._facts):
            label.setContentsMargins(4 * step, 2 * step, 4 * step, 0)
            self.body.addWidget(label)
        self._modalities: DataTable[Modality] = DataTable("Modalités", modality_columns(), key=lambda row: row.label)
        self._modalities.view.setObjectName("modalities")
        self._doubts: DataTable[Doubt] = DataTable(
            "À vérifier", doubt_columns(), key=lambda row: row, empty="Rien n’est resté à vérifier."
        )
        self._doubts.view.setObjectName("doubts")
        self._modalities.setMinimumHeight(46 * step)
        self._doubts.setMinimumHeight(46 * step)
        self.body.addWidget(self._modalities, 1)
        self.body.addWidget(self._doubts, 1)
        self._shown = ""

    def show_session(self, session: ExamSession) -> None:
        """Show the facts; a frozen référentiel is laid out once."""
        if self._shown == session.framework_digest:
            return
        self._shown = session.framework_digest
        framework, kind = session.framework, session.type
        self._name.setText(_title(framework))
        total = f"{span(kind.total_minutes)} par candidat, dont {span(kind.jury_minutes)} devant le jury"
        self._facts.setText(f"{kind.label} · {total} · au moins {framework.jury.quorum} membres du jury")
        self._modalities.set_rows([modality for modality in kind.modalities if modality.applicable])
        others = {other.label for other in framework.sessions if other.id != kind.id}
        self._doubts.set_rows([doubt for doubt in doubts_of(framework) if not others.intersection(doubt.where[:1])])


class SheetPage(SectionPage):
    """The fields of the sheet; leaving a field saves it."""

    field_left = Signal(str, object)
    guide_requested = Signal()
    guide_entered = Signal(str, object)
    guide_file_chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._guide = make_action(Act.EDIT_GUIDE, self, self.guide_requested.emit)
        step = look().metrics.step
        self._shown: dict[str, object] = {}
        self._asked = ""
        self._forms = tuple(_form(add) for add in (add_session_fields, add_centre_fields))
        self._framework = FrameworkCard()
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * step)
        for title, form in zip(("Session", "Centre organisateur"), self._forms, strict=True):
            card = Card(title)
            card.body.addWidget(form)
            column.addWidget(card)
        column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.addWidget(SideBySide(((left, 4), (self._framework, 3)), wide_from=200))
        for form in self._forms:
            for name in form.names:
                cast("_Typed", form.field(name)).editingFinished.connect(partial(self._leave, form, name))

    def show_state(self, state: PreparationState) -> None:
        """Show what is on record; a field being typed in keeps its text unless its record changed."""
        self._framework.show_session(state.session)
        self._guide.setEnabled(state.editable)
        before, self._shown = self._shown, sheet_values(state.session.sheet)
        for form in self._forms:
            for name in form.names:
                cast("_Typed", form.field(name)).setReadOnly(not state.editable)
                if name not in before or before[name] != self._shown[name]:
                    form.set_value(name, self._shown[name])
        self._show_findings(state)
        self._asked = form_name(state.asked_field)

    @property
    def acts(self) -> tuple[QAction, ...]:
        """The guide of questions is written from here."""
        return (self._guide,)

    def dialog_of(self, editing: Editing, state: PreparationState) -> EditDialog | None:
        """The dialog of the question guide."""
        if not isinstance(editing, GuideEditing):
            return None
        dialog = GuideDialog(editing, state.session, self)
        dialog.guide_entered.connect(self.guide_entered)
        dialog.file_chosen.connect(self.guide_file_chosen)
        return dialog

    def show_editing(self, state: PreparationState) -> None:
        """Open the guide, and put the text of a file into it."""
        super().show_editing(state)
        if isinstance(state.editing, GuideEditing) and isinstance(self._dialog, GuideDialog):
            self._dialog.take_text(state.editing)

    def show_again(self, names: Iterable[str]) -> None:
        """Put the values on record back into fields."""
        for name in names:
            form = next(form for form in self._forms if name in form.names)
            form.set_value(name, self._shown[name])

    @property
    def first(self) -> QWidget:
        """What has the keyboard first: the field that the screen was pointed at, else the first day."""
        form = next((form for form in self._forms if self._asked in form.names), None)
        return self._forms[0].field("starts_on") if form is None else form.field(self._asked)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._shown = {}
        for form in self._forms:
            form.set_values(dict.fromkeys(form.names))

    def _show_findings(self, state: PreparationState) -> None:
        """Say beside each field what lacks there, and by which day."""
        wanted = {form_name(name): words for name, words in of_sheet(state.findings).items()}
        for form in self._forms:
            for name in form.names:
                form.say_about(name, wanted.get(name, ""))

    def _leave(self, form: Form, name: str) -> None:
        """Hand a field over, or say under it why it cannot be read."""
        if self._shown and form.check_field(name) and form.value(name) != self._shown[name]:
            self.field_left.emit(name, form.value(name))


def _form(add_fields: Callable[[FormBuilder], None]) -> Form:
    builder = FormBuilder(columns=2)
    add_fields(builder)
    return builder.build()


def _title(framework: Framework) -> str:
    millesime = f"millésime {framework.millesime}" if framework.millesime else ""
    level = f"niveau {framework.level}" if framework.level else ""
    return " · ".join(part for part in (framework.label, framework.code, millesime, level) if part)
