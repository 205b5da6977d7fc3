"""The day before: a session is created, its candidates imported, its jury named."""

from pathlib import Path

from app.domain.people import Function
from app.services.demonstration import DemoPerson
from app.ui.demo.hands import Hands
from app.ui.demo.scenario import Scenario


def prepare(hands: Hands, scenario: Scenario) -> None:
    """Play the preparation."""
    hands.picture("accueil")
    _create(hands, scenario)
    _import(hands, scenario.demo.candidate_list)
    hands.press("F3")
    for person in scenario.demo.jury:
        _add(hands, person)
    hands.picture("preparation-jury")
    hands.press("F2")
    hands.picture("preparation-session")
    hands.press("Ctrl+8")
    hands.picture("controles-avant")


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
    hands.picture("preparation-candidats")


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
    hands.click("dialog_save")
