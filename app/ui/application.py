"""Starts the windows: Qt in French, the theme, the crash handler, then one window or the guided demo."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication, QMessageBox

from app.system import crash
from app.system.clock import Clock
from app.system.paths import Paths
from app.system.settings import SettingsStore
from app.ui.french import install_french
from app.ui.tasks import TaskRunner
from app.ui.window import Window

_CRASH_WORDS = (
    "Jurade a rencontré un problème imprévu. Tout ce qui était marqué « enregistré » est sur le disque. "
    "Un rapport sans donnée personnelle a été écrit :"
)


class DesktopWindows:
    """The windows on this machine, built from the collaborators of the composition root."""

    def __init__(self, paths: Paths, settings: SettingsStore, clock: Clock, passphrase: str | None) -> None:
        self._paths = paths
        self._passphrase = passphrase
        self._settings = settings
        self._clock = clock

    def open(self, session: Path | None) -> int:
        """Open the window; a session named on the command line asks its passphrase at once."""
        app = start_qt()
        self._install_crash_handler()
        window = Window(self._paths, self._settings, self._clock, TaskRunner())
        window.shell.resize(1366, 768)
        window.shell.show()
        if session is not None:
            window.ask_to_open(session)
        return self._live(app, window)

    def demonstrate(self) -> int:
        """Open the window on a fresh demonstration session."""
        app = start_qt()
        self._install_crash_handler()
        window = Window(self._paths, self._settings, self._clock, TaskRunner())
        window.shell.resize(1366, 768)
        window.shell.show()
        window.open_demo()
        return self._live(app, window)

    def play(self, folder: Path, *, offscreen: bool) -> int:
        """Play the guided demo; pictures, papers and the session file are left in `folder`."""
        if offscreen:
            os.environ["QT_QPA_PLATFORM"] = "offscreen"
        from app.ui.demo import guided_day  # noqa: PLC0415 - the demo brings Qt's test events, which no window needs

        start_qt()
        guided_day.play(folder, self._paths, self._passphrase)
        return 0

    def _live(self, app: QApplication, window: Window) -> int:
        try:
            return app.exec()
        finally:
            window.close_everything()

    def _install_crash_handler(self) -> None:
        def handle(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
            if issubclass(kind, KeyboardInterrupt):
                sys.__excepthook__(kind, error, trace)
                return
            report = crash.write_report(self._paths.logs, kind, trace)
            QMessageBox.critical(None, "Jurade", f"{_CRASH_WORDS}\n{report}")

        sys.excepthook = handle


def start_qt(arguments: Sequence[str] = ("jurade",)) -> QApplication:
    """The one QApplication of this process, in French."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    app = QApplication(list(arguments))
    app.setApplicationName("Jurade")
    app.setApplicationDisplayName("Jurade")
    install_french(app)
    return app
