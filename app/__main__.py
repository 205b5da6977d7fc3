"""The entry of the program: `jurade`, `jurade FICHIER.jurade`, `jurade COMMANDE …`."""

import os
import sys

from app import bootstrap
from app.cli import main as command_line
from app.intake import apart


def main() -> int:
    """Carry out what the command line asks and give the exit code."""
    os.umask(0o077)
    arguments = sys.argv[1:]
    if arguments[:1] == [apart.WORD]:
        apart.main()
        return 0
    try:
        return command_line.run(arguments, bootstrap.command_context())
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the crash handler of the command line
        bootstrap.report_crash(error)
        return 1


if __name__ == "__main__":
    sys.exit(main())
