"""The jury's synthesis on one candidate: what it saw, its position on each compétence, its decision.

Appreciations only: no juror's own answers, no fact noted for oneself, no word of the deliberation.
"""

from collections.abc import Iterator

from reportlab.platypus import Flowable, KeepTogether

from app.domain.candidate import Candidate
from app.domain.decision import BlocStatus, Outcome
from app.domain.evidence import Piece, evidence_of
from app.domain.framework.content import Bloc
from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import Evidence
from app.domain.grading import Unit
from app.domain.jury_room import Consultation
from app.domain.rectifying import change_words, corrections_of
from app.domain.representation import prospects
from app.domain.session import ExamSession
from app.domain.shortfall import shortfall_of, why_words
from app.reports import extracts, naming, part_times
from app.reports.layout.blocks import (
    Column,
    Fact,
    InkBox,
    facts_grid,
    gap,
    ink_boxes,
    note,
    paragraph,
    section,
    table,
    title_block,
)
from app.reports.layout.styles import strong
from app.reports.layout.wording import NO_BREAK, date_short, phrase
from app.reports.oral_lines import roles_line, slides_line
from app.reports.paper import PaperStamp, print_paper
from app.reports.record_annexes import cited_cell
from app.reports.session_head import results_standing

_TITLE = "Fiche individuelle d’évaluation"
_OF_A_TITLE = (Evidence.PROFESSIONAL_FILE, Evidence.TRAINING_RESULTS, Evidence.FINAL_INTERVIEW)
"""What a titre professionnel knows of, and says « sans objet » of where the path does not ask for it."""
_POSITIONS = (
    Column("Compétence", 4.6),
    Column("Position", 1.75),
    Column("Critères cités", 3.4),
    Column("Motif", 4),
)


def print_individual_sheet(session: ExamSession, candidate_id: int, stamp: PaperStamp) -> bytes:
    """Print the sheet of one candidate.

    Raises:
        KeyError: no candidate has this id.
    """
    said = extracts.about_candidate(session, candidate_id)
    candidate = said.candidate(candidate_id)
    story = [*title_block(_TITLE, naming.certification(said)), *facts_grid(list(_facts(said, candidate)))]
    undeliberated = said.outcome(candidate) is Outcome.NOT_DELIBERATED
    if undeliberated:
        story += [*_times(said, candidate), *_orals(said, candidate)]
    elif not candidate.is_absent:
        story += [*_evidence(said, candidate), *_times(said, candidate), *_orals(said, candidate)]
        story += [*_positions(said, candidate), *_appreciations(said, candidate)]
    story.append(KeepTogether([*_decision(said, candidate), *_signatures(said, candidate)]))
    return print_paper(said, stamp, _TITLE, story)


def _facts(session: ExamSession, candidate: Candidate) -> Iterator[Fact]:
    sheet = session.sheet
    place = f"n° {candidate.rank} · identifiant {candidate.number}" if candidate.number else f"n° {candidate.rank}"
    yield Fact("Candidat", naming.civil_name(candidate), (naming.birth(candidate.identity), place))
    held = [
        f"{naming.bloc_name(session.framework, prior.bloc_id)} "
        f"{naming.bloc_words(session, candidate, prior.bloc_id)}{f', {proof}' if proof else ''}"
        for prior in candidate.priors
        for proof in (naming.proof_words(session, candidate, prior),)
    ]
    yield Fact("Voie d’accès", candidate.access_path.label, tuple(held))
    number = sheet.ceres_number or session.type.label
    yield Fact("Session", number, (f"{naming.days(sheet.starts_on, sheet.ends_on)}, {sheet.place}",))


def _evidence(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    """What the jury saw, what it decided without and why, and what the path does not ask for."""
    pieces = evidence_of(session, candidate)
    said = {each.item: each for each in session.consultations}
    states = [_evidence_fact(piece, said.get(piece.item)) for piece in pieces]
    if not states:
        return
    yield from section("Éléments consultés par le jury", *facts_grid(states, columns=4))
    asked = {piece.item for piece in pieces}
    beside = [item.label for item in _OF_A_TITLE if item not in asked] if session.is_title_of_ministry else []
    if beside:
        yield note(f"Sans objet pour ce candidat : {naming.listed(beside)}.")


def _evidence_fact(piece: Piece, said: Consultation | None) -> Fact:
    if said is None:
        return Fact(piece.item.label, piece.state)
    remark = (said.remark,) if said.remark else ()
    return Fact(piece.item.label, piece.item.seen if said.seen else "absent", remark)


def _times(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    lines = list(part_times.lines(session, candidate))
    if lines:
        yield from section("Temps des épreuves", table(part_times.COLUMNS, lines))
    explained = (*part_times.remarks(session, candidate), *_conduct(session, candidate))
    if explained:
        yield gap(4)
    for words in explained:
        yield paragraph(words)
    if lines and candidate.accommodation and candidate.extra_time:
        yield note(f"Durées prévues avec l’aménagement accordé : {candidate.accommodation.measure}.")


def _conduct(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    """Say who came late and was admitted, who stopped and why."""
    for late in candidate.late:
        part = naming.part_words(session, late.part_id)
        reason = f". Raison : {late.reason}" if late.reason else ""
        yield naming.as_typed(
            f"{part} : arrivée le {naming.moment(late.arrived_at)}, {naming.lateness_words(late)}{reason}"
        )
    for departure in candidate.departures:
        part = naming.part_words(session, departure.part_id)
        reason = f". Raison : {departure.reason}" if departure.reason else ""
        yield naming.as_typed(f"{naming.departure_words(departure)} ({part}){reason}")


def _orals(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    """Say who of the jury played which part, and which of the imposed slides one juror at least saw presented."""
    for _modality, part in session.parts_for(candidate):
        seen = {
            place
            for grid in session.grids
            if (grid.candidate_id, grid.part_id) == (candidate.id, part.id)
            for place in grid.slides
        }
        told = [roles_line(session, candidate, part), slides_line(session, part, seen)]
        if any(told):
            yield note(f"{part.label}. {'. '.join(filter(None, told))}.")


def _positions(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    units = (*session.units_for(candidate), *session.units_not_assessed(candidate))
    for bloc in session.framework.blocs:
        judged = [unit for unit in units if unit.bloc_id == bloc.id]
        if judged:
            rows = [_position_row(session, candidate, unit) for unit in sorted(judged, key=session.units.index)]
            yield from section(_bloc_heading(session, bloc), table(_POSITIONS, rows))


def _bloc_heading(session: ExamSession, bloc: Bloc) -> str:
    return f"{naming.bloc_name(session.framework, bloc.id)} · {bloc.label}"


def _position_row(session: ExamSession, candidate: Candidate, unit: Unit) -> tuple[str, ...]:
    vocabulary = session.framework.vocabulary
    position = session.position(candidate.id, unit.id)
    if unit in session.units_not_assessed(candidate):
        return unit.label, "non évaluée", "", ""
    if position is None:
        return unit.label, "à prendre", "", ""
    if position.mastered:
        return unit.label, vocabulary.mastered, "", ""
    words = strong(vocabulary.not_mastered.replace(" ", NO_BREAK))
    return unit.label, words, cited_cell(unit, position), naming.as_typed(position.motive)


def _appreciations(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    """Print each part's appreciations without their authors: the jury speaks as one."""
    final = session.final_interview(candidate)
    for _modality, part in session.parts_for(candidate):
        texts = [grid.appreciation for grid in session.grids if grid.part_id == part.id and grid.appreciation.strip()]
        held = [_held_words(session, candidate, part)] if part == final else []
        if held or texts:
            said = (paragraph(naming.as_typed(text)) for text in (*held, *texts))
            yield from section(f"{part.label} · appréciation du jury", *said)


def _held_words(session: ExamSession, candidate: Candidate, part: Part) -> str:
    if part in session.parts_not_sat(candidate):
        return "Entretien non tenu."
    return "Entretien tenu." if session.is_held(candidate, part) else "Entretien à tenir."


def _decision(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    decision = session.decision(candidate.id)
    outcome = session.outcome(candidate)
    when = f" · {naming.moment(decision.decided_at)}" if decision else ""
    heading = "Délibération" if outcome is Outcome.NOT_DELIBERATED else "Décision du jury"
    words = strong(naming.outcome_words(session.framework, outcome))
    yield from section(heading, paragraph(phrase(words, when)))
    explained = candidate.attendance.explanation if candidate.attendance and candidate.is_absent else ""
    for text in (decision.motive if decision else "", explained, *_want_of_quorum(session, candidate)):
        if text:
            yield paragraph(naming.as_typed(text))
    statuses = [(bloc, session.bloc_status(candidate, bloc.id)) for bloc in session.framework.blocs]
    stated = [
        f"{naming.bloc_name(session.framework, bloc.id)} : {naming.bloc_words(session, candidate, bloc.id)}"
        for bloc, status in statuses
        if status is not BlocStatus.NOT_SAT
    ]
    if stated:
        yield paragraph(" · ".join(stated))
    for line in prospects(session, candidate):
        yield paragraph(line)
    for correction in corrections_of(session, candidate.id):
        head = f"Rectificatif n° {correction.number} du {date_short(correction.at.date())}"
        yield paragraph(naming.as_typed(f"{head} : {change_words(correction)}."))
    if outcome is not Outcome.NOT_DELIBERATED:
        yield from results_standing(session)


def _want_of_quorum(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    noted = shortfall_of(session, candidate.id)
    if noted is not None and not candidate.is_absent:
        yield f"Constaté le {naming.moment(noted.at)} par {noted.noted_by}. {why_words(noted)}"


def _signatures(session: ExamSession, candidate: Candidate) -> Iterator[Flowable]:
    """Those who deliberated sign; where nobody could, whoever noted it."""
    boxes = [InkBox(f"{juror.name} : date, signature", juror.quality) for juror in session.jurors_for(candidate)]
    if session.outcome(candidate) is Outcome.NOT_DELIBERATED:
        boxes = [InkBox(f"{session.sheet.manager}, responsable de session : date, signature")]
    yield gap(12)
    yield from ink_boxes(boxes)
