"""The one channel of messages: shown in a strip at the foot of the window, logged by their identifier only.

The strip stops nothing. Information leaves by itself; a warning or an error stays until it is dismissed, and a lighter
message never covers it. Questions that must stop the window are in `dialogs`.
"""

import logging
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from app.domain.faults import DomainError, EnvironmentFault
from app.ui.icons import IconRole
from app.ui.tasks import Job, Progress, TaskRunner
from app.ui.theme import look, restyle
from app.ui.tokens import Tone
from app.ui.widgets.button import Button
from app.ui.widgets.card import IconPicture
from app.ui.widgets.words import Rank, Words

_log = logging.getLogger(__name__)
_INFORMATION_STAYS_MS = 8_000
_PROGRESS_AFTER_MS = 400


class Severity(Enum):
    """How much a message weighs: order, log level, tone, the word said before it, icon and tint."""

    INFORMATION = (0, logging.INFO, Tone.ACCENT, "Information", "check", IconRole.ACCENT)
    WARNING = (1, logging.WARNING, Tone.WARNING, "Attention", "warning", IconRole.WARNING)
    ERROR = (2, logging.ERROR, Tone.NO, "Erreur", "stop", IconRole.NO)

    @property
    def weight(self) -> int:
        """Order among severities."""
        return self.value[0]

    @property
    def level(self) -> int:
        """Level in the log."""
        return self.value[1]

    @property
    def tone(self) -> Tone:
        """Tone of the strip."""
        return self.value[2]

    @property
    def word(self) -> str:
        """The word that stands before the sentence."""
        return self.value[3]

    @property
    def drawing(self) -> str:
        """Name of its icon."""
        return self.value[4]

    @property
    def icon_role(self) -> IconRole:
        """Tint of its icon."""
        return self.value[5]


@dataclass(frozen=True, slots=True)
class Message:
    """One message; the log holds its identifier, never its sentence."""

    identifier: str
    sentence: str
    severity: Severity = Severity.INFORMATION


class Messages(QObject):
    """Takes every message, logs it and hands it to the strip."""

    message_posted = Signal(object)

    def inform(self, identifier: str, sentence: str) -> None:
        """Say that something went well."""
        self._post(Message(identifier, sentence))

    def fail(self, fault: DomainError | EnvironmentFault) -> None:
        """Say that an act was refused: by the trade (a warning) or by the machine (an error)."""
        severity = Severity.WARNING if isinstance(fault, DomainError) else Severity.ERROR
        self._post(Message(fault.what.name, fault.sentence, severity))

    def _post(self, message: Message) -> None:
        _log.log(message.severity.level, "message %s", message.identifier)
        self.message_posted.emit(message)


class MessageStrip(QFrame):
    """Shows one message at a time, the heaviest first; Escape or its button dismisses it."""

    def __init__(self, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self._waiting: list[Message] = []
        self._shown: Message | None = None
        self._leave = QTimer(self)
        self._leave.setSingleShot(True)
        self._leave.setInterval(_INFORMATION_STAYS_MS)
        self._picture = IconPicture("warning", look().metrics.icon)
        self._word = Words("", Rank.STRONG)
        self._sentence = Words("", wrap=True)
        self._more = Words("", Rank.SECOND)
        self._dismiss = Button("Fermer", keys="Esc")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(5 * step, 2 * step, 5 * step, 2 * step)
        line.setSpacing(3 * step)
        line.addWidget(self._picture)
        line.addWidget(self._word)
        line.addWidget(self._sentence, 1)
        line.addWidget(self._more)
        line.addWidget(self._dismiss)
        self.hide()
        self._connect_signals(messages)

    @property
    def message(self) -> Message | None:
        """The message shown, None when the strip is closed."""
        return self._shown

    def dismiss(self) -> None:
        """Close the message shown; the next one comes if there is one."""
        self._leave.stop()
        self._shown = self._waiting.pop(0) if self._waiting else None
        self._show_current()

    def forget(self, *severities: Severity) -> None:
        """Drop the messages of these severities, the one shown and those that wait: they concern nobody here now."""
        self._waiting = [message for message in self._waiting if message.severity not in severities]
        if self._shown is not None and self._shown.severity in severities:
            self.dismiss()
        elif self._shown is not None:
            self._show_current()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Escape dismisses."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def _connect_signals(self, messages: Messages) -> None:
        messages.message_posted.connect(self._on_messages_posted)
        self._dismiss.clicked.connect(self.dismiss)
        self._leave.timeout.connect(self.dismiss)

    @Slot(object)
    def _on_messages_posted(self, message: Message) -> None:
        shown = self._shown
        if shown is None or shown.severity is Severity.INFORMATION or shown == message:
            self._shown = message
        elif message.severity.weight > shown.severity.weight:
            self._waiting.insert(0, shown)
            self._shown = message
        elif message not in self._waiting:
            self._waiting.append(message)
            self._waiting.sort(key=_weight, reverse=True)
        self._show_current()

    def _show_current(self) -> None:
        shown = self._shown
        self.setVisible(shown is not None)
        if shown is None:
            return
        self._picture.show_icon(shown.severity.drawing, shown.severity.icon_role)
        self._word.setText(shown.severity.word)
        self._sentence.setText(shown.sentence)
        self._more.setText(f"et {len(self._waiting)} autre{'s' if len(self._waiting) > 1 else ''}")
        self._more.setVisible(bool(self._waiting))
        self.setProperty("tone", shown.severity.tone.value)
        for widget in (self, self._word, self._sentence, self._more):
            restyle(widget)
        spoken = f"{shown.severity.word} : {shown.sentence}"
        self.setAccessibleName(spoken)
        QAccessible.updateAccessibility(_announcement(self, spoken, shown.severity))
        if shown.severity is Severity.INFORMATION:
            self._leave.start()
        else:
            self._leave.stop()


class ProgressStrip(QFrame):
    """Shows the job under way once it lasts: its title, how far it is, and a button to stop it when it can be."""

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        step = look().metrics.step
        self._jobs: list[Job] = []
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PROGRESS_AFTER_MS)
        self._title = Words("", Rank.STRONG)
        self._words = Words("", Rank.SECOND)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._stop = Button("Arrêter")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(self)
        line.setContentsMargins(5 * step, 2 * step, 5 * step, 2 * step)
        line.setSpacing(3 * step)
        line.addWidget(self._title)
        line.addWidget(self._bar, 1)
        line.addWidget(self._words)
        line.addWidget(self._stop)
        self.hide()
        self._connect_signals(runner)

    def _connect_signals(self, runner: TaskRunner) -> None:
        runner.job_started.connect(self._on_runner_job_started)
        runner.job_progressed.connect(self._on_runner_job_progressed)
        runner.job_ended.connect(self._on_runner_job_ended)
        self._patience.timeout.connect(self._show_first)
        self._stop.clicked.connect(self._on_stop_clicked)

    @Slot(object)
    def _on_runner_job_started(self, job: Job) -> None:
        if not job.title:
            return
        self._jobs.append(job)
        if len(self._jobs) == 1:
            self._patience.start()

    @Slot(object, object)
    def _on_runner_job_progressed(self, job: Job, step: Progress) -> None:
        if self._jobs and self._jobs[0] is job:
            self._bar.setRange(0, step.total)
            self._bar.setValue(step.done)
            self._words.setText(step.words or (f"{step.done} sur {step.total}" if step.total else ""))

    @Slot(object)
    def _on_runner_job_ended(self, job: Job) -> None:
        if job in self._jobs:
            self._jobs.remove(job)
        if not self._jobs:
            self._patience.stop()
            self.hide()
        elif self.isVisible():
            self._show_first()

    @Slot()
    def _on_stop_clicked(self) -> None:
        if self._jobs:
            self._jobs[0].cancel()
            self._stop.setEnabled(False)

    @Slot()
    def _show_first(self) -> None:
        if not self._jobs:
            return
        job = self._jobs[0]
        self._title.setText(job.title)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(job.title)
        self._words.clear()
        self._stop.setVisible(job.cancellable)
        self._stop.setEnabled(not job.is_stopping)
        self.show()


def _weight(message: Message) -> int:
    return message.severity.weight


def _announcement(source: QObject, words: str, severity: Severity) -> QAccessibleAnnouncementEvent:
    event = QAccessibleAnnouncementEvent(source, words)
    if severity is not Severity.INFORMATION:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    return event
