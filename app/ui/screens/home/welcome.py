"""What Accueil shows first: three ways to begin, the sessions of before, the référentiels, the look."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.icons import IconRole
from app.ui.screens.home.state import HomeState, RecentSession
from app.ui.theme import SCHEME_LABELS, ZOOM_RANGE, look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card, EmptyState, IconPicture
from app.ui.widgets.chip import SIGN_NO, SIGN_TODO, SIGN_YES, ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.form import Form, FormBuilder
from app.ui.widgets.rows_model import Cell, Column, RowAct
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.words import Divider, Rank, Words

if TYPE_CHECKING:
    from app.services.frameworks import FrameworkSummary

_ZOOM_STEP = 0.25


class BeginningCard(Card):
    """One way to begin: a drawing, what it is for, and its button."""

    def __init__(self, drawing: str, sentence: str, action: QAction, rank: ButtonRank = ButtonRank.PLAIN) -> None:
        super().__init__()
        step = look().metrics.step
        self.button = Button.of_action(action, rank, tall=True)
        line = QHBoxLayout()
        line.setSpacing(3 * step)
        line.addWidget(IconPicture(drawing, 6 * step, IconRole.ACCENT))
        line.addWidget(Words(sentence, Rank.SECOND, wrap=True), 1)
        self.body.addLayout(line, 1)
        self.body.addWidget(self.button)
        self.setAccessibleName(action.text())
        self.setAccessibleDescription(sentence)


class OpenSessionCard(Card):
    """The session that is open now, and the buttons that close it or carry it to another laptop."""

    def __init__(self, closing: QAction, moving: QAction) -> None:
        super().__init__()
        self.setAccessibleName("Session ouverte")
        self.set_marked(True)
        self._name = Words("", Rank.STRONG, wrap=True)
        self._folder = Words("", Rank.SECOND, wrap=True)
        buttons = FlowRow([Button.of_action(moving), Button.of_action(closing)])
        for button, name in zip(buttons.findChildren(Button), ("move_session", "close_session"), strict=True):
            button.setObjectName(name)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._folder)
        line = QHBoxLayout()
        line.addLayout(words, 1)
        line.addWidget(buttons, 1)
        self.body.addLayout(line)

    def show_path(self, path: Path | None) -> None:
        """Name the open session; hide when there is none."""
        self.setVisible(path is not None)
        if path is not None:
            self._name.setText(f"Session ouverte : {path.stem}")
            self._folder.setText(f"{path.parent} · continuez par la Préparation ou la Journée, à gauche.")


class RecentCard(Card):
    """The sessions opened before; Enter or the button opens one."""

    def __init__(self) -> None:
        super().__init__("Sessions récentes", flush=True)
        self.table: DataTable[RecentSession] = DataTable(
            "Sessions récentes",
            (
                Column("Session", _recent_name, 3),
                Column("Dossier", _recent_folder, 2, tooltip=lambda row: str(row.path.parent)),
            ),
            key=lambda row: row.path,
            row_act=_recent_act,
        )
        self.table.setObjectName("recent_table")
        self.table.view.setObjectName("recent_sessions")
        self._empty = EmptyState(
            "Aucune session récente", "Créez ou ouvrez une session : vous la retrouverez ici.", drawing="folder"
        )
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._empty, 1)

    def show_recent(self, recent: tuple[RecentSession, ...]) -> None:
        """Show the sessions, or that there is none."""
        self.table.setVisible(bool(recent))
        self._empty.setVisible(not recent)
        self.table.set_rows(recent)


class FrameworksCard(Card):
    """The catalogue of référentiels; the sentence under it says why the current one opens no session."""

    def __init__(self) -> None:
        super().__init__("Référentiels", flush=True)
        step = look().metrics.step
        self.add = Button("Ajouter", drawing="plus")
        self.add.setObjectName("add_framework")
        self.add.setAccessibleName("Ajouter un référentiel du centre")
        self.add_beside_title(self.add)
        self.table: DataTable[FrameworkSummary] = DataTable(
            "Référentiels",
            (
                Column("Certification", _framework_name, 1, wrap=True),
                Column("Sessions", _framework_sessions, tooltip=_why_closed),
            ),
            key=lambda row: row.path,
            empty="Lecture des référentiels…",
        )
        self.table.view.setObjectName("frameworks")
        self.table.setMinimumHeight(36 * step)
        self._why = Words("", Rank.SECOND, wrap=True)
        self._why.setContentsMargins(4 * step, 2 * step, 4 * step, 3 * step)
        self._line = Divider()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._line)
        self.body.addWidget(self._why)
        self.table.current_row_changed.connect(self._on_table_current_row_changed)
        self._on_table_current_row_changed(None)

    def show_frameworks(self, summaries: tuple[FrameworkSummary, ...] | None) -> None:
        """Show the catalogue."""
        self.table.set_rows(sorted(summaries or (), key=_openable_first))

    @Slot(object)
    def _on_table_current_row_changed(self, summary: FrameworkSummary | None) -> None:
        sentence = _why_closed(summary) if summary is not None else ""
        self._why.setText(sentence)
        for widget in (self._why, self._line):
            widget.setVisible(bool(sentence))


class AppearanceCard(Card):
    """Colours and text size; each choice takes effect at once."""

    scheme_chosen = Signal(str)
    zoom_chosen = Signal(float)

    def __init__(self) -> None:
        super().__init__("Apparence")
        builder = FormBuilder(columns=2)
        schemes = [(scheme.value, label) for scheme, label in SCHEME_LABELS.items()]
        self._scheme = builder.choice("scheme", "Couleurs", schemes)
        count = round((ZOOM_RANGE[1] - ZOOM_RANGE[0]) / _ZOOM_STEP) + 1
        zooms = [ZOOM_RANGE[0] + _ZOOM_STEP * place for place in range(count)]
        self._zoom = builder.choice(
            "text_zoom", "Taille du texte", [(zoom, f"{round(100 * zoom)} %") for zoom in zooms]
        )
        self._form: Form = builder.build()
        self.body.addWidget(self._form)
        self._scheme.activated.connect(self._on_scheme_activated)
        self._zoom.activated.connect(self._on_zoom_activated)

    def show_choices(self, scheme: str, zoom: float) -> None:
        """Show what is chosen."""
        self._form.set_values({"scheme": scheme, "text_zoom": zoom})

    @Slot()
    def _on_scheme_activated(self) -> None:
        scheme = self._scheme.value()
        if scheme is not None:
            self.scheme_chosen.emit(scheme)

    @Slot()
    def _on_zoom_activated(self) -> None:
        zoom = self._zoom.value()
        if zoom is not None:
            self.zoom_chosen.emit(zoom)


class WelcomePage(QWidget):
    """The page shown when nothing is being created."""

    def __init__(self, create: QAction, opening: QAction, demo: QAction, *, closing: QAction, moving: QAction) -> None:
        super().__init__()
        step = look().metrics.step
        self.open_card = OpenSessionCard(closing, moving)
        self.recent = RecentCard()
        self.frameworks = FrameworksCard()
        self.appearance = AppearanceCard()
        beginnings = (
            BeginningCard("plus", "Un titre, un CCP ou un bloc : un seul fichier chiffré.", create, ButtonRank.PRIMARY),
            BeginningCard("folder", "Un fichier .jurade et sa phrase secrète.", opening),
            BeginningCard("play", "Une journée d’examen avec des personnes inventées.", demo),
        )
        names = ("create_session", "open_session", "open_demo")
        for card, name in zip(beginnings, names, strict=True):
            card.button.setObjectName(name)
        self.first: QWidget = beginnings[0].button
        left, right = QWidget(), QWidget()
        for side, cards in ((left, (self.recent,)), (right, (self.frameworks, self.appearance))):
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(4 * step)
            for place, part in enumerate(cards):
                column.addWidget(part, 1 if place == 0 else 0)
        page = QVBoxLayout(self)
        page.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        page.setSpacing(4 * step)
        page.addWidget(self.open_card)
        page.addWidget(SideBySide([(card, 1) for card in beginnings]))
        page.addWidget(SideBySide(((left, 3), (right, 2)), wide_from=200), 1)

    def show_state(self, state: HomeState) -> None:
        """Show sessions, référentiels and choices."""
        self.open_card.show_path(state.session_path)
        self.recent.show_recent(state.recent)
        self.frameworks.show_frameworks(state.frameworks)
        self.appearance.show_choices(state.scheme, state.zoom)


def _recent_name(row: RecentSession) -> Cell:
    chips = () if row.is_there else (ChipText("introuvable", Tone.WARNING, SIGN_NO),)
    return Cell(row.path.stem, chips=chips, strong=True)


def _recent_folder(row: RecentSession) -> Cell:
    return Cell(second=str(row.path.parent))


def _recent_act(row: RecentSession) -> RowAct:
    gone = "Ce fichier n’est plus à cet endroit : branchez sa clé ou retrouvez-le par « Ouvrir une session »."
    return RowAct("Ouvrir", "" if row.is_there else gone)


def _openable_first(summary: FrameworkSummary) -> tuple[bool, bool]:
    return bool(summary.fault), not summary.session_count


def _framework_name(summary: FrameworkSummary) -> Cell:
    if summary.fault:
        return Cell(summary.path.name, summary.fault, stacked=True)
    millesime = f"millésime {summary.millesime}" if summary.millesime else ""
    level = f"niveau {summary.level}" if summary.level else ""
    second = " · ".join(part for part in (summary.code or summary.certifier, millesime, level) if part)
    return Cell(summary.label, second, strong=True, stacked=True)


def _framework_sessions(summary: FrameworkSummary) -> Cell:
    if summary.fault:
        return Cell(chips=(ChipText("à corriger", Tone.NO, SIGN_NO),))
    if not summary.session_count:
        return Cell(chips=(ChipText("aucune", Tone.WARNING, SIGN_TODO),))
    return Cell(chips=(ChipText(f"{summary.session_count} types", Tone.YES, SIGN_YES),))


def _why_closed(summary: FrameworkSummary) -> str:
    return summary.fault or ("" if summary.session_count else summary.why_closed)
