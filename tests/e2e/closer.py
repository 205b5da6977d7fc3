"""A process that closes one session and says so: « prêt » once the file is open, « clos » once the closing returned."""

import sys
from pathlib import Path

from app.services import closing
from app.services.desk import Desk
from app.system.clock import SystemClock
from tests.integration.services.room import ANNE, open_file


def main() -> None:
    """Open the session of the first argument and close it as its first juror."""
    desk = Desk(open_file(Path(sys.argv[1])), SystemClock())
    print("prêt", flush=True)  # noqa: T201 - what the test listens to
    closing.close(desk, ANNE)
    print("clos", flush=True)  # noqa: T201 - what the test listens to
    desk.file.release()


if __name__ == "__main__":
    main()
