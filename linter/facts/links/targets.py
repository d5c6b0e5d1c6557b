"""A link -> where it leads: the site, the address that it shows, a place on its own page, or nothing but a switch."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from linter.data import vocabulary
from linter.data.html import REPLACED_TAGS
from linter.facts.links.names import is_nameless
from linter.page.nodes import child_elements, next_element, previous_element

if TYPE_CHECKING:
    from linter.page.dom import Element
    from linter.page.page import Page

_FEW_PARTS = 60
_FEW_BEFORE = 2
"""Parts of text, blanks among them, that may stand before the link that leads an item."""
_SEVERAL = 2
"""Leading links with one and the same missing place, with which it is no place but a word for "nowhere"."""
_LISTS = ("ul", "ol", "menu")
_PART = re.compile(r"[-_]+")
_ADDRESS = re.compile(
    r"(?:(https?)://)?((?:\w(?:[\w-]{0,61}\w)?\.){1,6}[a-z]{2,24})(?::\d{1,5})?(/[^\s]{0,500})?",
    re.IGNORECASE,
)
_FIELDS = ("text", "search")
_NAMES = ("id", "class", "name")
_CONTROLS = ("onclick", "aria-controls", "aria-expanded", "aria-haspopup")
_FOLDED = str.maketrans("åäöæøéü", "aaoaoeu")


def _words(key: str) -> frozenset[str]:
    return vocabulary.words("links", key)


def site_of(host: str) -> str:
    """Return what makes a host's site: its last two names, written as text, without marks on letters; one name for a service's many."""
    try:
        plain_host = host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        plain_host = host
    name = ".".join(plain_host.lower().removeprefix("www.").split(".")[-2:]).translate(_FOLDED)
    group = next((one for one in vocabulary.load("links")["same_hosts"] if name in one), None)
    return str(group[0]) if group is not None else name


class Address(NamedTuple):
    """A web address that stands as a link's text; `path` is "" or what follows the host."""

    host: str
    path: str
    is_whole: bool


def address_in(text: str) -> Address | None:
    """Return the web address that a link's text is, None for any other text."""
    match = _ADDRESS.fullmatch(text.strip().strip("<>").rstrip(".,"))
    if match is None:
        return None
    host, is_plain = match[2], match[1] is None and not match[2].lower().startswith("www.")
    if is_plain and (host != host.lower() or host.rpartition(".")[2] not in _words("domains")):
        return None
    path = (match[3] or "").partition("#")[0].partition("?")[0]
    return Address(host.lower().removeprefix("www."), path, match[1] is not None)


def missing_places(page: Page) -> list[tuple[Element, str]]:
    """Return the links to a place on their own page that is not there, with the place."""
    own = (page.document.url or "").partition("#")[0]
    below = "/" + own.partition("://")[2].partition("/")[2] if own else ""
    found = [
        (element, unquote(place))
        for element, href in page.links
        if "#" in href
        and (place := _place(href, (own, below)))
        and not {place, unquote(place)} & page.ids
        and not is_wholly_empty(element)
        and not _is_switch(element, place)
    ]
    above = Counter(place for element, place in found if _stands_above_list(element))
    return [(element, place) for element, place in found if above[place] < _SEVERAL]


def _place(href: str, own: tuple[str, str]) -> str:
    """Return the place that a link to its own page names, "" where it names none that the page must have."""
    address, _, fragment = href.strip().partition("#")
    place = fragment.partition(":~:")[0]
    if (address and address not in own) or not place or place.lower() in ("top", "0"):
        return ""
    return "" if place[0] in "/!?:" or "=" in place else place


def is_wholly_empty(element: Element) -> bool:
    """Return whether a link holds nothing that anybody could see or hear."""
    if element.tag != "a" or element.classes or element.has("style") or not is_nameless(element):
        return False
    inside = element.node.select("*") if child_elements(element.node) else ()
    return not any(node.attrs or node.tag in REPLACED_TAGS for node in inside)


def _is_switch(element: Element, place: str) -> bool:
    """Return whether a script takes a link to a place that is not there, for all that its markup tells."""
    return is_control(element) or _has_hook(element) or _names_window(place) or heads_menu(element)


def is_control(element: Element) -> bool:
    """Return whether a link works as a button for something on the page."""
    if element.get("role") not in (None, "link") or any(element.has(name) for name in _CONTROLS):
        return True
    parts = {part for name in element.classes for part in _PART.split(name.lower())}
    return bool(parts & _words("control_classes"))


def has_name_for_scripts(element: Element) -> bool:
    """Return whether a script finds a link by a name of its own, or by one of what it holds where no text is."""
    if any(element.has(name) for name in _NAMES):
        return True
    inside = element.node.select("*") if not element.has_text and child_elements(element.node) else ()
    return any(name in node.attrs for node in inside for name in _NAMES)


def serves_by_script(element: Element, href: str) -> bool:
    """Return whether a link that leads nowhere by itself opens the menu below it or sends the field before it."""
    if not href.lstrip().lower().startswith(("#", "javascript:")):
        return False
    before = previous_element(element.node)
    return heads_menu(element) or (
        before is not None and before.tag == "input" and str(before.attrs.get("type") or "text").lower() in _FIELDS
    )


def _has_hook(element: Element) -> bool:
    """Return whether a script finds a link by an attribute of its own."""
    return any(name.startswith("data-") for name in element.node.attrs)


def _names_window(place: str) -> bool:
    """Return whether the name of a place is that of something a script opens."""
    return not _words("control_places").isdisjoint(_PART.split(place.lower()))


def heads_menu(element: Element) -> bool:
    """Return whether a link stands above a menu of its own, which it opens."""
    item = element.closest("li") or element.parent
    if item is None:
        return False
    if item.has("aria-expanded") and item.tag == "li":
        return True
    menu = next_element(element.node)
    if menu is not None and any(name in menu.attrs for name in ("aria-expanded", "aria-hidden")) and menu.select("a"):
        return True
    return item.p1 - item.p0 <= _FEW_PARTS and item.node.select_one("ul, ol, menu") is not None


def _stands_above_list(element: Element) -> bool:
    """Return whether a link is what leads an item, and a list within the item comes next."""
    item, line = element.closest("li"), next(iter(element.lines), None)
    if item is None or line is None or element.p0 - item.p0 > _FEW_BEFORE:
        return False
    following = element.layout.lines[line.index + 1 : line.index + 2]
    below = following[0].block.closest(*_LISTS) if following else None
    return below is not None and below is not item.closest(*_LISTS) and below.within(item)
