"""Written work as a juror meets it: by identifier, as one pile, one copy after the other or side by side (rule 14)."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.domain.anonymity import anonymous_id
from app.domain.answer import NO, NOT_OBSERVED, YES
from app.domain.attendance import AbsenceCode
from app.domain.copies import pile_of
from app.domain.grading import Grid
from app.domain.people import MANAGER
from app.domain.rules.base import COPIES
from app.domain.rules.behind_doors import without_names
from app.domain.rules.registry import judge
from app.services import attendance, grading, people, timing
from app.services.grading import GridKey
from app.ui.bench import ScreenName, Target
from app.ui.screens.checks import ChecksScreen
from app.ui.screens.day.state import day_state
from app.ui.screens.grading import GradingScreen
from app.ui.theme import Scheme, apply_theme
from tests.ui.hand import Hand, plain
from tests.ui.juror_desk import CTRL, Desk
from tests.ui.stage import Stage, fill, open_stage

LIST = Target(ScreenName.GRADING, field=COPIES)


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    """Everybody but the sixth candidate came and wrote; a juror stands before the pile."""
    apply_theme(Scheme.LIGHT)
    with open_stage(tmp_path) as stage:
        candidates, jurors = fill(stage)
        for candidate_id in candidates[:5]:
            stage.welcome(candidate_id)
        attendance.mark_absent(stage.desk, MANAGER, candidates[5], AbsenceCode.UNEXPLAINED)
        stage.sit(jurors[0])
        screen = GradingScreen(stage)
        qtbot.addWidget(screen.view)
        screen.view.resize(1170, 704)
        screen.view.show()
        screen.view.activateWindow()
        screen.show(LIST)
        screen.view.entered()
        QApplication.processEvents()
        yield Desk(stage, screen, candidates, jurors)
        screen.view.left()


def identifier(stage: Stage, candidate_id: int) -> str:
    return anonymous_id(stage.session(), stage.session().candidate(candidate_id))


def table(desk: Desk, name: str) -> QTableView:
    return Hand(desk.view).find(QTableView, name)


def everything(root: QWidget) -> str:
    """Every word of a window: labels, buttons, tables, names for screen readers, tooltips, titles."""
    words = [root.windowTitle(), root.accessibleName()]
    for widget in root.findChildren(QWidget):
        if not widget.isVisibleTo(root):
            continue
        words += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle()]
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            words.append(widget.text())
        if isinstance(widget, QTableView):
            model = widget.model()
            places = [
                model.index(row, column) for row in range(model.rowCount()) for column in range(model.columnCount())
            ]
            roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
            words += [str(index.data(role) or "") for index in places for role in roles]
    return plain("\n".join(words))


def names(stage: Stage) -> list[str]:
    return [name for c in stage.session().candidates for name in (c.identity.birth_name, c.identity.first_name)]


def require_no_name(desk: Desk, *, but: int | None = None) -> None:
    """Nothing that can be read on the screen, or is said by it, names anybody."""
    header = desk.screen.view.header
    said = "\n".join((everything(desk.view), header.title, header.second, *desk.stage.informed, *desk.stage.refused))
    known = desk.stage.session().candidate(but).identity if but is not None else None
    allowed = (known.birth_name, known.first_name) if known is not None else ()
    assert [name for name in names(desk.stage) if name in said and name not in allowed] == []


def answer_all(desk: Desk, candidate_id: int) -> None:
    key = GridKey(candidate_id, "ecrit")
    grading.open_grid(desk.stage.desk, desk.stage.actor, key)
    held = {prior.bloc_id for prior in desk.stage.session().candidate(candidate_id).priors}
    for criterion_id, bloc_id in desk.stage.desk.criteria_by_part["ecrit"].items():
        if bloc_id not in held:
            grading.mark(desk.stage.desk, desk.stage.actor, key, criterion_id, YES)


def test_copies_stand_in_the_order_of_their_identifiers_and_name_nobody(desk: Desk) -> None:
    shown = [row.split(" | ")[0] for row in Hand(desk.view).rows("copies_table")]
    assert shown == sorted(identifier(desk.stage, candidate_id) for candidate_id in desk.candidates[:5])
    assert desk.screen.view.header.title == "Copies à corriger"
    require_no_name(desk)


def test_a_copy_names_its_author_once_it_is_locked_and_the_next_follows_in_one_key(desk: Desk) -> None:
    QTest.keyClick(table(desk, "copies_table"), Qt.Key.Key_Return)
    first = desk.follow().candidate_id or 0
    assert desk.screen.view.header.title == f"Copie {identifier(desk.stage, first)}"
    assert not desk.offers("timer_start")
    desk.key(Qt.Key.Key_3)
    require_no_name(desk)
    answer_all(desk, first)
    desk.open(first, "ecrit")
    desk.key(Qt.Key.Key_L, CTRL)
    assert desk.grid(first, "ecrit").is_locked
    assert desk.stage.session().candidate(first).name in desk.screen.view.header.second
    desk.key(Qt.Key.Key_Return, CTRL)
    assert desk.screen.view.header.title != f"Copie {identifier(desk.stage, first)}"
    assert desk.screen.view.header.title.startswith("Copie ")
    require_no_name(desk)
    desk.key(Qt.Key.Key_C)
    assert desk.stage.visited[-1] == LIST
    desk.follow()
    require_no_name(desk, but=first)
    assert "1 verrouillée sur 5" in plain(desk.screen.view.header.second)


def test_a_name_does_not_lead_to_its_copy(desk: Desk) -> None:
    desk.open(desk.candidates[0], "oral")
    assert "corrigez les copies d’abord" in desk.words()
    steps = [b for b in desk.view.findChildren(QAbstractButton) if b.accessibleName().startswith("Mise en situation é")]
    steps[0].click()
    assert desk.stage.visited == [LIST]
    desk.open(desk.candidates[1])
    assert desk.screen.view.header.title == desk.stage.session().candidate(desk.candidates[1]).name
    assert desk.grid(desk.candidates[1], "oral") == Grid(desk.jurors[0], desk.candidates[1], "oral")


def test_rules_speak_of_copies_apart_from_names(desk: Desk, qtbot: QtBot) -> None:
    stage = desk.stage
    QTest.keyClick(table(desk, "copies_table"), Qt.Key.Key_Return)
    first = desk.follow().candidate_id or 0
    answer_all(desk, first)
    checks = ChecksScreen(stage)
    qtbot.addWidget(checks.view)
    checks.view.show()
    checks.view.entered()
    lines = [line for line in Hand(checks.view).rows("checks_table") if "Mise en situation écrite" in line]
    assert len(lines) == 10, "five copies, two jurors"
    for line in lines:
        assert [name for name in names(stage) if name in line] == []
    assert any(f"Copie {identifier(stage, first)}" in line and "pas verrouillée" in line for line in lines)
    grading.lock(stage.desk, stage.actor, GridKey(first, "ecrit"))
    told = [f.sentence for s in without_names(stage.session(), stage.actor, judge(stage.session())) for f in s.findings]
    assert not any(identifier(stage, first) in sentence for sentence in told), "a name and no identifier any more"
    stage.sit(None)
    seen = [f.sentence for s in without_names(stage.session(), stage.actor, judge(stage.session())) for f in s.findings]
    assert not any("Copie" in sentence for sentence in seen)


def test_a_word_out_of_place_in_the_appreciation_of_a_copy_names_nobody(desk: Desk) -> None:
    stage, author = desk.stage, desk.candidates[0]
    grading.open_grid(stage.desk, stage.actor, GridKey(author, "ecrit"))
    grading.write_appreciation(stage.desk, stage.actor, GridKey(author, "ecrit"), "Un fort accent à l’écrit.")
    session = stage.session()
    [state] = [s for s in without_names(session, stage.actor, judge(session)) if s.rule.number == 24]
    [finding] = state.findings
    assert plain(finding.sentence).startswith(f"Copie {identifier(stage, author)} : dans une appréciation")
    stage.sit(None)
    [state] = [s for s in without_names(session, stage.actor, judge(session)) if s.rule.number == 24]
    assert session.candidate(author).name in state.findings[0].sentence


def test_what_stands_beside_names_does_not_tell_which_copy_was_touched(desk: Desk) -> None:
    """Whichever copy is begun, the juror's day is the same to the letter."""
    stage, now = desk.stage, desk.stage.clock.instant()
    session = stage.session()
    days = []
    for candidate_id in desk.candidates[:5]:
        begun = Grid(desk.jurors[0], candidate_id, "ecrit", appreciation="Lue.")
        days.append(day_state(replace(session, grids=(begun,)), stage.actor, now))
    assert all(day == days[0] for day in days)


def test_the_pile_is_handed_out_once_everybody_was_seen_and_nobody_writes(desk: Desk) -> None:
    stage = desk.stage
    writer = desk.candidates[2]
    people_seen = stage.session()
    unseen = [replace(c, attendance=None) if c.id == writer else c for c in people_seen.candidates]
    waiting = pile_of(replace(people_seen, candidates=tuple(unseen)), stage.actor)
    assert (waiting.copies, waiting.unseen) == ((), 1)
    attendance.acknowledge_accommodation(stage.desk, MANAGER, writer)
    timing.start(stage.desk, MANAGER, writer, "ecrit", "essai")
    assert (pile_of(stage.session(), stage.actor).copies, pile_of(stage.session(), stage.actor).writing) == ((), 1)
    desk.screen.view.entered()
    assert "1 écrit en cours" in desk.words()
    stage.clock.advance(dt.timedelta(minutes=150))
    timing.end(stage.desk, MANAGER, writer, "ecrit")
    assert len(pile_of(stage.session(), stage.actor).copies) == 5


def test_a_recused_juror_has_no_copy_of_that_candidate(desk: Desk) -> None:
    people.recuse(desk.stage.desk, MANAGER, desk.jurors[0], desk.candidates[0], "ancienne collègue")
    desk.screen.view.entered()
    hidden = identifier(desk.stage, desk.candidates[0])
    assert hidden not in everything(desk.view)
    assert len(Hand(desk.view).rows("copies_table")) == 4
    desk.open(desk.candidates[0], "ecrit")
    require_no_name(desk)
    assert "n’est pas à corriger par vous" in desk.words()


def side_by_side(desk: Desk) -> QTableView:
    QTest.keyClick(table(desk, "copies_table"), Qt.Key.Key_C)
    QApplication.processEvents()
    return table(desk, "landscape")


def test_copies_side_by_side_are_answered_cell_by_cell_and_each_is_on_disk(desk: Desk) -> None:
    grid = side_by_side(desk)
    order = sorted((identifier(desk.stage, c), c) for c in desk.candidates[:4])
    for key in (Qt.Key.Key_1, Qt.Key.Key_Right, Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_1):
        QTest.keyClick(grid, key)
    marks = [[mark.value for mark in desk.grid(c, "ecrit").marks.values()] for _name, c in order]
    assert marks[:2] == [[YES], [NO, YES]]
    assert f"{order[1][0]}, critère 2 : Oui" in desk.words()
    require_no_name(desk)
    desk.key(Qt.Key.Key_Z, CTRL)
    assert [mark.value for mark in desk.grid(order[1][1], "ecrit").marks.values()] == [NO]
    assert desk.stage.refused == []


def test_not_observed_asks_its_word_side_by_side(desk: Desk) -> None:
    grid = side_by_side(desk)
    QTest.keyClick(grid, Qt.Key.Key_3)
    desk.write("copie illisible")
    desk.key(Qt.Key.Key_Return)
    first = min((identifier(desk.stage, c), c) for c in desk.candidates[:4])[1]
    [mark] = desk.grid(first, "ecrit").marks.values()
    assert (mark.value, mark.word) == (NOT_OBSERVED, "copie illisible")


def test_a_complete_copy_is_locked_from_its_column_and_others_say_what_they_lack(desk: Desk) -> None:
    first, second = [c for _name, c in sorted((identifier(desk.stage, c), c) for c in desk.candidates[:4])][:2]
    answer_all(desk, first)
    grid = side_by_side(desk)
    assert "Verrouiller" in Hand(desk.view).rows("landscape")[-1]
    QTest.keyClick(grid, Qt.Key.Key_L, CTRL)
    assert desk.grid(first, "ecrit").is_locked
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_L, CTRL)
    assert not desk.grid(second, "ecrit").is_locked
    assert "critères 1 à 5" in desk.stage.refused[-1]


def test_arrows_turn_the_page_when_there_are_more_copies_than_room(desk: Desk) -> None:
    for letter in "ABCDEFGHIJKLMNOPQR":
        desk.stage.welcome(desk.stage.add_candidate(f"NOM{letter}", "Prénom"))
    grid = side_by_side(desk)
    assert desk.view.minimumSizeHint().width() <= 1170
    seen = set()
    for _copy in range(22):
        seen.add(Hand(desk.view).find(QLabel, "landscape_detail").text().split(",")[0])
        QTest.keyClick(grid, Qt.Key.Key_Right)
    assert len(seen) == 22, "all but the copy that has no such compétence"
    assert "sur 22" in desk.words()
