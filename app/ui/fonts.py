"""Inter, shipped with the program so that every laptop of a jury shows the same page, Latin scripts whole."""

from PySide6.QtGui import QFont, QFontDatabase

from app.ui import resources

FAMILY = "Inter"
BASE_PIXELS = 14
WEIGHT_MEDIUM = QFont.Weight.Medium
WEIGHT_STRONG = QFont.Weight.DemiBold


def load_fonts() -> None:
    """Load every shipped font file into this process."""
    if FAMILY in QFontDatabase.families():
        return
    for path in sorted(resources.FONTS.glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(path))


def interface_font(zoom: float) -> QFont:
    """Give the body font at a zoom factor."""
    chosen = QFont(FAMILY)
    chosen.setPixelSize(round(BASE_PIXELS * zoom))
    return chosen


def tabular(base: QFont) -> QFont:
    """Give a copy of a font whose figures all have the same width, for times and counts that change or line up.

    It widens the hyphen too: words and names keep the proportional figures.
    """
    copy = QFont(base)
    copy.setFeature(QFont.Tag("tnum"), 1)
    return copy


def sized(base: QFont, pixels: int, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Give a copy of a font at another height and weight."""
    copy = QFont(base)
    copy.setPixelSize(pixels)
    copy.setWeight(weight)
    return copy
