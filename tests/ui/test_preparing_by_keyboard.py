"""A whole session prepared on the program's own window without touching the mouse once."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QApplication

from app.domain.people import Function, LinkKind
from app.services import reading
from app.system.clock import ScriptedClock
from tests.real_window import RealWindow, real_window
from tests.ui.keyboard import Keyboard

DAY = dt.date(2026, 12, 14)
TODAY = dt.datetime(2026, 11, 2, 9, 0).astimezone()
TITLES = ("Nom de naissance", "Prénom", "Né(e) le", "À", "N° candidat", "Voie d’accès")
PEOPLE = (
    ("LE GOFF", "Élodie", "14/03/1998", "Quimper", "2616810", "Formation"),
    ("N’DIAYE", "Souleymane", "02/11/1991", "Dakar", "2616811", "VAE"),
    ("ÖZTÜRK", "İbrahim", "30/06/2000", "Izmir", "2616812", "Formation"),
)
JURY = (("Anne", "Durand", "29-1187"), ("Bruno", "Petit", "29-1203"))


def list_file(folder: Path) -> Path:
    """The centre's own list."""
    book = openpyxl.Workbook()
    assert book.active is not None
    for row in (TITLES, *PEOPLE):
        book.active.append(row)
    path = folder / "liste.xlsx"
    book.save(path)
    return path


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealWindow]:
    with real_window(tmp_path, ScriptedClock(TODAY)) as shown:
        yield shown


def create(keys: Keyboard) -> None:
    keys.press("Ctrl+N")
    keys.choose("framework", "TP-01285")
    keys.choose("session_type", "Session titre")
    for name, text in (
        ("starts_on", f"{DAY:%d/%m/%Y}"),
        ("ends_on", f"{DAY:%d/%m/%Y}"),
        ("manager", "Claire Morvan"),
        ("place", "Quimper"),
        ("ceres_number", "26-29-004512"),
        ("record_number", "2026-014"),
        ("centre_name", "CFA de l’Odet"),
        ("centre_address", "12 rue du Steïr, 29000 Quimper"),
        ("agreement", "29-2024-0117"),
        ("agreement_until", "30/06/2027"),
    ):
        keys.write(name, text)
    keys.tick("passphrase_noted")
    keys.press("Ctrl+Return")
    keys.hands.wait(lambda: keys.hands.sees("preparation_tabs"), "la préparation")


def paste_list(keys: Keyboard) -> None:
    """What a spreadsheet program puts on the clipboard."""
    QApplication.clipboard().setText("\n".join("\t".join(row) for row in (TITLES, *PEOPLE)))
    keys.press("F4", "Ctrl+I", "Ctrl+Shift+V")
    keys.hands.wait(lambda: keys.hands.can_click("confirm_import"), "l’aperçu")
    keys.press("Ctrl+Return")


def convene(keys: Keyboard) -> None:
    keys.press("F3")
    for given_name, family_name, number in JURY:
        keys.press("Ctrl+Shift+N")
        keys.choose("function", Function.JUROR.label)
        keys.write("given_name", given_name)
        keys.write("family_name", family_name)
        keys.write("habilitation", number)
        keys.write("habilitation_until", "29/10/2030")
        keys.tick("uses_english")
        keys.press("Ctrl+Return")


def test_a_session_is_prepared_by_keyboard_alone(real: RealWindow) -> None:
    keys = Keyboard(real.hands)

    create(keys)
    paste_list(keys)
    convene(keys)

    session = reading.session(real.window.desk)
    assert [c.name for c in session.candidates] == [f"{row[0]} {row[1]}" for row in PEOPLE]
    assert [person.name for person in session.jurors] == ["Anne Durand", "Bruno Petit"]
