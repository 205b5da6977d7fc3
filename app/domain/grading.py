"""A juror's grid: critères marked Oui, Non or Non observé, facts, an appreciation, and its lock."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum

from app.domain.answer import Answer
from app.domain.framework.content import Bloc, Criterion
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import Part, SessionType
from app.domain.framework.terms import OralRole


@dataclass(frozen=True, slots=True)
class Mark:
    """An answer; `word` says why a critère could not be observed."""

    value: Answer
    word: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """An answer changed after the lock of its grid, and why; None: no answer (rule 19)."""

    criterion_id: str
    at: datetime
    before: Mark | None
    after: Mark | None
    reason: str

    @property
    def sentence(self) -> str:
        """« corrigé à 11:02 : Non → Oui, erreur de ligne »."""
        before, after = (mark.value.label if mark else "sans réponse" for mark in (self.before, self.after))
        return f"corrigé à {self.at:%H:%M} : {before} → {after}, {self.reason}"


class FactKind(Enum):
    """What a juror wrote down: what was done, what was said word for word, or what the juror thinks of it."""

    OBSERVED = "constat"
    QUOTE = "citation"
    JUDGEMENT = "avis"

    @property
    def label(self) -> str:
        """The word shown on screens and pages."""
        return {"constat": "Constat", "citation": "Citation", "avis": "Avis"}[self.value]


@dataclass(frozen=True, slots=True)
class Fact:
    """A time-stamped observation, attached to a critère now or later; `number` counts per juror."""

    number: int
    at: datetime
    phase: str
    text: str
    criterion_id: str | None = None
    kind: FactKind = FactKind.OBSERVED


@dataclass(frozen=True, slots=True)
class Unit:
    """What the jury takes one position on: a compétence, or a whole bloc when its critères stand there."""

    id: str
    label: str
    bloc_id: str
    criteria: tuple[Criterion, ...]

    def criterion(self, criterion_id: str) -> Criterion | None:
        """The critère of that id inside this unit."""
        return next((criterion for criterion in self.criteria if criterion.id == criterion_id), None)


def units_of_part(framework: Framework, part: Part) -> tuple[Unit, ...]:
    """The units that one part lets a juror assess, in the référentiel's order.

    A compétence counts when it has critères of its own; a bloc counts when the critères stand on it, or when
    nothing in it has any (a case study on the whole bloc).
    """
    return tuple(
        unit
        for bloc in framework.blocs
        for unit in _units_of_bloc(bloc)
        if unit.id in part.skills or (unit.id == bloc.id and bloc.id in part.blocs)
    )


def units_of_session(framework: Framework, session_type: SessionType) -> tuple[Unit, ...]:
    """Every unit of the session's target blocs that its parts assess, in the référentiel's order."""
    seen = {unit.id for _modality, part in session_type.parts() for unit in units_of_part(framework, part)}
    return tuple(
        unit
        for bloc in framework.blocs
        if bloc.id in session_type.target_blocs
        for unit in _units_of_bloc(bloc)
        if unit.id in seen
    )


def _units_of_bloc(bloc: Bloc) -> tuple[Unit, ...]:
    skills = tuple(Unit(skill.id, skill.label, bloc.id, skill.criteria) for skill in bloc.skills if skill.criteria)
    if bloc.criteria or not skills:
        return (Unit(bloc.id, bloc.label, bloc.id, bloc.criteria), *skills)
    return skills


@dataclass(frozen=True, slots=True)
class Grid:
    """What one juror wrote about one candidate's part. Locked, it commits to its content by `digest`.

    Attributes:
        waiver: Why the entretien final was opened before the other grids were locked.
        role: The part that the juror played before this candidate, None when it is the one of the preparation.
        corrections: The answers changed after a first lock, in their order.
        slides: The imposed slides that the juror saw presented, by their index in the référentiel, from 0.
    """

    juror_id: int
    candidate_id: int
    part_id: str
    marks: Mapping[str, Mark] = field(default_factory=dict)
    facts: tuple[Fact, ...] = ()
    appreciation: str = ""
    waiver: str = ""
    locked_at: datetime | None = None
    digest: str = ""
    role: OralRole | None = None
    slides: frozenset[int] = frozenset()
    corrections: tuple[Correction, ...] = ()

    @property
    def is_begun(self) -> bool:
        """Whether the juror wrote anything on it: one that was only opened says nothing of the candidate."""
        return bool(self.marks or self.facts or self.appreciation.strip() or self.slides or self.is_locked)

    @property
    def key(self) -> tuple[int, int, str]:
        """Juror, candidate, part."""
        return self.juror_id, self.candidate_id, self.part_id

    @property
    def is_locked(self) -> bool:
        """Whether the juror locked this grid."""
        return self.locked_at is not None

    def corrections_of(self, criterion_id: str) -> tuple[Correction, ...]:
        """What was corrected of one critère."""
        return tuple(correction for correction in self.corrections if correction.criterion_id == criterion_id)

    def content_digest(self) -> str:
        """SHA-256 over everything the juror wrote, 64 hexadecimal digits."""
        content: dict[str, object] = {
            "juror": self.juror_id,
            "candidate": self.candidate_id,
            "part": self.part_id,
            "marks": {key: [mark.value.code, mark.word] for key, mark in self.marks.items()},
            "facts": [[f.number, _utc(f.at), f.phase, f.text, f.criterion_id] for f in self.facts],
            "appreciation": self.appreciation,
        }
        # What older files cannot hold is left out while it is empty: their locked grids keep their hash.
        if kinds := [[f.number, f.kind.value] for f in self.facts if f.kind is not FactKind.OBSERVED]:
            content["kinds"] = kinds
        if self.corrections:
            content["corrections"] = [
                [c.criterion_id, _utc(c.at), _written(c.before), _written(c.after), c.reason] for c in self.corrections
            ]
        if self.role is not None:
            content["role"] = self.role.value
        if self.slides:
            content["slides"] = sorted(self.slides)
        return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _written(mark: Mark | None) -> list[str] | None:
    return [mark.value.code, mark.word] if mark else None


def _utc(moment: datetime) -> str:
    """The same text for the same moment, whatever the zone of the laptop that reads it."""
    return moment.astimezone(UTC).isoformat()


class GapKind(Enum):
    """Why a grid cannot be locked yet."""

    UNANSWERED = "sans réponse"
    WORD_MISSING = "un mot à écrire"
    APPRECIATION_MISSING = "appréciation à écrire"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a grid still lacks; `number` is the critère's place on the grid, from 1."""

    kind: GapKind
    criterion_id: str | None = None
    number: int | None = None


def gaps_of(grid: Grid, units: tuple[Unit, ...]) -> tuple[Gap, ...]:
    """What stands between this grid and its lock, in the order of the grid (rule 20)."""
    criteria = [criterion for unit in units for criterion in unit.criteria]
    if not criteria:
        return () if grid.appreciation.strip() else (Gap(GapKind.APPRECIATION_MISSING),)
    gaps = []
    for number, criterion in enumerate(criteria, start=1):
        mark = grid.marks.get(criterion.id)
        if mark is None:
            gaps.append(Gap(GapKind.UNANSWERED, criterion.id, number))
        elif mark.value.is_not_observed and not mark.word.strip():
            gaps.append(Gap(GapKind.WORD_MISSING, criterion.id, number))
    return tuple(gaps)
