"""Quantiles and the one line that each budget prints."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Timings:
    """Durations of one act, in seconds."""

    seconds: Sequence[float]

    def quantile(self, share: float) -> float:
        """The duration below which `share` of the acts stay."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]

    @property
    def median(self) -> float:
        """Half of the acts are quicker."""
        return self.quantile(0.5)


def line(what: str, ratio: float, aim: float, detail: str) -> str:
    """« mark, median  2.6x (aim 3x)  0.61 ms against 0.24 ms »."""
    verdict = "met" if ratio <= aim else "missed"
    return f"{what:<44} {ratio:5.2f}x  aim {aim:g}x  {verdict:<6}  {detail}"


def milliseconds(seconds: float) -> str:
    """« 0.61 ms »."""
    return f"{seconds * 1000:.2f} ms"
