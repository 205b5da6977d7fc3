"""What the program remembers of this machine's user: recent sessions, colour scheme, text size, machine name."""

import json
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from app.domain.faults import EnvironmentFault
from app.system.files import write_whole

RECENT_LIMIT = 8


@dataclass(frozen=True, slots=True)
class Settings:
    """One user's choices. `machine` names this installation in journals, without naming the person.

    `list_mappings` gives, for the titles of each kind of candidate list, the field chosen for each title.
    `alert_minutes` and `alert_sound` say when and how Évaluation warns that a phase ends. `packet_folder` is where
    packets of jurors came from or went to last.
    """

    machine: str
    scheme: str = "system"
    text_zoom: float = 1.0
    recent: tuple[str, ...] = ()
    list_mappings: tuple[tuple[str, Mapping[str, str]], ...] = ()
    alert_minutes: tuple[int, ...] = (5, 1)
    alert_sound: bool = False
    packet_folder: str = ""

    def remembering(self, path: Path) -> "Settings":
        """The same settings with `path` first among the recent sessions."""
        text = str(path)
        return replace(self, recent=(text, *(old for old in self.recent if old != text))[:RECENT_LIMIT])


class SettingsStore:
    """Reads and writes the settings file; an unreadable one is replaced by defaults, nothing else depends on it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> Settings:
        """The stored settings, or fresh ones, kept at once so that journals name this installation the same way."""
        try:
            stored = json.loads(self._path.read_bytes())
            settings = _settings_of(stored)
            if stored.get("machine"):
                return settings
        except (OSError, ValueError, TypeError, AttributeError):
            settings = Settings(machine=uuid.uuid4().hex[:12])
        with suppress(EnvironmentFault):
            self.save(settings)
        return settings

    def save(self, settings: Settings) -> None:
        """Write the settings.

        Raises:
            EnvironmentFault: the configuration folder cannot be written.
        """
        write_whole(self._path, json.dumps(asdict(settings), ensure_ascii=False, indent=2).encode())


def _settings_of(stored: dict[str, Any]) -> Settings:
    """The settings in a file: what a later version added is passed over, what is missing keeps its default."""
    return Settings(
        machine=str(stored.get("machine") or uuid.uuid4().hex[:12]),
        scheme=str(stored.get("scheme", "system")),
        text_zoom=float(stored.get("text_zoom", 1.0)),
        recent=tuple(str(path) for path in stored.get("recent", ())),
        alert_minutes=tuple(int(minutes) for minutes in stored.get("alert_minutes", (5, 1))),
        alert_sound=stored.get("alert_sound") is True,
        packet_folder=str(stored.get("packet_folder", "")),
        list_mappings=tuple(
            (str(titles), {str(title): str(name) for title, name in mapping.items()})
            for titles, mapping in stored.get("list_mappings", ())
        ),
    )
