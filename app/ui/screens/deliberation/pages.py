"""Chooses and builds the page of one candidate from the session and what is being prepared; it decides nothing."""

from datetime import datetime

from app.domain.agenda import Agenda, AgendaLine
from app.domain.candidate import Candidate
from app.domain.deliberation import review
from app.domain.elision import of
from app.domain.grading import Grid
from app.domain.jury_room import Shortfall
from app.domain.ledger import GridState
from app.domain.people import Actor
from app.domain.session import ExamSession
from app.domain.shortfall import shortfall_of, why_words
from app.ui.screens.deliberation.agenda_words import spent_words
from app.ui.screens.deliberation.draft import Draft
from app.ui.screens.deliberation.open_page import open_page_of
from app.ui.screens.deliberation.state import (
    CandidateEntry,
    JurorGrids,
    Notice,
    OpenPage,
    OwedGrid,
    SealedPage,
    Standing,
)
from app.ui.screens.deliberation.words import several

BEHIND_DOORS = Notice(
    "Le jury délibère hors de toute autre présence",
    "Rien de la délibération ne s’affiche pour le responsable de session. Laissez le poste au jury : un juré s’y "
    "installe avec son code.",
    act="Laisser le poste au jury",
)
NOBODY = Notice(
    "Personne à délibérer pour l’instant",
    "Un candidat apparaît ici dès qu’il est inscrit et n’est pas constaté absent.",
    "users",
)


def entries_of(session: ExamSession, planned: Agenda, now: datetime) -> tuple[CandidateEntry, ...]:
    """Everybody whom the jury deliberates on, in the agenda's order: absence is observed, not decided."""
    return tuple(
        CandidateEntry(
            line.candidate.id,
            line.candidate.name,
            _standing(session, line),
            spent_words(line, now) if line.turns else "",
            line.postponed,
        )
        for line in planned.lines
    )


def page_of(session: ExamSession, candidate: Candidate, actor: Actor, draft: Draft) -> Notice | SealedPage | OpenPage:
    """One candidate's page as this juror may see it."""
    jurors = session.jurors_for(candidate)
    if actor.person_id not in {juror.id for juror in jurors}:
        heard = actor.person_id in {juror.id for juror in session.panel(candidate.panel)}
        why = (
            f"{actor.label} s’est déporté pour {candidate.name}."
            if heard
            else f"{candidate.name} passe devant le jury {candidate.panel}."
        )
        return Notice(
            "Vous ne délibérez pas sur ce candidat",
            f"{why} Un autre membre du jury s’installe au poste.",
            act="Changer de personne",
        )
    noted = shortfall_of(session, candidate.id)
    if noted is not None:
        return _undeliberated(session, noted)
    if not session.all_locked(candidate):
        return _sealed_page(session, candidate, actor)
    return open_page_of(session, candidate, draft)


def _undeliberated(session: ExamSession, noted: Shortfall) -> Notice:
    """What stands instead of a page: who noted what, and the way back."""
    way = (
        ""
        if session.closing
        else " Si le quorum revient, refaites l’appel (A) ; le responsable de session reprend la constatation dans "
        "Contrôles."
    )
    return Notice(
        "Non délibéré : quorum non atteint",
        f"Carence constatée le {noted.at:%d/%m/%Y à %H:%M} par {noted.noted_by}. {why_words(noted)} Ce que le jury "
        f"avait commencé est gardé, et n’est ni demandé ni imprimé.{way}",
        "users",
    )


def _standing(session: ExamSession, line: AgendaLine) -> Standing:
    if line.is_undeliberated:
        return Standing.UNDELIBERATED
    if not session.all_locked(line.candidate):
        states = [_state(session, grid) for _juror, _part, grid in session.grids_of(line.candidate)]
        return Standing.DISPUTED if GridState.DISPUTED in states else Standing.SEALED
    if session.decision(line.candidate.id) is None:
        return Standing.TO_DECIDE
    return Standing.DECIDED if line.is_over else Standing.TO_CONFIRM


def _sealed_page(session: ExamSession, candidate: Candidate, actor: Actor) -> SealedPage:
    held = [(juror, part, _state(session, grid)) for juror, part, grid in session.grids_of(candidate)]
    seen = review(session, candidate)
    told = [
        f"{several(seen.locked_grids, 'grille verrouillée', 'grilles verrouillées')} sur {seen.expected_grids} : "
        "les contenus s’ouvrent ensemble quand toutes le sont."
    ]
    told += [
        f"{part.label} {of(juror.short_name)} : deux versions ; {juror.short_name} choisit dans le registre (Ctrl+R)."
        for juror, part, state in held
        if state is GridState.DISPUTED
    ]
    if not candidate.is_present:
        told.append("La présence de ce candidat n’est pas encore constatée.")
    jurors = []
    for juror in session.jurors_for(candidate):
        own = [(part, state) for writer, part, state in held if writer.id == juror.id]
        waiting = [part.id for part, state in own if state is GridState.AWAITED]
        jurors.append(
            JurorGrids(
                juror.name,
                tuple(OwedGrid(part.label, state) for part, state in own),
                waiting[0] if waiting and juror.id == actor.person_id and candidate.is_present else None,
            )
        )
    return SealedPage(" ".join(told), tuple(jurors))


def _state(session: ExamSession, grid: Grid) -> GridState:
    """Where one grid of a sealed page stands: nothing of what was written shows through."""
    if (grid.juror_id, grid.candidate_id, grid.part_id) in session.waived:
        return GridState.WAIVED
    if not grid.is_locked:
        return GridState.AWAITED
    return GridState.LOCKED if session.is_in(grid) else GridState.DISPUTED
