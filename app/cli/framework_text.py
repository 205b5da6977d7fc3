"""A référentiel as a text that a person reads in a terminal."""

from collections.abc import Iterator

from app.domain.framework.content import Bloc, Criterion
from app.domain.framework.doubts import doubts_of
from app.domain.framework.model import Framework
from app.domain.framework.sitting_plan import Modality, Phase, SessionType
from app.domain.framework.terms import Language

_LANGUAGES = {Language.FRENCH: "", Language.ENGLISH: ", en anglais"}


def framework_text(framework: Framework) -> str:
    """Word the identity, the blocs, the sessions and the doubts of a référentiel, one line after the other."""
    return "\n".join(_lines(framework))


def _lines(framework: Framework) -> Iterator[str]:
    version = [framework.code, f"millésime {framework.millesime}" if framework.millesime else ""]
    yield " · ".join(word for word in (framework.label, *version) if word)
    identity = [f"niveau {framework.level}" if framework.level else "", framework.certifier]
    yield " · ".join(word for word in identity if word)
    for bloc in framework.blocs:
        yield ""
        yield from _bloc_lines(bloc, framework.vocabulary.bloc)
    for session in framework.sessions:
        yield ""
        yield from _session_lines(session)
    if framework.why_closed:
        yield ""
        yield framework.why_closed
    doubts = tuple(doubts_of(framework))
    if doubts:
        yield ""
        yield "À vérifier"
        yield from (f"  - {' › '.join((*doubt.where, doubt.note))}" for doubt in doubts)


def _bloc_lines(bloc: Bloc, word: str) -> Iterator[str]:
    yield f"{word} {bloc.number} – {bloc.label}"
    for skill in bloc.skills:
        yield f"  {skill.number}. {skill.label}"
        yield from _criteria_lines(skill.criteria, "     ")
    yield from _criteria_lines(bloc.criteria, "  ")


def _criteria_lines(criteria: tuple[Criterion, ...], margin: str) -> Iterator[str]:
    for criterion in criteria:
        yield f"{margin}[ ] {criterion.label}"
        yield from (f"{margin}    – {indicator}" for indicator in criterion.indicators)


def _session_lines(session: SessionType) -> Iterator[str]:
    yield f"{session.label} – {_duration(session.total_minutes)}, jury {_duration(session.jury_minutes)}"
    for modality in session.modalities:
        yield from _modality_lines(modality)
    if session.final_interview_if_last is not None:
        yield "  Après le dernier CCP :"
        yield from _modality_lines(session.final_interview_if_last)


def _modality_lines(modality: Modality) -> Iterator[str]:
    if not modality.applicable:
        yield f"  {modality.label} : sans objet"
        return
    yield f"  {modality.label} : {_duration(modality.duration)}"
    for part in modality.parts:
        assessed = ", ".join((*part.skills, *part.blocs)) or "aucun critère"
        yield f"    {part.label} ({assessed})"
        yield from (f"      {_phase(phase)}" for phase in part.phases)


def _phase(phase: Phase) -> str:
    presence = "avec le jury" if phase.jury_present else "sans le jury"
    return f"{phase.label} : {_duration(phase.minutes)}, {presence}{_LANGUAGES[phase.language]}"


def _duration(minutes: int | None) -> str:
    if minutes is None:
        return "durée non fixée"
    hours, rest = divmod(minutes, 60)
    return f"{hours} h {rest:02d}" if hours else f"{rest} min"
