"""A whole day of examination by keys alone in the program's own window, said aloud as the screen calls it saved.

`python -m tests.e2e.day_at_work SESSION SEED` goes on with the day from wherever the file stands, and prints one JSON
list for each thing that is on the disk by the screen's word. It is meant to be killed, and started again, until it
says « fini ». It looks at the session only to know what is left to do; whatever it does, it does by keys.
"""

import datetime as dt
import json
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPlainTextEdit, QPushButton, QTableView, QWidget

from app.domain.answer import NO, NOT_OBSERVED, YES, Answer
from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.next_step import NextStep, StepKind, next_step
from app.domain.people import Person
from app.domain.session import ExamSession
from app.services import reading
from app.system.clock import SystemClock
from app.ui.header_bar import SavedStamp
from app.ui.screens.grading.view import GradingView
from app.ui.widgets.choice_bar import ChoiceBar
from app.ui.window import WATCH_EVERY_MS
from tests.builders import PASSPHRASE
from tests.e2e.exam_day import ABSENT, CODES
from tests.real_window import RealWindow, real_window
from tests.ui.keyboard import Keyboard

KEYS = {YES: "1", NO: "2", NOT_OBSERVED: "3"}
ODDS = (YES, YES, YES, NO, NOT_OBSERVED)
FACT_EVERY, PAUSE_EVERY = 7, 40
MOST_DOWNS = 80


class DayAtWork:
    """The responsable, then each juror in turn; everybody goes on where the disk says that the work stands."""

    def __init__(self, real: RealWindow, run: str) -> None:
        self._real, self._run = real, run
        self._hands, self._keys = real.hands, Keyboard(real.hands)
        self._whims = random.Random(run)  # noqa: S311 - the same day for the same seed
        self._noted = self._marked = 0
        [self._stamp] = real.window.shell.findChildren(SavedStamp)

    def play(self) -> None:
        """Go on until everybody's last grid is locked."""
        self._open_the_doors()
        for juror in self._session.jurors:
            if self._waiting(juror):
                self._sit_down(juror)
                self._grade_everyone(juror)
        say("fini")

    @property
    def _session(self) -> ExamSession:
        return reading.session(self._real.window.desk)

    # The responsable

    def _open_the_doors(self) -> None:
        """Presences, the absence, written work begun and ended."""
        for wanted in (StepKind.OBSERVE_PRESENCE, StepKind.READ_ACCOMMODATION, StepKind.START, StepKind.FINISH):
            for candidate in self._session.candidates:
                step = next_step(self._session, candidate, self._real.window.actor)
                if step.kind is wanted:
                    self._stand_on(candidate)
                    self._take(candidate, step)

    def _take(self, candidate: Candidate, step: NextStep) -> None:
        """Take the step that the row's button names, and say that it is the right person."""
        person_id = self._real.window.actor.person_id or 0
        if step.kind is StepKind.OBSERVE_PRESENCE:
            self._observe(candidate, "absence" if candidate.number == ABSENT else "présence")
        elif step.kind is StepKind.READ_ACCOMMODATION:
            self._act("lecture", (person_id, candidate.id), self._answer_step)
        elif step.kind in (StepKind.START, StepKind.FINISH):
            begins = step.kind is StepKind.START
            self._act("début" if begins else "fin", (candidate.id, step.part_id), self._answer_step)
        else:
            self._answer_step()

    def _observe(self, candidate: Candidate, what: str) -> None:
        def look() -> None:
            self._keys.press("P" if what == "présence" else "A")
            self._wait("presence_question_act" if what == "présence" else "absence_question_act")
            self._keys.press("1")
            self._accept()

        self._act(what, (candidate.id,), look)

    def _answer_step(self) -> None:
        self._keys.press("Return")
        if QApplication.activeModalWidget() is not None:
            self._accept()

    def _accept(self) -> None:
        """Say yes to the question in front, with a word where it wants one."""
        question = self._hands.front()
        name = question.objectName()
        if isinstance(QApplication.focusWidget(), QLineEdit):
            self._hands.type_text("alerte")
        self._hands.wait(lambda: self._hands.can_click(f"{name}_act"), f"« {name} » ouverte à la réponse")
        self._keys.press("Return")
        self._hands.wait(lambda: self._hands.front() is not question, f"« {name} » refermée")
        self._back_to_the_window()

    # A juror

    def _waiting(self, juror: Person) -> list[tuple[Candidate, Part]]:
        session = self._session
        return [
            (candidate, part)
            for candidate in session.candidates
            if candidate.is_present and juror in session.jurors_for(candidate)
            for _modality, part in session.parts_for(candidate)
            if not session.grid(juror.id, candidate.id, part.id).is_locked
        ]

    def _sit_down(self, juror: Person) -> None:
        """Hand over: the screen goes blank, the person is chosen, the code is typed."""
        self._keys.press("Ctrl+J")
        self._wait("seat_cards")
        self._keys.reach("seat_cards")
        for _card in range(MOST_DOWNS):
            card = QApplication.focusWidget()
            if isinstance(card, QPushButton) and card.accessibleName().startswith(juror.name):
                break
            self._keys.press("Down")
        self._keys.press("Space")
        self._real.enter(CODES[juror.id])
        self._back_to_the_window()
        self._hands.wait(lambda: self._real.window.actor.person_id == juror.id, f"{juror.name} au poste")
        say("assis", juror.id, *self._place())

    def _place(self) -> tuple[int, str, int] | tuple[()]:
        """Where the juror is put back as one reads it on the screen: candidate, part, critère.

        The critère is 0 where there is none to answer: in a part without any, or once the grid is locked.
        """
        [grading] = self._real.window.shell.findChildren(GradingView)
        if not grading.isVisible():
            return ()
        candidate = next(each for each in self._session.candidates if each.name == grading.header.title)
        cards = self._hands.find("part_steps", QWidget).findChildren(QPushButton)
        shown = next(card.accessibleName() for card in cards if card.isChecked())
        parts = [part for _modality, part in self._session.parts_for(candidate)]
        part = next(part for part in parts if shown.startswith(f"{part.label},"))
        is_written = self._hands.sees("appreciation") or self._hands.sees("unlock_grid")
        return candidate.id, part.id, 0 if is_written else self._critere()[0]

    def _grade_everyone(self, juror: Person) -> None:
        while self._waiting(juror):
            candidate, part = self._waiting(juror)[0]
            self._open_grid(candidate)
            self._run_time(candidate, part)
            self._fill(juror, candidate, part)
            self._end_time(candidate, part)
            self._act("verrou", (juror.id, candidate.id, part.id), lambda: self._keys.press("Ctrl+L"))

    def _open_grid(self, candidate: Candidate) -> None:
        for _question in range(3):
            step = next_step(self._session, candidate, self._real.window.actor)
            self._stand_on(candidate)
            self._take(candidate, step)
            if step.kind is not StepKind.READ_ACCOMMODATION:
                break
        self._wait("lock_grid")

    # Time

    def _run_time(self, candidate: Candidate, part: Part) -> None:
        """Go to the last phase of the part, time running, with every phase begun and ended."""
        sitting = (candidate.id, part.id)
        if self._hands.can_click("timer_start"):
            self._leave_lines()
            resumes = self._button("timer_start") == "Reprendre"
            self._act("reprise" if resumes else "début", sitting, lambda: self._keys.press("D"))
        while self._hands.can_click("timer_next_phase"):
            self._leave_lines()
            self._act(("fin", "début"), sitting, lambda: self._keys.press("S"))

    def _end_time(self, candidate: Candidate, part: Part) -> None:
        sitting = (candidate.id, part.id)
        while self._hands.can_click("timer_finish"):
            self._leave_lines()
            self._act("fin", sitting, lambda: self._keys.press("T"))

    def _pause(self, candidate: Candidate, part: Part) -> None:
        def ask() -> None:
            self._keys.press("P")
            self._wait("pause_question_line")
            self._accept()

        if self._hands.can_click("timer_pause"):
            self._act("pause", (candidate.id, part.id), ask)
            self._act("reprise", (candidate.id, part.id), lambda: self._keys.press("D"))

    # What a juror writes

    def _fill(self, juror: Person, candidate: Candidate, part: Part) -> None:
        units = [unit for unit in self._session.grid_units(candidate, part) if unit.criteria]
        ids = [criterion.id for unit in units for criterion in unit.criteria]
        key = (juror.id, candidate.id, part.id)
        if not ids:
            say("lieu", *key, 0)
            self._appreciate(key)
        kept = self._session.grid(*key).marks
        left = {name for name in ids if name not in kept or (kept[name].value.is_not_observed and not kept[name].word)}
        for _step in range(2 * MOST_DOWNS):
            if not left:
                return
            number, bar = self._critere()
            say("lieu", *key, number)
            if ids[number - 1] in left:
                self._mark(key, ids[number - 1], number, bar)
                left.remove(ids[number - 1])
                self._do_more(key, candidate, part)
            else:
                self._go_further(number)
        raise LookupError(f"{part.label} never ends")

    def _go_further(self, number: int) -> None:
        """Go to the critère that follows, and from the last one to the first thing that lacks."""
        self._keys.press("Down")
        if self._critere()[0] == number:
            self._keys.press("Ctrl+L")

    def _do_more(self, key: tuple[int, int, str], candidate: Candidate, part: Part) -> None:
        """Note a fact now and then, and interrupt the part sometimes."""
        self._marked += 1
        if self._marked % FACT_EVERY == 0:
            self._note_fact(key)
        if self._marked % PAUSE_EVERY == 0:
            self._pause(candidate, part)

    def _mark(self, key: tuple[int, int, str], criterion_id: str, number: int, bar: ChoiceBar[Answer]) -> None:
        value = bar.value or self._whims.choice(ODDS)
        if bar.value is None:
            self._act("note", (*key, criterion_id, value.code), lambda: self._keys.press(KEYS[value]))
            self._hands.wait(lambda: self._is_shown(number, value), f"le critère {number}")
        if value.is_not_observed:
            word = f"pas abordé {self._run}"
            self._keys.reach(f"word_{number}")
            self._keys.press("Ctrl+A")
            self._hands.type_text(word)
            self._act("mot", (*key, criterion_id, word), lambda: self._keys.press("Return"))

    def _is_shown(self, number: int, value: Answer) -> bool:
        """The answer on the screen; a juror who is led to the next compétence no longer sees it."""
        bars = list(self._real.window.shell.findChildren(ChoiceBar, f"criterion_{number}"))
        return not any(bar.isVisible() for bar in bars) or any(bar.value == value for bar in bars)

    def _critere(self) -> tuple[int, ChoiceBar[Answer]]:
        """The critère under the keyboard, be it on its bar or on its word: its number and its bar."""
        for _press in range(3):
            holder = QApplication.focusWidget()
            while holder is not None and not holder.objectName().startswith(("criterion_", "word_")):
                holder = holder.parentWidget()
            if holder is not None:
                number = int(holder.objectName().split("_")[1])
                return number, self._hands.find(f"criterion_{number}", ChoiceBar)
            self._keys.press("Up")  # from what follows the last critère
        raise LookupError("the keyboard is on no critère")

    def _note_fact(self, key: tuple[int, int, str]) -> None:
        self._noted += 1
        text = f"fait {self._run} {self._noted}"

        def write() -> None:
            self._hands.type_text(text)
            self._keys.press("Return")

        self._keys.press("F")
        self._act("fait", (*key, text), write)
        self._keys.press("Esc")

    def _appreciate(self, key: tuple[int, int, str]) -> None:
        text = f"Vue d’ensemble du métier bien exprimée, {self._run}."
        box = self._keys.reach("appreciation")
        assert isinstance(box, QPlainTextEdit)
        if box.toPlainText().strip():
            return

        def write() -> None:
            self._hands.type_text(text)
            self._hands.wait(lambda: self._label("appreciation_status") == "Enregistrée.", "l’appréciation enregistrée")

        self._act("appréciation", (*key, text), write)

    # The window

    def _act(self, what: str | tuple[str, ...], about: tuple[object, ...], act: Callable[[], object]) -> None:
        """Do one thing; say it once the header calls it saved."""
        before = dt.datetime.now().astimezone()
        act()
        self._hands.wait(lambda: self._is_saved(before), f"« {what} » enregistré")
        for word in (what,) if isinstance(what, str) else what:
            say(word, *about, before.timestamp(), dt.datetime.now().astimezone().timestamp())

    def _is_saved(self, since: dt.datetime) -> bool:
        now = dt.datetime.now().astimezone()
        seconds = range(int((now - since.replace(microsecond=0)).total_seconds()) + 1)
        stamps = {f"✓ enregistré à {since + dt.timedelta(seconds=second):%H:%M:%S}" for second in seconds}
        return self._stamp.isVisible() and self._stamp.text() in stamps

    def _stand_on(self, candidate: Candidate) -> None:
        """Bring the keyboard to a candidate's row in Journée."""
        self._keys.press("Ctrl+3")
        table = self._keys.reach("day_table")
        assert isinstance(table, QTableView)
        self._keys.press("Ctrl+Home")
        for _row in range(MOST_DOWNS):
            shown = table.currentIndex().siblingAtColumn(1)
            cells = [table.model().index(shown.row(), column) for column in range(table.model().columnCount())]
            if any(candidate.number in " ".join(str(cell.data(role)) for role in (0, 11)) for cell in cells):
                return
            self._keys.press("Down")
        raise LookupError("the candidate has no row")

    def _leave_lines(self) -> None:
        """Bring the keyboard where letters are keys."""
        for _step in range(MOST_DOWNS):
            if not isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit):
                return
            self._keys.press("Tab")

    def _back_to_the_window(self) -> None:
        if QApplication.activeModalWidget() is None:
            self._real.window.shell.activateWindow()  # offscreen, nobody else does after a dialog
        self._hands.settle()

    def _wait(self, name: str) -> None:
        self._hands.wait(lambda: self._hands.sees(name), f"« {name} »")

    def _button(self, name: str) -> str:
        return self._hands.find(name, QPushButton).text()

    def _label(self, name: str) -> str:
        return self._hands.find(name, QLabel).text()


def say(*words: object) -> None:
    """Say one thing aloud, whole."""
    sys.stdout.write(f"{json.dumps(words)}\n")
    sys.stdout.flush()


def main(session: Path, run: str) -> None:
    """Open the session by its passphrase and go on with the day."""
    with real_window(Path(tempfile.mkdtemp()), SystemClock(), WATCH_EVERY_MS) as real:
        real.window.ask_to_open(session)
        Keyboard(real.hands).write("passphrase_line", PASSPHRASE)
        real.hands.press("Return")
        real.hands.wait(lambda: real.window.session_path == session, "la session ouverte")
        real.hands.settle()
        say("ouvert")
        DayAtWork(real, run).play()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
