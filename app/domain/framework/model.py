"""One référentiel: a certification in one millésime, validated as a whole and then frozen."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Self, TypeVar

from pydantic import Field, ValidationError, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from app.domain.access_path import AccessPath
from app.domain.framework.coherence import breaches_of
from app.domain.framework.content import Bloc, Correspondence, Criterion, Skill, TransversalSkill
from app.domain.framework.decision_rule import DecisionRule
from app.domain.framework.entry import Entry, Noted
from app.domain.framework.scale import MarkingScale
from app.domain.framework.sitting_plan import SessionType
from app.domain.framework.terms import Evidence, FrameworkKind, SessionKind

_Item = TypeVar("_Item", Bloc, Skill, SessionType)


class CodedLabel(Entry):
    """An entry of a public nomenclature: NSF, ROME."""

    code: str
    label: str = ""


class LegalText(Noted):
    """A text the certification rests on, with its dates; `end` is when what it grants expires."""

    label: str
    signed: date | None = None
    journal: date | None = None
    effective: date | None = None
    end: date | None = None


class Validity(Noted):
    """From when to when the certification can be awarded; an unknown end is None and noted."""

    start: date | None = None
    end: date | None = None


class Vocabulary(Entry):
    """The certification's own words, used on every screen and every page."""

    bloc: str
    bloc_long: str
    skill: str = "compétence"
    mastered: str = "maîtrisée"
    not_mastered: str = "non maîtrisée"
    won: str = "obtenu"
    lost: str = "non obtenu"
    record_title: str
    record_note: str = ""


class AccessRoute(Noted):
    """An access path to what a session awards, what its candidates are judged on, and under which conditions.

    The same path shows other things for a whole title, for a CCP and for a CCS: `leads_to` tells them apart.
    """

    access_path: AccessPath
    leads_to: SessionKind = SessionKind.TITLE
    label: str
    evidence: tuple[Evidence, ...] = ()
    conditions: tuple[str, ...] = ()


class JuryMember(Entry):
    """A kind of jury member and how many of them the jury must count."""

    quality: str
    count: int = Field(ge=1)


class JuryRule(Noted):
    """Who must sit: the quorum for each deliberation, and the composition when the source imposes one."""

    quorum: int = Field(default=2, ge=1)
    composition: tuple[JuryMember, ...] = ()
    conditions: tuple[str, ...] = ()


class AwardedDocument(Noted):
    """A document that the authority hands to candidates afterwards (parchemin, livret)."""

    label: str
    detail: str


class Framework(Noted):
    """A certification in one millésime: everything that a jury or a responsable de session needs."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    kind: FrameworkKind
    code: str = ""
    millesime: str = ""
    label: str = Field(min_length=1)
    acronym: str = ""
    certifier: str = ""
    level: str = ""
    description: str = ""
    nsf: tuple[CodedLabel, ...] = ()
    rome: tuple[CodedLabel, ...] = ()
    formacodes: tuple[str, ...] = ()
    texts: tuple[LegalText, ...] = ()
    validity: Validity = Validity()
    vocabulary: Vocabulary
    jury: JuryRule = JuryRule()
    scale: MarkingScale = MarkingScale()
    decision: DecisionRule = DecisionRule()
    blocs: tuple[Bloc, ...] = Field(min_length=1)
    transversal_skills: tuple[TransversalSkill, ...] = ()
    access_paths: tuple[AccessRoute, ...] = ()
    awarded_documents: tuple[AwardedDocument, ...] = ()
    equipment: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()
    sessions: tuple[SessionType, ...] = ()
    why_closed: str = ""

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        breaches = list(breaches_of(self))
        if breaches:
            # One error per breach, each with its place, so that the reader of the file can name every faulty line.
            raise ValidationError.from_exception_data(
                "référentiel",
                [
                    InitErrorDetails(
                        type=PydanticCustomError("breach", "{sentence}", {"sentence": breach.sentence}),
                        loc=breach.place,
                        input=None,
                    )
                    for breach in breaches
                ],
            )
        return self

    def skills(self) -> Iterator[Skill]:
        """Every compétence, in the order of the référentiel."""
        for bloc in self.blocs:
            yield from bloc.skills

    def criteria(self) -> Iterator[Criterion]:
        """Every critère, those of compétences and those of whole blocs, in order."""
        for bloc in self.blocs:
            yield from bloc.criteria
            for skill in bloc.skills:
                yield from skill.criteria

    def bloc(self, bloc_id: str) -> Bloc:
        """The bloc of that id; KeyError when there is none (ids are validated on reading)."""
        return _by_id(self.blocs, bloc_id)

    def skill(self, skill_id: str) -> Skill:
        """The compétence of that id; KeyError when there is none."""
        return _by_id(tuple(self.skills()), skill_id)

    def session_type(self, session_type_id: str) -> SessionType:
        """The session type of that id; KeyError when there is none."""
        return _by_id(self.sessions, session_type_id)

    def later_blocs(self, earlier_framework: str, earlier_bloc: str) -> tuple[Bloc, ...]:
        """The blocs of this référentiel that a bloc of an earlier one stands for; none when nothing answers to it."""
        matched = [
            pair.later
            for correspondence in self.correspondences
            if correspondence.framework == earlier_framework
            for pair in correspondence.blocs
            if pair.earlier == earlier_bloc
        ]
        return tuple(bloc for bloc in self.blocs if bloc.id in matched)

    def canonical(self) -> str:
        """The référentiel as stable JSON text: what a session freezes and hashes.

        A rule of decision that says nothing is left out: référentiels without one keep the digest they always had.
        """
        unsaid = {"decision"} if self.decision == DecisionRule() else None
        said = self.model_dump(mode="json", exclude=unsaid)
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def digest(self) -> str:
        """SHA-256 of `canonical()`, as 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def _by_id(items: tuple[_Item, ...], identifier: str) -> _Item:
    for item in items:
        if item.id == identifier:
            return item
    raise KeyError(identifier)
