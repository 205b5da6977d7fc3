"""Loads the modules of a package when they are first named, so that nobody pays for a library before it is wanted."""

from collections.abc import Callable
from importlib import import_module
from types import ModuleType


def modules_of(package: str) -> Callable[[str], ModuleType]:
    """What a package takes as its `__getattr__` to load its modules on demand.

    The loader raises AttributeError when the package has no module of the name that is asked for.
    """

    def load(name: str) -> ModuleType:
        try:
            return import_module(f"{package}.{name}")
        except ModuleNotFoundError as error:
            if error.name != f"{package}.{name}":
                raise
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message) from None

    return load
