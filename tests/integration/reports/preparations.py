"""Sessions as the papers of the preparation meet them, and each of those papers made from one of them."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from app.domain.candidate import Contact
from app.domain.framework.terms import OralRole
from app.domain.people import Function, LinkKind, Person, Recusal, RoleAssignment
from app.domain.session import ExamSession
from app.reports import (
    attendance_sheets,
    blank_grids,
    candidate_convocation,
    correspondence_table,
    juror_convocation,
    juror_declaration,
    jury_attendance,
    planning_sheets,
    posted_notice,
)
from app.reports.layout.printing import Paper
from app.reports.paper import PaperStamp, print_together
from tests.integration.reports import snapshots
from tests.integration.reports.snapshots import ANNE, BRUNO, JANE, PARIS
from tests.plans import planned

STAMP = PaperStamp("2026-014", 1, dt.datetime(2026, 11, 12, 10, 32, tzinfo=PARIS), working_copy=False)
CONTACT = "02 98 00 00 00, examens@example.fr"
DIRECTIONS = "Bâtiment B, premier étage. Tramway A, arrêt Odet."


def _prepared(session: ExamSession) -> ExamSession:
    """The session before anything happened in it."""
    sheet = session.sheet
    return replace(
        session,
        sheet=replace(sheet, directions=DIRECTIONS, centre=replace(sheet.centre, contact=CONTACT)),
        candidates=tuple(replace(c, attendance=None) for c in session.candidates),
        phase_events={},
        grids=(),
        positions=(),
        awards=(),
        decisions=(),
        confirmations=(),
        incidents=(),
        closing=None,
    )


@cache
def six() -> ExamSession:
    """Six candidates of all kinds with a planning over two days; Bruno knows the second one."""
    whole = planned(_prepared(snapshots.title_session()), days=2)
    postal = Contact(email="elodie@example.fr", address="3 rue du Phare", postcode="29000", town="Quimper")
    return replace(
        whole,
        candidates=(replace(whole.candidates[0], contact=postal), *whole.candidates[1:]),
        recusals=(Recusal(BRUNO.id, 2, "son employeur jusqu’en 2024", LinkKind.SHARED_WORKPLACE),),
        roles=(
            RoleAssignment(ANNE.id, "oral", OralRole.INTERLOCUTOR),
            RoleAssignment(BRUNO.id, "oral", OralRole.OBSERVER),
        ),
    )


def unplanned() -> ExamSession:
    """The same six, whose hours of convocation alone are known."""
    whole = _prepared(snapshots.title_session())
    return replace(whole, candidates=tuple(replace(c, convened_at="08:15") for c in whole.candidates))


@cache
def crowd() -> ExamSession:
    """Twenty-four candidates with the longest names, before three juries, over three days."""
    jury = tuple(
        Person(
            id=number,
            function=Function.JUROR,
            family_name=f"DE MONTMORENCY-LAVAL D’ESTOUTEVILLE {number}",
            given_name="Charlotte-Eugénie",
            quality="responsable de l’administration des ventes pour l’Europe du Nord",
            employer="Compagnie générale des entrepôts du Ponant",
            panel=(number + 1) // 2,
        )
        for number in range(1, 7)
    )
    watch = Person(8, Function.INVIGILATOR, "Roussel", "Chloé", days=(snapshots.DAY,))
    whole = _prepared(snapshots.crowd(24))
    return planned(replace(whole, people=(*jury, replace(JANE, id=7), watch)), panels=3, days=3)


def ccp() -> ExamSession:
    """A session of one CCP, where one candidate comes for the last one."""
    return planned(_prepared(replace(snapshots.ccp_session(), recusals=())))


def bloc() -> ExamSession:
    """A bloc of a certification that is not the ministry's."""
    whole = _prepared(snapshots.bloc_session())
    return replace(whole, candidates=tuple(replace(c, convened_at="09:00") for c in whole.candidates))


def printed(papers: Paper | list[Paper]) -> bytes:
    """The PDF of one paper, or of several together."""
    return print_together(papers if isinstance(papers, list) else [papers])


PAPERS: Mapping[str, Callable[[], bytes]] = {
    "convocation": lambda: printed(candidate_convocation.compose(six(), 1, STAMP)),
    "convocation_third_time": lambda: printed(candidate_convocation.compose(six(), 4, STAMP)),
    "convocation_unplanned": lambda: printed(candidate_convocation.compose(unplanned(), 3, STAMP)),
    "convocation_ccp": lambda: printed(candidate_convocation.compose(ccp(), 1, STAMP)),
    "convocation_bloc": lambda: printed(candidate_convocation.compose(bloc(), 3, STAMP)),
    "juror_convocation": lambda: printed(juror_convocation.compose(six(), ANNE.id, STAMP)),
    "juror_convocation_unplanned": lambda: printed(juror_convocation.compose(unplanned(), BRUNO.id, STAMP)),
    "declaration": lambda: printed(juror_declaration.compose(six(), BRUNO.id, STAMP)),
    "correspondence": lambda: printed(correspondence_table.compose(six(), STAMP)),
    "attendance": lambda: printed(attendance_sheets.compose(six(), STAMP)),
    "attendance_unplanned": lambda: printed(attendance_sheets.compose(unplanned(), STAMP)),
    "jury_attendance": lambda: printed(jury_attendance.compose(six(), STAMP)),
    "planning": lambda: printed(planning_sheets.compose(six(), STAMP)),
    "planning_juror": lambda: printed(planning_sheets.compose_for_juror(six(), BRUNO.id, STAMP)),
    "planning_numbers": lambda: printed(planning_sheets.compose_posted(six(), STAMP, named=False)),
    "planning_names": lambda: printed(planning_sheets.compose_posted(six(), STAMP, named=True)),
    "notices": lambda: printed(posted_notice.compose(six(), STAMP)),
    "notices_bloc": lambda: printed(posted_notice.compose(bloc(), STAMP)),
    "paper_grids": lambda: printed(blank_grids.compose(ccp(), ANNE.id, STAMP)),
}
CROWDED: Mapping[str, Callable[[], bytes]] = {
    "convocation": lambda: printed(candidate_convocation.compose(crowd(), 24, STAMP)),
    "juror_convocation": lambda: printed(juror_convocation.compose(crowd(), 3, STAMP)),
    "declaration": lambda: printed(juror_declaration.compose(crowd(), 3, STAMP)),
    "correspondence": lambda: printed(correspondence_table.compose(crowd(), STAMP)),
    "attendance": lambda: printed(attendance_sheets.compose(crowd(), STAMP)),
    "jury_attendance": lambda: printed(jury_attendance.compose(crowd(), STAMP)),
    "planning": lambda: printed(planning_sheets.compose(crowd(), STAMP)),
    "planning_names": lambda: printed(planning_sheets.compose_posted(crowd(), STAMP, named=True)),
    "notices": lambda: printed(posted_notice.compose(crowd(), STAMP)),
    "paper_grids": lambda: printed(blank_grids.compose(crowd(), 3, STAMP)),
}
