"""Sessions to plan: the shipped title in one's hands, and any session that Hypothesis can think of."""

import datetime as dt
from dataclasses import replace
from fractions import Fraction
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from app.domain.candidate import Accommodation, Candidate
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import Modality, Part, Phase, RoleCondition, SessionType
from app.domain.framework.terms import Language, ModalityType, OralRole, PartForm, SessionKind
from app.domain.people import Function, Person, Recusal
from app.domain.planning.plan import PanelRoom, Plan, PlanSettings, Slot
from app.domain.session import ExamSession
from app.services import frameworks
from tests import builders

FIRST_DAY = builders.NOW.date()
SHIPPED = Path(__file__).parents[3] / "data" / "referentiels"
NAMES = ("LE GOFF", "ÖZTÜRK", "N’DIAYE", "NGUYỄN", "DE LA FONTAINE")


@cache
def assistant() -> Framework:
    """The reference case: the title of 2025 with its preparation, its English phase and its presentation."""
    return frameworks.load("acom-2025", (SHIPPED,))


def at(hour: int, minute: int = 0, day: int = 0) -> dt.datetime:
    """A civil time of the session, `day` counted from 0."""
    return dt.datetime.combine(FIRST_DAY + dt.timedelta(days=day), dt.time(hour, minute))


def rooms(count: int) -> tuple[PanelRoom, ...]:
    return tuple(PanelRoom(number, f"Salle {number}") for number in range(1, count + 1))


def pairs(count: int) -> tuple[Person, ...]:
    """Two jurors for each jury."""
    return tuple(
        replace(builders.juror(10 * panel + seat, "Jury", f"J{panel}{seat}"), panel=panel)
        for panel in range(1, count + 1)
        for seat in (1, 2)
    )


def candidates(count: int) -> list[Candidate]:
    """Nobody has come yet."""
    names = [*NAMES, *(f"CANDIDAT {number}" for number in range(len(NAMES), count))][:count]
    return [replace(builders.candidate(n, name, "Léo"), attendance=None) for n, name in enumerate(names, start=1)]


def title_session(count: int, juries: int = 1, days: int = 1, type_id: str = "titre") -> ExamSession:
    """A session of the reference title, two jurors to each jury."""
    session = builders.empty_session(assistant(), type_id, *candidates(count), jurors=pairs(juries))
    last = FIRST_DAY + dt.timedelta(days=days - 1)
    return replace(session, sheet=replace(session.sheet, ends_on=last))


def with_candidates(session: ExamSession, *changed: Candidate) -> ExamSession:
    """The session with these candidates instead of those of the same ids."""
    by_id = {each.id: each for each in changed}
    return replace(session, candidates=tuple(by_id.get(each.id, each) for each in session.candidates))


def of_panel(plan: Plan, panel: int) -> tuple[Slot, ...]:
    """What takes one jury's room or time, in the order of time."""
    return tuple(slot for slot in plan.slots if slot.panel == panel)


# Any session

_minutes = st.sampled_from((5, 10, 15, 30, 45, 60))


@st.composite
def _phases(draw: st.DrawFn, form: PartForm) -> tuple[Phase, ...]:
    count = draw(st.integers(1, 3))
    phases = []
    for number in range(count):
        oral = form is PartForm.ORAL
        kind = draw(st.sampled_from(("heard", "heard", "preparation", "alone"))) if oral else "written"
        phases.append(
            Phase(
                label=f"Phase {number}",
                minutes=draw(_minutes) * (1 if oral else 3),
                jury_present=kind == "heard",
                preparation=kind == "preparation",
                language=Language.ENGLISH if oral and draw(st.booleans()) else Language.FRENCH,
            )
        )
    if form is PartForm.ORAL:
        phases.append(Phase(label="Questions", minutes=draw(_minutes), jury_present=True))
    return tuple(phases)


@st.composite
def _frameworks(draw: st.DrawFn) -> Framework:
    """A title of two CCPs whose parts are anything; some sit on the first CCP only."""
    skills = st.sampled_from((("c1",), ("c3",), ("c1", "c3"), ()))
    forms = draw(st.lists(st.sampled_from(PartForm), min_size=1, max_size=4))
    parts = tuple(
        Part(
            id=f"p{number}",
            label=f"Partie {number}",
            short=f"P{number}",
            form=form,
            skills=draw(skills),
            phases=draw(_phases(form)),
            roles=(RoleCondition(role=OralRole.OCCASIONAL_SPEAKER),),
        )
        for number, form in enumerate(forms)
    )
    modality = Modality.model_construct(type=ModalityType.SITUATION, label="Mise en situation", parts=parts)
    kind = SessionType.model_construct(
        id="titre",
        kind=SessionKind.TITLE,
        label="Titre",
        target_blocs=("ccp1", "ccp2"),
        modalities=(modality,),
        final_interview_if_last=None,
    )
    return builders.framework_with_ccps().model_copy(update={"sessions": (kind,)})


@st.composite
def settings(draw: st.DrawFn, juries: int) -> PlanSettings:
    """Any sensible settings for so many juries."""
    return PlanSettings(
        day_starts=draw(st.sampled_from((dt.time(8), dt.time(8, 30), dt.time(9)))),
        day_ends=draw(st.sampled_from((dt.time(16), dt.time(18), dt.time(19, 30)))),
        panels=rooms(juries),
        welcome=draw(st.sampled_from((0, 15, 30))),
        changeover=draw(st.sampled_from((0, 5, 10))),
        lunch=draw(st.sampled_from((0, 45, 60))),
        break_after=draw(st.sampled_from((0, 90, 120))),
        correction=draw(st.sampled_from((0, 10, 20))),
        deliberation=draw(st.sampled_from((0, 15))),
        jury_attends_presentations=draw(st.booleans()),
        shares_speaker=draw(st.booleans()),
    )


@st.composite
def sessions(draw: st.DrawFn) -> tuple[ExamSession, PlanSettings]:
    """Any session with the settings to plan it."""
    juries, days = draw(st.integers(1, 3)), draw(st.integers(1, 3))
    framework = draw(st.one_of(st.just(assistant()), _frameworks()))
    session = builders.empty_session(
        framework, "titre", *(draw(_candidates(each)) for each in candidates(draw(st.integers(0, 9))))
    )
    dates = [FIRST_DAY + dt.timedelta(days=day) for day in range(days)]
    jurors = [draw(_jurors(10 * panel + seat, panel, dates)) for panel in range(1, juries + 1) for seat in (1, 2, 3)]
    if draw(st.integers(0, 5)) == 0:
        jurors.append(builders.juror(99, "Membre", "PARTOUT"))
    speaker = Person(200, Function.OCCASIONAL_SPEAKER, "Blake", "Jo", days=draw(_days(dates)))
    recusals = draw(
        st.lists(
            st.builds(
                Recusal,
                st.sampled_from([juror.id for juror in jurors]),
                st.sampled_from([each.id for each in session.candidates] or [0]),
                st.just("formateur"),
            ),
            max_size=4,
        )
    )
    session = replace(
        session,
        sheet=replace(session.sheet, ends_on=dates[-1]),
        people=(*draw(st.sampled_from((tuple(jurors), ()))), speaker),
        recusals=tuple({(each.juror_id, each.candidate_id): each for each in recusals}.values()),
    )
    return session, draw(settings(juries))


@st.composite
def _candidates(draw: st.DrawFn, candidate: Candidate) -> Candidate:
    extra = draw(st.sampled_from((None, None, Fraction(1, 3), Fraction(1, 2))))
    if extra:
        candidate = replace(candidate, accommodation=Accommodation("temps", extra, "DDETS 29", FIRST_DAY))
    if draw(st.integers(0, 4)) == 0:
        candidate = builders.holding(candidate, "ccp1")
    if draw(st.integers(0, 6)) == 0:
        candidate = replace(candidate, attendance=builders.ABSENT.attendance)
    return candidate


@st.composite
def _days(draw: st.DrawFn, dates: list[dt.date]) -> tuple[dt.date, ...] | None:
    return draw(st.sampled_from((None, None, None, tuple(dates[:1]), tuple(dates[-1:]))))


@st.composite
def _jurors(draw: st.DrawFn, person_id: int, panel: int, dates: list[dt.date]) -> Person:
    return replace(builders.juror(person_id, "Jury", f"J{person_id}"), panel=panel, days=draw(_days(dates)))
