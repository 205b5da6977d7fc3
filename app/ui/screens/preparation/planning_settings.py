"""What the responsable decides of the planning: hours, juries and rooms, pauses, the work of the jury."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import cast

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.framework.sitting_plan import Part
from app.domain.planning.plan import PanelRoom, PlanSettings
from app.domain.session import ExamSession
from app.ui.widgets.form import MISSING, Form, FormBuilder
from app.ui.widgets.side_by_side import SideBySide

_MOST_JURIES = 8
_ROOMS = "panel_rooms"
_COUNT = "panel_count"
_ASSUMED = "assumed_"
_PLAIN = (
    *("day_starts", "day_ends", "arrival", "welcome", "written_room", "preparation_room", "waiting_room"),
    *("leaving_room", "lunch_from", "lunch_until", "lunch", "break_after", "break_lasts", "changeover"),
    *("correction", "deliberation", "jury_attends_presentations", "shares_speaker"),
)


class PlanningSettings(QWidget):
    """The fields of the settings, those of durations that the référentiel does not fix included.

    They stand in two forms, beside each other where there is room.
    """

    def __init__(self) -> None:
        super().__init__()
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._halves: SideBySide | None = None
        self._forms: tuple[Form, ...] = ()
        self._parts: tuple[Part, ...] = ()
        self._shown: PlanSettings | None = None
        self._lay(())

    @property
    def first(self) -> QWidget:
        """What has the keyboard first."""
        return self._forms[0].field("day_starts")

    def show_settings(self, session: ExamSession, settings: PlanSettings, *, editable: bool) -> None:
        """Show settings; what is being typed stays as long as they are the same."""
        parts = tuple(_without_duration(session))
        if parts != self._parts:
            self._lay(parts)
        if settings != self._shown:
            self._shown = settings
            values = _values(settings, parts)
            for form in self._forms:
                form.set_values({name: values[name] for name in form.names})
        self.setEnabled(editable)

    def ask_duration(self) -> None:
        """Bring the keyboard to the first duration that is missing."""
        form = self._forms[-1]
        names = [_ASSUMED + part.id for part in self._parts]
        missing = (name for name in names if not cast("QLineEdit", form.field(name)).text())
        form.field(next(missing, names[0])).setFocus()

    def read(self) -> PlanSettings | None:
        """The settings typed; None when some field cannot be taken, which is then said under it."""
        unreadable = [form for form in self._forms if not form.check()]
        if unreadable:
            unreadable[0].check()
            return None
        values = {name: value for form in self._forms for name, value in form.values().items()}
        faults = dict(_contradictions(values))
        for form in reversed(self._forms):
            form.mark_faults({name: faults[name] for name in form.names if name in faults})
        return None if faults else _settings(values, self._parts)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._lay(())

    def _lay(self, parts: tuple[Part, ...]) -> None:
        if self._halves is not None:
            self._place.removeWidget(self._halves)
            self._halves.hide()
            self._halves.deleteLater()
        self._parts, self._shown = parts, None
        left, right = FormBuilder(columns=2), FormBuilder(columns=2)
        _add_day(left)
        _add_rooms(left)
        _add_pauses(right)
        _add_jury_work(right)
        if parts:
            right.section("Durées que le référentiel ne fixe pas")
            for part in parts:
                right.minutes(_ASSUMED + part.id, f"{part.label} (min)")
        self._forms = (left.build(), right.build())
        self._halves = SideBySide([(form, 1) for form in self._forms])
        self._place.addWidget(self._halves)


def _add_day(builder: FormBuilder) -> None:
    builder.section("Journée")
    builder.time("day_starts", "Début de la journée")
    builder.time("day_ends", "Fin de la journée")
    builder.minutes("welcome", "Accueil, en minutes")
    builder.minutes("arrival", "Convocation en avance de (min)")


def _add_rooms(builder: FormBuilder) -> None:
    builder.section("Jurys et salles")
    counts = [(count, f"{count} jurys" if count > 1 else "1 jury") for count in range(1, _MOST_JURIES + 1)]
    builder.choice(_COUNT, "Jurys en parallèle", counts)
    builder.text(_ROOMS, "Salles des jurys, avec des virgules")
    builder.text("written_room", "Salle de l’écrit")
    builder.text("preparation_room", "Salle de préparation")
    builder.text("waiting_room", "Où attendre avant de passer")
    builder.text("leaving_room", "Par où sortir, sans croiser")


def _add_pauses(builder: FormBuilder) -> None:
    builder.section("Repas et pauses")
    builder.time("lunch_from", "Repas, au plus tôt")
    builder.time("lunch_until", "Repas, au plus tard")
    builder.minutes("lunch", "Durée du repas (min, 0 : aucun)")
    builder.minutes("changeover", "Entre deux candidats (min)")
    builder.minutes("break_after", "Pause après (min, 0 : jamais)")
    builder.minutes("break_lasts", "Durée de la pause (min)")


def _add_jury_work(builder: FormBuilder) -> None:
    builder.section("Travail du jury")
    builder.minutes("correction", "Correction d’un écrit (min)")
    builder.minutes("deliberation", "Délibération par candidat (min)")
    builder.check("jury_attends_presentations", "Le jury assiste aux exposés")
    builder.check("shares_speaker", "Un intervenant pour tous")


def _without_duration(session: ExamSession) -> Iterator[Part]:
    final = session.type.final_interview_if_last
    for part in (*(part for _, part in session.type.parts()), *(final.parts if final is not None else ())):
        if part.minutes is None:
            yield part


def _values(settings: PlanSettings, parts: tuple[Part, ...]) -> dict[str, object]:
    values: dict[str, object] = {name: getattr(settings, name) for name in _PLAIN}
    values[_COUNT] = len(settings.panels)
    values[_ROOMS] = ", ".join(panel.room for panel in settings.panels)
    return values | {_ASSUMED + part.id: settings.assumed_minutes.get(part.id) for part in parts}


def _settings(values: Mapping[str, object], parts: tuple[Part, ...]) -> PlanSettings:
    assumed = {part.id: cast("int", values[_ASSUMED + part.id]) for part in parts if values[_ASSUMED + part.id]}
    plain = {name: values[name] for name in _PLAIN}
    return PlanSettings(**plain, panels=_panels(values), assumed_minutes=assumed)  # type: ignore[arg-type] # named fields


def _panels(values: Mapping[str, object]) -> tuple[PanelRoom, ...]:
    """So many juries; one without a room of its own has a name of its own."""
    count = cast("int", values[_COUNT])
    rooms = [room.strip() for room in str(values[_ROOMS]).split(",") if room.strip()]
    usual = ["Salle du jury"] if count == 1 else [f"Salle du jury {number}" for number in range(1, count + 1)]
    return tuple(PanelRoom(place + 1, room) for place, room in enumerate((rooms + usual[len(rooms) :])[:count]))


def _contradictions(values: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Fields without which nothing can be placed, and hours that would leave no day at all."""
    empty = [name for name in _PLAIN if values[name] in (None, "")]
    if empty:
        yield from ((name, MISSING) for name in empty)
        return
    starts, ends = cast("time", values["day_starts"]), cast("time", values["day_ends"])
    if ends <= starts:
        yield "day_ends", f"La journée commence à {starts:%H:%M} : sa fin est plus tard."
    earliest, latest = cast("time", values["lunch_from"]), cast("time", values["lunch_until"])
    if latest < earliest:
        yield "lunch_until", f"Le repas commence au plus tôt à {earliest:%H:%M} : son plus tard ne peut le précéder."
    rooms = [room.strip().casefold() for room in str(values[_ROOMS]).split(",") if room.strip()]
    if len(set(rooms)) < len(rooms):
        yield _ROOMS, "Deux jurys ne peuvent pas entendre dans la même salle."
