"""Rules that the preparation must satisfy: référentiel, session type, jury, declarations."""

from collections.abc import Iterator

from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.session import ExamSession


def referentiel_is_identified(session: ExamSession) -> Iterator[Finding]:
    """Rule 1: a titre professionnel session names its référentiel by code and millésime."""
    framework = session.framework
    if session.is_title_of_ministry and not (framework.code and framework.millesime):
        yield Finding(
            f"Le référentiel « {framework.label} » n’a pas de code ou pas de millésime : choisissez-en un autre.",
            Place.PREPARATION,
        )


def parts_follow_the_type(session: ExamSession) -> Iterator[Finding]:
    """Rule 2: nothing is timed or graded outside the modalités of the session type."""
    for candidate in session.candidates:
        lawful = {part.id for _modality, part in session.parts_for(candidate)}
        timed = {part_id for candidate_id, part_id in session.phase_events if candidate_id == candidate.id}
        graded = {grid.part_id for grid in session.grids if grid.candidate_id == candidate.id}
        for part_id in sorted((timed | graded) - lawful):
            yield Finding(
                f"{candidate.name} : la partie « {part_id} » n’existe pas dans « {session.type.label} ».",
                Place.DAY,
                candidate.id,
            )


def jury_is_habilitated(session: ExamSession) -> Iterator[Finding]:
    """Rule 4: enough habilitated jurors on every day; to settle at set-up, blocking once the jury deliberates."""
    deliberating = bool(session.positions or session.decisions)
    severity = Severity.BLOCKING if deliberating else Severity.TO_JUSTIFY
    quorum = session.framework.jury.quorum
    if len(session.jurors) < quorum:
        yield Finding(
            f"Le jury compte {len(session.jurors)} membre(s) : le référentiel en demande au moins {quorum}.",
            Place.PREPARATION,
            severity=severity,
        )
    if not session.is_title_of_ministry:
        return
    for day in session.days():
        lapsed = [juror for juror in session.jurors if not juror.habilitated_on(day)]
        if len(session.jurors) - len(lapsed) >= quorum:
            continue
        for juror in lapsed:
            yield Finding(
                f"{juror.name} : aucune habilitation valable le {day:%d/%m/%Y}. Complétez le numéro et la date de fin.",
                Place.PREPARATION,
                person_id=juror.id,
                severity=severity,
            )


def jurors_have_declared(session: ExamSession) -> Iterator[Finding]:
    """Rule 8: every juror confirms the declaration of no link and confidentiality."""
    for juror in session.jurors:
        if juror.declared_at is None:
            yield Finding(
                f"{juror.name} n’a pas encore confirmé sa déclaration de non-lien et de confidentialité.",
                Place.PREPARATION,
                person_id=juror.id,
            )


def only_jurors_evaluate(session: ExamSession) -> Iterator[Finding]:
    """Rule 9: nobody but a juror has a grid or confirms a decision."""
    jurors = {juror.id for juror in session.jurors}
    writers = {grid.juror_id for grid in session.grids} | {c.juror_id for c in session.confirmations}
    for person in session.people:
        if person.id in writers - jurors:
            yield Finding(
                f"{person.name} ({person.function.label}) a écrit une évaluation sans être membre du jury.",
                Place.GRADING,
                person_id=person.id,
            )


def presence_opens_the_grid(session: ExamSession) -> Iterator[Finding]:
    """Rule 11: presence is observed with an identity document; nobody else has a grid."""
    graded = {grid.candidate_id for grid in session.grids}
    for candidate in session.candidates:
        if candidate.attendance is None:
            yield Finding(f"{candidate.name} : la présence n’est pas constatée.", Place.DAY, candidate.id)
        elif candidate.is_present and not candidate.attendance.detail.strip():
            yield Finding(f"{candidate.name} : la pièce d’identité vue n’est pas notée.", Place.DAY, candidate.id)
        if not candidate.is_present and candidate.id in graded:
            yield Finding(f"{candidate.name} a une grille sans avoir été constaté présent.", Place.DAY, candidate.id)


RULES = (
    Rule(1, "Le référentiel est désigné par son code et son millésime", Source.LAW, "", referentiel_is_identified),
    Rule(
        2, "Chaque candidat passe les modalités de la session, et elles seules", Source.LAW, "", parts_follow_the_type
    ),
    Rule(
        4,
        "Le jury compte assez de membres habilités chaque jour",
        Source.TO_CHECK,
        "nombre fixé par le référentiel, deux par défaut",
        jury_is_habilitated,
    ),
    Rule(8, "Chaque juré a confirmé sa déclaration de non-lien", Source.LAW, "", jurors_have_declared),
    Rule(9, "Seuls les membres du jury évaluent", Source.LAW, "", only_jurors_evaluate),
    Rule(11, "Chaque présence est constatée, pièce d’identité vue", Source.TO_CHECK, "", presence_opens_the_grid),
)
