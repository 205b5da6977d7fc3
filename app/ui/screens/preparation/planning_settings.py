"""What the responsable decides of the planning: hours, juries and rooms, pauses, the work of the jury."""

from collections.abc import Iterator, Mapping
from datetime import time
from typing import cast

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.framework.sitting_plan import Part
from app.domain.planning.plan import PanelRoom, PlanSettings
from app.domain.session import ExamSession
from app.ui.widgets.form import MISSING, Form, FormBuilder

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
    """The fields of the settings, those of durations that the référentiel does not fix included."""

    def __init__(self) -> None:
        super().__init__()
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._form: Form | None = None
        self._parts: tuple[Part, ...] = ()
        self._shown: PlanSettings | None = None

    @property
    def first(self) -> QWidget:
        """What has the keyboard first."""
        return self._form.field("day_starts") if self._form is not None else self

    def show_settings(self, session: ExamSession, settings: PlanSettings, *, editable: bool) -> None:
        """Show settings; what is being typed stays as long as they are the same."""
        parts = tuple(_without_duration(session))
        if self._form is None or parts != self._parts:
            self._lay(parts)
        if self._form is not None and settings != self._shown:
            self._shown = settings
            self._form.set_values(_values(settings, parts))
        self.setEnabled(editable)

    def ask_duration(self) -> None:
        """Bring the keyboard to the first duration that is missing."""
        if self._form is not None and self._parts:
            values = self._form.values()
            missing = (part for part in self._parts if values[_ASSUMED + part.id] is None)
            self._form.field(_ASSUMED + next(missing, self._parts[0]).id).setFocus()

    def read(self) -> PlanSettings | None:
        """The settings typed; None when some field cannot be taken, which is then said under it."""
        if self._form is None or not self._form.check():
            return None
        values = self._form.values()
        faults = dict(_contradictions(values))
        self._form.mark_faults(faults)
        return None if faults else _settings(values, self._parts)

    def forget(self) -> None:
        """Hold nothing of the session any more."""
        self._shown = None
        self._lay(())

    def _lay(self, parts: tuple[Part, ...]) -> None:
        if self._form is not None:
            self._place.removeWidget(self._form)
            self._form.hide()
            self._form.deleteLater()
        self._parts, self._shown = parts, None
        builder = FormBuilder(columns=4)
        _add_day(builder)
        _add_rooms(builder)
        _add_pauses(builder)
        _add_jury_work(builder)
        if parts:
            builder.section("Durées que le référentiel ne fixe pas")
            for part in parts:
                builder.minutes(_ASSUMED + part.id, f"{part.label} (min)")
        self._form = builder.build()
        self._place.addWidget(self._form)


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
