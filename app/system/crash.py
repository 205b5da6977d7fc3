"""Logging and crash reports: local, readable, without names, marks or passphrases."""

import datetime as dt
import logging
import logging.handlers
import platform
import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType

from app.domain.faults import EnvironmentFault
from app.system.files import write_whole

log = logging.getLogger("jurade")


def start_logging(folder: Path) -> None:
    """Send the program's log to a rotating local file; identifiers only, by the rule of every caller.

    A log that cannot be written is given up: it keeps nobody from working.
    """
    handler: logging.Handler
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            folder / "jurade.log", maxBytes=500_000, backupCount=3, encoding="utf-8"
        )
    except OSError:
        handler = logging.NullHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)


def report_text(kind: type[BaseException], trace: TracebackType | None, now: dt.datetime) -> str:
    """A crash report: versions and the path through the code, without the message, which may hold a name."""
    lines = [
        f"Jurade s’est arrêté de façon imprévue le {now:%d/%m/%Y à %H:%M:%S}.",
        f"Python {platform.python_version()} · {platform.system()} {platform.release()}",
        f"Erreur : {kind.__name__}",
        "",
    ]
    lines += [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join(lines) + "\n"


def write_report(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> Path:
    """Write a crash report and give back its path; the session file is safe, every act being on disk already.

    Raises:
        EnvironmentFault: neither `folder` nor the machine's temporary folder can be written.
    """
    now = dt.datetime.now().astimezone()
    name, content = f"incident-{now:%Y%m%d-%H%M%S}.txt", report_text(kind, trace, now).encode()
    log.error("crash %s", kind.__name__)
    path = folder / name
    try:
        write_whole(path, content)
    except EnvironmentFault:
        path = Path(tempfile.gettempdir()) / name
        write_whole(path, content)
    return path


def exit_after_crash(folder: Path, kind: type[BaseException], trace: TracebackType | None) -> None:
    """The last resort of the command line: write the report, say where it is."""
    path = write_report(folder, kind, trace)
    sys.stderr.write(f"Jurade s’est arrêté de façon imprévue. Un rapport sans donnée personnelle : {path}\n")
