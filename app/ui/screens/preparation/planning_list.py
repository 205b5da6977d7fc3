"""The same day as words: one line per slot of the planning, for who prefers reading to looking."""

from datetime import date

from app.domain.planning.plan import Plan, Slot
from app.domain.session import ExamSession
from app.ui.screens.preparation.planning_words import PlanWords
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_WARNING, ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.rows_model import Cell, Column


class SlotLine:
    """One slot in words; `fault` says what is wrong with it."""

    def __init__(self, slot: Slot, words: PlanWords, fault: str) -> None:
        candidate = words.candidate(slot)
        self.number = slot.number
        self.hours = f"{slot.starts_at:%H:%M} – {slot.ends_at:%H:%M}"
        self.what = words.wordings(slot)[0]
        self.who = candidate.name if candidate is not None else ""
        self.where = words.where(slot)
        self.fault = fault


class SlotTable(DataTable[SlotLine]):
    """The slots of one day, in the order of time."""

    def __init__(self) -> None:
        super().__init__(
            "Planning du jour",
            (
                Column("Horaire", _hours, order=_order),
                Column("Quoi", _what, weight=2, tooltip=_fault),
                Column("Candidat", _who, weight=2),
                Column("Lieu", _where, weight=2),
            ),
            key=_number,
            filter_name="Chercher dans le planning",
            empty="Rien n’est prévu ce jour-là.",
        )
        self.view.setObjectName("planning_list")
        self.filter_line.setObjectName("planning_filter")

    def show_day(self, session: ExamSession, plan: Plan, day: date, faults: dict[int, str]) -> None:
        """Show another day, or the same one moved."""
        words = PlanWords(session, plan)
        today = (slot for slot in plan.slots if slot.starts_at.date() == day)
        self.set_rows([SlotLine(slot, words, faults.get(slot.number, "")) for slot in today])


def _number(line: SlotLine) -> int:
    return line.number


def _hours(line: SlotLine) -> Cell:
    return Cell(line.hours, strong=True)


def _order(line: SlotLine) -> str:
    return line.hours


def _what(line: SlotLine) -> Cell:
    if not line.fault:
        return Cell(line.what)
    return Cell(line.what, chips=(ChipText("à régler", Tone.NO, SIGN_WARNING, said=line.fault),))


def _fault(line: SlotLine) -> str:
    return line.fault


def _who(line: SlotLine) -> str:
    return line.who


def _where(line: SlotLine) -> str:
    return line.where
