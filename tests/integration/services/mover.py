"""A program that takes a session elsewhere and is killed at a named moment: `mover FILE DESTINATION MOMENT`.

`copying`: the copy is being flushed; `marking`: it is whole, this file is not marked yet; `naming`: this file is
marked, the copy has no name yet; `done`: everything is in place; `any`: whoever started it kills it, between the line
that says it begins and long after the one that says it is done.
"""

import os
import sys
from pathlib import Path

from app.domain.people import MANAGER
from app.models import backup
from app.models.session_file import SessionFile
from app.services import moving
from app.services.desk import Desk
from app.system.clock import ScriptedClock
from tests.builders import NOW
from tests.integration.services.room import open_file


def die(*_arguments: object, **_named: object) -> None:
    """Stop as a power cut does: nothing is tidied up."""
    os._exit(9)


def main() -> None:
    path, destination, moment = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    desk = Desk(open_file(path), ScriptedClock(NOW))
    if moment == "copying":
        backup.os.fsync = die  # type: ignore[attr-defined] # the moment at which the machine stops
    if moment == "marking":
        whole = SessionFile.copy_to

        def copy_then_die(file: SessionFile, draft: Path) -> None:
            whole(file, draft)
            die()

        SessionFile.copy_to = copy_then_die  # type: ignore[method-assign,assignment] # the moment at which the machine stops
    if moment == "naming":
        Path.rename = die  # type: ignore[method-assign,assignment] # the moment at which the machine stops
    print("commence", flush=True)  # noqa: T201 - told to whoever kills it
    moving.move(desk, MANAGER, destination, "portable de la salle B")
    print("fini", flush=True)  # noqa: T201 - told to whoever kills it
    if moment == "any":
        sys.stdin.read()
    die()


if __name__ == "__main__":
    main()
