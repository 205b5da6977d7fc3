"""The page that creates a session: certification, sheet, file, and the passphrase to write down."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.ui.screens.home.state import FILE, WHOLE, Creation
from app.ui.theme import look, restyle
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.fields import CheckField, DateField
from app.ui.widgets.form import FormBuilder
from app.ui.widgets.sheet_form import add_centre_fields, add_session_fields, sheet_from
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.spans import span
from app.ui.widgets.words import Rank, Words

if TYPE_CHECKING:
    from app.domain.framework.sitting_plan import SessionType
    from app.services.frameworks import FrameworkSummary

_NOT_NOTED = "Écrivez d’abord la phrase secrète sur papier, puis cochez cette case."


class CertificationCard(Card):
    """Which certification, and which session it holds; a closed one says why."""

    framework_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("Certification")
        builder = FormBuilder()
        self.framework = builder.choice("framework", "Référentiel", [("", "")], required=True)
        self._form = builder.build()
        builder = FormBuilder()
        self.session_type = builder.choice("session_type", "Type de session", [("", "")], required=True)
        for field in (self.framework, self.session_type):
            # A long title must not widen the page: the field cuts it, its list shows it whole.
            field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            field.setMinimumContentsLength(16)
        line = QHBoxLayout()
        line.setSpacing(4 * look().metrics.step)
        line.addWidget(self._form, 3)
        line.addWidget(builder.build(), 2)
        self._facts = Words("", Rank.SECOND, wrap=True)
        self._types: tuple[SessionType, ...] = ()
        self._quorum = 0
        self._summaries: tuple[FrameworkSummary, ...] = ()
        self.body.addLayout(line)
        self.body.addWidget(self._facts)
        self.framework.activated.connect(self._on_framework_activated)
        self.session_type.value_changed.connect(self._on_session_type_value_changed)

    def show_creation(self, creation: Creation, summaries: tuple[FrameworkSummary, ...]) -> None:
        """Show the catalogue, the certification taken and its session types."""
        if summaries != self._summaries:
            self._summaries = summaries
            self.framework.set_options([(one.id, _name(one)) for one in summaries])
        self._form.set_values({"framework": creation.framework_id})
        types = creation.framework.sessions if creation.framework else ()
        if types != self._types:
            self._types = types
            self._quorum = creation.framework.jury.quorum if creation.framework else 0
            self.session_type.set_options([(one.id, one.label) for one in types])
        self.session_type.setEnabled(bool(types))
        self._form.mark_faults({"framework": creation.refusal} if creation.refusal else {})
        self._on_session_type_value_changed(self.session_type.value())

    @Slot()
    def _on_framework_activated(self) -> None:
        self.framework_chosen.emit(self.framework.value() or "")

    @Slot(object)
    def _on_session_type_value_changed(self, session_type_id: str | None) -> None:
        chosen = next((one for one in self._types if one.id == session_type_id), None)
        facts = f"{_durations(chosen)} · au moins {self._quorum} membres du jury" if chosen is not None else ""
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))


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
            self.noted.setFocus(Qt.FocusReason.OtherFocusReason)
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

    def __init__(self, confirm: QAction, leave: QAction) -> None:
        super().__init__()
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
        self.secret.show_creation(creation)
        ends_on = {name: sentence for name, sentence in creation.faults.items() if name == "ends_on"}
        if creation.faults:
            self._sheet.mark_faults(ends_on)
        whole = "Création du fichier chiffré…" if creation.is_busy else creation.faults.get(WHOLE, "")
        self._whole_fault.setText(whole)
        self._whole_fault.set_rank(Rank.SECOND if creation.is_busy else Rank.FAULT)
        self._whole_fault.setVisible(bool(whole))
        self._confirm.set_refusal(creation.refusal or ("Création en cours." if creation.is_busy else ""))

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
        for side, cards in ((left, (self.certification, sheet, centre)), (right, (self.secret,))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(3 * step)
            for card in cards:
                column.addWidget(card)
            if side is right:
                column.addWidget(self._whole_fault)
                column.addLayout(buttons)
            column.addStretch(1)
        page = QVBoxLayout(self)
        page.setContentsMargins(6 * step, 4 * step, 6 * step, 4 * step)
        page.addWidget(SideBySide(((left, 3), (right, 2)), wide_from=200))
        page.addStretch(1)

    def _connect_signals(self) -> None:
        self.certification.framework_chosen.connect(self.framework_chosen)
        self.secret.place_requested.connect(self.place_requested)
        self.secret.words_requested.connect(self.words_requested)
        cast("DateField", self._sheet.field("starts_on")).editingFinished.connect(self._on_starts_on_editing_finished)

    @Slot()
    def _on_starts_on_editing_finished(self) -> None:
        """Most sessions last one day: the last day follows the first until it is typed."""
        starts_on, ends_on = (cast("DateField", self._sheet.field(name)) for name in ("starts_on", "ends_on"))
        first_day = _readable(starts_on)
        if first_day is not None and not ends_on.text():
            ends_on.set_value(first_day)
        self.first_day_changed.emit(first_day)


def _readable(field: DateField) -> date | None:
    try:
        return field.value()
    except ValueError:
        return None


def _name(summary: FrameworkSummary) -> str:
    if summary.fault:
        return f"{summary.path.name} (à corriger)"
    code = f"{summary.code} m{summary.millesime}" if summary.millesime else summary.code or summary.certifier
    closed = "" if summary.session_count else " (aucune session)"
    return " · ".join(part for part in (summary.label, code) if part) + closed


def _durations(session_type: SessionType) -> str:
    if session_type.total_minutes is None:
        return "durée non fixée par le référentiel"
    total = f"{span(session_type.total_minutes)} par candidat"
    if session_type.jury_minutes is None:
        return total
    return f"{total}, dont {span(session_type.jury_minutes)} devant le jury"
