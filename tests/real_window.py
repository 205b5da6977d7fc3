"""The program's own window for tests: real services, real worker threads, settings and folders of its own.

A person's hands are those of the guided demo: keys and clicks on what is in front, and patience.
"""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from app.system.clock import Clock, ScriptedClock
from app.system.paths import standard_paths
from app.system.settings import SettingsStore
from app.ui.application import start_qt
from app.ui.demo.hands import Hands
from app.ui.tasks import TaskRunner
from app.ui.window import Window


@dataclass
class RealWindow:
    """A window and the hands in front of it."""

    window: Window
    hands: Hands
    settings: SettingsStore

    def sit_down(self, name: str, pin: str) -> None:
        """A juror who has a code takes the desk, and is in the day or back where an earlier run stopped."""
        self.hands.press("Ctrl+J")
        self.hands.click_button("seat_cards", name)
        self.enter(pin)
        self.hands.wait(lambda: not self.window.shell.is_masked, "l’écran du juré")

    def enter(self, pin: str) -> None:
        """Type a code into the dialog that asks it."""
        self.hands.wait(lambda: self.hands.front().objectName() == "pin_dialog", "la demande du code")
        self.hands.type_text(pin)
        self.hands.press("Return")
        self.hands.settle()

    def open_session(self, path: Path, passphrase: str) -> None:
        """Open a session as from the command line, by its passphrase."""
        self.window.ask_to_open(path)
        self.hands.fill("passphrase_line", passphrase)
        self.hands.press("Return")
        self.hands.wait(lambda: self.window.session_path == path, "la session ouverte")
        self.hands.settle()


@contextmanager
def real_window(folder: Path, clock: Clock, watch_every_ms: int = 0) -> Iterator[RealWindow]:
    """A window shown on Accueil, closed at the end with its session and its threads; pictures go to `folder`.

    Nobody watches over it unless told how often: a played clock leaps, and each leap would look like sleep.
    """
    start_qt()
    paths = replace(standard_paths(), sessions=folder, own_frameworks=folder / "referentiels")
    settings = SettingsStore(folder / "settings.json")
    runner = TaskRunner()
    window = Window(paths, settings, clock, runner, watch_every_ms=watch_every_ms)
    hands = Hands(ScriptedClock(dt.datetime.now().astimezone()), folder / "images", lambda: runner.is_busy)
    try:
        window.shell.resize(1366, 768)
        window.shell.show()
        hands.settle()
        yield RealWindow(window, hands, settings)
    finally:
        window.shell.close()
        window.close_everything()
        window.shell.deleteLater()
