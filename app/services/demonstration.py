"""The demonstration session: invented people in a real, encrypted session, ready for the day to begin."""

import datetime as dt
import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.domain.candidate import ProductionDeposit, TrainingResult
from app.domain.framework.terms import OralRole
from app.domain.people import MANAGER, Actor, Function
from app.domain.session_sheet import Centre, SessionSheet
from app.services import candidates, frameworks, people, reading, sessions
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
    """Somebody of the demonstration, with the part played in each oral; jurors have a code."""

    draft: people.PersonDraft
    pin: str
    roles: Mapping[str, OralRole]


@dataclass(frozen=True, slots=True)
class DemoPapers:
    """What one candidate handed in: results of the livret ECF by bloc, and the hour of the deposit, on its last day."""

    number: str
    results: Mapping[str, bool]
    deposited_at: dt.time

    def instant(self, day: dt.date | None) -> dt.datetime | None:
        """The deposit on that day, in the machine's zone; None when no day is known."""
        return None if day is None else dt.datetime.combine(day, self.deposited_at).astimezone()


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
    directions: str
    jury: tuple[DemoPerson, ...]
    papers: tuple[DemoPapers, ...]
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
            self.directions,
        )


def material(folder: Path) -> DemoMaterial:
    """Read the material that ships with the program."""
    content = json.loads((folder / SESSION_FILE).read_text(encoding="utf-8"))
    centre = content["centre"]
    return DemoMaterial(
        framework_id=content["referentiel"],
        session_type_id=content["type"],
        centre=Centre(
            centre["nom"], centre["adresse"], centre["agrement"], _date(centre["agrement_fin"]), centre["contact"]
        ),
        place=content["lieu"],
        manager=content["responsable"],
        ceres_number=content["ceres"],
        record_number=content["pv"],
        directions=content["acces"],
        jury=tuple(_person(entry) for entry in content["jury"]),
        papers=tuple(_papers(entry) for entry in content["pieces"]),
        candidate_list=folder / CANDIDATE_LIST,
    )


def prepare(paths: Paths, machine: str, clock: Clock, passphrase: str = "") -> Desk:
    """Make a demonstration session of today in a temporary folder: jury declared, candidates enrolled.

    The passphrase is drawn when none is given: whoever tries the demonstration has no need of it.

    Raises:
        EnvironmentFault: the temporary folder cannot be written.
    """
    demo = material(paths.demo_material)
    path = Path(tempfile.mkdtemp(prefix="jurade-")) / "demonstration.jurade"
    new = sessions.NewSession(path, passphrase or sessions.propose_passphrase(), machine)
    framework = frameworks.load(demo.framework_id, paths.framework_folders)
    today = clock.now().date()
    desk = sessions.create(new, framework, demo.sheet(today), clock)
    for person in demo.jury:
        person_id = people.add_person(desk, MANAGER, person.draft, person.roles)
        if person.draft.function.evaluates:
            name = f"{person.draft.given_name} {person.draft.family_name}"
            people.declare(desk, Actor(person_id, name), person.pin, {})
    candidates.enrol(desk, MANAGER, candidates.preview(demo.candidate_list, today))
    for papers in demo.papers:
        _hand_in(desk, papers)
    return desk


def _hand_in(desk: Desk, papers: DemoPapers) -> None:
    session = reading.session(desk)
    candidate = next(one for one in session.candidates if one.number == papers.number)
    deposits = tuple(
        ProductionDeposit(modality.type, at, frozenset(range(len(deposit.slides))))
        for modality in session.type.modalities
        if (deposit := modality.deposit) is not None
        and (at := papers.instant(deposit.deadline(session.sheet.starts_on))) is not None
    )
    results = tuple(TrainingResult(bloc_id, satisfied) for bloc_id, satisfied in papers.results.items())
    draft = replace(candidates.draft_of(candidate), results=results, deposits=deposits)
    candidates.change(desk, MANAGER, candidate.id, draft)


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
    roles = {part_id: OralRole(role) for part_id, role in entry["roles"].items()}
    return DemoPerson(draft, entry.get("code", ""), roles)


def _papers(entry: Mapping[str, Any]) -> DemoPapers:
    return DemoPapers(entry["numero"], entry["ecf"], dt.time.fromisoformat(entry["depot"]))


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
