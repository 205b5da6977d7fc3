"""The speaker's screen as one sees it: the candidate's name, the role, the time. There is nothing to press."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.screen import Header, ScreenView
from app.ui.screens.speaker.state import SpeakerState
from app.ui.theme import look
from app.ui.widgets.card import Card
from app.ui.widgets.side_by_side import SideBySide
from app.ui.widgets.timer_ring import TimerRing
from app.ui.widgets.words import Rank, Words

TICK_MS = 200


class SpeakerView(ScreenView):
    """Shows a `SpeakerState`."""

    screen_entered = Signal()
    tick_requested = Signal()

    def __init__(self) -> None:
        super().__init__("Votre rôle")
        step = look().metrics.step
        self._sentence = Words("", Rank.BODY, wrap=True)
        self._role = Words("", Rank.HEADING, wrap=True)
        self._conditions = Words("", Rank.BODY, wrap=True)
        self._language = Words("", Rank.STRONG, wrap=True)
        self._phase = Words("", Rank.HEADING, wrap=True)
        self._phase.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._ring = TimerRing()
        self._ring.setObjectName("speaker_timer")
        self._card, self._time = Card(), Card()
        for label in (self._sentence, self._role, self._language, self._conditions):
            self._card.body.addWidget(label)
        self._card.body.addStretch(1)
        for widget in (self._phase, self._ring):
            self._time.body.addWidget(widget)
        self._time.body.addStretch(1)
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        column = QVBoxLayout(self)
        column.setContentsMargins(6 * step, 5 * step, 6 * step, 5 * step)
        cards: tuple[tuple[QWidget, int], ...] = ((self._time, 2), (self._card, 3))
        column.addWidget(SideBySide(cards, wide_from=160))
        column.addStretch(1)
        self._tick.timeout.connect(self.tick_requested)
        self.show_state(SpeakerState())

    def entered(self) -> None:
        """Ask for the oral under way."""
        self.screen_entered.emit()

    def left(self) -> None:
        """Let no clock tick behind."""
        self._tick.stop()

    def show_state(self, state: SpeakerState) -> None:
        """Show the role and the time."""
        header = Header(state.title or "Votre rôle")
        if header != self.header:
            self.set_header(header)
        self._card.setVisible(bool(state.title))
        self._time.setVisible(state.face is not None)
        texts = (
            (self._sentence, state.sentence),
            (self._role, state.role),
            (self._language, state.language),
            (self._conditions, "\n".join(f"• {condition}" for condition in state.conditions)),
            (self._phase, state.phase),
        )
        for label, text in texts:
            if label.text() != text:
                label.setText(text)
            label.setVisible(bool(text))
        if state.face is not None:
            self._ring.show_face(state.face)
        if state.runs != self._tick.isActive():
            self._tick.start() if state.runs else self._tick.stop()
