"""Rules on what a candidate already holds: CCPs kept for good, the last one, the title that a CCS completes."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from app.domain.candidate import Candidate
from app.domain.decision import Outcome
from app.domain.evidence import has_parent_title, unproved_ccps
from app.domain.framework.terms import SessionKind
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import candidates_are_enrolled, jury_deliberated
from app.domain.session import ExamSession
from app.domain.shortfall import deliberated_only


def last_ccp_brings_the_title(session: ExamSession) -> Iterator[Finding]:
    """Rule 30: a CCP session decides on the title only after the last CCP, the others proved, the interview held."""
    if session.type.kind is not SessionKind.CCP:
        return
    for candidate in session.candidates:
        if session.outcome(candidate) is not Outcome.PASSED:
            continue
        final = session.final_interview(candidate)
        if not session.is_last_ccp(candidate):
            reason = "le titre est décidé alors que d’autres CCP lui manquent"
        elif unproved_ccps(session, candidate):
            reason = f"le titre est décidé sans date ni preuve pour {_named(session, candidate)}"
        elif final is None or not session.is_held(candidate, final):
            reason = "le titre est décidé sans entretien final"
        else:
            continue
        yield Finding(f"{candidate.name} : {reason}.", Place.DELIBERATION, candidate.id)


def acquired_stays_acquired(session: ExamSession) -> Iterator[Finding]:
    """Rule 31: nothing already held is graded or decided again, and each such CCP or bloc is proved."""
    word = session.framework.vocabulary.bloc
    graded, decided = _graded_blocs(session), _decided_blocs(deliberated_only(session))
    for candidate in session.candidates:
        held = {prior.bloc_id for prior in candidate.priors}
        if held & graded.get(candidate.id, frozenset()):
            yield Finding(
                f"{candidate.name} : des critères d’un {word} déjà acquis ont été évalués.", Place.GRADING, candidate.id
            )
        if held & decided.get(candidate.id, frozenset()):
            yield Finding(
                f"{candidate.name} : un {word} déjà acquis n’est pas à décider de nouveau.",
                Place.DELIBERATION,
                candidate.id,
            )
        if unproved_ccps(session, candidate):
            yield Finding(
                f"{candidate.name} : complétez la date et la preuve pour {_named(session, candidate)}, déjà acquis.",
                Place.PREPARATION,
                candidate.id,
                severity=Severity.TO_JUSTIFY,
                due=session.sheet.starts_on,
                field="priors",
            )


def _graded_blocs(session: ExamSession) -> Mapping[int, AbstractSet[str]]:
    """The blocs of which a critère was answered, by candidate."""
    owners = {criterion.id: unit.bloc_id for unit in session.units for criterion in unit.criteria}
    found: dict[int, set[str]] = {}
    for grid in session.grids:
        found.setdefault(grid.candidate_id, set()).update(owners[each] for each in grid.marks if each in owners)
    return found


def _decided_blocs(session: ExamSession) -> Mapping[int, AbstractSet[str]]:
    """The blocs on which the jury took a position or decided, by candidate."""
    owners = {unit.id: unit.bloc_id for unit in session.units}
    found: dict[int, set[str]] = {}
    for award in session.awards:
        found.setdefault(award.candidate_id, set()).add(award.bloc_id)
    for position in session.positions:
        if position.unit_id in owners:
            found.setdefault(position.candidate_id, set()).add(owners[position.unit_id])
    return found


def parent_title_is_proved(session: ExamSession) -> Iterator[Finding]:
    """Rule 32: a candidate to a CCS holds the title it completes, with date and proof."""
    if session.type.kind is not SessionKind.CCS:
        return
    for candidate in session.candidates:
        if not candidate.is_absent and not has_parent_title(candidate):
            yield Finding(
                f"{candidate.name} : la date et la preuve du titre déjà détenu manquent.",
                Place.PREPARATION,
                candidate.id,
                due=session.sheet.starts_on,
                field="parent_title",
            )


def correspondence_is_kept(session: ExamSession) -> Iterator[Finding]:
    """Rule 35: a CCP of an earlier title counts here for the one that the correspondence gives, or not at all."""
    framework = session.framework
    for candidate in session.candidates:
        for prior in candidate.priors:
            if not prior.earlier_framework:
                continue
            later = framework.later_blocs(prior.earlier_framework, prior.earlier_bloc)
            if prior.bloc_id not in {bloc.id for bloc in later}:
                yield Finding(
                    f"{candidate.name} : la correspondance ne fait pas de « {prior.earlier_bloc} » "
                    f"({prior.earlier_framework}) le {framework.vocabulary.bloc} retenu ici.",
                    Place.PREPARATION,
                    candidate.id,
                    due=session.sheet.starts_on,
                    field="priors",
                )


def _named(session: ExamSession, candidate: Candidate) -> str:
    word = session.framework.vocabulary.bloc
    return ", ".join(f"{word} {bloc.number}" for bloc in unproved_ccps(session, candidate))


RULES = (
    Rule(
        30,
        "En session de CCP, le titre se décide après le dernier CCP seulement",
        Source.LAW,
        "",
        last_ccp_brings_the_title,
        jury_deliberated,
    ),
    Rule(31, "Ce qui est acquis le reste", Source.LAW, "", acquired_stays_acquired, candidates_are_enrolled),
    Rule(32, "Un CCS complète un titre déjà détenu", Source.LAW, "", parent_title_is_proved, candidates_are_enrolled),
    Rule(
        35,
        "Un CCP d’un ancien titre compte selon la correspondance",
        Source.LAW,
        "",
        correspondence_is_kept,
        candidates_are_enrolled,
    ),
)
