"""Rule 10: who leads an oral and who observes it, as the preparation said and as each juror then played it."""

from collections.abc import Iterator

from app.domain.candidate import Candidate
from app.domain.composition import panels_at_work
from app.domain.framework.sitting_plan import Part
from app.domain.framework.terms import OralRole
from app.domain.interview import jury_roles, roles_held
from app.domain.people import Person
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import jury_is_named
from app.domain.session import ExamSession


def roles_are_recorded(session: ExamSession) -> Iterator[Finding]:
    """Rule 10: the parts that an oral asks for are given to those who may play them, in each jury and as played."""
    for _modality, part in session.type.parts():
        yield from _unsaid(session, part)
        for assignment in session.roles:
            if assignment.part_id == part.id:
                yield from _unfit(session, part, session.person(assignment.person_id), assignment.role)
        for candidate in session.candidates:
            yield from _played(session, part, candidate)


def _unsaid(session: ExamSession, part: Part) -> Iterator[Finding]:
    given = [assignment for assignment in session.roles if assignment.part_id == part.id]
    for panel in panels_at_work(session) if session.jurors else ():
        members = {juror.id for juror in session.panel(panel)}
        held = {assignment.role for assignment in given if assignment.person_id in members}
        missing = _missing(part, held)
        if missing:
            yield Finding(
                f"{part.label}{f', jury {panel}' if panel else ''} : dites qui est {' et qui est '.join(missing)}.",
                Place.PREPARATION,
                severity=Severity.TO_JUSTIFY,
                due=session.sheet.starts_on,
                field="role",
            )


def _played(session: ExamSession, part: Part, candidate: Candidate) -> Iterator[Finding]:
    """What a juror's change of part leaves before one candidate; nothing where the preparation was followed."""
    changed = [
        juror
        for juror in session.jurors_for(candidate)
        if session.grid(juror.id, candidate.id, part.id).role is not None
    ]
    if not changed:
        return
    held = dict(roles_held(session, candidate, part))
    missing = _missing(part, set(held.values()))
    if missing:
        yield Finding(
            f"{candidate.name}, {part.label.lower()} : personne n’est {' ni '.join(missing)}. Le juré qui a changé de "
            "rôle le corrige dans l’Évaluation.",
            Place.GRADING,
            candidate.id,
            changed[0].id,
            Severity.TO_JUSTIFY,
        )
    for juror in changed:
        yield from _unfit(session, part, juror, held[juror], candidate)


def _missing(part: Part, held: set[OralRole]) -> list[str]:
    return [condition.role.label.lower() for condition in jury_roles(part) if condition.role not in held]


def _unfit(
    session: ExamSession, part: Part, person: Person, role: OralRole, candidate: Candidate | None = None
) -> Iterator[Finding]:
    condition = next((each for each in part.roles if each.role is role), None)
    where = f"{candidate.name}, {part.label.lower()}" if candidate else part.label
    if role.is_of_the_jury != person.function.evaluates:
        sentence = f"{where} : {person.name}, {person.function.label}, ne peut pas être {role.label.lower()}."
        field = "role"
    elif condition is not None and condition.language is not None and not person.uses_english:
        sentence = (
            f"{where} : {person.name} est {role.label.lower()} sans que sa pratique professionnelle de l’anglais "
            "soit notée. Cochez-la, ou changez de personne."
        )
        field = "uses_english"
    else:
        return
    yield Finding(
        sentence,
        Place.PREPARATION,
        person_id=person.id,
        severity=Severity.TO_JUSTIFY,
        due=session.sheet.starts_on,
        field=field,
    )


RULES = (
    Rule(
        10,
        "Les rôles de l’oral sont attribués à qui peut les tenir",
        Source.LAW,
        "référentiel d’évaluation",
        roles_are_recorded,
        jury_is_named,
    ),
)
