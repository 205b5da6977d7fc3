"""How the agenda is told: « 12 min sur 15 », what is left of the whole, what went beyond."""

from datetime import datetime, timedelta

from app.domain.agenda import Agenda, AgendaLine
from app.domain.counting import counted
from app.ui.durations import minutes_words
from app.ui.screens.deliberation.words import several

_MINUTE = timedelta(minutes=1)


def spent_words(line: AgendaLine, now: datetime) -> str:
    """« 12 min sur 15 », « 17 min sur 15 (+ 2) »: told, and nothing more."""
    spent, planned = line.spent(now) // _MINUTE, line.planned // _MINUTE
    over = f" (+ {spent - planned})" if spent > planned else ""
    return f"{spent} min sur {planned}{over}"


def second_words(agenda: Agenda, candidate_id: int, now: datetime, *, behind_doors: bool) -> str:
    """« 1 sur 5 · huis clos · 12 min sur 15 »."""
    place = 1 + [line.candidate.id for line in agenda.lines].index(candidate_id)
    doors = "huis clos" if behind_doors else "portes ouvertes"
    return f"{place} sur {len(agenda.lines)} · {doors} · {spent_words(agenda.line(candidate_id), now)}"


def left_words(agenda: Agenda, now: datetime) -> str:
    """How many candidates still want a decision or a confirmation, and the time that is left for them."""
    waiting = sum(not line.is_over for line in agenda.lines)
    over = agenda.overrun(now) // _MINUTE
    beyond = f", {counted(over, 'minute')} au-delà du prévu" if over else ""
    if not waiting:
        out = sum(line.is_undeliberated for line in agenda.lines)
        apart = f", {counted(out, 'candidat')} sans quorum" if out else ""
        return f"{'plus rien à décider' if out else 'tous les candidats sont décidés'}{apart}{beyond}"
    left = minutes_words(agenda.left(now))
    return f"{several(waiting, 'candidat', 'candidats')} à décider ou à confirmer · reste {left}{beyond}"
