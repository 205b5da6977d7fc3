"""One open session file per test, let go of at its end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.models.session_file import SessionFile
from tests.builders import session_file


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SessionFile]:
    """A new session file, open and empty."""
    opened = session_file(tmp_path / "session.jurade")
    yield opened
    opened.release()
