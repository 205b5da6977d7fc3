"""What papers say of the session as a whole: title, certification, dates and place, how far its results stand."""

from collections.abc import Iterable

from reportlab.platypus import Flowable

from app.domain.framework.terms import SessionKind
from app.domain.session import ExamSession
from app.reports import naming
from app.reports.layout.blocks import Fact, facts_grid, note, title_block
from app.reports.layout.wording import date_long


def head(session: ExamSession, title: str, facts: Iterable[Fact] = (), contact: str = "") -> list[Flowable]:
    """Print a paper's title, what is certified, the session, when and where, who runs it, then facts of its own."""
    manager = Fact("Responsable de session", session.sheet.manager, tuple(filter(None, (contact,))))
    return [
        *title_block(title, naming.certification(session)),
        *facts_grid([session_fact(session), days_and_place(session), manager]),
        *([] if not (own := list(facts)) else facts_grid(own)),
    ]


def session_fact(session: ExamSession) -> Fact:
    """The session's official number and what it aims at; without a number, what it aims at alone."""
    framework, number = session.framework, session.sheet.ceres_number
    titled = session.type.kind is SessionKind.TITLE
    aims = [] if titled else [framework.bloc(bloc_id) for bloc_id in session.type.target_blocs]
    if number:
        return Fact(
            "Session CERES", number, tuple(f"{naming.bloc_name(framework, bloc.id)} : {bloc.label}" for bloc in aims)
        )
    names = ", ".join(naming.bloc_name(framework, bloc.id) for bloc in aims)
    return Fact("Session", names or session.type.label, tuple(bloc.label for bloc in aims))


def days_and_place(session: ExamSession) -> Fact:
    """« 14 décembre 2026, Quimper »."""
    sheet = session.sheet
    one_day = sheet.starts_on == sheet.ends_on
    days = date_long(sheet.starts_on) if one_day else naming.days(sheet.starts_on, sheet.ends_on)
    return Fact("Dates et lieu", ", ".join(filter(None, (days, sheet.place))))


def results_standing(session: ExamSession) -> list[Flowable]:
    """One line on every paper that tells a result: how far it stands; none where nobody validates (rule 37)."""
    words = naming.provisional(session)
    return [note(words)] if words else []
