"""Checks of map links and embeds: of the rules that fit one link the first wins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter.data import vocabulary
from linter.facts.contacts import postal
from linter.facts.country import mainland
from linter.facts.dates import page_kind
from linter.facts.links.documents import document_format
from linter.facts.links.names import shown_name
from linter.facts.maps import coordinates
from linter.facts.maps.links import embeds
from linter.model.evidence import NO_SUCH_NAME
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.facts.facts import Facts
    from linter.facts.maps.links import MapLink
    from linter.model.evidence import Frame
    from linter.model.finding import Outcome
    from linter.page.dom import Element, Line
    from linter.rules.fault import Context

_HOUSE = re.compile(r"\b\d{1,5}[A-Za-z]?\s[^\W\d_]{2}|[^\W\d_]{3}\s\d{1,4}\b")
"""A number beside a word, as streets and house numbers stand in any country."""

Verdict = tuple[str, dict[str, Any]]


def map_link_broken(facts: Facts, context: Context) -> Iterator[Fault]:
    """A map link that leads nowhere, or an embedded map that does not come."""
    yield from _faults(facts, context, "map-link-broken")
    frames = (
        {frame.src: frame for frame in context.renderings.evidence.frames} if context.renderings is not None else {}
    )
    for element in embeds(facts.page, facts.map_links) if frames else ():
        frame = frames.get(element.get("src") or "")
        found = _embed_fault(frame) if frame is not None else None
        if frame is not None and found is not None:
            data = {"host": urlsplit(frame.src).hostname or frame.src, **found[1]}
            outcome: Outcome = "cannot_tell" if frame.failure == NO_SUCH_NAME else "failed"
            yield Fault(found[0], facts.page.location(element), element, frame.src, data, outcome)


def _embed_fault(frame: Frame) -> Verdict | None:
    if frame.status is not None and frame.status >= 400:
        return "embed_status", {"status": frame.status}
    if frame.failure:
        return "embed_failed", {"reason": frame.failure.removeprefix("net::")}
    shown = " ".join(frame.text.split())
    error = next((words for words in vocabulary.load("maps")["embed_errors"] if words in shown.lower()), None)
    return ("embed_error", {"shown": shown[:120]}) if error is not None and len(shown) < 600 else None


def map_link_retired(facts: Facts, context: Context) -> Iterator[Fault]:
    """A map service that has been shut down."""
    return _faults(facts, context, "map-link-retired")


def map_link_legacy(facts: Facts, context: Context) -> Iterator[Fault]:
    """An old form that still redirects."""
    return _faults(facts, context, "map-link-legacy")


def map_coordinates_invalid(facts: Facts, context: Context) -> Iterator[Fault]:
    """Coordinates that cannot be meant."""
    return _faults(facts, context, "map-coordinates-invalid")


def map_link_elsewhere(facts: Facts, context: Context) -> Iterator[Fault]:
    """A place outside the configured area."""
    return _faults(facts, context, "map-link-elsewhere")


def map_link_opaque(facts: Facts, context: Context) -> Iterator[Fault]:
    """A short link whose place cannot be read."""
    return _faults(facts, context, "map-link-opaque")


def map_without_address(facts: Facts, context: Context) -> Iterator[Fault]:
    """A map with no street address in text beside it; one finding for a block."""
    seen: set[int] = set()
    blocks = _Blocks(facts)
    for link in facts.map_links:
        if _verdict(link, facts, context)[0] is not None or link.is_theme or link.element is None:
            continue
        if document_format(link.href or "") is not None:
            continue  # a map to print: no line beside it has to say what it shows
        block = blocks.around(link)
        if block in seen or _is_in_address(link.element) or blocks.have_address(link, block):
            continue
        seen.add(block)
        key = "embed" if link.is_embed else "link"
        yield Fault(
            key,
            link.location,
            link.element,
            link.href or link.text,
            {} if link.is_embed else {"text": _shown(link)},
            lines=tuple(_text_beside(facts, link, block)),
        )


def _faults(facts: Facts, context: Context, rule: str) -> Iterator[Fault]:
    for link in facts.map_links:
        found, key, data = _verdict(link, facts, context)
        if found == rule:
            yield Fault(key, link.location, link.element, f"{link.href} {link.text}", data)


def _verdict(link: MapLink, facts: Facts, context: Context) -> tuple[str | None, str, dict[str, Any]]:
    """Return the first rule that fits a link, the message key and the data; (None, "", {}) for a good one."""
    for rule, judge in _FAMILY:
        found = judge(link, facts, context)
        if found is not None:
            return rule, *found
    return None, "", {}


def _broken(link: MapLink, _facts: Facts, _context: Context) -> Verdict | None:
    if link.broken is None:
        return None
    return link.broken, {"fragment": link.fragment} if link.broken == "fragment" else {"text": _shown(link)}


def _shown(link: MapLink) -> str:
    """Return what a message calls a map link, also one without a name."""
    return link.text or (shown_name(link.element) if link.element is not None else "")


def _retired(link: MapLink, _facts: Facts, _context: Context) -> Verdict | None:
    if link.age != "retired":
        return None
    is_in_part = link.host in vocabulary.load("links")["closed_in_part"]
    return ("in_part" if is_in_part else "retired"), {"host": link.host}


def _legacy(link: MapLink, _facts: Facts, _context: Context) -> Verdict | None:
    return ("legacy", {"host": link.host}) if link.age == "legacy" else None


def _coordinates(link: MapLink, _facts: Facts, context: Context) -> Verdict | None:
    point = link.point
    if point is None:
        return None
    country = context.options["map-coordinates-invalid"]["country"]
    if country and point.point is not None:
        point = coordinates.judge(point.point, mainland(country))
    if point.fault is None or (link.is_abroad and not point.is_certain):
        return None
    return point.fault, {"value": link.value}


def _elsewhere(link: MapLink, _facts: Facts, context: Context) -> Verdict | None:
    area = context.options["map-link-elsewhere"]["area"]
    if not area or link.latitude is None or link.longitude is None or link.is_abroad:
        return None
    if area["south"] <= link.latitude <= area["north"] and area["west"] <= link.longitude <= area["east"]:
        return None
    return "elsewhere", {"value": f"{link.latitude:.5f}, {link.longitude:.5f}"}


def _opaque(link: MapLink, _facts: Facts, _context: Context) -> Verdict | None:
    return ("opaque", {"host": link.host}) if link.is_opaque else None


_FAMILY: tuple[tuple[str, Callable[[MapLink, Facts, Context], Verdict | None]], ...] = (
    ("map-link-broken", _broken),
    ("map-link-retired", _retired),
    ("map-link-legacy", _legacy),
    ("map-coordinates-invalid", _coordinates),
    ("map-link-elsewhere", _elsewhere),
    ("map-link-opaque", _opaque),
)


class _Blocks:
    """The contact blocks of a page, found by what stands in them."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._by_element: dict[int, int] = {}
        self._by_line: dict[int, int] = {}
        self._have_address: dict[tuple[int, bool], bool] = {}
        for number, contact in enumerate(facts.contacts.blocks):
            if contact.element is not None:
                self._by_element.setdefault(id(contact.element), number)
            for line in contact.lines:
                self._by_line.setdefault(line.index, number)

    def around(self, link: MapLink) -> int:
        """Return the number of the first contact block that a link stands in, -1 for none."""
        element = link.element
        if element is None:
            return -1
        found = [self._by_element.get(id(one), -1) for one in (element, *element.ancestors())]
        lines = element.layout.lines_between(element.p0, element.p0 + 1)
        found.extend(self._by_line.get(line.index, -1) for line in lines if line.p0 <= element.p0 < line.p1)
        return min((number for number in found if number >= 0), default=-1)

    def have_address(self, link: MapLink, block: int) -> bool:
        """Return whether a street address stands in a block, or in the main content where there is no block."""
        is_in_footer = link.line is not None and link.line.region == "footer"
        key = (block, is_in_footer)
        if key not in self._have_address:
            self._have_address[key] = self._read_address(link, block, is_in_footer=is_in_footer)
        return self._have_address[key]

    def _read_address(self, link: MapLink, block: int, *, is_in_footer: bool) -> bool:
        blocks = self._facts.contacts.blocks
        if block >= 0 and blocks[block].street is not None:
            return True
        regions = () if block >= 0 or is_in_footer else ("main", "aside", None)
        if any(contact.street for contact in blocks if contact.region in regions):
            return True
        return any(postal.street(line.text) for line in _text_beside(self._facts, link, block))


def _text_beside(facts: Facts, link: MapLink, block: int) -> Sequence[Line]:
    """Return the lines that may hold the address of a map: those of its block, of the footer, or of the main content."""
    if block >= 0:
        contact = facts.contacts.blocks[block]
        return contact.element.lines if contact.element is not None else contact.lines
    if link.line is not None and link.line.region == "footer":
        return [line for line in facts.page.lines if line.region == "footer"]
    return list(page_kind.content_lines(facts.page))


def _is_in_address(element: Element) -> bool:
    """Return whether a link holds an element for addresses, or stands in one that holds a number of a house."""
    if any(held.has_text for held in element.inside("address")):
        return True
    holder = element.closest("address")
    return holder is not None and _HOUSE.search(holder.text) is not None
