"""A juror's signing credential: issued by the session's own authority when it is first needed, locked by the code."""

import datetime as dt

from sqlalchemy.orm import Session

from app import reports
from app.domain.people import Person
from app.domain.signing import Authority, JurorCredential, SignerIdentity
from app.models.people_rows import PersonRow
from app.models.session_rows import ExamSessionRow
from app.services.desk import Desk

CERTIFICATE_LIFE = dt.timedelta(days=3653)
"""How long a juror's certificate is valid: ten years, so that other programs do not call the record expired."""


def authority_of(rows: Session) -> Authority:
    """The centre's own authority for this session."""
    sheet = rows.get_one(ExamSessionRow, 1)
    return Authority(sheet.authority_certificate or b"", sheet.authority_key or b"")


def credential_of(desk: Desk, rows: Session, juror: Person, pin: str) -> JurorCredential:
    """The juror's certificate and locked key, within an act that proved the code.

    Issued if there is none yet, and anew if it names the juror otherwise than this session does today: the name was
    corrected since, or the certificate comes from a program that wrote no number in it.
    """
    row = rows.get_one(PersonRow, juror.id)
    if (
        row.certificate is None
        or row.encrypted_key is None
        or not reports.certificates.is_issued_to(row.certificate, juror.id, juror.name)
    ):
        issued = reports.certificates.issue_juror_certificate(
            authority_of(rows),
            SignerIdentity(juror.name, juror.quality or juror.function.label, juror.employer),
            desk.now(),
            desk.now() + CERTIFICATE_LIFE,
            pin,
            person_id=juror.id,
        )
        row.certificate, row.encrypted_key = issued.certificate_der, issued.encrypted_key
    return JurorCredential(row.certificate, row.encrypted_key)
