"""The juror's abbreviations: what expands on the screen, and the dialog that changes them."""

from collections.abc import Callable
from typing import Protocol

from app.domain.abbreviations import Phrase
from app.domain.faults import DomainError, EnvironmentFault
from app.services import abbreviations
from app.ui.bench import Bench
from app.ui.screens.grading.keeper import GridKeeper
from app.ui.screens.grading.place import Place


class AbbreviationsView(Protocol):
    """What is asked of the screen."""

    def show_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Expand these from now on, and show them where they are being changed."""
        ...

    def ask_phrases(self, phrases: tuple[Phrase, ...]) -> None:
        """Open the list of abbreviations."""
        ...

    def refuse_phrase(self, sentence: str) -> None:
        """Say in the list why an abbreviation was refused."""
        ...


class AbbreviationsPresenter:
    """Follows the juror with his or her own abbreviations, which no one else's typing meets."""

    def __init__(self, bench: Bench, view: AbbreviationsView) -> None:
        self._bench = bench
        self._view = view
        self._of: int | None = None
        self._phrases: tuple[Phrase, ...] = ()

    def arrive(self, _place: Place, _keeper: GridKeeper) -> None:
        """Read the abbreviations once for the juror who sits here."""
        if self._of != self._bench.actor.person_id:
            self._of = self._bench.actor.person_id
            self._show(abbreviations.listed(self._bench.desk, self._bench.actor))

    def leave(self) -> None:
        """Expand nothing any more."""
        self._of = None
        self._show(())

    def ask(self) -> None:
        """Open the list."""
        self._view.ask_phrases(self._phrases)

    def keep(self, letters: str, text: str) -> None:
        """Add an abbreviation, or change one."""
        self._do(lambda: abbreviations.keep(self._bench.desk, self._bench.actor, letters, text))

    def remove(self, letters: str) -> None:
        """Take away an abbreviation of the juror's own."""
        self._do(lambda: abbreviations.remove(self._bench.desk, self._bench.actor, letters))

    def switch(self, letters: str, on: bool) -> None:
        """Let a shipped abbreviation expand, or not."""
        self._do(lambda: abbreviations.switch(self._bench.desk, self._bench.actor, letters, on=on))

    def _do(self, act: Callable[[], tuple[Phrase, ...]]) -> None:
        try:
            phrases = act()
        except (DomainError, EnvironmentFault) as fault:
            self._view.refuse_phrase(fault.sentence)
            return
        self._show(phrases)
        self._bench.saved(self._bench.desk.now())

    def _show(self, phrases: tuple[Phrase, ...]) -> None:
        self._phrases = phrases
        self._view.show_phrases(phrases)
