"""A session type as a text that a person reads in a terminal: its modalités, their parts, and what each demands."""

from collections.abc import Iterator

from app.cli.text_blocks import duration, lowered, titled
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import Deposit, Modality, Part, Phase, RoleCondition, SessionType
from app.domain.framework.terms import Language, PartForm

_LANGUAGES = {Language.FRENCH: "", Language.ENGLISH: ", en anglais"}
_FORMS = {PartForm.WRITTEN: "à l’écrit", PartForm.ORAL: "à l’oral"}


def session_type_lines(framework: Framework, session: SessionType) -> Iterator[str]:
    """Word one session type, one line after the other."""
    word = framework.vocabulary.bloc
    yield f"{session.label} – {duration(session.total_minutes)}, jury {duration(session.jury_minutes)}"
    yield f"  Vise : {', '.join(f'{word} {framework.bloc(bloc).number}' for bloc in session.target_blocs)}"
    yield from titled("Conditions", session.conditions, "  ")
    for modality in session.modalities:
        yield from _modality_lines(framework, modality)
    if session.final_interview_if_last is not None:
        yield f"  Après le dernier {word} :"
        yield from _modality_lines(framework, session.final_interview_if_last)
    yield from titled("Surveillance", session.supervision, "  ")


def _modality_lines(framework: Framework, modality: Modality) -> Iterator[str]:
    if not modality.applicable:
        yield f"  {modality.label} : sans objet"
        return
    yield f"  {modality.label} : {duration(modality.duration)}{_presence(modality.jury_minutes)}"
    yield from (f"    - {detail}" for detail in modality.detail)
    if modality.deposit is not None:
        yield from _deposit_lines(modality.deposit)
    for part in modality.parts:
        yield f"    {part.label}, {_FORMS[part.form]} : {_assessed(framework, part)}"
        yield from (f"      {_phase(phase)}" for phase in part.phases)
        yield from (f"      {_role(role)}" for role in part.roles)
    yield from titled("Locaux", modality.rooms, "    ")


def _deposit_lines(deposit: Deposit) -> Iterator[str]:
    yield f"    À déposer : {lowered(deposit.label)} ; échéance : {lowered(deposit.due)}"
    if deposit.placement_hours is not None:
        yield f"      Période en entreprise : {deposit.placement_hours} h"
    if deposit.slides:
        yield "      Diapositives imposées :"
        yield from (f"        {number}. {slide}" for number, slide in enumerate(deposit.slides, start=1))
    if deposit.storage:
        yield f"      Conservation : {deposit.storage}"


def _presence(jury_minutes: int | None) -> str:
    if jury_minutes is None:
        return ""
    return f", jury {duration(jury_minutes)}" if jury_minutes else ", sans jury"


def _assessed(framework: Framework, part: Part) -> str:
    blocs = [f"{framework.vocabulary.bloc} {framework.bloc(bloc).number}" for bloc in part.blocs]
    skills = ", ".join(framework.skill(skill).number for skill in part.skills)
    plural = "s" if len(part.skills) > 1 else ""
    words = [f"{framework.vocabulary.skill}{plural} {skills}"] if skills else []
    return ", ".join((*blocs, *words)) or "aucun critère"


def _phase(phase: Phase) -> str:
    presence = "avec le jury" if phase.jury_present else "sans le jury"
    return f"{phase.label} : {duration(phase.minutes)}, {presence}{_LANGUAGES[phase.language]}"


def _role(role: RoleCondition) -> str:
    language = _LANGUAGES[role.language] if role.language is not None else ""
    return f"{role.role.label}{language} : {' '.join(role.conditions)}".removesuffix(" : ")
