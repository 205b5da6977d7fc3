"""The entries of the rail, in their order, each with the act that brings its screen to the front."""

from app.ui.actions import Act
from app.ui.bench import ScreenName

ENTRIES = {
    ScreenName.HOME: Act.GO_HOME,
    ScreenName.PREPARATION: Act.GO_PREPARATION,
    ScreenName.DAY: Act.GO_DAY,
    ScreenName.GRADING: Act.GO_GRADING,
    ScreenName.DELIBERATION: Act.GO_DELIBERATION,
    ScreenName.CLOSING: Act.GO_CLOSING,
    ScreenName.DOCUMENTS: Act.GO_DOCUMENTS,
    ScreenName.CHECKS: Act.GO_CHECKS,
}
