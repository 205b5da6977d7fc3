"""What does not fit says so, with what would make it fit: every remedy is tried here again."""

import datetime as dt
import re
from dataclasses import replace
from itertools import pairwise

import pytest

from app.domain.people import Function, Person, Recusal
from app.domain.planning.compute import Misfit, compute
from app.domain.planning.plan import PlanSettings
from app.domain.planning.usual import usual_settings
from app.domain.session import ExamSession
from tests import builders
from tests.builders import with_third_time
from tests.unit.planning.sessions import FIRST_DAY, pairs, rooms, title_session, with_candidates


def misfits_of(session: ExamSession, **changes: object) -> tuple[Misfit, ...]:
    """What does not fit with the usual settings but these, no-break spaces written as plain ones."""
    found = compute(session, replace(usual_settings(session), **changes)).misfits  # type: ignore[arg-type] # by name
    return tuple(replace(each, sentence=each.sentence.replace("\u00a0", " ")) for each in found)


def only(found: tuple[Misfit, ...]) -> Misfit:
    [misfit] = found
    return misfit


def test_a_day_too_short_says_how_much_lacks_and_for_whom() -> None:
    session = title_session(5, juries=2)
    session = with_candidates(session, with_third_time(session.candidate(5)))

    misfit = only(misfits_of(session))

    assert misfit.sentence.startswith("Il manque 5 min le 12/05 : ")
    assert misfit.sentence.endswith(" n’a pas de place.")
    assert misfit.remedies == ("un jury de plus", "une fin à 18:05", "un début à 08:00", "un jour de plus")


@pytest.mark.parametrize(("count", "juries", "days"), [(3, 1, 1), (5, 2, 1), (12, 2, 1), (24, 3, 2), (9, 1, 2)])
def test_every_remedy_is_enough(count: int, juries: int, days: int) -> None:
    session = title_session(count, juries, days)
    session = with_candidates(session, with_third_time(session.candidate(3)))

    misfit = only(misfits_of(session))

    assert misfit.remedies
    for remedy in misfit.remedies:
        larger, changes = _tried(session, remedy)
        assert misfits_of(larger, **changes) == (), remedy


def _tried(session: ExamSession, remedy: str) -> tuple[ExamSession, dict[str, object]]:
    """The session and the settings once a remedy was followed to the letter."""
    clock = re.search(r"à (\d\d):(\d\d)$", remedy)
    if clock:
        hour = dt.time(int(clock[1]), int(clock[2]))
        return session, {"day_starts" if "début" in remedy else "day_ends": hour}
    more = 1 if remedy.startswith("un ") else int(remedy.split(maxsplit=1)[0])
    if "jour" in remedy:
        sheet = replace(session.sheet, ends_on=session.sheet.ends_on + dt.timedelta(days=more))
        return replace(session, sheet=sheet), {}
    count = len(usual_settings(session).panels) + more
    return replace(session, people=pairs(count)), {"panels": rooms(count)}


def test_a_remedy_that_would_not_be_enough_is_not_named() -> None:
    session = title_session(1)

    misfit = only(misfits_of(session, day_starts=dt.time(7, 30), day_ends=dt.time(8, 30), welcome=0, lunch=0))

    # Neither juries nor days make an hour long enough for a written part of two hours and a half.
    assert misfit.remedies == ("une fin à 12:00",)


def test_a_phase_without_duration_is_named_once_and_can_be_given_one() -> None:
    framework = builders.framework_without_criteria()
    [kind] = framework.sessions
    [modality] = kind.modalities
    [part] = modality.parts
    phases = tuple(phase.model_copy(update={"minutes": None}) for phase in part.phases)
    modality = modality.model_copy(update={"parts": (part.model_copy(update={"phases": phases}),)})
    framework = framework.model_copy(update={"sessions": (kind.model_copy(update={"modalities": (modality,)}),)})
    session = builders.empty_session(framework, "bloc1", builders.ELODIE, builders.SOULEYMANE)

    misfit = only(misfits_of(session))

    assert (
        misfit.sentence == "Mise en situation écrite, « Phase 1 » : le référentiel ne donne pas de durée (2 candidats)."
    )
    assert misfits_of(session, assumed_minutes={"ecrit": 90}) == ()


def test_recusals_that_leave_no_jury_name_the_candidate() -> None:
    session = title_session(2)
    session = replace(session, recusals=(Recusal(11, 1, "formateur"),))

    misfit = only(misfits_of(session))

    assert misfit.sentence == "LE GOFF Léo : les déports laissent moins de 2 membres dans chaque jury."
    assert misfit.candidate_id == 1


def test_a_juror_of_every_jury_keeps_them_from_sitting_together() -> None:
    session = title_session(2, juries=2)
    session = replace(session, people=(*session.people, builders.juror(99, "Rémi", "Blanc")))

    proposal = compute(session, usual_settings(session))

    assert "Rémi Blanc" in proposal.misfits[0].sentence
    busy = sorted((slot for slot in proposal.plan.slots if slot.jury_present), key=lambda slot: slot.starts_at)
    assert all(one.ends_at <= other.starts_at for one, other in pairwise(busy))


def test_a_jury_without_members_or_without_a_common_day_is_named() -> None:
    session = title_session(2, juries=2, days=2)
    days = [(FIRST_DAY,), (FIRST_DAY + dt.timedelta(days=1),)]
    apart = tuple(replace(each, days=days[each.id % 2]) if each.panel == 2 else each for each in session.people)

    assert "Le jury 2 n’est au complet aucun jour" in only(misfits_of(replace(session, people=apart))).sentence
    alone = tuple(each for each in session.people if each.id != 22)
    assert only(misfits_of(replace(session, people=alone))).sentence == "Le jury 2 compte 1 membre, il en faut 2."


def test_a_session_without_jurors_yet_is_planned_as_though_they_were_there() -> None:
    session = replace(title_session(2), people=())

    assert compute(session, PlanSettings(panels=rooms(2))).misfits == ()


def test_one_speaker_too_few_is_said() -> None:
    session = title_session(6, juries=3)
    never_there = Person(200, Function.OCCASIONAL_SPEAKER, "Blake", "Jo", days=())

    misfit = only(misfits_of(replace(session, people=(*session.people, never_there)), shares_speaker=True))

    assert "un intervenant ponctuel pour chaque jury" in misfit.remedies
