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
        code = command_line.run(arguments, bootstrap.command_context())
        sys.stdout.flush()
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # whoever read the results has read enough: `jurade … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:  # noqa: BLE001 - the crash handler of the command line
        bootstrap.report_crash(error)
        return 1
    return code


if __name__ == "__main__":
    sys.exit(main())
