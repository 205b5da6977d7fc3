"""Builds what stands beside the table: the candidate's file and the times, read only; no reason that may be private."""

from collections.abc import Iterator
from datetime import timedelta

from app.domain.candidate import Candidate
from app.domain.evidence import DepositCheck, deposits_of, expects_training_results
from app.domain.part_times import OVERRUN, MeasuredTime, times_of
from app.domain.session import ExamSession
from app.ui.screens.deliberation.file_state import FileShown, TimeShown
from app.ui.screens.deliberation.words import bloc_words, several
from app.ui.widgets.fields import share_words


def file_of(session: ExamSession, candidate: Candidate) -> FileShown:
    """The file and the times of one candidate."""
    sections = (
        ("Livret ECF", tuple(_training_results(session, candidate))),
        ("Productions", tuple(line for check in deposits_of(session, candidate) for line in _deposit(check))),
        ("Déjà acquis", tuple(_held(session, candidate))),
        ("Aménagement", tuple(_accommodation(candidate))),
        ("Pendant les épreuves", tuple(_conduct(session, candidate))),
    )
    times = tuple(_time(part.label, time) for part, time in times_of(session, candidate))
    return FileShown(tuple((title, lines) for title, lines in sections if lines), times)


def _training_results(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    if not expects_training_results(session, candidate):
        return
    for bloc_id in session.type.target_blocs:
        if candidate.prior(bloc_id) is None:
            result = candidate.result(bloc_id)
            said = "non reporté" if result is None else "a satisfait" if result.satisfied else "n’a pas satisfait"
            yield f"{bloc_words(session, bloc_id)} : {said}"


def _deposit(check: DepositCheck) -> Iterator[str]:
    handed_in = check.handed_in
    if handed_in is None:
        yield f"{check.expected.label} : non déposé"
        return
    late = ", après la date limite" if check.is_late else ""
    yield f"{check.expected.label} : déposé le {handed_in.at:%d/%m/%Y à %H:%M}{late}"
    if check.expected.slides:
        count = len(check.expected.slides)
        lacking = ", ".join(str(number) for number, _label in check.missing_slides)
        found = f"{several(len(handed_in.slides), 'diapositive imposée', 'diapositives imposées')} sur {count}"
        yield f"{found}, il manque les n° {lacking}" if lacking else found
    if handed_in.remark.strip():
        yield handed_in.remark.strip()


def _held(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    for prior in candidate.priors:
        when = f"le {prior.obtained_on:%d/%m/%Y}" if prior.obtained_on else "date non notée"
        yield f"{bloc_words(session, prior.bloc_id)} : {when}, {prior.proof.strip() or 'sans preuve notée'}"
    title = candidate.parent_title
    if title is not None:
        when = f"le {title.obtained_on:%d/%m/%Y}" if title.obtained_on else "date non notée"
        yield f"Titre : {when}, {title.proof.strip() or 'sans preuve notée'}"


def _accommodation(candidate: Candidate) -> Iterator[str]:
    """The measure alone; nobody needs to know what it answers to."""
    granted = candidate.accommodation
    if granted is not None:
        extra = f" (+ {share_words(granted.extra_time)})" if granted.extra_time else ""
        yield f"{granted.measure}{extra}"


def _conduct(session: ExamSession, candidate: Candidate) -> Iterator[str]:
    """Who came late or stopped, and what happened; why somebody left is between him or her and the responsable."""
    labels = {part.id: part.label for _modality, part in session.parts_for(candidate)}
    for late in candidate.late:
        yield f"Retard de {late.minutes} min, {labels.get(late.part_id, late.part_id)}"
    for left in candidate.departures:
        back = f", reprise à {left.resumed_at:%H:%M}" if left.resumed_at else ""
        where = f", {labels[left.part_id]}" if left.part_id in labels else ""
        yield f"{left.kind.label} à {left.at:%H:%M}{where}{back}"
    for incident in session.incidents:
        if incident.candidate_id == candidate.id:
            yield f"Incident à {incident.at:%H:%M} : {incident.text}"


def _time(label: str, time: MeasuredTime | None) -> TimeShown:
    if time is None:
        return TimeShown(label, "–", "non passée")
    planned = _lasting(time.planned) if time.planned is not None else "non fixé"
    used = _lasting(time.used) if time.used is not None else "non mesuré"
    return TimeShown(label, planned, used, over=time.overrun >= OVERRUN)


def _lasting(duration: timedelta) -> str:
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    return f"{hours} h {minutes:02}" if hours else f"{minutes} min"
