"""The page that creates a session: certification, sheet, file, and the passphrase to write down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.screens.home.certification_card import CertificationCard, EarlierCard
from app.ui.screens.home.state import FILE, WHOLE, Creation
from app.ui.theme import look, restyle
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.fields import CheckField, DateField
from app.ui.widgets.form import FormBuilder, go_to
from app.ui.widgets.sheet_form import add_centre_fields, add_session_fields, sheet_from, sheet_values
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.words import Rank, Words

if TYPE_CHECKING:
    from app.services.frameworks import FrameworkSummary
    from app.services.sessions import EarlierSession

_ANEW = ("starts_on", "ends_on", "ceres_number", "record_number")
"""What is never taken from an earlier session."""
_NOT_NOTED = "Écrivez d’abord la phrase secrète sur papier, puis cochez cette case."


class SecretCard(Card):
    """Where the file lies and the words that open it; they are shown once, to be written down."""

    place_requested = Signal()
    words_requested = Signal()

    def __init__(self) -> None:
        super().__init__("Fichier et phrase secrète")
        step = look().metrics.step
        self.path = QLineEdit()
        self.path.setReadOnly(True)
        self.path.setObjectName("session_file")
        self.path.setAccessibleName("Fichier de la session")
        self._path_fault = Words("", Rank.FAULT, wrap=True)
        self._place = Button("Choisir un autre emplacement", drawing="folder")
        self._place.setObjectName("choose_place")
        self.words = Words("", Rank.FIGURE, wrap=True)
        self.words.setObjectName("passphrase")
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self._again = Button("Proposer d’autres mots", drawing="undo")
        self._again.setObjectName("propose_words")
        self.noted = CheckField("Je l’ai notée")
        self.noted.setObjectName("passphrase_noted")
        self.noted.setAccessibleDescription("La phrase secrète est écrite sur papier.")
        self._noted_fault = Words("", Rank.FAULT, wrap=True)
        warning = "Elle ouvre le fichier sur tous les postes. Perdue, personne ne peut la retrouver."
        for widget in (
            Words("Fichier de la session", Rank.SMALL_STRONG),
            self.path,
            self._path_fault,
            self._place,
            Words("Phrase secrète, à écrire sur papier", Rank.SMALL_STRONG),
            self.words,
            Words(warning, Rank.SECOND, wrap=True),
            self._again,
            self.noted,
            self._noted_fault,
        ):
            self.body.addWidget(widget)
        self.body.insertSpacing(4, 2 * step)
        self.body.addStretch(1)
        self._place.clicked.connect(self.place_requested)
        self._again.clicked.connect(self.words_requested)
        self.noted.toggled.connect(self._on_noted_toggled)
        self._say_noted("")

    def show_creation(self, creation: Creation) -> None:
        """Show the path and the words; other words have to be noted again."""
        if self.words.text() != creation.passphrase:
            self.words.setText(creation.passphrase)
            self.words.setAccessibleName(f"Phrase secrète : {creation.passphrase}")
            self.noted.setChecked(False)
        self.path.setText(str(creation.path))
        self.path.setToolTip(str(creation.path))
        self.path.setCursorPosition(len(str(creation.path)))
        fault = creation.faults.get(FILE, "")
        self._path_fault.setText(fault)
        self._path_fault.setVisible(bool(fault))
        self.path.setAccessibleDescription(fault)
        self.path.setProperty("faulty", bool(fault))
        restyle(self.path)

    def check(self) -> bool:
        """Ask for the tick when it is missing."""
        self._say_noted("" if self.noted.isChecked() else _NOT_NOTED)
        if not self.noted.isChecked():
            go_to(self.noted)
        return self.noted.isChecked()

    def _say_noted(self, sentence: str) -> None:
        self._noted_fault.setText(sentence)
        self._noted_fault.setVisible(bool(sentence))

    @Slot(bool)
    def _on_noted_toggled(self, _noted: bool) -> None:
        self._say_noted("")


class CreationPage(QWidget):
    """The form of a new session; `create_requested` carries a checked sheet."""

    framework_chosen = Signal(str)
    first_day_changed = Signal(object)
    place_requested = Signal()
    words_requested = Signal()
    create_requested = Signal(object)
    earlier_dropped = Signal()

    def __init__(self, confirm: QAction, leave: QAction, take: QAction) -> None:
        super().__init__()
        self._taken: EarlierSession | None = None
        self._is_type_taken = False
        self.earlier = EarlierCard(take)
        self.certification = CertificationCard()
        self.first: QWidget = self.certification.framework
        self.secret = SecretCard()
        sheet = Card("Session")
        builder = FormBuilder(columns=2)
        add_session_fields(builder)
        self._sheet = builder.build()
        sheet.body.addWidget(self._sheet)
        centre = Card("Centre organisateur")
        builder = FormBuilder(columns=2)
        add_centre_fields(builder)
        self._centre = builder.build()
        centre.body.addWidget(self._centre)
        self._missing = Words("", Rank.SECOND, wrap=True)
        self._missing.setObjectName("creation_missing")
        self._whole_fault = Words("", Rank.FAULT, wrap=True)
        self._confirm = Button.of_action(confirm, ButtonRank.PRIMARY, tall=True)
        self._confirm.setObjectName("confirm_creation")
        self._leave = Button.of_action(leave, tall=True)
        self._leave.setObjectName("leave_creation")
        self._lay_out(sheet, centre)
        self._connect_signals()

    def show_creation(self, creation: Creation, summaries: tuple[FrameworkSummary, ...]) -> None:
        """Show what is chosen, what is refused and whether the file is being written."""
        self.certification.show_creation(creation, summaries)
        self.earlier.show_creation(creation, {one.id for one in summaries})
        self._take_over(creation.earlier)
        self.secret.show_creation(creation)
        ends_on = {name: sentence for name, sentence in creation.faults.items() if name == "ends_on"}
        if creation.faults:
            self._sheet.mark_faults(ends_on)
        whole = "Création du fichier chiffré…" if creation.is_busy else creation.faults.get(WHOLE, "")
        self._whole_fault.setText(whole)
        self._whole_fault.set_rank(Rank.SECOND if creation.is_busy else Rank.FAULT)
        self._whole_fault.setVisible(bool(whole))
        self._confirm.set_refusal(creation.refusal or ("Création en cours." if creation.is_busy else ""))
        if creation.framework is None:
            self._is_type_taken = False
        elif self._taken is not None and not self._is_type_taken:
            self._is_type_taken = True
            self.certification.choose_type(self._taken.sheet.session_type_id)
        self._say_missing()

    def _take_over(self, earlier: EarlierSession | None) -> None:
        """Fill the form once with the sheet of an earlier session: its dates and numbers are still to be given."""
        if earlier is self._taken:
            return
        self._taken, self._is_type_taken = earlier, False
        if earlier is None:
            return
        values = sheet_values(earlier.sheet) | dict.fromkeys(_ANEW)
        for form in (self._sheet, self._centre):
            form.set_values({name: values[name] for name in form.names})

    @Slot()
    def _say_missing(self) -> None:
        """Say at any moment what is still to be given before the session can be created."""
        lacking = [*self._sheet.lacking(), *self._centre.lacking()]
        if not self.secret.noted.isChecked():
            lacking.append("Phrase secrète à noter")
        words = ", ".join(label[:1].lower() + label[1:] for label in lacking)
        self._missing.setText(
            f"À compléter ou à corriger : {words}." if lacking else "Tout est là : la session peut être créée."
        )

    def ask_creation(self) -> None:
        """Hand the sheet over, or go to the first thing that is missing."""
        checked = [self._sheet.check(), self._centre.check()]
        session_type = self.certification.session_type.value()
        if not all(checked):
            first = self._sheet if not checked[0] else self._centre
            first.check()
        elif session_type and self.secret.check() and self._confirm.isEnabled():
            self.create_requested.emit(sheet_from(self._sheet.values() | self._centre.values(), session_type))

    def _lay_out(self, sheet: Card, centre: Card) -> None:
        step = look().metrics.step
        left, right = QWidget(), QWidget()
        buttons = QHBoxLayout()
        buttons.setSpacing(3 * step)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._confirm, 1)
        for side, cards in ((left, (self.earlier, self.certification, sheet, centre)), (right, (self.secret,))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(3 * step)
            for card in cards:
                column.addWidget(card)
            if side is right:
                column.addWidget(self._missing)
                column.addWidget(self._whole_fault)
                column.addLayout(buttons)
            column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(6 * step, 4 * step, 6 * step, 4 * step)
        page.addWidget(SideBySide(((left, 3), (right, 2)), wide_from=200))
        page.addStretch(1)

    def _connect_signals(self) -> None:
        self.certification.framework_chosen.connect(self.framework_chosen)
        self.earlier.dropped.connect(self.earlier_dropped)
        for form in (self._sheet, self._centre):
            form.field_changed.connect(self._say_missing)
        self.secret.noted.toggled.connect(self._say_missing)
        self.secret.place_requested.connect(self.place_requested)
        self.secret.words_requested.connect(self.words_requested)
        cast("DateField", self._sheet.field("starts_on")).editingFinished.connect(self._on_starts_on_editing_finished)

    @Slot()
    def _on_starts_on_editing_finished(self) -> None:
        """The last day follows the first until it is typed: one day, or as many as the earlier session."""
        starts_on, ends_on = (cast("DateField", self._sheet.field(name)) for name in ("starts_on", "ends_on"))
        first_day = _readable(starts_on)
        if first_day is not None and not ends_on.text():
            ends_on.set_value(self._taken.sheet_on(first_day).ends_on if self._taken is not None else first_day)
        self.first_day_changed.emit(first_day)


def _readable(field: DateField) -> date | None:
    try:
        return field.value()
    except ValueError:
        return None
