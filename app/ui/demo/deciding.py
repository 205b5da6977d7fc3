"""The evening: deliberation, decisions, closing, signatures, seal, papers."""

from pathlib import Path

from PySide6.QtWidgets import QCheckBox

from app.domain.decision import AwardValue, Outcome
from app.services.demonstration import DemoPerson
from app.ui.demo.grading import enter_code
from app.ui.demo.hands import Hands
from app.ui.demo.scenario import DemoCandidate, Scenario

_OUTCOMES = {Outcome.PASSED: "Réussite", Outcome.PARTIAL: "Réussite partielle", Outcome.FAILED: "Échec"}
_READING = ("M", "D", "L", "F")
"""Modalités, dossier professionnel, livret ECF where the path asks for it, entretien final: each seen by one key."""


def deliberate(hands: Hands, scenario: Scenario, jurors: tuple[tuple[int, DemoPerson], ...]) -> None:
    """The jury takes position on every compétence, decides, and confirms the first decision on the spot."""
    words = scenario.framework.vocabulary
    hands.press("Ctrl+5")
    hands.wait(lambda: hands.sees("decision_outcomes"), "la page de délibération")
    _close_the_doors(hands)
    hands.picture("deliberation-divergence")
    for candidate in scenario.present:
        hands.wait(lambda: hands.sees("decision_outcomes"), "la page de délibération")
        _read_everything(hands)
        _take_positions(hands, scenario, candidate)
        if candidate is scenario.present[0]:
            _compare(hands)
        hands.click_button("decision_outcomes", _OUTCOMES[candidate.outcome])
        for bloc_id, value in candidate.awards.items():
            hands.click_button(f"award_{bloc_id}", words.won if value is AwardValue.WON else words.lost)
        if candidate.motive:
            hands.fill("decision_motive", candidate.motive)
        hands.click("decision_record")
        if candidate is scenario.present[0]:
            for juror_id, person in jurors:
                hands.click(f"confirm_{juror_id}")
                enter_code(hands, person)
        hands.picture(f"deliberation-{candidate.number}")
        hands.let_pass(minutes=8)
        if candidate is not scenario.present[-1]:
            hands.click("next_candidate")


def _read_everything(hands: Hands) -> None:
    for key in _READING:
        hands.press(key)


def _close_the_doors(hands: Hands) -> None:
    """Call the roll, everybody being there, and deliberate alone from now on; the closing ends it."""
    hands.press("H")
    hands.wait(lambda: hands.sees("roll_dialog_act"), "l’appel")
    hands.picture("deliberation-appel")
    hands.press("Return")
    hands.settle()


def _compare(hands: Hands) -> None:
    """See how the candidates were treated before the first decision."""
    hands.press("E")
    hands.wait(lambda: hands.sees("treatment_table"), "l’égalité de traitement")
    hands.picture("deliberation-egalite")
    hands.press("Esc")
    hands.settle()


def _take_positions(hands: Hands, scenario: Scenario, candidate: DemoCandidate) -> None:
    words = scenario.framework.vocabulary
    for unit in scenario.decided_units(candidate):
        refusal = candidate.refusals.get(unit.id)
        if refusal is None:
            hands.click_button(f"position_{unit.id}", words.mastered)
            continue
        hands.click_button(f"position_{unit.id}", words.not_mastered)
        for criterion in unit.criteria:
            name = f"cite_{criterion.id}"
            if hands.find(name, QCheckBox).isChecked() != (criterion.id in refusal.criteria):
                hands.click(name)
        hands.fill("motive_text", refusal.motive)
        hands.click("motive_record")


def close(hands: Hands, jurors: tuple[tuple[int, DemoPerson], ...]) -> None:
    """Confirm what is left, close, sign, seal."""
    hands.press("Ctrl+6")
    hands.wait(lambda: hands.sees("closing_rules"), "la clôture")
    hands.picture("cloture-a-confirmer")
    for juror_id, person in jurors:
        hands.click(f"confirm_all_{juror_id}")
        enter_code(hands, person)
    hands.let_pass(minutes=5)
    hands.click("close_session")
    hands.picture("cloture-consequences")
    hands.click("close_dialog_act")
    for juror_id, person in jurors:
        hands.click(f"sign_{juror_id}")
        enter_code(hands, person)
        hands.let_pass(minutes=2)
    hands.picture("cloture-signee")
    hands.click("seal_session")
    hands.click("seal_dialog_act")
    hands.picture("cloture-scellee")
    hands.press("Ctrl+8")
    hands.picture("controles-apres")


def take_papers(hands: Hands, folder: Path) -> None:
    """Read the procès-verbal in the window, have it verified, and save every paper."""
    hands.press("Ctrl+7")
    hands.wait(lambda: hands.sees("document_pages"), "les documents")
    hands.picture("documents-pv")
    hands.click("verify")
    hands.wait(lambda: hands.sees("verdict"), "le verdict")
    hands.picture("documents-verifie")
    hands.choose_row("documents_list", "Fiche individuelle")
    hands.picture("documents-fiche")
    folder.mkdir(parents=True, exist_ok=True)
    hands.answer_file_dialog(folder)
    hands.press("Ctrl+Shift+S")
