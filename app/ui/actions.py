"""The one table of what keys do: every act of a screen, its French words and its keys.

A key means one thing in one place: acts of the whole window share no key with any screen's, and a screen has no key
twice. A test holds both, and refuses an act that no key reaches.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, runtime_checkable

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.icons import icon


class Context(Enum):
    """Where a key is heard."""

    WINDOW = "partout"
    HOME = "accueil"
    PREPARATION = "préparation"
    PLANNING = "planning"
    DAY = "journée"
    GRADING = "évaluation"
    COPY = "copie"
    COPIES = "copies"
    DELIBERATION = "délibération"
    CLOSING = "clôture"
    LEDGER = "registre"
    DOCUMENTS = "documents"
    CHECKS = "contrôles"
    FILE = "fiche"
    MOTIVE = "motif en cours d’écriture"


@dataclass(frozen=True, slots=True)
class ActSpec:
    """One act.

    Attributes:
        label: French words of its button and menu entry.
        keys: Key sequences in Qt's portable notation; the first one is shown.
        context: Where they are heard.
        icon: Name of its drawing, or nothing.
    """

    label: str
    keys: tuple[str, ...]
    context: Context
    icon: str = ""


class Act(Enum):
    """Every act that a key reaches."""

    GO_HOME = ActSpec("Accueil", ("Ctrl+1",), Context.WINDOW, "home")
    GO_PREPARATION = ActSpec("Préparation", ("Ctrl+2",), Context.WINDOW, "list")
    GO_DAY = ActSpec("Journée", ("Ctrl+3",), Context.WINDOW, "clock")
    GO_GRADING = ActSpec("Évaluation", ("Ctrl+4",), Context.WINDOW, "check")
    GO_DELIBERATION = ActSpec("Délibération", ("Ctrl+5",), Context.WINDOW, "scale")
    GO_CLOSING = ActSpec("Clôture", ("Ctrl+6",), Context.WINDOW, "signature")
    GO_DOCUMENTS = ActSpec("Documents", ("Ctrl+7",), Context.WINDOW, "document")
    GO_CHECKS = ActSpec("Contrôles", ("Ctrl+8",), Context.WINDOW, "shield")
    MASK = ActSpec("Masquer", ("F9",), Context.WINDOW, "eye-off")
    CHANGE_PERSON = ActSpec("Changer de personne", ("Ctrl+J",), Context.WINDOW, "users")
    ANSWER_LAPSE = ActSpec("Répondre sur le temps", ("F10",), Context.WINDOW, "clock")
    GO_BACK = ActSpec("Retour", ("Alt+Left",), Context.WINDOW)
    ENLARGE_TEXT = ActSpec("Agrandir le texte", ("Ctrl++", "Ctrl+="), Context.WINDOW)
    REDUCE_TEXT = ActSpec("Réduire le texte", ("Ctrl+-",), Context.WINDOW)
    RESET_TEXT = ActSpec("Texte à sa taille", ("Ctrl+0",), Context.WINDOW)
    QUIT = ActSpec("Quitter", ("Ctrl+Q",), Context.WINDOW)

    OPEN_SESSION = ActSpec("Ouvrir une session", ("Ctrl+O",), Context.HOME, "folder")
    CREATE_SESSION = ActSpec("Créer une session", ("Ctrl+N",), Context.HOME, "plus")
    OPEN_DEMO = ActSpec("Essayer avec la démonstration", ("Ctrl+D",), Context.HOME, "play")
    CLOSE_SESSION = ActSpec("Fermer la session", ("Ctrl+W",), Context.HOME, "lock")
    MOVE_SESSION = ActSpec("Continuer sur un autre poste…", ("Ctrl+M",), Context.HOME, "next")
    CONFIRM_CREATION = ActSpec("Créer la session", ("Ctrl+Return",), Context.HOME, "check")
    TAKE_EARLIER = ActSpec("Partir d’une session antérieure", ("Ctrl+Shift+O",), Context.HOME, "folder")
    LEAVE_CREATION = ActSpec("Annuler", ("Esc",), Context.HOME)

    IMPORT_CANDIDATES = ActSpec("Importer une liste", ("Ctrl+I",), Context.PREPARATION, "import")
    ADD_CANDIDATE = ActSpec("Ajouter un candidat", ("Ctrl+N",), Context.PREPARATION, "plus")
    ADD_JUROR = ActSpec("Ajouter un juré", ("Ctrl+Shift+N",), Context.PREPARATION, "plus")
    SHOW_SHEET = ActSpec("Session", ("F2",), Context.PREPARATION)
    SHOW_JURY = ActSpec("Jury", ("F3",), Context.PREPARATION)
    SHOW_CANDIDATES = ActSpec("Candidats", ("F4",), Context.PREPARATION)
    SHOW_LINKS = ActSpec("Liens", ("F5",), Context.PREPARATION)
    SHOW_PLANNING = ActSpec("Planning", ("F6",), Context.PREPARATION)
    FIND_CANDIDATE = ActSpec("Chercher un candidat", ("Ctrl+F",), Context.PREPARATION, "search")
    REMOVE_ROW = ActSpec("Retirer", ("Del",), Context.PREPARATION, "trash")
    EDIT_GUIDE = ActSpec("Guide de questions", ("Ctrl+Shift+G",), Context.PREPARATION, "list")
    RECUSE_JUROR = ActSpec("Déporter d’un candidat", ("Ctrl+R",), Context.PREPARATION, "scale")
    PASTE_CANDIDATES = ActSpec("Coller une liste", ("Ctrl+Shift+V",), Context.PREPARATION, "list")
    CHOOSE_LIST = ActSpec("Choisir un fichier", ("Ctrl+O",), Context.PREPARATION, "folder")
    READ_LIST_AGAIN = ActSpec("Relire le fichier", ("Alt+R",), Context.PREPARATION, "undo")
    SHOW_COLUMNS = ActSpec("Colonnes de la liste", ("Alt+C",), Context.PREPARATION)
    SHOW_LINES = ActSpec("Lignes de la liste", ("Alt+L",), Context.PREPARATION)
    SHOW_MISSING = ActSpec("Absents de la liste", ("Alt+A",), Context.PREPARATION)
    UNDO_IMPORT = ActSpec("Annuler cet import", ("Ctrl+Z",), Context.PREPARATION, "undo")
    CONFIRM_IMPORT = ActSpec("Confirmer", ("Ctrl+Return",), Context.PREPARATION, "check")
    LEAVE_IMPORT = ActSpec("Annuler", ("Esc",), Context.PREPARATION)

    COMPUTE_PLAN = ActSpec("Calculer", ("F7",), Context.PLANNING, "play")
    KEEP_PLAN = ActSpec("Retenir ce planning", ("Ctrl+Return",), Context.PLANNING, "check")
    LEAVE_DRAFT = ActSpec("Garder l’ancien", ("Ctrl+Backspace",), Context.PLANNING, "undo")
    DISCARD_PLAN = ActSpec("Effacer le planning", ("Ctrl+Del",), Context.PLANNING, "trash")
    REPLAN = ActSpec("Recalculer à partir de maintenant", ("Ctrl+Shift+R",), Context.PLANNING, "clock")
    PRINT_PLAN = ActSpec("Imprimer", ("Ctrl+P",), Context.PLANNING, "print")
    SHOW_TIMELINE = ActSpec("Frise", ("Ctrl+T",), Context.PLANNING)
    LIST_SLOTS = ActSpec("Liste", ("Ctrl+L",), Context.PLANNING)
    SET_PLAN = ActSpec("Réglages", ("Ctrl+G",), Context.PLANNING)
    PREVIOUS_DAY = ActSpec("Jour précédent", ("Ctrl+PgUp",), Context.PLANNING)
    NEXT_DAY = ActSpec("Jour suivant", ("Ctrl+PgDown",), Context.PLANNING)
    MOVE_EARLIER = ActSpec("5 min plus tôt", ("Ctrl+Left",), Context.PLANNING)
    MOVE_LATER = ActSpec("5 min plus tard", ("Ctrl+Right",), Context.PLANNING)
    NUDGE_EARLIER = ActSpec("1 min plus tôt", ("Ctrl+Shift+Left",), Context.PLANNING)
    NUDGE_LATER = ActSpec("1 min plus tard", ("Ctrl+Shift+Right",), Context.PLANNING)
    MOVE_UP = ActSpec("Jury du dessus", ("Ctrl+Up",), Context.PLANNING)
    MOVE_DOWN = ActSpec("Jury du dessous", ("Ctrl+Down",), Context.PLANNING)
    UNDO_MOVE = ActSpec("Annuler", ("Ctrl+Z",), Context.PLANNING, "undo")
    WIDEN_HOURS = ActSpec("Agrandir les heures", ("+",), Context.PLANNING)
    NARROW_HOURS = ActSpec("Réduire les heures", ("-",), Context.PLANNING)

    REPORT_INCIDENT = ActSpec("Signaler un incident", ("I",), Context.DAY, "flag")
    REPORT_FRAUD = ActSpec("Rapport de fraude", ("F",), Context.DAY, "pencil")
    CATCH_UP = ActSpec("Recalculer le planning", ("Ctrl+Shift+R",), Context.DAY, "clock")
    RECORD_ABSENCE = ActSpec("Constater une absence", ("A",), Context.DAY, "stop")
    RECORD_PRESENCE = ActSpec("Constater la présence", ("P",), Context.DAY, "check")
    RECORD_LATENESS = ActSpec("Décider d’un retard", ("R",), Context.DAY, "clock")
    RECORD_DEPARTURE = ActSpec("Noter un départ", ("D",), Context.DAY, "next")
    SHOW_LEDGER_FROM_DAY = ActSpec("Registre des grilles", ("Ctrl+R",), Context.DAY, "list")

    CORRECT_COPIES = ActSpec("Corriger les copies", ("C",), Context.DAY, "pencil")
    OPEN_GRIDS = ActSpec("Grilles du candidat", ("G",), Context.DAY, "check")

    SET_ALERTS = ActSpec("Alertes du temps…", ("Ctrl+T",), Context.GRADING)
    FACE_CANDIDATE = ActSpec("Écran du candidat", ("F8",), Context.GRADING, "eye")
    START_PHASE = ActSpec("Démarrer", ("D",), Context.GRADING, "play")
    PAUSE = ActSpec("Pause", ("P",), Context.GRADING, "pause")
    FINISH = ActSpec("Terminer", ("T",), Context.GRADING, "stop")
    WRITE_FACT = ActSpec("Noter un fait", ("F",), Context.GRADING, "pencil")
    ATTACH_FACT = ActSpec("Rattacher un fait", ("R",), Context.GRADING, "pencil")
    WRITE_NOTES = ActSpec("Notes personnelles", ("N",), Context.GRADING, "pencil")
    WRITE_APPRECIATION = ActSpec("Appréciation", ("A",), Context.GRADING, "pencil")
    LIST_ABBREVIATIONS = ActSpec("Abréviations", ("Ctrl+K",), Context.GRADING, "list")
    SHOW_DETAIL = ActSpec("Détail du critère", ("?", "F1"), Context.GRADING, "search")
    SHOW_GUIDE = ActSpec("Guide de questions", ("G",), Context.GRADING, "list")
    ADD_QUESTION = ActSpec("Ajouter une question", ("+",), Context.GRADING, "plus")
    CHANGE_ROLE = ActSpec("Changer mon rôle", ("O",), Context.GRADING, "users")
    NEXT_PHASE = ActSpec("Phase suivante", ("S",), Context.GRADING, "next")
    GO_ON = ActSpec("Continuer", ("Ctrl+Return",), Context.GRADING, "next")
    NEXT_PART = ActSpec("Partie suivante", ("Ctrl+PgDown",), Context.GRADING, "next")
    SHOW_COPIES = ActSpec("Toutes les copies", ("C",), Context.GRADING, "list")
    UNDO_MARK = ActSpec("Annuler", ("Ctrl+Z",), Context.GRADING, "undo")
    UNLOCK_GRID = ActSpec("Rouvrir la grille", ("Ctrl+Shift+L",), Context.GRADING, "pencil")
    REPORT_GRADING_INCIDENT = ActSpec("Signaler un incident", ("I",), Context.GRADING, "flag")
    CORRECT_MARK = ActSpec("Corriger une réponse", ("E",), Context.GRADING, "pencil")
    LOCK_GRID = ActSpec("Verrouiller ma grille", ("Ctrl+L",), Context.GRADING, "lock")

    COMPARE_COPIES = ActSpec("Copies côte à côte", ("C",), Context.COPIES, "list")
    LIST_COPIES = ActSpec("Liste des copies", ("L",), Context.COPIES, "list")
    LOCK_COPY = ActSpec("Verrouiller cette copie", ("Ctrl+L",), Context.COPIES, "lock")
    UNDO_COPY_MARK = ActSpec("Annuler", ("Ctrl+Z",), Context.COPIES, "undo")
    PREVIOUS_COPIES = ActSpec("Copies précédentes", ("PgUp",), Context.COPIES)
    NEXT_COPIES = ActSpec("Copies suivantes", ("PgDown",), Context.COPIES, "next")
    PREVIOUS_UNIT = ActSpec("Compétence précédente", ("Ctrl+PgUp",), Context.COPIES)
    NEXT_UNIT = ActSpec("Compétence suivante", ("Ctrl+PgDown",), Context.COPIES)
    NEXT_COPY = ActSpec("Copie suivante", ("Ctrl+PgDown",), Context.COPY, "next")

    NEXT_CANDIDATE = ActSpec("Candidat suivant", ("Ctrl+Return",), Context.DELIBERATION, "next")
    SHOW_ALL_SKILLS = ActSpec("Toutes les compétences", ("C",), Context.DELIBERATION, "list")
    SEE_MODALITIES = ActSpec("Modalités d’évaluation vues", ("M",), Context.DELIBERATION, "check")
    SEE_PROFESSIONAL_FILE = ActSpec("Dossier professionnel vu", ("D",), Context.DELIBERATION, "check")
    SEE_TRAINING_RESULTS = ActSpec("Livret ECF vu", ("L",), Context.DELIBERATION, "check")
    SEE_FINAL_INTERVIEW = ActSpec("Entretien final vu", ("F",), Context.DELIBERATION, "check")
    SEE_BOOKLET = ActSpec("Livret de certification vu", ("V",), Context.DELIBERATION, "check")
    SEE_PARENT_TITLE = ActSpec("Titre déjà détenu vu", ("T",), Context.DELIBERATION, "check")
    DRAFT_MOTIVE = ActSpec("Rédiger depuis les critères", ("Ctrl+B",), Context.DELIBERATION, "pencil")
    RECORD_MOTIVE = ActSpec("Enregistrer le motif", ("Ctrl+Return",), Context.MOTIVE)
    SHOW_REFERENCE = ActSpec("Référentiel", ("?", "F1"), Context.DELIBERATION, "search")
    COMPARE_TREATMENT = ActSpec("Égalité de traitement", ("E",), Context.DELIBERATION, "scale")
    CLOSE_DOORS = ActSpec("Fermer les portes", ("H",), Context.DELIBERATION, "lock")
    CALL_ROLL = ActSpec("Appel du jury", ("A",), Context.DELIBERATION, "users")
    POSTPONE = ActSpec("Reporter", ("R",), Context.DELIBERATION, "next")
    SHOW_LEDGER_FROM_DELIBERATION = ActSpec("Registre des grilles", ("Ctrl+R",), Context.DELIBERATION, "list")

    MAKE_PACKET = ActSpec("Faire mon paquet…", ("P",), Context.LEDGER, "save")
    TAKE_PACKETS = ActSpec("Intégrer des paquets…", ("I",), Context.LEDGER, "import")
    CHOOSE_VERSION = ActSpec("Choisir une version…", ("V",), Context.LEDGER, "scale")
    WAIVE_GRID = ActSpec("Se passer de cette grille…", ("D",), Context.LEDGER, "stop")
    AWAIT_GRID = ActSpec("Attendre de nouveau cette grille", ("R",), Context.LEDGER, "undo")
    LEAVE_LEDGER = ActSpec("Retour", ("Esc",), Context.LEDGER)

    FREEZE_SESSION = ActSpec("Clore la session", ("Ctrl+Return",), Context.CLOSING, "lock")
    SEAL_SESSION = ActSpec("Sceller la session", ("Ctrl+Shift+Return",), Context.CLOSING, "lock")
    SIGN = ActSpec("Signer", ("S",), Context.CLOSING, "signature")
    RECTIFY = ActSpec("Rectifier…", ("R",), Context.CLOSING, "pencil")
    VALIDATE_RECORD = ActSpec("PV validé le…", ("V",), Context.CLOSING, "check")
    SHOW_LEDGER_FROM_CLOSING = ActSpec("Registre des grilles", ("Ctrl+R",), Context.CLOSING, "list")

    SHOW_PAPERS_BEFORE = ActSpec("Avant", ("F2",), Context.DOCUMENTS)
    SHOW_PAPERS_DURING = ActSpec("Pendant", ("F3",), Context.DOCUMENTS)
    SHOW_PAPERS_AFTER = ActSpec("Après", ("F4",), Context.DOCUMENTS)
    COMPLETE_DOCUMENT = ActSpec("Compléter dans la Préparation", ("Ctrl+Return",), Context.DOCUMENTS, "next")
    PRINT_DOCUMENT = ActSpec("Imprimer", ("Ctrl+P",), Context.DOCUMENTS, "print")
    SAVE_DOCUMENT = ActSpec("Enregistrer une copie", ("Ctrl+S",), Context.DOCUMENTS, "save")
    SAVE_ALL_DOCUMENTS = ActSpec("Tout enregistrer", ("Ctrl+Shift+S",), Context.DOCUMENTS, "folder")
    SAVE_BUNDLE = ActSpec("Enregistrer en une liasse", ("Ctrl+Shift+B",), Context.DOCUMENTS, "list")
    VERIFY_DOCUMENT = ActSpec("Vérifier ce procès-verbal", ("V",), Context.DOCUMENTS, "shield")
    VERIFY_FILE = ActSpec("Vérifier un fichier", ("Ctrl+O",), Context.DOCUMENTS, "shield")

    SAVE_FILE = ActSpec("Enregistrer", ("Ctrl+Return",), Context.FILE, "save")
    NEXT_FILE_PART = ActSpec("Partie suivante", ("Ctrl+PgDown",), Context.FILE, "next")
    PREVIOUS_FILE_PART = ActSpec("Partie précédente", ("Ctrl+PgUp",), Context.FILE)

    MEND = ActSpec("Aller au remède", ("Return", "Enter"), Context.CHECKS, "next")
    PASS_OVER = ActSpec("Accorder une dérogation", ("D",), Context.CHECKS, "pencil")
    NOTE_SHORTFALL = ActSpec("Constater la carence…", ("C",), Context.CHECKS, "users")
    TAKE_BACK_SHORTFALL = ActSpec("Reprendre la constatation…", ("R",), Context.CHECKS, "undo")

    @property
    def writes(self) -> bool:
        """Whether it begins something to enter: a copy that was left behind answers it before anything is typed."""
        return self in _WRITING


_WRITING = frozenset(
    {
        *(Act.REPORT_INCIDENT, Act.REPORT_FRAUD),
        *(Act.RECORD_ABSENCE, Act.RECORD_PRESENCE, Act.RECORD_LATENESS, Act.RECORD_DEPARTURE),
        *(Act.START_PHASE, Act.PAUSE, Act.FINISH, Act.NEXT_PHASE),
        *(Act.WRITE_FACT, Act.ATTACH_FACT, Act.WRITE_NOTES, Act.WRITE_APPRECIATION, Act.ADD_QUESTION),
        *(Act.CHANGE_ROLE, Act.UNDO_MARK, Act.UNLOCK_GRID, Act.REPORT_GRADING_INCIDENT, Act.CORRECT_MARK),
        *(Act.LOCK_GRID, Act.LOCK_COPY, Act.UNDO_COPY_MARK),
        *(Act.CLOSE_DOORS, Act.CALL_ROLL, Act.POSTPONE, Act.DRAFT_MOTIVE),
        *(Act.MAKE_PACKET, Act.TAKE_PACKETS, Act.CHOOSE_VERSION, Act.WAIVE_GRID, Act.AWAIT_GRID),
        *(Act.FREEZE_SESSION, Act.SEAL_SESSION, Act.SIGN, Act.RECTIFY, Act.VALIDATE_RECORD),
        *(Act.PASS_OVER, Act.NOTE_SHORTFALL, Act.TAKE_BACK_SHORTFALL, Act.ANSWER_LAPSE),
    }
)


@runtime_checkable
class Gate(Protocol):
    """A window that is asked before an act of one of its screens begins."""

    def lets(self, act: Act) -> bool:
        """Whether the act may begin; a refusal is said there and then."""
        ...


_KEY_WORDS = {
    "Return": "Entrée",
    "Enter": "Entrée",
    "Esc": "Échap",
    "Space": "Espace",
    "Del": "Suppr",
    "Backspace": "Effacer",
    "Left": "←",
    "Right": "→",
    "Up": "↑",
    "Down": "↓",
    "Shift": "Maj",
    "PgUp": "Page ↑",
    "PgDown": "Page ↓",
}


def key_words(keys: str) -> str:
    """Write a portable key sequence as a French keyboard does: `Ctrl+Return` becomes « Ctrl Entrée »."""
    if keys == "+":
        return keys
    if keys.endswith("++"):
        return f"{key_words(keys[:-2])} +"
    return " ".join(_KEY_WORDS.get(key, key) for key in keys.split("+"))


def make_action(act: Act, parent: QWidget, triggered: Callable[[], object]) -> QAction:
    """Make the action of an act, heard while its parent widget is shown.

    Args:
        act: Row of the table.
        parent: The screen (or window) that owns it; it hears the keys.
        triggered: Called on the key, a click or a menu choice: a signal's `emit` or a method.

    Returns:
        The action, already added to the parent.
    """
    spec = act.value
    action = QAction(spec.label, parent)
    action.setObjectName(act.name)
    give_keys(action, act)
    action.setAutoRepeat(False)
    if spec.icon:
        action.setIcon(icon(spec.icon))
    action.triggered.connect(_Trigger(act, parent, triggered))
    parent.addAction(action)
    return action


def give_keys(action: QAction, act: Act, given: bool = True) -> None:
    """Let an action be heard by the keys of its act, or by none while they belong to another one."""
    keys = act.value.keys if given else ()
    action.setShortcuts([QKeySequence(each, QKeySequence.SequenceFormat.PortableText) for each in keys])


class _Trigger:
    """Asks the window around its screen, and drops the `checked` that Qt sends along."""

    def __init__(self, act: Act, parent: QWidget, call: Callable[[], object]) -> None:
        self._act, self._parent, self._call = act, parent, call

    def __call__(self, _checked: bool = False) -> None:
        window = self._parent.window()
        if not isinstance(window, Gate) or window.lets(self._act):
            self._call()
