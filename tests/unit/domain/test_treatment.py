"""Equality of treatment: differences are named by one stated rule, explained by context, and told of no juror."""

import datetime as dt
from dataclasses import replace

from app.domain.answer import NOT_OBSERVED
from app.domain.attendance import Departure, DepartureKind, Lateness
from app.domain.candidate import Candidate
from app.domain.grading import Mark
from app.domain.merging import GridWaiver
from app.domain.question_guide import FROM_MANAGER, GuideQuestion, PutQuestion, QuestionState
from app.domain.session import ExamSession
from app.domain.timing import PhaseEvent, PhaseEventKind
from app.domain.treatment import TreatmentLine, treatment
from tests.builders import (
    ANNE,
    BENOIT,
    ELODIE,
    NOW,
    after,
    candidate,
    empty_session,
    framework_with_ccps,
    graded,
    holding,
    locked,
    moment,
    with_third_time,
)

FOUR = (ELODIE, *(candidate(number, f"MARTIN{number}", "Paul") for number in (2, 3, 4)))


def session_of(*who: Candidate) -> ExamSession:
    """Candidates who were all treated alike: each phase of ten minutes, nine used."""
    return graded(empty_session(framework_with_ccps(), "titre", *(who or FOUR)))


def lines_of(session: ExamSession) -> dict[int, TreatmentLine]:
    found = treatment(session, session.candidates, moment(600))
    return {line.candidate.id: line for line in found.lines}


def told(line: TreatmentLine) -> tuple[str, ...]:
    return tuple(outlier.words for outlier in line.outliers)


def timed(session: ExamSession, candidate_id: int, part_id: str, minutes: float) -> ExamSession:
    """The same session, one part of one candidate having lasted so long."""
    ran = (PhaseEvent(0, PhaseEventKind.STARTED, moment(0)), PhaseEvent(0, PhaseEventKind.ENDED, moment(minutes)))
    return replace(session, phase_events={**session.phase_events, (candidate_id, part_id): ran})


def marked(session: ExamSession, candidate_id: int, juror_ids: tuple[int, ...], criterion_id: str) -> ExamSession:
    """The same session, these jurors not having observed one critère."""
    grids = []
    for grid in session.grids:
        if grid.candidate_id == candidate_id and grid.juror_id in juror_ids and criterion_id in grid.marks:
            grid = locked(replace(grid, marks={**grid.marks, criterion_id: Mark(NOT_OBSERVED, "sans occasion")}))  # noqa: PLW2901 - the changed one stands for it
        grids.append(grid)
    return replace(session, grids=tuple(grids))


def asked(session: ExamSession, candidate_id: int, count: int) -> ExamSession:
    """The same session, the first questions of the guide having been put by both jurors."""
    guide = tuple(GuideQuestion(FROM_MANAGER, "et", number, "c1", f"Et {number} ?") for number in range(1, 9))
    put = tuple(
        PutQuestion(juror, candidate_id, "et", FROM_MANAGER, number, QuestionState.ASKED, after(60))
        for juror in (ANNE.id, BENOIT.id)
        for number in range(1, count + 1)
    )
    return replace(session, questions=guide, put_questions=(*session.put_questions, *put))


def test_candidates_treated_alike_are_told_apart_by_nothing() -> None:
    lines = lines_of(session_of())
    assert [line.outliers for line in lines.values()] == [()] * 4
    assert [each.part.id for each in lines[1].times] == ["ecrit", "oral", "et", "ef"]
    assert {(each.used, each.planned) for each in lines[1].times if each.part.id == "oral"} == {
        (dt.timedelta(minutes=18), dt.timedelta(minutes=30))
    }


def test_a_fifth_below_the_median_of_the_others_is_named() -> None:
    session = session_of()
    for who in FOUR:
        session = timed(session, who.id, "et", 15)
    assert lines_of(timed(session, 1, "et", 12.5))[1].outliers == ()
    short = lines_of(timed(session, 1, "et", 11.9))
    assert told(short[1]) == ("ET : 21 % plus court que la médiane des autres",)
    assert [short[number].outliers for number in (2, 3, 4)] == [()] * 3
    assert told(lines_of(timed(session, 1, "et", 19))[1]) == ("ET : 27 % plus long que la médiane des autres",)


def test_a_third_more_time_is_no_difference_whether_used_or_not() -> None:
    helped = with_third_time(ELODIE)
    session = session_of(helped, *FOUR[1:])
    for who in FOUR:
        session = timed(session, who.id, "ecrit", 60)
    for minutes, wanted in ((80, ()), (60, ()), (45, ("ECRIT : 25 % plus court que la médiane des autres",))):
        line = lines_of(timed(session, 1, "ecrit", minutes))[1]
        assert told(line) == wanted
        assert line.context == ("aménagement : tiers temps",)


def test_with_one_other_candidate_there_is_no_median_to_be_away_from() -> None:
    session = timed(session_of(*FOUR[:2]), 1, "et", 1)
    assert lines_of(session)[1].outliers == ()


def test_a_part_that_nobody_timed_has_no_time_and_no_difference() -> None:
    session = session_of()
    events = {key: value for key, value in session.phase_events.items() if key != (1, "et")}
    line = lines_of(replace(session, phase_events=events))[1]
    assert [each.used for each in line.times if each.part.id == "et"] == [None]
    assert line.outliers == ()


def test_a_question_put_by_two_jurors_is_one_question() -> None:
    session = session_of()
    for who in FOUR[1:]:
        session = asked(session, who.id, 5)
    session = asked(session, 1, 3)
    lines = lines_of(session)
    label = session.units[0].label
    assert (lines[1].questions, lines[2].questions) == ({label: 3}, {label: 5})
    assert told(lines[1]) == ("3 questions, contre 5 à la médiane des autres",)


def test_a_critere_is_not_observed_only_when_no_juror_observed_it() -> None:
    session = session_of()
    whole = lines_of(session)[1].observed
    one = lines_of(marked(session, 1, (ANNE.id,), "c1.1"))[1]
    assert (one.observed, one.not_observed) == (whole, 0)
    both = lines_of(marked(session, 1, (ANNE.id, BENOIT.id), "c1.1"))[1]
    assert both.not_observed >= 1
    assert both.observed + both.not_observed == whole


def test_a_grid_done_without_says_nothing_of_what_was_observed() -> None:
    session = marked(session_of(), 1, (ANNE.id,), "c1.1")
    theirs = [part.id for juror, part, _grid in session.grids_of(session.candidate(1)) if juror.id == BENOIT.id]
    without = tuple(GridWaiver(BENOIT.id, 1, part_id, ANNE.id, "poste en panne", NOW) for part_id in theirs)

    line = lines_of(replace(session, grid_waivers=without))[1]

    assert (lines_of(session)[1].not_observed, line.not_observed >= 1) == (0, True)


def test_lateness_and_departures_are_context() -> None:
    late = replace(
        ELODIE,
        late=(Lateness("oral", after(5), 7),),
        departures=(Departure(1, DepartureKind.INTERRUPTION, after(90), "oral", "alarme", after(95)),),
    )
    line = lines_of(session_of(late, *FOUR[1:]))[1]
    assert line.context[0] == "retard : 7 minutes, ORAL"
    assert len(line.context) == 2


def test_nothing_is_shown_of_a_candidate_whose_grids_are_not_all_in() -> None:
    session = session_of()
    grids = tuple(
        replace(grid, locked_at=None, digest="") if (grid.juror_id, grid.candidate_id) == (ANNE.id, 1) else grid
        for grid in session.grids
    )
    assert 1 not in lines_of(replace(session, grids=grids))


def test_nobody_is_ranked_and_no_juror_is_named() -> None:
    session = asked(timed(session_of(), 3, "et", 2), 3, 8)
    found = treatment(session, session.candidates, moment(600))
    assert [line.candidate.id for line in found.lines] == [1, 2, 3, 4]
    words = " ".join(each for line in found.lines for each in (*told(line), *line.context))
    assert found.lines[2].outliers
    assert not any(juror.family_name in words or juror.initials in words for juror in session.jurors)


def test_a_bloc_already_held_leaves_fewer_criteres_and_no_difference() -> None:
    lines = lines_of(session_of(holding(ELODIE, "ccp1"), *FOUR[1:]))
    assert lines[1].observed < lines[2].observed
    assert told(lines[1]) == ()


def test_criteres_that_nobody_could_observe_are_a_difference_from_two_on() -> None:
    session = session_of()
    ids = sorted({criterion for grid in session.grids for criterion in grid.marks})
    for count, criterion_id in enumerate(ids[:3], start=1):
        session = marked(session, 1, (ANNE.id, BENOIT.id), criterion_id)
        line = lines_of(session)[1]
        far = line.not_observed >= max(2, 0.2 * (line.observed + line.not_observed))
        assert bool(told(line)) == far, count
    assert told(line)[0].startswith(f"{line.observed} critères observés, contre")
