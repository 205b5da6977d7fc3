from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from app.ui.dialogs import ConsequencesDialog, FileKind, choose_file, choose_new_file, confirm
from app.ui.french import install_french
from app.ui.widgets.button import Button
from app.ui.widgets.lines import FactLine, PassphraseField
from app.ui.widgets.pin_dialog import PinDialog

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")

CONSEQUENCES = ("Les grilles ne changent plus.", "Un rectificatif sera nécessaire pour corriger.")


def answer(act: Callable[[QDialog], None]) -> None:
    """Act on the dialog that will be open in a moment."""

    def on_open() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QDialog)
        act(dialog)

    QTimer.singleShot(50, on_open)


def press_focused(key: Qt.Key) -> Callable[[QDialog], None]:
    def press(dialog: QDialog) -> None:
        QTest.keyClick(QApplication.focusWidget() or dialog, key)

    return press


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_keys_pressed_without_thinking_do_nothing_irreversible(qtbot: QtBot, key: Qt.Key) -> None:
    del qtbot
    answer(press_focused(key))
    assert not confirm(None, "Sceller la session ?", CONSEQUENCES, "Sceller")


def test_only_the_verb_acts(qtbot: QtBot) -> None:
    del qtbot

    def press_act(dialog: QDialog) -> None:
        assert isinstance(dialog, ConsequencesDialog)
        assert dialog.act.text() == "Sceller"
        QTest.mouseClick(dialog.act, Qt.MouseButton.LeftButton)

    answer(press_act)
    assert confirm(None, "Sceller la session ?", CONSEQUENCES, "Sceller")


def test_every_consequence_is_shown_and_heard(qtbot: QtBot) -> None:
    dialog = ConsequencesDialog("Sceller la session ?", CONSEQUENCES, "Sceller")
    qtbot.addWidget(dialog)
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    assert set(CONSEQUENCES) <= set(shown)
    assert dialog.accessibleDescription() == " ".join(CONSEQUENCES)


def test_a_file_is_chosen_by_its_kind(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    wanted = tmp_path / "liste.xlsx"
    wanted.touch()

    def choose(dialog: QDialog) -> None:
        assert isinstance(dialog, QFileDialog)
        assert dialog.nameFilters()[0] == "Liste de candidats (*.xlsx *.xls *.ods *.csv)"
        line = dialog.findChild(QLineEdit)
        assert isinstance(line, QLineEdit)
        line.setText(str(wanted))
        dialog.accept()

    answer(choose)
    assert choose_file(None, "Importer une liste", FileKind.LIST, tmp_path) == wanted


def test_a_new_file_gets_its_ending_and_giving_up_gives_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    del qtbot
    answer(lambda dialog: dialog.accept())
    assert choose_new_file(None, "Créer", FileKind.SESSION, tmp_path / "decembre") == tmp_path / "decembre.jurade"
    answer(lambda dialog: dialog.reject())
    assert choose_new_file(None, "Créer", FileKind.SESSION, tmp_path / "decembre") is None


@pytest.fixture
def pin(qtbot: QtBot) -> PinDialog:
    made = PinDialog("B. Petit", "Pour confirmer la décision.")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def test_the_dialog_says_whose_pin_and_masks_it(pin: PinDialog) -> None:
    assert "Code de B. Petit" in [label.text() for label in pin.findChildren(QLabel)]
    assert pin.line.echoMode() is QLineEdit.EchoMode.Password


def test_a_pin_has_four_characters_at_least_and_twelve_at_most(qtbot: QtBot, pin: PinDialog) -> None:
    QTest.keyClicks(pin.line, "123")
    with qtbot.assertNotEmitted(pin.pin_entered):
        QTest.keyClick(pin.line, Qt.Key.Key_Return)
    QTest.keyClicks(pin.line, "4567890123456")
    with qtbot.waitSignal(pin.pin_entered) as entered:
        QTest.keyClick(pin.line, Qt.Key.Key_Return)
    assert entered.args == ["123456789012"]


def test_the_line_waits_for_the_answer(qtbot: QtBot, pin: PinDialog) -> None:
    QTest.keyClicks(pin.line, "1234")
    with qtbot.waitSignal(pin.pin_entered):
        QTest.keyClick(pin.line, Qt.Key.Key_Return)
    assert not pin.line.isEnabled()
    assert pin.fault == "Vérification…"
    pin.refuse("Ce code n’est pas celui de B. Petit.")
    assert pin.line.isEnabled()
    assert pin.line.text() == ""
    assert pin.line.accessibleDescription() == "Ce code n’est pas celui de B. Petit."


def test_the_delay_is_counted_down_then_the_line_opens(qtbot: QtBot, pin: PinDialog) -> None:
    pin.refuse("Trop d’essais.", wait_s=1)
    assert not pin.line.isEnabled()
    assert pin.fault == "Trop d’essais. Nouvel essai dans 1 s."
    qtbot.waitUntil(pin.line.isEnabled, timeout=3000)
    assert pin.fault == "Trop d’essais."


def test_escape_gives_up(qtbot: QtBot, pin: PinDialog) -> None:
    with qtbot.waitSignal(pin.rejected):
        QTest.keyClick(pin, Qt.Key.Key_Escape)


def test_a_passphrase_is_hidden_until_shown(qtbot: QtBot) -> None:
    field = PassphraseField()
    qtbot.addWidget(field)
    field.line.setText("corail lanterne pivot marais tulipe")
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    reveal = field.findChild(QToolButton)
    assert isinstance(reveal, QToolButton)
    assert reveal.accessibleName() == "Montrer phrase de passe"
    QTest.mouseClick(reveal, Qt.MouseButton.LeftButton)
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal
    assert reveal.text() == "Cacher"


def test_a_fact_is_handed_over_by_enter_and_blanks_are_not(qtbot: QtBot) -> None:
    line = FactLine("Noter un fait", "Noter un fait…", (("F", "fait"),))
    qtbot.addWidget(line)
    with qtbot.assertNotEmitted(line.text_entered):
        QTest.keyClicks(line, "   ")
        QTest.keyClick(line, Qt.Key.Key_Return)
    QTest.keyClicks(line, "reformule")
    with qtbot.waitSignal(line.text_entered) as entered:
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert entered.args == ["reformule"]
    with qtbot.waitSignal(line.leave_requested):
        QTest.keyClick(line, Qt.Key.Key_Escape)


def test_qt_itself_speaks_french(qapp: QApplication) -> None:
    assert install_french(qapp)
    assert qapp.translate("QPlatformTheme", "Cancel") == "Annuler"


def test_a_refused_button_says_why(qtbot: QtBot) -> None:
    button = Button("Verrouiller ma grille")
    qtbot.addWidget(button)
    button.set_refusal("Il manque le critère 4.")
    assert not button.isEnabled()
    assert button.accessibleDescription() == "Il manque le critère 4."
    button.set_refusal("")
    assert button.isEnabled()
