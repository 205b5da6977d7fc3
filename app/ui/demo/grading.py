"""The day itself: presences, written work, then each juror's grids, timers included."""

from collections.abc import Mapping
from functools import partial

from app.domain.anonymity import is_anonymous
from app.domain.answer import NOT_OBSERVED, YES
from app.domain.framework.sitting_plan import Part
from app.domain.grading import Unit
from app.services.demonstration import DemoPerson
from app.ui.demo.hands import Hands
from app.ui.demo.scenario import DemoCandidate, DemoFact, JurorView, Scenario


def open_the_day(hands: Hands, scenario: Scenario) -> None:
    """The responsable observes presences, runs the written part, writes an incident down."""
    hands.press("Ctrl+3")
    hands.wait(lambda: hands.sees("day_table"), "la journée")
    for candidate in scenario.candidates:
        hands.choose_row("day_table", candidate.number)
        if candidate.document is None:
            hands.press("A")
            hands.press(str(candidate.absence))
            hands.picture("journee-absence")
            hands.click("absence_question_act")
            continue
        hands.press("P")
        hands.press(str(candidate.document))
        hands.click("presence_question_act")
    _sit_written_work(hands, scenario)


def _sit_written_work(hands: Hands, scenario: Scenario) -> None:
    for candidate in scenario.present:
        _next_step(hands, candidate, "start_question")
    hands.let_pass(hours=1)
    hands.picture("journee-ecrit")
    hands.choose_row("day_table", scenario.incident_number)
    hands.press("I")
    hands.fill("incident_line", scenario.incident)
    hands.click("incident_question_act")
    hands.let_pass(hours=1, minutes=30)
    for candidate in scenario.present:
        _next_step(hands, candidate, "end_question")


def _next_step(hands: Hands, candidate: DemoCandidate, question: str) -> None:
    hands.choose_row("day_table", candidate.number)
    hands.press("Return")
    if hands.sees("accommodation_question_act"):
        hands.picture("journee-amenagement")
        hands.click("accommodation_question_act")
        hands.press("Return")
    if hands.sees(f"{question}_act"):
        hands.click(f"{question}_act")


def sit_down(hands: Hands, person: DemoPerson, *, first_time: bool) -> None:
    """A juror takes the desk: declaration and code the first time, the code afterwards."""
    name = f"{person.draft.given_name} {person.draft.family_name}"
    hands.press("Ctrl+J")
    hands.wait(lambda: hands.sees("seat_cards"), "le choix de la personne")
    hands.click_button("seat_cards", name)
    if first_time:
        hands.fill("declaration_pin", person.pin)
        hands.fill("declaration_pin_again", person.pin)
        hands.picture("declaration")
        hands.click("declaration_accept")
    else:
        enter_code(hands, person)
    hands.wait(lambda: hands.sees("day_table"), "la journée du juré")


def enter_code(hands: Hands, person: DemoPerson) -> None:
    """Type a juror's code into the dialog that asks it."""
    hands.wait(lambda: hands.front().objectName() == "pin_dialog", "la demande du code")
    hands.type_text(person.pin)
    hands.press("Return")
    hands.wait(lambda: hands.front().objectName() != "pin_dialog", "le code accepté")


def grade_everyone(hands: Hands, scenario: Scenario, juror: int, identifiers: Mapping[str, str]) -> None:
    """One juror grades the written work, then every candidate who is heard; the first juror also runs the timers.

    `identifiers` are those of the copies, by the candidates' numbers.
    """
    facts = _grade_copies(hands, scenario, juror, identifiers)
    for candidate in scenario.present:
        for part in scenario.parts():
            units = scenario.grid_units(candidate, part)
            if units is None or is_anonymous(part):
                continue
            hands.press("Ctrl+3")
            _next_step(hands, candidate, "start_question")
            hands.wait(partial(hands.sees, "lock_grid"), f"la grille « {part.label} »")
            _reach_last_phase(hands, part)
            facts = _fill_grid(hands, candidate.views[juror], units, facts)
            if candidate is scenario.present[0] and juror == 0:
                hands.picture(f"evaluation-{part.id}")
            _end_last_phase(hands, part)
            hands.click("lock_grid")


def _grade_copies(hands: Hands, scenario: Scenario, juror: int, identifiers: Mapping[str, str]) -> int:
    """Grade copy after copy in the order of their identifiers, none of which says whose it is; count the facts."""
    facts = 0
    written = next(part for part in scenario.parts() if is_anonymous(part))
    hands.press("C")
    hands.wait(lambda: hands.sees("copies_table"), "les copies")
    if juror == 0:
        hands.picture("copies")
    hands.press("Return")
    in_order = sorted(scenario.present, key=lambda candidate: identifiers[candidate.number])
    for place, candidate in enumerate(in_order):
        units = scenario.grid_units(candidate, written)
        if units is None:
            continue
        hands.wait(partial(hands.sees, "lock_grid"), f"la copie {identifiers[candidate.number]}")
        facts = _fill_grid(hands, candidate.views[juror], units, facts)
        if place == 0 and juror == 0:
            hands.picture(f"evaluation-{written.id}")
        hands.click("lock_grid")
        hands.press("Ctrl+Return")
    return facts


def _reach_last_phase(hands: Hands, part: Part) -> None:
    """Let the phases before the last one take their planned minutes, and half of the last one."""
    if hands.sees("timer_start"):
        hands.click("timer_start")
    for phase in part.phases[:-1]:
        if hands.sees("timer_next_phase"):
            hands.let_pass(minutes=phase.minutes or 0)
            hands.click("timer_next_phase")
    if hands.sees("timer_finish"):
        hands.let_pass(minutes=(part.phases[-1].minutes or 0) / 2)


def _end_last_phase(hands: Hands, part: Part) -> None:
    if hands.sees("timer_finish"):
        hands.let_pass(minutes=(part.phases[-1].minutes or 0) / 2)
        hands.click("timer_finish")


def _fill_grid(hands: Hands, view: JurorView, units: tuple[Unit, ...], facts: int) -> int:
    if not units:
        hands.fill("appreciation", view.appreciation)
        return facts
    number = 0
    for place, unit in enumerate(units, start=1):
        if len(units) > 1:
            hands.click(f"unit_{place}")
        for criterion in unit.criteria:
            number += 1
            value = view.answers.get(criterion.id, YES)
            hands.click_button(f"criterion_{number}", value.label)
            if value == NOT_OBSERVED:
                hands.fill(f"word_{number}", view.words[criterion.id])
                hands.press("Return")
            for fact in (one for one in view.facts if one.criterion_id == criterion.id):
                facts += 1
                _note(hands, fact, facts)
    return facts


def _note(hands: Hands, fact: DemoFact, number: int) -> None:
    hands.press("F")
    hands.type_text(fact.text)
    hands.press("Return")
    hands.click(f"fact_{number}")
    hands.let_pass(seconds=20)
