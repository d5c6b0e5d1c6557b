"""Lines -> what each is about by the headings above it, those left out that only tell a round of it: "Hösten 2027"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.timeliness import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.page.dom import Line

_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Thing:
    """What a line is about: the words of the headings above it, the outermost first."""

    names: tuple[frozenset[str], ...]

    def is_that_of(self, other: Thing) -> bool:
        """Return whether two lines are about the same: the nearest heading of the one says the same as one over the other."""
        return not self.names or not other.names or self.names[-1] in other.names or other.names[-1] in self.names


def things(lines: Sequence[Line]) -> dict[int, Thing]:
    """Return what each of some lines of a page is about, by their numbers."""
    wanted = {line.index for line in lines}
    found: dict[int, Thing] = {}
    above: dict[int, frozenset[str]] = {}
    for line in lines[0].layout.lines[: max(wanted) + 1] if lines else ():
        if line.heading:
            above = {level: name for level, name in above.items() if level < line.heading}
            above[line.heading] = _name(line.lowercase[:_LONGEST])
        if line.index in wanted:
            found[line.index] = Thing(tuple(name for name in above.values() if name))
    return found


def _name(heading: str) -> frozenset[str]:
    return frozenset(_WORD.findall(heading)) - _words_of_rounds()


@cache
def _words_of_rounds() -> frozenset[str]:
    months = (name for names in vocabulary.load("dates")["months"].values() for name in names)
    return wording.words("rounds").union(months)
