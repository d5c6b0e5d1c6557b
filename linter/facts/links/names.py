"""A link -> what it is called: nothing, words that say nothing, or what a message can call it all the same."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from linter.data import vocabulary
from linter.page.nodes import child_elements, next_element
from linter.page.text import clean

if TYPE_CHECKING:
    from linter.page.dom import Element
    from linter.page.nodes import Node

_SPACE = " .:;,!›»→>–—-…·|()[]\u00a0"
_SILENT = " \t\r\n.,:;·_|-–—\u00a0\u200b\ufeff"
_LONGEST = 60
_UNKNOWN_INSIDE = ("samp", "object", "video", "audio", "canvas", "embed", "iframe", "slot")
_ALT_TAGS = frozenset({"img", "input", "area"})
"""Elsewhere, as on an icon that a class draws, `alt` says nothing to anybody."""
_WITH_ALT = tuple(f"{tag}[alt]" for tag in sorted(_ALT_TAGS))
_LONGEST_SHOWN = 120


def _words(key: str) -> frozenset[str]:
    return vocabulary.words("links", key)


def is_unseen(element: Element) -> bool:
    """Return whether a link is hidden by its own style, or by a class of its own or of its item that hides in common frameworks."""
    if is_invisible(element):
        return True
    held = (element, element.closest("li"))
    return any(one is not None and not _words("hiding_classes").isdisjoint(one.classes) for one in held)


def is_invisible(element: Element) -> bool:
    """Return whether a link's own style keeps its place and shows nothing there: nobody can follow it."""
    return "visibility:hidden" in (element.get("style") or "").lower().replace(" ", "")


def has_words(text: str) -> bool:
    """Return whether a text holds more than signs that nobody reads out."""
    return bool(text.strip(_SILENT))


def is_in_pieces(element: Element) -> bool:
    """Return whether a link is one of the pieces that the parser made of another, or has its text in such a piece.

    It cuts a link up where another begins inside it: what is wrong there is that links are nested, not that one has no text.
    """
    if element.node.source_location is None:
        return True
    following = next_element(element.node)
    piece = following.select_one("a") if following is not None else None
    if piece is None or piece.source_location is not None or piece.attrs.get("href") != element.node.attrs.get("href"):
        return False
    shown = element.layout.element(piece)
    return shown is not None and has_words(shown.text)


def is_nameless(element: Element) -> bool:
    """Return whether a screen reader has nothing to call a link by."""
    if element.p1 > element.p0 and has_words(element.text):
        return False
    node, href = element.node, (element.get("href") or "").strip()
    if (element.get("role") in ("presentation", "none") and not href) or any(
        one.get("aria-hidden") == "true" or one.has("inert") for one in (element, *element.ancestors())
    ):
        return False
    if node.select_one("script") is not None or (not href and _is_anchor(element)):
        return False
    if element.tag == "area":
        named = any(clean(element.get(name) or "") for name in ("alt", "aria-label", "title"))
        return not named and _is_shown(element)
    if any(clean(element.get(name) or "") for name in ("aria-label", "title")):
        return False
    if text_of_ids(element, element.get("aria-labelledby")):
        return False
    inside = node.select(
        ", ".join(
            ("[aria-label]", "[aria-labelledby]", "[title]", *_WITH_ALT, "svg title", "svg text", *_UNKNOWN_INSIDE)
        )
    )
    for one in inside:
        if one.tag in _UNKNOWN_INSIDE or one.tag in ("title", "text"):
            return False
        if any(clean(str(one.attrs.get(name) or "")) for name in _naming_attributes(one)):
            return False
        if text_of_ids(element, str(one.attrs.get("aria-labelledby") or "")):
            return False
    return not any("-" in one.tag for one in node.select("*"))


def _naming_attributes(node: Node) -> tuple[str, ...]:
    """Return the attributes that name an element for screen readers; an image with an empty alternative is decoration, its title too."""
    if node.tag == "img" and node.attrs.get("alt") == "":
        return ("aria-label",)
    return ("aria-label", "title", "alt") if node.tag in _ALT_TAGS else ("aria-label", "title")


def _is_shown(area: Element) -> bool:
    """Return whether an image uses the map that an area is of."""
    holder = area.closest("map")
    name = (holder.get("name") or holder.get("id") or "").lower() if holder is not None else ""
    return bool(name) and any((image.get("usemap") or "").lower() == f"#{name}" for image in area.layout.tags("img"))


def text_of_ids(element: Element, ids: str | None) -> str:
    """Return what the elements say that an attribute names by their ids, "" where there are none."""
    names = [name for name in (ids or "").split()[:4] if name.replace("-", "").replace("_", "").isalnum()]
    return " ".join(said for name in names if (said := element.layout.called(name)))


def _is_anchor(element: Element) -> bool:
    """Return whether a link is a place to go to."""
    return element.has("id") or element.has("name")


def plain(name: str) -> str:
    """Return what a link is called, in lower case, without what systems add and signs around it."""
    text = _suffixes().sub(" ", clean(name).lower())
    return " ".join(text.split()).strip(_SPACE)


@cache
def _suffixes() -> re.Pattern[str]:
    """Return the search for what systems add to links, as whole words."""
    return re.compile(rf"(?<!\w)(?:{vocabulary.any_of(_words('suffixes'))})(?!\w)")


def generic(element: Element) -> str | None:
    """Return the link's text where it says nothing of where it leads."""
    parts = element.p1 - element.p0
    if not parts or parts > 12:
        return None
    shown = element.layout.part_text[element.p0] if parts == 1 else _spoken(element)
    if len(shown) > _LONGEST * 2:
        return None
    folded = " ".join(shown.lower().split()).strip(_SPACE)
    if folded.partition(" ")[0].rstrip(_SPACE) not in _first_words():
        return None
    if folded not in _words("generic") and plain(shown) not in _words("generic"):
        return None
    name = element.get("aria-label") or (element.name if shown == element.text else shown)
    if plain(name) not in _words("generic"):
        return None
    if any(text_of_ids(element, element.get(key)) for key in ("aria-labelledby", "aria-describedby")):
        return None
    title = plain(element.get("title") or "")
    return None if title and title not in _words("generic") else clean(shown)


def _spoken(element: Element) -> str:
    """Return the text of a link without what is hidden from screen readers inside it."""
    layout = element.layout
    parts = range(element.p0, element.p1)
    told = [layout.part_text[part] or "" for part in parts if not _is_unspoken(layout.part_element[part], element)]
    return element.text if len(told) == len(parts) else clean(" ".join(told))


def _is_unspoken(part: Element, link: Element) -> bool:
    held: Element | None = part
    while held is not None and held is not link:
        if held.get("aria-hidden") == "true":
            return True
        held = held.parent
    return False


@cache
def _first_words() -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in _words("generic"))


def shown_name(element: Element) -> str:
    """Return what a message calls a link: what an editor finds it by, else its address."""
    return found_by(element) or clean(element.get("href") or "")[:_LONGEST_SHOWN]


def found_by(element: Element) -> str:
    """Return what an editor finds a link by: its name, else the name of its image's file; "" where it has neither."""
    name = spoken_name(element)
    image = None if name else next((atom for atom in element.replaced_elements if atom.tag == "img"), None)
    return name if image is None else file_name(image.get("src") or "")


def spoken_name(element: Element) -> str:
    """Return what a link is called by what it holds, by an attribute, or by what stands elsewhere; "" for one without a name."""
    return (
        element.name or text_of_ids(element, element.get("aria-labelledby")) or next(iter(labels_inside(element)), "")
    )


def labels_inside(element: Element) -> list[str]:
    """Return the labels and titles of what stands in a link, such as an icon that a class draws."""
    if not child_elements(element.node):
        return []
    inside = element.node.select("[aria-label], [title]")
    found = [clean(str(node.attrs.get(name) or "")) for node in inside for name in ("aria-label", "title")]
    return [label for label in found if label]


def file_name(address: str) -> str:
    """Return the name of the file that an address leads to, "" where it names none."""
    try:
        url = urlsplit(address.strip())
    except ValueError:
        return ""
    return "" if url.scheme == "data" else clean(unquote(url.path).rpartition("/")[2])[:_LONGEST_SHOWN]
