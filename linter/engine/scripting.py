"""Faults as served and Renderings -> faults as they are told: what scripting mends is taken over by another fault, or removed.

Which it is stands in the rule's file (`with_scripting`). Of a page that shows nothing without scripting, only that is told.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.checks import registry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.facts.rendered.renderings import Renderings
    from linter.model.finding import Location
    from linter.page.dom import Element
    from linter.rules.fault import Context, Fault
    from linter.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A fault of the source that the browser disproves."""

    rule: str
    fault: Fault


@dataclass(slots=True)
class _Faults:
    """The faults of one page by rule, while they are settled."""

    of: dict[str, list[Fault]]
    withdrawn: list[Withdrawn]


def settle(
    rules: Sequence[Rule], faults: Mapping[str, Sequence[Fault]], context: Context, renderings: Renderings
) -> tuple[dict[str, list[Fault]], list[Withdrawn]]:
    """Return the faults to tell, by rule, and those that are withdrawn."""
    found = _Faults({rule: list(some) for rule, some in faults.items()}, [])
    alone = next((rule.id for rule in rules if rule.stands_alone and found.of.get(rule.id)), None)
    if alone is not None:
        return _whole_page(found, alone)
    for rule in rules:
        if rule.with_scripting and found.of.get(rule.id):
            _settle(rule, found, context, renderings)
    return found.of, found.withdrawn


def _whole_page(found: _Faults, alone: str) -> tuple[dict[str, list[Fault]], list[Withdrawn]]:
    others = sorted(rule for rule, some in found.of.items() if some and rule != alone)
    only = found.of[alone][0]
    return {alone: [_replacing(only, others)]}, []


def _settle(rule: Rule, found: _Faults, context: Context, renderings: Renderings) -> None:
    check = registry.find(rule.category, rule.id)
    if check is None or renderings.evidence.scripted is None:
        return
    alone = replace(context, renderings=None, revealed=None)
    of_source = {_same(fault) for fault in check(renderings.served, alone)}
    lasting = _Lasting(check(renderings.scripted, alone), renderings)
    kept: list[Fault] = []
    for fault, left in lasting.matched(found.of[rule.id]):
        if left is not None or _same(fault) not in of_source:
            kept.append(left or fault)
        elif not _is_taken_over(rule, fault, found, renderings):
            if rule.with_scripting["otherwise"] == "stays":
                kept.append(fault)
            else:
                found.withdrawn.append(Withdrawn(rule.id, fault))
    found.of[rule.id] = kept


class _Lasting:
    """The faults of the scripted view, to be found again by their place, or by their content where they have moved."""

    def __init__(self, faults: Iterable[Fault], renderings: Renderings) -> None:
        self._views = renderings
        self._used: set[int] = set()
        self._all = list(faults)
        self._places: dict[Location, list[Fault]] = defaultdict(list)
        self._contents: dict[tuple[str, str], list[Fault]] = defaultdict(list)
        for fault in self._all:
            self._contents[_same(fault)].append(fault)
            anchor = _anchor(fault)
            origin = renderings.origin(anchor) if anchor is not None else None
            if origin is not None and not origin.made_by_script:
                self._places[origin.location].append(fault)

    def matched(self, faults: Sequence[Fault]) -> list[tuple[Fault, Fault | None]]:
        """Return each fault with what scripting leaves of it, None where it leaves nothing."""
        found: dict[int, Fault] = {}
        for candidates in (self._itself, self._in_place, self._equal):
            for number, fault in enumerate(faults):
                if number in found:
                    continue
                same = next((other for other in candidates(fault) if id(other) not in self._used), None)
                if same is not None:
                    self._used.add(id(same))
                    found[number] = _what_is_left(fault, same)
        return [(fault, found.get(number)) for number, fault in enumerate(faults)]

    def _itself(self, fault: Fault) -> Iterator[Fault]:
        return (other for other in self._in_place(fault) if _same(other) == _same(fault))

    def _in_place(self, fault: Fault) -> list[Fault]:
        return self._places.get(_written(fault, self._views), [])

    def _equal(self, fault: Fault) -> list[Fault]:
        return self._contents.get(_same(fault), [])


def _same(fault: Fault) -> tuple[str, str]:
    return fault.key, fault.content


def _written(fault: Fault, renderings: Renderings) -> Location:
    """Return the place of the fault's element, which is where the scripted view would have it too."""
    anchor = _anchor(fault)
    return renderings.served.page.location(anchor) if anchor is not None else fault.location


def _anchor(fault: Fault) -> Element | None:
    """Return the element by which a fault is found again in the other view."""
    return fault.element or next(iter(fault.parts), None)


def _what_is_left(fault: Fault, scripted: Fault) -> Fault:
    """Return the fault without what scripting adds, where it names what is missing."""
    if len(scripted.data.get("missing", ())) >= len(fault.data.get("missing", ())):
        return fault
    return replace(fault, key=scripted.key, data=scripted.data, content=scripted.content)


def _is_taken_over(rule: Rule, fault: Fault, found: _Faults, renderings: Renderings) -> bool:
    """Return whether another rule's fault takes the place of this one, and let it name what it replaces."""
    anywhere = rule.with_scripting.get("where") == "page"
    fitting = [
        (other, number)
        for other in rule.with_scripting.get("replaced_by", ())
        for number, candidate in enumerate(found.of.get(other, ()))
        if anywhere or _is_near(fault, candidate.element, renderings)
    ]
    for other, number in fitting[:1] if anywhere else fitting:
        found.of[other][number] = _replacing(found.of[other][number], [rule.id])
    return bool(fitting)


def _is_near(fault: Fault, other: Element | None, renderings: Renderings) -> bool:
    """Return whether an element stands inside what was mended, or in the box that holds it alone."""
    mended = fault.element
    if other is None or mended is None:
        return other is not None and any(other.within(part) for part in fault.parts)
    page = renderings.served.page
    if mended in (page.body, page.main):
        return True
    box = mended.parent if mended.parent not in (None, page.body, page.main) else mended
    return other is mended or other.within(mended) or (box is not None and other.within(box))


def _replacing(fault: Fault, rules: Iterable[str]) -> Fault:
    names = list(dict.fromkeys([*fault.data.get("replaces", ()), *rules]))
    return replace(fault, data={**fault.data, **({"replaces": names} if names else {})})
