"""The question guide of a part: its text at the left, what is read of it at the right, before it is kept."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.domain.interview import guide_units, sat_parts
from app.domain.question_guide import FROM_MANAGER
from app.domain.question_text import GuideLine, read_guide, write_guide
from app.domain.session import ExamSession
from app.ui import dialogs
from app.ui.dialogs import FileKind
from app.ui.screens.preparation.edit_dialog import EditDialog
from app.ui.screens.preparation.state import GuideEditing
from app.ui.theme import look
from app.ui.widgets.button import Button
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.fields import ChoiceField
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.rows_model import Column
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.words import Rank, Words

_HOW = (
    "Une question par ligne. Un titre (« # C3 », ou les mots de la compétence) vaut pour les lignes qui suivent ; "
    "« C3 : » devant une question vaut pour elle seule."
)
_ROOM = (230, 150)


class GuideDialog(EditDialog):
    """Keeps the text typed as long as it is open; the questions of the part are those at the right once kept."""

    guide_entered = Signal(str, object)
    file_chosen = Signal(str, object)

    def __init__(self, editing: GuideEditing, session: ExamSession, parent: QWidget | None = None) -> None:
        super().__init__("Guide de questions", "Garder ces questions", parent)
        step = look().metrics.step
        self.setObjectName("guide_dialog")
        self._session = session
        self._taken: tuple[str, int] | None = None
        self._earlier: Mapping[str, str] = editing.earlier
        self._part: ChoiceField[str] = ChoiceField([(part.id, part.label) for part in sat_parts(session)])
        self._part.setObjectName("guide_part")
        self._part.setAccessibleName("Partie de l’épreuve")
        self._text = QPlainTextEdit()
        self._text.setObjectName("guide_text")
        self._text.setAccessibleName("Texte du guide")
        self._text.setTabChangesFocus(True)
        self._text.setMinimumHeight(40 * step)
        self._preview: DataTable[GuideLine] = DataTable(
            "Questions lues",
            (Column("Question", _question, weight=3, wrap=True), Column("Compétence", self._unit, weight=2, wrap=True)),
            key=_question,
            empty="Collez un texte, écrivez-le, ou choisissez un fichier.",
        )
        self._preview.view.setObjectName("guide_preview")
        self._preview.setMinimumHeight(40 * step)
        choose = Button("Choisir un fichier…", drawing="folder")
        choose.setObjectName("guide_file")
        self._back = Button("Revenir au texte d’avant", drawing="undo")
        self._back.setObjectName("guide_back")
        self._count = Words("", Rank.SECOND)
        self._count.setObjectName("guide_read")
        self.content.addWidget(Words(_HOW, Rank.SECOND, wrap=True))
        self.content.addWidget(FlowRow((self._part, choose, self._back, self._count)))
        self.content.addWidget(SideBySide(((self._text, 1), (self._preview, 1)), wide_from=190), 1)
        self.take_room(_ROOM)
        self._part.value_changed.connect(self._on_part_value_changed)
        self._text.textChanged.connect(self._on_text_changed)
        choose.clicked.connect(self._on_choose_clicked)
        self._back.clicked.connect(self._on_back_clicked)
        self.checked.connect(self._on_checked)
        self._part.set_value(editing.part_id)
        self._show_part()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_text(self, editing: GuideEditing) -> None:
        """Put the text of a file into the box, once."""
        if editing.read is not None and editing.read != self._taken:
            self._taken = editing.read
            self._text.setPlainText(editing.read[0])

    @property
    def _lines(self) -> tuple[GuideLine, ...]:
        return read_guide(self._text.toPlainText(), self._units)

    @property
    def _part_id(self) -> str:
        return self._part.value() or ""

    def _unit(self, line: GuideLine) -> str:
        return next((unit.label for unit in self._units if unit.id == line.unit_id), "aucune")

    def _show_part(self) -> None:
        """Show the questions of the part as they are kept."""
        part = next(part for part in sat_parts(self._session) if part.id == self._part_id)
        self._units = guide_units(self._session, part)
        kept = [q for q in self._session.questions if (q.author, q.part_id) == (FROM_MANAGER, part.id)]
        self._text.setPlainText(write_guide([GuideLine(q.unit_id, q.text) for q in kept], self._units))
        self._back.setVisible(part.id in self._earlier)
        self._on_text_changed()

    @Slot(object)
    def _on_part_value_changed(self, _part_id: str) -> None:
        self._show_part()

    @Slot()
    def _on_text_changed(self) -> None:
        lines = self._lines
        self._preview.set_rows(list(lines))
        attached = sum(bool(line.unit_id) for line in lines)
        plural = "s" if len(lines) > 1 else ""
        self._count.setText(f"{len(lines)} question{plural}, dont {attached} d’une compétence" if lines else "")
        if self._text.document().isModified():
            self.touch()

    @Slot()
    def _on_choose_clicked(self) -> None:
        path = dialogs.choose_file(self, "Choisir le guide de questions", FileKind.GUIDE)
        if path is not None:
            self.file_chosen.emit(self._part_id, path)

    @Slot()
    def _on_back_clicked(self) -> None:
        self._text.setPlainText(self._earlier[self._part_id])

    @Slot()
    def _on_checked(self) -> None:
        self.guide_entered.emit(self._part_id, self._lines)


def _question(line: GuideLine) -> str:
    return line.text
