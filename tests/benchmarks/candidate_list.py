"""A list of 10,000 lines checked and previewed, against openpyxl merely reading it, in this process."""

import tempfile
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from string import ascii_uppercase
from time import perf_counter

from openpyxl import Workbook, load_workbook

from app.domain.candidate_columns import CandidateField
from app.services import candidates
from tests.benchmarks.figures import Timings, line, milliseconds

LINES = 10_000
RUNS = 3
AIM = 0.5
TODAY = date(2026, 5, 12)


def measure() -> Iterator[str]:
    """Both in turn, openpyxl in its quickest way."""
    path = list_of(LINES)
    bare, ours = [], []
    for _run in range(RUNS):
        bare.append(_seconds(lambda: _merely_read(path)))
        ours.append(_seconds(lambda: _preview(path)))
    answer, reading = Timings(ours).median, Timings(bare).median
    yield line(
        f"{LINES:,} lines of .xlsx previewed",
        answer / reading,
        AIM,
        f"{milliseconds(answer)} against {milliseconds(reading)}",
    )


def _seconds(act: Callable[[], None]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


def _merely_read(path: Path) -> None:
    book = load_workbook(path, read_only=True)
    for _row in book.worksheets[0].iter_rows(values_only=True):
        pass
    book.close()


def _preview(path: Path) -> None:
    listed = candidates.preview(path, TODAY)
    if (len(listed.accepted), listed.flagged, listed.rejected) != (LINES, (), ()):
        raise RuntimeError("the list was not read whole")


def list_of(lines: int) -> Path:
    """A list with every column, everybody somebody else."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Candidats")
    sheet.append([field.label for field in CandidateField])
    names = ("".join(letters) for letters in product(ascii_uppercase, repeat=3))
    for number, name in zip(range(lines), names, strict=False):
        sheet.append([_cell(field, number, name) for field in CandidateField])
    path = Path(tempfile.mkdtemp(prefix="jurade-bench-")) / "liste.xlsx"
    book.save(path)
    return path


def _cell(field: CandidateField, number: int, name: str) -> object:
    told: dict[CandidateField, object] = {
        CandidateField.CIVILITY: "Mme" if number % 2 else "M.",
        CandidateField.BIRTH_NAME: f"LE GOFF-{name}",
        CandidateField.FIRST_NAME: ("Élodie", "Souleymane", "İnci", "Jean-Loup")[number % 4],
        CandidateField.BIRTH_DATE: date(1970, 1, 1) + timedelta(days=number),
        CandidateField.BIRTH_TOWN: "Quimper",
        CandidateField.BIRTH_DEPARTMENT: "29",
        CandidateField.EMAIL: f"candidat{number}@exemple.test",
        CandidateField.PHONE: f"06{number:08}",
        CandidateField.ADDRESS: f"{number} rue du Phare",
        CandidateField.POSTCODE: "01000",
        CandidateField.IDENTIFIER: f"{number:07}",
        CandidateField.ACCESS_PATH: "Formation",
        CandidateField.PRIOR_AWARDS: "CCP1 (12/06/2025)" if number % 5 == 0 else None,
        CandidateField.PROFESSIONAL_FILE: "Oui",
        CandidateField.TRAINING_RESULTS: "Non",
        CandidateField.ACCOMMODATION: None if number % 10 else "Temps majoré 1/3 – DDETS 29, 03/09/2025",
    }
    return told.get(field, field.label)
