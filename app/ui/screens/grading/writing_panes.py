"""What a juror writes beside the answers: facts, appreciation, own notes; and the détail of the critère to read."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.abbreviations import Phrase
from app.services.abbreviations import expanding
from app.ui.actions import Act, make_action
from app.ui.screens.grading.abbreviations_dialog import AbbreviationsDialog
from app.ui.screens.grading.appreciation_card import appreciation_pane
from app.ui.screens.grading.detail_pane import DetailPane
from app.ui.screens.grading.facts_pane import FactsPane
from app.ui.screens.grading.notes_pane import NotesPane
from app.ui.screens.grading.panes import PaneCard
from app.ui.screens.grading.state import GradingState
from app.ui.widgets.expander import Expander


class WritingPanes(PaneCard):
    """The panes with their keys; a key brings the keyboard in, Enter or Escape gives it back where it was.

    Abbreviations expand in every field of the screen around it.
    """

    attach_requested = Signal(object)
    appreciation_left = Signal(str)
    appreciation_requested = Signal()
    keyboard_left = Signal()
    abbreviations_requested = Signal()
    phrase_kept = Signal(str, str)
    phrase_removed = Signal(str)
    phrase_switched = Signal(str, bool)

    def __init__(self, screen: QWidget) -> None:
        super().__init__()
        self._screen = screen
        self._came_from: QWidget | None = None
        self._phrase_list: AbbreviationsDialog | None = None
        self._expander = Expander(screen)
        self.facts, self.notes, self.beside = FactsPane(), NotesPane(), appreciation_pane()
        self._details = DetailPane()
        self._attach = make_action(Act.ATTACH_FACT, screen, self._on_attach_asked)
        fact = make_action(Act.WRITE_FACT, screen, self.focus_fact_line)
        appreciate = make_action(Act.WRITE_APPRECIATION, screen, self.appreciation_requested.emit)
        note = make_action(Act.WRITE_NOTES, screen, self._on_note_asked)
        phrases = make_action(Act.LIST_ABBREVIATIONS, screen, self.abbreviations_requested.emit)
        self.detail = make_action(Act.SHOW_DETAIL, screen, self._on_detail_asked)
        self._always = (fact, appreciate, note, phrases)
        self.add(fact, self.facts, "Faits")
        self.add(appreciate, self.beside, "Appréciation")
        self.add(note, self.notes, "Notes")
        self.add(self.detail, self._details, "Détail")
        self._connect_signals()

    def show_state(self, state: GradingState) -> None:
        """Show what is written on this place, and what can be."""
        for act in self._always:
            act.setEnabled(True)
        self._attach.setEnabled(state.criteria is not None)
        self.offer(self._details, offered=state.detail is not None)
        if state.detail is not None:
            self._details.show_state(state.detail)
        if state.appreciation is not None:
            self.offer(self.beside, offered=True, tabbed=state.appreciation.beside)
            self.beside.show_state(state.appreciation) if state.appreciation.beside else self.beside.clear()
        if state.facts is not None:
            self.facts.show_state(state.facts)

    def clear(self) -> None:
        """Hold no fact and no text any more."""
        self.facts.clear()
        self.beside.clear()

    def hand_over(self) -> None:
        """Hand over what is still being typed, before the place changes."""
        self.beside.hand_over()
        self.notes.hand_over()

    def focus_fact_line(self) -> None:
        """Bring the keyboard to the line of facts."""
        self._go_to(self.facts, self.facts.line)

    def focus_appreciation(self) -> None:
        """Bring the keyboard to the appreciation beside the answers."""
        self._go_to(self.beside, self.beside)

    def come_back(self) -> None:
        """Give the keyboard back to what had it before the panes."""
        came_from, self._came_from = self._came_from, None
        if came_from is not None and came_from.isVisible() and came_from.isEnabled():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.keyboard_left.emit()

    def show_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Expand these abbreviations from now on, and show them in their list while it is open."""
        self._expander.set_phrases(expanding(phrases))
        if self._phrase_list is not None:
            self._phrase_list.show_phrases(phrases)

    def ask_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Open the list of abbreviations."""
        dialog = AbbreviationsDialog(self._screen)
        dialog.keep_requested.connect(self.phrase_kept)
        dialog.remove_requested.connect(self.phrase_removed)
        dialog.switch_requested.connect(self.phrase_switched)
        dialog.finished.connect(self._on_phrase_list_finished)
        self._phrase_list = dialog
        dialog.show_phrases(phrases)
        dialog.open()

    def refuse_phrase(self, sentence: str) -> None:
        """Say in the list why an abbreviation was refused."""
        if self._phrase_list is not None:
            self._phrase_list.show_fault(sentence)

    def _go_to(self, pane: QWidget, field: QWidget) -> None:
        """Bring a pane to the front, the keyboard in it; what had the keyboard is remembered."""
        held = QApplication.focusWidget()
        if held is not None and self._screen.isAncestorOf(held) and not self.isAncestorOf(held):
            self._came_from = held
        self.show_pane(pane)
        field.setFocus(Qt.FocusReason.OtherFocusReason)  # a shortcut’s reason would select, and F would write over it

    def _connect_signals(self) -> None:
        self.facts.toggle_requested.connect(self.attach_requested.emit)
        self.beside.text_left.connect(self.appreciation_left)
        for pane in (self.facts, self.notes, self.beside):
            pane.leave_requested.connect(self.come_back)

    @Slot()
    def _on_note_asked(self) -> None:
        self._go_to(self.notes, self.notes)

    @Slot()
    def _on_attach_asked(self) -> None:
        self.attach_requested.emit(self.facts.held)

    @Slot()
    def _on_detail_asked(self) -> None:
        self.show_pane(self.facts if self.shown is self._details else self._details)

    @Slot()
    def _on_phrase_list_finished(self) -> None:
        self._phrase_list = None
