"""Workbooks read in a process of their own, because their reader can be brought down by what they hold.

A .xls carries no checksum, an .xlsb cannot be measured beforehand, and any workbook may unpack to far more than a list:
a single wrong byte may ask for more memory than there is, which ends the process that reads. Here that process is a
short-lived one, and its end is told in one sentence. A bundled program has no interpreter to call: its entry point
calls `main` when its first word is `WORD`.
"""

import os
import pickle
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.intake.calamine_reader import read_workbook
from app.intake.file_check import FileKind, read_bytes
from app.intake.sheet import Sheet

WORD = "--lire-un-classeur"
MOST_MEMORY = 400 * 2**20
LONGEST_S = 120
PATIENCE_S = 0.1
# Not `-m`: this module would then exist twice, and its `Answer` under two names.
_PROGRAM = f"from {__name__} import main; main()"
# What Python and the Rust reader say as they run out of memory.
_OUT_OF_MEMORY = (b"MemoryError", b"memory allocation of")


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other process gives back: sheets, or a refusal and what its sentence needs."""

    sheets: tuple[Sheet, ...] = ()
    refusal: Fault | None = None
    trouble: Trouble | None = None
    params: dict[str, object] = field(default_factory=dict)


def read_workbook_apart(path: Path, kind: FileKind, only: str | None, between: Callable[[], None]) -> tuple[Sheet, ...]:
    """Read a workbook that was already checked in another process, with bounds on its time and memory.

    `between` is called while it reads, and may raise to stop it.

    Raises:
        EnvironmentFault: the file is no longer there.
        DomainError: the workbook is encrypted, damaged, too large or spreads too far, or has no such sheet.
    """
    root = str(Path(__file__).parents[2])
    command = [sys.executable, WORD] if getattr(sys, "frozen", False) else [sys.executable, "-c", _PROGRAM]
    with subprocess.Popen(  # noqa: S603 - our own program, fixed words
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((root, os.environ.get("PYTHONPATH", "")))},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as reader:
        try:
            told, said = _exchange(reader, pickle.dumps((path.absolute(), kind, only)), between)
        finally:
            reader.kill()
    return _sheets(path.name, told, said)


def _exchange(reader: "subprocess.Popen[bytes]", question: bytes, between: Callable[[], None]) -> tuple[bytes, bytes]:
    """Ask a few words, and wait for the answer; nothing when it takes too long."""
    asked: bytes | None = question
    ends = time.monotonic() + LONGEST_S
    while time.monotonic() < ends:
        try:
            return reader.communicate(asked, timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            asked = None
            between()
    return b"", b""


def _sheets(file: str, told: bytes, said: bytes) -> tuple[Sheet, ...]:
    try:
        answer: Answer = pickle.loads(told)  # noqa: S301 - from our own process
    except (pickle.UnpicklingError, EOFError) as error:
        fault = Fault.LIST_TOO_HEAVY if any(sign in said for sign in _OUT_OF_MEMORY) else Fault.LIST_DAMAGED
        raise DomainError(fault, file=file) from error
    if answer.refusal is not None:
        raise DomainError(answer.refusal, **answer.params)
    if answer.trouble is not None:
        raise EnvironmentFault(answer.trouble, **answer.params)
    return answer.sheets


def main() -> None:
    """Read the workbook that standard input holds, answer on standard output."""
    _bound_memory()
    path, kind, only = pickle.load(sys.stdin.buffer)  # noqa: S301 - from our own process
    try:
        answer = Answer(read_workbook(path.name, read_bytes(path), kind, only))
    except DomainError as error:
        answer = Answer(refusal=Fault(error.what), params=error.params)
    except EnvironmentFault as error:
        answer = Answer(trouble=Trouble(error.what), params=error.params)
    pickle.dump(answer, sys.stdout.buffer)


def _bound_memory() -> None:
    """Bound the memory where the system can; elsewhere the reader's own failure ends this process."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - absent on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
