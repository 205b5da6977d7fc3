"""Rules on who sits in the jury: enough of them each day, habilitated, without links."""

from collections.abc import Collection, Iterator
from datetime import date

from app.domain.access_path import AccessPath
from app.domain.composition import (
    lacks_external_members,
    lacks_qualified_members,
    lost_by_recusal,
    panels_at_work,
    seat_gaps,
    there_on,
)
from app.domain.counting import counted
from app.domain.deadlines import jurors_convened_by
from app.domain.decision import Outcome
from app.domain.elision import of
from app.domain.identity import fold
from app.domain.people import LinkKind, Person, Recusal
from app.domain.rules.base import Finding, Place, Rule, Severity, Source
from app.domain.rules.moments import candidates_are_enrolled, jury_is_named
from app.domain.session import ExamSession
from app.domain.shortfall import is_without_object, may_be_noted


def jury_is_habilitated(session: ExamSession) -> Iterator[Finding]:
    """Rule 4: enough habilitated jurors, of the kinds that the référentiel wants, in each jury on every day.

    To settle at set-up, blocking once the jury deliberates; the composition always asks for a reason only.
    """
    yield from dict.fromkeys(_short_juries(session))  # whoever sits in every jury is told once


def _short_juries(session: ExamSession) -> Iterator[Finding]:
    quorum = session.framework.jury.quorum
    severity = _severity(session)
    for panel in panels_at_work(session):
        members = session.panel(panel)
        if _has_nobody_left(session, panel):
            continue
        if len(members) < quorum:
            yield _on_jury(
                session,
                f"{_jury(panel)} compte {counted(len(members), 'membre')} : "
                f"le référentiel en demande au moins {quorum}.",
                severity,
            )
        yield from _days_short(session, panel, severity)
        for gap in seat_gaps(session.framework.jury, members):
            yield _on_jury(
                session,
                f"{_jury(panel)} compte {gap.found} « {gap.quality} » : le référentiel en demande {gap.wanted}. "
                "Dites à quel titre siège chaque juré.",
                Severity.TO_JUSTIFY,
                "seat",
            )


def _has_nobody_left(session: ExamSession, panel: int) -> bool:
    """Whether a jury deliberates on none of those whom it hears, each of them noted as without a quorum."""
    heard = [each for each in session.candidates if not each.is_absent and (not panel or each.panel in (0, panel))]
    return bool(heard) and session.undeliberated.issuperset(each.id for each in heard)


def _days_short(session: ExamSession, panel: int, severity: Severity) -> Iterator[Finding]:
    quorum = session.framework.jury.quorum
    lapsed: dict[Person, date] = {}
    for day in session.days():
        there = there_on(session, panel, day)
        if len(there) < quorum <= len(session.panel(panel)):
            yield _on_jury(
                session,
                f"{_jury(panel)} compte {counted(len(there), 'présent')} le {day:%d/%m/%Y} : il en faut {quorum}. "
                "Revoyez les jours de présence.",
                severity,
                "days",
            )
        elif session.is_title_of_ministry:
            without = [juror for juror in there if not juror.habilitated_on(day)]
            if len(there) - len(without) < quorum:
                lapsed = dict.fromkeys(without, day) | lapsed
    for juror, day in lapsed.items():
        yield Finding(
            f"{juror.name} : aucune habilitation valable le {day:%d/%m/%Y}. Complétez le numéro et la date de fin.",
            Place.PREPARATION,
            person_id=juror.id,
            severity=severity,
            due=jurors_convened_by(session),
            field="habilitation_until" if juror.habilitation else "habilitation",
        )


def habilitations_end_with_the_title(session: ExamSession) -> Iterator[Finding]:
    """Rule 5: an habilitation ends with the title's validity at the latest."""
    end = session.framework.validity.end
    if end is None or not session.is_title_of_ministry:
        return
    for juror in session.jurors:
        if juror.habilitation_until is not None and juror.habilitation_until > end:
            yield Finding(
                f"{juror.name} : l’habilitation irait jusqu’au {juror.habilitation_until:%d/%m/%Y}, alors que le titre "
                f"prend fin le {end:%d/%m/%Y}. Vérifiez la date.",
                Place.PREPARATION,
                person_id=juror.id,
                severity=Severity.TO_JUSTIFY,
                field="habilitation_until",
            )


def trainers_stand_aside(session: ExamSession) -> Iterator[Finding]:
    """Rule 6: whoever trained or accompanied a candidate neither grades nor decides on him or her."""
    yield from _heard_all_the_same(session, {each for each in session.recusals if each.kind is LinkKind.TRAINER})


def linked_jurors_stand_aside(session: ExamSession) -> Iterator[Finding]:
    """Rule 7: whoever is linked to a candidate stands aside, and enough jurors remain to decide on that candidate.

    Where they do not, the responsable may note it: the jury closes without that candidate, and it is told.
    """
    yield from _heard_all_the_same(session, {each for each in session.recusals if each.kind is not LinkKind.TRAINER})
    quorum = session.framework.jury.quorum
    for candidate, remaining in lost_by_recusal(session):
        if not (candidate.is_absent or candidate.id in session.undeliberated):
            last = ", ou constatez la carence dans Contrôles (C)" if may_be_noted(session, candidate) else ""
            yield Finding(
                f"{candidate.name} : le déport laisse {counted(len(remaining), 'juré')} sur {quorum}, moins de "
                f"{quorum} jurés peuvent délibérer. Ajoutez un juré, ou confiez ce candidat à un autre jury{last}.",
                Place.PREPARATION,
                candidate.id,
                due=jurors_convened_by(session),
                field="recusals",
            )
    yield from _seats_emptied(session)
    yield from _without_quorum(session)
    if session.is_title_of_ministry:
        yield from _same_house(session)


def _heard_all_the_same(session: ExamSession, recusals: Collection[Recusal]) -> Iterator[Finding]:
    aside = {(each.juror_id, each.candidate_id) for each in recusals}
    aside = {pair for pair in aside if pair[1] not in session.undeliberated}
    graded = {(grid.juror_id, grid.candidate_id) for grid in session.grids} & aside
    confirmed = {(each.juror_id, each.candidate_id) for each in session.confirmations} & aside
    told = " La grille est écartée : une dérogation nommée le dit au procès-verbal."
    for pairs, what, last, place in (
        (graded, "une grille existe", told, Place.GRADING),
        (confirmed, "une confirmation existe", "", Place.CLOSING),
    ):
        for juror_id, candidate_id in sorted(pairs):
            yield Finding(
                f"{session.candidate(candidate_id).name} : {what} au nom {of(session.person(juror_id).short_name)}, "
                f"qui s’est déporté. Le jury doit en décider sans.{last}",
                place,
                candidate_id,
                juror_id,
                derogable=bool(last),
            )


def _seats_emptied(session: ExamSession) -> Iterator[Finding]:
    """Composition, candidate by candidate: what a recusal takes away from a jury that was complete."""
    recused = {recusal.candidate_id for recusal in session.recusals} - session.undeliberated
    rule = session.framework.jury
    for candidate in session.candidates:
        if candidate.id not in recused or candidate.is_absent or seat_gaps(rule, session.panel(candidate.panel)):
            continue
        for gap in seat_gaps(rule, session.jurors_for(candidate)):
            yield Finding(
                f"{candidate.name} : le déport laisse {gap.found} « {gap.quality} » sur {gap.wanted}. "
                "Ajoutez un juré, ou confiez ce candidat à un autre jury.",
                Place.PREPARATION,
                candidate.id,
                severity=Severity.TO_JUSTIFY,
                due=jurors_convened_by(session),
                field="recusals",
            )


def _without_quorum(session: ExamSession) -> Iterator[Finding]:
    """What was noted of a missing quorum: told as long as it stands, and blocking once it has no object any more."""
    for shortfall in session.shortfalls:
        if is_without_object(session, shortfall):
            yield Finding(
                f"{session.candidate(shortfall.candidate_id).name} : la carence est constatée alors que le jury peut "
                "délibérer, ou que le candidat n’est pas là. Reprenez la constatation dans Contrôles (R).",
                Place.CHECKS,
                shortfall.candidate_id,
            )
    short = [each for each in session.candidates if session.outcome(each) is Outcome.NOT_DELIBERATED]
    if short:
        yield Finding(
            f"Le jury ne délibère pas sur {counted(len(short), 'candidat')}, faute de quorum : "
            f"{', '.join(candidate.name for candidate in short)}. Le procès-verbal de constatation, dans Documents, va "
            "à l’administration, qui peut autoriser une nouvelle session (à vérifier).",
            Place.DOCUMENTS,
            severity=Severity.TO_JUSTIFY,
        )


def _same_house(session: ExamSession) -> Iterator[Finding]:
    """A juror whose employer is the training body of candidates: a link that nobody declared."""
    recused = {(recusal.juror_id, recusal.candidate_id) for recusal in session.recusals}
    by_house: dict[str, list[int]] = {}
    for candidate in session.candidates:
        by_house.setdefault(fold(candidate.training_body), []).append(candidate.id)
    for juror in session.jurors:
        house = fold(juror.employer)
        trained = [each for each in by_house.get(house, ()) if house and (juror.id, each) not in recused]
        if trained:
            one = len(trained) == 1
            whom = session.candidate(trained[0]).name if one else f"{len(trained)} candidats"
            yield Finding(
                f"{juror.name} a pour employeur l’organisme qui a formé {whom} : notez le lien, "
                "ou corrigez l’employeur.",
                Place.PREPARATION,
                trained[0] if one else None,
                juror.id,
                Severity.TO_JUSTIFY,
                jurors_convened_by(session),
                "recusals",
            )


def other_juries_are_balanced(session: ExamSession) -> Iterator[Finding]:
    """Rule 50: outside titres professionnels, half of external members, and a qualified one for VAE candidates."""
    if session.is_title_of_ministry:
        return
    hears_vae = any(candidate.access_path is AccessPath.VAE for candidate in session.candidates)
    for panel in panels_at_work(session):
        members = session.panel(panel)
        if lacks_external_members(members):
            yield _on_jury(
                session,
                f"{_jury(panel)} n’a pas la moitié de membres extérieurs au certificateur et à l’organisme de "
                "formation. Dites pour chacun s’il est extérieur.",
                Severity.TO_JUSTIFY,
                "is_external",
            )
        if hears_vae and members and lacks_qualified_members(members):
            yield _on_jury(
                session,
                f"{_jury(panel)} entend des candidats à la VAE : il faut deux membres, dont un qualifié dans la "
                "certification. Dites pour chacun s’il l’est.",
                Severity.TO_JUSTIFY,
                "is_qualified",
            )


def _severity(session: ExamSession) -> Severity:
    deliberating = bool(session.positions or session.decisions)
    return Severity.BLOCKING if deliberating else Severity.TO_JUSTIFY


def _jury(panel: int) -> str:
    return f"Le jury {panel}" if panel else "Le jury"


def _on_jury(session: ExamSession, sentence: str, severity: Severity, field: str = "") -> Finding:
    return Finding(sentence, Place.PREPARATION, severity=severity, due=jurors_convened_by(session), field=field)


RULES = (
    Rule(
        4,
        "Le jury compte assez de membres habilités chaque jour",
        Source.TO_CHECK,
        "nombre et composition fixés par le référentiel, deux membres par défaut",
        jury_is_habilitated,
    ),
    Rule(
        5,
        "Aucune habilitation ne dépasse la fin de validité du titre",
        Source.LAW,
        "",
        habilitations_end_with_the_title,
        jury_is_named,
    ),
    Rule(
        6,
        "Qui a formé ou accompagné un candidat ne l’évalue pas",
        Source.TO_CHECK,
        "",
        trainers_stand_aside,
        candidates_are_enrolled,
    ),
    Rule(
        7,
        "Qui a un lien avec un candidat se déporte, et le quorum demeure",
        Source.TO_CHECK,
        "",
        linked_jurors_stand_aside,
        candidates_are_enrolled,
    ),
    Rule(
        50,
        "Hors titre professionnel, le jury compte assez de membres extérieurs",
        Source.SECONDARY,
        "",
        other_juries_are_balanced,
        jury_is_named,
    ),
)
