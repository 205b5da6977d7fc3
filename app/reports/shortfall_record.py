"""The « procès-verbal de constatation »: whom the jury could not deliberate on for want of a quorum, and why.

The responsable writes and signs it, for the administration; it says nothing of what anybody answered or began.
"""

from collections.abc import Callable, Iterator

from app.domain.candidate import Candidate
from app.domain.counting import counted
from app.domain.jury_room import Shortfall
from app.domain.people import Person
from app.domain.session import ExamSession
from app.domain.shortfall import shortfall_of
from app.reports import extracts, naming
from app.reports.layout.blocks import Column, Fact, InkBox, gap, ink_boxes, note, paragraph, section, table, together
from app.reports.layout.styles import faint
from app.reports.layout.wording import Markup, lines
from app.reports.paper import PaperStamp, print_paper
from app.reports.session_head import head

TITLE = "Procès-verbal de constatation"
_JURY = (Column("Membre du jury attendu", 4), Column("Présence", 3), Column("Déport", 4))
_CANDIDATES = (
    Column("N°"),
    Column("Identifiant"),
    Column("Candidat présent : nom de naissance (d’usage) prénoms", 4),
    Column("Peuvent délibérer", 2),
    Column("Constaté", 2.2),
)
_LAW = (
    "Une délibération ne vaut qu’avec le quorum. À défaut, le responsable de session le constate et adresse ce "
    "procès-verbal à l’administration, qui peut autoriser une nouvelle session (règlement de 2008, à vérifier). Aucun "
    "des candidats nommés n’a ni réussi ni échoué, et aucun n’est noté absent."
)


def print_shortfall_record(session: ExamSession, stamp: PaperStamp) -> bytes:
    """Print what was noted of every candidate on whom the jury does not deliberate."""
    said = extracts.of_shortfalls(session)
    return print_paper(
        said,
        stamp,
        TITLE,
        [
            *head(said, f"{TITLE} (carence du jury)", _facts(said)),
            *section("Jury", table(_JURY, [_juror_row(said, juror) for juror in _expected(said)])),
            *section(
                "Candidats présents, non délibérés",
                table(_CANDIDATES, [_candidate_row(said, candidate) for candidate in said.candidates]),
            ),
            *section("Causes", *map(paragraph, _told(said, _cause))),
            *section("Mesures prises", *map(paragraph, _told(said, _measures))),
            together(gap(8), *ink_boxes(list(_boxes(said)), room=44), gap(4), note(_LAW)),
        ],
    )


def _facts(session: ExamSession) -> Iterator[Fact]:
    quorum, expected = session.framework.jury.quorum, list(_expected(session))
    away = {entry.juror_id for entry in session.roll if not entry.present}
    there = sum(juror.id not in away for juror in expected)
    yield Fact("Quorum", counted(quorum, "juré"), ("fixé par le référentiel",))
    yield Fact("Membres du jury", f"{counted(len(expected), 'attendu')}, {counted(there, 'présent')}")
    left = len(session.candidates)
    told = "présents, non délibérés" if left > 1 else "présent, non délibéré"
    yield Fact("Candidats concernés" if left > 1 else "Candidat concerné", str(left), (told,))


def _expected(session: ExamSession) -> Iterator[Person]:
    """Those before whom the candidates came, be they recused or gone."""
    for juror in session.jurors:
        if any(session.hears(juror, candidate) for candidate in session.candidates):
            yield juror


def _juror_row(session: ExamSession, juror: Person) -> tuple[Markup | str, ...]:
    entry = next((each for each in session.roll if each.juror_id == juror.id), None)
    if entry is None:
        there: Markup | str = "appel non fait"
    else:
        there = "oui" if entry.present else lines("non", faint(naming.as_typed(entry.reason)))
    recusals = [
        f"n° {session.candidate(each.candidate_id).rank} : {each.reason}"
        for each in session.recusals
        if each.juror_id == juror.id
    ]
    return lines(juror.name, *map(faint, naming.person_details(juror))), there, lines(*recusals) or Markup("–")


def _candidate_row(session: ExamSession, candidate: Candidate) -> tuple[Markup | str, ...]:
    noted = shortfall_of(session, candidate.id)
    return (
        str(candidate.rank),
        candidate.number,
        lines(naming.civil_name(candidate), faint(naming.birth(candidate.identity))),
        f"{counted(len(session.present_for(candidate)), 'juré')}, il en faut {session.framework.jury.quorum}",
        naming.moment(noted.at) if noted is not None else "",
    )


def _told(session: ExamSession, words: Callable[[Shortfall], str]) -> Iterator[Markup]:
    """What was said, once for all those of whom it was said; whom it is about where it is not everybody."""
    said: dict[str, list[str]] = {}
    for candidate in session.candidates:
        noted = shortfall_of(session, candidate.id)
        if noted is not None:
            said.setdefault(words(noted), []).append(str(candidate.rank))
    for text, ranks in said.items():
        whom = f"Candidat{'s' if len(ranks) > 1 else ''} n° {', '.join(ranks)} : " if len(said) > 1 else ""
        yield naming.as_typed(f"{whom}{naming.sentence(text)}")


def _cause(noted: Shortfall) -> str:
    return noted.cause


def _measures(noted: Shortfall) -> str:
    return noted.measures or "Aucune mesure n’est notée."


def _boxes(session: ExamSession) -> Iterator[InkBox]:
    yield InkBox(f"{session.sheet.manager}, responsable de session : date, signature")
    yield InkBox("Transmis à l’administration : destinataire, date")
