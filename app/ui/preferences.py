"""The choices of this machine's user, worn as soon as they are made and kept for the next start."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from app.domain.faults import EnvironmentFault
from app.system.settings import Settings, SettingsStore
from app.ui.theme import ZOOM_RANGE, Scheme, apply_theme


class Preferences:
    """Colours, text size and recent sessions; what cannot be kept is told to `failed` and holds until the end."""

    def __init__(self, store: SettingsStore, failed: Callable[[EnvironmentFault], None]) -> None:
        self._store = store
        self._failed = failed
        self._settings = store.load()

    @property
    def machine(self) -> str:
        """How journals name this installation."""
        return self._settings.machine

    @property
    def recent(self) -> tuple[Path, ...]:
        """The sessions opened lately, newest first."""
        return tuple(Path(text) for text in self._settings.recent)

    @property
    def scheme(self) -> Scheme:
        """The colours chosen; a word that this version does not know means those of the desktop."""
        known = {scheme.value: scheme for scheme in Scheme}
        return known.get(self._settings.scheme, Scheme.SYSTEM)

    @property
    def text_zoom(self) -> float:
        """The text size chosen, from 1.0 to 2.0."""
        return _within_range(self._settings.text_zoom)

    def wear(self) -> None:
        """Dress every window."""
        apply_theme(self.scheme, self.text_zoom)

    def remember_session(self, session: Path) -> None:
        """Put a session first among the recent ones."""
        self._keep(self._settings.remembering(session))

    def choose_scheme(self, scheme: str) -> None:
        """Wear other colours."""
        self._keep(replace(self._settings, scheme=scheme))
        self.wear()

    def choose_zoom(self, zoom: float) -> None:
        """Wear another text size."""
        self._keep(replace(self._settings, text_zoom=_within_range(zoom)))
        self.wear()

    def _keep(self, settings: Settings) -> None:
        self._settings = settings
        try:
            # Correspondences of lists, alerts of time and the folder of packets are kept by their screens meanwhile.
            kept = self._store.load()
            self._store.save(
                replace(
                    settings,
                    list_mappings=kept.list_mappings,
                    alert_minutes=kept.alert_minutes,
                    alert_sound=kept.alert_sound,
                    packet_folder=kept.packet_folder,
                )
            )
        except EnvironmentFault as fault:
            self._failed(fault)


def _within_range(zoom: float) -> float:
    least, most = ZOOM_RANGE
    return min(max(zoom, least), most)
