"""Two sketches of texts (`engine/sketch.py`) -> how alike the texts are; pages that have gone and come -> which are one page."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from linter.engine.sketch import DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ALIKE = 0.5
"""What two texts have in common at least to be one text, edited."""


def likeness(one: str, other: str) -> float:
    """Return how much of their groups of words two texts share, as their sketches tell: 0 to 1."""
    left, right = _numbers(one), _numbers(other)
    some = sorted(left | right)[: min(len(left), len(right))]
    return sum(number in left and number in right for number in some) / len(some) if some else 0.0


def edited(gone: Mapping[str, str], come: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pages that have come with the page that each was; only where neither could be another one as well."""
    where: dict[str, list[str]] = defaultdict(list)
    for old, sketch in gone.items():
        for number in _numbers(sketch):
            where[number].append(old)
    pairs = [
        (new, old)
        for new, sketch in come.items()
        for old in dict.fromkeys(one for number in sorted(_numbers(sketch)) for one in where.get(number, ()))
        if likeness(sketch, gone[old]) >= _ALIKE
    ]
    times = Counter(name for pair in pairs for name in pair)
    yield from ((new, old) for new, old in pairs if times[new] == times[old] == 1)


def _numbers(sketch: str) -> set[str]:
    return {sketch[start : start + DIGITS] for start in range(0, len(sketch), DIGITS)}
