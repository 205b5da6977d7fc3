"""The procès-verbal: who decided what on whom, signed by every juror; a working copy before the session is closed."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from reportlab.platypus import Flowable

from app.domain.candidate import Candidate
from app.domain.decision import Outcome
from app.domain.framework.content import Bloc
from app.domain.framework.terms import SessionKind
from app.domain.interview import sat_parts
from app.domain.meeting import aside_words, awaited, signatories
from app.domain.session import ExamSession
from app.domain.signing import short_print, signature_field
from app.reports import extracts, naming
from app.reports.layout.blocks import (
    Column,
    Fact,
    InkBox,
    facts_grid,
    figures,
    gap,
    ink_boxes,
    note,
    paragraph,
    section,
    table,
    title_block,
)
from app.reports.layout.signature_boxes import SignaturePlace, signature_boxes
from app.reports.layout.styles import faint, strong
from app.reports.layout.wording import NO_BREAK, date_long, date_short, hour, lines, phrase
from app.reports.oral_lines import roles_line
from app.reports.paper import PaperStamp, print_paper
from app.reports.record_annexes import annexes, motive_letters
from app.reports.record_room import RuleRow, roll_lines, room_annexes, room_references, rule_rows, shortfall_lines
from app.reports.session_head import days_and_place, results_standing, session_fact

_WIDE_BLOCS = 2
"""With so few columns of CCPs or blocs, their words can stay on one line."""


def print_record(session: ExamSession, stamp: PaperStamp) -> bytes:
    """Print the procès-verbal of a session, with one signature field per juror in the jury's order."""
    said = extracts.for_record(session)
    title = said.framework.vocabulary.record_title
    rows = rule_rows(session)
    return print_paper(
        said,
        stamp,
        title,
        *_sheets(said, stamp, rows),
        signed=True,
        beside=[cell for row in rows for cell in row],
    )


def _sheets(session: ExamSession, stamp: PaperStamp, rule: Sequence[RuleRow]) -> list[list[Flowable]]:
    """The decisions and their signatures, then the annexes if there are any; the authority closes the last sheet."""
    decisions = [
        *title_block(session.framework.vocabulary.record_title, naming.certification(session)),
        *facts_grid(list(_session_facts(session))),
        *facts_grid(list(_jury_facts(session))),
        *section("Décisions", _decisions(session), gap(9), figures(_counts(session)), *results_standing(session)),
        *section("Observations", *map(paragraph, _observations(session, rule))),
        *_signatures(session),
    ]
    sheets = [decisions, appended] if (appended := [*annexes(session), *room_annexes(session, rule)]) else [decisions]
    sheets[-1] += _authority(stamp)
    return sheets


def _session_facts(session: ExamSession) -> Iterator[Fact]:
    yield session_fact(session)
    yield days_and_place(session)
    yield _deliberation(session)


def _deliberation(session: ExamSession) -> Fact:
    """The day of the deliberation and what its hours are: its beginning where known, its last decision or confirmation.

    A session where nobody came is decided by its closing.
    """
    given = [each.decided_at for each in session.decisions]
    given += [each.at for each in session.confirmations if session.decision(each.candidate_id) is not None]
    end = max(given, default=session.closing.at if session.closing else None)
    if end is None:
        return Fact("Délibération", "à tenir")
    began = [turn.began_at for turn in session.turns]
    if session.doors_closed_at is not None:
        began.append(session.doors_closed_at)
    start = min(began, default=None)
    if start is None or start > min(given, default=end):
        ended = "close" if session.closing else "dernière décision"
        return Fact("Délibération", f"{date_long(end.date())}, {ended} à {hour(end.time())}")
    if session.closing is None:
        return Fact("Délibération", f"{date_long(start.date())}, ouverte à {hour(start.time())}")
    if start.date() != end.date():
        return Fact("Délibération", f"du {naming.moment(start)} au {naming.moment(end)}")
    return Fact("Délibération", f"{date_short(end.date())}, de {hour(start.time())} à {hour(end.time())}")


def _jury_facts(session: ExamSession) -> Iterator[Fact]:
    for juror in session.jurors:
        yield Fact("Membre du jury", juror.name, naming.person_details(juror))
    others = [f"{person.function.label}, sans voix : {person.name}" for person in session.others]
    yield Fact("Responsable de session", session.sheet.manager, tuple(others))


def _decisions(session: ExamSession) -> Flowable:
    framework = session.framework
    letters = motive_letters(session)
    blocs = _shown_blocs(session)
    cells: list[tuple[Column, Callable[[Candidate], str]]] = [
        (Column("N°"), lambda candidate: str(candidate.rank)),
        (Column("Identifiant"), lambda candidate: candidate.number),
        (Column("Candidat : nom de naissance (d’usage) prénoms", 1), _identity_cell),
        (Column("Accès, présence"), _access_cell),
    ]
    for bloc in blocs:
        cell = partial(_bloc_cell, session, bloc_id=bloc.id, wide=len(blocs) <= _WIDE_BLOCS)
        cells.append((Column(naming.bloc_name(framework, bloc.id)), cell))
    if any(session.final_interview(candidate) for candidate in session.candidates):
        cells.append((Column("Entretien final"), partial(_interview_cell, session)))
    cells.append((Column("Décision"), partial(_outcome_cell, session, letters=letters)))
    rows = [[cell(candidate) for _column, cell in cells] for candidate in session.candidates]
    return table([column for column, _cell in cells], rows)


def _shown_blocs(session: ExamSession) -> Sequence[Bloc]:
    """The blocs aimed at; every bloc where the title itself may be decided."""
    title_at_stake = session.type.kind is SessionKind.TITLE or any(map(session.is_last_ccp, session.candidates))
    return [bloc for bloc in session.framework.blocs if title_at_stake or bloc.id in session.type.target_blocs]


def _identity_cell(candidate: Candidate) -> str:
    identity = candidate.identity
    told = naming.birth_day(identity) if candidate.is_absent and not identity.birth_town else naming.birth(identity)
    return lines(naming.civil_name(candidate), faint(told))


def _access_cell(candidate: Candidate) -> str:
    seen = "présent" if candidate.is_present else "absent" if candidate.is_absent else ""
    presence = naming.agreed(candidate.identity, seen) if seen else "présence à constater"
    return lines(candidate.access_path.label, faint(presence))


def _bloc_cell(session: ExamSession, candidate: Candidate, bloc_id: str, *, wide: bool) -> str:
    words = naming.bloc_words(session, candidate, bloc_id)
    return words.replace(" ", NO_BREAK).replace(f"{NO_BREAK}le", " le") if wide else words


def _interview_cell(session: ExamSession, candidate: Candidate) -> str:
    part = session.final_interview(candidate)
    return "tenu" if part and session.is_held(candidate, part) else "–"


def _outcome_cell(session: ExamSession, candidate: Candidate, letters: Mapping[int, str]) -> str:
    outcome = session.outcome(candidate)
    words = strong(naming.outcome_words(session.framework, outcome))
    if outcome is Outcome.NOT_DELIBERATED:  # a narrow column: its words stay together where they belong together
        what, why = naming.outcome_words(session.framework, outcome).split(": ")
        return lines(strong(f"{what}:".replace(" ", NO_BREAK)), faint(why.replace("non ", f"non{NO_BREAK}")))
    letter = letters.get(candidate.id, "")
    return phrase(words, NO_BREAK, faint(letter)) if letter else words


def _counts(session: ExamSession) -> Iterator[tuple[int, str]]:
    yield naming.counted(len(session.candidates), "inscrit", "inscrits")
    yield naming.counted(sum(candidate.is_present for candidate in session.candidates), "présent", "présents")
    found = Counter(session.outcome(candidate) for candidate in session.candidates)
    whole_title = session.type.kind in (SessionKind.TITLE, SessionKind.CCS)
    yield from _title_counts(session, found) if whole_title else _bloc_counts(session, found)
    yield naming.counted(found[Outcome.ABSENT], "absence", "absences")
    if found[Outcome.NOT_DELIBERATED]:
        yield naming.counted(found[Outcome.NOT_DELIBERATED], "non délibéré", "non délibérés")
    if found[None]:
        yield found[None], "à décider"


def _title_counts(session: ExamSession, found: Counter[Outcome | None]) -> Iterator[tuple[int, str]]:
    yield naming.counted(found[Outcome.PASSED], "réussite", "réussites")
    if session.type.kind is SessionKind.TITLE:
        yield naming.counted(found[Outcome.PARTIAL], "réussite partielle", "réussites partielles")
    yield naming.counted(found[Outcome.FAILED], "échec", "échecs")


def _bloc_counts(session: ExamSession, found: Counter[Outcome | None]) -> Iterator[tuple[int, str]]:
    vocabulary = session.framework.vocabulary
    won = found[Outcome.BLOC_WON] + found[Outcome.PASSED]
    yield naming.counted(won, vocabulary.won, naming.plural(vocabulary.won))
    yield naming.counted(found[Outcome.BLOC_LOST], vocabulary.lost, naming.plural(vocabulary.lost))
    if any(map(session.is_last_ccp, session.candidates)):
        yield naming.counted(found[Outcome.PASSED], "titre complet", "titres complets")


def _observations(session: ExamSession, rule: Sequence[RuleRow]) -> Iterator[str]:
    references = (*_references(session), *room_references(session, rule))
    yield " ".join([_conduct(session), *references, *_arrangements(session), *_roles(session)])
    yield from roll_lines(session)
    yield from shortfall_lines(session)
    yield from _panels(session)
    for recusal in session.recusals:
        candidate = session.candidate(recusal.candidate_id)
        named = f"{candidate.identity.full_name} (n° {candidate.rank})"
        aside = f"n’a ni évalué {named} ni délibéré sur ce dossier"
        if candidate.id in session.undeliberated:  # a link learnt late: a grid may stand
            aside = f"ne délibère pas sur {named}"
        yield f"Déport : {session.person(recusal.juror_id).name} {aside}. Motif : {recusal.reason}."
    yield from _declarations(session)


def _panels(session: ExamSession) -> Iterator[str]:
    """Say which candidates came before which jury, when several heard in parallel."""
    heard = [candidate for candidate in session.candidates if candidate.panel and not candidate.is_absent]
    for number in sorted({candidate.panel for candidate in heard}):
        names = ", ".join(juror.name for juror in session.panel(number))
        ranks = [str(candidate.rank) for candidate in heard if candidate.panel == number]
        whom = "Candidats entendus" if len(ranks) > 1 else "Candidat entendu"
        yield f"Jury {number} : {names}. {whom} : n° {', '.join(ranks)}."


def _roles(session: ExamSession) -> Iterator[str]:
    """Say who of the jury led each oral and who observed, once for all the candidates before whom it was the same."""
    for part in sat_parts(session):
        heard: dict[str, list[str]] = {}
        for candidate in session.candidates:
            if not candidate.is_absent and (line := roles_line(session, candidate, part)):
                heard.setdefault(line, []).append(str(candidate.rank))
        for line, ranks in heard.items():
            plural = "s" if len(ranks) > 1 else ""
            whom = f" (candidat{plural} n° {', '.join(ranks)})" if len(heard) > 1 else ""
            yield f"{part.short}{whom}. {line}."


def _conduct(session: ExamSession) -> str:
    """Say that the jury sat in one place and, once it is so, that each juror confirmed each decision of his or hers."""
    confirmed = bool(session.decisions) and not any(awaited(session, candidate) for candidate in session.candidates)
    how = "Session en présentiel"
    return f"{how} ; chaque décision confirmée par chaque juré qui en délibère." if confirmed else f"{how}."


def _references(session: ExamSession) -> Iterator[str]:
    letters = list(motive_letters(session).values())
    if letters:
        yield f"{'Motifs' if len(letters) > 1 else 'Motif'} {naming.listed(letters)} : annexe 1."
    incidents = len(session.incidents)
    yield f"{'Incidents' if incidents > 1 else 'Incident'} : annexe 2." if incidents else "Aucun incident consigné."
    absences = sum(candidate.is_absent for candidate in session.candidates)
    if absences:
        yield f"{'Absences' if absences > 1 else 'Absence'} : annexe 3."
    late = sum(len(candidate.late) for candidate in session.candidates)
    if late:
        yield f"{'Retards admis' if late > 1 else 'Retard admis'} : annexe 4."
    departures = sum(len(candidate.departures) for candidate in session.candidates)
    if departures:
        yield f"{'Départs' if departures > 1 else 'Départ'} avant la fin : annexe 5."
    frauds = len(session.fraud_reports)
    if frauds:
        yield f"{'Rapports de fraude' if frauds > 1 else 'Rapport de fraude'} : annexe 6."


def _arrangements(session: ExamSession) -> Iterator[str]:
    """Say each measure and who granted it: never why, nor to whom."""
    granted = [candidate.accommodation for candidate in session.candidates if candidate.accommodation]
    measures = [
        ", ".join(filter(None, (each.measure, each.authority, date_long(each.granted_on) if each.granted_on else "")))
        for each in granted
    ]
    if measures:
        yield f"{'Aménagements accordés' if len(measures) > 1 else 'Aménagement accordé'} : {' ; '.join(measures)}."


def _declarations(session: ExamSession) -> Iterator[str]:
    """Say what each juror declared and when, and who has not declared: never more than was confirmed."""
    days = {juror.name: date_short(juror.declared_at.date()) for juror in session.jurors if juror.declared_at}
    missing = [juror.name for juror in session.jurors if juror.name not in days]
    sentence = "{who} a confirmé le {day} n’avoir ni formé ni accompagné un candidat soumis à sa décision."
    if not missing and len(set(days.values())) == 1:
        yield sentence.format(who="Chaque membre du jury", day=next(iter(days.values())))
        return
    for name, day in days.items():
        yield sentence.format(who=name, day=day)
    if missing:
        yield f"Déclaration de non-lien à confirmer : {naming.listed(missing)}."


def _signatures(session: ExamSession) -> Iterator[Flowable]:
    signing = signatories(session)
    places = [
        SignaturePlace(signature_field(rank), juror.name, juror.quality)
        for rank, juror in enumerate(session.jurors, start=1)
        if juror in signing
    ]
    yield from signature_boxes("Signatures du jury", places)
    for juror in session.jurors:
        if juror not in signing:
            yield paragraph(f"{juror.name} {aside_words(session, juror)}.")
    yield from ink_boxes([_visa(session), _validation(session)])
    if session.framework.vocabulary.record_note:
        yield note(session.framework.vocabulary.record_note)


def _authority(stamp: PaperStamp) -> Iterator[Flowable]:
    """The centre's authority, at the very end: a reader compares it with what a verification finds."""
    if stamp.authority_print:
        yield gap(4)
        yield note(f"Autorité de signature du centre (SHA-256) : {short_print(stamp.authority_print, 16)}")


def _visa(session: ExamSession) -> InkBox:
    return InkBox(
        f"Visa de réception, {session.sheet.manager}, responsable de session : date, signature",
        "Ce visa n’est pas une décision.",
    )


def _validation(session: ExamSession) -> InkBox:
    framework = session.framework
    if session.is_title_of_ministry:
        return InkBox(
            "Validation par le représentant territorial du ministère : n° d’ordre, date, cachet, signature",
            "Les résultats sont provisoires jusqu’à cette validation.",
        )
    who = f"le certificateur, {framework.certifier}" if framework.certifier else "le certificateur"
    return InkBox(f"Validation par {who} : date, cachet, signature")
