"""A jury that deliberates and closes by keys alone, in the program's own window, once every grid is in."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QPushButton

from app.domain.candidate import Candidate
from app.domain.session import ExamSession
from app.services import reading
from tests.e2e.desk_by_keys import DeskByKeys
from tests.real_window import RealWindow
from tests.ui.jury import plain

READING = ("M", "D", "L")
"""Modalités, dossier professionnel, livret ECF: what a CCP session from training asks to have read."""
MASTERED, NOT_MASTERED = "1", "2"


class JuryByKeys(DeskByKeys):
    """One juror types for the jury; each proves an own code where the program asks it."""

    def __init__(self, real: RealWindow, codes: Mapping[int, str]) -> None:
        super().__init__(real)
        self._codes = codes

    @property
    def session(self) -> ExamSession:
        """The session as it stands on the disk."""
        return reading.session(self.real.window.desk)

    def deliberate(self, refused: Mapping[int, str]) -> None:
        """Close the doors, then candidate after candidate: read, take positions, decide, confirm.

        `refused` names, for some candidates, the compétence that the jury does not find mastered.
        """
        self.keys.press("Ctrl+5")
        self.wait_for("decision_outcomes")
        self.keys.press("H")
        self.wait_for("roll_dialog_act")
        self.keys.press("Return")
        self.back_to_the_window()
        for place, candidate in enumerate(self.session.candidates):
            if place:
                self.keys.press("Ctrl+Return")
            self.hands.wait(partial(self._is_shown, candidate), "le candidat suivant")
            self._decide(candidate, refused.get(candidate.id, ""))

    def _is_shown(self, candidate: Candidate) -> bool:
        turns = [turn for turn in self.session.turns if turn.ended_at is None]
        return [turn.candidate_id for turn in turns] == [candidate.id]

    def _decide(self, candidate: Candidate, refused: str) -> None:
        self.keys.press(*READING)
        for unit in self.session.units_for(candidate):
            self.keys.reach(f"position_{unit.id}")
            if unit.id != refused:
                self.keys.press(MASTERED)
                continue
            self.keys.press(NOT_MASTERED)
            self.wait_for("motive_text")
            self.keys.reach(f"cite_{unit.criteria[0].id}")
            self.keys.press("Space")
            self.keys.reach("motive_text")
            self.keys.press("Ctrl+B")
            self.keys.push("motive_record")
        self._choose_outcome("non obtenu" if refused else "obtenu")
        self.keys.push("decision_record")
        for juror in self.session.jurors_for(candidate):
            self.keys.push(f"confirm_{juror.id}")
            self.real.enter(self._codes[juror.id])
            self.back_to_the_window()

    def _choose_outcome(self, words: str) -> None:
        """Bring the keyboard to the decision whose name ends so, and take it."""
        self.keys.reach("decision_outcomes")
        for _step in range(5):
            held = self.hands.keyboard()
            if isinstance(held, QPushButton) and plain(held.accessibleName()).split(",")[0].endswith(f" {words}"):
                break
            self.keys.press("Down")
        self.keys.press("Space")

    def close(self) -> None:
        """Close the session, then each juror signs."""
        self.keys.press("Ctrl+6")
        self.wait_for("closing_rules")
        self.keys.press("Ctrl+Return")
        self.wait_for("close_dialog_act")
        self.keys.push("close_dialog_act")
        self.hands.wait(lambda: self.session.closing is not None, "la clôture")
        self.back_to_the_window()
        for juror in self.session.jurors:
            self.keys.push(f"sign_{juror.id}")
            self.real.enter(self._codes[juror.id])
            self.back_to_the_window()
