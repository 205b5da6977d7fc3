"""Accueil as a person sees it: a first page, and the page that creates a session."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui import dialogs
from app.ui.actions import Act, make_action
from app.ui.dialogs import ConsequencesDialog, FileKind
from app.ui.screen import Header, ScreenView
from app.ui.screens.home.creation_page import CreationPage
from app.ui.screens.home.dialogs import FrameworkFaultsDialog, PassphraseDialog
from app.ui.screens.home.state import FaultyFramework, HomeState, Opening, RecentSession
from app.ui.screens.home.welcome import WelcomePage
from app.ui.widgets.pages import Pages

_WELCOME = Header("Accueil", "Tout se passe sur ce poste, sans réseau.")
_CREATION = Header("Nouvelle session", "Une session, un fichier chiffré.")


class HomeView(ScreenView):
    """Shows a `HomeState` and says what the person asks."""

    entered_screen = Signal()
    left_screen = Signal()
    opening_requested = Signal(object)
    passphrase_entered = Signal(str)
    opening_left = Signal()
    demo_requested = Signal()
    closing_requested = Signal()
    moving_requested = Signal()
    creation_requested = Signal()
    creation_left = Signal()
    framework_chosen = Signal(str)
    first_day_changed = Signal(object)
    place_chosen = Signal(object)
    words_requested = Signal()
    create_requested = Signal(object)
    earlier_chosen = Signal(object)
    earlier_entered = Signal(str)
    earlier_left = Signal()
    earlier_dropped = Signal()
    framework_file_chosen = Signal(object)
    replacement_confirmed = Signal(object)
    replacement_left = Signal()
    framework_faults_left = Signal()
    scheme_chosen = Signal(str)
    zoom_chosen = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_WELCOME.title, parent)
        self.setObjectName("home")
        self.set_header(_WELCOME)
        self._state: HomeState | None = None
        self._dialogs: dict[str, PassphraseDialog | FrameworkFaultsDialog | ConsequencesDialog] = {}
        self._create = make_action(Act.CREATE_SESSION, self, self.creation_requested.emit)
        self._open = make_action(Act.OPEN_SESSION, self, self._choose_session)
        self._demo = make_action(Act.OPEN_DEMO, self, self.demo_requested.emit)
        self._close = make_action(Act.CLOSE_SESSION, self, self.closing_requested.emit)
        self._confirm = make_action(Act.CONFIRM_CREATION, self, self._ask_creation)
        self._leave = make_action(Act.LEAVE_CREATION, self, self.creation_left.emit)
        self._take_earlier = make_action(Act.TAKE_EARLIER, self, self._choose_earlier)
        self._move = make_action(Act.MOVE_SESSION, self, self.moving_requested.emit)
        self._welcome = WelcomePage(self._create, self._open, self._demo, closing=self._close, moving=self._move)
        self._creation = CreationPage(self._confirm, self._leave, self._take_earlier)
        self._pages = Pages(self._welcome, self._creation)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self._connect_signals()
        self._show_page(creating=False)

    def entered(self) -> None:
        """Read again, and give the keyboard to the first act."""
        self.entered_screen.emit()
        if self._pages.page is self._welcome:
            self._welcome.first.setFocus()

    def left(self) -> None:
        """Let go of what is over."""
        self.left_screen.emit()

    def show_state(self, state: HomeState) -> None:
        """Show everything that the state says."""
        before, self._state = self._state, state
        self._welcome.show_state(state)
        for action in (self._close, self._move):
            action.setEnabled(state.session_path is not None)
        was_creating = before is not None and before.creation is not None
        if state.creation is not None:
            self._creation.show_creation(state.creation, state.frameworks or ())
        if was_creating != (state.creation is not None):
            self._show_page(creating=not was_creating)
        self._show_opening(state.opening)
        self._show_taking(state.taking)
        self._show_faulty(state.faulty)
        self._show_replacing(state.replacing)

    def _connect_signals(self) -> None:
        recent, page = self._welcome.recent.table, self._creation
        recent.row_activated.connect(self._on_recent_chosen)
        recent.row_act_requested.connect(self._on_recent_chosen)
        self._welcome.frameworks.add.clicked.connect(self._on_add_framework_clicked)
        self._welcome.appearance.scheme_chosen.connect(self.scheme_chosen)
        self._welcome.appearance.zoom_chosen.connect(self.zoom_chosen)
        page.framework_chosen.connect(self.framework_chosen)
        page.first_day_changed.connect(self.first_day_changed)
        page.place_requested.connect(self._on_place_requested)
        page.words_requested.connect(self.words_requested)
        page.create_requested.connect(self.create_requested)
        page.earlier_dropped.connect(self.earlier_dropped)

    def _show_page(self, *, creating: bool) -> None:
        page: CreationPage | WelcomePage = self._creation if creating else self._welcome
        self._pages.show_page(page, page.first)
        for action in (self._create, self._open, self._demo):
            action.setEnabled(not creating)
        for action in (self._confirm, self._leave, self._take_earlier):
            action.setEnabled(creating)
        self.set_header(_CREATION if creating else _WELCOME)

    def _show_opening(self, opening: Opening | None) -> None:
        dialog = self._dialogs.get("opening")
        if opening is None:
            self._close_dialog("opening")
        elif isinstance(dialog, PassphraseDialog):
            dialog.show_opening(opening)
        else:
            dialog = PassphraseDialog(opening, self)
            dialog.passphrase_entered.connect(self.passphrase_entered)
            dialog.rejected.connect(self.opening_left)
            self._open_dialog("opening", dialog)

    def _show_taking(self, taking: Opening | None) -> None:
        dialog = self._dialogs.get("taking")
        if taking is None:
            self._close_dialog("taking")
        elif isinstance(dialog, PassphraseDialog):
            dialog.show_opening(taking)
        else:
            dialog = PassphraseDialog(taking, self, act="Reprendre")
            dialog.passphrase_entered.connect(self.earlier_entered)
            dialog.rejected.connect(self.earlier_left)
            self._open_dialog("taking", dialog)

    def _show_faulty(self, faulty: FaultyFramework | None) -> None:
        if faulty is None:
            self._close_dialog("faulty")
        elif "faulty" not in self._dialogs:
            dialog = FrameworkFaultsDialog(faulty, self)
            dialog.rejected.connect(self.framework_faults_left)
            self._open_dialog("faulty", dialog)

    def _show_replacing(self, path: Path | None) -> None:
        if path is None:
            self._close_dialog("replacing")
        elif "replacing" not in self._dialogs:
            consequences = (
                "Le référentiel du même identifiant, déjà ajouté par le centre, est remplacé.",
                "Les sessions déjà créées gardent leur propre copie : rien n’y change.",
            )
            dialog = ConsequencesDialog(f"Remplacer par {path.name} ?", consequences, "Remplacer", self)
            dialog.accepted.connect(self._on_replacement_accepted)
            dialog.rejected.connect(self.replacement_left)
            self._open_dialog("replacing", dialog)

    def _open_dialog(self, name: str, dialog: PassphraseDialog | FrameworkFaultsDialog | ConsequencesDialog) -> None:
        self._dialogs[name] = dialog
        dialog.open()

    def _close_dialog(self, name: str) -> None:
        dialog = self._dialogs.pop(name, None)
        if dialog is not None:
            dialog.hide()
            dialog.deleteLater()

    def _choose_session(self) -> None:
        recent = self._state.recent if self._state is not None else ()
        folder = recent[0].path.parent if recent else None
        path = dialogs.choose_file(self, "Ouvrir une session", FileKind.SESSION, folder)
        if path is not None:
            self.opening_requested.emit(path)

    def _choose_earlier(self) -> None:
        recent = self._state.recent if self._state is not None else ()
        folder = recent[0].path.parent if recent else None
        path = dialogs.choose_file(self, "Partir d’une session antérieure", FileKind.SESSION, folder)
        if path is not None:
            self.earlier_chosen.emit(path)

    def _ask_creation(self) -> None:
        self._creation.ask_creation()

    @Slot(object)
    def _on_recent_chosen(self, recent: RecentSession) -> None:
        if recent.is_there:
            self.opening_requested.emit(recent.path)

    @Slot()
    def _on_add_framework_clicked(self) -> None:
        path = dialogs.choose_file(self, "Ajouter un référentiel du centre", FileKind.FRAMEWORK)
        if path is not None:
            self.framework_file_chosen.emit(path)

    @Slot()
    def _on_place_requested(self) -> None:
        creation = self._state.creation if self._state is not None else None
        if creation is None:
            return
        path = dialogs.choose_new_file(self, "Emplacement de la session", FileKind.SESSION, creation.path)
        if path is not None:
            self.place_chosen.emit(path)

    @Slot()
    def _on_replacement_accepted(self) -> None:
        if self._state is not None and self._state.replacing is not None:
            self.replacement_confirmed.emit(self._state.replacing)
