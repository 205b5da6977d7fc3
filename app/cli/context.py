"""What the commands share: folders, console, clock, and the passphrase of a session, never taken from an argument."""

from __future__ import annotations

import argparse
import getpass
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TextIO

from app import services
from app.cli.output import Console
from app.domain.faults import DomainError, EnvironmentFault, JuryFault, Trouble
from app.system.clock import Clock
from app.system.settings import SettingsStore

if TYPE_CHECKING:
    from app.services.desk import Desk

PASSPHRASE_VARIABLE = "JURADE_PHRASE"  # noqa: S105 - the name of a variable
CODE_VARIABLE = "JURADE_CODE"


class Windows(Protocol):
    """The windows, as the command line starts them; each gives back an exit code."""

    def open(self, session: Path | None) -> int:
        """Open the window, on a session when one is named."""
        ...

    def demonstrate(self) -> int:
        """Open the window on a fresh demonstration session."""
        ...

    def play(self, folder: Path, *, offscreen: bool) -> int:
        """Play the guided demo through the real windows and leave its pictures and papers in `folder`."""
        ...


@dataclass(frozen=True, slots=True)
class CommandContext:
    """Everything that a command may touch, handed over by the composition root."""

    framework_folders: tuple[Path, ...]
    console: Console
    stdin: TextIO
    environment: Mapping[str, str]
    clock: Clock
    machine: str
    settings: SettingsStore
    windows: Callable[[], Windows]


def session_options() -> argparse.ArgumentParser:
    """The options of every command that opens a session."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--session", metavar="FICHIER", type=Path, required=True, help="fichier .jurade")
    options.add_argument("--phrase-fichier", metavar="FICHIER", type=Path, help="fichier contenant la phrase secrète")
    return options


def json_option() -> argparse.ArgumentParser:
    """The option of every command whose result a script may read."""
    options = argparse.ArgumentParser(add_help=False)
    options.add_argument("--json", action="store_true", help="écrire un objet JSON")
    return options


def phrase_in(file: Path) -> str:
    """The passphrase that a file holds.

    Raises:
        EnvironmentFault: the file cannot be read.
    """
    try:
        # "-sig": Windows' own editor puts a mark at the head of a text, which is no part of the phrase.
        return file.read_text(encoding="utf-8-sig").strip("\r\n")
    except FileNotFoundError:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=file.name) from None
    except (OSError, UnicodeDecodeError):
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=file.name) from None


def passphrase(args: argparse.Namespace, context: CommandContext) -> str:
    """The passphrase: from the file named, else from the variable, else asked for.

    Raises:
        EnvironmentFault: the file cannot be read, or nobody can be asked.
    """
    if args.phrase_fichier is not None:
        return phrase_in(args.phrase_fichier)
    if context.environment.get(PASSPHRASE_VARIABLE):
        return context.environment[PASSPHRASE_VARIABLE]
    try:
        return _asked("Phrase secrète : ")
    except (EOFError, getpass.GetPassWarning):
        raise EnvironmentFault(Trouble.PASSPHRASE_EMPTY) from None


def juror_code(args: argparse.Namespace, context: CommandContext) -> str:
    """A juror's code: from the file named, else from the variable, else asked for.

    Raises:
        DomainError: nobody can be asked.
        EnvironmentFault: the file cannot be read.
    """
    if args.code_fichier is not None:
        return phrase_in(args.code_fichier)
    if context.environment.get(CODE_VARIABLE):
        return context.environment[CODE_VARIABLE]
    try:
        return _asked("Code du juré : ")
    except (EOFError, getpass.GetPassWarning):
        raise DomainError(JuryFault.CODE_NOT_GIVEN) from None


def _asked(question: str) -> str:
    with warnings.catch_warnings():
        # Without a terminal, getpass would only warn, then take a line of what is piped in for the answer.
        warnings.simplefilter("error", getpass.GetPassWarning)
        return getpass.getpass(question)


def bytes_in(file: Path) -> bytes:
    """What a file holds.

    Raises:
        EnvironmentFault: the file cannot be read.
    """
    try:
        return file.read_bytes()
    except FileNotFoundError:
        raise EnvironmentFault(Trouble.FILE_MISSING, file=file.name) from None
    except OSError:
        raise EnvironmentFault(Trouble.FILE_UNREADABLE, file=file.name) from None


@contextmanager
def opened(args: argparse.Namespace, context: CommandContext) -> Iterator[Desk]:
    """The session of `--session`, open for one command.

    Raises:
        EnvironmentFault: it cannot be opened; the sentence says why.
    """
    desk = services.sessions.open_session(args.session, passphrase(args, context), context.machine, context.clock)
    try:
        yield desk
    finally:
        desk.close()
