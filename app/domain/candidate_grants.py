"""What a list says that a candidate already holds (CCP) or was granted (accommodation), read from free text."""

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from app.domain.candidate import Accommodation
from app.domain.cell_reading import Reading, Remark, as_seen, joined
from app.domain.identity import fold
from app.domain.written_date import read_text_date

CAP = Fraction(1, 3)


@dataclass(frozen=True, slots=True)
class ListedAward:
    """A CCP or bloc already held, as the list names it: « CCP1 (12/06/2025) »."""

    label: str
    obtained_on: date | None
    text: str


@dataclass(frozen=True, slots=True)
class ListedGrant:
    """An accommodation as the list writes it, without any reason of health, and what could be read in it."""

    text: str
    accommodation: Accommodation


_NOTHING = frozenset(("", "non", "neant", "aucun", "aucune", "sans", "0", "sans objet", "rien", "na", "n/a", "/"))
_DATE = re.compile(
    r"\b[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:[0-9]{4}|[0-9]{2})\b"
    r"|\b[0-9]{4}-[0-9]{2}-[0-9]{2}\b"
    r"|\b[0-9]{1,2}(?:er)? [^\W\d_]{3,9}\.? [0-9]{4}\b"
)
# Parts between separators; a separator inside brackets separates nothing.
_PARTS = re.compile(r"(?:[^;,\n(]|\([^)]*\)?)+")
_LOOSE_END = re.compile(r"(?:[\s,;:–—()-]|\b(?:du|le|de|en date|obtenu|obtenue|acquis|valid[ée]e?)\b)+$", re.IGNORECASE)

_AUTHORITY = re.compile(
    r"\b(?:DR?I?EETS|DDETS(?:-?PP)?|DDTEFP|DDCSPP|DIRECCTE|DIECCTE|DGEFP|MDPH|CDAPH|Cap emploi|Agefiph)\b[^,;()–—]*",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"\b([0-9]{1,3}(?:[.,][0-9]{1,2})?)\s*%")
_SHARE = re.compile(r"\b([0-9]{1,2})\s*/\s*([0-9]{1,2})\b")
_THIRD = re.compile(r"\btiers\b")
_HEALTH = re.compile(
    r"\b(?:dys(?:lexi|praxi|calculi|orthographi|phasi|graphi)\w*|tda\b|tdah\b|tsa\b|autis\w*|asperger|troubles?|handicap\w*"
    r"|defici\w*|malenten\w*|malvoy\w*|sourde?s?\b|surdite\w*|aveugle\w*|cecite|epilep\w*|diabet\w*|cancer\w*|depressi\w*"
    r"|bipol\w*|maladie\w*|pathologi\w*|syndrome\w*|diagnosti\w*|medica\w*|medecin\w*|enceinte|grossesse|rqth|sclerose"
    r"|traitement|anxi\w*|psych\w*)"
)


@lru_cache(maxsize=1024)
def read_awards(text: str, newest_year: int) -> Reading[tuple[ListedAward, ...]]:
    """Read « CCP1 (12/06/2025) ; CCP2 »: each part gives its label, its date when there is one, and its text."""
    if fold(text) in _NOTHING:
        return Reading(())
    awards: list[ListedAward] = []
    remarks: list[str] = []
    for part in (found.strip() for found in _PARTS.findall(text)):
        if not part:
            continue
        found, remark = _date_within(part, newest_year)
        if remark:
            remarks.append(Remark.AWARD_DATE_ODD.said(detail=remark))
        awards.append(ListedAward(_label(part), found, part))
    return Reading(tuple(awards), joined(*remarks))


def _label(part: str) -> str:
    """Give back what stands before the date or the bracket."""
    date_found = _DATE.search(part)
    ends = [found for found in (part.find("("), date_found.start() if date_found else -1) if found > 0]
    return _LOOSE_END.sub("", part[: min(ends, default=len(part))]) or part


def _date_within(text: str, newest_year: int) -> tuple[date | None, str]:
    found = _DATE.search(text)
    return read_text_date(found[0], newest_year) if found else (None, "")


@lru_cache(maxsize=1024)
def read_accommodation(text: str, newest_year: int) -> Reading[ListedGrant | None]:
    """Read « Temps majoré 1/3 – DDETS 29, 03/09/2026 »: measure, share of extra time, authority, date of the decision.

    Only the grant is kept, never a reason of health (rule 13 and the duty to keep nothing that is not needed).
    """
    if fold(text) in _NOTHING:
        return Reading(None)
    granted_on, date_remark = _date_within(text, newest_year)
    undated = _DATE.sub(" ", text)
    share = _share(undated)
    found = _AUTHORITY.search(undated)
    authority = _LOOSE_END.sub("", found[0]).strip() if found else ""
    measure = _LOOSE_END.sub("", undated[: found.start()] if found and found.start() else undated).strip() or text
    is_told = tells_health(text)
    if is_told:
        measure = f"Temps majoré {share}" if share else "Aménagement accordé"
        authority = "" if tells_health(authority) else authority
        text = _written(measure, authority, granted_on)
    remark = joined(
        Remark.GRANT_HEALTH.said() if is_told else "",
        Remark.GRANT_DATE_ODD.said(detail=date_remark) if date_remark else "",
        _about_extra_time(share, complete=bool(authority and granted_on)),
    )
    return Reading(ListedGrant(text, Accommodation(measure, share, authority, granted_on)), remark)


def tells_health(text: str) -> bool:
    """Whether a text names an illness, a handicap or a treatment, which nobody has to write here."""
    return bool(_HEALTH.search(fold(text)))


def _share(undated: str) -> Fraction:
    """Read the share of extra time: « 1/3 », « 33 % », « tiers temps »."""
    if (found := _SHARE.search(undated)) and 0 < int(found[1]) < int(found[2]):
        return Fraction(int(found[1]), int(found[2]))
    if found := _PERCENT.search(undated):
        return Fraction(found[1].replace(",", ".")) / 100
    return CAP if _THIRD.search(fold(undated)) else Fraction(0)


def _about_extra_time(share: Fraction, *, complete: bool) -> str:
    if not share:
        return ""
    # 34 %, not 33: centres write a third as 33, 33,33 or 34 % alike.
    return joined(
        "" if complete else Remark.GRANT_INCOMPLETE.said(),
        Remark.GRANT_ABOVE_CAP.said() if share > Fraction(34, 100) else "",
    )


def _written(measure: str, authority: str, granted_on: date | None) -> str:
    source = ", ".join(part for part in (authority, as_seen(granted_on) if granted_on else "") if part)
    return f"{measure} – {source}" if source else measure
