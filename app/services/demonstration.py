"""The demonstration session: invented people in a real, encrypted session, ready for the day to begin."""

import datetime as dt
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.people import MANAGER, Actor, Function
from app.domain.session_sheet import Centre, SessionSheet
from app.services import candidates, frameworks, people, sessions
from app.services.desk import Desk
from app.system.clock import Clock
from app.system.paths import Paths

CANDIDATE_LIST = "candidats.xlsx"
SESSION_FILE = "session.json"
WELCOME = (
    "Session de démonstration : personnes inventées, fichier effacé avec le dossier temporaire du poste. "
    "Codes des jurés : 2580 (Anne) et 1470 (Bruno)."
)


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demonstration; jurors have a code."""

    draft: people.PersonDraft
    pin: str


@dataclass(frozen=True, slots=True)
class DemoMaterial:
    """What the demonstration is made of."""

    framework_id: str
    session_type_id: str
    centre: Centre
    place: str
    manager: str
    ceres_number: str
    record_number: str
    jury: tuple[DemoPerson, ...]
    candidate_list: Path

    def sheet(self, day: dt.date) -> SessionSheet:
        """The session's sheet for one day."""
        return SessionSheet(
            self.session_type_id,
            self.centre,
            self.place,
            day,
            day,
            self.manager,
            self.ceres_number,
            self.record_number,
        )


def material(folder: Path) -> DemoMaterial:
    """Read the material that ships with the program."""
    content = json.loads((folder / SESSION_FILE).read_text(encoding="utf-8"))
    centre = content["centre"]
    return DemoMaterial(
        framework_id=content["referentiel"],
        session_type_id=content["type"],
        centre=Centre(centre["nom"], centre["adresse"], centre["agrement"], _date(centre["agrement_fin"])),
        place=content["lieu"],
        manager=content["responsable"],
        ceres_number=content["ceres"],
        record_number=content["pv"],
        jury=tuple(_person(entry) for entry in content["jury"]),
        candidate_list=folder / CANDIDATE_LIST,
    )


def prepare(paths: Paths, machine: str, clock: Clock) -> Desk:
    """Make a demonstration session of today in a temporary folder: jury declared, candidates enrolled.

    Raises:
        EnvironmentFault: the temporary folder cannot be written.
    """
    demo = material(paths.demo_material)
    path = Path(tempfile.mkdtemp(prefix="jurade-")) / "demonstration.jurade"
    new = sessions.NewSession(path, sessions.propose_passphrase(), machine)
    framework = frameworks.load(demo.framework_id, paths.framework_folders)
    today = clock.now().date()
    desk = sessions.create(new, framework, demo.sheet(today), clock)
    for person in demo.jury:
        person_id = people.add_person(desk, MANAGER, person.draft)
        if person.draft.function.evaluates:
            name = f"{person.draft.given_name} {person.draft.family_name}"
            people.declare(desk, Actor(person_id, name), person.pin, {})
    candidates.enrol(desk, MANAGER, candidates.preview(demo.candidate_list, today))
    return desk


def _person(entry: Mapping[str, Any]) -> DemoPerson:
    until = entry.get("habilitation_fin")
    draft = people.PersonDraft(
        function=Function(entry["fonction"]),
        family_name=entry["nom"],
        given_name=entry["prenom"],
        quality=entry["qualite"],
        employer=entry["employeur"],
        habilitation=entry.get("habilitation", ""),
        habilitation_until=_date(until) if until else None,
        uses_english=bool(entry.get("anglais")),
    )
    return DemoPerson(draft, entry.get("code", ""))


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
