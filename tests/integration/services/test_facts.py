"""Facts: told from quotations and judgements, dated by their first key, corrected while the grid is open."""

import datetime as dt

from app.domain.deliberation import review
from app.domain.faults import Fault
from app.domain.grading import FactKind, Grid
from app.services import grading
from app.services.grading import GridKey
from tests.builders import after
from tests.integration.services.room import ANNE, BENOIT, ECRIT, ELODIE, ORAL, Room, refused

KEY = GridKey(ELODIE, ECRIT)


def noted(room: Room, *texts: str) -> Grid:
    """Anne's grid with these facts."""
    grid = grading.open_grid(room.desk, ANNE, KEY).grid
    for text in texts:
        grid = grading.note_fact(room.desk, ANNE, KEY, text).grid
    return grid


def test_a_fact_keeps_its_kind_and_the_time_of_its_first_key(present: Room) -> None:
    noted(present)
    begun = present.desk.now()
    present.wait(seconds=40)
    grading.note_fact(present.desk, ANNE, KEY, "trop lent", "Travaux écrits", kind=FactKind.JUDGEMENT, at=begun)
    grading.note_fact(present.desk, ANNE, KEY, "Je vérifie", kind=FactKind.QUOTE, at=begun + dt.timedelta(hours=1))
    present.reopen()
    facts = present.session().grid(1, ELODIE, ECRIT).facts
    assert [(fact.kind, fact.text, fact.at) for fact in facts] == [
        (FactKind.JUDGEMENT, "trop lent", begun),
        (FactKind.QUOTE, "Je vérifie", after(0) + dt.timedelta(seconds=40)),
    ]


def test_a_correction_keeps_time_and_critere_and_the_journal_keeps_the_old_words(present: Room) -> None:
    noted(present, "compte les colis")
    grading.attach_fact(present.desk, ANNE, KEY, 1, "c1.1")
    present.wait(minutes=5)
    fact = grading.amend_fact(present.desk, ANNE, KEY, 1, FactKind.QUOTE, " Je recompte. ").grid.facts[0]
    assert (fact.kind, fact.text, fact.at, fact.criterion_id) == (FactKind.QUOTE, "Je recompte.", after(0), "c1.1")
    entry = present.journal()[-1]
    assert (entry.act, entry.changes["text"]) == ("modification", ["compte les colis", "Je recompte."])


def test_a_fact_taken_away_stays_in_the_journal(present: Room) -> None:
    noted(present, "compte les colis", "appelle le transporteur")
    grid = grading.remove_fact(present.desk, ANNE, KEY, 1).grid
    assert [fact.text for fact in grid.facts] == ["appelle le transporteur"]
    present.reopen()
    assert present.session().grid(1, ELODIE, ECRIT) == grid
    entry = present.journal()[-1]
    assert (entry.act, entry.changes["text"]) == ("suppression", ["compte les colis", None])


def test_only_ones_own_facts_of_this_grid_are_corrected(present: Room) -> None:
    noted(present, "compte les colis")
    grading.open_grid(present.desk, ANNE, GridKey(ELODIE, ORAL))
    grading.open_grid(present.desk, BENOIT, KEY)
    for actor, key in ((ANNE, GridKey(ELODIE, ORAL)), (BENOIT, KEY)):
        with refused(Fault.FACT_UNKNOWN):
            grading.amend_fact(present.desk, actor, key, 1, FactKind.OBSERVED, "autre")
        with refused(Fault.FACT_UNKNOWN):
            grading.remove_fact(present.desk, actor, key, 1)
    with refused(Fault.FACT_EMPTY):
        grading.amend_fact(present.desk, ANNE, KEY, 1, FactKind.OBSERVED, "  ")
    assert present.session().grid(1, ELODIE, ECRIT).facts[0].text == "compte les colis"


def test_a_locked_grid_freezes_its_facts(present: Room) -> None:
    noted(present, "compte les colis")
    present.grade(ANNE, ELODIE)
    with refused(Fault.GRID_LOCKED):
        grading.amend_fact(present.desk, ANNE, KEY, 1, FactKind.OBSERVED, "autre")
    with refused(Fault.GRID_LOCKED):
        grading.remove_fact(present.desk, ANNE, KEY, 1)


def test_deliberation_is_told_what_is_a_judgement(present: Room) -> None:
    noted(present, "compte les colis")
    grading.note_fact(present.desk, ANNE, KEY, "trop lent", kind=FactKind.JUDGEMENT)
    for number in (1, 2):
        grading.attach_fact(present.desk, ANNE, KEY, number, "c1.1")
    for juror in (ANNE, BENOIT):
        present.grade(juror, ELODIE)
    page = review(present.session(), present.candidate(ELODIE))
    (line,) = [each for unit in page.units for each in unit.lines if each.facts]
    assert [(fact.text, fact.kind) for fact in line.facts] == [
        ("compte les colis", FactKind.OBSERVED),
        ("trop lent", FactKind.JUDGEMENT),
    ]
