"""Journée, driven by keys: presence, absence, incidents, the next step of each row."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.answer import YES
from app.domain.people import MANAGER
from app.domain.rules.base import COPIES
from app.services import attendance, grading, planning, timing
from app.ui.bench import REPLAN_FIELD, ScreenName, Target
from app.ui.screens.day import DayScreen
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.question import Question
from tests.ui.hand import Hand, plain, read
from tests.ui.stage import MORNING, Stage, fill, open_stage

Day = tuple[Stage, DayScreen, list[int], list[int]]


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Iterator[Day]:
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as stage:
        candidates, jurors = fill(stage)
        screen = DayScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.resize(1170, 704)
        screen.view.show()
        screen.view.activateWindow()
        screen.view.entered()
        yield stage, screen, candidates, jurors
        screen.view.left()


def table(screen: DayScreen) -> QTableView:
    found = screen.view.findChild(QTableView, "day_table")
    assert isinstance(found, QTableView)
    return found


def row_words(screen: DayScreen, row: int) -> str:
    model = table(screen).model()
    words = " | ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
    return " ".join(words.split())


def asked(name: str) -> Question:
    """The small window that is open, once its words could be read."""
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, Question) and w.isVisible()]
    assert [each.objectName() for each in shown] == [name]
    return read(shown[0])


def nothing_asked() -> bool:
    return not [w for w in QApplication.topLevelWidgets() if isinstance(w, Question) and w.isVisible()]


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


def welcome_everyone(stage: Stage, screen: DayScreen, candidates: list[int]) -> None:
    for candidate_id in candidates:
        stage.welcome(candidate_id)
    screen.view.entered()


def hold_written_work(stage: Stage, candidate_id: int) -> None:
    timing.start(stage.desk, stage.actor, candidate_id, "ecrit", "essai")
    timing.end(stage.desk, stage.actor, candidate_id, "ecrit")


def lock_written_grid(stage: Stage, candidate_id: int) -> None:
    key = grading.GridKey(candidate_id, "ecrit")
    grading.open_grid(stage.desk, stage.actor, key)
    for criterion_id in stage.desk.criteria_by_part["ecrit"]:
        grading.mark(stage.desk, stage.actor, key, criterion_id, YES)
    grading.lock(stage.desk, stage.actor, key)


def test_the_day_lists_candidates_by_hour_with_one_named_step(day: Day) -> None:
    _stage, screen, _candidates, _jurors = day
    assert screen.view.header.title == "Lundi 14 décembre 2026"
    assert screen.view.header.second == "Session titre · Assistant commercial · CERES 26-29-004512"
    assert row_words(screen, 0).startswith("08:30 | LE GOFF Élodie 2616810 · Formation | Mise en situation écrite : à")
    assert row_words(screen, 0).endswith("Constater la présence")
    assert "+ tiers temps" in row_words(screen, 2)
    assert "CCP 1 acquis" in row_words(screen, 4)


def test_presence_is_seen_with_two_keys_and_enter(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    press(table(screen), Qt.Key.Key_Return)
    question = asked("presence_question")
    press(question, Qt.Key.Key_Return)
    assert question.fault == "Choisissez par un chiffre, de 1 à 5."
    press(question, Qt.Key.Key_2, Qt.Key.Key_Return)
    attendance = stage.session().candidate(candidates[0]).attendance
    assert attendance is not None
    assert attendance.detail == "passeport"
    assert stage.saved_at == [MORNING]
    assert row_words(screen, 0).endswith("Commencer la mise en situation écrite")


def test_an_accommodation_is_the_next_step_until_it_is_read(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    press(table(screen), Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_P)
    press(asked("presence_question"), Qt.Key.Key_1, Qt.Key.Key_Return)
    assert row_words(screen, 2).endswith("Lire l’aménagement")
    press(table(screen), Qt.Key.Key_Return)
    question = asked("accommodation_question")
    words = Hand(question).words()
    assert "tiers temps sur les épreuves écrites" in words
    assert "3 h 20, dont 50 min de plus" in words
    assert "DDETS du Finistère, 14/12/2026" in words
    press(question, Qt.Key.Key_Escape)
    assert row_words(screen, 2).endswith("Lire l’aménagement")
    press(table(screen), Qt.Key.Key_Return)
    press(asked("accommodation_question"), Qt.Key.Key_Return)
    assert stage.session().has_read_accommodation(stage.session().candidate(candidates[2]), 0)
    assert row_words(screen, 2).endswith("Commencer la mise en situation écrite")


def test_each_juror_reads_the_accommodation_too(day: Day) -> None:
    stage, screen, candidates, jurors = day
    attendance.mark_present(stage.desk, MANAGER, candidates[2], "passeport")
    attendance.acknowledge_accommodation(stage.desk, MANAGER, candidates[2])
    stage.sit(jurors[0])
    screen.view.entered()
    assert row_words(screen, 2).endswith("Lire l’aménagement")


def test_another_identity_document_is_typed(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    press(table(screen), Qt.Key.Key_P)
    question = asked("presence_question")
    press(question, Qt.Key.Key_5)
    other = question.findChild(QLineEdit, "presence_question_other")
    assert other is not None
    assert question.focusWidget() is other
    QTest.keyClicks(other, "carte de mutuelle 2026")
    press(other, Qt.Key.Key_Return)
    attendance = stage.session().candidate(candidates[0]).attendance
    assert attendance is not None
    assert attendance.detail == "carte de mutuelle 2026"


def test_an_absence_is_explained_and_shown_in_the_row(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    press(table(screen), Qt.Key.Key_A)
    press(asked("absence_question"), Qt.Key.Key_1, Qt.Key.Key_Return)
    assert stage.session().candidate(candidates[0]).is_absent
    assert "Absence non justifiée · constat à 08:30" in row_words(screen, 0)
    assert row_words(screen, 0).endswith("Voir")
    press(table(screen), Qt.Key.Key_Return)
    press(asked("candidate_sheet"), Qt.Key.Key_Return)
    assert nothing_asked()


def test_escape_changes_nothing(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    press(table(screen), Qt.Key.Key_A)
    press(asked("absence_question"), Qt.Key.Key_1, Qt.Key.Key_Escape)
    assert stage.session().candidate(candidates[0]).attendance is None
    assert stage.saved_at == []


def test_an_absence_after_an_epreuve_began_is_refused_and_the_row_stays(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    stage.welcome(candidates[0])
    timing.start(stage.desk, stage.actor, candidates[0], "ecrit")
    screen.view.entered()
    press(table(screen), Qt.Key.Key_A)
    assert nothing_asked()
    assert ["a déjà commencé ses épreuves" in sentence for sentence in stage.refused] == [True]
    assert row_words(screen, 0).endswith("Terminer la mise en situation écrite")


def test_an_incident_is_one_line_about_the_candidate_or_the_session(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    press(table(screen), Qt.Key.Key_Down, Qt.Key.Key_I)
    question = asked("incident_question")
    press(question, Qt.Key.Key_Return)
    assert question.fault == "Décrivez l’incident en quelques mots."
    line = question.findChild(QLineEdit, "incident_line")
    assert line is not None
    QTest.keyClicks(line, "Alarme incendie, salle 3")
    press(line, Qt.Key.Key_Return)
    incident = stage.session().incidents[0]
    assert (incident.text, incident.candidate_id) == ("Alarme incendie, salle 3", candidates[1])
    assert stage.informed == ["L’incident est noté\u00a0; il figurera au procès-verbal."]


def test_a_suspected_fraud_is_reported_by_keys_with_its_witnesses(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    welcome_everyone(stage, screen, candidates)
    press(table(screen), Qt.Key.Key_F)
    question = asked("fraud_question")
    hand = Hand(question)
    press(question, Qt.Key.Key_Return)
    facts = hand.find(QPlainTextEdit, "fraud_facts")
    assert question.focusWidget() is facts
    QTest.keyClicks(facts, "Telephone sous la copie, exclu")
    assert "« exclu » dit déjà une suite ou un verdict" in hand.words()
    question.act.click()
    assert "témoin" in question.fault
    hand.write("witness_name_1", "Claire Moreau")
    question.act.click()
    assert "la qualité" in question.fault
    hand.write("witness_quality_1", "surveillante")
    hand.press("fraud_more_witnesses")
    hand.write("witness_name_2", "Bruno Petit")
    hand.write("witness_quality_2", "membre du jury")
    hand.key(Qt.Key.Key_Return, on=hand.find(QLineEdit, "witness_quality_2"))
    assert stage.session().fraud_reports == (), "Enter belongs to the lines that are written"
    assert "Ctrl Entrée" in hand.words()
    question.act.click()
    [report] = stage.session().fraud_reports
    assert (report.candidate_id, report.part_id) == (candidates[0], "ecrit")
    assert report.facts == "Telephone sous la copie, exclu"
    assert [witness.name for witness in report.witnesses] == ["Claire Moreau", "Bruno Petit"]
    assert row_words(screen, 0).endswith("Commencer la mise en situation écrite")


def test_jurors_do_not_report_frauds(day: Day) -> None:
    stage, screen, _candidates, jurors = day
    stage.sit(jurors[0])
    screen.view.entered()
    press(table(screen), Qt.Key.Key_F)
    assert nothing_asked()


def test_the_responsable_starts_and_ends_a_written_part_once_sure_of_the_person(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    welcome_everyone(stage, screen, candidates)
    press(table(screen), Qt.Key.Key_Return)
    question = asked("start_question")
    assert question.windowTitle() == "Commencer la mise en situation écrite"
    press(question, Qt.Key.Key_Return)
    assert row_words(screen, 0).endswith("Terminer la mise en situation écrite")
    assert stage.visited == []
    stage.clock.advance(dt.timedelta(minutes=150))
    press(table(screen), Qt.Key.Key_Return)
    press(asked("end_question"), Qt.Key.Key_Return)
    assert row_words(screen, 0).endswith("Oral : au jury")
    session = stage.session()
    candidate = session.candidate(candidates[0])
    assert session.is_held(candidate, session.part_for(candidate, "ecrit")[1])


def test_a_key_struck_twice_or_held_down_starts_nothing(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    welcome_everyone(stage, screen, candidates)
    press(table(screen), Qt.Key.Key_Return)
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
    shown = [w for w in QApplication.topLevelWidgets() if isinstance(w, Question) and w.isVisible()]
    press(shown[0], Qt.Key.Key_Return)
    question = asked("start_question")
    for target in (question, question.act):
        QApplication.sendEvent(target, held)
    assert stage.session().phase_events == {}
    words = Hand(question).words()
    for fact in ("LE GOFF Élodie", "2616810", "né(e) le 14/03/1998 à Quimper"):
        assert fact in words
    press(question, Qt.Key.Key_Return)
    assert list(stage.session().phase_events) == [(candidates[0], "ecrit")]


def test_nothing_starts_on_a_day_that_is_not_the_sessions(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    stage.welcome(candidates[0])
    stage.clock.advance(dt.timedelta(days=1))
    screen.view.entered()
    press(table(screen), Qt.Key.Key_Return)
    press(asked("start_question"), Qt.Key.Key_Return)
    assert stage.session().phase_events == {}
    assert "la session se tient le 14/12/2026" in plain(stage.refused[0])
    press(table(screen), Qt.Key.Key_Down, Qt.Key.Key_Return)
    press(asked("presence_question"), Qt.Key.Key_1, Qt.Key.Key_Return)
    assert stage.session().candidate(candidates[1]).attendance is None
    assert len(stage.refused) == 2


def test_a_part_long_before_its_planned_hour_asks_why(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    keep_plan(stage)
    stage.clock.advance(-dt.timedelta(minutes=30))
    stage.welcome(candidates[0])
    screen.view.entered()
    press(table(screen), Qt.Key.Key_Return)
    press(asked("start_question"), Qt.Key.Key_Return)
    question = asked("order_question")
    assert "le planning prévoit « Mise en situation écrite » à 08:45, il est 08:00" in Hand(question).words()
    line = question.findChild(QLineEdit, "order_question_line")
    assert line is not None
    QTest.keyClicks(line, "salle libre")
    press(line, Qt.Key.Key_Return)
    [event] = stage.session().phase_events[candidates[0], "ecrit"]
    assert event.reason == "salle libre"


def test_a_juror_who_starts_a_part_is_brought_to_its_grid(day: Day) -> None:
    stage, screen, candidates, jurors = day
    stage.sit(jurors[0])
    welcome_everyone(stage, screen, candidates)
    for candidate_id in candidates:
        hold_written_work(stage, candidate_id)
    lock_written_grid(stage, candidates[0])
    screen.view.entered()
    press(table(screen), Qt.Key.Key_Return)
    press(asked("start_question"), Qt.Key.Key_Return)
    assert stage.visited == [Target(ScreenName.GRADING, candidates[0], "oral")]


def test_a_juror_who_starts_the_writing_stays_in_the_day_and_reaches_the_copies_by_one_key(day: Day) -> None:
    stage, screen, candidates, jurors = day
    stage.sit(jurors[0])
    welcome_everyone(stage, screen, candidates)
    press(table(screen), Qt.Key.Key_Return)
    press(asked("start_question"), Qt.Key.Key_Return)
    assert stage.visited == []
    assert row_words(screen, 0).endswith("Terminer la mise en situation écrite")
    press(table(screen), Qt.Key.Key_Return)
    press(asked("end_question"), Qt.Key.Key_Return)
    assert row_words(screen, 0).endswith("Corriger les copies")
    copies = Target(ScreenName.GRADING, field=COPIES)
    press(table(screen), Qt.Key.Key_Return)
    screen.view.activateWindow()  # offscreen, nobody else does after a dialog
    QApplication.processEvents()
    press(table(screen), Qt.Key.Key_C)
    assert stage.visited == [copies, copies]
    press(table(screen), Qt.Key.Key_G)
    assert stage.visited[-1] == Target(ScreenName.GRADING, candidates[0])


def test_the_button_of_the_copies_counts_those_that_are_locked(day: Day) -> None:
    stage, screen, candidates, jurors = day
    stage.sit(jurors[0])
    welcome_everyone(stage, screen, candidates)
    lock_written_grid(stage, candidates[1])
    screen.view.entered()
    words = [each.action.text() for each in screen.view.header.acts]
    assert words == ["Corriger les copies · 1 sur 6", "Signaler un incident", "Registre des grilles"]
    assert not any(each.primary for each in screen.view.header.acts), "the one primary button is the row's"
    stage.sit(None)
    screen.view.entered()
    assert not any("opies" in each.action.text() for each in screen.view.header.acts)


def test_a_juror_reads_neither_the_path_nor_earlier_awards_in_the_day(day: Day) -> None:
    """Rule 16: they are read at the deliberation."""
    stage, screen, candidates, jurors = day
    stage.sit(jurors[0])
    welcome_everyone(stage, screen, candidates)
    said = "\n".join(row_words(screen, place) for place in range(6))
    for hidden in ("Formation", "VAE", "CCP"):
        assert hidden not in said
    assert "+ tiers temps" in said


def test_starting_out_of_order_asks_why(day: Day) -> None:
    stage, screen, candidates, jurors = day
    stage.sit(jurors[0])
    welcome_everyone(stage, screen, candidates)
    lock_written_grid(stage, candidates[0])
    screen.view.entered()
    press(table(screen), Qt.Key.Key_Return)
    press(asked("start_question"), Qt.Key.Key_Return)
    question = asked("order_question")
    line = question.findChild(QLineEdit, "order_question_line")
    assert line is not None
    QTest.keyClicks(line, "ecrit tenu sur papier")
    press(line, Qt.Key.Key_Return)
    assert stage.visited == [Target(ScreenName.GRADING, candidates[0], "oral")]


def test_the_figures_count_the_day(day: Day) -> None:
    stage, screen, candidates, jurors = day
    for candidate_id in candidates[:5]:
        stage.welcome(candidate_id)
    stage.sit(jurors[0])
    lock_written_grid(stage, candidates[0])
    timing.start(stage.desk, stage.actor, candidates[2], "ecrit")
    screen.view.entered()
    said = [w.accessibleName() for w in screen.view.findChildren(QWidget) if type(w).__name__ == "StatFigure"]
    assert said == [
        "6 candidats",
        "5 présents",
        "0 absent",
        "1 sur 29 de mes grilles verrouillées",
        "11:50 fin prévue de l’épreuve en cours",
    ]


def test_an_empty_day_says_where_candidates_come_from(qtbot: QtBot, tmp_path: Path) -> None:
    with open_stage(tmp_path) as stage:
        screen = DayScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.show()
        screen.view.entered()
        button = screen.view.findChild(QWidget, "day_go_to_preparation")
        assert button is not None
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert stage.visited == [Target(ScreenName.PREPARATION)]


def test_forgetting_shows_nothing_of_the_session(day: Day) -> None:
    _stage, screen, _candidates, _jurors = day
    screen.forget()
    assert table(screen).model().rowCount() == 0
    assert screen.view.header.title == "Journée"


def test_a_target_brings_the_keyboard_to_its_row(day: Day) -> None:
    _stage, screen, candidates, _jurors = day
    screen.show(Target(ScreenName.DAY, candidates[3]))
    screen.view.entered()
    assert table(screen).currentIndex().row() == 3


# The planning kept


def keep_plan(stage: Stage) -> None:
    """Keep the planning that the usual settings give."""
    proposal = planning.propose(stage.desk, planning.settings_of(stage.desk))
    planning.keep(stage.desk, MANAGER, proposal.plan)


def test_rows_show_when_the_planning_calls_each_candidate_next(day: Day) -> None:
    stage, screen, candidates, _ = day
    keep_plan(stage)
    screen.view.entered()
    assert row_words(screen, 0).startswith("08:45 | LE GOFF")
    stage.welcome(candidates[0])
    timing.start(stage.desk, MANAGER, candidates[0], "ecrit")
    screen.view.entered()
    plan = stage.session().plan
    assert plan is not None
    oral = next(slot for slot in plan.of_candidate(candidates[0]) if slot.part_id == "oral")
    assert any(row_words(screen, row).startswith(f"{oral.starts_at:%H:%M} | LE GOFF") for row in range(6))


def test_a_late_day_says_how_late_and_leads_to_the_planning(day: Day) -> None:
    stage, screen, candidates, _ = day
    keep_plan(stage)
    chip = screen.view.findChild(QAbstractButton, "day_late")
    assert isinstance(chip, QAbstractButton)
    stage.clock.advance(dt.timedelta(minutes=30))
    screen.view.entered()
    assert not chip.isVisible()
    stage.welcome(candidates[0])
    screen.view.entered()
    assert "15 min de retard" in plain(chip.text())
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert stage.visited == [Target(ScreenName.PREPARATION, field=REPLAN_FIELD)]
    timing.start(stage.desk, MANAGER, candidates[0], "ecrit")
    stage.clock.advance(dt.timedelta(minutes=20))
    screen.view.entered()
    assert "15 min de retard" in plain(chip.text())


def test_a_day_on_time_says_nothing(day: Day) -> None:
    stage, screen, candidates, _ = day
    keep_plan(stage)
    stage.welcome(candidates[0])
    stage.clock.advance(dt.timedelta(minutes=18))
    screen.view.entered()
    chip = screen.view.findChild(QAbstractButton, "day_late")
    assert isinstance(chip, QAbstractButton)
    assert not chip.isVisible()


def test_at_twice_the_text_the_next_step_stands_beside_the_candidate(day: Day) -> None:
    stage, screen, candidates, _jurors = day
    welcome_everyone(stage, screen, candidates)
    screen.view.resize(1158, 712)
    assert not sentence_shown(screen)
    step_at_one = table(screen).columnViewportPosition(3)
    assert step_at_one > table(screen).columnViewportPosition(2)
    apply_theme(Scheme.LIGHT, 2.0)
    try:
        large = DayScreen(stage)
        large.view.resize(1158, 712)
        large.view.show()
        large.view.entered()
        QTest.qWait(20)
        assert sentence_shown(large), "five cards would take half the height"
        view = table(large)
        assert view.columnViewportPosition(3) < view.columnViewportPosition(2), "the step before the parts"
        assert view.columnViewportPosition(3) + view.columnWidth(3) // 2 < view.viewport().width()
        large.view.close()
        large.view.deleteLater()
    finally:
        apply_theme(Scheme.LIGHT, 1.0)


def sentence_shown(screen: DayScreen) -> bool:
    """Whether the figures of the day are one sentence."""
    found = screen.view.findChild(QLabel, "day_figures_sentence")
    assert isinstance(found, QLabel)
    return found.isVisibleTo(screen.view)
