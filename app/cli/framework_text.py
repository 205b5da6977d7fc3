"""A référentiel as a text that a person reads in a terminal."""

from collections.abc import Iterator
from datetime import date

from app.cli.decision_text import decision_lines
from app.cli.session_type_text import session_type_lines
from app.cli.text_blocks import lowered, spaced, titled
from app.domain.framework.content import Bloc, Criterion, Skill, TransversalSkill
from app.domain.framework.doubts import doubts_of
from app.domain.framework.model import AccessRoute, CodedLabel, Framework, JuryRule, LegalText, Validity
from app.domain.framework.scale import MarkingScale
from app.domain.framework.terms import FrameworkKind, SessionKind

_KINDS = {
    FrameworkKind.MINISTRY_TITLE: "titre professionnel du ministère",
    FrameworkKind.RNCP: "certification du RNCP",
}
_AWARDS = {
    SessionKind.TITLE: "le titre",
    SessionKind.CCP: "un CCP",
    SessionKind.CCS: "un CCS",
    SessionKind.BLOC: "un bloc",
}


def framework_text(framework: Framework) -> str:
    """Word everything that a jury or a responsable needs of a référentiel, one line after the other."""
    return "\n".join(_lines(framework))


def _lines(framework: Framework) -> Iterator[str]:
    yield from _identity_lines(framework)
    yield from spaced(titled("Textes", map(_text, framework.texts)))
    yield from spaced(_jury_lines(framework.jury))
    yield from spaced(_scale_lines(framework.scale))
    yield from spaced(decision_lines(framework))
    yield from spaced(_access_lines(framework.access_paths))
    for bloc in framework.blocs:
        yield from spaced(_bloc_lines(bloc, framework.vocabulary.bloc))
    yield from spaced(_transversal_lines(framework))
    for session in framework.sessions:
        yield from spaced(session_type_lines(framework, session))
    yield from spaced((framework.why_closed,) if framework.why_closed else ())
    yield from spaced(titled("Moyens", framework.equipment))
    yield from spaced(titled("Lieux", framework.venues))
    documents = (f"{document.label} : {document.detail}" for document in framework.awarded_documents)
    yield from spaced(titled("Documents délivrés", documents))
    yield from spaced(titled("Correspondances", _correspondences(framework)))
    doubts = (" › ".join((*doubt.where, doubt.note)) for doubt in doubts_of(framework))
    yield from spaced(titled("À vérifier", doubts))


def _identity_lines(framework: Framework) -> Iterator[str]:
    version = [framework.code, f"millésime {framework.millesime}" if framework.millesime else ""]
    yield " · ".join(word for word in (framework.label, *version) if word)
    level = f"niveau {framework.level}" if framework.level else ""
    identity = (framework.acronym, _KINDS[framework.kind], level, framework.certifier)
    yield " · ".join(word for word in identity if word)
    if framework.description:
        yield framework.description
    lines = (
        ("NSF", _coded(framework.nsf)),
        ("ROME", _coded(framework.rome)),
        ("Formacodes", ", ".join(framework.formacodes)),
        ("Validité", _validity(framework.validity)),
        (framework.vocabulary.bloc, framework.vocabulary.bloc_long),
    )
    yield from (f"  {name} : {words}" for name, words in lines if words)


def _scale_lines(scale: MarkingScale) -> Iterator[str]:
    """How critères are answered, when it is not by « Oui » or « Non »."""
    if scale.points is not None:
        yield f"Échelle : points, {scale.point_words} ; valeurs à saisir : {scale.words}"
    elif scale.levels:
        yield "Échelle"
        for level in scale.levels:
            met = "critère atteint" if level.met else "critère non atteint"
            yield f"  {level.label} ({level.id}), {met}{f' : {level.descriptor}' if level.descriptor else ''}"


def _coded(entries: tuple[CodedLabel, ...]) -> str:
    return " ; ".join(f"{entry.code} {entry.label}".rstrip() for entry in entries)


def _validity(validity: Validity) -> str:
    if validity.start is None and validity.end is None:
        return "dates non connues"
    words = (_dated("depuis le", validity.start), _dated("jusqu’au", validity.end) or "fin non connue")
    return ", ".join(word for word in words if word)


def _text(text: LegalText) -> str:
    dates = (
        _dated("signé le", text.signed),
        _dated("JO du", text.journal),
        _dated("effet le", text.effective),
        _dated("fin le", text.end),
    )
    told = ", ".join(date for date in dates if date)
    return f"{text.label} ({told})" if told else text.label


def _dated(words: str, day: date | None) -> str:
    return "" if day is None else f"{words} {day:%d/%m/%Y}"


def _jury_lines(jury: JuryRule) -> Iterator[str]:
    plural = "s" if jury.quorum > 1 else ""
    yield f"Jury – {jury.quorum} membre{plural} au moins pour délibérer"
    yield from (f"  - {member.quality} : {member.count}" for member in jury.composition)
    yield from (f"  - {condition}" for condition in jury.conditions)


def _access_lines(routes: tuple[AccessRoute, ...]) -> Iterator[str]:
    if routes:
        yield "Voies d’accès"
    for route in routes:
        yield f"  {route.label} – voie {route.access_path.label}, pour {_AWARDS[route.leads_to]}"
        seen = ", ".join(lowered(item.label) for item in route.evidence)
        yield f"    Le jury se prononce d’après : {seen or 'éléments non précisés'}"
        yield from (f"    - {condition}" for condition in route.conditions)


def _bloc_lines(bloc: Bloc, word: str) -> Iterator[str]:
    yield f"{word} {bloc.number} – {bloc.label}"
    if bloc.description:
        yield f"  {bloc.description}"
    if bloc.validity_years is not None:
        yield f"  Acquis pour {bloc.validity_years} ans" if bloc.validity_years > 1 else "  Acquis pour un an"
    for activity in bloc.activities:
        yield from titled(f"Activité : {activity.label}", activity.tasks, "  ")
    for skill in bloc.skills:
        yield from _skill_lines(skill)
    yield from _criteria_lines(bloc.criteria, "  ")
    yield from titled("Productions attendues", bloc.deliverables, "  ")
    yield from titled("Moyens", bloc.equipment, "  ")
    yield from titled("Conditions", bloc.conditions, "  ")


def _skill_lines(skill: Skill) -> Iterator[str]:
    yield f"  {skill.number}. {skill.label}"
    if skill.description:
        yield f"     {skill.description}"
    yield from _criteria_lines(skill.criteria, "     ")
    yield from titled("Productions attendues", skill.deliverables, "     ")


def _criteria_lines(criteria: tuple[Criterion, ...], margin: str) -> Iterator[str]:
    for criterion in criteria:
        yield f"{margin}[ ] {criterion.label}"
        yield from (f"{margin}    – {indicator}" for indicator in criterion.indicators)


def _transversal_lines(framework: Framework) -> Iterator[str]:
    if framework.transversal_skills:
        yield "Compétences transversales"
    for transversal in framework.transversal_skills:
        yield f"  {transversal.label}"
        if transversal.description:
            yield f"     {transversal.description}"
        yield from (f"     [ ] {criterion}" for criterion in transversal.criteria)
        yield from _assessed_through(framework, transversal)


def _assessed_through(framework: Framework, transversal: TransversalSkill) -> Iterator[str]:
    if transversal.skills:
        numbers = ", ".join(framework.skill(skill).number for skill in transversal.skills)
        yield f"     Évaluée à travers les compétences {numbers}"


def _correspondences(framework: Framework) -> Iterator[str]:
    word = framework.vocabulary.bloc
    for correspondence in framework.correspondences:
        for pair in correspondence.blocs:
            yield f"{correspondence.framework}, {pair.earlier} → {word} {framework.bloc(pair.later).number}"
