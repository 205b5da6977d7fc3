"""What Préparation shows at one moment, frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from app.domain.candidate import Candidate
from app.domain.people import Person, Recusal
from app.domain.rules.base import Finding
from app.domain.session import ExamSession
from app.services.candidates import LastImport
from app.ui.screens.preparation.import_state import Importing
from app.ui.screens.preparation.planning_state import Planning


class Section(Enum):
    """The parts of the screen, in the order of their tabs."""

    SHEET = "Session"
    JURY = "Jury"
    CANDIDATES = "Candidats"
    LINKS = "Liens"
    PLANNING = "Planning"


@dataclass(frozen=True, slots=True)
class PersonEditing:
    """A person's file being written, a new one when `person` is None.

    `fault` says why it was refused, `field` which field of the draft was asked for.
    """

    person: Person | None = None
    fault: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class CandidateEditing:
    """A candidate's file being written, a new one when `candidate` is None.

    `fault` says why it was refused, `field` which field of the draft was asked for.
    """

    candidate: Candidate | None = None
    fault: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class RecusalEditing:
    """A juror being taken out of one candidate's evaluation."""

    juror: Person
    fault: str = ""


@dataclass(frozen=True, slots=True)
class LinkEditing:
    """What links one juror to one candidate being said; `link` is the recusal on record."""

    juror: Person
    candidate: Candidate
    link: Recusal | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class GuideEditing:
    """The question guide of a part being written.

    Attributes:
        part_id: The part shown first.
        earlier: The text that the last act on each part replaced.
        read: The text of a file just read, and how many were read before it.
        fault: Why the text was refused.
    """

    part_id: str
    earlier: Mapping[str, str] = field(default_factory=dict)
    read: tuple[str, int] | None = None
    fault: str = ""


Editing = PersonEditing | CandidateEditing | RecusalEditing | LinkEditing | GuideEditing
"""A file being written in a dialog."""


@dataclass(frozen=True, slots=True)
class PreparationState:
    """Everything that Préparation shows.

    Attributes:
        session: The session as it stands on disk.
        why_read_only: Why nothing can be changed now; empty when it can.
        juror_id: The juror at the desk, who reads no links but his or her own; None when the responsable is there.
        section: The tab in front.
        findings: What the rules still ask of the preparation.
        jury_findings: Those of them that are about the jury.
        person_id: The person that the screen was pointed at.
        candidate_id: The candidate that the screen was pointed at.
        asked_field: The field that the screen was pointed at, by its name in the sheet or in a draft.
        editing: The file being written in a dialog.
        importing: The list on its way in.
        planning: The planning kept, or the one being made.
        last_import: The last list that was written and still stands.
    """

    session: ExamSession
    why_read_only: str = ""
    juror_id: int | None = None
    section: Section = Section.SHEET
    findings: tuple[Finding, ...] = ()
    jury_findings: tuple[Finding, ...] = ()
    person_id: int | None = None
    candidate_id: int | None = None
    asked_field: str = ""
    editing: Editing | None = None
    importing: Importing | None = None
    planning: Planning = field(default_factory=Planning)
    last_import: LastImport | None = None

    @property
    def editable(self) -> bool:
        """Whether the person at the desk may change the preparation."""
        return not self.why_read_only

    @property
    def links(self) -> tuple[Recusal, ...]:
        """The links that the person at the desk may read: all for the responsable, a juror's own for that juror."""
        return tuple(one for one in self.session.recusals if self.reads_links_of(one.juror_id))

    def reads_links_of(self, juror_id: int) -> bool:
        """Whether the person at the desk may read what that juror declared."""
        return self.juror_id is None or self.juror_id == juror_id
