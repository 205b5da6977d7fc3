"""Rules on what jurors write during the épreuves."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.anonymity import anonymous_id, is_anonymous
from app.domain.counting import counted
from app.domain.decision import holds_score
from app.domain.elision import of
from app.domain.framework.terms import ModalityType, SessionKind
from app.domain.grading import gaps_of
from app.domain.outside_words import impressions, outside_words
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import grading_began
from app.domain.session import ExamSession
from app.domain.shortfall import deliberated_only


def final_interview_is_held(session: ExamSession) -> Iterator[Finding]:
    """Rule 17: the entretien final closes every title or CCS session, and the session of the last CCP.

    Nothing more is held with somebody who left for good, or on whom the jury does not deliberate for want of a quorum.

    The law asks for it in titres professionnels; another certification holds the one that its référentiel foresees.
    """
    for candidate in session.candidates:
        if not candidate.is_present or candidate.id in session.undeliberated:
            continue
        part = session.final_interview(candidate)
        if part in session.parts_not_sat(candidate):
            continue
        closes = session.type.kind in (SessionKind.TITLE, SessionKind.CCS) or session.is_last_ccp(candidate)
        if part is None and closes and session.is_title_of_ministry:
            yield Finding(
                f"{candidate.name} : le référentiel ne prévoit pas l’entretien final que demande cette session.",
                Place.PREPARATION,
                candidate.id,
            )
        elif part is not None and not session.is_held(candidate, part):
            yield Finding(
                f"{candidate.name} : l’entretien final n’est pas terminé.",
                Place.DAY,
                candidate.id,
                awaits=session.decision(candidate.id) is None,
            )


def final_interview_comes_last(session: ExamSession) -> Iterator[Finding]:
    """Rule 18: a juror grades the entretien final once the other grids are locked, or says why not."""
    for candidate in session.candidates:
        final = session.final_interview(candidate)
        if final is None:
            continue
        for juror in session.jurors_for(candidate):
            grid = session.grid(juror.id, candidate.id, final.id)
            if grid.waiver or not (grid.appreciation or grid.marks):
                continue
            if open_before_final(session, juror.id, candidate.id):
                yield Finding(
                    f"{candidate.name} : {juror.short_name} a évalué l’entretien final avant d’avoir verrouillé "
                    "ses autres grilles.",
                    Place.GRADING,
                    candidate.id,
                    juror.id,
                    Severity.TO_JUSTIFY,
                )


def open_before_final(session: ExamSession, juror_id: int, candidate_id: int) -> tuple[str, ...]:
    """Labels of the parts that this juror still has to lock and that come before the entretien final."""
    candidate = session.candidate(candidate_id)
    return tuple(
        part.label
        for modality, part in session.parts_for(candidate)
        if modality.type is not ModalityType.FINAL_INTERVIEW
        and part in session.expected_parts(candidate)
        and (juror_id, candidate_id, part.id) not in session.waived
        and not session.grid(juror_id, candidate_id, part.id).is_locked
    )


def grids_are_complete(session: ExamSession) -> Iterator[Finding]:
    """Rule 20: every present candidate's grids are answered, « non observé » says a word, and they are locked.

    Nothing more is asked of a grid that the jury does without, or that no deliberation
    waits for. A finding tells how much lacks and never which answer: others read it while the grid is open (rule 19).
    """
    for candidate in session.candidates:
        if not candidate.is_present or candidate.id in session.undeliberated:
            continue
        for juror, part, grid in session.grids_of(candidate):
            gaps = gaps_of(grid, session.grid_units(candidate, part))
            if (juror.id, candidate.id, part.id) in session.waived or (grid.is_locked and not gaps):
                continue
            lacks = (
                f"est incomplète ({counted(len(gaps), 'élément')} à renseigner)" if gaps else "n’est pas verrouillée"
            )
            what = f"« {part.label} » : la grille {of(juror.short_name)} {lacks}."
            copy = f"Copie {anonymous_id(session, candidate)}, {what}" if is_anonymous(part) else ""
            sentence = f"{candidate.name}, {what}"
            yield Finding(
                sentence,
                Place.GRADING,
                candidate.id,
                juror.id,
                part_id=part.id,
                of_copy=copy,
                awaits=not grid.is_locked and session.decision(candidate.id) is None,
            )


def titles_hold_no_score(session: ExamSession) -> Iterator[Finding]:
    """Rule 21: a titre professionnel knows no mark, mean or percentage, in any text that the jury wrote."""
    if not session.is_title_of_ministry:
        return
    for written in _written_texts(session):
        if holds_score(written.text):
            said = (
                f"une note, une moyenne ou un pourcentage figure dans {written.where}. "
                "Un titre professionnel n’en comporte pas."
            )
            yield _of_text(session, written, said, Severity.BLOCKING)


def texts_keep_to_the_work(session: ExamSession) -> Iterator[Finding]:
    """Rule 24: motives and appreciations speak of the work; age, origin, health and the like are no grounds.

    The word is not told: an appreciation is read by nobody else while its grid is open (rule 19).
    """
    for written in _written_texts(session):
        if outside_words(written.text):
            said = (
                f"dans {written.where}, un mot touche à la personne plutôt qu’au travail. "
                "Gardez-le seulement si un critère le demande."
            )
            yield _of_text(session, written, said, Severity.TO_JUSTIFY)
    yield from _impressions(session)


def _impressions(session: ExamSession) -> Iterator[Finding]:
    """Motives that judge and cite no fact; an appreciation may say what it likes of the work."""
    labels = [criterion.label for criterion in session.framework.criteria()]
    noted: dict[int, list[str]] = {}
    for grid in session.grids:
        noted.setdefault(grid.candidate_id, []).extend(fact.text for fact in grid.facts)
    for written in _written_texts(session):
        if written.place is Place.DELIBERATION:
            found = impressions(written.text, labels, noted.get(written.candidate_id, ()))
            if found:
                quoted = ", ".join(f"«\u00a0{each.word}\u00a0»" for each in found)
                said = f"{written.where} donne une impression sans un fait, {quoted}. Ajoutez le fait qui le montre."
                yield _of_text(session, written, said, Severity.TO_JUSTIFY)


@dataclass(frozen=True, slots=True)
class _Written:
    """A text of the jury about one candidate, how a sentence names it, where it is mended, and on which part."""

    candidate_id: int
    text: str
    where: str
    place: Place
    part_id: str | None = None


def _written_texts(session: ExamSession) -> Iterator[_Written]:
    """Everything that the jury wrote, but what it had begun on whoever is not deliberated on: no paper says it."""
    said = deliberated_only(session)
    for position in said.positions:
        yield _Written(position.candidate_id, position.motive, "un motif", Place.DELIBERATION)
    for decision in said.decisions:
        yield _Written(decision.candidate_id, decision.motive, "le motif de la décision", Place.DELIBERATION)
    for grid in session.grids:
        yield _Written(grid.candidate_id, grid.appreciation, "une appréciation", Place.GRADING, grid.part_id)


def _of_text(session: ExamSession, written: _Written, said: str, severity: Severity) -> Finding:
    """What is wrong with a text; that of a copy is told by its identifier to whoever may not know the name."""
    candidate = session.candidate(written.candidate_id)
    of_work = any(is_anonymous(part) and part.id == written.part_id for part in session.expected_parts(candidate))
    copy = f"Copie {anonymous_id(session, candidate)} : {said}" if of_work else ""
    return Finding(
        f"{candidate.name} : {said}",
        written.place,
        candidate.id,
        severity=severity,
        part_id=written.part_id,
        of_copy=copy,
    )


RULES = (
    Rule(
        17,
        "L’entretien final est tenu quand la session le demande",
        Source.LAW,
        "",
        final_interview_is_held,
        grading_began,
    ),
    Rule(18, "L’entretien final est évalué en dernier", Source.LAW, "", final_interview_comes_last, grading_began),
    Rule(20, "Chaque grille est complète et verrouillée", Source.TOOL, "", grids_are_complete, grading_began),
    Rule(
        21,
        "Aucune note, moyenne ni pourcentage pour un titre professionnel",
        Source.LAW,
        "",
        titles_hold_no_score,
        grading_began,
    ),
    Rule(
        24,
        "Aucun mot connu sur la personne dans les motifs et appréciations",
        Source.TOOL,
        "",
        texts_keep_to_the_work,
        grading_began,
    ),
)
