"""A whole day of examination by keys alone in the program's own window, said aloud as the screen calls it saved.

`python -m tests.e2e.day_at_work SESSION SEED` goes on with the day from wherever the file stands, and prints one JSON
list for each thing that is on the disk by the screen's word. It is meant to be killed, and started again, until it
says « fini ». It looks at the session only to know what is left to do; whatever it does, it does by keys.
"""

import random
import sys
import tempfile
from pathlib import Path

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QPushButton, QWidget

from app.domain.anonymity import anonymous_id, candidate_behind, is_anonymous
from app.domain.answer import NO, NOT_OBSERVED, YES, Answer
from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part
from app.domain.next_step import NextStep, StepKind, next_step
from app.domain.people import Person
from app.domain.session import ExamSession
from app.services import reading
from app.system.clock import SystemClock
from app.ui.screens.grading.view import GradingView
from app.ui.widgets.choice_bar import ChoiceBar
from app.ui.window import WATCH_EVERY_MS
from tests.builders import PASSPHRASE
from tests.e2e.desk_by_keys import MOST_DOWNS, DeskByKeys, say
from tests.e2e.exam_day import ABSENT, CODES
from tests.real_window import RealWindow, real_window
from tests.ui.keyboard import Keyboard

KEYS = {YES: "1", NO: "2", NOT_OBSERVED: "3"}
ODDS = (YES, YES, YES, NO, NOT_OBSERVED)
FACT_EVERY, PAUSE_EVERY = 7, 40


class DayAtWork(DeskByKeys):
    """The responsable, then each juror in turn; everybody goes on where the disk says that the work stands."""

    def __init__(self, real: RealWindow, run: str) -> None:
        super().__init__(real)
        self._run = run
        self._whims = random.Random(run)  # noqa: S311 - the same day for the same seed
        self._noted = self._marked = 0

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
        return reading.session(self.real.window.desk)

    # The responsable

    def _open_the_doors(self) -> None:
        """Presences, the absence, written work begun and ended."""
        for wanted in (StepKind.OBSERVE_PRESENCE, StepKind.READ_ACCOMMODATION, StepKind.START, StepKind.FINISH):
            for candidate in self._session.candidates:
                step = next_step(self._session, candidate, self.real.window.actor)
                if step.kind is wanted:
                    self._stand_on(candidate)
                    self._take(candidate, step)

    def _take(self, candidate: Candidate, step: NextStep) -> None:
        """Take the step that the row's button names, and say that it is the right person."""
        person_id = self.real.window.actor.person_id or 0
        if step.kind is StepKind.OBSERVE_PRESENCE:
            self._observe(candidate, "absence" if candidate.number == ABSENT else "présence")
        elif step.kind is StepKind.READ_ACCOMMODATION:
            self.act("lecture", (person_id, candidate.id), self.answer_step)
        elif step.kind in (StepKind.START, StepKind.FINISH):
            begins = step.kind is StepKind.START
            self.act("début" if begins else "fin", (candidate.id, step.part_id), self.answer_step)
        else:
            self.answer_step()

    def _observe(self, candidate: Candidate, what: str) -> None:
        def look() -> None:
            self.keys.press("P" if what == "présence" else "A")
            self.wait_for("presence_question_act" if what == "présence" else "absence_question_act")
            self.keys.press("1")
            self.accept()

        self.act(what, (candidate.id,), look)

    # A juror

    def _waiting(self, juror: Person) -> list[tuple[Candidate, Part]]:
        """The grids that a juror has not locked: copies first, then candidate after candidate."""
        session = self._session
        waiting = [
            (candidate, part)
            for candidate in session.candidates
            if candidate.is_present and juror in session.jurors_for(candidate)
            for _modality, part in session.parts_for(candidate)
            if not session.grid(juror.id, candidate.id, part.id).is_locked
        ]
        return sorted(waiting, key=lambda each: not is_anonymous(each[1]))

    def _sit_down(self, juror: Person) -> None:
        """Hand over: the screen goes blank, the person is chosen, the code is typed."""
        self.keys.press("Ctrl+J")
        self.wait_for("seat_cards")
        self.keys.reach("seat_cards")
        for _card in range(MOST_DOWNS):
            card = QApplication.focusWidget()
            if isinstance(card, QPushButton) and card.accessibleName().startswith(juror.name):
                break
            self.keys.press("Down")
        self.keys.press("Space")
        self.real.enter(CODES[juror.id])
        self.back_to_the_window()
        self.hands.wait(lambda: self.real.window.actor.person_id == juror.id, f"{juror.name} au poste")
        say("assis", juror.id, *self._place())

    def _place(self) -> tuple[int, str, int] | tuple[()]:
        """Where the juror is put back as one reads it on the screen: candidate, part, critère.

        The critère is 0 where there is none to answer: in a part without any, or once the grid is locked.
        """
        [grading] = self.real.window.shell.findChildren(GradingView)
        if not grading.isVisible():
            return ()
        session, title = self._session, grading.header.title
        behind = candidate_behind(session, title.removeprefix("Copie "))
        candidate = behind or next(each for each in session.candidates if each.name == title)
        parts = [part for _modality, part in session.parts_for(candidate)]
        if behind is None:
            cards = self.hands.find("part_steps", QWidget).findChildren(QPushButton)
            shown = next(card.accessibleName() for card in cards if card.isChecked())
            part = next(part for part in parts if shown.startswith(f"{part.label},"))
        else:
            part = next(part for part in parts if grading.header.second.startswith(part.label))
        is_written = self.hands.sees("appreciation") or self.hands.sees("unlock_grid")
        return candidate.id, part.id, 0 if is_written else self._critere()[0]

    def _grade_everyone(self, juror: Person) -> None:
        while self._waiting(juror):
            candidate, part = self._waiting(juror)[0]
            self._open_grid(candidate, part)
            self._run_time(candidate, part)
            self._fill(juror, candidate, part)
            self._end_time(candidate, part)
            self.act("verrou", (juror.id, candidate.id, part.id), lambda: self.keys.press("Ctrl+L"))

    def _open_grid(self, candidate: Candidate, part: Part) -> None:
        """Go to a grid: a copy in the pile by its identifier, a candidate who is heard by his or her row."""
        if is_anonymous(part):
            self.keys.press("Ctrl+3", "C")
            self.choose_row("copies_table", anonymous_id(self._session, candidate))
            self.keys.press("Return")
        else:
            self._follow_steps(candidate)
        self.wait_for("lock_grid")

    def _follow_steps(self, candidate: Candidate) -> None:
        for _question in range(3):
            step = next_step(self._session, candidate, self.real.window.actor)
            self._stand_on(candidate)
            self._take(candidate, step)
            if step.kind is not StepKind.READ_ACCOMMODATION:
                break

    # Time

    def _run_time(self, candidate: Candidate, part: Part) -> None:
        """Go to the last phase of the part, time running, with every phase begun and ended."""
        sitting = (candidate.id, part.id)
        if self.hands.can_click("timer_start"):
            self.leave_lines()
            resumes = self.button_words("timer_start") == "Reprendre"
            self.act("reprise" if resumes else "début", sitting, lambda: self.keys.press("D"))
        while self.hands.can_click("timer_next_phase"):
            self.leave_lines()
            self.act(("fin", "début"), sitting, lambda: self.keys.press("S"))

    def _end_time(self, candidate: Candidate, part: Part) -> None:
        sitting = (candidate.id, part.id)
        while self.hands.can_click("timer_finish"):
            self.leave_lines()
            self.act("fin", sitting, lambda: self.keys.press("T"))

    def _pause(self, candidate: Candidate, part: Part) -> None:
        def ask() -> None:
            self.keys.press("P")
            self.wait_for("pause_question_line")
            self.accept()

        if self.hands.can_click("timer_pause"):
            self.act("pause", (candidate.id, part.id), ask)
            self.act("reprise", (candidate.id, part.id), lambda: self.keys.press("D"))

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
        self.keys.press("Down")
        if self._critere()[0] == number:
            self.keys.press("Ctrl+L")

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
            self.act("note", (*key, criterion_id, value.code), lambda: self.keys.press(KEYS[value]))
            self.hands.wait(lambda: self._is_shown(number, value), f"le critère {number}")
        if value.is_not_observed:
            word = f"pas abordé {self._run}"
            if QApplication.focusWidget() is not self.hands.find(f"word_{number}", QWidget):
                self.keys.press(KEYS[value])  # said again, it asks for its word again
            self.keys.press("Ctrl+A")
            self.hands.type_text(word)
            self.act("mot", (*key, criterion_id, word), lambda: self.keys.press("Return"))

    def _is_shown(self, number: int, value: Answer) -> bool:
        """The answer on the screen; a juror who is led to the next compétence no longer sees it."""
        bars = list(self.real.window.shell.findChildren(ChoiceBar, f"criterion_{number}"))
        return not any(bar.isVisible() for bar in bars) or any(bar.value == value for bar in bars)

    def _critere(self) -> tuple[int, ChoiceBar[Answer]]:
        """The critère under the keyboard, be it on its bar or on its word: its number and its bar."""
        for _press in range(3):
            holder = QApplication.focusWidget()
            while holder is not None and not holder.objectName().startswith(("criterion_", "word_")):
                holder = holder.parentWidget()
            if holder is not None:
                number = int(holder.objectName().split("_")[1])
                return number, self.hands.find(f"criterion_{number}", ChoiceBar)
            self.keys.press("Up")  # from what follows the last critère
        raise LookupError("the keyboard is on no critère")

    def _note_fact(self, key: tuple[int, int, str]) -> None:
        self._noted += 1
        text = f"fait {self._run} {self._noted}"

        def write() -> None:
            self.hands.type_text(text)
            self.keys.press("Return")

        self.keys.press("F")
        self.act("fait", (*key, text), write)
        self.keys.press("Esc")

    def _appreciate(self, key: tuple[int, int, str]) -> None:
        text = f"Vue d’ensemble du métier bien exprimée, {self._run}."
        box = self.keys.reach("appreciation")
        assert isinstance(box, QPlainTextEdit)
        if box.toPlainText().strip():
            return

        def write() -> None:
            self.hands.type_text(text)
            self.hands.wait(
                lambda: self.label_words("appreciation_status") == "Enregistrée.", "l’appréciation enregistrée"
            )

        self.act("appréciation", (*key, text), write)

    # The window

    def _stand_on(self, candidate: Candidate) -> None:
        """Bring the keyboard to a candidate's row in Journée."""
        self.keys.press("Ctrl+3")
        self.choose_row("day_table", candidate.number)


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
