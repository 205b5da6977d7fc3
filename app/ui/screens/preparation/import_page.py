"""A list of candidates before it is written: every line with what becomes of it, every faulty cell with its remedy."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.candidate_line import CellFault, Severity
from app.services.candidates import Comparison
from app.ui import dialogs
from app.ui.actions import Act, make_action
from app.ui.dialogs import FileKind
from app.ui.screens.preparation.columns import fault_title, listed_columns
from app.ui.screens.preparation.state import Importing, ListLine
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card, EmptyState, StatFigure
from app.ui.widgets.chip import SIGN_NO, SIGN_WARNING, SIGN_YES, Chip
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.fields import CheckField, ChoiceField
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.pages import Pages
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.words import Rank, Words

_FIGURES = ("lignes lues", "à ajouter", "à modifier", "inchangées", "protégées", "rejetées")


class FaultsCard(Card):
    """The faulty cells of the line under the keyboard: value, reason and remedy."""

    def __init__(self) -> None:
        super().__init__("Cellules à vérifier")
        self._holder = QWidget()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self._holder)
        self._holder.setAutoFillBackground(False)
        scroll.viewport().setAutoFillBackground(False)
        self._column = QVBoxLayout(self._holder)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3 * look().metrics.step)
        self._column.addStretch(1)
        self._lines: list[QWidget] = []
        self.body.addWidget(scroll, 1)

    def show_line(self, line: ListLine | None) -> None:
        """Show what there is to say about a line."""
        for widget in self._lines:
            self._column.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        faults = line.faults if line is not None else ()
        self._lines = [_fault_line(fault) for fault in faults]
        if line is not None and not faults:
            self._lines = [Chip("rien à vérifier sur cette ligne", Tone.YES, SIGN_YES)]
        self.set_title("Cellules à vérifier", f"ligne {line.line}" if line is not None else "")
        for place, widget in enumerate(self._lines):
            self._column.insertWidget(place, widget)


class ImportPage(QWidget):
    """Chooses a list, shows it, and asks to write it; its keys are heard while it is in front."""

    list_chosen = Signal(object)
    list_pasted = Signal(str)
    sheet_chosen = Signal(str)
    import_confirmed = Signal()
    import_left = Signal()

    def __init__(self) -> None:
        super().__init__()
        step = look().metrics.step
        self._lines: tuple[ListLine, ...] = ()
        choose = make_action(Act.CHOOSE_LIST, self, self._choose_list)
        paste = make_action(Act.PASTE_CANDIDATES, self, self._paste_list)
        self._confirming = confirm = make_action(Act.CONFIRM_IMPORT, self, self.import_confirmed.emit)
        leave = make_action(Act.LEAVE_IMPORT, self, self.import_left.emit)
        self._choose = Button.of_action(choose)
        self._choose.setObjectName("choose_list")
        self._paste = Button.of_action(paste)
        self._paste.setObjectName("paste_list")
        self._confirm = Button.of_action(confirm, ButtonRank.PRIMARY, tall=True)
        self._confirm.setObjectName("confirm_import")
        self._leave = Button.of_action(leave, tall=True)
        self._leave.setObjectName("leave_import")
        self._name = Words("", Rank.STRONG, wrap=True)
        self._about = Words("", Rank.SECOND, wrap=True)
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._sheet_label = Words("Feuille", Rank.SMALL_STRONG)
        self._sheet: ChoiceField[str] = ChoiceField()
        self._sheet.setObjectName("list_sheet")
        self._sheet.setAccessibleName("Feuille du classeur")
        self._figures = [StatFigure("0", words) for words in _FIGURES]
        self._only_faulty = CheckField("Seulement les lignes à vérifier")
        self._only_faulty.setObjectName("only_faulty")
        self._table: DataTable[ListLine] = DataTable(
            "Lignes de la liste",
            listed_columns(),
            key=lambda row: row.line,
            filter_name="Chercher dans la liste",
            empty="Aucune ligne à montrer.",
        )
        self._table.view.setObjectName("listed_candidates")
        self._table.filter_line.setObjectName("listed_filter")
        self._faults = FaultsCard()
        self._waiting = EmptyState(
            "Choisissez une liste",
            "Classeur .xlsx, .xls ou .ods, texte .csv, ou cellules copiées dans le tableur, titres compris.",
            drawing="import",
        )
        self._pages = Pages(self._waiting, self._preview())
        self.first: QWidget = self._choose
        page = QVBoxLayout(self)
        page.setContentsMargins(6 * step, 4 * step, 6 * step, 4 * step)
        page.setSpacing(3 * step)
        page.addWidget(self._source_card())
        page.addWidget(self._pages, 1)
        page.addLayout(self._button_row())
        self._connect_signals()

    def show_importing(self, importing: Importing) -> None:
        """Show the list as far as it is read."""
        self._name.setText(importing.name or "Aucune liste choisie")
        self._fault.setText("Lecture en cours…" if importing.is_busy else importing.fault)
        self._fault.set_rank(Rank.SECOND if importing.is_busy else Rank.FAULT)
        self._fault.setVisible(bool(self._fault.text()))
        for button in (self._choose, self._paste):
            button.setEnabled(not importing.is_busy)
        self._show_sheets(importing)
        self._confirming.setEnabled(importing.changes_something)
        self._confirm.set_refusal(_refusal(importing))
        preview, comparison = importing.preview, importing.comparison
        self._pages.show_page(self._preview_page if preview is not None else self._waiting)
        self._about.setVisible(preview is not None)
        if preview is None or comparison is None:
            return
        left_out = f" Colonnes laissées de côté : {', '.join(preview.unmapped)}." if preview.unmapped else ""
        self._about.setText(
            f"Feuille « {preview.sheet} », titres en ligne {preview.header_line}, "
            f"{len(preview.mapping)} colonnes reconnues.{left_out}"
        )
        rejected = len({fault.line for fault in preview.rejected})
        for figure, words, count in zip(
            self._figures, _FIGURES, (preview.lines_read, *_counts(comparison), rejected), strict=True
        ):
            figure.show_figure(str(count), words)
        if importing.lines is not self._lines:
            self._show_lines(importing.lines)

    def forget(self) -> None:
        """Hold no list any more."""
        self._lines = ()
        self._name.clear()
        self._table.filter_line.clear()
        self._fill_table()

    def _preview(self) -> QWidget:
        step = look().metrics.step
        card = Card("Lignes", flush=True)
        card.add_beside_title(self._only_faulty)
        card.body.addWidget(self._table, 1)
        card.setMinimumHeight(84 * step)
        self._faults.setMinimumHeight(50 * step)
        self._preview_page = QWidget()
        column = QVBoxLayout(self._preview_page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3 * step)
        column.addWidget(FlowRow(self._figures))
        column.addWidget(SideBySide(((card, 5), (self._faults, 3)), wide_from=200), 1)
        return self._preview_page

    def _source_card(self) -> Card:
        card = Card()
        line = QHBoxLayout()
        line.setSpacing(3 * look().metrics.step)
        words = QVBoxLayout()
        words.setSpacing(0)
        for label in (self._name, self._about, self._fault):
            words.addWidget(label)
        line.addLayout(words, 1)
        for widget in (self._sheet_label, self._sheet, self._choose, self._paste):
            line.addWidget(widget, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(line)
        return card

    def _button_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(3 * look().metrics.step)
        row.addWidget(Words("Rien n’est écrit avant « Confirmer ».", Rank.SECOND), 1)
        row.addWidget(self._leave)
        row.addWidget(self._confirm)
        return row

    def _connect_signals(self) -> None:
        self._sheet.activated.connect(self._on_sheet_activated)
        self._only_faulty.toggled.connect(self._on_only_faulty_toggled)
        self._table.current_row_changed.connect(self._faults.show_line)

    def _choose_list(self) -> None:
        path = dialogs.choose_file(self, "Choisir la liste des candidats", FileKind.LIST)
        if path is not None:
            self.list_chosen.emit(path)

    def _paste_list(self) -> None:
        self.list_pasted.emit(QGuiApplication.clipboard().text())

    def _show_sheets(self, importing: Importing) -> None:
        several = len(importing.sheets) > 1
        for widget in (self._sheet_label, self._sheet):
            widget.setVisible(several)
        if several and importing.preview is not None:
            self._sheet.set_options([(name, name) for name in importing.sheets])
            self._sheet.set_value(importing.preview.sheet)

    def _show_lines(self, lines: tuple[ListLine, ...]) -> None:
        self._lines = lines
        faulty = sum(1 for line in lines if line.faults)
        self._only_faulty.setText(f"Seulement les lignes à vérifier ({faulty})")
        self._only_faulty.setEnabled(bool(faulty))
        self._fill_table()
        self._table.setFocus()

    def _fill_table(self) -> None:
        only_faulty = self._only_faulty.isChecked() and self._only_faulty.isEnabled()
        self._table.set_rows([line for line in self._lines if line.faults] if only_faulty else self._lines)
        self._faults.show_line(self._table.current_row)

    @Slot()
    def _on_sheet_activated(self) -> None:
        self.sheet_chosen.emit(self._sheet.value() or "")

    @Slot(bool)
    def _on_only_faulty_toggled(self, _only: bool) -> None:
        self._fill_table()


def _counts(comparison: Comparison) -> tuple[int, int, int, int]:
    return len(comparison.added), len(comparison.changed), comparison.unchanged, comparison.protected


def _refusal(importing: Importing) -> str:
    if importing.is_busy:
        return "Un instant : la liste est en cours de lecture."
    if importing.preview is None:
        return "Choisissez d’abord une liste."
    return "" if importing.changes_something else "Rien à écrire : aucun candidat à ajouter ni à modifier."


def _fault_line(fault: CellFault) -> QWidget:
    rejected = fault.severity is Severity.REJECTED
    holder = QWidget()
    line = QHBoxLayout(holder)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(3 * look().metrics.step)
    chip = Chip(SIGN_NO if rejected else SIGN_WARNING, Tone.NO if rejected else Tone.WARNING)
    line.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Words(fault_title(fault), Rank.STRONG, wrap=True))
    words.addWidget(Words(fault.reason, wrap=True))
    line.addLayout(words, 1)
    return holder
