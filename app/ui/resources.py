"""Where the files shipped beside the code lie."""

from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2] / "resources"

FONTS = _ROOT / "fonts"
ICONS = _ROOT / "icons"
