"""Workbooks read in a process of their own, because their reader can be brought down by what they hold.

A .xls carries no checksum and an .xlsb or .ods cannot be measured beforehand: a single wrong byte may ask for more
memory than there is, which ends the process that reads. Here that process is a short-lived one, and its end is told as
a damaged file. A bundled program has no interpreter to call: its entry point calls `main` when its first word is
`WORD`.
"""

import os
import pickle
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

from app.domain.faults import DomainError, Fault
from app.intake.calamine_reader import read_workbook
from app.intake.file_check import FileKind
from app.intake.sheet import Sheet

WORD = "--lire-un-classeur"
MOST_MEMORY = 3 * 2**30
LONGEST_S = 120
# Not `-m`: this module would then exist twice, and its `Answer` under two names.
_PROGRAM = f"from {__name__} import main; main()"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the other process gives back: sheets, or a refusal and what its sentence needs."""

    sheets: tuple[Sheet, ...] = ()
    refusal: Fault | None = None
    params: dict[str, object] = field(default_factory=dict)


def read_workbook_apart(file: str, content: bytes, kind: FileKind, only: str | None = None) -> tuple[Sheet, ...]:
    """Read a workbook in another process, with bounds on its time and memory.

    Raises:
        DomainError: the workbook is encrypted, damaged or spreads too far, or has no such sheet.
    """
    root = str(Path(__file__).parents[2])
    command = [sys.executable, WORD] if getattr(sys, "frozen", False) else [sys.executable, "-c", _PROGRAM]
    try:
        done = subprocess.run(  # noqa: S603 - our own program, fixed words
            command,
            input=pickle.dumps((file, content, kind, only)),
            capture_output=True,
            check=True,
            timeout=LONGEST_S,
            env={**os.environ, "PYTHONPATH": os.pathsep.join((root, os.environ.get("PYTHONPATH", "")))},
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        answer: Answer = pickle.loads(done.stdout)  # noqa: S301 - from our own process
    except (subprocess.SubprocessError, pickle.UnpicklingError, EOFError) as error:
        raise DomainError(Fault.LIST_DAMAGED, file=file) from error
    if answer.refusal is not None:
        raise DomainError(answer.refusal, **answer.params)
    return answer.sheets


def main() -> None:
    """Read the workbook that standard input holds, answer on standard output."""
    _bound_memory()
    file, content, kind, only = pickle.loads(sys.stdin.buffer.read())  # noqa: S301 - from our own process
    try:
        answer = Answer(read_workbook(file, content, kind, only))
    except DomainError as error:
        answer = Answer(refusal=Fault(error.what), params=error.params)
    sys.stdout.buffer.write(pickle.dumps(answer))


def _bound_memory() -> None:
    """Bound the memory where the system can; elsewhere the reader's own failure ends this process."""
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - absent on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
