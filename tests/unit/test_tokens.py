"""Every text stands out from its ground in every scheme, and the sizes keep their proportions."""

import pytest

from app.ui.style_sheet import stylesheet
from app.ui.tokens import DARK, HIGH_CONTRAST, LIGHT, Metrics, Tokens, Tone

SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK, HIGH_CONTRAST], ids=["light", "dark", "high_contrast"])


def luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def text_pairs(t: Tokens) -> dict[str, tuple[str, str]]:
    pairs = {}
    grounds = {"canvas": t.canvas, "surface": t.surface, "sunk": t.sunk}
    inks = {"ink": t.ink, "second": t.ink_second, "accent": t.accent, "yes": t.yes, "no": t.no, "warning": t.warning}
    for ground, behind in grounds.items():
        for name, ink in inks.items():
            pairs[f"{name} on {ground}"] = (ink, behind)
    for tone in Tone:
        soft = t.soft_of(tone)
        pairs[f"{tone.value} on its soft"] = (t.ink_of(tone), soft)
        pairs[f"ink on soft {tone.value}"] = (t.ink, soft)
        pairs[f"second on soft {tone.value}"] = (t.ink_second, soft)
    pairs["on accent"] = (t.on_accent, t.accent)
    pairs["rail"] = (t.rail_ink, t.rail)
    pairs["rail, chosen entry"] = (t.rail_ink_chosen, t.rail_chosen)
    pairs["rail, key of the chosen entry"] = (t.rail_ink, t.rail_chosen)
    pairs["rail, title"] = (t.rail_ink_chosen, t.rail)
    pairs["badge"] = (t.badge_ink, t.badge)
    pairs["tooltip"] = (t.surface, t.ink)
    return pairs


def test_the_measure_of_contrast_is_the_published_one() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@SCHEMES
def test_every_text_stands_out_from_its_ground(tokens: Tokens) -> None:
    wanted = 7.0 if tokens is HIGH_CONTRAST else 4.5
    weak = {name: round(contrast(*pair), 2) for name, pair in text_pairs(tokens).items() if contrast(*pair) < wanted}
    assert weak == {}


@SCHEMES
def test_the_focus_ring_shows_on_every_ground(tokens: Tokens) -> None:
    grounds = {
        tokens.canvas,
        tokens.surface,
        tokens.sunk,
        tokens.rail,
        tokens.accent,
        *(tokens.soft_of(tone) for tone in Tone),
    }
    for ground in grounds:
        assert max(contrast(tokens.focus, ground), contrast(tokens.focus_edge, ground)) >= 3.0, ground
    assert contrast(tokens.focus, tokens.focus_edge) >= 3.0


@SCHEMES
def test_the_style_sheet_names_no_colour_outside_the_tokens(tokens: Tokens) -> None:
    words = stylesheet(tokens, Metrics(text=14, line=17)).replace(";", " ").split()
    named = {word for word in words if word.startswith("#")}
    assert named
    assert named <= {getattr(tokens, role) for role in Tokens.__dataclass_fields__}


def test_sizes_at_100_percent_are_those_of_the_design() -> None:
    metrics = Metrics(text=14, line=17)
    assert (metrics.step, metrics.control, metrics.tap) == (4, 32, 44)
    assert (metrics.radius, metrics.radius_card, metrics.ring) == (8, 12, 3)
    assert (metrics.title, metrics.timer) == (18, 38)


def test_sizes_double_at_200_percent() -> None:
    metrics = Metrics(text=28, line=34)
    assert (metrics.step, metrics.control, metrics.tap) == (8, 64, 88)
    assert metrics.timer == 76


def test_a_control_grows_with_a_tall_font() -> None:
    assert Metrics(text=14, line=30).control >= 30 + 2 * 4
