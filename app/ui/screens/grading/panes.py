"""What stands under the critères: facts, guide, notes, detail. One at a time, each one key away."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from app.ui.actions import key_words
from app.ui.theme import look
from app.ui.tokens import Tone
from app.ui.widgets.card import Card
from app.ui.widgets.chip import ChipButton, ChipText
from app.ui.widgets.flow_row import FlowRow


class PaneCard(Card):
    """Panes behind tabs; a tab triggers the pane's own act, which says what else happens with it."""

    pane_shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._tabs: dict[QWidget, ChipButton] = {}
        self._acts: dict[QWidget, QAction] = {}
        self._words: dict[QWidget, str] = {}
        self._whole = False
        self._row = FlowRow(gap_steps=1.5)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(34 * look().metrics.step)
        self.body.addWidget(self._row)
        self.body.addWidget(self._stack, 1)

    @property
    def shown(self) -> QWidget | None:
        """The pane on the screen."""
        return self._stack.currentWidget()

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt's name
        """Beside other columns the critères have their height first, and the panes what is left."""
        return self._whole and super().hasHeightForWidth()

    def set_whole(self, whole: bool) -> None:
        """Want room for everything, or give way."""
        self._whole = whole
        self.updateGeometry()

    def add(self, act: QAction, pane: QWidget, word: str) -> None:
        """Add a pane with the act that asks for it and the short word of its tab; the first one added is shown."""
        tab = ChipButton(ChipText(""))
        tab.setObjectName(f"pane_{act.objectName().lower()}")
        tab.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tab.clicked.connect(partial(self._on_tab_clicked, act))
        self._tabs[pane], self._acts[pane], self._words[pane] = tab, act, word
        self._row.add(tab)
        self._stack.addWidget(pane)
        self._mark()

    def show_pane(self, pane: QWidget) -> None:
        """Bring a pane to the front."""
        if pane is not self.shown:
            self._stack.setCurrentWidget(pane)
            self._mark()
            self.pane_shown.emit(pane)

    def offer(self, pane: QWidget, *, offered: bool, tabbed: bool = True) -> None:
        """Offer a pane with its act, or put it away; the first pane stands in for one that was on the screen.

        Without its tab, a pane is put away and its act goes on: something else on the screen answers to it.
        """
        self._acts[pane].setEnabled(offered)
        self._tabs[pane].setVisible(offered and tabbed)
        if not (offered and tabbed) and pane is self.shown:
            self.show_pane(next(iter(self._tabs)))

    def _on_tab_clicked(self, act: QAction, _checked: bool = False) -> None:
        act.trigger()

    def _mark(self) -> None:
        for pane, tab in self._tabs.items():
            act, shown = self._acts[pane], pane is self.shown
            word = f"{self._words[pane]} · {key_words(act.shortcut().toString())}"
            said = f"{pane.accessibleName()}, {'affiché' if shown else 'à afficher'}"
            tab.show_chip(ChipText(word, Tone.ACCENT if shown else Tone.NEUTRAL, outlined=shown, said=said))
            if shown:
                self.setAccessibleName(pane.accessibleName())
