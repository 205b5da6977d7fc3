"""The guided demo: one window, one scripted clock, a whole day; pictures, papers and the session file are left."""

import datetime as dt
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path

from app.domain.anonymity import anonymous_id
from app.domain.people import Function
from app.services import frameworks, reading, sessions
from app.services.demonstration import DemoPerson, material
from app.system.clock import ScriptedClock
from app.system.files import write_whole
from app.system.paths import Paths
from app.system.settings import SettingsStore
from app.ui.demo import deciding, grading, preparing
from app.ui.demo.hands import Hands
from app.ui.demo.scenario import Scenario, read_scenario
from app.ui.tasks import TaskRunner
from app.ui.window import Window

PASSPHRASE_FILE = "phrase.txt"  # noqa: S105 - a file name
PICTURES = "images"
PAPERS = "documents"
_MACHINE_HOUR = dt.time(8, 0)


def play(folder: Path, paths: Paths, passphrase: str | None) -> None:
    """Play the day and leave everything in `folder`, emptied first of an earlier demo.

    Args:
        folder: where pictures, papers and the session file go.
        paths: where the shipped référentiels and the demo's material are.
        passphrase: the session's passphrase; None draws one and leaves it beside the file.
    """
    demo = material(paths.demo_material)
    scenario = read_scenario(paths.demo_material, frameworks.load(demo.framework_id, paths.framework_folders))
    clock = ScriptedClock(dt.datetime.combine(scenario.day, _MACHINE_HOUR).astimezone())
    chosen = passphrase or sessions.propose_passphrase()
    _empty(folder)
    if passphrase is None:
        write_whole(folder / PASSPHRASE_FILE, f"{chosen}\n".encode())
    with tempfile.TemporaryDirectory(prefix="jurade-demo-") as home:
        own = replace(paths, sessions=folder, own_frameworks=Path(home) / "referentiels")
        runner = TaskRunner()
        window = Window(own, SettingsStore(Path(home) / "settings.json"), clock, runner, lambda: chosen, 0)
        try:
            window.shell.resize(1366, 768)
            window.shell.show()
            _play(Hands(clock, folder / PICTURES, lambda: runner.is_busy), scenario, window, folder)
        finally:
            window.shell.close()
            window.close_everything()


def _play(hands: Hands, scenario: Scenario, window: Window, folder: Path) -> None:
    hands.settle()
    preparing.prepare(hands, scenario)
    grading.open_the_day(hands, scenario)
    jurors = _jurors(scenario, window)
    for place, (_juror_id, person) in enumerate(jurors):
        grading.sit_down(hands, person, first_time=True)
        grading.grade_everyone(hands, scenario, place, _identifiers(window))
    hands.press("Ctrl+3")
    hands.picture("journee-fin")
    deciding.deliberate(hands, scenario, jurors)
    deciding.close(hands, jurors)
    deciding.take_papers(hands, folder / PAPERS)


def _jurors(scenario: Scenario, window: Window) -> tuple[tuple[int, DemoPerson], ...]:
    """Each juror's id, as the session numbered them: the names of buttons hold it."""
    ids = {juror.name: juror.id for juror in reading.session(window.desk).jurors}
    people = [person for person in scenario.demo.jury if person.draft.function is Function.JUROR]
    return tuple((ids[f"{one.draft.given_name} {one.draft.family_name}"], one) for one in people)


def _identifiers(window: Window) -> dict[str, str]:
    """The identifier of each candidate's written work, by official number, as the correspondence table says it."""
    session = reading.session(window.desk)
    return {candidate.number: anonymous_id(session, candidate) for candidate in session.candidates}


def _empty(folder: Path) -> None:
    """Remove what an earlier demo left; anything else in the folder stays."""
    for name in (PICTURES, PAPERS):
        shutil.rmtree(folder / name, ignore_errors=True)
    for old in (*folder.glob("*.jurade*"), *folder.glob("*.sauvegardes/*"), *folder.glob(PASSPHRASE_FILE)):
        old.unlink()
