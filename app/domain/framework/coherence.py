"""What a référentiel's entries owe each other: unique ids, references that resolve, nothing left unassessed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from app.domain.framework.breach import Breach, Place, placed
from app.domain.framework.decision_coherence import decision_breaches
from app.domain.framework.terms import FrameworkKind

if TYPE_CHECKING:
    from app.domain.framework.model import Framework
    from app.domain.framework.sitting_plan import Part, SessionType


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


def breaches_of(framework: Framework) -> Iterator[Breach]:
    """Give every incoherence between entries that are each well formed."""
    yield from _repeated_ids(framework)
    yield from _unknown_in_content(framework)
    yield from _unknown_in_sessions(framework)
    for place, session in placed(("sessions",), framework.sessions):
        yield from _unassessed(framework, session, place)
    if framework.kind is FrameworkKind.MINISTRY_TITLE and not framework.scale.is_binary:
        yield Breach(
            ("echelle",), "un titre professionnel s’évalue par oui ou non, critère par critère : il n’a pas d’échelle"
        )
    yield from decision_breaches(framework)
    if not framework.sessions and not framework.why_closed:
        yield Breach((), "un référentiel sans session dit pourquoi (clé « sessions_impossibles »)")


def _repeated_ids(framework: Framework) -> Iterator[Breach]:
    blocs = list(placed(("blocs",), framework.blocs))
    skills = [pair for place, bloc in blocs for pair in placed((*place, "competences"), bloc.skills)]
    criteria = [pair for place, bloc in blocs for pair in placed((*place, "criteres"), bloc.criteria)]
    criteria += [pair for place, skill in skills for pair in placed((*place, "criteres"), skill.criteria)]
    sessions = list(placed(("sessions",), framework.sessions))
    yield from _repeated("bloc", blocs)
    yield from _repeated("compétence", skills)
    yield from _repeated("critère", criteria)
    yield from _repeated("session", sessions)
    for place, session in sessions:
        yield from _repeated("partie", _parts(session, place))


def _repeated(what: str, entries: Iterable[tuple[Place, _Identified]]) -> Iterator[Breach]:
    seen: set[str] = set()
    for place, entry in entries:
        if entry.id in seen:
            yield Breach((*place, "id"), f"l’identifiant de {what} « {entry.id} » est donné deux fois")
        seen.add(entry.id)


def _unknown_in_content(framework: Framework) -> Iterator[Breach]:
    blocs = {bloc.id for bloc in framework.blocs}
    skills = {skill.id for skill in framework.skills()}
    for b, bloc in enumerate(framework.blocs):
        activities = {activity.id for activity in bloc.activities}
        for place, skill in placed(("blocs", b, "competences"), bloc.skills):
            if skill.activity is not None:
                yield from _unknown("activité", (*place, "activite"), [skill.activity], activities)
    for place, transversal in placed(("competences_transversales",), framework.transversal_skills):
        yield from _unknown("compétence", (*place, "competences"), transversal.skills, skills)
    for place, correspondence in placed(("correspondances",), framework.correspondences):
        for at, pair in placed((*place, "blocs"), correspondence.blocs):
            yield from _unknown("bloc", (*at, "nouveau"), [pair.later], blocs)


def _unknown_in_sessions(framework: Framework) -> Iterator[Breach]:
    blocs = {bloc.id for bloc in framework.blocs}
    skills = {skill.id for skill in framework.skills()}
    for place, session in placed(("sessions",), framework.sessions):
        yield from _unknown("bloc", (*place, "blocs_vises"), session.target_blocs, blocs)
        for at, part in _parts(session, place):
            yield from _unknown("compétence", (*at, "competences"), part.skills, skills)
            yield from _unknown("bloc", (*at, "blocs"), part.blocs, blocs)


def _unknown(what: str, place: Place, ids: Iterable[str], known: set[str]) -> Iterator[Breach]:
    for index, identifier in enumerate(ids):
        if identifier not in known:
            none = "aucun" if what == "bloc" else "aucune"
            yield Breach((*place, index), f"{none} {what} ne porte l’identifiant « {identifier} »")


def _unassessed(framework: Framework, session: SessionType, place: Place) -> Iterator[Breach]:
    parts = [part for _modality, part in session.parts()]
    assessed = {skill for part in parts for skill in part.skills}
    whole_blocs = {bloc for part in parts for bloc in part.blocs}
    for bloc in framework.blocs:
        if bloc.id not in session.target_blocs:
            continue
        if bloc.criteria and bloc.id not in whole_blocs:
            yield Breach(place, f"les critères du bloc « {bloc.id} » ne sont évalués dans aucune partie")
        for skill in bloc.skills:
            if skill.id not in assessed:
                yield Breach(place, f"la compétence « {skill.id} » n’est évaluée dans aucune partie")


def _parts(session: SessionType, place: Place) -> Iterator[tuple[Place, Part]]:
    for at, modality in placed((*place, "modalites"), session.modalities):
        yield from placed((*at, "parties"), modality.parts)
    if session.final_interview_if_last is not None:
        yield from placed((*place, "entretien_final_dernier_ccp", "parties"), session.final_interview_if_last.parts)
