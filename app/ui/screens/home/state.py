"""What Accueil shows at one moment, frozen."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.faults import DomainError, EnvironmentFault, Fault, Trouble
from app.system.paths import SESSION_SUFFIX

if TYPE_CHECKING:
    from app.domain.framework.model import Framework
    from app.intake.yaml_tree import FileFault
    from app.services.frameworks import FrameworkSummary
    from app.services.sessions import EarlierSession

FILE = "file"
WHOLE = "whole"
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_FIELD_OF = {
    Fault.DATES_REVERSED: "ends_on",
    Trouble.FILE_EXISTS: FILE,
    Trouble.FILE_READ_ONLY: FILE,
    Trouble.FILE_NOT_WRITTEN: FILE,
    Trouble.FOLDER_MISSING: FILE,
    Trouble.FOLDER_READ_ONLY: FILE,
    Trouble.DISK_FULL: FILE,
    Trouble.DISK_REFUSED: FILE,
}


@dataclass(frozen=True, slots=True)
class RecentSession:
    """A session opened before, and whether its file is still where it was."""

    path: Path
    is_there: bool


@dataclass(frozen=True, slots=True)
class Opening:
    """A session file whose passphrase is asked; `fault` says why the last one was refused."""

    path: Path
    fault: str = ""
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class FaultyFramework:
    """A référentiel file that was refused, with every fault and its line."""

    file: str
    faults: tuple[FileFault, ...]


@dataclass(frozen=True, slots=True)
class Creation:
    """A session being created.

    Attributes:
        passphrase: The words proposed.
        path: Where the file will lie.
        folder: The folder proposed for it.
        is_path_chosen: Whether a person chose the path, which is then left alone.
        first_day: The session's first day, once typed.
        framework_id: The certification taken in the list.
        framework: Its référentiel once read, None while it is read or when it opens no session.
        doubts: What the sources of that référentiel leave to be checked, the gravest first.
        refusal: Why this certification opens no session.
        earlier: The session that this one starts from: its sheet is proposed, its people are convened again.
        faults: One sentence by field name; `file` is the path, `whole` what concerns no single field.
        is_busy: The file is being written.
    """

    passphrase: str
    path: Path
    folder: Path
    is_path_chosen: bool = False
    first_day: date | None = None
    framework_id: str = ""
    framework: Framework | None = None
    doubts: tuple[str, ...] = ()
    refusal: str = ""
    earlier: EarlierSession | None = None
    faults: Mapping[str, str] = field(default_factory=dict)
    is_busy: bool = False

    def with_proposed_path(self) -> Creation:
        """The same with a file name that tells certification and first day, unless a person chose one."""
        if self.is_path_chosen:
            return self
        return replace(self, path=proposed_path(self.folder, self.framework, self.first_day))

    def refused(self, fault: DomainError | EnvironmentFault) -> Creation:
        """The same with a refusal beside the field that it is about."""
        place = next((name for what, name in _FIELD_OF.items() if what is fault.what), WHOLE)
        return replace(self, is_busy=False, faults={place: fault.sentence})


@dataclass(frozen=True, slots=True)
class HomeState:
    """Everything that Accueil shows; `frameworks` is None until they are read, `taking` is an earlier session."""

    scheme: str
    zoom: float
    session_path: Path | None = None
    recent: tuple[RecentSession, ...] = ()
    frameworks: tuple[FrameworkSummary, ...] | None = None
    opening: Opening | None = None
    taking: Opening | None = None
    creation: Creation | None = None
    faulty: FaultyFramework | None = None
    replacing: Path | None = None


def proposed_path(folder: Path, framework: Framework | None, first_day: date | None) -> Path:
    """A free file name that a person recognises: « Assistant commercial 2026-12-14.jurade »."""
    parts = [framework.label if framework else "Session", f"{first_day:%Y-%m-%d}" if first_day else ""]
    stem = _NOT_IN_NAMES.sub(" ", " ".join(part for part in parts if part)).strip()
    path = folder / f"{stem}{SESSION_SUFFIX}"
    number = 2
    while path.exists():
        path = folder / f"{stem} ({number}){SESSION_SUFFIX}"
        number += 1
    return path
