"""One authority and two jurors for all tests of papers: their keys take time to make."""

import pytest

from app.domain.signing import Authority
from app.reports import certificates
from tests.integration.reports.paper import (
    ANNE,
    LUKASZ,
    PINS,
    PREPARED,
    VALID_UNTIL,
    Credentials,
    print_paper,
    sign_all,
)


@pytest.fixture(scope="session")
def authority() -> Authority:
    return certificates.issue_authority("CFA de Bretagne occidentale", "26-29-004512", PREPARED)


@pytest.fixture(scope="session")
def credentials(authority: Authority) -> Credentials:
    return {
        juror: certificates.issue_juror_certificate(authority, juror, PREPARED, VALID_UNTIL, PINS[juror], person_id=1)
        for juror in (ANNE, LUKASZ)
    }


@pytest.fixture(scope="session")
def paper() -> bytes:
    return print_paper()


@pytest.fixture(scope="session")
def signed(paper: bytes, authority: Authority, credentials: Credentials) -> bytes:
    return sign_all(paper, authority, credentials)
