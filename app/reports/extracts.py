"""What each paper may say: a session cut down to it before anything is printed.

A paper is composed from its extract alone, and its print (« empreinte ») covers that extract: the procès-verbal cannot
show a juror's answers, a candidate's sheet cannot show another candidate, by construction.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.anonymity import is_hidden
from app.domain.candidate import Candidate, Contact
from app.domain.decision import Outcome
from app.domain.grading import Grid
from app.domain.jury_room import Turn
from app.domain.people import Actor, Person
from app.domain.question_guide import FROM_MANAGER
from app.domain.rectifying import answering, corrections_of
from app.domain.session import ExamSession
from app.domain.shortfall import deliberated_only
from app.domain.timing import Lapse
from app.domain.voting import has_votes


def for_record(session: ExamSession) -> ExamSession:
    """What the jury decided on everybody; of the grids, only that they are locked.

    Of whoever is not deliberated on, nothing that the jury had begun.
    """
    session = deliberated_only(session)
    interviews = {(c.id, part.id) for c in session.candidates if (part := session.final_interview(c))}
    return replace(
        _decided(session),
        candidates=tuple(_shown(candidate) for candidate in session.candidates),
        phase_events={key: events for key, events in session.phase_events.items() if key in interviews},
        roles=session.roles,
        grids=tuple(
            _only_locked(grid)
            if (grid.candidate_id, grid.part_id) in interviews
            else Grid(grid.juror_id, grid.candidate_id, grid.part_id, role=grid.role)
            for grid in session.grids
            if (grid.candidate_id, grid.part_id) in interviews or grid.role is not None
        ),
        choices=session.choices,
        grid_waivers=tuple(each for each in session.grid_waivers if each.candidate_id not in session.undeliberated),
        roll=session.roll,
        votes=session.votes if has_votes(session) else (),
        derogations=session.derogations,
        shortfalls=session.shortfalls,
        turns=tuple(_first_turn(session)),
        doors_closed_at=session.doors_closed_at,
        rectifications=(),
    )


def _first_turn(session: ExamSession) -> Iterator[Turn]:
    """When the jury took its first candidate: not whom, nor how long."""
    if session.turns:
        yield Turn(0, 0, min(turn.began_at for turn in session.turns))


def about_candidate(session: ExamSession, candidate_id: int) -> ExamSession:
    """What concerns one candidate; of the grids, that they are locked or done without, and the appreciations.

    Neither votes nor who was in the room: the jury speaks as one. How many sessions came before is told, since the
    paper says what the decision opens. Of whoever is not deliberated on, nothing that the jury had begun; of a juror
    who stood aside, be it after grading, nothing either.

    Raises:
        KeyError: no candidate has this id.
    """
    session = deliberated_only(session)
    recused = {recusal.juror_id for recusal in session.recusals if recusal.candidate_id == candidate_id}
    return replace(
        _decided(session),
        candidates=(_with_earlier_sittings(session.candidate(candidate_id)),),
        grid_waivers=tuple(
            replace(waiver, waived_by=0, reason="")
            for waiver in session.grid_waivers
            if waiver.candidate_id == candidate_id
        ),
        consultations=tuple(
            replace(seen, juror_id=0) for seen in session.consultations if seen.candidate_id == candidate_id
        ),
        recusals=tuple(recusal for recusal in session.recusals if recusal.candidate_id == candidate_id),
        roles=session.roles,
        phase_events={key: events for key, events in session.phase_events.items() if key[0] == candidate_id},
        grids=tuple(
            replace(_only_locked(grid), appreciation=grid.appreciation, role=grid.role, slides=grid.slides)
            for grid in session.grids
            if grid.candidate_id == candidate_id and grid.juror_id not in recused
        ),
        lapses=_lapses_of(session, candidate_id),
        positions=tuple(position for position in session.positions if position.candidate_id == candidate_id),
        awards=tuple(award for award in session.awards if award.candidate_id == candidate_id),
        decisions=tuple(decision for decision in session.decisions if decision.candidate_id == candidate_id),
        confirmations=tuple(item for item in session.confirmations if item.candidate_id == candidate_id),
        shortfalls=tuple(item for item in session.shortfalls if item.candidate_id == candidate_id),
        incidents=(),
        fraud_reports=(),
        rectifications=tuple(replace(item, agreed_by="", reason="") for item in corrections_of(session, candidate_id)),
    )


def of_juror(session: ExamSession, juror_id: int, candidate_id: int) -> ExamSession:
    """What one juror wrote about one candidate: nothing of the others, nothing of the deliberation.

    Of written work that has no name yet for the juror, nothing: this paper bears the name (rule 14).

    Raises:
        KeyError: no candidate or no person has this id.
    """
    juror, candidate = session.person(juror_id), session.candidate(candidate_id)
    actor = Actor(juror_id, juror.name)
    hidden = {part.id for _m, part in session.parts_for(candidate) if is_hidden(session, actor, candidate, part)}
    return replace(
        about_candidate(session, candidate_id),
        people=(_without_secret(juror),),
        recusals=(),
        roles=tuple(role for role in session.roles if role.person_id == juror_id),
        grids=tuple(
            g
            for g in session.grids
            if (g.juror_id, g.candidate_id) == (juror_id, candidate_id) and g.part_id not in hidden
        ),
        questions=tuple(q for q in session.questions if q.author in (FROM_MANAGER, juror_id)),
        put_questions=tuple(
            put for put in session.put_questions if (put.juror_id, put.candidate_id) == (juror_id, candidate_id)
        ),
        positions=(),
        awards=(),
        decisions=(),
        confirmations=(),
        shortfalls=(),
        grid_waivers=(),
        consultations=(),
        rectifications=(),
    )


def of_rectification(session: ExamSession, number: int) -> ExamSession:
    """One correction, the candidate whom it concerns, the jurors who answer for it.

    Of the other corrections about this candidate, of the decision and of the CCPs, what tells whether something else
    is left to correct: never why.

    Raises:
        KeyError: no rectification has this number.
    """
    found = next((item for item in session.rectifications if item.number == number), None)
    if found is None:
        raise KeyError(number)
    about = found.candidate_id
    concerned = (found,) if about is None else corrections_of(session, about)
    return replace(
        _decided(session),
        people=tuple(_without_secret(juror) for juror in answering(session, about)),
        candidates=tuple(_shown(c) for c in session.candidates if c.id == about),
        recusals=(),
        phase_events={},
        grids=(),
        positions=(),
        awards=tuple(award for award in session.awards if award.candidate_id == about),
        decisions=tuple(replace(each, motive="") for each in session.decisions if each.candidate_id == about),
        confirmations=(),
        shortfalls=tuple(
            replace(each, cause="", measures="", noted_by="")
            for each in session.shortfalls
            if each.candidate_id == about
        ),
        incidents=(),
        fraud_reports=(),
        rectifications=tuple(item if item == found else replace(item, reason="") for item in concerned),
    )


def of_fraud(session: ExamSession, number: int) -> ExamSession:
    """One report of a suspected fraud, and the candidate whom it concerns.

    Raises:
        KeyError: no report has this number.
    """
    kept = tuple(report for report in session.fraud_reports if report.number == number)
    if not kept:
        raise KeyError(number)
    return replace(
        about_candidate(session, kept[0].candidate_id),
        people=(),
        recusals=(),
        phase_events={},
        lapses=(),
        grids=(),
        positions=(),
        awards=(),
        decisions=(),
        confirmations=(),
        shortfalls=(),
        grid_waivers=(),
        consultations=(),
        fraud_reports=kept,
        rectifications=(),
    )


def of_shortfalls(session: ExamSession) -> ExamSession:
    """Those on whom the jury does not deliberate, who of the jury was expected and there; nothing that it wrote."""
    out = {each.id for each in session.candidates if session.outcome(each) is Outcome.NOT_DELIBERATED}
    return replace(
        _decided(session),
        people=tuple(_without_secret(juror) for juror in session.jurors),
        candidates=tuple(_shown(candidate) for candidate in session.candidates if candidate.id in out),
        recusals=tuple(recusal for recusal in session.recusals if recusal.candidate_id in out),
        roll=session.roll,
        shortfalls=tuple(each for each in session.shortfalls if each.candidate_id in out),
        phase_events={},
        grids=(),
        positions=(),
        awards=(),
        decisions=(),
        confirmations=(),
        incidents=(),
        fraud_reports=(),
        rectifications=(),
    )


def _decided(session: ExamSession) -> ExamSession:
    """The session without what only served to prepare it, or to bring the jury together."""
    sheet = session.sheet
    return replace(
        without_the_room(session),
        sheet=replace(sheet, directions="", centre=replace(sheet.centre, contact="")),
        people=tuple(_without_secret(person) for person in session.people),
        roles=(),
        plan=None,
        lapses=(),
        questions=(),
        put_questions=(),
        readings=(),
    )


def without_the_room(session: ExamSession) -> ExamSession:
    """The session without packets, choices between versions, and whatever passed in the deliberation room."""
    return replace(
        session,
        receipts=(),
        versions=(),
        choices=(),
        grid_waivers=(),
        consultations=(),
        roll=(),
        turns=(),
        votes=(),
        derogations=(),
        shortfalls=(),
        doors_closed_at=None,
        doors_opened_at=None,
    )


def _with_earlier_sittings(candidate: Candidate) -> Candidate:
    return replace(
        _shown(candidate), earlier_sittings=candidate.earlier_sittings, first_refused_on=candidate.first_refused_on
    )


def _shown(candidate: Candidate) -> Candidate:
    return replace(
        candidate,
        contact=Contact(),
        status="",
        training_body="",
        convened_at="",
        extension=None,
        earlier_sittings=None,
        first_refused_on=None,
        unmatched=(),
        results=(),
        deposits=(),
    )


def _without_secret(person: Person) -> Person:
    return replace(person, has_pin=False)


def _lapses_of(session: ExamSession, candidate_id: int) -> tuple[Lapse, ...]:
    """The lapses through which this candidate's time ran, numbered anew: nothing tells of the others."""
    concerned = [
        replace(lapse, running=own)
        for lapse in session.lapses
        if (own := tuple(running for running in lapse.running if running.candidate_id == candidate_id))
    ]
    return tuple(replace(lapse, number=number) for number, lapse in enumerate(concerned, start=1))


def _only_locked(grid: Grid) -> Grid:
    return Grid(grid.juror_id, grid.candidate_id, grid.part_id, locked_at=grid.locked_at)
