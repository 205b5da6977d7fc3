"""A second program: opens the session named on its command line, marks for ever, and says each mark once it is kept."""

import sys
from itertools import count, cycle
from pathlib import Path

from app.models.jury_rows import MarkRow
from tests.builders import MACHINE, by, session_file


def mark_for_ever(path: Path) -> None:
    """Add mark after mark, each in its own act; every third act also takes a new answer."""
    file = session_file(path, MACHINE)
    with file.read() as session:
        first = 1 + session.query(MarkRow).count()
    print("ready", flush=True)  # noqa: T201 - how the test hears of it
    for number, value in zip(count(first), cycle(("oui", "non", "non_observe")), strict=False):
        with file.write(by("Anne Durand")) as session:
            session.add(
                MarkRow(juror_id=1, candidate_id=1, part_id="oral", criterion_id=f"c{number}", value=value, word="")
            )
        print(number, flush=True)  # noqa: T201 - how the test hears of it


if __name__ == "__main__":
    mark_for_ever(Path(sys.argv[1]))
