"""The day before: a session is created, its candidates imported, its jury named."""

from pathlib import Path

from app.domain.people import Function
from app.services.demonstration import DemoPapers, DemoPerson
from app.ui.demo.hands import Hands
from app.ui.demo.scenario import Scenario

_PAPERS_TAB = 3
"""How many tabs stand before « Pièces » in a candidate's file."""


def prepare(hands: Hands, scenario: Scenario) -> None:
    """Play the preparation."""
    hands.picture("accueil")
    _create(hands, scenario)
    _import(hands, scenario.demo.candidate_list)
    hands.press("F3")
    for person in scenario.demo.jury:
        _add(hands, person)
    hands.picture("preparation-jury")
    hands.press("F5")
    hands.picture("preparation-liens")
    hands.press("F4")
    for place, papers in enumerate(scenario.demo.papers):
        _hand_in(hands, scenario, papers, picture=place == 0)
    hands.picture("preparation-candidats")
    hands.press("F6")
    hands.press("F7")
    hands.picture("preparation-planning")
    hands.press("F2")
    hands.picture("preparation-session")
    hands.press("Ctrl+8")
    hands.picture("controles-avant")
    hands.press("Ctrl+7")
    hands.picture("documents-avant")


def _create(hands: Hands, scenario: Scenario) -> None:
    demo = scenario.demo
    hands.press("Ctrl+N")
    day = f"{scenario.day:%d/%m/%Y}"
    for name, text in (
        ("starts_on", day),
        ("ends_on", day),
        ("manager", demo.manager),
        ("place", demo.place),
        ("ceres_number", demo.ceres_number),
        ("record_number", demo.record_number),
        ("centre_name", demo.centre.name),
        ("centre_address", demo.centre.address),
        ("agreement", demo.centre.agreement),
        ("agreement_until", f"{demo.centre.agreement_until:%d/%m/%Y}"),
        ("centre_contact", demo.centre.contact),
        ("directions", demo.directions),
    ):
        hands.fill(name, text)
    hands.choose_option("framework", scenario.framework.code)
    hands.choose_option("session_type", scenario.framework.session_type(demo.session_type_id).label)
    hands.click("passphrase_noted")
    hands.picture("creation")
    hands.click("confirm_creation")
    hands.wait(lambda: hands.sees("preparation_tabs"), "la préparation")


def _import(hands: Hands, candidate_list: Path) -> None:
    hands.press("F4")
    hands.press("Ctrl+I")
    hands.answer_file_dialog(candidate_list)
    hands.click("choose_list")
    hands.wait(lambda: hands.can_click("confirm_import"), "l’aperçu de la liste")
    hands.picture("preparation-import")
    hands.click("confirm_import")
    hands.settle()


def _add(hands: Hands, person: DemoPerson) -> None:
    draft = person.draft
    hands.press("Ctrl+Shift+N")
    hands.choose_option("function", draft.function.label)
    hands.fill("given_name", draft.given_name)
    hands.fill("family_name", draft.family_name)
    hands.fill("quality", draft.quality)
    hands.fill("employer", draft.employer)
    if draft.function is Function.JUROR and draft.habilitation_until is not None:
        hands.fill("habilitation", draft.habilitation)
        hands.fill("habilitation_until", f"{draft.habilitation_until:%d/%m/%Y}")
        if draft.uses_english:
            hands.click("uses_english")
    for part_id, role in person.roles.items():
        hands.choose_option(f"role_{part_id}", role.label)
    hands.click("dialog_save")


def _hand_in(hands: Hands, scenario: Scenario, papers: DemoPapers, *, picture: bool) -> None:
    """Write in a candidate's file what was handed in before the session."""
    hands.choose_row("candidates", papers.number)
    hands.press("Return")
    for _turn in range(_PAPERS_TAB):
        hands.press("Ctrl+PgDown")
    hands.choose_option("professional_file", "Oui")
    if papers.results:
        hands.choose_option("training_results", "Oui")
    for bloc_id, satisfied in papers.results.items():
        hands.choose_option(f"result_{bloc_id}", "A satisfait" if satisfied else "N’a pas satisfait")
    for modality in scenario.framework.session_type(scenario.demo.session_type_id).modalities:
        deposit = modality.deposit
        deadline = deposit.deadline(scenario.day) if deposit is not None else None
        if deposit is None or deadline is None:
            continue
        name = f"deposit_{modality.type.value}"
        hands.fill(f"{name}_on", f"{deadline:%d/%m/%Y}")
        hands.fill(f"{name}_at", f"{papers.deposited_at:%H:%M}")
        for number in range(len(deposit.slides)):
            hands.click(f"{name}_slide_{number}")
    if picture:
        hands.picture("preparation-pieces")
    hands.click("dialog_save")
