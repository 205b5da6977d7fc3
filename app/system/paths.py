"""Where things are: what ships with the program, and what belongs to the person who uses it."""

from dataclasses import dataclass
from pathlib import Path

import platformdirs

SESSION_SUFFIX = ".jurade"
"""How a session file ends."""

_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class Paths:
    """Every folder that the program reads or writes on its own initiative."""

    shipped_frameworks: Path
    demo_material: Path
    own_frameworks: Path
    sessions: Path
    settings: Path
    logs: Path

    @property
    def framework_folders(self) -> tuple[Path, ...]:
        """The shipped référentiels, then the centre's own."""
        return (self.shipped_frameworks, self.own_frameworks)


def standard_paths() -> Paths:
    """The folders of this machine's user; created when first written, with mode 0700."""
    config = Path(platformdirs.user_config_path("jurade", appauthor=False))
    return Paths(
        shipped_frameworks=_ROOT / "data" / "referentiels",
        demo_material=_ROOT / "data" / "demo",
        own_frameworks=config / "referentiels",
        sessions=Path(platformdirs.user_documents_path()) / "Jurade",
        settings=config / "settings.json",
        logs=Path(platformdirs.user_log_path("jurade", appauthor=False)),
    )
