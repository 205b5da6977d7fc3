"""The day that is played by keys and killed: six candidates, two jurors with a code, a titre professionnel whole."""

import shutil
from pathlib import Path

from app.domain.people import Function
from app.models.session_file import SessionFile
from app.services import demonstration
from app.services.desk import Desk
from app.system.clock import Clock, SystemClock
from app.system.paths import standard_paths
from tests.builders import MACHINE, PASSPHRASE

ABSENT = "2616806"
"""The number of the candidate who does not come."""

CODES = {
    number: person.pin
    for number, person in enumerate(demonstration.material(standard_paths().demo_material).jury, start=1)
    if person.draft.function is Function.JUROR
}


def prepare(path: Path) -> None:
    """A session of today as the responsable leaves it the evening before."""
    desk = demonstration.prepare(standard_paths(), MACHINE, SystemClock(), PASSPHRASE)
    made = desk.file.path
    desk.close()
    shutil.copy(made, path)
    path.chmod(0o600)


def reopen(path: Path, clock: Clock) -> Desk:
    """The same session opened again after whatever befell the program."""
    return Desk(SessionFile.open(path, PASSPHRASE, MACHINE, clock.now()), clock)
