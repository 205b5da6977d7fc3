"""Lateness and departures on paper: the annexes of the procès-verbal and the individual sheet."""

from dataclasses import replace

from app.domain.attendance import Departure, DepartureKind, Lateness
from app.domain.session import ExamSession
from app.reports.individual_sheet import print_individual_sheet
from app.reports.record import print_record
from tests.integration.reports import snapshots
from tests.integration.reports.golden import words
from tests.integration.reports.snapshots import at


def a_day_with_conduct() -> ExamSession:
    """The first candidate came late; the second was interrupted, then left after the written part."""
    session = snapshots.title_session(closed=False)
    first, second, *others = session.candidates
    written = session.parts_for(second)[0][1].id
    late = replace(first, late=(Lateness(written, at(9, 12), 12, "panne de train"),))
    left = replace(
        second,
        departures=(
            Departure(1, DepartureKind.INTERRUPTION, at(9, 30), written, "malaise", at(9, 41)),
            Departure(2, DepartureKind.ABANDON, at(10, 42), "", ""),
        ),
    )
    return replace(
        session,
        candidates=(late, left, *others),
        phase_events={key: e for key, e in session.phase_events.items() if key[0] != second.id or key[1] == written},
        grids=tuple(g for g in session.grids if g.candidate_id != second.id or g.part_id == written),
    )


def test_the_record_lists_who_came_late_and_who_left_with_time_and_reason() -> None:
    told = " ".join(words(print_record(a_day_with_conduct(), snapshots.STAMP)).split())
    assert "Retard admis : annexe 4." in told
    assert "Départs avant la fin : annexe 5." in told
    assert "admis, 12 min perdues, heure de fin inchangée panne de train" in told
    assert "Interruption le" in told
    assert "reprise à 9 h 41" in told
    assert "Abandon le" in told
    assert "entre deux épreuves" in told


def test_a_day_without_any_has_no_such_annex() -> None:
    told = words(print_record(snapshots.title_session(), snapshots.STAMP))
    assert "Annexe 4" not in told
    assert "Annexe 5" not in told


def test_the_sheet_of_a_latecomer_says_what_was_lost() -> None:
    told = " ".join(words(print_individual_sheet(a_day_with_conduct(), 1, snapshots.STAMP)).split())
    assert "admis, 12 min perdues, heure de fin inchangée. Raison : panne de train" in told


def test_the_sheet_of_who_left_says_when_and_what_was_not_sat() -> None:
    told = " ".join(words(print_individual_sheet(a_day_with_conduct(), 2, snapshots.STAMP)).split())
    assert "Abandon le" in told
    assert "non passée" in told
    assert "non évaluée" in told
    assert "Entretien non tenu." in told
