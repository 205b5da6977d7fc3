"""A juror who grades for ever in the program's own window, and says aloud what the screen says; meant to be killed.

`python -m tests.e2e.juror_at_work SESSION NAME CODE` prints one line for each thing that the screen calls saved:
`note <critère> <valeur>`, and `marche` or `arret` with the time for the clock of the part.
"""

import datetime as dt
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.domain.answer import NO, YES, Answer
from app.system.clock import SystemClock
from app.ui.header_bar import SavedStamp
from app.ui.widgets.choice_bar import ChoiceBar
from app.ui.window import WATCH_EVERY_MS
from tests.builders import PASSPHRASE
from tests.real_window import RealWindow, real_window

BEFORE_PAUSE = 12
PAUSE_LENGTH = 6
KEYS = {YES: "1", NO: "2"}


class Juror:
    """Answers one critère after the other, down the grid and again from its top."""

    def __init__(self, real: RealWindow) -> None:
        self._real = real
        self._hands = real.hands
        [self._stamp] = real.window.shell.findChildren(SavedStamp)

    def work(self) -> None:
        """Grade until killed, with a pause now and then."""
        if self._hands.can_click("timer_start"):
            self._start()
        while True:
            self._grade(BEFORE_PAUSE)
            self._pause()
            self._grade(PAUSE_LENGTH)
            self._start()

    def _grade(self, marks: int) -> None:
        for _mark in range(marks):
            bar = self._bar()
            name = bar.accessibleName()
            value = NO if bar.value == YES else YES
            before = dt.datetime.now().astimezone()
            self._hands.press(KEYS[value])
            self._require_saved(before)
            if self._shows(name, value):
                _say(f"note {name.rsplit(', ', 1)[1]} {value.code}")
            if self._holder() is None:
                self._hands.press("Down")
            if self._holder() is None:
                self._hands.click("unit_1")

    def _shows(self, name: str, value: Answer) -> bool:
        """Whether the screen shows that answer; another page is shown only once the answer is kept."""
        bars = self._real.window.shell.findChildren(ChoiceBar)
        return all(bar.value == value for bar in bars if bar.accessibleName() == name)

    def _bar(self) -> ChoiceBar[Answer]:
        bar = self._holder()
        if bar is None:
            raise LookupError("the keyboard is on no critère")
        return bar

    def _holder(self) -> ChoiceBar[Answer] | None:
        holder = QApplication.focusWidget()
        while holder is not None and not isinstance(holder, ChoiceBar):
            holder = holder.parentWidget()
        return holder

    def _require_saved(self, since: dt.datetime) -> None:
        now = dt.datetime.now().astimezone()
        stamps = {f"✓ enregistré à {moment:%H:%M:%S}" for moment in (since, now)}
        if not self._stamp.isVisible() or self._stamp.text() not in stamps:
            raise RuntimeError(f"the header says « {self._stamp.text()} »")

    def _start(self) -> None:
        at = time.time()
        self._hands.click("timer_start")
        if self._hands.sees("order_question_line"):
            self._hands.fill("order_question_line", "essai")
            at = time.time()
            self._hands.click("order_question_act")
        self._hands.wait(lambda: self._hands.can_click("timer_pause"), "le temps qui court")
        _say(f"marche {at}")
        self._back_to_the_grid()

    def _pause(self) -> None:
        self._hands.press("P")
        self._hands.fill("pause_question_line", "alerte")
        at = time.time()
        self._hands.click("pause_question_act")
        self._hands.wait(lambda: self._hands.can_click("timer_start"), "le temps qui attend")
        _say(f"arret {at}")
        self._back_to_the_grid()

    def _back_to_the_grid(self) -> None:
        self._real.window.shell.activateWindow()  # offscreen, nobody else does after a dialog
        self._hands.click("unit_1")


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main(session: Path, name: str, code: str) -> None:
    """Open the session, sit down, grade."""
    with real_window(Path(tempfile.mkdtemp()), SystemClock(), WATCH_EVERY_MS) as real:
        real.open_session(session, PASSPHRASE)
        real.sit_down(name, code)
        real.hands.press("G")
        real.hands.wait(lambda: real.hands.sees("part_steps"), "la grille")
        real.hands.click_button("part_steps", "Entretien technique")
        real.hands.click("unit_1")
        Juror(real).work()


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:])
