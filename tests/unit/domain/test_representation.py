"""Until when one may sit again, and the days that are counted from a session's dates."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.access_path import AccessPath
from app.domain.candidate import Candidate
from app.domain.composition import seat_gaps
from app.domain.deadlines import a_month_before, a_year_after, candidates_convened_by, jurors_convened_by
from app.domain.decision import AwardValue, Outcome
from app.domain.framework.content import BlocCorrespondence, Correspondence
from app.domain.framework.model import JuryMember, JuryRule, Validity
from app.domain.representation import (
    ccps_left,
    ccps_until,
    counts_sittings,
    prospects,
    prospects_if,
    sits_again_until,
    sittings,
)
from tests.builders import (
    ABSENT,
    ANNE,
    BENOIT,
    ELODIE,
    SOULEYMANE,
    decided,
    empty_session,
    framework_with_bloc_criteria,
    framework_with_ccps,
    graded,
    holding,
    sound_title_session,
)


def refused(who: Candidate) -> dt.date | None:
    session = graded(empty_session(framework_with_ccps(), "titre", who))
    return sits_again_until(decided(session, who, Outcome.FAILED, lost=["ccp1", "ccp2"]), who)


def test_a_refusal_opens_a_year_from_the_deliberation() -> None:
    assert refused(ELODIE) == dt.date(2027, 5, 12)


def test_the_year_runs_from_the_first_refusal() -> None:
    assert refused(replace(ELODIE, first_refused_on=dt.date(2025, 12, 1))) == dt.date(2026, 12, 1)


def test_an_absence_opens_a_year_from_the_session() -> None:
    session = empty_session(framework_with_ccps(), "titre", ABSENT)
    longer = replace(session, sheet=replace(session.sheet, ends_on=dt.date(2026, 5, 15)))

    assert sits_again_until(longer, ABSENT) == dt.date(2027, 5, 15)


def test_whoever_succeeds_or_comes_otherwise_counts_nothing() -> None:
    session = sound_title_session()

    assert sits_again_until(session, ELODIE) is None
    assert sits_again_until(session, SOULEYMANE) is None, "a partial success leaves its CCPs, not a year"
    assert refused(replace(ELODIE, access_path=AccessPath.VAE)) is None
    assert not counts_sittings(empty_session(framework_with_bloc_criteria(), "titre", ELODIE), ELODIE)
    assert not counts_sittings(empty_session(framework_with_ccps(), "ccp1", ELODIE), ELODIE)


def test_this_session_counts() -> None:
    assert [sittings(replace(ELODIE, earlier_sittings=count)) for count in (None, 0, 2)] == [None, 1, 3]


def test_what_is_left_is_what_was_neither_held_nor_won() -> None:
    session = sound_title_session()

    assert [bloc.id for bloc in ccps_left(session, SOULEYMANE)] == ["ccp2"]
    assert ccps_left(session, ELODIE) == ()
    assert [bloc.id for bloc in ccps_left(session, ABSENT)] == ["ccp1", "ccp2"]
    assert [bloc.id for bloc in ccps_left(session, holding(ABSENT, "ccp1"))] == ["ccp2"]


def test_ccps_are_open_a_year_after_the_title_ends() -> None:
    ending = framework_with_ccps().model_copy(update={"validity": Validity(end=dt.date(2028, 2, 29))})

    assert ccps_until(ending) == dt.date(2029, 2, 28)
    assert ccps_until(framework_with_ccps()) is None


def plain(lines: tuple[str, ...]) -> list[str]:
    return [line.replace("\u00a0", " ") for line in lines]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        (
            {"earlier_sittings": 0},
            [
                "Représentation possible jusqu’au 12/05/2027 sans nouvelle formation : un an à compter de la "
                "délibération (début de ce délai à vérifier).",
                "1ʳᵉ session sur 3.",
            ],
        ),
        (
            {"earlier_sittings": 1, "first_refused_on": dt.date(2025, 12, 1)},
            [
                "Représentation possible jusqu’au 01/12/2026 sans nouvelle formation : un an à compter du premier "
                "refus (début de ce délai à vérifier).",
                "2ᵉ session sur 3.",
            ],
        ),
        (
            {"earlier_sittings": 2, "first_refused_on": dt.date(2025, 12, 1)},
            ["3ᵉ session sur 3 : une nouvelle formation précède toute autre session titre."],
        ),
        (
            {},
            [
                "Représentation possible jusqu’au 12/05/2027 sans nouvelle formation : un an à compter de la "
                "délibération (début de ce délai à vérifier).",
                "Sessions titre déjà passées : non renseignées, 3 au plus dans cette année.",
            ],
        ),
        ({"access_path": AccessPath.VAE}, []),
    ],
)
def test_a_refusal_says_until_when_and_how_many_sessions_are_left(changes: dict[str, object], lines: list[str]) -> None:
    who = replace(ELODIE, **changes)  # type: ignore[arg-type]  # named by each case
    session = graded(empty_session(framework_with_ccps(), "titre", who))

    assert plain(prospects(decided(session, who, Outcome.FAILED, lost=["ccp1", "ccp2"]), who)) == lines
    assert plain(prospects_if(session, who, Outcome.FAILED, {})) == lines
    assert prospects(session, who) == ()


def test_an_absence_says_the_same_from_the_session() -> None:
    (line, _count) = plain(prospects(empty_session(framework_with_ccps(), "titre", ABSENT), ABSENT))

    assert line.endswith("un an à compter de la session (début de ce délai à vérifier).")


def test_a_partial_success_says_what_is_left_and_until_when() -> None:
    session = sound_title_session()
    ending = session.framework.model_copy(update={"validity": Validity(end=dt.date(2030, 10, 29))})

    assert plain(prospects(replace(session, framework=ending), SOULEYMANE)) == [
        "Reste à obtenir pour le titre : CCP 2, jusqu’au 29/10/2031, un an après la fin du titre. Une révision du "
        "titre change cette date."
    ]
    assert plain(prospects(session, SOULEYMANE)) == [
        "Reste à obtenir pour le titre : CCP 2, un an au plus après la fin du titre (date de fin non renseignée dans "
        "le référentiel)."
    ]
    assert prospects(session, ELODIE) == ()


def test_a_decision_under_way_says_what_it_would_open() -> None:
    session = replace(sound_title_session(), decisions=(), awards=())
    set_now = {"ccp1": AwardValue.LOST, "ccp2": AwardValue.WON}

    (line,) = plain(prospects_if(session, ELODIE, Outcome.PARTIAL, set_now))

    assert line.startswith("Reste à obtenir pour le titre : CCP 1,")


def test_a_ccp_session_says_what_is_left_for_the_title() -> None:
    session = graded(empty_session(framework_with_ccps(), "ccp1", ELODIE))

    (won,) = plain(prospects(decided(session, ELODIE, Outcome.BLOC_WON), ELODIE))
    (lost,) = plain(prospects(decided(session, ELODIE, Outcome.BLOC_LOST), ELODIE))

    assert won.startswith("Reste à obtenir pour le titre : CCP 2,")
    assert lost.startswith("Reste à obtenir pour le titre : CCP 1, CCP 2,")


def test_a_bloc_won_for_some_years_says_until_when() -> None:
    base = framework_with_bloc_criteria()
    blocs = tuple(bloc.model_copy(update={"validity_years": 5}) for bloc in base.blocs)
    session = graded(empty_session(base.model_copy(update={"blocs": blocs}), "bloc1", ELODIE))

    assert plain(prospects(decided(session, ELODIE, Outcome.BLOC_WON), ELODIE)) == [
        "Bloc 1 obtenu jusqu’au 12/05/2031."
    ]
    assert prospects(decided(session, ELODIE, Outcome.BLOC_LOST), ELODIE) == ()


def test_a_correspondence_gives_the_later_blocs() -> None:
    pairs = (BlocCorrespondence(earlier="a1", later="ccp2"), BlocCorrespondence(earlier="a1", later="ccp1"))
    old = Correspondence(framework="ancien", blocs=pairs)
    framework = framework_with_ccps().model_copy(update={"correspondences": (old,)})

    assert [bloc.id for bloc in framework.later_blocs("ancien", "a1")] == ["ccp1", "ccp2"]
    assert framework.later_blocs("ancien", "a2") == framework.later_blocs("autre", "a1") == ()


@pytest.mark.parametrize(
    ("day", "before"),
    [
        (dt.date(2026, 5, 12), dt.date(2026, 4, 12)),
        (dt.date(2026, 3, 31), dt.date(2026, 2, 28)),
        (dt.date(2026, 1, 15), dt.date(2025, 12, 15)),
    ],
)
def test_a_month_before_is_the_same_day_or_the_last(day: dt.date, before: dt.date) -> None:
    assert a_month_before(day) == before


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 12, 31)))
def test_a_year_and_a_month_are_what_calendars_say(day: dt.date) -> None:
    assert (a_year_after(day) - day).days in (365, 366)
    assert (day - a_month_before(day)).days in range(28, 32)
    assert a_year_after(day).month == day.month


def test_convocations_leave_by_the_kind_of_session() -> None:
    title, ccp = (empty_session(framework_with_ccps(), kind, ELODIE) for kind in ("titre", "ccp1"))
    other = empty_session(framework_with_bloc_criteria(), "titre", ELODIE)

    assert candidates_convened_by(title) == dt.date(2026, 4, 12)
    assert candidates_convened_by(ccp) == dt.date(2026, 4, 27)
    assert candidates_convened_by(other) is None
    assert jurors_convened_by(title) == dt.date(2026, 4, 27)


def test_a_seat_counts_whoever_sits_as_that() -> None:
    rule = JuryRule(composition=(JuryMember(quality="Institut", count=1), JuryMember(quality="Pro", count=2)))
    members = (replace(ANNE, seat="Institut"), replace(BENOIT, seat="Pro"))

    assert [(gap.quality, gap.wanted, gap.found) for gap in seat_gaps(rule, members)] == [("Pro", 2, 1)]
    assert seat_gaps(JuryRule(), members) == ()
