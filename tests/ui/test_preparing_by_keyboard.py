"""A whole session prepared on the program's own window without touching the mouse once."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QTableView

from app.domain.framework.terms import OralRole
from app.domain.people import Function, LinkKind
from app.domain.planning.checks import conflicts
from app.domain.rules.base import Place
from app.domain.rules.registry import judge
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
JURY = (
    ("Anne", "Durand", "29-1187", OralRole.INTERLOCUTOR),
    ("Bruno", "Petit", "29-1203", OralRole.OBSERVER),
    ("Chantal", "Leroy", "29-1240", OralRole.OBSERVER),
)
PREPARATION = Place.PREPARATION
VALIDITY_UNKNOWN, NOT_YET_DECLARED = 3, 8
"""What the responsable cannot settle alone: the source's own gap, and what each juror confirms on arrival."""


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
    for given_name, family_name, number, role in JURY:
        keys.press("Ctrl+Shift+N")
        keys.choose("function", Function.JUROR.label)
        keys.write("given_name", given_name)
        keys.write("family_name", family_name)
        keys.write("habilitation", number)
        keys.write("habilitation_until", "29/10/2030")
        keys.tick("uses_english")
        keys.choose("role_oral", role.label)
        keys.press("Ctrl+Return")


def link(keys: Keyboard) -> None:
    """The third juror trained the second candidate."""
    keys.press("F5", "Down", "Right", "Right")
    keys.press("Space")
    keys.choose("link_kind", LinkKind.TRAINER.label)
    keys.write("link_words", "formatrice de septembre à novembre")
    keys.press("Ctrl+Return")


def fill_files(keys: Keyboard) -> None:
    """Each candidate's papers, from the first row to the last."""
    keys.press("F4")
    for row, person in enumerate(PEOPLE):
        keys.reach("candidates")
        keys.press("Ctrl+Home", *["Down"] * row, "Return")
        keys.press("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgDown")
        keys.choose("professional_file", "Oui")
        if person[-1] == "Formation":
            keys.choose("training_results", "Oui")
            keys.choose("result_ccp1", "A satisfait")
            keys.choose("result_ccp2", "A satisfait")
        keys.write("deposit_questionnement_productions_on", "13/12/2026")
        keys.write("deposit_questionnement_productions_at", "16:30")
        for slide in range(10):
            keys.tick(f"deposit_questionnement_productions_slide_{slide}")
        keys.press("Ctrl+Return")


def plan(keys: Keyboard) -> None:
    """The usual day is five minutes short; an earlier start makes it fit."""
    keys.press("F6", "F7")
    keys.press("Ctrl+G")
    keys.write("day_starts", "08:00")
    keys.press("F7", "Ctrl+Return")


def papers(keys: Keyboard) -> list[str]:
    """What can be printed before the day, as the list says it."""
    keys.press("Ctrl+7")
    table = keys.hands.find("documents_list", QTableView)
    keys.hands.wait(lambda: table.model().rowCount() > 0, "les documents")
    return [str(table.model().index(row, 0).data()) for row in range(table.model().rowCount())]


def test_a_session_is_prepared_by_keyboard_alone(real: RealWindow) -> None:
    keys = Keyboard(real.hands)

    create(keys)
    paste_list(keys)
    convene(keys)
    link(keys)
    fill_files(keys)
    plan(keys)
    offered = papers(keys)

    for person in PEOPLE:
        assert any("onvocation" in line and f"{person[0]} {person[1]}" in line for line in offered), offered
    session = reading.session(real.window.desk)
    assert [c.name for c in session.candidates] == [f"{row[0]} {row[1]}" for row in PEOPLE]
    assert [c.identity.birth_town for c in session.candidates] == [row[3] for row in PEOPLE]
    assert [person.name for person in session.jurors] == ["Anne Durand", "Bruno Petit", "Chantal Leroy"]
    assert {(one.person_id, one.role) for one in session.roles} == {
        (juror.id, row[3]) for juror, row in zip(session.jurors, JURY, strict=True)
    }
    (recusal,) = session.recusals
    assert (recusal.juror_id, recusal.candidate_id) == (session.jurors[2].id, session.candidates[1].id)
    assert (recusal.kind, recusal.reason) == (LinkKind.TRAINER, "formatrice de septembre à novembre")
    assert all(len(c.deposits[0].slides) == 10 and c.professional_file for c in session.candidates)
    assert session.plan is not None
    assert conflicts(session, session.plan) == ()
    assert all(c.convened_at for c in session.candidates)
    unmet = {state.rule.number for state in judge(session) for found in state.findings if found.place is PREPARATION}
    assert unmet == {VALIDITY_UNKNOWN, NOT_YET_DECLARED}
