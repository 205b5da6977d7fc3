"""A juror's abbreviations: shipped ones switched off or changed, own ones added, each juror's apart."""

import pytest

from app.domain.abbreviations import Phrase, letters_fault
from app.domain.faults import Fault
from app.domain.people import MANAGER
from app.services import abbreviations
from tests.integration.services.room import ANNE, BENOIT, INVIGILATOR, Room, refused


def phrase(room: Room, letters: str) -> Phrase | None:
    """One of Anne's."""
    return next((each for each in abbreviations.listed(room.desk, ANNE) if each.letters == letters), None)


def test_those_that_ship_are_good_and_expand_for_everybody(prepared: Room) -> None:
    listed = abbreviations.listed(prepared.desk, BENOIT)
    assert len(listed) > 15
    assert all(each.shipped and each.is_on and not letters_fault(each.letters) for each in listed)
    assert abbreviations.expanding(listed)["cl"] == "client"
    assert abbreviations.expanding(listed)["rq"] == "reformule la question"


def test_one_of_ones_own_is_kept_changed_and_taken_away(prepared: Room) -> None:
    abbreviations.keep(prepared.desk, ANNE, " sj ", "s’appuie  sur le sujet")
    prepared.reopen()
    assert phrase(prepared, "sj") == Phrase("sj", "s’appuie sur le sujet")
    abbreviations.keep(prepared.desk, ANNE, "sj", "sort du sujet")
    assert phrase(prepared, "sj") == Phrase("sj", "sort du sujet")
    assert "sj" not in abbreviations.expanding(abbreviations.listed(prepared.desk, BENOIT))
    assert all(each.letters != "sj" for each in abbreviations.remove(prepared.desk, ANNE, "sj"))


def test_a_shipped_one_is_switched_off_changed_and_brought_back(prepared: Room) -> None:
    off = abbreviations.switch(prepared.desk, ANNE, "cl", on=False)
    assert "cl" not in abbreviations.expanding(off)
    assert phrase(prepared, "cl") == Phrase("cl", "client", shipped=True, is_on=False)
    assert "cl" in abbreviations.expanding(abbreviations.listed(prepared.desk, BENOIT))
    abbreviations.keep(prepared.desk, ANNE, "cl", "cliente")
    assert phrase(prepared, "cl") == Phrase("cl", "cliente", shipped=True)
    abbreviations.switch(prepared.desk, ANNE, "cl", on=True)
    assert phrase(prepared, "cl") == Phrase("cl", "client", shipped=True)


@pytest.mark.parametrize(
    ("letters", "text", "why"),
    [("", "client", "lettres"), ("c l", "client", "sans espace"), ("cl", "  ", "remplace")],
)
def test_what_cannot_serve_is_refused_with_its_reason(prepared: Room, letters: str, text: str, why: str) -> None:
    with refused(Fault.ABBREVIATION_REFUSED) as caught:
        abbreviations.keep(prepared.desk, ANNE, letters, text)
    assert why in caught.sentence
    with refused(Fault.ABBREVIATION_UNKNOWN):
        abbreviations.switch(prepared.desk, ANNE, "zz", on=False)


def test_only_the_jury_has_abbreviations(prepared: Room) -> None:
    for stranger in (MANAGER, INVIGILATOR):
        with refused(Fault.JUROR_ONLY):
            abbreviations.listed(prepared.desk, stranger)
        with refused(Fault.JUROR_ONLY):
            abbreviations.keep(prepared.desk, stranger, "sj", "sujet")
