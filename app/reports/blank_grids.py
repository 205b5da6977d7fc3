"""A juror's blank grids, for a day on paper: written work by identifier first, then each candidate who is heard.

Critères bear the numbers of the screen, so that a grid filled by hand can be typed back (`jurade grille saisir`).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from reportlab.platypus import Flowable

from app.domain.anonymity import anonymous_id, is_anonymous
from app.domain.candidate import Candidate
from app.domain.elision import of
from app.domain.framework.sitting_plan import Part
from app.domain.people import Person
from app.domain.session import ExamSession
from app.reports import naming, prepared_extracts
from app.reports.juror_grid import blank_part
from app.reports.layout.blocks import Fact, InkBox, facts_grid, ink_boxes, note, section, title_block
from app.reports.layout.frame import TEXT_HEIGHT, Running
from app.reports.layout.printing import Paper
from app.reports.layout.wording import date_full, hour
from app.reports.paper import PaperStamp, prepared
from app.reports.passages import passages
from app.reports.session_head import days_and_place, head

_TITLE = "Grille d’évaluation du juré"
_NOTES_TITLE = "Notes personnelles, non communicables"
_NOTES_HEIGHT = TEXT_HEIGHT * 0.62


def compose(session: ExamSession, juror_id: int, stamp: PaperStamp) -> list[Paper]:
    """Compose one paper per piece of written work and one per candidate to hear, then a page for personal notes.

    Raises:
        KeyError: nobody has this id.
    """
    juror = session.person(juror_id)
    evaluated = [candidate for candidate in session.candidates if juror in session.jurors_for(candidate)]
    by_identifier = sorted(evaluated, key=lambda candidate: anonymous_id(session, candidate))
    by_passage = sorted(evaluated, key=lambda candidate: _first_passage(session, candidate))
    papers = [_anonymous(session, juror_id, c.id, stamp) for c in by_identifier if _parts(session, c, written=True)]
    papers += [_named(session, juror_id, c.id, stamp) for c in by_passage if _parts(session, c, written=False)]
    return [*papers, _notes(session, juror_id, stamp)]


def _parts(session: ExamSession, candidate: Candidate, *, written: bool) -> list[Part]:
    return [part for _modality, part in session.parts_for(candidate) if is_anonymous(part) == written]


def _first_passage(session: ExamSession, candidate: Candidate) -> tuple[datetime, int]:
    heard = [found.starts_at for part, found in passages(session, candidate) if not is_anonymous(part)]
    return min(heard, default=datetime.min), candidate.rank  # noqa: DTZ901 - plannings have no zone


def _anonymous(session: ExamSession, juror_id: int, candidate_id: int, stamp: PaperStamp) -> Paper:
    said = prepared_extracts.for_anonymous_grid(session, juror_id, candidate_id)
    (candidate,) = said.candidates
    facts = [_juror_fact(said, juror_id), Fact("Travail écrit", candidate.number, ("sans nom",)), days_and_place(said)]
    return _grid(said, candidate, candidate.number, facts, stamp, written=True)


def _named(session: ExamSession, juror_id: int, candidate_id: int, stamp: PaperStamp) -> Paper:
    said = prepared_extracts.for_named_grid(session, juror_id, candidate_id)
    (candidate,) = said.candidates
    key = candidate.number or str(candidate.id)
    planned = [found for part, found in passages(said, candidate) if not is_anonymous(part)]
    when = f"{date_full(planned[0].day)}, {hour(planned[0].starts_at.time())}" if planned else ""
    about = f"identifiant {candidate.number}" if candidate.number else f"n° {candidate.id}"
    facts = [
        _juror_fact(said, juror_id),
        Fact("Candidat", naming.civil_name(candidate), (about,)),
        Fact("Passage", when) if when else days_and_place(said),
    ]
    return _grid(said, candidate, key, facts, stamp, written=False)


def _juror_fact(session: ExamSession, juror_id: int) -> Fact:
    juror = session.person(juror_id)
    return Fact("Membre du jury", juror.name, naming.person_details(juror)[:1])


def _grid(
    session: ExamSession, candidate: Candidate, key: str, facts: Sequence[Fact], stamp: PaperStamp, *, written: bool
) -> Paper:
    (juror,) = session.people
    who = key if written else candidate.identity.full_name
    story: list[Flowable] = [
        *title_block(_TITLE, naming.certification(session)),
        *facts_grid(facts),
        Running(f"{who} · grille {of(juror.name)}"),
    ]
    for part in _parts(session, candidate, written=written):
        story += blank_part(session, candidate, part, _role(session, juror, part))
    story.append(note(_typed_back(session, candidate, key, written=written)))
    return prepared(session, stamp, _TITLE, story)


def _role(session: ExamSession, juror: Person, part: Part) -> str:
    return ", ".join(r.role.label.lower() for r in session.roles if (r.person_id, r.part_id) == (juror.id, part.id))


def _typed_back(session: ExamSession, candidate: Candidate, key: str, *, written: bool) -> str:
    """How to type the grid back, with an example that works."""
    part = next(part for part in _parts(session, candidate, written=written))
    return (
        "Pour ressaisir cette grille (jurade grille saisir), une ligne par critère : "
        f"{key};{part.short};1;{session.framework.scale.words};un mot."
    )


def _notes(session: ExamSession, juror_id: int, stamp: PaperStamp) -> Paper:
    """A page that stays with the juror: no candidate's name is printed on it."""
    said = replace(prepared_extracts.for_juror(session, juror_id), candidates=(), plan=None, recusals=(), roles=())
    remark = "Cette feuille ne se joint à aucun dossier. Elle est détruite comme les autres papiers de la session."
    boxes = ink_boxes([InkBox(said.person(juror_id).name, remark)], _NOTES_HEIGHT)
    return prepared(said, stamp, _NOTES_TITLE, [*head(said, _NOTES_TITLE), *section("Notes", *boxes)])
