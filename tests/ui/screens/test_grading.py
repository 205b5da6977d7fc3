"""Évaluation, driven by keys from the day's row to a locked grid."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
)
from pytestqt.qtbot import QtBot

from app.domain.anonymity import anonymous_id
from app.domain.answer import NO, NOT_OBSERVED, YES
from app.domain.candidate import Accommodation
from app.domain.people import MANAGER
from app.services import candidates, grading, timing
from app.services.grading import GridKey
from app.ui.bench import ScreenName, Target
from app.ui.screens.day import DayScreen
from app.ui.screens.grading import GradingScreen
from app.ui.theme import Scheme, apply_theme
from app.ui.widgets.timer_ring import TimerRing, TimerState
from tests.ui.hand import read
from tests.ui.juror_desk import CTRL, Desk
from tests.ui.stage import fill, open_stage


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as stage:
        candidates, jurors = fill(stage)
        for candidate_id in candidates[:5]:
            stage.welcome(candidate_id)
        stage.sit(jurors[0])
        screen = GradingScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.resize(1170, 704)
        screen.view.show()
        screen.view.activateWindow()
        yield Desk(stage, screen, candidates, jurors)
        screen.view.left()


def hold(desk: Desk, candidate_id: int, part_id: str, minutes: int = 10) -> None:
    """Let every phase of a part run and end."""
    session = desk.stage.session()
    for _phase in session.part_for(session.candidate(candidate_id), part_id)[1].phases:
        timing.start(desk.stage.desk, desk.stage.actor, candidate_id, part_id, "essai")
        desk.stage.clock.advance(dt.timedelta(minutes=minutes))
        timing.end(desk.stage.desk, desk.stage.actor, candidate_id, part_id)


def test_keys_alone_lead_from_the_days_row_to_a_locked_grid_of_eleven_criteria(desk: Desk, qtbot: QtBot) -> None:
    desk.stage.welcome(desk.candidates[5])
    day = DayScreen(desk.stage)
    qtbot.addWidget(day.view)
    day.view.show()
    day.view.activateWindow()
    QApplication.processEvents()
    day.view.entered()
    table = day.view.findChild(QTableView, "day_table")
    assert table is not None
    QTest.keyClick(table, Qt.Key.Key_C)
    desk.follow()
    copies = desk.view.findChild(QTableView, "copies_table")
    assert copies is not None
    QTest.keyClick(copies, Qt.Key.Key_Return)
    target = desk.follow()
    candidate_id = target.candidate_id or 0
    identifier = anonymous_id(desk.stage.session(), desk.stage.session().candidate(candidate_id))
    assert desk.screen.view.header.title == f"Copie {identifier}"
    for number in range(1, 12):
        assert desk.current_number() == number
        desk.key(Qt.Key.Key_2 if number == 4 else Qt.Key.Key_1)
    desk.key(Qt.Key.Key_L, CTRL)

    grid = desk.grid(candidate_id, "ecrit")
    assert grid.is_locked
    assert [mark.value for mark in grid.marks.values()].count(YES) == 10
    assert "Grille verrouillée" in desk.words()
    assert desk.stage.refused == []


def test_a_mark_is_shown_once_it_is_on_disk(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    before = len(desk.stage.saved_at)
    desk.key(Qt.Key.Key_2)
    assert desk.bar(1).value == NO
    assert len(desk.stage.saved_at) == before + 1
    assert "1 critère sur 5" in desk.words()
    assert [m.value for m in desk.grid(desk.candidates[0], "oral").marks.values()] == [NO]


def test_figures_mark_the_current_critere_even_when_the_keyboard_is_on_a_button(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_Down)
    desk.button("timer_start").setFocus()
    desk.key(Qt.Key.Key_1)
    assert desk.bar(2).value == YES


def test_what_was_answered_is_taken_back_step_by_step(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    for key in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Up, Qt.Key.Key_1):
        desk.key(key)
    assert desk.bar(2).value == YES
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.bar(2).value == NO
    assert desk.current_number() == 2
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.bar(2).value is None
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.current_number() == 1
    desk.key(Qt.Key.Key_Z, CTRL)
    assert desk.grid(desk.candidates[0], "oral").marks == {}


def test_not_observed_asks_for_a_word_and_enter_keeps_it(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_3)
    assert "un mot pour le critère 1" in desk.words()
    assert isinstance(desk.view.focusWidget(), QLineEdit)
    desk.write("scenario ecourte, 3 minutes")
    desk.key(Qt.Key.Key_Return)
    marks = list(desk.grid(desk.candidates[0], "oral").marks.values())
    assert [(mark.value, mark.word) for mark in marks] == [(NOT_OBSERVED, "scenario ecourte, 3 minutes")]
    assert "un mot pour" not in desk.words()
    assert desk.current_number() == 2


def test_escape_leaves_the_word_as_it_was(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_3)
    desk.write("abandon")
    desk.key(Qt.Key.Key_Escape)
    assert desk.current_number() == 1
    assert [mark.word for mark in desk.grid(desk.candidates[0], "oral").marks.values()] == [""]


def test_a_word_still_being_typed_is_kept_when_the_page_turns(desk: Desk) -> None:
    desk.open(desk.candidates[0], "ecrit")
    desk.key(Qt.Key.Key_3)
    desk.write("copie illisible")
    desk.button("unit_2").click()
    assert [mark.word for mark in desk.grid(desk.candidates[0], "ecrit").marks.values()] == ["copie illisible"]
    assert desk.current_number() == 6


def test_tab_turns_the_pages_of_competences_and_says_their_counts(desk: Desk) -> None:
    desk.open(desk.candidates[0], "ecrit")
    desk.key(Qt.Key.Key_1)
    assert "● 1 · 1 sur 5" in desk.words()
    desk.key(Qt.Key.Key_Tab)
    assert desk.current_number() == 6
    assert "○ 1 · 1 sur 5 | ● 2 · 0 sur 3" in desk.words()
    desk.key(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert desk.current_number() == 2, "the first critère without an answer"


def test_arrows_go_across_competences(desk: Desk) -> None:
    desk.open(desk.candidates[0], "ecrit")
    for _step in range(5):
        desk.key(Qt.Key.Key_Down)
    assert desk.current_number() == 6
    desk.key(Qt.Key.Key_Up)
    assert desk.current_number() == 5


def test_no_score_is_ever_shown(desk: Desk) -> None:
    desk.open(desk.candidates[0], "ecrit")
    desk.key(Qt.Key.Key_1)
    assert "%" not in desk.words()
    assert "/" not in desk.words()


def test_the_lock_names_what_lacks_and_leads_there(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_L, CTRL)
    assert "critères 2 à 5" in desk.stage.refused[0]
    assert desk.current_number() == 2
    assert not desk.button("lock_grid").isEnabled()
    assert not desk.grid(desk.candidates[0], "oral").is_locked
    desk.button("gap_1").click()
    assert desk.current_number() == 2


def test_a_locked_grid_is_read_only_until_it_is_opened_again_with_a_reason(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    for _number in range(5):
        desk.key(Qt.Key.Key_1)
    desk.key(Qt.Key.Key_L, CTRL)
    assert not desk.bar(1).isEnabled()
    desk.key(Qt.Key.Key_L, CTRL | Qt.KeyboardModifier.ShiftModifier)
    desk.key(Qt.Key.Key_Return)
    question = desk.question()
    assert question is not None
    assert question.fault == "Écrivez la raison en quelques mots."
    desk.write("critere 3 relu a froid")
    desk.key(Qt.Key.Key_Return)
    assert not desk.grid(desk.candidates[0], "oral").is_locked
    assert desk.bar(1).isEnabled()


def test_facts_are_stamped_then_attached_by_one_key(desk: Desk) -> None:
    hold(desk, desk.candidates[0], "ecrit")
    timing.start(desk.stage.desk, desk.stage.actor, desk.candidates[0], "oral")
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_F)
    desk.write("Cite la charte, puis 2 clients")
    desk.key(Qt.Key.Key_Return)
    assert desk.current_number() == 1
    desk.key(Qt.Key.Key_F)
    desk.write("Relit son message")
    desk.key(Qt.Key.Key_Return)
    assert desk.current_number() == 1
    desk.key(Qt.Key.Key_Down)
    desk.key(Qt.Key.Key_R)
    facts = desk.grid(desk.candidates[0], "oral").facts
    assert [(fact.text, fact.phase) for fact in facts] == [
        ("Cite la charte, puis 2 clients", "Préparation"),
        ("Relit son message", "Préparation"),
    ]
    assert [fact.criterion_id is not None for fact in facts] == [True, False]
    assert "critère 2" in desk.words()
    assert "1 fait à rattacher" in desk.words()
    desk.button("fact_1").click()
    assert [fact.criterion_id for fact in desk.grid(desk.candidates[0], "oral").facts] == [None, None]


def test_the_detail_of_a_critere_stands_in_for_the_facts(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_F1)
    assert "Détail du critère 1" in desk.words()
    assert "Interlocuteur : Un membre du jury joue le visiteur prévu par le scénario." in desk.words()
    assert "Intervenant ponctuel (en anglais) : Facultatif, hors jury" in desk.words()
    assert "Diapositives imposées" not in desk.words()
    assert not desk.view.findChildren(QLineEdit, "fact_line")[0].isVisibleTo(desk.view)
    desk.key(Qt.Key.Key_F)
    assert desk.view.findChildren(QLineEdit, "fact_line")[0].isVisibleTo(desk.view)


def test_the_detail_lists_the_slides_that_the_deposit_imposes(desk: Desk) -> None:
    desk.open(desk.candidates[0], "qap")
    desk.key(Qt.Key.Key_F1)
    assert "Diapositives imposées" in desk.words()
    assert "n° 1 : L’entreprise d’accueil, son secteur d’activité" in desk.words()
    assert "n° 10 : Les procédures suivies" in desk.words()
    assert "Aucune des dix diapositives ne nomme la supply chain" in desk.words()


def ring(desk: Desk) -> TimerRing:
    found = desk.view.findChild(TimerRing, "timer")
    assert isinstance(found, TimerRing)
    return found


def test_time_runs_pauses_with_a_reason_and_ends_by_keys(desk: Desk, qtbot: QtBot) -> None:
    for part_id in ("ecrit", "oral"):
        hold(desk, desk.candidates[0], part_id)
    desk.open(desk.candidates[0], "et")
    desk.key(Qt.Key.Key_D)
    desk.stage.clock.advance(dt.timedelta(minutes=4))
    qtbot.waitUntil(lambda: ring(desk).face.elapsed_s == 240)
    assert ring(desk).face.big == "06:00"
    assert "débuté à 09:10:00 · fin prévue 09:20" in desk.words()
    desk.key(Qt.Key.Key_P)
    desk.write("alarme")
    desk.key(Qt.Key.Key_Return)
    assert ring(desk).face.state is TimerState.PAUSED
    assert "en pause depuis 09:14 (alarme)" in desk.words()
    desk.stage.clock.advance(dt.timedelta(minutes=5))
    desk.key(Qt.Key.Key_D)
    desk.stage.clock.advance(dt.timedelta(minutes=8))
    desk.key(Qt.Key.Key_T)
    assert ring(desk).face.state is TimerState.ENDED
    assert ring(desk).face.overrun_s == 120
    assert "dépassement 2 min" in desk.words()
    assert desk.button("timer_next_part").text() == "Partie suivante"
    desk.key(Qt.Key.Key_PageDown, CTRL)
    assert "Présentation du diaporama" in desk.words()


def test_a_part_of_several_phases_goes_on_to_the_next_in_one_key(desk: Desk) -> None:
    hold(desk, desk.candidates[0], "ecrit")
    desk.open(desk.candidates[0], "oral")
    assert "phase 1 sur 3 · sans le jury" in desk.words()
    desk.key(Qt.Key.Key_D)
    desk.stage.clock.advance(dt.timedelta(minutes=10))
    desk.key(Qt.Key.Key_S)
    assert "Accueil en français" in desk.words()
    assert ring(desk).face.state is TimerState.RUNNING
    desk.key(Qt.Key.Key_S)
    assert "phase 3 sur 3 · devant le jury · en anglais" in desk.words()
    assert not desk.offers("timer_next_phase")


def test_starting_before_an_earlier_part_is_over_asks_why(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_D)
    desk.write("jury disponible plus tot")
    desk.key(Qt.Key.Key_Return)
    assert ring(desk).face.state is TimerState.RUNNING


def test_nothing_ticks_once_the_screen_is_left(desk: Desk) -> None:
    hold(desk, desk.candidates[0], "ecrit")
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_D)
    assert any(timer.isActive() for timer in desk.view.findChildren(QTimer))
    desk.screen.view.left()
    assert not any(timer.isActive() for timer in desk.view.findChildren(QTimer))


def test_extra_time_shows_the_extended_durations(desk: Desk) -> None:
    granted = desk.stage.session().candidate(desk.candidates[2]).accommodation
    assert isinstance(granted, Accommodation)
    desk.open(desk.candidates[2], "oral")
    assert "42 min, temps majoré" in desk.words()
    assert ring(desk).face.planned_s == 840


def test_the_dossier_professionnel_is_there_for_the_final_interview_and_the_livret_ecf_nowhere(desk: Desk) -> None:
    """Rule 16: results of training are read at the deliberation only."""
    for candidate_id, said in ((desk.candidates[0], "✓ fourni"), (desk.candidates[3], "✗ absent")):
        desk.open(candidate_id, "oral")
        assert "Dossier professionnel" not in desk.words()
        lock_everything_before_the_final(desk, candidate_id)
        desk.open(candidate_id, "ef")
        assert f"Dossier professionnel | {said}" in desk.words()
        assert "ECF" not in desk.words()
        assert not {"Formation", "VAE"} & set(desk.screen.view.header.second.split(" · "))


def lock_everything_before_the_final(desk: Desk, candidate_id: int) -> None:
    session = desk.stage.session()
    candidate = session.candidate(candidate_id)
    for _modality, part in session.parts_for(candidate):
        if part.id != "ef":
            key = GridKey(candidate_id, part.id)
            grading.open_grid(desk.stage.desk, desk.stage.actor, key)
            for unit in session.grid_units(candidate, part):
                for criterion in unit.criteria:
                    grading.mark(desk.stage.desk, desk.stage.actor, key, criterion.id, YES)
            grading.lock(desk.stage.desk, desk.stage.actor, key)


def appreciation(desk: Desk) -> QPlainTextEdit:
    found = desk.view.findChild(QPlainTextEdit, "appreciation")
    assert isinstance(found, QPlainTextEdit)
    return found


def test_the_final_interview_is_an_appreciation_kept_as_one_types(desk: Desk, qtbot: QtBot) -> None:
    lock_everything_before_the_final(desk, desk.candidates[0])
    desk.open(desk.candidates[0])
    assert desk.view.focusWidget() is appreciation(desk)
    desk.write("Relie ses missions a la strategie.")
    assert "Modifiée : elle s’enregistre dans un instant…" in desk.words()
    qtbot.waitUntil(lambda: desk.grid(desk.candidates[0], "ef").appreciation != "")
    assert "Enregistrée." in desk.words()
    desk.key(Qt.Key.Key_L, CTRL)
    assert desk.grid(desk.candidates[0], "ef").is_locked


def test_a_score_is_refused_and_the_words_stay_in_the_box(desk: Desk) -> None:
    lock_everything_before_the_final(desk, desk.candidates[0])
    desk.open(desk.candidates[0])
    desk.write("Bon entretien, 15/20.")
    desk.screen.view.left()
    assert desk.grid(desk.candidates[0], "ef").appreciation == ""
    assert "Pas enregistré. Un titre professionnel ne comporte ni note" in desk.words()
    assert appreciation(desk).toPlainText() == "Bon entretien, 15/20."


def test_leaving_the_screen_keeps_what_was_typed(desk: Desk) -> None:
    lock_everything_before_the_final(desk, desk.candidates[0])
    desk.open(desk.candidates[0])
    desk.write("Bonne vue d'ensemble.")
    desk.screen.view.left()
    assert desk.grid(desk.candidates[0], "ef").appreciation == "Bonne vue d'ensemble."


def test_an_early_final_interview_asks_why(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    steps = [
        card for card in desk.view.findChildren(QAbstractButton) if card.accessibleName().startswith("Entretien f")
    ]
    steps[0].click()
    question = desk.question()
    assert question is not None
    assert question.objectName() == "early_final"
    desk.write("train a 12 h")
    desk.key(Qt.Key.Key_Return)
    assert desk.grid(desk.candidates[0], "ef").waiver == "train a 12 h"
    assert appreciation(desk).isVisibleTo(desk.view)


def test_the_responsable_is_told_that_only_jurors_grade(desk: Desk) -> None:
    desk.stage.sit(None)
    desk.open(desk.candidates[0])
    assert "Seuls les membres du jury évaluent" in desk.words()
    desk.button("grading_way_out").click()
    assert desk.stage.changes_of_person == 1
    desk.key(Qt.Key.Key_D)
    assert desk.stage.session().phase_events == {}


def test_an_absent_or_unseen_candidate_leads_back_to_the_day(desk: Desk) -> None:
    desk.open(desk.candidates[5])
    assert "Sa présence n’est pas encore constatée" in desk.words()
    desk.button("grading_way_out").click()
    assert desk.stage.visited == [Target(ScreenName.DAY)]


def test_without_a_target_the_screen_shows_whom_to_grade_now(desk: Desk) -> None:
    hold(desk, desk.candidates[3], "ecrit")
    timing.start(desk.stage.desk, desk.stage.actor, desk.candidates[3], "oral")
    desk.screen.view.entered()
    assert desk.screen.view.header.title == "ÖZTÜRK İbrahim"


def test_forgetting_leaves_nothing_of_the_session(desk: Desk) -> None:
    hold(desk, desk.candidates[0], "ecrit")
    desk.open(desk.candidates[0], "oral")
    desk.key(Qt.Key.Key_D)
    desk.screen.forget()
    assert desk.screen.view.header.title == "Évaluation"
    assert "critère" not in desk.words()
    assert not any(timer.isActive() for timer in desk.view.findChildren(QTimer))


def test_the_written_part_fits_without_scrolling(desk: Desk) -> None:
    desk.open(desk.candidates[0], "ecrit")
    desk.key(Qt.Key.Key_3)
    QApplication.processEvents()
    assert desk.view.minimumSizeHint().height() <= 704
    assert desk.view.minimumSizeHint().width() <= 1170
    last = desk.bar(5)
    assert last.visibleRegion().boundingRect().size() == last.size()


def test_criteria_of_a_bloc_are_marked_like_any_other(qtbot: QtBot, tmp_path: Path) -> None:
    with open_stage(tmp_path, "ascom", "bloc1") as stage:
        candidate, juror = stage.add_candidate("LE GOFF", "Élodie"), stage.add_juror("Anne", "Durand")
        stage.welcome(candidate)
        stage.sit(juror)
        screen = GradingScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.show()
        one = Desk(stage, screen, [candidate], [juror])
        one.open(candidate, "ecrit")
        for _number in range(5):
            one.key(Qt.Key.Key_1)
        one.key(Qt.Key.Key_L, CTRL)
        assert one.grid(candidate, "ecrit").is_locked
        screen.view.left()


# What happens around the épreuve


def test_an_incident_is_one_key_away_and_names_written_work_by_its_identifier(desk: Desk) -> None:
    desk.open(desk.candidates[0], "ecrit")
    desk.key(Qt.Key.Key_I)
    question = desk.question()
    assert question is not None
    assert question.objectName() == "incident_question"
    concerns = question.findChild(QComboBox, "incident_concerns")
    assert concerns is not None
    assert "LE GOFF" not in concerns.currentText()
    line = question.findChild(QLineEdit, "incident_line")
    assert line is not None
    QTest.keyClicks(line, "Coupure de courant")
    QTest.keyClick(line, Qt.Key.Key_Return)
    [incident] = desk.stage.session().incidents
    assert (incident.text, incident.candidate_id) == ("Coupure de courant", desk.candidates[0])


def test_an_accommodation_not_read_yet_is_shown_before_the_time_runs(desk: Desk) -> None:
    stage, chloe = desk.stage, desk.candidates[2]
    change = candidates.draft_of(stage.session().candidate(chloe))
    assert change.accommodation is not None
    granted = replace(change.accommodation, measure="tiers temps, salle à part")
    hold(desk, chloe, "ecrit")
    candidates.change(stage.desk, MANAGER, chloe, replace(change, accommodation=granted))
    desk.open(chloe, "oral")
    desk.key(Qt.Key.Key_D)
    question = desk.question()
    assert question is not None
    assert question.objectName() == "accommodation_question"
    assert list(stage.session().phase_events) == [(chloe, "ecrit")]
    QTest.keyClick(read(question), Qt.Key.Key_Return)
    assert list(stage.session().phase_events) == [(chloe, "ecrit"), (chloe, "oral")]
