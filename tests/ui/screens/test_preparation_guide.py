"""The question guide in Préparation: pasted or read from a file, seen before it is kept, taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit
from pytestqt.qtbot import QtBot

from app.ui import dialogs
from app.ui.theme import Scheme, apply_theme
from tests.ui.hand import CTRL, plain
from tests.ui.preparation import Preparation
from tests.ui.stage import fill, open_stage

QAP = "Questionnement à partir de production(s)"
TEXT = "# C1\n- Comment vérifiez-vous une commande ?\n\nC4 : Que faites-vous d’un impayé ?\n"
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Guide(Preparation):
    """The guide's dialog, opened by the button that the header bar makes of the page's act."""

    def open(self) -> None:
        self.view.sheet.acts[0].trigger()
        self.dialog("guide_dialog")
        self.choose("guide_part", QAP)

    def paste(self, text: str) -> None:
        box = self.find(QPlainTextEdit, "guide_text")
        box.selectAll()
        box.insertPlainText(text)

    def keep(self) -> None:
        self.key(Qt.Key.Key_Return, CTRL, on=self.find(QPlainTextEdit, "guide_text"))

    def kept(self) -> list[tuple[str, str]]:
        return [(q.unit_id, q.text) for q in self.stage.session().questions if q.part_id == "qap"]


@pytest.fixture
def guide(qtbot: QtBot, tmp_path: Path) -> Iterator[Guide]:
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as stage:
        fill(stage)
        yield Guide(stage, qtbot)


def test_a_text_is_seen_before_it_is_kept(guide: Guide) -> None:
    guide.key(Qt.Key.Key_G, CTRL | SHIFT)
    guide.dialog("guide_dialog")
    guide.choose("guide_part", QAP)
    guide.paste(TEXT)

    assert guide.rows("guide_preview") == [
        "Comment vérifiez-vous une commande ? | Gérer l’administration des ventes",
        "Que faites-vous d’un impayé ? | Prévenir et gérer les impayés",
    ]
    assert "2 questions, dont 2 d’une compétence" in guide.words()
    assert guide.kept() == []

    guide.keep()
    assert guide.kept() == [("c1", "Comment vérifiez-vous une commande ?"), ("c4", "Que faites-vous d’un impayé ?")]


def test_a_guide_kept_is_corrected_and_the_one_before_taken_up_again(guide: Guide) -> None:
    for text in (TEXT, "Une seule question ?"):
        guide.open()
        guide.paste(text)
        guide.keep()
    assert guide.kept() == [("", "Une seule question ?")]

    guide.open()
    assert "Une seule question ?" in guide.find(QPlainTextEdit, "guide_text").toPlainText()
    guide.press("guide_back")
    guide.keep()
    assert [text for _unit, text in guide.kept()] == [
        "Comment vérifiez-vous une commande ?",
        "Que faites-vous d’un impayé ?",
    ]


def test_a_file_fills_the_text_and_one_that_is_no_text_is_told(
    guide: Guide, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "guide.md").write_text(TEXT, encoding="cp1252")
    (tmp_path / "guide.pdf").write_bytes(b"%PDF-1.7")
    guide.open()

    monkeypatch.setattr(dialogs, "choose_file", lambda *_asked: tmp_path / "guide.pdf")
    guide.press("guide_file")
    assert "guide.pdf n’est pas un guide de questions." in guide.words()

    monkeypatch.setattr(dialogs, "choose_file", lambda *_asked: tmp_path / "guide.md")
    guide.press("guide_file")
    assert len(guide.rows("guide_preview")) == 2
    assert "n’est pas un guide" not in guide.words()


def test_a_question_too_long_is_told_in_the_dialog_and_nothing_typed_is_lost(guide: Guide) -> None:
    guide.open()
    guide.paste("mot " * 200)
    guide.keep()

    assert "Une question compte 799 signes" in plain(guide.words())
    assert guide.find(QPlainTextEdit, "guide_text").toPlainText().startswith("mot mot")
    assert guide.kept() == []


def test_a_juror_reads_the_preparation_and_gets_no_guide_to_write(qtbot: QtBot, tmp_path: Path) -> None:
    with open_stage(tmp_path) as stage:
        _candidates, jurors = fill(stage)
        stage.sit(jurors[0])
        page = Guide(stage, qtbot)
        page.key(Qt.Key.Key_G, CTRL | SHIFT)
        assert page.root.findChildren(QAbstractButton, "guide_file") == []
