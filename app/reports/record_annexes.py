"""What the procès-verbal refers to: motives by letter, incidents, absences, lateness, departures, suspected frauds."""

from collections.abc import Iterator, Mapping
from string import ascii_lowercase

from reportlab.platypus import Flowable

from app.domain.candidate import Candidate
from app.domain.decision import Position, left_to_name
from app.domain.grading import Unit
from app.domain.session import ExamSession
from app.reports import naming
from app.reports.layout.blocks import Column, gap, note, paragraph, section, table
from app.reports.layout.styles import faint
from app.reports.layout.wording import Markup, lines

_MOTIVES = (Column("Compétence", 3), Column("Critères cités", 3), Column("Motif", 4))
_INCIDENTS = (Column("N°", 0.5), Column("Date et heure", 2), Column("Candidat", 3), Column("Faits", 6))
_ABSENCES = (Column("N°", 0.5), Column("Candidat", 4), Column("Constatée le", 2.5), Column("Explication", 5))
_LATECOMERS = (
    Column("N°", 0.5),
    Column("Candidat", 3),
    Column("Arrivée", 2),
    Column("Épreuve", 2.5),
    Column("Décision du responsable de session", 4),
)
_DEPARTURES = (
    Column("N°", 0.5),
    Column("Candidat", 3),
    Column("Départ", 3),
    Column("Épreuve", 2.5),
    Column("Raison", 3),
)
_FRAUDS = (
    Column("N°", 0.5),
    Column("Date et heure", 2),
    Column("Candidat", 3),
    Column("Faits", 4),
    Column("Témoins", 2),
)


def motive_letters(session: ExamSession) -> Mapping[int, str]:
    """Give each candidate whose decision rests on a motive its letter: a, b, … z, aa, ab."""
    motivated = [candidate for candidate in session.candidates if _has_motive(session, candidate)]
    return {candidate.id: _letter(rank) for rank, candidate in enumerate(motivated)}


def annexes(session: ExamSession) -> list[Flowable]:
    """Print the annexes that this session needs."""
    return [
        *_motives(session),
        *_incidents(session),
        *_absences(session),
        *_latecomers(session),
        *_departures(session),
        *_frauds(session),
    ]


def refused(session: ExamSession, candidate: Candidate) -> Iterator[tuple[Unit, Position]]:
    """The units that the jury found not mastered, in the référentiel's order, with its position on each."""
    for unit in session.units_for(candidate):
        position = session.position(candidate.id, unit.id)
        if position is not None and not position.mastered:
            yield unit, position


def unit_cell(session: ExamSession, unit: Unit) -> Markup:
    """A compétence, with its CCP or bloc under it."""
    bloc = naming.bloc_name(session.framework, unit.bloc_id)
    return lines(bloc, unit.label) if unit.id == unit.bloc_id else lines(unit.label, faint(bloc))


def cited_cell(unit: Unit, position: Position) -> Markup:
    """The critères that a motive cites, one to a line, but those which it quotes itself."""
    named = lines(*(f"{criterion.number}. {criterion.label}" for criterion in left_to_name(unit, position)))
    quoted = any(unit.criterion(key) for key in position.cited)
    return named or Markup("cités dans le motif" if quoted else "–")


def _has_motive(session: ExamSession, candidate: Candidate) -> bool:
    decision = session.decision(candidate.id)
    return not candidate.is_absent and bool((decision and decision.motive) or any(refused(session, candidate)))


def _letter(rank: int) -> str:
    round_, place = divmod(rank, len(ascii_lowercase))
    return (_letter(round_ - 1) if round_ else "") + ascii_lowercase[place]


def _motives(session: ExamSession) -> Iterator[Flowable]:
    for rank, (candidate_id, letter) in enumerate(motive_letters(session).items()):
        if not rank:
            yield from section("Annexe 1 · Motifs des décisions")
        candidate = session.candidate(candidate_id)
        outcome = naming.outcome_words(session.framework, session.outcome(candidate))
        decision = session.decision(candidate_id)
        yield from section(f"{letter} · {candidate.identity.full_name} · {outcome}")
        if decision and decision.motive:
            yield paragraph(naming.as_typed(decision.motive))
            yield gap(4)
        rows = [
            (unit_cell(session, unit), cited_cell(unit, position), naming.as_typed(position.motive))
            for unit, position in refused(session, candidate)
        ]
        if rows:
            yield table(_MOTIVES, rows)


def _incidents(session: ExamSession) -> Iterator[Flowable]:
    if not session.incidents:
        return
    rows = []
    for incident in session.incidents:
        candidate = session.candidate(incident.candidate_id) if incident.candidate_id is not None else None
        rows.append(
            (
                str(incident.number),
                naming.moment(incident.at),
                naming.civil_name(candidate) if candidate else "–",
                naming.as_typed(incident.text),
            )
        )
    yield from section("Annexe 2 · Incidents", table(_INCIDENTS, rows))


def _absences(session: ExamSession) -> Iterator[Flowable]:
    rows = [
        (
            str(candidate.rank),
            naming.civil_name(candidate),
            naming.moment(candidate.attendance.at),
            naming.as_typed(candidate.attendance.explanation),
        )
        for candidate in session.candidates
        if candidate.attendance and candidate.is_absent
    ]
    if rows:
        yield from section("Annexe 3 · Absences", table(_ABSENCES, rows))


def _latecomers(session: ExamSession) -> Iterator[Flowable]:
    rows = [
        (
            str(candidate.rank),
            naming.civil_name(candidate),
            naming.moment(late.arrived_at),
            naming.part_words(session, late.part_id),
            lines(naming.lateness_words(late), faint(naming.as_typed(late.reason))),
        )
        for candidate in session.candidates
        for late in candidate.late
    ]
    if rows:
        yield from section("Annexe 4 · Retards", table(_LATECOMERS, rows))


def _departures(session: ExamSession) -> Iterator[Flowable]:
    rows = [
        (
            str(candidate.rank),
            naming.civil_name(candidate),
            naming.departure_words(departure),
            naming.part_words(session, departure.part_id),
            naming.as_typed(departure.reason) or Markup("–"),
        )
        for candidate in session.candidates
        for departure in candidate.departures
    ]
    if rows:
        yield from section("Annexe 5 · Départs avant la fin", table(_DEPARTURES, rows))


def _frauds(session: ExamSession) -> Iterator[Flowable]:
    rows = []
    for report in session.fraud_reports:
        candidate = session.candidate(report.candidate_id)
        part = faint(naming.part_words(session, report.part_id))
        rows.append(
            (
                str(report.number),
                naming.moment(report.at),
                lines(naming.civil_name(candidate), part),
                naming.as_typed(report.facts),
                lines(*(f"{witness.name}, {witness.quality}" for witness in report.witnesses)),
            )
        )
    if rows:
        sent = note("La suite à donner revient à l’administration, non au jury (règlement de 2008, à vérifier).")
        yield from section("Annexe 6 · Rapports de fraude", table(_FRAUDS, rows), gap(4), sent)
