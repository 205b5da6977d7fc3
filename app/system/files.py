"""Writing a file so that a crash leaves either the old one or the new one, never half of it."""

import os
import tempfile
from pathlib import Path

from app.domain.faults import EnvironmentFault, Trouble


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to a temporary file of mode 0600, flush it to disk, then put it in place of `path`.

    Raises:
        EnvironmentFault: the folder is read-only or the disk full; an earlier file of that name is intact.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        draft = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            draft.replace(path)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise EnvironmentFault(Trouble.FILE_NOT_WRITTEN, file=path.name, folder=path.parent.name) from error
