"""The papers whose words are kept and reviewed; `python -m tests.integration.reports.golden` writes them anew."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pypdfium2

from app.reports.individual_sheet import print_individual_sheet
from app.reports.juror_grid import print_juror_grid
from app.reports.record import print_record
from app.reports.rectification import print_rectification
from app.reports.shortfall_record import print_shortfall_record
from tests.integration.reports import preparations, rooms, snapshots

FOLDER = Path(__file__).parents[2] / "golden"
_PRINT = re.compile(r"empreinte [0-9a-f ]{19}")
DRAFT = replace(snapshots.STAMP, working_copy=True)


def blank_grid() -> bytes:
    """The grid of a juror who has written nothing yet: the paper fallback."""
    session = replace(snapshots.title_session(closed=False), grids=(), phase_events={})
    return print_juror_grid(session, snapshots.ANNE.id, 1, DRAFT)


PAPERS: Mapping[str, Callable[[], bytes]] = {
    "record_title": lambda: print_record(snapshots.title_session(), snapshots.STAMP),
    "record_ccp": lambda: print_record(snapshots.ccp_session(), snapshots.STAMP),
    "record_bloc": lambda: print_record(snapshots.bloc_session(), snapshots.STAMP),
    "record_draft": lambda: print_record(replace(snapshots.title_session(closed=False), decisions=()), DRAFT),
    "record_room": lambda: print_record(rooms.with_an_absent_juror(), snapshots.STAMP),
    "record_shortfall": lambda: print_record(rooms.without_a_quorum(), snapshots.STAMP),
    "sheet_shortfall": lambda: print_individual_sheet(rooms.without_a_quorum(), 4, snapshots.STAMP),
    "shortfall": lambda: print_shortfall_record(rooms.without_a_quorum(), snapshots.STAMP),
    "record_rule": lambda: print_record(rooms.ruled_and_voted(), snapshots.STAMP),
    "sheet_room": lambda: print_individual_sheet(rooms.deliberated(), 1, snapshots.STAMP),
    "sheet_title": lambda: print_individual_sheet(snapshots.title_session(), 1, snapshots.STAMP),
    "sheet_timed": lambda: print_individual_sheet(snapshots.timed(), 1, snapshots.STAMP),
    "sheet_bloc": lambda: print_individual_sheet(snapshots.bloc_session(), 3, snapshots.STAMP),
    "sheet_absent": lambda: print_individual_sheet(snapshots.title_session(), 6, snapshots.STAMP),
    "rectification": lambda: print_rectification(snapshots.rectified(), 1, snapshots.STAMP),
    "juror_grid": lambda: print_juror_grid(snapshots.title_session(), snapshots.ANNE.id, 1, snapshots.STAMP),
    "juror_grid_blank": blank_grid,
    **preparations.PAPERS,
}


def words(pdf: bytes) -> str:
    """The lines of every page as a person reads them, spaces made ordinary, pages parted by a rule.

    The print moves with any note of a référentiel and has tests of its own: its figures are left out.
    """
    document = pypdfium2.PdfDocument(pdf)
    pages = []
    for page in document:
        lines = page.get_textpage().get_text_range().splitlines()
        pages.append("\n".join(" ".join(line.split()) for line in lines))
    document.close()
    return _PRINT.sub("empreinte ····", "\n--------\n".join(pages)) + "\n"


if __name__ == "__main__":
    for name, make in PAPERS.items():
        (FOLDER / f"{name}.txt").write_text(words(make()), encoding="utf-8")
