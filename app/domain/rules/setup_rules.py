"""Rules that the preparation must satisfy: référentiel, session type, dates, declarations, presence."""

from collections.abc import Iterator
from datetime import date

from app.domain.deadlines import a_year_after
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import day_began, grading_began, jury_is_named
from app.domain.session import ExamSession
from app.domain.session_sheet import SessionSheet, looks_like_a_number


def referentiel_is_identified(session: ExamSession) -> Iterator[Finding]:
    """Rule 1: a titre professionnel session names its référentiel by code and millésime."""
    framework = session.framework
    if session.is_title_of_ministry and not (framework.code and framework.millesime):
        yield Finding(
            f"Le référentiel « {framework.label} » n’a pas de code ou pas de millésime : choisissez-en un autre.",
            Place.PREPARATION,
        )


def dates_stand_within_validity(session: ExamSession) -> Iterator[Finding]:
    """Rule 3: the session is held while the title is valid, or each candidate says why it is still open to him or her.

    The agrément of the centre must cover the dates too.
    """
    validity, sheet = session.framework.validity, session.sheet
    if validity.start is not None and sheet.starts_on < validity.start:
        yield _of_sheet(
            f"La session commence avant le début de validité de la certification ({validity.start:%d/%m/%Y}) : "
            "vérifiez la date et le millésime.",
            "starts_on",
        )
    if validity.end is None:
        if validity.notes:
            yield _of_sheet("La fin de validité de la certification n’est pas connue : à vérifier dans l’arrêté.", "")
    elif sheet.ends_on > a_year_after(validity.end):
        yield _of_sheet(
            f"La certification a pris fin le {validity.end:%d/%m/%Y}, il y a plus d’un an : "
            "aucune session n’est possible à ces dates.",
            "starts_on",
            Severity.BLOCKING,
        )
    elif sheet.ends_on > validity.end:
        yield from _extensions(session, validity.end)
    if session.is_title_of_ministry:
        yield from _agreement(session.sheet)


def _extensions(session: ExamSession, end: date) -> Iterator[Finding]:
    if not session.is_title_of_ministry:
        yield _of_sheet(
            f"La certification a pris fin le {end:%d/%m/%Y} : vérifiez qu’une session est encore possible.", "starts_on"
        )
        return
    for candidate in session.candidates:
        if candidate.extension is None and not candidate.is_absent:
            yield Finding(
                f"{candidate.name} : le titre a pris fin le {end:%d/%m/%Y}. Indiquez ce qui ouvre encore la session "
                "(échec, réussite partielle ou parcours engagé avant cette date).",
                Place.PREPARATION,
                candidate.id,
                severity=Severity.TO_JUSTIFY,
                due=end,
                field="extension",
            )


def _agreement(sheet: SessionSheet) -> Iterator[Finding]:
    centre = sheet.centre
    if not centre.agreement:
        yield _of_sheet("Le numéro d’agrément du centre manque.", "agreement", due=sheet.starts_on)
    elif not looks_like_a_number(centre.agreement):
        yield _of_sheet(f"« {centre.agreement} » ne ressemble pas à un numéro d’agrément : vérifiez-le.", "agreement")
    if centre.agreement and centre.agreement_until is None:
        yield _of_sheet(
            "La fin de l’agrément du centre n’est pas notée : complétez-la.", "agreement_until", due=sheet.starts_on
        )
    elif centre.agreement_until is not None and centre.agreement_until < sheet.ends_on:
        yield _of_sheet(
            f"L’agrément du centre prend fin le {centre.agreement_until:%d/%m/%Y}, avant la fin de la session : "
            "vérifiez les dates, ou faites-le renouveler.",
            "agreement_until",
            due=sheet.starts_on,
        )


def _of_sheet(sentence: str, field: str, severity: Severity = Severity.TO_JUSTIFY, due: date | None = None) -> Finding:
    return Finding(sentence, Place.PREPARATION, severity=severity, due=due, field=field)


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


def jurors_have_declared(session: ExamSession) -> Iterator[Finding]:
    """Rule 8: every juror confirms the declaration of no link and confidentiality."""
    for juror in session.jurors:
        if juror.declared_at is None:
            yield Finding(
                f"{juror.name} n’a pas encore confirmé sa déclaration de non-lien et de confidentialité.",
                Place.PREPARATION,
                person_id=juror.id,
                awaits=not (session.positions or session.decisions),
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
    """Rule 11: presence is observed with an identity document; nobody else has a grid.

    Before the day nobody can have been seen: the rule waits for the first candidate at the door.
    """
    if not day_began(session):
        return
    graded = {grid.candidate_id for grid in session.grids}
    for candidate in session.candidates:
        if candidate.attendance is None:
            yield Finding(
                f"{candidate.name} : la présence n’est pas constatée.",
                Place.DAY,
                candidate.id,
                awaits=not (session.positions or session.decisions),
            )
        elif candidate.is_present and not candidate.attendance.detail.strip():
            sentence = f"{candidate.name} : la pièce d’identité vue n’est pas notée."
            yield Finding(sentence, Place.DAY, candidate.id, derogable=True)
        if not candidate.is_present and candidate.id in graded:
            yield Finding(f"{candidate.name} a une grille sans avoir été constaté présent.", Place.DAY, candidate.id)


RULES = (
    Rule(1, "Le référentiel est désigné par son code et son millésime", Source.LAW, "", referentiel_is_identified),
    Rule(
        2,
        "Chaque candidat passe les modalités de la session, et elles seules",
        Source.LAW,
        "",
        parts_follow_the_type,
        grading_began,
    ),
    Rule(
        3,
        "La session se tient pendant la validité du titre et de l’agrément",
        Source.LAW,
        "prolongation d’un an au plus, pour trois motifs",
        dates_stand_within_validity,
    ),
    Rule(8, "Chaque juré a confirmé sa déclaration de non-lien", Source.LAW, "", jurors_have_declared, jury_is_named),
    Rule(9, "Seuls les membres du jury évaluent", Source.LAW, "", only_jurors_evaluate, grading_began),
    Rule(
        11,
        "Chaque présence est constatée, pièce d’identité vue",
        Source.TO_CHECK,
        "",
        presence_opens_the_grid,
        day_began,
        derogation="la pièce d’identité présentée plus tard",
    ),
)
