"""Writes a file whole or not at all: a reader sees the old content or the new, never a part."""

import errno
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

from app.domain.faults import EnvironmentFault, Trouble


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` on disk under `path`, making its folder if need be.

    Raises:
        EnvironmentFault: the disk is full or the folder refuses writing; nothing was changed.
    """
    temporary: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
            temporary = Path(file.name)
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError as error:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
        if error.errno == errno.ENOSPC:
            raise EnvironmentFault(Trouble.DISK_FULL, file=path.name) from error
        raise EnvironmentFault(Trouble.FOLDER_READ_ONLY, folder=path.parent) from error
