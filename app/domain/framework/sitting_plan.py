"""How a session runs: session types, their modalités, parts and phases, in the order of the référentiel."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Self

from pydantic import Field, model_validator

from app.domain.framework.entry import Entry, Noted
from app.domain.framework.terms import (
    Language,
    ModalityType,
    OralRole,
    PartForm,
    SessionKind,
)


class Phase(Noted):
    """A stretch of time with one rule of presence; `minutes` is None when the source gives no duration.

    In a phase of `preparation` the candidate gets ready alone: another candidate can be heard meanwhile.
    """

    label: str = Field(min_length=1)
    minutes: int | None = Field(default=None, ge=1)
    jury_present: bool
    preparation: bool = False
    language: Language = Language.FRENCH


class RoleCondition(Entry):
    """A part that someone plays in an oral, and what the référentiel asks of that person.

    `language` is the foreign language that this person must master, when one is asked.
    """

    role: OralRole
    language: Language | None = None
    conditions: tuple[str, ...] = ()


class Question(Entry):
    """A question of the référentiel's own guide; `skill` is the compétence or bloc it looks into, by id."""

    text: str = Field(min_length=1)
    skill: str = ""


class Part(Noted):
    """What one candidate sits in one go and one juror grades on one grid: « écrit », « oral », « ET ».

    `skills` are the compétences whose critères the grid shows, `blocs` those whose own critères it shows.
    """

    id: str
    label: str = Field(min_length=1)
    short: str = Field(min_length=1, max_length=6)
    form: PartForm
    skills: tuple[str, ...] = ()
    blocs: tuple[str, ...] = ()
    phases: tuple[Phase, ...] = Field(min_length=1)
    roles: tuple[RoleCondition, ...] = ()
    questions: tuple[Question, ...] = ()

    @property
    def minutes(self) -> int | None:
        """The planned duration in minutes, or None when a phase has none."""
        durations = [phase.minutes for phase in self.phases]
        return None if None in durations else sum(duration or 0 for duration in durations)


class Deposit(Noted):
    """What the candidate prepares before the session and hands in beforehand.

    `due` is the deadline in the source's words, `days_before` the same as a count of days before the first day.
    """

    label: str
    due: str
    days_before: int | None = Field(default=None, ge=0)
    placement_hours: int | None = None
    slides: tuple[str, ...] = ()
    storage: str = ""

    def deadline(self, first_day: date) -> date | None:
        """The last day to hand it in, included, for a session that starts on `first_day`; None when not given."""
        return None if self.days_before is None else first_day - timedelta(days=self.days_before)


class Modality(Noted):
    """One modalité d'évaluation; « sans objet » is `applicable: false`, has no part and shows nowhere."""

    type: ModalityType
    label: str = Field(min_length=1)
    applicable: bool = True
    duration: int | None = Field(default=None, ge=0)
    jury_minutes: int | None = Field(default=None, ge=0)
    detail: tuple[str, ...] = ()
    deposit: Deposit | None = None
    rooms: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()

    @model_validator(mode="after")
    def _durations_agree(self) -> Self:
        if not self.applicable:
            if self.parts or self.duration:
                raise ValueError("une modalité sans objet n’a ni partie ni durée")
            return self
        if not self.parts:
            raise ValueError("une modalité applicable compte au moins une partie")
        durations = [part.minutes for part in self.parts]
        known = None if None in durations else sum(duration or 0 for duration in durations)
        if known != self.duration:
            raise ValueError(f"durée annoncée : {_minutes(self.duration)} ; total des phases : {_minutes(known)}")
        return self

    @model_validator(mode="after")
    def _presence_agrees(self) -> Self:
        if self.jury_minutes is None:
            return self
        with_jury = [phase.minutes for part in self.parts for phase in part.phases if phase.jury_present]
        known = None if None in with_jury else sum(minutes or 0 for minutes in with_jury)
        if known != self.jury_minutes:
            raise ValueError(
                f"présence du jury annoncée : {_minutes(self.jury_minutes)} ; phases avec jury : {_minutes(known)}"
            )
        return self


class SessionType(Noted):
    """What a session of this certification can be, with its modalités in the order of the référentiel."""

    id: str
    kind: SessionKind
    label: str = Field(min_length=1)
    target_blocs: tuple[str, ...] = Field(min_length=1)
    total_minutes: int | None = None
    jury_minutes: int | None = None
    modalities: tuple[Modality, ...] = Field(min_length=1)
    final_interview_if_last: Modality | None = None
    supervision: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _sums_agree(self) -> Self:
        applicable = [modality for modality in self.modalities if modality.applicable]
        for stated, each, what in (
            (self.total_minutes, [m.duration for m in applicable], "durée totale"),
            (self.jury_minutes, [m.jury_minutes for m in applicable], "présence du jury"),
        ):
            known = None if None in each else sum(minutes or 0 for minutes in each)
            if stated != known:
                raise ValueError(f"{what} annoncée : {_minutes(stated)} ; total des modalités : {_minutes(known)}")
        return self

    def parts(self) -> Iterator[tuple[Modality, Part]]:
        """The parts that every candidate sits, in order, each with its modalité."""
        for modality in self.modalities:
            for part in modality.parts:
                yield modality, part


def _minutes(value: int | None) -> str:
    return "inconnu" if value is None else f"{value} min"
