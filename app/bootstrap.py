"""The composition root: builds every long-lived object once and hands it over by constructor."""

import os
import sys
from typing import TYPE_CHECKING

from app.cli.context import PASSPHRASE_VARIABLE, CommandContext
from app.cli.output import standard_console
from app.system import crash
from app.system.clock import SystemClock
from app.system.paths import Paths, standard_paths
from app.system.settings import SettingsStore

if TYPE_CHECKING:
    from app.ui.application import DesktopWindows


def command_context() -> CommandContext:
    """Everything that the command line needs, built for this process."""
    paths = standard_paths()
    settings = SettingsStore(paths.settings)
    clock = SystemClock()
    crash.start_logging(paths.logs)
    return CommandContext(
        framework_folders=paths.framework_folders,
        console=standard_console(),
        stdin=sys.stdin,
        environment=os.environ,
        clock=clock,
        machine=settings.load().machine,
        settings=settings,
        windows=lambda: _windows(paths, settings, clock),
    )


def report_crash(error: BaseException) -> None:
    """Leave a readable report of a bug on the command line."""
    crash.exit_after_crash(standard_paths().logs, type(error), error.__traceback__)


def _windows(paths: Paths, settings: SettingsStore, clock: SystemClock) -> "DesktopWindows":
    """The windows, loaded when first wanted: commands without a window never load Qt."""
    from app.ui.application import DesktopWindows  # noqa: PLC0415 - Qt loads only for windows

    return DesktopWindows(paths, settings, clock, os.environ.get(PASSPHRASE_VARIABLE) or None)
