"""Writes `format-1.jurade`: one row of every table, as the first released shape keeps it.

To run once, on the last commit that writes this shape: `python -m tests.golden.format_1`.
"""

from pathlib import Path

from tests.builders import session_file
from tests.integration.models.rows import fill

if __name__ == "__main__":
    target = Path(__file__).with_name("format-1.jurade")
    target.unlink(missing_ok=True)
    file = session_file(target)
    fill(file)
    file.release()
