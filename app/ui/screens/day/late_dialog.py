"""A latecomer: the responsable admits or refuses; what is lost is shown, and the end that stays (rule 12)."""

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from app.domain.late_arrival import minutes_lost
from app.ui.screens.day.attendance_dialogs import OTHER_DOCUMENT, CardsQuestion, unreadable
from app.ui.screens.day.dialogs import PersonCard
from app.ui.screens.day.door_state import LateAsked, LatePart
from app.ui.widgets.fields import ChoiceField, MinutesField, TimeField
from app.ui.widgets.option_cards import Option
from app.ui.widgets.words import Rank, Words

_NO_MINUTES = "Dites combien de minutes sont perdues, par exemple 15."


class Ruling(Enum):
    """What the responsable decides."""

    ADMIT = "admettre"
    REFUSE = "refuser"


@dataclass(frozen=True, slots=True)
class LatenessRuled:
    """The answer; part, minutes and document are those of an admission."""

    ruling: Ruling
    arrived_at: dt.time
    reason: str
    part_id: str = ""
    minutes: int = 0
    document: str = ""


class LatenessQuestion(CardsQuestion[Ruling]):
    """« Admit or refuse? »: no field moves the end of the part."""

    answered = Signal(object)

    def __init__(self, asked: LateAsked, parent: QWidget) -> None:
        super().__init__("lateness_question", "Retard à décider", "Décider", parent)
        self._asked = asked
        self.body.addWidget(PersonCard(asked.who))
        self._time = TimeField()
        self._time.set_value(asked.now.time())
        self.add_line("time", "Heure d’arrivée", self._time)
        nothing = "" if asked.parts else "Aucune partie n’est encore à passer."
        self.offer(
            (
                Option(Ruling.ADMIT, "Admettre", "L’heure de fin ne change pas : les minutes sont perdues.", nothing),
                Option(Ruling.REFUSE, "Ne pas admettre", "Le procès-verbal porte « Absence ».", asked.refusal),
            )
        )
        self._part: ChoiceField[str] = ChoiceField([(part.part_id, part.label) for part in asked.parts])
        self._minutes = MinutesField()
        self._document: ChoiceField[str] = ChoiceField(
            [("", "À choisir"), *((each, each) for each in (*asked.documents, OTHER_DOCUMENT.lower()))]
        )
        self._end = Words("", Rank.STRONG, wrap=True)
        self._end.setObjectName("lateness_end")
        self._only_if_admitted: list[QWidget] = []
        self._reason_caption, self._reason = self._lay_out()
        self._propose()
        for widget in (*self._only_if_admitted, self._reason_caption, self._reason):
            widget.hide()
        self._connect_signals()

    def card_chosen(self, chosen: Ruling) -> None:
        """Show the fields of an admission, or the reason of a refusal."""
        admits = chosen is Ruling.ADMIT
        for widget in self._only_if_admitted:
            widget.setVisible(admits)
        wanted = not admits or self._shown_part().corrects
        self._reason_caption.setText("Raison" if wanted else "Raison (facultative)")
        self._reason_caption.show()
        self._reason.show()
        first: QWidget = self._minutes if admits else self._reason
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.act.setText("Admettre" if admits else "Ne pas admettre")

    def still_wanted(self, chosen: Ruling) -> str:
        """An hour, then the minutes and the document of an admission, or the reason of a refusal."""
        hour = unreadable(self._time)
        reason = "" if self._reason.text().strip() else "Écrivez la raison en quelques mots."
        if hour or chosen is Ruling.REFUSE:
            return hour or reason
        if _minutes_of(self._minutes) is None:
            return MinutesField.fault if self._minutes.text().strip() else _NO_MINUTES
        if self._asked.documents and not self._document.value():
            return "Choisissez la pièce d’identité vue."
        return reason if self._shown_part().corrects else ""

    def _lay_out(self) -> tuple[Words, QLineEdit]:
        """Put the fields one under the other; those of an admission are shown by its card alone."""
        fields: list[tuple[str, str, QWidget]] = [("minutes", "Minutes perdues", self._minutes)]
        if len(self._asked.parts) > 1:
            fields.insert(0, ("part", "Partie", self._part))
        if self._asked.documents:
            fields.append(("document", "Pièce d’identité vue", self._document))
        for name, caption, field in fields:
            words = Words(caption, Rank.SMALL_STRONG)
            words.setBuddy(field)
            field.setObjectName(f"lateness_question_{name}")
            field.setAccessibleName(caption)
            for widget in (words, field):
                self.body.addWidget(widget)
                self._only_if_admitted.append(widget)
        self.body.addWidget(self._end)
        self._only_if_admitted.append(self._end)
        return self.add_line("reason", "Raison")

    def _connect_signals(self) -> None:
        self._part.value_changed.connect(self._propose)
        self._time.textChanged.connect(self._propose)
        self._minutes.textChanged.connect(self._show_end)
        self.accepted.connect(self._on_accepted)

    def _shown_part(self) -> LatePart:
        wanted = self._part.value()
        return next(part for part in self._asked.parts if part.part_id == wanted)

    def _arrived_at(self) -> dt.datetime | None:
        try:
            hour = self._time.value()
        except ValueError:
            return None
        return None if hour is None else self._asked.now.replace(hour=hour.hour, minute=hour.minute, second=0)

    @Slot()
    def _propose(self) -> None:
        """Propose what the arrival loses of the part, when somebody can tell when it began."""
        arrived = self._arrived_at()
        if self._asked.parts and arrived is not None:
            starts_at = self._shown_part().starts_at
            self._minutes.set_value(minutes_lost(starts_at, arrived) if starts_at is not None else None)
        self._show_end()

    @Slot()
    def _show_end(self) -> None:
        if not self._asked.parts:
            return
        part, arrived, minutes = self._shown_part(), self._arrived_at(), _minutes_of(self._minutes)
        ends_at = part.ends_at
        if ends_at is None and arrived is not None and minutes is not None and part.lasts is not None:
            ends_at = arrived - dt.timedelta(minutes=minutes) + part.lasts
        known = (
            f"Fin inchangée : {ends_at:%H:%M}." if ends_at is not None else "La fin de cette partie n’est pas fixée."
        )
        since = f"Commencée à {part.starts_at:%H:%M}. " if part.starts_at is not None else ""
        self._end.setText(f"{since}{known}")
        self.settle()

    @Slot()
    def _on_accepted(self) -> None:
        arrived = self._time.value()
        if self.chosen is None or arrived is None:
            return
        reason = self._reason.text().strip()
        if self.chosen is Ruling.REFUSE:
            self.answered.emit(LatenessRuled(Ruling.REFUSE, arrived, reason))
            return
        minutes, document = _minutes_of(self._minutes) or 0, self._document.value() or ""
        ruled = LatenessRuled(Ruling.ADMIT, arrived, reason, self._shown_part().part_id, minutes, document)
        self.answered.emit(ruled)


def _minutes_of(field: MinutesField) -> int | None:
    try:
        return field.value()
    except ValueError:
        return None
