"""« Éléments consultés » in the deliberation room: ticked by one key each, or missing with the reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.domain.consulting import consultation_of
from app.domain.framework.terms import Evidence
from app.services import deliberation
from tests.ui.deliberation_room import Room
from tests.ui.jury import control, grade, juror
from tests.ui.stage import Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

KEYS = {
    Evidence.MODALITIES: Qt.Key.Key_M,
    Evidence.PROFESSIONAL_FILE: Qt.Key.Key_D,
    Evidence.TRAINING_RESULTS: Qt.Key.Key_L,
    Evidence.FINAL_INTERVIEW: Qt.Key.Key_F,
}


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


def said(room: Room, item: Evidence) -> tuple[bool, str] | None:
    kept = consultation_of(room.stage.session(), room.candidates[0], item)
    return (kept.seen, kept.remark) if kept else None


def test_one_key_ticks_each_element_and_the_keyboard_stays_where_it_was(room: Room) -> None:
    held = QApplication.focusWidget()
    assert "reste 4" in room.text
    for key in KEYS.values():
        room.press(key)
    assert [said(room, item) for item in KEYS] == [(True, "")] * 4
    assert "4 éléments consultés · revoir" in room.text
    assert QApplication.focusWidget() is held
    assert len(room.stage.saved_at) == 4


def test_a_click_ticks_too(room: Room) -> None:
    room.choose("evidence_dossier_professionnel", "vu")
    assert said(room, Evidence.PROFESSIONAL_FILE) == (True, "")
    assert room.bar("evidence_dossier_professionnel").value is True


def test_what_is_missing_asks_why_before_anything_is_kept(room: Room) -> None:
    room.choose("evidence_ecf", "manque")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.objectName() == "missing_ecf"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert "dites pourquoi le jury délibère sans « Livret ECF »" in room.text
    assert said(room, Evidence.TRAINING_RESULTS) is None
    QTest.keyClicks(field, "attendu du centre")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert said(room, Evidence.TRAINING_RESULTS) == (False, "attendu du centre")
    assert "Manque : attendu du centre" in room.text
    assert not field.isVisible()
    assert room.bar("evidence_ecf").isAncestorOf(QApplication.focusWidget() or field)


def test_escape_gives_up_a_reason(room: Room) -> None:
    room.choose("evidence_ecf", "manque")
    room.press(Qt.Key.Key_Escape)
    assert said(room, Evidence.TRAINING_RESULTS) is None
    field = room.screen.view.findChild(QLineEdit, "missing_ecf")
    assert field is not None
    assert field.isHidden()


def test_what_the_jury_cannot_do_without_offers_no_missing(room: Room) -> None:
    for item in ("modalites", "entretien_final"):
        assert [b.text() for b in room.bar(f"evidence_{item}").findChildren(QPushButton)] in (["vues"], ["vu"])


def test_vae_is_never_asked_for_the_livret(room: Room) -> None:
    for juror_id in room.jurors:
        grade(room.stage, juror_id, room.candidates[1])
    room.screen.view.entered()
    room.click("following_candidate")
    assert "VAE" in room.text
    assert "Livret ECF" not in room.text
    room.press(Qt.Key.Key_L)
    assert room.stage.refused == []
    assert room.stage.session().consultations == ()


def test_the_decision_says_what_is_left_to_read(room: Room) -> None:
    anne = juror(room.stage, room.jurors[0])
    session = room.stage.session()
    for unit in session.units_for(session.candidate(room.candidates[0])):
        deliberation.take_position(room.stage.desk, anne, room.candidates[0], unit.id, mastered=True)
    for key in list(KEYS.values())[:-1]:
        room.press(key)
    room.choose_outcome("Réussite")
    assert "Il reste à consulter : Entretien final." in room.text
    assert not control(room.screen.view, "decision_record").isEnabled()
    room.press(Qt.Key.Key_F)
    assert control(room.screen.view, "decision_record").isEnabled()
