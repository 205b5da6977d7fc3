"""The pulse of an open session: `nom.jurade.pulse`, rewritten in place every second, says when the desk was last alive.

It is no evidence by itself and holds no name: instants and ids only. It is not forced to the disk, so that a pulse
costs microseconds: it outlives the program, and a power cut may take its last seconds with it.
"""

import datetime as dt
import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from app.domain.timing import Instant
from app.domain.watch import Sighting, Whereabouts


class PulseFile:
    """The pulse beside one session file. What cannot be written is passed over: nobody works worse without it."""

    def __init__(self, session_path: Path) -> None:
        self.path = session_path.with_name(session_path.name + ".pulse")
        self._descriptor: int | None = None
        self._width = 0

    def read(self) -> Sighting | None:
        """The last moment kept, None when there is none or nothing can be made of it."""
        try:
            return _sighting(json.loads(self.path.read_bytes()))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def beat(self, sighting: Sighting) -> None:
        """Keep another moment, over the last one."""
        with suppress(OSError):
            if self._descriptor is None:
                self._descriptor = os.open(self.path, os.O_CREAT | os.O_WRONLY, 0o600)
                self._width = os.fstat(self._descriptor).st_size
            content = _written(sighting)
            self._width = max(self._width, len(content))  # the end of a longer one is covered by spaces
            os.lseek(self._descriptor, 0, os.SEEK_SET)
            os.write(self._descriptor, content.ljust(self._width))

    def stop(self) -> None:
        """Beat no more; the last moment stays beside the session."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def erase(self) -> None:
        """Leave nothing beside the session: no time runs that somebody would be asked about."""
        self.stop()
        with suppress(OSError):
            self.path.unlink(missing_ok=True)


def _written(sighting: Sighting) -> bytes:
    at = sighting.at
    kept = {"wall": at.wall.isoformat(timespec="microseconds"), "ticks_ms": at.ticks_ms, "boot": at.boot}
    return json.dumps(kept | (asdict(sighting.whereabouts) if sighting.whereabouts else {})).encode()


def _sighting(kept: dict[str, object]) -> Sighting:
    wall = dt.datetime.fromisoformat(str(kept["wall"]))
    if wall.tzinfo is None:
        raise ValueError("naive datetime")
    at = Instant(wall, int(str(kept["ticks_ms"])), str(kept["boot"]))
    if "juror_id" not in kept:
        return Sighting(at)
    juror_id, candidate_id = int(str(kept["juror_id"])), int(str(kept["candidate_id"]))
    criterion_id = None if kept["criterion_id"] is None else str(kept["criterion_id"])
    return Sighting(at, Whereabouts(juror_id, candidate_id, str(kept["part_id"]), criterion_id))
