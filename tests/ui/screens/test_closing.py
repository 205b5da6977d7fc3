"""Clôture, on a real session: what blocks, who confirms, one closing, each juror's own signature, one seal."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from app.domain.people import MANAGER
from app.services import closing, deliberation, documents, jury_room, sessions
from app.services.document_kinds import DocumentKind
from app.ui.bench import ScreenName, Target
from app.ui.screens.checks import ChecksScreen
from app.ui.screens.closing import ClosingScreen
from app.ui.widgets.chip import Chip
from app.ui.widgets.pdf_pages import PdfPages
from tests.ui.jury import change_mind, control, decide_one, juror, plain, said
from tests.ui.stage import DAY, Stage, open_stage

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@dataclass
class Office:
    """One candidate and two jurors; Anne Durand sits at the desk, everything is decided and confirmed."""

    stage: Stage
    candidate: int
    jurors: list[int]
    screen: ClosingScreen

    @property
    def text(self) -> str:
        return said(self.screen.view)

    def click(self, name: str) -> None:
        QTest.mouseClick(control(self.screen.view, name), Qt.MouseButton.LeftButton)

    def dialog(self, name: str) -> QDialog:
        found = self.screen.view.findChild(QDialog, name)
        assert found is not None, f"no dialog {name}"
        return found

    def answer(self, name: str, button: str = "act") -> None:
        QTest.mouseClick(control(self.dialog(name), f"{name}_{button}"), Qt.MouseButton.LeftButton)

    def write(self, name: str, text: str) -> None:
        line = self.screen.view.findChild(QLineEdit, name)
        assert line is not None
        line.setText(text)

    def rules(self) -> list[str]:
        table = self.screen.view.findChild(QTableView, "closing_rules")
        assert table is not None
        model = table.model()
        return [
            plain(" | ".join(str(model.index(row, column).data()) for column in range(model.columnCount())))
            for row in range(model.rowCount())
        ]

    def record_words(self) -> str:
        pages = self.screen.view.findChild(PdfPages, "record_preview")
        assert pages is not None
        return plain(" ".join(pages.text_of_page(number + 1) for number in range(pages.page_count)))

    def close(self) -> None:
        self.click("close_session")
        self.answer("close_dialog")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def office(stage: Stage, qtbot: QtBot) -> Office:
    stage.reach("one candidate decided", decide_one)
    [candidate], jurors = stage.ids()
    stage.sit(jurors[0])
    screen = ClosingScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.resize(1170, 700)
    with qtbot.waitExposed(screen.view):
        screen.view.show()
    screen.view.activateWindow()
    screen.view.entered()
    return Office(stage, candidate, jurors, screen)


# Before closing


def test_a_missing_confirmation_blocks_and_is_given_on_the_spot(office: Office) -> None:
    change_mind(office.stage, office.candidate, office.jurors)
    deliberation.confirm(office.stage.desk, juror(office.stage, office.jurors[0]), office.candidate)
    office.screen.view.entered()
    assert "LE GOFF Élodie : la décision n’est pas confirmée par B. Petit." in office.rules()[0]
    assert "Il reste 1 point bloquant : LE GOFF Élodie : la décision n’est pas confirmée par B. Petit." in office.text
    assert not control(office.screen.view, "close_session").isEnabled()
    office.click(f"confirm_all_{office.jurors[1]}")
    assert office.stage.session().confirmed_by(office.candidate) == frozenset(office.jurors)
    assert office.stage.informed == ["La décision est confirmée."]
    assert control(office.screen.view, "close_session").isEnabled()


def test_the_line_of_a_missing_confirmation_asks_the_code_too(office: Office) -> None:
    change_mind(office.stage, office.candidate, office.jurors)
    deliberation.confirm(office.stage.desk, juror(office.stage, office.jurors[0]), office.candidate)
    office.screen.view.entered()
    table = office.screen.view.findChild(QTableView, "closing_rules")
    assert table is not None
    QTest.keyClick(table, Qt.Key.Key_Space)
    assert office.stage.session().confirmed_by(office.candidate) == frozenset(office.jurors)
    assert office.stage.visited == []


def test_another_breach_leads_to_its_place(office: Office) -> None:
    newcomer = office.stage.add_candidate("N’DIAYE", "Souleymane")
    office.screen.view.entered()
    table = office.screen.view.findChild(QTableView, "closing_rules")
    assert table is not None
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert office.stage.visited == [Target(ScreenName.DAY, candidate_id=newcomer)]


def test_all_that_blocks_is_named_beside_the_button(office: Office) -> None:
    sessions.change_sheet(office.stage.desk, MANAGER, replace(office.stage.session().sheet, record_number=""))
    change_mind(office.stage, office.candidate, office.jurors)
    deliberation.confirm(office.stage.desk, juror(office.stage, office.jurors[0]), office.candidate)
    office.screen.view.entered()
    assert (
        "Il reste 2 points bloquants : Le numéro du procès-verbal manque ; "
        "LE GOFF Élodie : la décision n’est pas confirmée par B. Petit." in office.text
    )


def test_what_the_responsable_alone_completes_says_how_the_doors_open(office: Office) -> None:
    sessions.change_sheet(office.stage.desk, MANAGER, replace(office.stage.session().sheet, record_number=""))
    table = office.screen.view.findChild(QTableView, "closing_rules")
    assert table is not None
    office.screen.view.entered()
    assert "Le responsable de session complète." in office.rules()[0]
    jury_room.close_doors(office.stage.desk, juror(office.stage, office.jurors[0]))
    office.screen.view.entered()
    assert "Rouvrez les portes (H), puis le responsable de session complète." in office.rules()[0]
    assert "Aller à la délibération" in office.rules()[0]
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert office.stage.visited == [Target(ScreenName.DELIBERATION)]


def test_what_the_day_brings_by_itself_is_counted_as_in_the_checks(office: Office, qtbot: QtBot) -> None:
    newcomer = office.stage.add_candidate("N’DIAYE", "Souleymane", number="2616899")
    office.stage.welcome(newcomer)
    sessions.change_sheet(office.stage.desk, MANAGER, replace(office.stage.session().sheet, record_number=""))
    jury_room.close_doors(office.stage.desk, juror(office.stage, office.jurors[0]))
    checks = ChecksScreen(office.stage)
    qtbot.addWidget(checks.view)
    for screen in (office.screen, checks):
        screen.view.entered()
    counts = [
        [
            chip.text()
            for chip in screen.view.findChildren(Chip)
            if "pas encore" in chip.text() or "bloquant" in chip.text()
        ]
        for screen in (office.screen, checks)
    ]
    assert counts[0] == counts[1]
    assert any(plain(chip).endswith("1 point bloquant") for chip in counts[0])
    assert "Il reste 1 point bloquant et 12 points « pas encore » : Le numéro" in office.text


def test_a_closed_session_leads_nowhere_where_nothing_moves_any_more(office: Office, qtbot: QtBot) -> None:
    sessions.change_sheet(office.stage.desk, MANAGER, replace(office.stage.session().sheet, ceres_number=""))
    office.close()
    assert office.stage.meetings, "the closing opened the doors: whoever types is named again"
    [row] = [row for row in office.rules() if "CERES" in row]
    assert "Voir la préparation" not in row
    office.stage.sit(None)
    checks = ChecksScreen(office.stage)
    qtbot.addWidget(checks.view)
    checks.view.entered()
    office.screen.view.entered()
    [row] = [row for row in office.rules() if "CERES" in row]
    assert "Aller" not in row
    assert "aucun par vous" in plain(checks.view.header.second)
    assert closing.open_points(office.stage.desk, office.stage.actor) == 0


def test_the_working_copy_is_shown_before_the_closing(office: Office) -> None:
    assert "exemplaire de travail" in office.text
    assert "LE GOFF" in office.record_words()


def test_the_responsable_sees_rules_only_until_the_jury_closed(office: Office) -> None:
    office.stage.sit(None)
    office.screen.forget()
    office.screen.view.entered()
    assert office.rules()
    assert office.record_words() == ""
    assert "1 décision" not in office.screen.view.header.second
    assert "Confirmations" not in office.text
    assert not control(office.screen.view, "close_session").isEnabled()


def test_closing_lists_its_consequences_and_can_be_given_up(office: Office) -> None:
    office.click("close_session")
    words = said(office.dialog("close_dialog"))
    assert "Les grilles, les positions et les décisions ne changent plus." in words
    assert "Seront figés : 10 grilles," in words
    assert "1 décision, 2 confirmations, 0 absence. Le référentiel" in words
    office.answer("close_dialog", "keep")
    assert office.stage.session().closing is None


# After closing


def test_the_jury_closes_and_each_member_signs_with_an_own_code(office: Office) -> None:
    office.close()
    assert office.stage.session().closing is not None
    assert "close le 14/12/2026 à 08:30" in plain(office.screen.view.header.second)
    assert "signature électronique simple" in office.text
    for juror_id in office.jurors:
        office.click(f"sign_{juror_id}")
    assert set(closing.signatures(office.stage.desk)) == set(office.jurors)
    assert office.text.count("signé le 14/12/2026 à 08:30") == 2
    record = next(each for each in documents.available(office.stage.desk, office.stage.actor))
    assert record.kind is DocumentKind.RECORD
    content = documents.produce(office.stage.desk, office.stage.actor, record).content
    assert documents.verify(content, office.stage.desk).intact


def test_s_signs_as_the_juror_at_the_desk(office: Office) -> None:
    office.close()
    QTest.keyClick(office.screen.view, Qt.Key.Key_S)
    assert set(closing.signatures(office.stage.desk)) == {office.jurors[0]}


def test_a_missing_signature_keeps_the_seal_away_until_ink_is_explained(office: Office) -> None:
    office.close()
    office.click(f"sign_{office.jurors[0]}")
    assert not control(office.screen.view, "seal_session").isEnabled()
    assert "Signature attendue : Bruno Petit." in office.text
    office.write("ink_reason", "code oublié")
    office.click("seal_session")
    assert "Signature à l’encre pour Bruno Petit : code oublié." in said(office.dialog("seal_dialog"))
    office.answer("seal_dialog")
    sealed = office.stage.session().closing
    assert sealed is not None
    assert sealed.sealed_at is not None
    assert "à l’encre sur le papier" in office.text


def test_a_correction_is_dated_numbered_and_listed(office: Office) -> None:
    office.close()
    QTest.keyClick(office.screen.view, Qt.Key.Key_R)
    question = office.dialog("rectification")
    choose(question, "candidate_id", "LE GOFF Élodie")
    choose(question, "subject", "Décision")
    assert texts(question, "before")[0].isReadOnly()
    assert plain(texts(question, "before")[0].text()) == "Réussite", "as the procès-verbal says it"
    [after] = texts(question, "after")
    after.setText("Échec")
    office.answer("rectification")
    assert "Ce champ est nécessaire." in said(question)
    texts(question, "reason")[0].setText("erreur de saisie")
    boxes = question.findChildren(QCheckBox)
    assert [box.text() for box in boxes if box.isVisible()] == ["Anne Durand", "Bruno Petit"]
    assert not any(box.isChecked() for box in boxes), "nobody agrees before saying so"
    office.answer("rectification")
    assert "Cochez les jurés qui sont d’accord avec ce rectificatif." in said(question)
    agree(office, question, office.jurors[0])
    office.answer("rectification")
    assert "il faut l’accord de chaque juré qui a délibéré sur ce candidat. Il manque : Bruno Petit." in said(question)
    assert office.stage.session().rectifications == ()
    agree(office, question, office.jurors[1])
    office.answer("rectification")
    corrections = office.stage.session().rectifications
    assert [(each.subject, each.before, each.after, each.agreed_by) for each in corrections] == [
        ("Décision", "Réussite", "Échec", "Anne Durand et Bruno Petit")
    ]
    assert "Rectificatif n° 1, 14/12/2026 à 08:30, par Anne Durand : LE GOFF Élodie · Décision" in office.text
    assert "« Réussite » devient « Échec » (erreur de saisie)" in office.text


def test_what_the_program_does_not_print_is_told_in_words(office: Office) -> None:
    office.close()
    QTest.keyClick(office.screen.view, Qt.Key.Key_R)
    question = office.dialog("rectification")
    choose(question, "subject", "autre chose")
    texts(question, "after")[0].setText("présente le 14/12")
    texts(question, "reason")[0].setText("feuille mal lue")
    office.answer("rectification")
    assert "Dites ce qui est rectifié." in said(question)
    texts(question, "other")[0].setText("présence de Bruno Petit")
    texts(question, "before")[0].setText("absent le 14/12")
    agree(office, question, office.jurors[1])
    office.answer("rectification")
    [kept] = office.stage.session().rectifications
    assert (kept.subject, kept.before, kept.candidate_id) == ("présence de Bruno Petit", "absent le 14/12", None)


def test_a_value_that_stays_as_printed_is_no_correction(office: Office) -> None:
    office.close()
    QTest.keyClick(office.screen.view, Qt.Key.Key_R)
    question = office.dialog("rectification")
    choose(question, "subject", "Numéro du procès-verbal")
    texts(question, "after")[0].setText(texts(question, "before")[0].text())
    texts(question, "reason")[0].setText("vérification")
    office.answer("rectification")
    assert "La valeur exacte est déjà celle qui est imprimée." in said(question)
    assert office.stage.session().rectifications == ()


def test_what_a_correction_would_contradict_is_told_before_it_is_recorded(office: Office) -> None:
    office.close()
    QTest.keyClick(office.screen.view, Qt.Key.Key_R)
    question = office.dialog("rectification")
    choose(question, "candidate_id", "LE GOFF Élodie")
    choose(question, "subject", "Décision")
    [after] = texts(question, "after")
    after.setText("Échec")
    assert "À rectifier aussi, sinon le document se contredit : CCP 1, CCP 2." in said(question)
    after.setText("Autrement")
    assert "À rectifier aussi" not in said(question), "only words that the papers use are compared"
    choose(question, "subject", "CCP 2")
    after.setText("non obtenu")
    assert "À rectifier aussi, sinon le document se contredit : Décision." in said(question)
    choose(question, "subject", "Lieu de naissance")
    assert "À rectifier aussi" not in said(question)
    assert "il faut l’accord de chaque juré" not in said(question)


def test_the_responsable_who_corrects_is_named(office: Office) -> None:
    office.close()
    office.stage.sit(None)
    office.screen.view.entered()
    QTest.keyClick(office.screen.view, Qt.Key.Key_R)
    question = office.dialog("rectification")
    choose(question, "subject", "Lieu de la session")
    texts(question, "after")[0].setText("Quimperlé")
    texts(question, "reason")[0].setText("salle changée")
    box = question.findChild(QCheckBox, f"agreed_{office.jurors[0]}")
    assert box is not None
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    office.answer("rectification")
    manager = office.stage.session().sheet.manager
    assert manager
    assert f"par {manager}, responsable de session : toute la session · Lieu de la session" in office.text


def agree(office: Office, question: QDialog, juror_id: int) -> None:
    """One juror agrees to the correction."""
    box = question.findChild(QCheckBox, f"agreed_{juror_id}")
    assert box is not None, f"no box for juror {juror_id} of {office.jurors}"
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)


def choose(question: QDialog, name: str, words: str) -> None:
    """Take an option of a choice, by its words."""
    found = question.findChild(QComboBox, name)
    assert isinstance(found, QComboBox)
    assert found.findText(words) >= 0, words
    found.setCurrentIndex(found.findText(words))


def texts(question: QDialog, name: str) -> list[QLineEdit]:
    return question.findChildren(QLineEdit, name)


def test_the_responsable_sees_everything_once_closed(office: Office) -> None:
    office.close()
    office.stage.sit(None)
    office.screen.forget()
    office.screen.view.entered()
    assert "LE GOFF" in office.record_words()
    assert "Signatures" in office.text


def test_the_responsable_enters_the_day_of_validation_once_closed(office: Office) -> None:
    office.close()
    assert "provisoires" in office.text
    office.stage.sit(None)
    office.screen.view.entered()
    validate = office.screen.view.findChild(QAction, "VALIDATE_RECORD")
    assert isinstance(validate, QAction)
    assert validate.isEnabled()
    validate.trigger()
    question = office.dialog("validation")
    line = question.findChild(QLineEdit, "validated_on")
    assert line is not None
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert office.stage.session().sheet.record_validated_on is None
    QTest.keyClicks(line, "14/12/2026")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert office.stage.session().sheet.record_validated_on == DAY
    assert "Procès-verbal validé le 14/12/2026" in office.text


def test_another_person_finds_nothing_of_the_one_before(office: Office) -> None:
    office.screen.forget()
    assert office.rules() == []
    assert office.record_words() == ""
    assert not any(button.objectName().startswith("confirm_all") for button in visible_buttons(office))


def visible_buttons(office: Office) -> list[QPushButton]:
    view = office.screen.view
    return [button for button in view.findChildren(QPushButton) if button.isVisibleTo(view)]
