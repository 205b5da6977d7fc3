"""Rules on who is who: a person stands once on the list, an identifier belongs to one person."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from app.domain.candidate import Candidate
from app.domain.identity import duplicate_key, fold
from app.domain.people import Person
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import candidates_are_enrolled
from app.domain.session import ExamSession

_One = TypeVar("_One")


def everybody_stands_once(session: ExamSession) -> Iterator[Finding]:
    """Rule 43, on what is enrolled: no identifier borne twice, no candidate and no juror entered twice."""
    for first, *others in _alike(session.candidates, lambda each: each.number):
        for other in others:
            yield _of_candidate(
                other,
                f"{other.name} porte le même identifiant que {first.name}, {first.number}. Corrigez l’un des deux.",
                "number",
            )
    for first, *others in _alike(session.candidates, _person):
        for other in others:
            yield _of_candidate(
                other,
                f"{other.name} figure deux fois sur la liste, rangs {first.rank} et {other.rank}. "
                "Retirez l’une des deux fiches.",
                "identity",
            )
    for jurors in _alike(session.jurors, _juror):
        for juror in jurors[1:]:
            yield Finding(
                f"{juror.name} figure deux fois parmi les jurés : le quorum compterait deux fois la même personne. "
                "Retirez l’une des deux.",
                Place.PREPARATION,
                person_id=juror.id,
                severity=Severity.TO_JUSTIFY,
            )


def _of_candidate(candidate: Candidate, sentence: str, field: str) -> Finding:
    return Finding(sentence, Place.PREPARATION, candidate.id, severity=Severity.TO_JUSTIFY, field=field)


def _person(candidate: Candidate) -> object:
    identity = candidate.identity
    # Without a birth date two names alike are not yet one person.
    return identity.birth_date and duplicate_key(identity.birth_name, identity.first_name, identity.birth_date)


def _juror(juror: Person) -> object:
    return fold(juror.given_name), fold(juror.family_name)


def _alike(people: Iterable[_One], trait: Callable[[_One], object]) -> Iterator[list[_One]]:
    """Those who share a trait, in their order; an empty trait is shared by nobody."""
    found: defaultdict[object, list[_One]] = defaultdict(list)
    for one in people:
        if shared := trait(one):
            found[shared].append(one)
    yield from (alike for alike in found.values() if len(alike) > 1)


RULES = (
    Rule(43, "Chaque personne figure une seule fois", Source.TOOL, "", everybody_stands_once, candidates_are_enrolled),
)
