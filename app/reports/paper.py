"""A paper's identity: its stamp, its print (« empreinte »), and the frame that says both on every page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from fractions import Fraction

from reportlab.platypus import Flowable

from app.domain.session import ExamSession
from app.domain.session_sheet import Centre
from app.domain.signing import content_digest, short_print
from app.reports import naming
from app.reports.layout.frame import PageFrame, print_pages
from app.reports.layout.wording import date_short

_NOT_SAID = ("framework", "framework_digest", "journal_head")
"""The référentiel is covered by its own digest; the journal is printed beside the print, and moves on after it."""
_HEADER_LENGTH = 75
"""Characters that fit beside the reference at the header's size."""
_WITHOUT_ORDER = ("recusals", "grids", "positions", "awards", "decisions", "confirmations")


@dataclass(frozen=True, slots=True)
class PaperStamp:
    """What every page of a paper carries.

    Attributes:
        number: The number of the session's procès-verbal.
        version: Its version, from 1.
        printed_at: When it was made, with its zone.
        working_copy: Print « exemplaire de travail » across every page.
        authority_print: SHA-256 of the centre's authority certificate in hexadecimal, empty when there is none.
    """

    number: str
    version: int
    printed_at: datetime
    working_copy: bool
    authority_print: str = ""


def canonical(extract: ExamSession, stamp: PaperStamp) -> bytes:
    """Everything that a paper composed from this extract can say, as stable JSON: what its print covers."""
    said = {
        "referentiel": extract.framework_digest,
        "session": {
            field.name: _in_order(field.name, _plain(getattr(extract, field.name)))
            for field in fields(extract)
            if field.name not in _NOT_SAID
        },
        "stamp": _plain(stamp),
    }
    return _dump(said).encode()


def print_paper(
    extract: ExamSession, stamp: PaperStamp, title: str, story: Sequence[Flowable], *, signed: bool = False
) -> bytes:
    """Print a story in the house's frame, with the stamp of its paper and the print of its extract."""
    sheet = extract.sheet
    digest = content_digest(canonical(extract, stamp))
    prints = f"empreinte {short_print(digest)}"
    if extract.journal_head:
        prints += f" · journal {short_print(extract.journal_head, 2)}"
    session_number = f"Session {sheet.ceres_number} · " if sheet.ceres_number else ""
    frame = PageFrame(
        title=title,
        subject=naming.subject(extract),
        centre=sheet.centre.name,
        header=_header(sheet.centre),
        reference=(
            f"{session_number}PV {_number(stamp)}",
            f"version {stamp.version}, imprimée le {naming.moment(stamp.printed_at)}",
        ),
        footer=f"PV {stamp.number or 'sans numéro'} v{stamp.version} · {prints}",
        verify="Jurade · vérifier : jurade pv verifier" if signed else "Jurade",
        digest=digest if signed else "",
        draft=stamp.working_copy,
    )
    return print_pages(frame, story)


def _number(stamp: PaperStamp) -> str:
    return f"n° {stamp.number}" if stamp.number else "sans numéro"


def _header(centre: Centre) -> tuple[str, str]:
    """Put the address after the centre's name, or after a long name's line."""
    until = f", valable jusqu’au {date_short(centre.agreement_until)}" if centre.agreement_until else ""
    agreement = f"Agrément n° {centre.agreement}{until}" if centre.agreement else ""
    whole = _dotted(centre.name, centre.address)
    return (whole, agreement) if len(whole) <= _HEADER_LENGTH else (centre.name, _dotted(centre.address, agreement))


def _dotted(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def _in_order(name: str, value: object) -> object:
    return sorted(value, key=_dump) if name in _WITHOUT_ORDER and isinstance(value, list) else value


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return sorted(([_plain(key), _plain(item)] for key, item in value.items()), key=_dump)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Fraction) else value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
