"""The colours and sizes every window is built from; no widget names a colour or a pixel of its own.

Colours are roles (ink, accent, yes), given once for each scheme and checked for contrast by a test. Sizes are
multiples of one step that follows the text size, so that 100, 150 and 200 % keep the same proportions.
"""

from dataclasses import dataclass
from enum import Enum


class Tone(Enum):
    """What a coloured chip, sign or segment means; a word or a sign always stands beside the colour."""

    YES = "yes"
    NO = "no"
    WARNING = "warning"
    NEUTRAL = "neutral"
    ACCENT = "accent"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, by role, as `#rrggbb`."""

    canvas: str
    surface: str
    sunk: str
    line: str
    line_strong: str
    ink: str
    ink_second: str
    neutral_soft: str
    rail: str
    rail_ink: str
    rail_chosen: str
    rail_ink_chosen: str
    accent: str
    accent_soft: str
    on_accent: str
    yes: str
    yes_soft: str
    no: str
    no_soft: str
    warning: str
    warning_soft: str
    focus: str
    focus_edge: str
    badge: str
    badge_ink: str

    def ink_of(self, tone: Tone) -> str:
        """The text colour of a tone."""
        return {
            Tone.YES: self.yes,
            Tone.NO: self.no,
            Tone.WARNING: self.warning,
            Tone.NEUTRAL: self.ink_second,
            Tone.ACCENT: self.accent,
        }[tone]

    def soft_of(self, tone: Tone) -> str:
        """The background colour of a tone."""
        return {
            Tone.YES: self.yes_soft,
            Tone.NO: self.no_soft,
            Tone.WARNING: self.warning_soft,
            Tone.NEUTRAL: self.neutral_soft,
            Tone.ACCENT: self.accent_soft,
        }[tone]


LIGHT = Tokens(
    canvas="#F5F4EF",
    surface="#FFFFFF",
    sunk="#FAF9F5",
    line="#DCD9CF",
    line_strong="#C4C0B3",
    ink="#1B2130",
    ink_second="#545C6C",
    neutral_soft="#ECEAE2",
    rail="#1E2740",
    rail_ink="#C9D0E2",
    rail_chosen="#3A4259",
    rail_ink_chosen="#FFFFFF",
    accent="#264796",
    accent_soft="#E7EDFA",
    on_accent="#FFFFFF",
    yes="#17663A",
    yes_soft="#E0F1E6",
    no="#A8231C",
    no_soft="#FBE6E4",
    warning="#7F4C00",
    warning_soft="#FCEFD6",
    focus="#F2A900",
    focus_edge="#1B2130",
    badge="#F2A900",
    badge_ink="#1B2130",
)

DARK = Tokens(
    canvas="#12151B",
    surface="#1A1E26",
    sunk="#161A21",
    line="#2E3440",
    line_strong="#444C5B",
    ink="#E9EBF0",
    ink_second="#AAB2C0",
    neutral_soft="#262B35",
    rail="#0D1016",
    rail_ink="#A7B0C4",
    rail_chosen="#2B2F38",
    rail_ink_chosen="#FFFFFF",
    accent="#94B2FF",
    accent_soft="#212C49",
    on_accent="#12151B",
    yes="#7BD49B",
    yes_soft="#16301F",
    no="#FF9A92",
    no_soft="#3B1C1A",
    warning="#F3C06B",
    warning_soft="#372A12",
    focus="#FFC53D",
    focus_edge="#12151B",
    badge="#FFC53D",
    badge_ink="#12151B",
)

HIGH_CONTRAST = Tokens(
    canvas="#000000",
    surface="#000000",
    sunk="#0C0C0C",
    line="#8A8A8A",
    line_strong="#FFFFFF",
    ink="#FFFFFF",
    ink_second="#E4E4E4",
    neutral_soft="#242424",
    rail="#000000",
    rail_ink="#FFFFFF",
    rail_chosen="#333333",
    rail_ink_chosen="#FFFFFF",
    accent="#9CCBFF",
    accent_soft="#002A52",
    on_accent="#000000",
    yes="#7DFFA8",
    yes_soft="#00301A",
    no="#FFB3AD",
    no_soft="#470A06",
    warning="#FFD873",
    warning_soft="#3A2800",
    focus="#FFE100",
    focus_edge="#000000",
    badge="#FFE100",
    badge_ink="#000000",
)


@dataclass(frozen=True, slots=True)
class Metrics:
    """The sizes of one text size, in logical pixels.

    Attributes:
        text: Height of body text.
        line: Height of one line of body text, as the loaded font measures it.
    """

    text: int
    line: int

    @property
    def step(self) -> int:
        """The unit of every gap and margin: 4 pixels at 100 %."""
        return max(2, round(self.text * 4 / 14))

    @property
    def second(self) -> int:
        """Height of second-rank text: 13 at 100 %, 25 at 200 %."""
        return int(self.text * 12.5 / 14 + 0.5)

    @property
    def cap(self) -> int:
        """Height of the text on a key cap and of a table's titles: 11.5 at 100 %."""
        return round(self.text * 11.5 / 14)

    @property
    def strong(self) -> int:
        """Height of a card's title: 15 at 100 %."""
        return round(self.text * 15 / 14)

    @property
    def title(self) -> int:
        """Height of a screen's title: 18 at 100 %."""
        return round(self.text * 18 / 14)

    @property
    def figure(self) -> int:
        """Height of a figure that stands alone: 20 at 100 %."""
        return round(self.text * 20 / 14)

    @property
    def timer(self) -> int:
        """Height of the running time: 38 at 100 %."""
        return round(self.text * 38 / 14)

    @property
    def control(self) -> int:
        """Height of a button or field: 32 at 100 %, never less than its line needs."""
        return max(8 * self.step, self.line + 3 * self.step)

    @property
    def tap(self) -> int:
        """Height of what a juror taps: 44 at 100 %."""
        return max(11 * self.step, self.line + 6 * self.step)

    @property
    def icon(self) -> int:
        """Side of an icon that stands beside a word: 18 at 100 %."""
        return round(self.text * 18 / 14)

    @property
    def radius_card(self) -> int:
        """Corner of a card: 12 at 100 %."""
        return 3 * self.step

    @property
    def radius(self) -> int:
        """Corner of a control: 8 at 100 %."""
        return 2 * self.step

    @property
    def radius_small(self) -> int:
        """Corner of a chip or key cap: 5 at 100 %."""
        return round(self.step * 1.25)

    @property
    def ring(self) -> int:
        """Width of the focus ring: 3 at 100 %."""
        return max(3, round(self.step * 0.75))


@dataclass(frozen=True, slots=True)
class Look:
    """What a painted widget needs to draw itself: the colours and the sizes of the moment."""

    tokens: Tokens
    metrics: Metrics
