"""Contrôles, on a real session: what is wrong comes first, and each line leads to the place that mends it."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDialog, QLineEdit, QTableView
from pytestqt.qtbot import QtBot

from app.domain.people import MANAGER
from app.services import closing, sessions
from app.services.candidates import change, draft_of
from app.services.people import recuse
from app.ui.bench import ScreenName, Target
from app.ui.screens.checks import ChecksScreen
from app.ui.screens.closing import ClosingScreen
from tests.ui.hand import Hand
from tests.ui.jury import grade, plain, said, take_positions
from tests.ui.stage import Stage, fill, open_stage

_DAY = r"([0-9]{2}/[0-9]{2}/[0-9]{4}) \|"

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with open_stage(tmp_path) as opened:
        yield opened


@pytest.fixture
def people(stage: Stage) -> tuple[list[int], list[int]]:
    return fill(stage)


def open_checks(stage: Stage, qtbot: QtBot) -> ChecksScreen:
    screen = ChecksScreen(stage)
    qtbot.addWidget(screen.view)
    screen.view.resize(1100, 700)
    with qtbot.waitExposed(screen.view):
        screen.view.show()
    screen.view.activateWindow()
    screen.view.entered()
    return screen


def table_of(screen: ChecksScreen) -> QTableView:
    found = screen.view.findChild(QTableView, "checks_table")
    assert isinstance(found, QTableView)
    return found


def rows_of(screen: ChecksScreen) -> list[str]:
    model = table_of(screen).model()
    return [
        plain(" | ".join(str(model.index(row, column).data()) for column in range(model.columnCount())))
        for row in range(model.rowCount())
    ]


def test_what_blocks_stands_before_what_is_met(stage: Stage, people: tuple[list[int], list[int]], qtbot: QtBot) -> None:
    stage.welcome(people[0][1])
    rows = rows_of(open_checks(stage, qtbot))
    states = ["bloquante" in row for row in rows]
    assert states == sorted(states, reverse=True)
    assert any("LE GOFF Élodie : la présence n’est pas constatée." in row for row in rows)
    assert any("respectée" in row and "Chaque juré a confirmé sa déclaration" in row for row in rows)


def test_only_what_is_open_stays_when_asked(stage: Stage, people: object, qtbot: QtBot) -> None:  # noqa: ARG001 - fixture that fills the session
    screen = open_checks(stage, qtbot)
    tick = screen.view.findChild(QCheckBox, "checks_only_open")
    assert tick is not None
    tick.click()
    assert rows_of(screen)
    assert not any("respectée" in row for row in rows_of(screen))
    tick.click()
    assert any("respectée" in row for row in rows_of(screen))


def test_nobody_is_late_at_the_door_before_the_day(stage: Stage, people: object, qtbot: QtBot) -> None:  # noqa: ARG001 - fixture that fills the session
    rows = rows_of(open_checks(stage, qtbot))
    assert not any("la présence n’est pas constatée" in row for row in rows)
    assert any("pas encore" in row and "Chaque présence est constatée" in row for row in rows)


def test_the_filter_leaves_accents_aside(stage: Stage, people: tuple[list[int], list[int]], qtbot: QtBot) -> None:
    stage.welcome(people[0][0])
    screen = open_checks(stage, qtbot)
    line = screen.view.findChild(QLineEdit, "checks_filter")
    assert line is not None
    QTest.keyClicks(line, "ozturk presence")
    assert rows_of(screen)
    assert all("ÖZTÜRK" in row for row in rows_of(screen))


def test_enter_leads_to_the_place(stage: Stage, people: tuple[list[int], list[int]], qtbot: QtBot) -> None:
    candidates, _jurors = people
    for candidate_id in candidates[1:]:
        stage.welcome(candidate_id)
    screen = open_checks(stage, qtbot)
    line = screen.view.findChild(QLineEdit, "checks_filter")
    assert line is not None
    QTest.keyClicks(line, "presence constatee goff")
    assert [row.split(" | ")[1] for row in rows_of(screen)] == ["pas encore"], "the day brings this one by itself"
    QTest.keyClick(table_of(screen), Qt.Key.Key_Return)
    assert stage.visited == [Target(ScreenName.DAY, candidate_id=candidates[0])]


def test_the_header_counts_what_is_left(stage: Stage, qtbot: QtBot) -> None:
    stage.add_juror("Anne", "Durand")
    stage.add_juror("Bruno", "Petit")
    screen = open_checks(stage, qtbot)
    left = [row for row in rows_of(screen) if "bloquante" in row or "à régler" in row]
    assert len(left) == 3
    assert plain(screen.view.header.second) == "3 points à régler"
    assert closing.open_points(stage.desk, stage.actor) == 3, "the badge of the rail counts the same points"


def test_the_responsable_reads_nothing_of_the_deliberation(
    stage: Stage, people: tuple[list[int], list[int]], qtbot: QtBot
) -> None:
    candidates, jurors = people
    stage.welcome(candidates[0])
    grade(stage, jurors[0], candidates[0])
    grade(stage, jurors[1], candidates[0], ["c4-1"])
    stage.sit(jurors[0])
    screen = open_checks(stage, qtbot)
    assert any("les jurés divergent sur « Prévenir et gérer les impayés »" in row for row in rows_of(screen))
    stage.sit(None)
    screen.forget()
    assert rows_of(screen) == []
    screen.view.entered()
    assert not any("divergent" in row for row in rows_of(screen))
    assert any("Le jury règle ce point hors de toute autre présence." in row for row in rows_of(screen))


def test_a_juror_reads_nothing_of_the_deliberation_on_whom_he_or_she_does_not_evaluate(
    stage: Stage, people: tuple[list[int], list[int]], qtbot: QtBot
) -> None:
    candidates, jurors = people
    aside = stage.add_juror("Chloé", "Roux")
    recuse(stage.desk, MANAGER, aside, candidates[0], "ancienne formatrice")
    stage.welcome(candidates[0])
    grade(stage, jurors[0], candidates[0])
    grade(stage, jurors[1], candidates[0], ["c4-1"])
    stage.sit(aside)
    screen, closing_screen = open_checks(stage, qtbot), ClosingScreen(stage)
    qtbot.addWidget(closing_screen.view)
    closing_screen.view.entered()
    rows = rows_of(screen)
    assert not any("divergent" in row for row in rows)
    assert any("Le jury règle ce point hors de toute autre présence." in row for row in rows)
    assert closing.open_points(stage.desk, stage.actor) == 0, "nothing of it is for this juror to settle"
    assert "aucun par vous" in plain(screen.view.header.second)
    table = closing_screen.view.findChild(QTableView, "closing_rules")
    assert isinstance(table, QTableView)
    told = [str(table.model().index(row, 1).data()) for row in range(table.model().rowCount())]
    assert told
    assert not any("divergent" in words for words in told)


def test_a_point_that_was_settled_is_gone_on_the_next_visit(
    stage: Stage, people: tuple[list[int], list[int]], qtbot: QtBot
) -> None:
    candidates, jurors = people
    stage.welcome(candidates[0])
    grade(stage, jurors[0], candidates[0])
    grade(stage, jurors[1], candidates[0], ["c4-1"])
    stage.sit(jurors[0])
    screen = open_checks(stage, qtbot)
    take_positions(stage, jurors[0], candidates[0])
    screen.view.entered()
    assert not any("divergent" in row for row in rows_of(screen))


def test_what_cannot_be_judged_yet_is_not_called_met(stage: Stage, people: object, qtbot: QtBot) -> None:  # noqa: ARG001 - fixture that fills the session
    screen = open_checks(stage, qtbot)
    [final] = [row for row in rows_of(screen) if "L’entretien final est tenu" in row]
    assert "pas encore" in final
    assert "respectée" not in final
    assert "pas encore" in said(screen.view)
    states = [row.split(" | ")[1] for row in rows_of(screen)]
    order = ["bloquante", "à régler", "pas encore", "respectée"]
    assert states == sorted(states, key=order.index)
    tick = screen.view.findChild(QCheckBox, "checks_only_open")
    assert tick is not None
    tick.click()
    assert not any("pas encore" in row for row in rows_of(screen))


def test_the_most_urgent_point_comes_first_and_a_day_gone_by_says_so(
    stage: Stage,
    people: tuple[list[int], list[int]],  # noqa: ARG001 - fixture that fills the session
    qtbot: QtBot,
) -> None:
    sessions.change_sheet(stage.desk, MANAGER, replace(stage.session().sheet, ceres_number=""))
    stage.clock.advance(dt.timedelta(days=-29))
    rows = [row for row in rows_of(open_checks(stage, qtbot)) if " à régler | " in row]
    assert "Le numéro de session CERES manque" in rows[0]
    assert "convocation. date dépassée : 14/11/2026 |" in rows[0]
    slides = [row for row in rows if "« Diaporama sur la période en entreprise » n’est pas déposé" in row]
    assert len(slides) == 5, "whoever holds the CCP of the slides owes none"
    assert all("au plus tard le 13/12/2026 |" in row for row in slides)
    days = [found[0][6:] + found[0][3:5] + found[0][:2] for row in rows if (found := re.findall(_DAY, row))]
    assert days == sorted(days)


def test_a_point_leads_to_its_field(stage: Stage, people: tuple[list[int], list[int]], qtbot: QtBot) -> None:
    candidates, _jurors = people
    screen = open_checks(stage, qtbot)
    line = screen.view.findChild(QLineEdit, "checks_filter")
    assert line is not None
    QTest.keyClicks(line, "ozturk dossier fourni")
    assert len(rows_of(screen)) == 1
    QTest.keyClick(table_of(screen), Qt.Key.Key_Return)
    assert stage.visited == [Target(ScreenName.PREPARATION, candidate_id=candidates[3], field="professional_file")]


# What is let stand


def open_on(stage: Stage, qtbot: QtBot, words: str) -> ChecksScreen:
    """Contrôles with the one line that answers these words under the keyboard."""
    screen = open_checks(stage, qtbot)
    line = screen.view.findChild(QLineEdit, "checks_filter")
    assert line is not None
    QTest.keyClicks(line, words)
    assert len(rows_of(screen)) == 1
    table_of(screen).setFocus()
    return screen


def answer(screen: ChecksScreen, **texts: str) -> QDialog:
    """Write in the window that asks, and act."""
    question = screen.view.window().findChild(QDialog, "derogation")
    assert isinstance(question, QDialog)
    for name, text in texts.items():
        line = question.findChild(QLineEdit, f"derogation_{name}")
        assert line is not None
        line.setText(text)
    Hand(question).press("derogation_act")
    return question


def test_a_derogation_names_its_authority_and_opens_the_closing(
    stage: Stage, people: tuple[list[int], list[int]], qtbot: QtBot
) -> None:
    draft = draft_of(stage.session().candidate(people[0][0]))
    change(stage.desk, MANAGER, people[0][0], replace(draft, identity=replace(draft.identity, birth_town="")))
    stage.welcome(people[0][0])
    screen = open_on(stage, qtbot, "completer imprimer naissance")
    assert "bloquante" in rows_of(screen)[0]
    QTest.keyClick(table_of(screen), Qt.Key.Key_D)
    question = answer(screen, by="Mme Rivoire, DDETS")
    words = said(question)
    assert "Ce point ne bloque plus la clôture. La règle ne l’admet que pour une rubrique d’état civil" in words
    assert "Ce qui est écrit ici ne se change plus" in words
    assert "Écrivez la raison en quelques mots." in words, "who alone is not enough"
    assert stage.session().derogations == ()
    answer(screen, reason="acte de naissance attendu lundi")
    [row] = rows_of(screen)
    assert "dérogation | " in row
    assert "dérogation accordée par Mme Rivoire, DDETS le 14/12/2026 : acte de naissance attendu lundi" in row
    assert stage.saved_at


def test_enter_goes_from_line_to_line_and_never_grants(
    stage: Stage,
    people: tuple[list[int], list[int]],  # noqa: ARG001 - fixture that fills the session
    qtbot: QtBot,
) -> None:
    sessions.change_sheet(stage.desk, MANAGER, replace(stage.session().sheet, ceres_number=""))
    screen = open_on(stage, qtbot, "numero session ceres manque")
    granting = screen.view.findChild(QAction, "PASS_OVER")
    assert isinstance(granting, QAction)
    assert granting.text() == "Écrire la raison"
    granting.trigger()
    question = screen.view.window().findChild(QDialog, "derogation")
    assert isinstance(question, QDialog)
    by, reason = (question.findChild(QLineEdit, f"derogation_{name}") for name in ("by", "reason"))
    assert by is not None
    assert reason is not None
    by.setText("la responsable de session")
    reason.setText("CERES en panne")
    QTest.keyClick(by, Qt.Key.Key_Return)
    QTest.keyClick(reason, Qt.Key.Key_Return)
    assert stage.session().derogations == ()
    Hand(question).press("derogation_act")
    assert "raison écrite | " in rows_of(screen)[0]


def test_what_no_rule_lets_stand_offers_nothing(
    stage: Stage, people: tuple[list[int], list[int]], qtbot: QtBot
) -> None:
    stage.welcome(people[0][1])
    screen = open_on(stage, qtbot, "presence constatee goff")
    granting = screen.view.findChild(QAction, "PASS_OVER")
    assert isinstance(granting, QAction)
    assert not granting.isEnabled()
    QTest.keyClick(table_of(screen), Qt.Key.Key_D)
    assert screen.view.window().findChild(QDialog, "derogation") is None
