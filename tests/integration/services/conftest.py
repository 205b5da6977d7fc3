"""The exam room at each stage of its day; every test has its own copy of the session file."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.integration.services.laptops import Laptops, Opener
from tests.integration.services.room import Room, Stages


@pytest.fixture(scope="session")
def stages(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Stages:  # noqa: ARG001 - work only in a home
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the session file of this test stands."""
    return tmp_path / "essai.jurade"


@pytest.fixture
def prepared(stages: Stages, path: Path) -> Iterator[Room]:
    """The jury has declared, the candidates are enrolled; nobody has come yet."""
    with stages.open("prepared", path) as room:
        yield room


@pytest.fixture
def present(stages: Stages, path: Path) -> Iterator[Room]:
    """Three candidates are there, one is absent; nothing is graded."""
    with stages.open("present", path) as room:
        yield room


@pytest.fixture
def graded(stages: Stages, path: Path) -> Iterator[Room]:
    """Every grid is locked."""
    with stages.open("graded", path) as room:
        yield room


@pytest.fixture
def decided(stages: Stages, path: Path) -> Iterator[Room]:
    """Every decision is taken and confirmed."""
    with stages.open("decided", path) as room:
        yield room


@pytest.fixture
def closed(stages: Stages, path: Path) -> Iterator[Room]:
    """The jury has closed; nobody has signed."""
    with stages.open("closed", path) as room:
        yield room


@pytest.fixture(scope="module")
def laptops(homes: Path, tmp_path_factory: pytest.TempPathFactory) -> Laptops:  # noqa: ARG001 - work only in a home
    return Laptops(tmp_path_factory.mktemp("laptops"))


@pytest.fixture
def laptop(laptops: Laptops) -> Iterator[Opener]:
    with ExitStack() as stack:

        def open_copy(name: str, machine: str = "") -> Room:
            laptops.copy(name)
            return stack.enter_context(laptops.open(name, machine))

        yield open_copy
