"""A list held against the session: importing twice changes nothing more, and nobody is forgotten."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from app.domain.candidate import Candidate
from app.services import candidates
from app.services.candidate_drafts import CandidateDraft
from app.services.list_comparison import Comparison, Fate, compare_list
from tests import builders

DAY = date(2026, 5, 12)
FRAMEWORK = builders.framework_with_ccps()
TITLES = ("Nom", "Prénom", "Né(e) le", "N° candidat", "Ville", "CCP déjà obtenus")

# Few values, so that lines resemble each other: same person, same identifier, one letter apart.
LINES = st.lists(
    st.tuples(
        st.sampled_from(("LE GOFF", "Le Goff", "LE GOF", "N’DIAYE")),
        st.sampled_from(("Élodie", "ELODIE", "Zoé")),
        st.sampled_from(("14/03/1991", "14 mars 1991", "02/11/1988", "31/02/1990", "")),
        st.sampled_from(("", "0616810", "0616811", "0616812")),
        st.sampled_from(("", "Brest", "Quimper")),
        st.sampled_from(("", "CCP1 (02/06/2025)", "CCP2 ; CCP1", "CCP9")),
    ),
    min_size=1,
    max_size=6,
)


def compared(lines: Sequence[tuple[str, ...]], enrolled: Sequence[Candidate], graded: Sequence[int] = ()) -> Comparison:
    text = "\n".join("\t".join(line) for line in (TITLES, *lines))
    return compare_list(FRAMEWORK, enrolled, graded, candidates.preview(text, DAY))


def written(comparison: Comparison, enrolled: Sequence[Candidate]) -> list[Candidate]:
    """The candidates of the session once the list is imported."""
    changed = dict(comparison.changed)
    kept = [enrolment(one.id, changed.get(one.id, candidates.draft_of(one))) for one in enrolled]
    return kept + [enrolment(number, draft) for number, draft in enumerate(comparison.added, start=len(kept) + 1)]


def enrolment(number: int, draft: CandidateDraft) -> Candidate:
    return Candidate(id=number, rank=number, **{field.name: getattr(draft, field.name) for field in fields(draft)})


@given(LINES)
def test_the_same_list_again_changes_nothing(lines: list[tuple[str, ...]]) -> None:
    session = written(compared(lines, ()), ())
    again = compared(lines, session)
    assert (again.added, again.changed, again.unchanged, again.missing) == ((), (), len(lines), ())


@given(LINES, LINES)
def test_another_list_then_again_changes_nothing(first: list[tuple[str, ...]], second: list[tuple[str, ...]]) -> None:
    session = written(compared(first, ()), ())
    session = written(compared(second, session), session)
    again = compared(second, session)
    assert (again.added, again.changed, again.unchanged) == ((), (), len(second))


@given(LINES, LINES)
def test_every_line_has_one_fate_and_every_candidate_is_named_or_missing(
    first: list[tuple[str, ...]], second: list[tuple[str, ...]]
) -> None:
    session = written(compared(first, ()), ())
    comparison = compared(second, session)
    fates = list(comparison.fates.values())
    assert len(fates) == len(second)
    assert fates.count(Fate.ADDED) == len(comparison.added)
    assert fates.count(Fate.CHANGED) == len(comparison.changed)
    assert len({candidate_id for candidate_id, _draft in comparison.changed}) == len(comparison.changed)
    named = len(second) - len(comparison.added)
    assert named + len(comparison.missing) == len(session)


@given(LINES, LINES)
def test_nobody_graded_is_ever_changed(first: list[tuple[str, ...]], second: list[tuple[str, ...]]) -> None:
    session = written(compared(first, ()), ())
    comparison = compared(second, session, graded=[one.id for one in session])
    assert comparison.changed == ()
    assert comparison.protected == sum(fate is Fate.PROTECTED for fate in comparison.fates.values())
