"""One function per thing a person does: one transaction each, frozen values back.

Each module loads when it is first named: a window that stands at Accueil writes `from app import services` and pays for
no database and no référentiel before somebody opens one.
"""

from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.services import closing as closing
    from app.services import demonstration as demonstration
    from app.services import frameworks as frameworks
    from app.services import people as people
    from app.services import reading as reading
    from app.services import sessions as sessions


def __getattr__(name: str) -> ModuleType:
    """Load the service module of this name.

    Raises:
        AttributeError: there is none.
    """
    try:
        return import_module(f"{__name__}.{name}")
    except ModuleNotFoundError as error:
        if error.name != f"{__name__}.{name}":
            raise
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message) from None
