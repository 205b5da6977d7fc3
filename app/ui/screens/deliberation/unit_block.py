"""One compétence of the page: its title and position, its critères with each juror's answer, its motive."""

import re
from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.ui.screens.deliberation.motive import MotivePanel
from app.ui.screens.deliberation.motive_state import MotiveEditor
from app.ui.screens.deliberation.state import CriterionShown, MarkShown, UnitShown, VocabularyShown
from app.ui.theme import look, restyle
from app.ui.tokens import Tone
from app.ui.widgets.button import Button, ButtonRank
from app.ui.widgets.chip import SIGN_CURRENT, SIGN_DIVERGENCE, SIGN_NO, SIGN_WARNING, SIGN_YES, Chip, ChipText
from app.ui.widgets.choice_bar import Choice, ChoiceBar
from app.ui.widgets.flow_row import FlowRow
from app.ui.widgets.outside_warning import WarningLine
from app.ui.widgets.words import Divider, Rank, Words

_MET = {True: (Tone.YES, SIGN_YES), False: (Tone.NO, SIGN_NO), None: (Tone.NEUTRAL, "–")}
_LEAST_TITLE_STEPS = 50
"""Below it a compétence's name is a word a line: the columns then stand one under the other."""
_SPLIT = re.compile(r"[^\s-]+-?")
"""What a narrow heading keeps on one line: a word, the hyphen after it included."""
_LONGEST_LABEL = 18
"""A level's label is cut beyond it; the whole label is read on hovering."""


class SheetColumns:
    """The widths that every line of the page shares; `stacked`, everything takes the whole width instead."""

    def __init__(self, jurors: Sequence[str], answers: Iterable[str] = (), *, room: int = 0) -> None:
        """Make room for the longest of these answers, and for each word of a juror's name, within so many pixels."""
        step = look().metrics.step
        self.jurors = len(jurors)
        self.gap = 2 * step
        words = {part for name in jurors for part in _SPLIT.findall(name)}
        widths = [min(Words(word, Rank.SMALL_STRONG).sizeHint().width(), 30 * step) for word in words]
        widths += [Chip(answer, sign=SIGN_YES).sizeHint().width() for answer in answers]
        self.juror = max([19 * step, *widths])
        self.position = 66 * step
        self.stacked = 0 < room < self.answers + self.position + 2 * self.gap + _LEAST_TITLE_STEPS * step

    @property
    def answers(self) -> int:
        """Width of all jurors' answers together."""
        return self.jurors * self.juror + max(self.jurors - 1, 0) * self.gap


class UnitBlock(QFrame):
    """A compétence; its critères are folded while the jurors agree."""

    position_requested = Signal(str, bool)
    unfolding_requested = Signal(str)
    motive_requested = Signal(str, str, object)
    motive_kept = Signal(str, str, object)
    motive_left = Signal(str)

    def __init__(self, unit: UnitShown, words: VocabularyShown, columns: SheetColumns) -> None:
        super().__init__()
        self.setAccessibleName(unit.label)
        self._unit_id = unit.unit_id
        self._words = words
        self._label = unit.label
        self._panel: MotivePanel | None = None
        self._head = UnitHead(unit, words, columns)
        self.bar = self._head.bar
        self._columns = columns
        self._criteria: QWidget | None = None
        self._motive = Words("", Rank.SECOND, wrap=True)
        self._outside = WarningLine()
        self._motive_place = QWidget()
        step = look().metrics.step
        indented = QVBoxLayout(self._motive_place)
        indented.setContentsMargins(9 * step, 2 * step, 4 * step, 3 * step)
        indented.addWidget(self._motive)
        indented.addWidget(self._outside)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for widget in (self._head, self._motive_place, Divider()):
            self._column.addWidget(widget)
        self._connect_signals()

    def show_unit(self, unit: UnitShown, *, frozen: bool) -> None:
        """Show position, proposal, motive and editor of the moment."""
        self._head.show_unit(unit, frozen=frozen)
        if unit.expanded and self._criteria is None:
            self._criteria = _criteria_lines(unit, self._columns)
            self._column.insertWidget(self._column.count() - 1, self._criteria)
        if self._criteria is not None:
            self._criteria.setVisible(unit.expanded)
        self._motive.setText(unit.motive)
        self._outside.show_warning(unit.motive_warning)
        self._motive_place.setVisible(bool(unit.motive) and unit.editor is None)
        self._show_editor(unit.editor)

    @property
    def panel(self) -> MotivePanel | None:
        """The motive being written, if one is."""
        return self._panel

    def has_keyboard(self) -> bool:
        """Whether the keyboard is inside this block."""
        holder = QApplication.focusWidget()
        return holder is not None and self.isAncestorOf(holder)

    def _show_editor(self, editor: MotiveEditor | None) -> None:
        if editor is None and self._panel is not None:
            had_keyboard = self._panel.isAncestorOf(QApplication.focusWidget() or self)
            self._column.removeWidget(self._panel)
            self._panel.hide()
            self._panel.deleteLater()
            self._panel = None
            if had_keyboard:
                self.bar.setFocus(Qt.FocusReason.OtherFocusReason)
        elif editor is not None and self._panel is None:
            self._panel = MotivePanel(self._label, self._words.not_mastered, editor)
            self._panel.recording_requested.connect(self._on_panel_recording_requested)
            self._panel.words_kept.connect(self._on_panel_words_kept)
            self._panel.leave_requested.connect(self._on_panel_leave_requested)
            self._column.insertWidget(1, self._panel)
            self._panel.show()
            self._panel.take_keyboard()
            self._panel.come_into_view()
        elif editor is not None and self._panel is not None:
            self._panel.show_fault(editor.fault)

    def _connect_signals(self) -> None:
        self.bar.value_chosen.connect(self._on_bar_value_chosen)
        self._head.fold.clicked.connect(self._on_fold_clicked)

    @Slot(object)
    def _on_bar_value_chosen(self, mastered: bool) -> None:
        self.position_requested.emit(self._unit_id, mastered)

    @Slot()
    def _on_fold_clicked(self) -> None:
        self.unfolding_requested.emit(self._unit_id)

    @Slot(str, object)
    def _on_panel_recording_requested(self, motive: str, cited: object) -> None:
        self.motive_requested.emit(self._unit_id, motive, cited)

    @Slot(str, object)
    def _on_panel_words_kept(self, text: str, cited: object) -> None:
        self.motive_kept.emit(self._unit_id, text, cited)

    @Slot()
    def _on_panel_leave_requested(self) -> None:
        self.motive_left.emit(self._unit_id)


class UnitHead(QFrame):
    """Title, what the answers come to, position; a divergence has its sign, its word and its ground."""

    def __init__(self, unit: UnitShown, words: VocabularyShown, columns: SheetColumns) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = unit.label
        self._title = Words(unit.label, Rank.STRONG, wrap=True)
        self._bloc = Words(unit.bloc, Rank.SECOND)
        self._summary = Words("", Rank.SECOND, wrap=True)
        self._proposal = Words("", Rank.SECOND, wrap=True)
        self._diverging = Chip("divergence", Tone.WARNING, SIGN_DIVERGENCE)
        self._weighs = Chip("", Tone.WARNING, SIGN_DIVERGENCE)
        self.fold = Button("Voir", ButtonRank.QUIET)
        self.fold.setObjectName(f"unfold_{unit.unit_id}")
        self.bar: ChoiceBar[bool] = ChoiceBar(
            f"Position du jury, {unit.label}",
            (
                Choice(True, words.mastered, Tone.YES, SIGN_CURRENT),
                Choice(False, words.not_mastered, Tone.NO, SIGN_NO),
            ),
        )
        self.bar.setObjectName(f"position_{unit.unit_id}")
        if columns.stacked:
            self._stack()
        else:
            self._lay_out(columns)

    def show_unit(self, unit: UnitShown, *, frozen: bool) -> None:
        """Show what is on record and what is proposed."""
        self.setProperty("diverges", unit.diverges)
        restyle(self)
        self._diverging.setVisible(unit.diverges)
        self._weighs.show_chip(ChipText(unit.weighs, Tone.WARNING, SIGN_DIVERGENCE))
        self._weighs.setVisible(bool(unit.weighs))
        self._bloc.setVisible(not unit.weighs)
        self._summary.setText(unit.summary)
        self._summary.setVisible(bool(unit.summary))
        self._proposal.setText(unit.proposal)
        self._proposal.setVisible(bool(unit.proposal))
        self.fold.setVisible(not unit.diverges and bool(unit.criteria))
        self.fold.setText("Replier" if unit.expanded else "Voir")
        self.fold.setAccessibleName(f"{self.fold.text()} les critères de {self._label}")
        self.bar.set_value(unit.position)
        self.bar.setEnabled(not frozen)
        self.bar.setAccessibleDescription(unit.proposal)

    def _stack(self) -> None:
        """Title, what the answers come to and position, one under the other."""
        step = look().metrics.step
        column = QVBoxLayout(self)
        column.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
        column.setSpacing(step)
        column.addWidget(self._title)
        column.addWidget(FlowRow((self._bloc, self._weighs, self._diverging)))
        line = QHBoxLayout()
        line.addWidget(self._summary, 1)
        line.addWidget(self.fold)
        column.addLayout(line)
        column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._proposal)

    def _lay_out(self, columns: SheetColumns) -> None:
        step = look().metrics.step
        line = QHBoxLayout(self)
        line.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
        line.setSpacing(columns.gap)
        titles = QVBoxLayout()
        titles.setSpacing(0)
        titles.addStretch(1)
        titles.addWidget(self._title)
        titles.addWidget(self._bloc)
        titles.addWidget(self._weighs, 0, Qt.AlignmentFlag.AlignLeft)
        titles.addStretch(1)
        line.addLayout(titles, 1)
        answers = QWidget()
        answers.setFixedWidth(columns.answers)
        inside = QHBoxLayout(answers)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._diverging, 1, Qt.AlignmentFlag.AlignLeft)
        inside.addWidget(self._summary, 1)
        inside.addWidget(self.fold)
        line.addWidget(answers)
        decided = QWidget()
        decided.setFixedWidth(columns.position)
        column = QVBoxLayout(decided)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(step)
        column.addWidget(self.bar)
        column.addWidget(self._proposal)
        line.addWidget(decided)


def _criteria_lines(unit: UnitShown, columns: SheetColumns) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    several_parts = len({criterion.part for criterion in unit.criteria}) > 1
    for criterion in unit.criteria:
        column.addWidget(Divider())
        label = f"{criterion.label} ({criterion.part})" if several_parts else criterion.label
        built = _stacked_criterion(criterion, label) if columns.stacked else _criterion_line(criterion, columns, label)
        column.addWidget(built)
    return holder


def _stacked_criterion(criterion: CriterionShown, label: str) -> QWidget:
    """The critère, then each juror's name with the answer, then the facts."""
    step = look().metrics.step
    row = QWidget()
    column = QVBoxLayout(row)
    column.setContentsMargins(4 * step, 2 * step, 4 * step, 2 * step)
    column.setSpacing(step)
    column.addWidget(Words(label, wrap=True))
    answers = []
    for mark in criterion.marks:
        answer = QWidget()
        line = QHBoxLayout(answer)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(step)
        line.addWidget(Words(mark.juror, Rank.SECOND))
        line.addWidget(_mark_chip(mark))
        answers.append(answer)
    column.addWidget(FlowRow(answers))
    _add_explanations(column, criterion)
    return row


def _add_explanations(column: QVBoxLayout, criterion: CriterionShown) -> None:
    for told in criterion.explanations:
        column.addWidget(Words(told, Rank.SECOND, wrap=True))
    for judged in criterion.judgements:
        column.addWidget(_judgement(judged))


def _criterion_line(criterion: CriterionShown, columns: SheetColumns, label: str) -> QWidget:
    step = look().metrics.step
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(9 * step, 2 * step, 4 * step, 2 * step)
    line.setSpacing(columns.gap)
    line.addWidget(Words(label, wrap=True), 1)
    for mark in criterion.marks:
        cell = QWidget()
        cell.setFixedWidth(columns.juror)
        inside = QHBoxLayout(cell)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(_mark_chip(mark), 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(cell)
    facts = QWidget()
    facts.setFixedWidth(columns.position)
    column = QVBoxLayout(facts)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(step // 2)
    _add_explanations(column, criterion)
    line.addWidget(facts)
    return row


def answer_word(mark: MarkShown) -> str:
    """The word of an answer, short enough for its column."""
    if mark.value is None:
        return "dispensée" if mark.without else "vide"
    label = "N. O." if mark.value.is_not_observed else mark.value.label
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1].rstrip()}…"


def _judgement(words: str) -> QWidget:
    """What a juror thought, under what was seen: a sign and a word tell one from the other."""
    judgement = QWidget()
    line = QHBoxLayout(judgement)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(look().metrics.step)
    line.addWidget(Chip("avis", Tone.NEUTRAL, SIGN_WARNING), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(Words(words, Rank.SECOND, wrap=True), 1)
    return judgement


def _mark_chip(mark: MarkShown) -> Chip:
    tone, sign = _MET[mark.value.met] if mark.value is not None else (Tone.NEUTRAL, "")
    chip = Chip(answer_word(mark), tone, sign)
    spoken = mark.value.label if mark.value is not None else "grille dispensée" if mark.without else "sans réponse"
    chip.setAccessibleName(f"{mark.juror} : {spoken}")
    chip.setToolTip(" : ".join(part for part in (f"{mark.juror}, {spoken.lower()}", mark.word) if part))
    return chip
