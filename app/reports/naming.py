"""How papers name people, the certification and what the jury decided."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from app.domain.attendance import Departure, Lateness
from app.domain.candidate import Candidate, CivilIdentity, PriorAward
from app.domain.decision import BlocStatus, Outcome
from app.domain.framework.model import Framework
from app.domain.framework.terms import SessionKind
from app.domain.identity import fold
from app.domain.interview import part_label
from app.domain.people import Person
from app.domain.rectifying import bloc_called
from app.domain.session import ExamSession
from app.reports.layout.styles import strong
from app.reports.layout.wording import NO_BREAK, Markup, date_short, hour, phrase, typeset

_KINDS = {
    SessionKind.TITLE: "session titre",
    SessionKind.CCP: "session CCP",
    SessionKind.CCS: "session CCS",
    SessionKind.BLOC: "session de bloc",
}
_WORD = re.compile(r"\w+")
_FRANCE = ("", "france")


def certification(session: ExamSession) -> Markup:
    """« Titre professionnel Assistant commercial · TP-01285, millésime 04 · niveau 5 · session titre »."""
    framework = session.framework
    millesime = f"millésime {framework.millesime}" if framework.millesime else ""
    owner = "" if session.is_title_of_ministry else framework.certifier
    code = ", ".join(filter(None, (framework.code, millesime)))
    level = f"niveau {framework.level}" if framework.level else ""
    tail = [part for part in (owner, code, level, _KINDS[session.type.kind]) if part]
    return phrase(f"{_nature(session)} ", strong(framework.label), "".join(f" · {part}" for part in tail))


def subject(session: ExamSession) -> str:
    """What a paper is about, in one plain line for the file's properties."""
    number = session.sheet.ceres_number or session.sheet.record_number
    return f"{_nature(session)} {session.framework.label}, {_KINDS[session.type.kind]} {number}".strip()


def _nature(session: ExamSession) -> str:
    return "Titre professionnel" if session.is_title_of_ministry else "Certification"


def civil_name(candidate: Candidate) -> Markup:
    """« Mme LE GOFF (MARTIN) Élodie, Anne »: birth name in weight, usage name in brackets, every first name."""
    identity = candidate.identity
    usage = f" ({identity.usage_name})" if identity.usage_name not in ("", identity.birth_name) else ""
    civility = f"{identity.civility}{NO_BREAK}" if identity.civility else ""
    first_names = ", ".join(filter(None, (identity.first_name, identity.other_first_names)))
    return phrase(civility, strong(identity.birth_name), f"{usage} {first_names}")


def birth(identity: CivilIdentity) -> str:
    """« née le 14/03/1991 à Quimper (29) »; an unknown part is said to be missing."""
    day = f"le {date_short(identity.birth_date)}" if identity.birth_date else "à une date non renseignée"
    abroad = identity.birth_country if identity.birth_country.casefold() not in _FRANCE else ""
    region = abroad or identity.birth_department
    town = f"à {identity.birth_town}" if identity.birth_town else "en un lieu non renseigné"
    return f"{agreed(identity, 'né')} {day} {town}{f' ({region})' if region else ''}"


def birth_day(identity: CivilIdentity) -> str:
    """« née le 14/03/1991 », empty when the day is unknown: enough for somebody to whom nothing is issued."""
    if identity.birth_date is None:
        return ""
    return f"{agreed(identity, 'né')} le {date_short(identity.birth_date)}"


def agreed(identity: CivilIdentity, word: str) -> str:
    """A past participle or adjective in the candidate's gender, open when no civility was given."""
    civility = identity.civility.casefold().rstrip(".")
    if civility in ("m", "mr", "monsieur"):
        return word
    return f"{word}e" if civility in ("mme", "mlle", "madame") else f"{word}(e)"


def person_details(person: Person) -> tuple[str, ...]:
    """« cheffe des ventes, Armor Négoce » and « habilitation 29-1187, fin 29/10/2030 »."""
    until = f", fin {date_short(person.habilitation_until)}" if person.habilitation_until else ""
    habilitation = f"habilitation {person.habilitation}{until}" if person.habilitation else ""
    role = ", ".join(filter(None, (person.quality, person.employer)))
    return tuple(filter(None, (role, habilitation)))


def outcome_words(framework: Framework, outcome: Outcome | None) -> str:
    """The decision in the certification's own words."""
    vocabulary = framework.vocabulary
    words = {
        Outcome.PASSED: "Réussite",
        Outcome.PARTIAL: "Réussite partielle",
        Outcome.FAILED: "Échec",
        Outcome.BLOC_WON: f"{vocabulary.bloc} {vocabulary.won}",
        Outcome.BLOC_LOST: f"{vocabulary.bloc} {vocabulary.lost}".replace("non ", f"non{NO_BREAK}"),
        Outcome.ABSENT: "Absence",
        Outcome.NOT_DELIBERATED: "Non délibéré : quorum non atteint",
    }
    return words[outcome] if outcome else f"à{NO_BREAK}décider"


def bloc_words(session: ExamSession, candidate: Candidate, bloc_id: str) -> str:
    """« obtenu », « non présenté », « déjà acquis le 12/06/2025 » for one column of the table of decisions."""
    vocabulary = session.framework.vocabulary
    status = session.bloc_status(candidate, bloc_id)
    prior = candidate.prior(bloc_id)
    if prior is not None:
        return f"{status.value} le {date_short(prior.obtained_on)}" if prior.obtained_on else status.value
    return {BlocStatus.WON: vocabulary.won, BlocStatus.LOST: vocabulary.lost}.get(status, status.value)


def bloc_name(framework: Framework, bloc_id: str) -> str:
    """« CCP 1 »."""
    return bloc_called(framework, bloc_id)


def part_words(session: ExamSession, part_id: str) -> str:
    """The épreuve of that id, in words; « entre deux épreuves » when none is meant."""
    return part_label(session, part_id) or "entre deux épreuves"


def provisional(session: ExamSession) -> str:
    """What every paper that tells a result says of it: how far it stands (rule 37, à vérifier).

    Empty for a certification that no administration validates, until a date is entered.
    """
    validated_on = session.sheet.record_validated_on
    if validated_on is None and not session.is_title_of_ministry:
        return ""
    if validated_on is None:
        return "Résultats provisoires jusqu’à validation du procès-verbal."
    return f"Procès-verbal validé le {date_short(validated_on)}."


def moment(at: datetime) -> str:
    """« 14/12/2026 à 16 h 45 »."""
    return f"{date_short(at.date())} à {hour(at.time())}"


def days(first: date, last: date) -> str:
    """« 14/12/2026 », or « du 14/12/2026 au 15/12/2026 »."""
    return date_short(first) if first == last else f"du {date_short(first)} au {date_short(last)}"


def lasting(duration: timedelta) -> str:
    """« 2 h 30 », « 45 min », « moins d’une minute »: whole minutes, as people speak of an épreuve."""
    hours, minutes = divmod(int(duration.total_seconds()) // 60, 60)
    if hours:
        return f"{hours}{NO_BREAK}h" + (f"{NO_BREAK}{minutes:02}" if minutes else "")
    return f"{minutes}{NO_BREAK}min" if minutes else "moins d’une minute"


def counted(count: int, one: str, many: str) -> tuple[int, str]:
    """A count and its word; French keeps the singular for zero."""
    return count, one if count < 2 else many


def lateness_words(late: Lateness) -> str:
    """« admis, 12 min perdues, heure de fin inchangée »."""
    lost = f"{late.minutes}{NO_BREAK}min perdue{'s' if late.minutes > 1 else ''}"
    return f"admis, {lost}, heure de fin inchangée"


def departure_words(departure: Departure) -> str:
    """« Abandon le 14/12/2026 à 10 h 42 », « Interruption le … à 10 h 42, reprise à 10 h 55 »."""
    words = f"{departure.kind.label} le {moment(departure.at)}"
    if departure.is_final:
        return words
    back = departure.resumed_at
    return f"{words}, reprise à {hour(back.time())}" if back is not None else f"{words}, sans reprise"


def plural(word: str) -> str:
    """The plural of a word of the vocabulary: « obtenus », « acquis »."""
    return word if word.endswith(("s", "x")) else f"{word}s"


def listed(words: Iterable[str]) -> str:
    """« a, b et c »."""
    *others, last = words
    return f"{', '.join(others)} et {last}" if others else last


def sentence(text: str) -> str:
    """Words that a person typed, with the capital and the full stop that were left out."""
    said = text.strip()
    stop = "" if said.endswith((".", "!", "?", "…")) else "."
    return f"{said[:1].upper()}{said[1:]}{stop}" if said else ""


def proof_words(session: ExamSession, candidate: Candidate, prior: PriorAward) -> str:
    """What proves an award held already, empty where it only says again which award it is and since when."""
    name = bloc_name(session.framework, prior.bloc_id)
    known = f"{name} {name.replace(' ', '')} {bloc_words(session, candidate, prior.bloc_id)} du"
    adds = set(_WORD.findall(fold(prior.proof))) - set(_WORD.findall(fold(known)))
    return prior.proof.strip() if adds else ""


def as_typed(text: str) -> Markup:
    """Text that a person typed, its lines kept."""
    return Markup("<br/>".join(typeset(line) for line in text.splitlines()))
