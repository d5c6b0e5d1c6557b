"""The places of a page that are known to give an address, in an order in which every question about them is quick."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.facts.email.slot import Slot
    from linter.page.dom import Element

_FIRST = itemgetter(0)
_NEAR = 2
"""Parts between a script and the place of what it writes."""


class TakenPlaces:
    """The slots that were found, none of them twice, and what they take up."""

    def __init__(self) -> None:
        self.slots: list[Slot] = []
        self._of_one: dict[tuple[int, str | None], set[tuple[int, int]]] = defaultdict(set)
        """The ranges of the slots of one element with one address."""
        self._ranges: list[tuple[int, int, int]] = []
        """Stretches of parts with the identity of the element that takes them: in order, none inside another."""
        self._holders: dict[bool, set[int]] = {True: set(), False: set()}
        """The identities of the elements of slots without a part (True) and with some."""
        self._around: dict[bool, set[int]] = {True: set(), False: set()}
        """The identities of the elements around those."""
        self._starts: list[int] = []
        self._addresses: dict[int, set[str | None]] = defaultdict(set)
        self._unreadable: set[int] = set()

    def add(self, slot: Slot) -> None:
        """Add a slot, unless it is one place with another; of a link with two addresses both are kept."""
        if not self._overlaps(slot):
            self.put(slot)

    def put(self, slot: Slot) -> None:
        """Add a slot of which it is known that nothing else takes its place."""
        self.slots.append(slot)
        self._remember(slot)

    def _overlaps(self, slot: Slot) -> bool:
        own, p0, p1 = id(slot.element), slot.p0, slot.p1
        if any(p0 < end and start < p1 for start, end in self._of_one.get((own, slot.address), ())):
            return True
        kinds = (True, False) if p0 == p1 else (True,)
        above = [id(element) for element in slot.element.ancestors()]
        for kind in kinds:
            if own in self._around[kind] or not self._holders[kind].isdisjoint(above):
                return True
        return p0 < p1 and any(owner != own for _, _, owner in self._touched(p0, p1))

    def _touched(self, p0: int, p1: int) -> Sequence[tuple[int, int, int]]:
        """Return the stretches that have a part in common with `[p0, p1)`."""
        end = bisect_left(self._ranges, p1, key=_FIRST)
        begin = bisect_right(self._ranges, p0, hi=end, key=_FIRST)
        if begin and self._ranges[begin - 1][1] > p0:
            begin -= 1
        return self._ranges[begin:end]

    def _remember(self, slot: Slot) -> None:
        own, p0, p1 = id(slot.element), slot.p0, slot.p1
        self._of_one[own, slot.address].add((p0, p1))
        self._holders[p0 == p1].add(own)
        self._around[p0 == p1].update(id(element) for element in slot.element.ancestors())
        insort(self._starts, p0)
        self._addresses[p0].add(slot.address)
        if not slot.readable:
            self._unreadable.add(own)
        if p0 == p1:
            return
        for one in tuple(self._touched(p0, p1)):  # of the same element: together they are one stretch
            self._ranges.remove(one)
            p0, p1 = min(p0, one[0]), max(p1, one[1])
        insort(self._ranges, (p0, p1, own))

    def begins_between(self, p0: int, p1: int) -> bool:
        """Return whether a slot begins in one of the parts `[p0, p1)`."""
        at = bisect_left(self._starts, p0)
        return at < len(self._starts) and self._starts[at] < p1

    def is_told_near(self, part: int, address: str) -> bool:
        """Return whether a slot right beside a part has an address, or one that is not known."""
        near = (self._addresses.get(part + step, ()) for step in range(-_NEAR, _NEAR + 1))
        return any(address in told or None in told for told in near)

    def hides(self, element: Element) -> bool:
        """Return whether an element is, or is inside, one whose address cannot be read."""
        around = (element, *element.ancestors())
        return any(id(one) in self._unreadable for one in around)


class Covered:
    """Stretches of parts that do not change any more."""

    def __init__(self, slots: Sequence[Slot]) -> None:
        ranges = sorted((slot.p0, slot.p1) for slot in slots)
        self._starts = [start for start, _ in ranges]
        self._ends = list(accumulate((end for _, end in ranges), max))

    def touches(self, p0: int, p1: int) -> bool:
        """Return whether one of the stretches reaches into `[p0, p1)`."""
        at = bisect_left(self._starts, p1)
        return at > 0 and self._ends[at - 1] > p0
