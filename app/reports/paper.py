"""A paper's identity: its stamp, its print (« empreinte »), and the frame that says both on every page."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from fractions import Fraction

from app.domain.session import ExamSession
from app.domain.session_sheet import Centre
from app.domain.signing import content_digest, short_print
from app.reports import naming
from app.reports.layout.frame import PageFrame
from app.reports.layout.printing import Paper, Sheet, print_pages, print_papers
from app.reports.layout.wording import date_short

_NOT_SAID = ("framework", "framework_digest", "journal_head")
"""The référentiel is covered by its own digest; the journal is printed beside the print, and moves on after it."""
_HEADER_LENGTH = 75
"""Characters that fit beside the reference at the header's size."""
_NO_MOMENT = datetime(1, 1, 1, tzinfo=UTC)
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


def canonical(extract: ExamSession, stamp: PaperStamp, beside: Sequence[str] = ()) -> bytes:
    """Everything that a paper composed from this extract can say, as stable JSON: what its print covers.

    `beside` are the lines that the paper says and that its extract does not hold.
    """
    said = {
        "referentiel": extract.framework_digest,
        "session": {
            field.name: _in_order(field.name, _plain(getattr(extract, field.name)))
            for field in fields(extract)
            if field.name not in _NOT_SAID
        },
        "stamp": _plain(stamp),
    }
    if beside:
        said["beside"] = list(beside)
    return _dump(said).encode()


def print_paper(
    extract: ExamSession,
    stamp: PaperStamp,
    title: str,
    *sheets: Sheet,
    signed: bool = False,
    beside: Sequence[str] = (),
) -> bytes:
    """Print sheets in the house's frame, with the stamp of their paper and the print of its extract."""
    sheet = extract.sheet
    digest = content_digest(canonical(extract, stamp, beside))
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
    return print_pages(frame, *sheets)


def print_together(papers: Sequence[Paper]) -> bytes:
    """Print papers one after the other into one file, each with its own page numbers."""
    return print_papers(papers)


def prepared(extract: ExamSession, stamp: PaperStamp, title: str, *sheets: Sheet) -> Paper:
    """A paper of the preparation: it has no number of its own, so that the moment it was printed tells its version.

    Its print covers what it says and not that moment: two copies with one print say the same.
    """
    sheet = extract.sheet
    timeless = replace(stamp, printed_at=_NO_MOMENT, number="", authority_print="")
    number = f"Session {sheet.ceres_number}" if sheet.ceres_number else extract.type.label
    prints = short_print(content_digest(canonical(extract, timeless)))
    frame = PageFrame(
        title=title,
        subject=naming.subject(extract),
        centre=sheet.centre.name,
        header=_header(sheet.centre),
        reference=(number, f"version imprimée le {naming.moment(stamp.printed_at)}"),
        footer=f"{title} · version du {naming.moment(stamp.printed_at)} · empreinte {prints}",
        verify="",
    )
    return Paper(frame, sheets)


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
    if isinstance(value, tuple | frozenset):
        items = [_plain(item) for item in value]
        return items if isinstance(value, tuple) else sorted(items, key=_dump)
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value // timedelta(milliseconds=1)
    return str(value) if isinstance(value, Fraction) else value


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
