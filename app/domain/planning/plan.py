"""A planning as it stands: the responsable's settings, and the slots that people and rooms are held for.

Every time is the civil time of the place of examination, to the minute, without a zone: a planning is read on a wall,
and « 08:30 » stays 08:30 on whatever laptop opens the session.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import Enum


class SlotKind(Enum):
    """What a stretch of time is kept for."""

    WELCOME = "accueil"
    SITTING = "epreuve"
    CORRECTION = "correction"
    BREAK = "pause"
    LUNCH = "repas"
    DELIBERATION = "deliberation"

    @property
    def label(self) -> str:
        """The word shown on screens and pages."""
        return _LABELS[self]

    @property
    def is_jury_work(self) -> bool:
        """Whether the jury works without any candidate: nobody is convened for it."""
        return self in (SlotKind.CORRECTION, SlotKind.DELIBERATION)


_LABELS = {
    SlotKind.WELCOME: "Accueil",
    SlotKind.SITTING: "Épreuve",
    SlotKind.CORRECTION: "Correction des écrits",
    SlotKind.BREAK: "Pause",
    SlotKind.LUNCH: "Repas",
    SlotKind.DELIBERATION: "Délibération",
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One stretch of time in one place, from `starts_at` (included) to `ends_at` (excluded).

    A sitting names its candidate, its part and the phases of that part it covers, `first_phase` to `last_phase`, both
    included and counted from 0. `panel` is the number of the jury whose room and time it takes, 0 when it takes none: a
    written part, a preparation, the welcome, a candidate's own lunch. `jury_present` tells whether the jury sits: not
    while a candidate presents alone in its room. `takes_speaker` says that the phase needs the intervenant ponctuel
    whom the juries share. A correction names the candidate whose work is read, who is not there. A deliberation
    is one jury's, on all its candidates in turn.
    """

    number: int
    kind: SlotKind
    starts_at: datetime
    ends_at: datetime
    place: str = ""
    panel: int = 0
    candidate_id: int | None = None
    part_id: str = ""
    first_phase: int = 0
    last_phase: int = 0
    jury_present: bool = False
    takes_speaker: bool = False

    @property
    def minutes(self) -> int:
        """How long it lasts, in minutes."""
        return int((self.ends_at - self.starts_at) / timedelta(minutes=1))

    def overlaps(self, other: "Slot") -> bool:
        """Whether some minute belongs to both."""
        return self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class PanelRoom:
    """One jury that hears candidates in parallel with the others, and its room; `number` counts from 1."""

    number: int
    room: str


@dataclass(frozen=True, slots=True)
class PlanSettings:
    """What the responsable decides; everything else comes from the référentiel. Durations in minutes.

    Attributes:
        day_starts: First minute of work of each day.
        day_ends: Last minute of work of each day, deliberation included.
        panels: The juries that hear in parallel; one at least.
        written_room: Where written parts are sat together.
        preparation_room: Where a candidate prepares an oral while another one is heard.
        waiting_room: Where those who have not passed yet wait.
        leaving_room: Where those who have passed leave by, so that they never meet those who wait.
        arrival: How long before the first slot a candidate is convened.
        welcome: Opening of the day: checks of identity, sealed envelopes, instructions; 0 for none.
        changeover: Between two candidates before one jury.
        lunch_from: The earliest start of the midday break.
        lunch_until: The latest start of the midday break.
        lunch: Its duration; 0 for none.
        break_after: A jury that heard candidates for so long has a break before the next one; 0 for never.
        break_lasts: The duration of that break.
        correction: Reading of one candidate's written work by the jury, before that candidate's first oral; 0 for none.
        deliberation: For each candidate, once all were heard; 0 for none.
        jury_attends_presentations: Whether the jury also attends oral phases for which the référentiel counts no
            presence and that no preparation explains (a presentation of slides before the questions).
        shares_speaker: Whether one intervenant ponctuel serves every jury, in one phase at a time.
        assumed_minutes: What the responsable says of each phase without duration in the référentiel, by id of its part.
    """

    day_starts: time = time(8, 30)
    day_ends: time = time(18, 0)
    panels: tuple[PanelRoom, ...] = (PanelRoom(1, "Salle du jury"),)
    written_room: str = "Salle informatique"
    preparation_room: str = "Salle de préparation"
    waiting_room: str = "Salle d’attente"
    leaving_room: str = "Sortie"
    arrival: int = 15
    welcome: int = 15
    changeover: int = 5
    lunch_from: time = time(12, 0)
    lunch_until: time = time(13, 30)
    lunch: int = 60
    break_after: int = 120
    break_lasts: int = 10
    correction: int = 10
    deliberation: int = 15
    jury_attends_presentations: bool = True
    shares_speaker: bool = False
    assumed_minutes: Mapping[str, int] = field(default_factory=dict)

    def room_of(self, panel: int) -> str:
        """Where one jury hears, empty when the settings know no such jury."""
        return next((each.room for each in self.panels if each.number == panel), "")


@dataclass(frozen=True, slots=True)
class Appearance:
    """One time that a candidate is convened for: when to be there, and what follows without a long wait."""

    arrives_at: datetime
    slots: tuple[Slot, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """The planning that the responsable kept: its settings, and its slots in the order of time."""

    settings: PlanSettings
    slots: tuple[Slot, ...]

    def of_candidate(self, candidate_id: int) -> tuple[Slot, ...]:
        """What one candidate goes through, in the order of time; what the jury does meanwhile is left out."""
        return tuple(slot for slot in self.slots if slot.candidate_id == candidate_id and not slot.kind.is_jury_work)

    def panel_of(self, candidate_id: int) -> int:
        """The jury that one candidate is given to, 0 when the planning gives none."""
        return next((slot.panel for slot in self.slots if slot.candidate_id == candidate_id and slot.panel), 0)

    def appearances(self, candidate_id: int) -> tuple[Appearance, ...]:
        """Each time that one candidate is convened for, in the order of time.

        Who writes in the morning and is heard in the afternoon comes twice: a wait of an hour or more, a lunch or a
        night between two sittings makes another appearance, with its own hour of arrival.
        """
        groups: list[list[Slot]] = []
        for slot in self.of_candidate(candidate_id):
            if slot.kind is not SlotKind.SITTING:
                continue
            if not groups or slot.starts_at - groups[-1][-1].ends_at >= _WORTH_LEAVING:
                groups.append([])
            groups[-1].append(slot)
        return tuple(Appearance(self._arrival_for(group[0]), tuple(group)) for group in groups)

    def convened_at(self, candidate_id: int) -> datetime | None:
        """When one candidate must be there first; None when the planning has nothing for him or her."""
        appearances = self.appearances(candidate_id)
        return appearances[0].arrives_at if appearances else None

    def _arrival_for(self, first: Slot) -> datetime:
        """Before the first slot, and for the whole welcome when that slot follows it at once.

        Extra time gives slots odd minutes; a convocation says a multiple of five, never later than it should.
        """
        arrival = first.starts_at - timedelta(minutes=self.settings.arrival)
        arrival -= timedelta(minutes=arrival.minute % _ROUND)
        welcomes = (slot for slot in self.slots if slot.kind is SlotKind.WELCOME and slot.ends_at == first.starts_at)
        return min((arrival, *(welcome.starts_at for welcome in welcomes)))


_ROUND = 5
_WORTH_LEAVING = timedelta(hours=1)
