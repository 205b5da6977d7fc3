"""Times that nobody watched, in French sentences: hours to the second, and both offsets where the hour changed."""

from datetime import datetime, timedelta

from app.domain.session import ExamSession
from app.domain.timing import Lapse, LapseKind

_HAPPENED = {
    LapseKind.ASLEEP: "Le poste a dormi",
    LapseKind.STOPPED: "Le programme était arrêté",
    LapseKind.RESTARTED: "Le poste était arrêté ou redémarrait",
}


def happened(lapse: Lapse) -> str:
    """What happened: « Le poste a dormi de 10:02:14 à 10:07:40 (5 min 26 s). », as a whole sentence."""
    if lapse.kind is LapseKind.CLOCK_SET:
        way = "avancée" if lapse.clock_shift > timedelta(0) else "retardée"
        start, end = hours(lapse.start.wall, lapse.end.wall)
        how_far = exactly(abs(lapse.clock_shift))
        return f"L’horloge du poste a été {way} de {how_far} : il était {start}, elle marque {end}."
    said = f"{_HAPPENED[lapse.kind]} {span(lapse.start.wall, lapse.end.wall)}"
    if not lapse.is_measured:
        return f"{said} : l’horloge a reculé, la durée n’est pas connue."
    shift = lapse.clock_shift
    if abs(shift) >= timedelta(seconds=5):
        way = "avancé" if shift > timedelta(0) else "reculé"
        return f"{said}, durée réelle {exactly(lapse.length)} : l’horloge a {way} de {exactly(abs(shift))}."
    return f"{said} ({exactly(lapse.length)})."


def who_ran(session: ExamSession, lapse: Lapse) -> str:
    """Whose time ran: « Le temps de LE GOFF Élodie (Entretien technique) courait. », as a whole sentence."""
    ran = []
    for running in lapse.running:
        candidate = session.candidate(running.candidate_id)
        labels = {part.id: part.label for _modality, part in session.parts_for(candidate)}
        ran.append(f"{candidate.name} ({labels.get(running.part_id, running.part_id)})")
    if len(ran) == 1:
        return f"Le temps de {ran[0]} courait."
    return f"Le temps de {', de '.join(ran[:-1])} et de {ran[-1]} courait."


def what_counts(lapse: Lapse) -> str:
    """What was answered: « compté en entier », « non compté », « 3 min comptées », « réponse attendue »."""
    if lapse.counted is None:
        return "compté en entier, réponse attendue"
    if lapse.counted == timedelta(0):
        return "non compté"
    if abs(lapse.length - lapse.counted) < timedelta(milliseconds=1):  # the finest that an answer is kept to
        return "compté en entier"
    return f"{exactly(lapse.counted)} comptées"


def span(start: datetime, end: datetime) -> str:
    """« de 10:02:14 à 10:07:40 », with the dates when they differ, and the offsets when the hour changed between."""
    first, last = hours(start, end)
    if start.date() == end.date():
        return f"de {first} à {last}"
    return f"du {start:%d/%m/%Y} à {first} au {end:%d/%m/%Y} à {last}"


def hours(*moments: datetime) -> tuple[str, ...]:
    """Each hour to the second; with its offset when they do not all share one, as in the night of winter time."""
    if len({moment.utcoffset() for moment in moments}) == 1:
        return tuple(f"{moment:%H:%M:%S}" for moment in moments)
    return tuple(f"{moment:%H:%M:%S} ({_offset(moment)})" for moment in moments)


def exactly(duration: timedelta) -> str:
    """« 43 s », « 5 min 26 s », « 1 h 02 min 05 s »: whole seconds."""
    seconds = round(duration.total_seconds())
    minutes, seconds = divmod(seconds, 60)
    hours_, minutes = divmod(minutes, 60)
    if hours_:
        words = f"{hours_} h"
        words += f" {minutes:02} min" if minutes or seconds else ""
        return words + (f" {seconds:02} s" if seconds else "")
    if minutes:
        return f"{minutes} min" + (f" {seconds:02} s" if seconds else "")
    return f"{seconds} s"


def _offset(moment: datetime) -> str:
    offset = moment.utcoffset() or timedelta(0)
    minutes = round(offset.total_seconds() / 60)
    sign = "−" if minutes < 0 else "+"
    hours_, rest = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours_}" + (f":{rest:02}" if rest else "")
