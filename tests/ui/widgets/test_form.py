from datetime import date, time
from fractions import Fraction

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QScrollArea
from pytestqt.qtbot import QtBot

from app.ui.widgets.fields import ShareField, read_date, read_minutes, read_time
from app.ui.widgets.form import Form, FormBuilder

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    builder = FormBuilder()
    builder.section("Identité")
    builder.text("nom", "Nom de naissance", required=True)
    builder.date("naissance", "Date de naissance", help_words="Comme sur la pièce d’identité.")
    builder.time("passage", "Heure de passage")
    builder.choice("voie", "Voie d’accès", (("formation", "Formation"), ("vae", "VAE")))
    builder.check("dp", "Dossier professionnel fourni")
    builder.read_only("numero", "Identifiant")
    made = builder.build()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    return made


def line(form: Form, name: str) -> QLineEdit:
    widget = form.field(name)
    assert isinstance(widget, QLineEdit)
    return widget


def visible_words(form: Form) -> list[str]:
    return [label.text() for label in form.findChildren(QLabel) if label.isVisible()]


def test_values_come_back_typed(form: Form) -> None:
    wanted = {
        "nom": "LE GOFF",
        "naissance": date(1991, 3, 14),
        "passage": time(9, 5),
        "voie": "vae",
        "dp": True,
        "numero": "2616810",
    }
    form.set_values(wanted)
    assert form.values() == wanted
    assert line(form, "naissance").text() == "14/03/1991"
    assert line(form, "passage").text() == "09:05"


def test_what_is_typed_is_read(form: Form) -> None:
    QTest.keyClicks(line(form, "nom"), "  LE GOFF ")
    QTest.keyClicks(line(form, "naissance"), "14.3.1991")
    QTest.keyClicks(line(form, "passage"), "9h05")
    values = form.values()
    assert (values["nom"], values["naissance"], values["passage"]) == ("LE GOFF", date(1991, 3, 14), time(9, 5))


def test_a_missing_or_unreadable_field_is_said_in_words_and_takes_the_keyboard(form: Form) -> None:
    QTest.keyClicks(line(form, "naissance"), "30/02/1991")
    assert not form.check()
    assert "Ce champ est nécessaire." in visible_words(form)
    assert any(words.startswith("Cette date ne se lit pas") for words in visible_words(form))
    assert QApplication.focusWidget() is form.field("nom")
    assert form.field("nom").accessibleDescription() == "Erreur\u00a0: Ce champ est nécessaire."


def test_mended_faults_leave(form: Form) -> None:
    assert not form.check()
    QTest.keyClicks(line(form, "nom"), "LE GOFF")
    assert form.check()
    assert "Ce champ est nécessaire." not in visible_words(form)
    assert form.field("nom").accessibleDescription() == ""


def test_a_fault_leaves_as_soon_as_its_field_is_mended(form: Form) -> None:
    assert not form.check()
    assert "Ce champ est nécessaire." in visible_words(form)
    QTest.keyClicks(line(form, "nom"), "L")
    assert "Ce champ est nécessaire." not in visible_words(form)
    assert line(form, "nom").property("faulty") is False


def test_what_is_missing_comes_into_sight(qtbot: QtBot) -> None:
    builder = FormBuilder()
    for number in range(30):
        builder.text(f"ligne_{number}", f"Ligne {number}", required=number == 20)
    scroll = QScrollArea()
    scroll.setWidgetResizable(True)
    made = builder.build()
    scroll.setWidget(made)
    qtbot.addWidget(scroll)
    scroll.resize(400, 300)
    with qtbot.waitExposed(scroll):
        scroll.show()
    missing = line(made, "ligne_20")
    assert missing.visibleRegion().isEmpty()

    assert not made.check()
    qtbot.waitUntil(lambda: missing.visibleRegion().boundingRect().height() == missing.height())


def test_a_refusal_from_elsewhere_stands_under_its_field(form: Form) -> None:
    form.mark_faults({"passage": "Cette heure est prise par un autre candidat."})
    assert "Cette heure est prise par un autre candidat." in visible_words(form)
    assert QApplication.focusWidget() is form.field("passage")


def test_labels_are_buddies_and_names(form: Form) -> None:
    captions = {label.buddy(): label.text() for label in form.findChildren(QLabel)}
    assert captions[form.field("nom")] == "Nom de naissance (nécessaire)"
    assert form.field("nom").accessibleName() == "Nom de naissance (nécessaire)"
    assert form.field("naissance").accessibleDescription() == "Comme sur la pièce d’identité."
    assert form.field("dp").accessibleName() == "Dossier professionnel fourni"


def test_tab_walks_the_fields_in_order(form: Form) -> None:
    form.field("nom").setFocus()
    walked: list[str] = []
    while (holder := QApplication.focusWidget()) is not None and len(walked) < 6:
        walked.append(holder.objectName())
        QTest.keyClick(holder, Qt.Key.Key_Tab)
    assert walked == ["nom", "naissance", "passage", "voie", "dp", "numero"]


def test_a_change_is_told_by_name(qtbot: QtBot, form: Form) -> None:
    with qtbot.waitSignal(form.field_changed) as changed:
        QTest.keyClicks(line(form, "nom"), "L")
    assert changed.args == ["nom"]
    choice = form.field("voie")
    assert isinstance(choice, QComboBox)
    with qtbot.waitSignal(form.field_changed) as changed:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert changed.args == ["voie"]
    assert form.values()["voie"] == "vae"


def test_a_read_only_field_cannot_be_typed_in(form: Form) -> None:
    form.set_values({"numero": "2616810"})
    assert line(form, "numero").isReadOnly()


@pytest.mark.parametrize(
    ("text", "read"),
    [("", None), ("14/03/1991", date(1991, 3, 14)), ("14031991", date(1991, 3, 14)), ("1-12-2000", date(2000, 12, 1))],
)
def test_dates_are_read_in_every_usual_writing(text: str, read: date | None) -> None:
    assert read_date(text) == read


@pytest.mark.parametrize("text", ["30/02/1991", "14/03/91", "mars 1991", "1431991", "14/03", "00/01/2000"])
def test_no_date_is_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "read"), [("9h", time(9)), ("09:05", time(9, 5)), ("0905", time(9, 5)), ("23 h 59", time(23, 59))]
)
def test_times_are_read_in_every_usual_writing(text: str, read: time) -> None:
    assert read_time(text) == read


@pytest.mark.parametrize("text", ["24:00", "9:60", "midi", "9:5"])
def test_no_time_is_guessed(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_time(text)


def test_the_wheel_over_a_choice_leaves_its_value(form: Form) -> None:
    voie = form.field("voie")
    voie.setFocus()
    place = QPointF(voie.rect().center())
    down, no_key = QPoint(0, -120), Qt.KeyboardModifier.NoModifier
    event = QWheelEvent(
        place,
        QPointF(voie.mapToGlobal(place.toPoint())),
        down,
        down,
        Qt.MouseButton.NoButton,
        no_key,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(voie, event)
    assert form.value("voie") == "formation"


@pytest.mark.parametrize(("typed", "minutes"), [("15", 15), ("15 min", 15), ("0", 0), ("90mn", 90), ("", None)])
def test_durations_are_read_in_minutes(typed: str, minutes: int | None) -> None:
    assert read_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["une heure", "-5", "1h30", "2000"])
def test_what_is_no_duration_is_not_guessed(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_minutes(typed)


@pytest.mark.parametrize("share", [Fraction(1, 3), Fraction(1, 4), Fraction(2, 5), Fraction(1, 7), Fraction(2, 3)])
def test_a_share_shown_is_the_share_given_back(qtbot: QtBot, share: Fraction) -> None:
    field = ShareField()
    qtbot.addWidget(field)
    field.set_value(share)
    assert field.value() == share
