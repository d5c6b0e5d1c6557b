"""Faults as served and Views -> faults as they are told: what scripting mends is taken over by another fault, or removed.

Which it is stands in the rule's file (`with_scripting`). Of a page that shows nothing without scripting, only that is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter import checks

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.checks import Context, Fault
    from linter.dom import Element
    from linter.model import Location
    from linter.rules import Rule
    from linter.views import Views

_WHOLE_PAGE = "page-needs-javascript"


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
    rules: Sequence[Rule], faults: Mapping[str, Sequence[Fault]], context: Context, views: Views
) -> tuple[dict[str, list[Fault]], list[Withdrawn]]:
    """Return the faults to tell, by rule, and those that are withdrawn."""
    found = _Faults({rule: list(some) for rule, some in faults.items()}, [])
    if found.of.get(_WHOLE_PAGE):
        return _whole_page(found)
    for rule in rules:
        if rule.with_scripting and found.of.get(rule.id):
            _settle(rule, found, context, views)
    return found.of, found.withdrawn


def _whole_page(found: _Faults) -> tuple[dict[str, list[Fault]], list[Withdrawn]]:
    others = sorted(rule for rule, some in found.of.items() if some and rule != _WHOLE_PAGE)
    only = found.of[_WHOLE_PAGE][0]
    return {_WHOLE_PAGE: [_replacing(only, others)]}, []


def _settle(rule: Rule, found: _Faults, context: Context, views: Views) -> None:
    check = checks.find(rule.category, rule.id)
    if check is None or views.evidence.scripted is None:
        return
    alone = replace(context, views=None)
    of_source = {(fault.key, fault.content) for fault in check(views.served, alone)}
    lasting = list(check(views.scripted, alone))
    contents = {(fault.key, fault.content) for fault in lasting}
    places = {
        views.origin(anchor).location: fault for fault in reversed(lasting) if (anchor := _anchor(fault)) is not None
    }
    kept: list[Fault] = []
    for fault in found.of[rule.id]:
        same_place = places.get(_written(fault, views))
        if (fault.key, fault.content) in contents or (fault.key, fault.content) not in of_source:
            kept.append(fault)
        elif same_place is not None:
            kept.append(_what_is_left(fault, same_place))
        elif not _is_taken_over(rule, fault, found, views):
            if rule.with_scripting["otherwise"] == "stays":
                kept.append(fault)
            else:
                found.withdrawn.append(Withdrawn(rule.id, fault))
    found.of[rule.id] = kept


def _written(fault: Fault, views: Views) -> Location:
    """Return the place of the fault's element, which is where the scripted view would have it too."""
    anchor = _anchor(fault)
    return views.served.page.location(anchor) if anchor is not None else fault.location


def _anchor(fault: Fault) -> Element | None:
    """Return the element by which a fault is found again in the other view."""
    return fault.element or next(iter(fault.parts), None)


def _what_is_left(fault: Fault, scripted: Fault) -> Fault:
    """Return the fault without what scripting adds, where it names what is missing."""
    if len(scripted.data.get("missing", ())) >= len(fault.data.get("missing", ())):
        return fault
    return replace(fault, key=scripted.key, data=scripted.data, content=scripted.content)


def _is_taken_over(rule: Rule, fault: Fault, found: _Faults, views: Views) -> bool:
    """Tell whether another rule's fault takes the place of this one, and let it name what it replaces."""
    anywhere = rule.with_scripting.get("where") == "page"
    fitting = [
        (other, number)
        for other in rule.with_scripting.get("replaced_by", ())
        for number, candidate in enumerate(found.of.get(other, ()))
        if anywhere or _is_near(fault, candidate.element, views)
    ]
    for other, number in fitting[:1] if anywhere else fitting:
        found.of[other][number] = _replacing(found.of[other][number], [rule.id])
    return bool(fitting)


def _is_near(fault: Fault, other: Element | None, views: Views) -> bool:
    """Tell whether an element stands inside what was mended, or in the box that holds it alone."""
    mended = fault.element
    if other is None or mended is None:
        return other is not None and any(other.within(part) for part in fault.parts)
    page = views.served.page
    if mended in (page.body, page.main):
        return True
    box = mended.parent if mended.parent not in (None, page.body, page.main) else mended
    return other is mended or other.within(mended) or (box is not None and other.within(box))


def _replacing(fault: Fault, rules: Iterable[str]) -> Fault:
    names = list(dict.fromkeys([*fault.data.get("replaces", ()), *rules]))
    return replace(fault, data={**fault.data, **({"replaces": names} if names else {})})
