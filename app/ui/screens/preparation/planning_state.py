"""What the section « Planning » shows at one moment, frozen: the planning kept, or the one being made from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from app.domain.planning.checks import Conflict
from app.domain.planning.compute import Misfit
from app.domain.planning.plan import Plan, PlanSettings, Slot
from app.domain.planning.steps import UnknownDuration, unknown_durations
from app.domain.session import ExamSession
from app.ui.screens.preparation.planning_words import PlanWords


@dataclass(frozen=True, slots=True)
class Change:
    """What another planning changes for one candidate: a part, when it was held, when it would be."""

    candidate_id: int
    name: str
    part: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Planning:
    """The planning at one moment; nothing of a draft is written before it is kept.

    Attributes:
        settings: What the fields of the settings start from.
        kept: The planning on record.
        draft: The one being made: computed, moved by hand or recomputed from now; None when there is none.
        history: What the draft was before each move, None standing for the planning kept; the last one is undone first.
        conflicts: What is wrong with the planning shown.
        misfits: What found no place when the draft was computed.
        changes: What the draft changes for the candidates of the planning kept.
        unknown: The phases that nothing gives a duration for.
        seconds: How long computing the draft took.
        now: The civil time of the moment.
        is_busy: A planning is being computed.
    """

    settings: PlanSettings = field(default_factory=PlanSettings)
    kept: Plan | None = None
    draft: Plan | None = None
    history: tuple[Plan | None, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    misfits: tuple[Misfit, ...] = ()
    changes: tuple[Change, ...] = ()
    unknown: tuple[UnknownDuration, ...] = ()
    seconds: float | None = None
    now: datetime | None = None
    is_busy: bool = False

    @property
    def shown(self) -> Plan | None:
        """The planning in front: the draft when there is one."""
        return self.draft or self.kept

    @property
    def is_under_way(self) -> bool:
        """Whether the planning kept has begun and is not over: it can be recomputed from now."""
        if self.kept is None or not self.kept.slots or self.now is None:
            return False
        return self.kept.slots[0].starts_at < self.now < max(slot.ends_at for slot in self.kept.slots)

    @property
    def to_mend(self) -> int:
        """How many things are wrong."""
        return len(self.conflicts) + len(self.misfits)


def unknown_of(session: ExamSession, settings: PlanSettings) -> tuple[UnknownDuration, ...]:
    """The phases of the session that nothing gives a duration for, once each."""
    everybody = (unknown_durations(session, settings, candidate) for candidate in session.candidates)
    return tuple(dict.fromkeys(unknown for each in everybody for unknown in each))


def changes_between(session: ExamSession, before: Plan, after: Plan) -> tuple[Change, ...]:
    """For each candidate, in the order of the list, the first part whose hour or jury another planning changes."""
    words, new_words = PlanWords(session, before), PlanWords(session, after)
    found = []
    for candidate in session.candidates:
        old, new = (dict(_first_slots(plan.of_candidate(candidate.id))) for plan in (before, after))
        for part_id in dict.fromkeys((*old, *new)):
            was, will_be = old.get(part_id), new.get(part_id)
            if _stands(was, will_be):
                continue
            named = words.part(was) if was is not None else new_words.part(will_be) if will_be is not None else None
            label = named.short if named is not None else ""
            found.append(
                Change(candidate.id, candidate.name, label, _when(words, was, after), _when(new_words, will_be, after))
            )
            break
    return tuple(found)


def second_words(planning: Planning) -> str:
    """What the header says of the planning: « calculé en 0,2 s · tient dans la journée · 2 jurys »."""
    plan = planning.shown
    if planning.is_busy:
        return "calcul en cours…"
    if plan is None:
        return "pas encore calculé"
    count = len(plan.settings.panels)
    if planning.draft is None:
        origin = "retenu"
    elif planning.seconds is None or planning.history:
        origin = "modifié, à retenir"
    else:
        lasted = f"{planning.seconds:.1f} s".replace(".", ",") if planning.seconds >= 0.1 else "moins de 0,1 s"
        origin = f"calculé en {lasted}"
    return " · ".join((origin, _fit_words(planning, plan), f"{count} jurys" if count > 1 else "1 jury"))


def days_of(session: ExamSession, plan: Plan | None) -> tuple[date, ...]:
    """The days to choose from: those of the session, and those that a planning made earlier still uses."""
    used = {slot.starts_at.date() for slot in plan.slots} if plan is not None else set()
    return tuple(sorted({*session.days(), *used}))


def _first_slots(slots: Iterable[Slot]) -> Iterator[tuple[str, Slot]]:
    seen: set[str] = set()
    for slot in slots:
        if slot.part_id and slot.part_id not in seen:
            seen.add(slot.part_id)
            yield slot.part_id, slot


def _stands(was: Slot | None, will_be: Slot | None) -> bool:
    if was is None or will_be is None:
        return was is will_be
    return (was.starts_at, was.panel) == (will_be.starts_at, will_be.panel)


def _when(words: PlanWords, slot: Slot | None, plan: Plan) -> str:
    if slot is None:
        return "sans place"
    several = len({each.starts_at.date() for each in plan.slots}) > 1
    hour = f"{slot.starts_at:%d/%m à %H:%M}" if several else f"{slot.starts_at:%H:%M}"
    return f"{hour}, {words.panel(slot.panel)}" if slot.panel and len(plan.settings.panels) > 1 else hour


def _fit_words(planning: Planning, plan: Plan) -> str:
    if planning.to_mend:
        return f"{planning.to_mend} points à régler" if planning.to_mend > 1 else "1 point à régler"
    count = len({slot.starts_at.date() for slot in plan.slots})
    return f"tient dans les {count} jours" if count > 1 else "tient dans la journée"
