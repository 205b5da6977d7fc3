"""The screens of an open session, and what accompanies them: loaded together when the first session opens."""

from app.ui.bench import Bench, Screen, ScreenName
from app.ui.company import Company, Host
from app.ui.screens.checks import ChecksScreen
from app.ui.screens.closing import ClosingScreen
from app.ui.screens.day import DayScreen
from app.ui.screens.deliberation import DeliberationScreen
from app.ui.screens.documents import DocumentsScreen
from app.ui.screens.grading import GradingScreen
from app.ui.screens.ledger import LedgerScreen
from app.ui.screens.preparation import PreparationScreen
from app.ui.screens.speaker import SpeakerScreen
from app.ui.shell import Shell
from app.ui.tasks import Runner


def build(bench: Bench) -> dict[ScreenName, Screen]:
    """Make every screen that needs a session."""
    return {
        ScreenName.PREPARATION: PreparationScreen(bench),
        ScreenName.DAY: DayScreen(bench),
        ScreenName.GRADING: GradingScreen(bench),
        ScreenName.DELIBERATION: DeliberationScreen(bench),
        ScreenName.CLOSING: ClosingScreen(bench),
        ScreenName.DOCUMENTS: DocumentsScreen(bench),
        ScreenName.CHECKS: ChecksScreen(bench),
        ScreenName.SPEAKER: SpeakerScreen(bench),
        ScreenName.LEDGER: LedgerScreen(bench),
    }


def company(host: Host, shell: Shell, runner: Runner, watch_every_ms: int) -> Company:
    """Who sits there, the watch, and what is asked about lost time."""
    return Company(host, shell, runner, watch_every_ms)
