"""What every test stands on: no screen, a French desk, empty folders, and nothing left behind."""

import gc
import itertools
import os
import sys
import threading
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QThread, QThreadPool, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import Shiboken

from app.models import cipher

# Qt reads these when its application object is built. The system's own locale must exist on the machine, or Qt
# complains; French is therefore chosen inside Qt.
os.environ |= {"QT_QPA_PLATFORM": "offscreen", "LC_ALL": "C.UTF-8", "TZ": "Europe/Paris"}
if hasattr(time, "tzset"):
    time.tzset()
# Whole programs are started by the hundred; where the machine forbids bytecode, each would compile all of `app` again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))

# The same examples at each run, so that a red run means that the code changed. To hunt for new ones:
# `pytest --hypothesis-profile=explore`. Time limits per example only measure how busy the machine is.
settings.register_profile("house", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("explore", settings.get_profile("house"), derandomize=False, max_examples=2000)
settings.load_profile("house")

PERSONAL_FOLDERS = {
    "HOME": "",
    "USERPROFILE": "",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "share",
    "XDG_RUNTIME_DIR": "runtime",
    "XDG_STATE_HOME": "state",
}
GRACE_S = 1.0
_numbers = itertools.count()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the files that take long: at the end of the run, no worker waits for another that began one late."""
    long = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in long)


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder that holds each test's home, and is itself the home of fixtures that outlive a test."""
    folder = tmp_path_factory.mktemp("homes")
    with pytest.MonkeyPatch.context() as patch:
        _settle(folder / "shared", patch)
        yield folder


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home for each test: no setting, log or recent file of a person or of another test is seen."""
    return _settle(homes / str(next(_numbers)), monkeypatch)


@pytest.fixture(scope="session", autouse=True)
def slow_proofs_once() -> Iterator[None]:
    """Work out once what is slow by design and follows from what is given alone: a passphrase's key, a code's proof.

    A wrong code is an error each time, which nothing keeps. Programs started by a test work all of it out.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cipher, "derive", cache(cipher.derive))
        patch.setattr(PasswordHasher, "verify", cache(PasswordHasher.verify))
        yield


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """Fail a test that leaves a thread running, a timer ticking or a window open."""
    before = _threads() | _ticking_and_shown()
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    for thread in _threads() - before:
        thread.join(GRACE_S)
    assert QThreadPool.globalInstance().waitForDone(int(GRACE_S * 1000)), "A task is still running in Qt's pool."
    if (_threads() | _ticking_and_shown()) - before:
        gc.collect()
    left = (_threads() | _ticking_and_shown()) - before
    assert not left, f"This test leaves behind: {left}"


def _settle(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    for variable, place in PERSONAL_FOLDERS.items():
        (folder / place).mkdir(mode=0o700, parents=True, exist_ok=True)
        patch.setenv(variable, str(folder / place))
    patch.delenv("JURADE_PHRASE", raising=False)
    return folder


def _threads() -> set[threading.Thread]:
    # A Qt thread that once ran Python stays listed as "Dummy-n" after its end: Qt's own list tells about those.
    return {thread for thread in threading.enumerate() if not thread.name.startswith("Dummy-")}


def _ticking_and_shown() -> set[object]:
    if QCoreApplication.instance() is None:
        return set()
    main_thread = QThread.currentThread()
    objects: list[object] = list(Shiboken.getAllValidWrappers())
    return {
        *(each for each in objects if isinstance(each, QTimer) and each.isActive()),
        *(each for each in objects if isinstance(each, QThread) and each.isRunning() and each is not main_thread),
        *(window for window in QApplication.topLevelWidgets() if window.isVisible()),
    }
