"""The référentiels at hand: those shipped with the program and those that the centre added.

Each stands in one of the given folders as `<id>.yaml`. When two folders hold the same id, the first folder wins, so
that nobody replaces an official référentiel without seeing it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.faults import DomainError, EnvironmentFault, Fault
from app.domain.framework import schema as file_format
from app.domain.framework.doubts import doubts_of
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import Modality
from app.domain.framework.terms import FrameworkKind
from app.intake.framework_file import check_framework, parse_framework, read_bytes, read_framework
from app.intake.yaml_tree import FileFault
from app.system.files import write_whole

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class FrameworkSummary:
    """One line of the catalogue; `fault` says why the file cannot be used, and is empty when it can."""

    id: str
    path: Path
    label: str = ""
    code: str = ""
    millesime: str = ""
    level: str = ""
    certifier: str = ""
    kind: FrameworkKind | None = None
    session_count: int = 0
    why_closed: str = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class FrameworkCheck:
    """What the check of a file found: the référentiel, or the faults that keep it from being one."""

    framework: Framework | None
    faults: tuple[FileFault, ...]


def catalogue(folders: tuple[Path, ...]) -> tuple[FrameworkSummary, ...]:
    """List every référentiel file of the folders, in their order; a faulty file is listed with its fault."""
    summaries: list[FrameworkSummary] = []
    for path in _files(folders):
        known = {summary.id for summary in summaries}
        summaries.append(_summary(path) if path.stem not in known else _hidden(path))
    return tuple(summaries)


def load(framework_id: str, folders: tuple[Path, ...]) -> Framework:
    """Give the référentiel of that id.

    Raises:
        DomainError: no folder has it, or its file is no valid référentiel.
        EnvironmentFault: its file cannot be read.
    """
    for path in _files(folders):
        if path.stem == framework_id:
            return _read(path)
    known = ", ".join(dict.fromkeys(path.stem for path in _files(folders)))
    raise DomainError(Fault.FRAMEWORK_UNKNOWN, id=framework_id, known=known or "aucun")


def check(path: Path) -> FrameworkCheck:
    """Check a référentiel file and tell every fault with its line.

    Raises:
        EnvironmentFault: the file is missing or unreadable.
    """
    return FrameworkCheck(*check_framework(path))


def add(path: Path, centre_folder: Path, folders: tuple[Path, ...] = (), *, replace: bool = False) -> Framework:
    """Copy a valid file into the centre's folder under its id.

    An id that one of `folders` holds already is refused; `replace` lets a file of the centre's own folder be renewed.
    Sessions keep their own copy of the référentiel: replacing a file changes nothing in them.

    Raises:
        DomainError: the file is no valid référentiel, or its id is taken.
        EnvironmentFault: the file cannot be read or the folder cannot be written.
    """
    content = read_bytes(path)
    framework, faults = parse_framework(content)
    if framework is None:
        first = faults[0]
        raise DomainError(Fault.FRAMEWORK_FILE_INVALID, file=path.name, line=first.line, sentence=first.sentence)
    target = centre_folder / f"{framework.id}.yaml"
    elsewhere = tuple(folder for folder in folders if folder != centre_folder)
    taken = any(other.stem == framework.id for other in _files(elsewhere))
    if taken or (target.exists() and not replace):
        raise DomainError(Fault.FRAMEWORK_ID_TAKEN, id=framework.id)
    write_whole(target, content)
    return framework


def as_json(framework: Framework) -> Json:
    """The référentiel as one JSON object with its French keys.

    Each modalité also gives, beside its parts, the compétences and the phases of all of them in order.
    """
    tree = framework.model_dump(mode="json")
    for session, session_tree in zip(framework.sessions, tree["sessions"], strict=True):
        for modality, modality_tree in zip(session.modalities, session_tree["modalites"], strict=True):
            modality_tree["competences"] = _skills_of(modality)
            modality_tree["phases"] = [phase for part in modality_tree["parties"] for phase in part["phases"]]
    return tree


def doubts(framework: Framework) -> tuple[str, ...]:
    """What its sources leave to be checked: until when it can be awarded and by whom first, then all the rest."""
    first = (*framework.validity.notes, *framework.jury.notes, *framework.notes)
    return tuple(dict.fromkeys((*first, *(doubt.note for doubt in doubts_of(framework)))))


def schema() -> Json:
    """The JSON Schema of a référentiel file."""
    return file_format.framework_schema()


def _skills_of(modality: Modality) -> list[str]:
    return list(dict.fromkeys(skill for part in modality.parts for skill in part.skills))


def _files(folders: tuple[Path, ...]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(folder.glob("*.yaml"))


def _read(path: Path) -> Framework:
    framework = read_framework(path)
    if framework.id != path.stem:
        raise DomainError(Fault.FRAMEWORK_FILE_MISNAMED, file=path.name, id=framework.id)
    return framework


def _summary(path: Path) -> FrameworkSummary:
    try:
        framework = _read(path)
    except (DomainError, EnvironmentFault) as refusal:
        return FrameworkSummary(path.stem, path, fault=refusal.sentence)
    return FrameworkSummary(
        id=framework.id,
        path=path,
        label=framework.label,
        code=framework.code,
        millesime=framework.millesime,
        level=framework.level,
        certifier=framework.certifier,
        kind=framework.kind,
        session_count=len(framework.sessions),
        why_closed=framework.why_closed,
    )


def _hidden(path: Path) -> FrameworkSummary:
    return FrameworkSummary(path.stem, path, fault=DomainError(Fault.FRAMEWORK_ID_TAKEN, id=path.stem).sentence)
