"""What follows a phone number -> a further one, of which only the last groups or digits are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linter.facts.contacts.numbers import numbering

if TYPE_CHECKING:
    from collections.abc import Sequence

    Groups = Sequence[tuple[int, int]]

_GROUP = re.compile(r"\d{1,40}")
_DASH = re.compile(r"[-\u2010-\u2013\u2212]")
_SHORTEST_LOCAL = 5
_EXCHANGE = 3
"""How many digits a group has that says by itself at which exchange a number is."""
_WITH_EXTENSION = 3


class Base(NamedTuple):
    """A whole number: where it begins, its groups of digits, and E.164 where it is known."""

    text: str
    start: int
    groups: Groups

    def upto(self, index: int) -> str:
        """Return what stands before a group."""
        return self.text[self.start : self.groups[index][0]]


def base(text: str, start: int, end: int) -> Base:
    """Return a number that stands in a text, in its groups."""
    return Base(text, start, groups_of(text, start, end))


def groups_of(text: str, start: int, end: int) -> Groups:
    """Return where groups of digits stand."""
    return [group.span() for group in _GROUP.finditer(text, start, end)]


def without_area_code(known: Base, following: Groups, country: str) -> tuple[int, str] | None:
    """Return where a number ends that is written as the last groups of another one of its area are, and its E.164."""
    if sum(_sizes(following)) < _SHORTEST_LOCAL:
        return None
    end = following[-1][1]
    for first in range(1, len(known.groups)):
        if not _is_alike(known, known.groups[first:], following):
            continue
        number = numbering.judge(known.upto(first) + known.text[following[0][0] : end], country)[0]
        if number is not None:
            return end, number
    return None


def _is_alike(known: Base, own: Groups, following: Groups) -> bool:
    """Return whether groups are written as those of the known number: of the same sizes, or at the same exchange."""
    if _sizes(own) == _sizes(following):
        return True
    (start, end), (begin, stop) = own[0], following[0]
    is_same = end - start >= _EXCHANGE and known.text[start:end] == known.text[begin:stop]
    return is_same and len(following) == len(own)


def _sizes(groups: Groups) -> list[int]:
    return [end - start for start, end in groups]


def with_last_digits(known: Base, number: str, digits: str, country: str) -> str | None:
    """Return the number that ends in other digits, or has another extension; None where there can be none."""
    last = len(known.groups) - 1
    if last + 1 >= _WITH_EXTENSION and _DASH.search(known.text, known.groups[last - 1][1], known.groups[last][0]):
        extended = numbering.judge(known.upto(last) + digits, country)[0]
        if extended is not None:
            return extended
    other = number[: -len(digits)] + digits
    return other if numbering.judge(other, "ZZ")[1] is None else None
