"""When the remaining time calls for attention, and how: minutes before the end, with or without a sound."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.system.settings import Settings
from app.ui.widgets.fields import CheckField, MinutesField
from app.ui.widgets.question import Question
from app.ui.widgets.words import Rank, Words

_MOST_MINUTES = 60
_WHAT_HAPPENS = "À chaque alerte, l’anneau change de couleur et de trait. Le temps ne s’arrête jamais seul."


@dataclass(frozen=True, slots=True)
class TimeAlerts:
    """The juror's choice on this machine: minutes before the end, the longest first, and whether to beep."""

    minutes: tuple[int, ...] = (5, 1)
    sound: bool = False

    @classmethod
    def of(cls, settings: Settings) -> "TimeAlerts":
        """What this machine's settings hold."""
        return cls(settings.alert_minutes, settings.alert_sound)

    def kept_in(self, settings: Settings) -> Settings:
        """The settings with this choice."""
        return replace(settings, alert_minutes=self.minutes, alert_sound=self.sound)

    def reached(self, remaining_s: int) -> int | None:
        """The nearest threshold reached, in minutes; 0 at the end of the plan, None before the first."""
        if remaining_s <= 0:
            return 0
        return min((minutes for minutes in self.minutes if remaining_s <= 60 * minutes), default=None)


USUAL = TimeAlerts()


class AlertsQuestion(Question):
    """Asks for two thresholds and the sound; an empty line warns of nothing."""

    def __init__(self, alerts: TimeAlerts, chosen: Callable[[TimeAlerts], None], parent: QWidget) -> None:
        super().__init__("alerts_question", "Alertes du temps", "Garder ces alertes", parent)
        kept = (*alerts.minutes, None, None)[:2]
        self._lines: list[MinutesField] = []
        for caption, name, value in zip(("Première alerte", "Dernière alerte"), ("first", "last"), kept, strict=True):
            line = MinutesField()
            line.setObjectName(f"alert_{name}")
            line.setAccessibleName(f"{caption}, en minutes avant la fin")
            line.set_value(value)
            words = Words(f"{caption}, en minutes avant la fin", Rank.SMALL_STRONG)
            words.setBuddy(line)
            self.body.addWidget(words)
            self.body.addWidget(line)
            self._lines.append(line)
        self._sound = CheckField("Un signal sonore à chaque alerte et à la fin")
        self._sound.setObjectName("alert_sound")
        self._sound.setChecked(alerts.sound)
        self.body.addWidget(self._sound)
        self.body.addWidget(Words(_WHAT_HAPPENS, Rank.SECOND, wrap=True))
        self._lines[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self.accepted.connect(lambda: chosen(TimeAlerts(self._minutes() or (), self._sound.isChecked())))

    def missing(self) -> str:
        """Whole minutes are needed."""
        if self._minutes() is None:
            return f"Écrivez un nombre de minutes, de 1 à {_MOST_MINUTES}, ou laissez la ligne vide."
        return ""

    def _minutes(self) -> tuple[int, ...] | None:
        try:
            found = {minutes for line in self._lines if (minutes := line.value()) is not None}
        except ValueError:
            return None
        return tuple(sorted(found, reverse=True)) if all(1 <= each <= _MOST_MINUTES for each in found) else None
