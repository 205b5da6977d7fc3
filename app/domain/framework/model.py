"""One référentiel: a certification in one millésime, validated as a whole and then frozen."""

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Self, TypeVar

from pydantic import Field, model_validator

from app.domain.access_path import AccessPath
from app.domain.framework.content import Bloc, Correspondence, Criterion, Skill, TransversalSkill
from app.domain.framework.sitting_plan import SessionType
from app.domain.framework.terms import Entry, Evidence, FrameworkKind, Noted

_Item = TypeVar("_Item", Bloc, Skill, SessionType)


class CodedLabel(Entry):
    """An entry of a public nomenclature: NSF, ROME."""

    code: str
    label: str = ""


class LegalText(Entry):
    """A text the certification rests on, with its dates."""

    label: str
    signed: date | None = None
    journal: date | None = None
    effective: date | None = None


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
    """An access path, what its candidates are judged on, and the conditions that the source states."""

    access_path: AccessPath
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


class AwardedDocument(Entry):
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
    certifier: str
    level: str
    nsf: tuple[CodedLabel, ...] = ()
    rome: tuple[CodedLabel, ...] = ()
    formacodes: tuple[str, ...] = ()
    texts: tuple[LegalText, ...] = ()
    validity: Validity = Validity()
    vocabulary: Vocabulary
    jury: JuryRule = JuryRule()
    blocs: tuple[Bloc, ...] = Field(min_length=1)
    transversal_skills: tuple[TransversalSkill, ...] = ()
    access_paths: tuple[AccessRoute, ...] = ()
    awarded_documents: tuple[AwardedDocument, ...] = ()
    correspondences: tuple[Correspondence, ...] = ()
    sessions: tuple[SessionType, ...] = ()
    why_closed: str = ""

    @model_validator(mode="after")
    def _names_resolve(self) -> Self:
        self._refuse_repeated("bloc", [bloc.id for bloc in self.blocs])
        self._refuse_repeated("compétence", [skill.id for skill in self.skills()])
        self._refuse_repeated("critère", [criterion.id for criterion in self.criteria()])
        self._refuse_repeated("session", [session.id for session in self.sessions])
        blocs = {bloc.id for bloc in self.blocs}
        skills = {skill.id for skill in self.skills()}
        for transversal in self.transversal_skills:
            self._refuse_unknown("compétence", transversal.skills, skills)
        for correspondence in self.correspondences:
            self._refuse_unknown("bloc", [pair.later for pair in correspondence.blocs], blocs)
        for session in self.sessions:
            self._refuse_unknown("bloc", session.target_blocs, blocs)
            parts = [part for _modality, part in session.parts()]
            self._refuse_repeated(f"partie de la session {session.id}", [part.id for part in parts])
            for part in parts:
                self._refuse_unknown("compétence", part.skills, skills)
                self._refuse_unknown("bloc", part.blocs, blocs)
        if not self.sessions and not self.why_closed:
            raise ValueError("un référentiel sans session dit pourquoi (clé sessions_impossibles)")
        return self

    @staticmethod
    def _refuse_repeated(what: str, ids: list[str]) -> None:
        for identifier in ids:
            if ids.count(identifier) > 1:
                raise ValueError(f"l’identifiant de {what} « {identifier} » est donné deux fois")

    @staticmethod
    def _refuse_unknown(what: str, ids: tuple[str, ...] | list[str], known: set[str]) -> None:
        for identifier in ids:
            if identifier not in known:
                raise ValueError(f"aucun élément « {what} » ne porte l’identifiant « {identifier} »")

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

    def canonical(self) -> str:
        """The référentiel as stable JSON text: what a session freezes and hashes."""
        return json.dumps(self.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def digest(self) -> str:
        """SHA-256 of `canonical()`, as 64 hexadecimal digits."""
        return hashlib.sha256(self.canonical().encode()).hexdigest()


def _by_id(items: tuple[_Item, ...], identifier: str) -> _Item:
    for item in items:
        if item.id == identifier:
            return item
    raise KeyError(identifier)
