"""The questions that stop the window: irreversible acts with their consequences, and files to open or save."""

from collections.abc import Sequence
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.chip import SIGN_WARNING, Chip
from app.ui.widgets.words import Rank, Words


class FileKind(Enum):
    """A kind of file: what the dialog says, and the endings it accepts."""

    SESSION = ("Session d’examen", ("jurade",))
    LIST = ("Liste de candidats", ("xlsx", "xls", "ods", "csv"))
    FRAMEWORK = ("Référentiel", ("yaml", "yml"))
    PDF = ("Document PDF", ("pdf",))
    GUIDE = ("Guide de questions", ("txt", "md"))
    PACKET = ("Paquet de juré", ("jurypack",))

    @property
    def pattern(self) -> str:
        """Qt's name filter."""
        words, endings = self.value
        return f"{words} ({' '.join(f'*.{ending}' for ending in endings)})"

    @property
    def ending(self) -> str:
        """The ending given to a new file."""
        endings: tuple[str, ...] = self.value[1]
        return endings[0]


class ConsequencesDialog(QDialog):
    """Lists what an irreversible act entails; the safe button has the keyboard and Escape cancels."""

    def __init__(self, title: str, consequences: Sequence[str], act_label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self.setWindowTitle(title)
        self.setMinimumWidth(110 * step)
        heading = Words(title, Rank.TITLE, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        column.setSpacing(3 * step)
        column.addWidget(heading)
        for sentence in consequences:
            line = QHBoxLayout()
            line.setSpacing(3 * step)
            line.addWidget(Chip(SIGN_WARNING, Tone.WARNING), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Words(sentence, wrap=True), 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
        self.keep = Button("Ne rien faire", keys="Esc")
        self.act = Button(act_label, ButtonRank.DANGER)
        self.keep.setObjectName("confirm_keep")
        self.act.setObjectName("confirm_act")
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.act)
        buttons.addWidget(self.keep)
        column.addSpacing(2 * step)
        column.addLayout(buttons)
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(consequences))
        self.keep.clicked.connect(self.reject)
        self.act.clicked.connect(self.accept)
        self.keep.setDefault(True)
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)


def confirm(parent: QWidget | None, title: str, consequences: Sequence[str], act_label: str) -> bool:
    """Ask before an irreversible act.

    Args:
        parent: The window that asks.
        title: The question, as a sentence.
        consequences: What the act entails, one sentence each.
        act_label: Verb on the button that acts, never « OK ».

    Returns:
        True only when the person chose to act.
    """
    return ConsequencesDialog(title, consequences, act_label, parent).exec() == QDialog.DialogCode.Accepted


def choose_file(parent: QWidget | None, title: str, kind: FileKind, folder: Path | None = None) -> Path | None:
    """Ask for a file to open; None when the person gave up."""
    dialog = _file_dialog(parent, title, kind, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return _answer(dialog)


def choose_files(parent: QWidget | None, title: str, kind: FileKind, folder: Path | None = None) -> tuple[Path, ...]:
    """Ask for one or several files to open; none when the person gave up."""
    dialog = _file_dialog(parent, title, kind, folder)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    return _answers(dialog)


def choose_new_file(parent: QWidget | None, title: str, kind: FileKind, proposed: Path | None = None) -> Path | None:
    """Ask where to write a file, warning before one is replaced; None when the person gave up."""
    dialog = _file_dialog(parent, title, kind, proposed.parent if proposed is not None else None)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind.ending)
    if proposed is not None:
        dialog.selectFile(proposed.name)
    return _answer(dialog)


def choose_folder(parent: QWidget | None, title: str, folder: Path | None = None) -> Path | None:
    """Ask for a folder; None when the person gave up."""
    dialog = _file_dialog(parent, title, None, folder)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return _answer(dialog)


def _file_dialog(parent: QWidget | None, title: str, kind: FileKind | None, folder: Path | None) -> QFileDialog:
    dialog = QFileDialog(parent, title)
    if QGuiApplication.platformName() == "offscreen":
        dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    if kind is not None:
        dialog.setNameFilters([kind.pattern, "Tous les fichiers (*)"])
    if folder is not None:
        dialog.setDirectory(str(folder))
    return dialog


def _answer(dialog: QFileDialog) -> Path | None:
    return next(iter(_answers(dialog)), None)


def _answers(dialog: QFileDialog) -> tuple[Path, ...]:
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    chosen = dialog.selectedFiles()
    dialog.deleteLater()
    return tuple(map(Path, chosen)) if accepted else ()
