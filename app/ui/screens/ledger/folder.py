"""The folder where packets come and go: a USB key or a shared folder, the same one most of the day."""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from app.domain.faults import EnvironmentFault
from app.system.settings import SettingsStore


class PacketFolder:
    """Remembered by this machine; a key that was pulled out is passed over."""

    def __init__(self, store: SettingsStore) -> None:
        self._store = store

    def read(self, otherwise: Path) -> Path:
        """The folder used last, if it is there."""
        kept = self._store.load().packet_folder
        return Path(kept) if kept and Path(kept).is_dir() else otherwise

    def keep(self, folder: Path) -> None:
        """Remember a folder; what cannot be remembered is asked again."""
        with suppress(EnvironmentFault):
            self._store.save(replace(self._store.load(), packet_folder=str(folder)))
