"""Which certification a new session is for, which session it holds, and what is taken from an earlier one."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout

from app.ui.screens.home.state import Creation
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.form import FormBuilder
from app.ui.widgets.spans import span
from app.ui.widgets.words import Rank, Words

if TYPE_CHECKING:
    from app.domain.framework.model import Framework
    from app.domain.framework.sitting_plan import SessionType
    from app.services.frameworks import FrameworkSummary

_SHOWN_DOUBTS = 2


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
        self._doubts = Words("", Rank.SECOND, wrap=True)
        self._doubts.setObjectName("framework_doubts")
        self._types: tuple[SessionType, ...] = ()
        self._quorum = 0
        self._version = ""
        self._summaries: tuple[FrameworkSummary, ...] = ()
        self.body.addLayout(line)
        self.body.addWidget(self._facts)
        self.body.addWidget(self._doubts)
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
            self._version = _version(creation.framework) if creation.framework else ""
            self.session_type.set_options([(one.id, one.label) for one in types])
            self._doubts.setText(_doubt_words(creation.doubts))
            self._doubts.setVisible(bool(creation.doubts))
        self.session_type.setEnabled(bool(types))
        self._form.mark_faults({"framework": creation.refusal} if creation.refusal else {})
        self._on_session_type_value_changed(self.session_type.value())

    def choose_type(self, session_type_id: str) -> None:
        """Take the session type of an earlier session, when this certification has it."""
        if session_type_id in {one.id for one in self._types}:
            self.session_type.set_value(session_type_id)

    @Slot()
    def _on_framework_activated(self) -> None:
        self.framework_chosen.emit(self.framework.value() or "")

    @Slot(object)
    def _on_session_type_value_changed(self, session_type_id: str | None) -> None:
        chosen = next((one for one in self._types if one.id == session_type_id), None)
        facts = ""
        if chosen is not None:
            facts = f"{self._version}{_durations(chosen)} · au moins {self._quorum} membres du jury"
        self._facts.setText(facts)
        self._facts.setVisible(bool(facts))


class EarlierCard(Card):
    """What is taken from an earlier session, or how to take it."""

    dropped = Signal()

    def __init__(self, take: QAction) -> None:
        super().__init__()
        self._words = Words("", Rank.SECOND, wrap=True)
        self._words.setObjectName("earlier_words")
        self._take = Button.of_action(take)
        self._take.setObjectName("take_earlier")
        self._drop = Button("Ne pas reprendre le jury", ButtonRank.QUIET)
        self._drop.setObjectName("drop_earlier")
        self.body.addWidget(FlowRow((self._take, self._drop)))
        self.body.addWidget(self._words)
        self._drop.clicked.connect(self.dropped)

    def show_creation(self, creation: Creation, known: Container[str]) -> None:
        """Say what is taken over, and what is still to be given."""
        earlier = creation.earlier
        self._drop.setVisible(earlier is not None)
        if earlier is None:
            self._words.setText("Facultatif : la fiche et le jury d’une session de votre centre sont repris.")
            return
        count = len(earlier.people)
        people = "1 personne est reprise" if count == 1 else f"{count} personnes sont reprises"
        unknown = "" if earlier.framework_id in known else f" Son référentiel « {earlier.framework_id} » n’est pas ici."
        self._words.setText(
            f"Fiche reprise, dates et numéros à donner. {people} ; chaque juré déclarera et choisira un code.{unknown}"
        )


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


def _version(framework: Framework) -> str:
    """« TP-01285, millésime 04 · », which tells two certifications of one name apart."""
    parts = (framework.code, f"millésime {framework.millesime}" if framework.millesime else "")
    known = ", ".join(part for part in parts if part)
    return f"{known} · " if known else ""


def _doubt_words(doubts: tuple[str, ...]) -> str:
    """The first doubts of the sources, and how many more there are."""
    shown = "\n".join(f"À vérifier : {doubt}" for doubt in doubts[:_SHOWN_DOUBTS])
    left = len(doubts) - _SHOWN_DOUBTS
    return f"{shown}\nEt {left} autres, dans la Préparation." if left > 1 else shown
