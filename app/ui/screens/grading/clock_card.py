"""The time of the part: ring, phase, and the acts that fit the moment. It counts nothing: it shows what it is given."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QHBoxLayout

from app.domain.timing import PhaseState
from app.ui.actions import Act, make_action
from app.ui.screens.grading.alerts import AlertsQuestion
from app.ui.screens.grading.clock import ClockState
from app.ui.screens.grading.way_on import Way
from app.ui.theme import look
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.card import Card
from app.ui.widgets.timer_ring import TimerFace, TimerRing, TimerState
from app.ui.widgets.words import Rank, Words

_FACES = {
    PhaseState.WAITING: TimerState.WAITING,
    PhaseState.RUNNING: TimerState.RUNNING,
    PhaseState.PAUSED: TimerState.PAUSED,
    PhaseState.ENDED: TimerState.ENDED,
}


class ClockCard(Card):
    """The clock of the current phase and its buttons, made from the screen's own actions."""

    alerts_chosen = Signal(object)

    def __init__(self, start: QAction, pause: QAction, finish: QAction, phase: QAction, part: QAction) -> None:
        super().__init__()
        step = look().metrics.step
        self._state: ClockState | None = None
        self._acts = (start, pause, finish, phase, part)
        self._title = Words("", Rank.HEADING, wrap=True)
        self._second = Words("", Rank.SECOND, wrap=True)
        self._times = Words("", Rank.SECOND, wrap=True)
        self._phases = Words("", Rank.SECOND, wrap=True)
        self._phases.setObjectName("timer_phases")
        self._alerts = Button.of_action(make_action(Act.SET_ALERTS, self, self._on_alerts_asked), ButtonRank.QUIET)
        self._alerts.setObjectName("timer_alerts")
        self._ring = TimerRing()
        self._ring.setObjectName("timer")
        for label in (self._title, self._second, self._times):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._buttons = [Button.of_action(act) for act in self._acts]
        for button, name in zip(self._buttons, ("start", "pause", "finish", "next_phase", "next_part"), strict=True):
            button.setObjectName(f"timer_{name}")
        together = QHBoxLayout()
        together.setSpacing(2 * step)
        together.addStretch(1)
        for button in self._buttons[:3]:
            together.addWidget(button)
        together.addStretch(1)
        for widget in (self._title, self._second, self._phases, self._ring):
            self.body.addWidget(widget)
        self.body.addLayout(together)
        for button in self._buttons[3:]:
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._times)
        self.body.addWidget(self._alerts, 0, Qt.AlignmentFlag.AlignHCenter)

    @property
    def state(self) -> ClockState | None:
        """The moment shown last."""
        return self._state

    def mark_primary(self, way: Way) -> None:
        """Make one button the screen's primary one when what comes next is an act on time."""
        for button, its_way in ((self._buttons[0], Way.START), (self._buttons[3], Way.NEXT_PHASE)):
            rank = ButtonRank.PRIMARY if way is its_way else ButtonRank.PLAIN
            if button.property("rank") != rank.value:
                button.set_rank(rank)

    def show_clock(self, state: ClockState) -> None:
        """Show another moment."""
        before, self._state = self._state, state
        self._ring.show_face(TimerFace(_FACES[state.phase], state.elapsed_s, state.planned_s, state.alert))
        if state.alerts.sound and before is not None and _comes_nearer(before, state):
            QApplication.beep()
        if before is None or before.phases != state.phases:
            self._phases.setText(state.phases)
            self._phases.setVisible(bool(state.phases))
        if before is None or before.times != state.times:
            self._times.setText(state.times)
            self._times.setVisible(bool(state.times))
        if before is not None and _acts_of(before) == _acts_of(state):
            return
        self._title.setText(state.title)
        self._second.setText(state.second)
        self._offer(state)

    def give_way(self, given: bool) -> None:
        """Give the place to written work, whose hours stand under a name elsewhere, or take it back."""
        self.setVisible(not given)
        if not given:
            return
        self._state = None
        for act in self._acts:
            act.setEnabled(False)

    @Slot()
    def _on_alerts_asked(self) -> None:
        """Ask when to warn, and whether to beep."""
        if self._state is not None:
            AlertsQuestion(self._state.alerts, self.alerts_chosen.emit, self.window()).open()

    def _offer(self, state: ClockState) -> None:
        start, _pause, _finish, phase, part = self._acts
        wanted = (bool(state.starts), state.runs, state.can_end, bool(state.next_phase), bool(state.next_part))
        start.setText(state.starts or "Démarrer")
        part.setText(
            "Partie suivante" if state.next_part.startswith("Partie") else state.next_part or "Partie suivante"
        )
        phase.setToolTip(state.next_phase)
        part.setToolTip(state.next_part)
        for act, button, offered in zip(self._acts, self._buttons, wanted, strict=True):
            act.setEnabled(offered)
            button.setVisible(offered)


def _comes_nearer(before: ClockState, now: ClockState) -> bool:
    """Whether an alert, or the end of the plan, was reached between two moments of one running phase."""
    if not before.runs or before.title != now.title or now.alert is None:
        return False
    return before.alert is None or now.alert < before.alert


def _acts_of(state: ClockState) -> tuple[object, ...]:
    return state.title, state.second, state.phase, state.starts, state.next_phase, state.next_part
