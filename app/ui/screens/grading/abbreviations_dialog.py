"""Mes abréviations: the list, one to add or change, and a line to try them in."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.abbreviations import LONGEST, Phrase
from app.services.abbreviations import expanding
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_NO, SIGN_YES, ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.expander import Expander
from app.ui.widgets.rows_model import Cell, Column, RowAct
from app.ui.widgets.words import Rank, Words

_TOLD = (
    "Quelques lettres, puis une espace ou un signe : le texte s’écrit en entier. Ctrl Z rend les lettres. "
    "Une abréviation peut donner un mot ou toute une phrase ; elle n’est qu’à vous."
)


class AbbreviationsDialog(QDialog):
    """Entrée on a row brings it under the keyboard; its button switches a shipped one off, or removes one's own."""

    keep_requested = Signal(str, str)
    remove_requested = Signal(str)
    switch_requested = Signal(str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setObjectName("abbreviations_dialog")
        self.setWindowTitle("Mes abréviations")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(170 * step, 150 * step)
        self._is_keeping = False
        self._table: DataTable[Phrase] = DataTable(
            "Abréviations",
            (Column("Lettres", _letters), Column("Texte", _text, weight=1, wrap=True), Column("", _state)),
            key=_letters,
            row_act=_act,
            act_title="Effet",
            empty="Aucune abréviation.",
        )
        self._table.view.setObjectName("abbreviations_table")
        self._letters = _line("abbreviation_letters", "Lettres", "lettres")
        self._letters.setMaxLength(LONGEST)
        self._letters.setFixedWidth(30 * step)
        self._text = _line("abbreviation_text", "Texte écrit à leur place", "mot ou phrase")
        self._keep = Button("Garder", ButtonRank.PRIMARY, keys="Return")
        self._keep.setObjectName("abbreviation_keep")
        self._keep.setDefault(True)
        self._fault = Words("", Rank.FAULT, wrap=True)
        self._fault.setObjectName("abbreviation_fault")
        self._fault.hide()
        self._trial = _line("abbreviation_trial", "Essai", "Essayez ici : tapez des lettres, puis une espace")
        self._leave = Button("Fermer", keys="Esc")
        self._leave.setObjectName("abbreviations_close")
        self._expander = Expander(self)
        self._lay_out()
        self._connect_signals()

    def show_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Show the list, and expand what it says in the line to try; what was just kept leaves its fields."""
        self._table.set_rows(phrases)
        self._expander.set_phrases(expanding(phrases))
        self.show_fault("")
        if self._is_keeping:
            self._is_keeping = False
            self._table.choose(self._letters.text().strip())
            self._letters.clear()
            self._text.clear()
            self._letters.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fault(self, sentence: str) -> None:
        """Say why an abbreviation was refused; nothing typed is lost."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))
        if sentence:
            self._is_keeping = False

    def _lay_out(self) -> None:
        step = look().metrics.step
        card = Card(flush=True)
        card.body.addWidget(self._table)
        fields = QGridLayout()
        fields.setHorizontalSpacing(2 * step)
        fields.setVerticalSpacing(step)
        for place, (caption, widget) in enumerate((("Lettres", self._letters), ("Texte", self._text))):
            words = Words(caption, Rank.SMALL_STRONG)
            words.setBuddy(widget)
            fields.addWidget(words, 0, place)
            fields.addWidget(widget, 1, place)
        fields.addWidget(self._keep, 1, 2)
        foot = QHBoxLayout()
        foot.setSpacing(2 * step)
        foot.addWidget(self._trial, 1)
        foot.addWidget(self._leave)
        column = QVBoxLayout(self)
        column.setContentsMargins(5 * step, 4 * step, 5 * step, 4 * step)
        column.setSpacing(3 * step)
        column.addWidget(Words("Mes abréviations", Rank.TITLE))
        column.addWidget(Words(_TOLD, Rank.SECOND, wrap=True))
        column.addWidget(card, 1)
        column.addLayout(fields)
        column.addWidget(self._fault)
        column.addLayout(foot)
        self._letters.setFocus(Qt.FocusReason.OtherFocusReason)

    def _connect_signals(self) -> None:
        self._keep.clicked.connect(self._on_keep_clicked)
        self._leave.clicked.connect(self.accept)
        self._table.row_activated.connect(self._on_table_row_activated)
        self._table.row_act_requested.connect(self._on_table_row_act_requested)

    @Slot()
    def _on_keep_clicked(self) -> None:
        """Keep what the two fields say; with nothing in them, Enter has only ended a trial."""
        if self._letters.text().strip() or self._text.text().strip():
            self._is_keeping = True
            self.keep_requested.emit(self._letters.text(), self._text.text())

    @Slot(object)
    def _on_table_row_activated(self, phrase: Phrase) -> None:
        self._letters.setText(phrase.letters)
        self._text.setText(phrase.text)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        self._text.selectAll()

    @Slot(object)
    def _on_table_row_act_requested(self, phrase: Phrase) -> None:
        if phrase.shipped:
            self.switch_requested.emit(phrase.letters, not phrase.is_on)
        else:
            self.remove_requested.emit(phrase.letters)


def _line(name: str, accessible_name: str, placeholder: str) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setAccessibleName(accessible_name)
    line.setPlaceholderText(placeholder)
    return line


def _letters(phrase: Phrase) -> str:
    return phrase.letters


def _text(phrase: Phrase) -> str:
    return phrase.text


def _state(phrase: Phrase) -> Cell:
    if not phrase.is_on:
        return Cell(chips=(ChipText("arrêtée", Tone.NEUTRAL, SIGN_NO),))
    if phrase.shipped:
        return Cell(chips=(ChipText("fournie", Tone.NEUTRAL, SIGN_YES),))
    return Cell(chips=(ChipText("à vous", Tone.ACCENT, SIGN_CURRENT),))


def _act(phrase: Phrase) -> RowAct:
    if not phrase.shipped:
        return RowAct("Retirer")
    return RowAct("Arrêter" if phrase.is_on else "Reprendre")
