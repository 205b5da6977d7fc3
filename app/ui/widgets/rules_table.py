"""The table of rules that Clôture and Contrôles share: sign, word, sentence, source, and a button to the remedy."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from app.ui.rule_lines import LineState, RuleCounts, RuleLine
from app.ui.tokens import Tone
from app.ui.widgets.chip import SIGN_TODO, SIGN_WARNING, SIGN_YES, Chip, ChipText
from app.ui.widgets.data_table import DataTable
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.rows_model import Align, Cell, Column, RowAct

SIGN_BLOCKING = "✕"
SIGN_PASSED = "≈"
_TONES = {
    LineState.BLOCKING: (Tone.NO, SIGN_BLOCKING),
    LineState.TO_JUSTIFY: (Tone.WARNING, SIGN_WARNING),
    LineState.NOT_YET: (Tone.NEUTRAL, SIGN_TODO),
    LineState.DEROGATED: (Tone.NEUTRAL, SIGN_PASSED),
    LineState.JUSTIFIED: (Tone.NEUTRAL, SIGN_PASSED),
    LineState.MET: (Tone.YES, SIGN_YES),
}


_COUNTED = (LineState.BLOCKING, LineState.TO_JUSTIFY, LineState.NOT_YET, LineState.DEROGATED, LineState.MET)


class RulesTable(DataTable[RuleLine]):
    """One line per breach or rule without any; `detailed` gives number, rule and finding a column each."""

    def __init__(self, name: str, *, detailed: bool = False, empty: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            name,
            _DETAILED if detailed else _SHORT,
            key=_key,
            row_act=_act_of,
            act_title="Remède",
            filter_name="Chercher dans les contrôles" if detailed else "",
            empty=empty or "Rien à montrer pour l’instant.",
            roomy=True,
            folds=True,
            parent=parent,
        )
        self._gravest = ""

    def show_lines(self, lines: Sequence[RuleLine]) -> None:
        """Show other lines; the keyboard goes to the gravest one when that changed."""
        self.set_rows(lines)
        gravest = lines[0].key if lines else ""
        if gravest != self._gravest:
            self.choose(gravest)
        self._gravest = gravest


class RuleCountChips(FlowRow):
    """« 18 respectées », « 9 pas encore », « 1 à régler », « 2 points bloquants »."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._chips = {state: Chip("", *_TONES[state]) for state in reversed(_COUNTED)}
        for chip in self._chips.values():
            self.add(chip)

    def show_counts(self, counts: RuleCounts) -> None:
        """Show other counts; a state that no line has is left out."""
        shown = {
            LineState.MET: (counts.met, "respectée", "respectées"),
            LineState.DEROGATED: (counts.passed, "dérogation ou raison", "dérogations ou raisons"),
            LineState.NOT_YET: (counts.not_yet, "pas encore", "pas encore"),
            LineState.TO_JUSTIFY: (counts.to_justify, "à régler", "à régler"),
            LineState.BLOCKING: (counts.blocking, "point bloquant", "points bloquants"),
        }
        for state, (number, one, several) in shown.items():
            tone, sign = _TONES[state]
            self._chips[state].show_chip(ChipText(f"{number} {one if number == 1 else several}", tone, sign))
            self._chips[state].setVisible(bool(number))


def _key(line: RuleLine) -> str:
    return line.key


def _act_of(line: RuleLine) -> RowAct | None:
    return RowAct(line.act) if line.act else None


def _state_cell(line: RuleLine) -> Cell:
    tone, sign = _TONES[line.state]
    return Cell(chips=(ChipText(line.state.word, tone, sign),))


def _sentence_cell(line: RuleLine) -> Cell:
    beneath = line.note or " ".join(filter(None, (line.remedy, line.origin)))
    return Cell(line.finding or line.rule, beneath, strong=True, stacked=True)


def _rule_cell(line: RuleLine) -> Cell:
    return Cell(line.rule, line.origin, strong=line.is_open, stacked=True)


def _weight(line: RuleLine) -> int:
    return line.state.weight


def _number(line: RuleLine) -> int:
    return line.number


def _number_words(line: RuleLine) -> str:
    return str(line.number)


def _finding_cell(line: RuleLine) -> Cell:
    beneath = line.note or " · ".join(filter(None, (line.remedy.removesuffix("."), _due_words(line))))
    return Cell(line.finding, beneath, stacked=True)


def _due_words(line: RuleLine) -> str:
    if line.due is None:
        return ""
    return f"{'date dépassée :' if line.is_late else 'au plus tard le'} {line.due:%d/%m/%Y}"


_SHORT: tuple[Column[RuleLine], ...] = (
    Column("État", _state_cell, order=_weight, caption=""),
    Column("Contrôle", _sentence_cell, weight=1, wrap=True, caption=""),
)
_DETAILED: tuple[Column[RuleLine], ...] = (
    Column("N°", _number_words, align=Align.RIGHT, order=_number),
    Column("État", _state_cell, order=_weight, caption=""),
    Column("Règle et source", _rule_cell, weight=3, wrap=True, caption=""),
    Column("À régler", _finding_cell, weight=4, wrap=True, caption=""),
)
