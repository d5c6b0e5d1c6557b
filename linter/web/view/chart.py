"""A trend -> a drawing of it: a line for the share, a band for the interval in which it lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.run.history.trends import Trend

WIDTH, HEIGHT = 640, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 8, 8, 12, 12
_STEPS = (100, 75, 50, 25, 0)


@dataclass(frozen=True, slots=True)
class Dot:
    """One run: where it stands, and from where to where its interval goes; `y` is None where no share is known."""

    x: float
    y: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing: the points of its line, its dots, and the heights of its steps in percent."""

    line: str
    dots: tuple[Dot, ...]
    steps: tuple[tuple[int, float], ...]
    left: int = _LEFT
    right: int = WIDTH - _RIGHT
    width: int = WIDTH
    height: int = HEIGHT


def chart(trend: Trend) -> Chart:
    """Return the drawing of a trend; runs stand side by side in the order of their days."""
    points = trend.points
    wide = (WIDTH - _LEFT - _RIGHT) / max(1, len(points) - 1)
    dots = tuple(
        Dot(
            round(_LEFT + number * wide, 1) if len(points) > 1 else round((_LEFT + WIDTH - _RIGHT) / 2, 1),
            None if one.share.value is None else _height(one.share.value),
            _height(one.share.low),
            _height(one.share.high),
        )
        for number, one in enumerate(points)
    )
    line = " ".join(f"{dot.x},{dot.y}" for dot in dots if dot.y is not None)
    return Chart(line, dots, tuple((step, _height(step / 100)) for step in _STEPS))


def _height(share: float) -> float:
    return round(_TOP + (HEIGHT - _TOP - _BOTTOM) * (1 - share), 1)
