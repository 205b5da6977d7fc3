"""What concerns one interview in front of the jury: its guide, what was put, the slides, who plays which part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.domain.candidate import Candidate
from app.domain.framework.sitting_plan import Part, RoleCondition
from app.domain.framework.terms import OralRole
from app.domain.grading import Unit
from app.domain.next_step import is_under_way
from app.domain.people import Person
from app.domain.question_guide import FROM_FRAMEWORK, FROM_MANAGER, GuideQuestion, PutQuestion
from app.domain.session import ExamSession
from app.domain.timing import PhaseClock, current_phase


def sat_parts(session: ExamSession) -> tuple[Part, ...]:
    """Every part that a candidate of this session can sit, the entretien final of a last CCP included."""
    final = session.type.final_interview_if_last
    return (*(part for _modality, part in session.type.parts()), *(final.parts if final else ()))


def part_label(session: ExamSession, part_id: str) -> str:
    """How a part of the session is called, though a candidate may not sit it any more; empty when none is meant."""
    return next((part.label for part in sat_parts(session) if part.id == part_id), "")


def guide_units(session: ExamSession, part: Part) -> tuple[Unit, ...]:
    """The units that a part's questions can look into; every unit of the session where the part assesses none."""
    asked = {*part.skills, *part.blocs}
    return tuple(unit for unit in session.units if unit.id in asked) or session.units


def guide_of(session: ExamSession, part: Part, reader_id: int | None) -> tuple[GuideQuestion, ...]:
    """The questions that one person may read: the référentiel's, the responsable's, his or her own.

    Nobody reads what another juror added for himself or herself.
    """
    given = (
        GuideQuestion(FROM_FRAMEWORK, part.id, number, question.skill, question.text)
        for number, question in enumerate(part.questions, start=1)
    )
    authors = {FROM_MANAGER} if reader_id is None else {FROM_MANAGER, reader_id}
    return (*given, *(q for q in session.questions if q.part_id == part.id and q.author in authors))


def put_by(
    session: ExamSession, juror_id: int, candidate: Candidate, part: Part
) -> Mapping[tuple[int, int], PutQuestion]:
    """What one juror noted of the questions of a part before one candidate, by the question's author and number."""
    place = (juror_id, candidate.id, part.id)
    return {
        (put.author, put.number): put
        for put in session.put_questions
        if (put.juror_id, put.candidate_id, put.part_id) == place
    }


def slides_of(session: ExamSession, part: Part) -> tuple[str, ...]:
    """The slides that the référentiel imposes in the production presented in a part."""
    deposits = (modality.deposit for modality in session.type.modalities if part in modality.parts)
    return next((deposit.slides for deposit in deposits if deposit is not None), ())


def is_presentation(session: ExamSession, candidate: Candidate, part: Part) -> bool:
    """Whether the candidate presents, or is about to: the first phase that is no preparation, when others follow."""
    now = current_phase(session.clocks(candidate, part))
    heard = [place for place, phase in enumerate(part.phases) if not phase.preparation]
    return now is not None and len(heard) > 1 and now <= heard[0]


# Who plays which part (rule 10)


def jury_roles(part: Part) -> tuple[RoleCondition, ...]:
    """The parts that the référentiel gives to members of the jury in an oral."""
    return tuple(condition for condition in part.roles if condition.role.is_of_the_jury)


def role_of(session: ExamSession, juror_id: int, candidate_id: int, part: Part) -> OralRole | None:
    """The part that a juror plays before one candidate, by his or her own word, else the preparation's, else None."""
    own = session.grid(juror_id, candidate_id, part.id).role
    if own is not None:
        return own
    given = (r.role for r in session.roles if (r.person_id, r.part_id) == (juror_id, part.id))
    return next(given, None)


def roles_held(session: ExamSession, candidate: Candidate, part: Part) -> Iterator[tuple[Person, OralRole]]:
    """Who of the jury plays which part before one candidate, for the parts that the référentiel asks for."""
    if not jury_roles(part):
        return
    for juror in session.jurors_for(candidate):
        role = role_of(session, juror.id, candidate.id, part)
        if role is not None:
            yield juror, role


def role_sentence(session: ExamSession, juror_id: int, candidate: Candidate, part: Part) -> str:
    """« Vous observez ; B. Petit mène l’échange. »; empty when the référentiel gives the jury no part."""
    if not jury_roles(part):
        return ""
    own = role_of(session, juror_id, candidate.id, part)
    words = ["Votre rôle n’est pas dit" if own is None else _OWN[own]]
    words += [
        f"{juror.short_name} {_OTHERS[role]}"
        for juror, role in roles_held(session, candidate, part)
        if juror.id != juror_id
    ]
    held = {role for _juror, role in roles_held(session, candidate, part)}
    words += [_NOBODY[each.role] for each in jury_roles(part) if own is not None and each.role not in held]
    return f"{' ; '.join(words)}."


_NOBODY = {
    OralRole.INTERLOCUTOR: "personne ne mène l’échange (un autre juré prend ce rôle avec O)",
    OralRole.OBSERVER: "personne n’observe (un autre juré prend ce rôle avec O)",
}
_OWN = {OralRole.INTERLOCUTOR: "Vous menez l’échange", OralRole.OBSERVER: "Vous observez"}
_OTHERS = {OralRole.INTERLOCUTOR: "mène l’échange", OralRole.OBSERVER: "observe"}


# The intervenant ponctuel (rule 9)


@dataclass(frozen=True, slots=True)
class SpeakerCall:
    """The oral where an intervenant plays; `candidate` is before the jury now, None while nobody is."""

    part: Part
    candidate: Candidate | None = None
    clocks: tuple[PhaseClock, ...] = ()


def call_for(session: ExamSession, speaker: Person) -> SpeakerCall | None:
    """The oral that an intervenant plays in: the one under way, else the first of his or hers; None without any.

    The preparation says in which orals somebody plays; where it does not, all those that ask for an intervenant.
    """
    asking = [part for part in sat_parts(session) if any(not each.role.is_of_the_jury for each in part.roles)]
    given = {each.part_id for each in session.roles if each.person_id == speaker.id}
    parts = [part for part in asking if part.id in given] or asking
    for part in parts:
        for candidate in session.candidates:
            begun = (candidate.id, part.id) in session.phase_events and speaker.panel in (0, candidate.panel)
            if begun and is_under_way(clocks := session.clocks(candidate, part)):
                return SpeakerCall(part, candidate, clocks)
    return SpeakerCall(parts[0]) if parts else None
