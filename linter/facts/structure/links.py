"""Page -> links that are hard to tell, to find or to use for those who do not see them or have no mouse."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from linter.data.html import HEADINGS
from linter.facts.links import names, targets
from linter.facts.structure.aria import is_exposed, role_of
from linter.page.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element
    from linter.page.page import Page

_FEW_SIGNS = 8
_PICTURE = re.compile("[\u2600-\u2712\U0001f300-\U0001faff]")
"""Emoji and the like, which are read by their names."""
_NOTE_MARKS = frozenset("*†‡§¶^[]()↩\ufe0e")
_NOWHERE = frozenset({"#", "#!", "#0", "#void"})
_BUTTONS = frozenset({"button", "summary", "input", "select", "textarea"})
_KEYS = ("onkeydown", "onkeyup", "onkeypress")

Clickable = Literal["role", "keys", "click"]


class Pair(NamedTuple):
    """Two links beside each other that lead to the same place."""

    first: Element
    second: Element
    is_image: bool


def of_signs(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield the links that are called by signs alone, such as an arrow; a mark of a note is what notes are called by."""
    parts = page.layout.part_text
    for element, href in page.links:
        if element.p0 == element.p1 or _has_letter(parts[element.p0]):
            continue  # nearly all links
        if not element.has("href") or any(map(_has_letter, parts[element.p0 + 1 : element.p1])):
            continue
        name = element.name
        if not 0 < len(name) <= _FEW_SIGNS or any(map(_is_read, name)) or not names.has_words(name):
            continue
        if role_of(element) in ("", "link") and not _is_mark(element, href, name) and not _is_told(element):
            yield element, href


def _is_read(sign: str) -> bool:
    """Return whether a sign is read as a word: a letter, a figure, or a picture such as an emoji."""
    return sign.isalnum() or _PICTURE.match(sign) is not None


def _is_mark(element: Element, href: str, name: str) -> bool:
    """Return whether a link on the page itself is the mark of a note, the way back from one, or a heading's own address."""
    if not href.strip().startswith("#") or len(href.strip()) == 1:
        return False
    return set(name) <= _NOTE_MARKS or element.closest("sup", *HEADINGS) is not None


def _is_told(element: Element) -> bool:
    """Return whether something else says where a link leads, or nobody is told of it."""
    told = (names.text_of_ids(element, element.get(key)) for key in ("aria-labelledby", "aria-describedby"))
    titles = (element.get("title") or "", *names.labels_inside(element))
    return any(told) or any(map(_has_letter, titles)) or not is_exposed(element)


def _has_letter(text: str) -> bool:
    """Return whether a text begins with a letter or a figure, or holds one."""
    return text[:1].isalnum() or any(map(str.isalnum, text))


def with_repeating_title(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield the links whose title is what stands there anyway, with the title."""
    for element, _ in page.links:
        title = element.node.attrs.get("title")
        if title and element.has("href") and (text := clean(str(title))) and text.lower() == element.text.lower():
            yield element, text


def by_script(page: Page) -> Iterator[tuple[Element, str, str]]:
    """Yield the links that lead nowhere without scripting and are no buttons to anybody: what they do, and their address."""
    for element, href in page.links:
        address = href.strip()
        is_script = address[:11].lower() == "javascript:"
        if not (is_script or address in _NOWHERE) or element.has("role"):
            continue
        if is_script:
            yield element, "script", address
        elif not (targets.is_control(element) or targets.heads_menu(element) or _has_hook(element)):
            yield element, "nowhere", address


def _has_hook(element: Element) -> bool:
    """Return whether a script may find a link: by its id, its class or an attribute of its own."""
    return any(name in ("id", "class") or name.startswith(("data-", "on")) for name in element.node.attrs)


def pairs(page: Page) -> Iterator[Pair]:
    """Yield the links that lead to the place of the link right before them, with nothing between.

    Either one is an image and the other its text, or both are texts of one block, as where a link was written in pieces.
    """
    before, address = None, ""
    for element, href in page.links:
        if element.tag != "a":
            continue
        here = href.strip()
        if before is not None and here == address and here and not here.startswith(("#", "javascript:")):
            pair = _pair(before, element)
            if pair is not None:
                yield pair
        before, address = element, here


def _pair(before: Element, element: Element) -> Pair | None:
    between = element.layout.part_text[before.p1 : element.p0]
    if len(between) >= _FEW_SIGNS or any(text.strip() for text in between) or _is_mute(before, element):
        return None
    images = [one for one in (before, element) if not one.has_text and one.holds("img")]
    if len(images) == 1 and (before.has_text or element.has_text):
        return Pair(before, element, is_image=True)
    is_split = before.has_text and element.has_text and before.parent is element.parent
    return Pair(before, element, is_image=False) if is_split else None


def _is_mute(*links: Element) -> bool:
    """Return whether one of some links is kept from the keyboard or from screen readers, or is a piece of another."""
    return any(
        one.get("tabindex") == "-1" or one.get("aria-hidden") == "true" or one.node.source_location is None
        for one in links
    )


def with_access_key(page: Page) -> Iterator[tuple[Element, str]]:
    """Yield what a key of its own brings forth, with the key."""
    if b"accesskey" in page.folded_source:
        for element in page.select("[accesskey]"):
            key = clean(element.get("accesskey") or "")
            if key:
                yield element, key


def mouse_only(page: Page) -> Iterator[tuple[Element, Clickable]]:
    """Yield what can be clicked and is no link or button, where the page's source gives the keyboard no way to it."""
    source = page.folded_source
    if b"onclick" not in source and b"button" not in source:
        return
    for element in page.select("[role=button], [onclick]"):
        if element.tag in _BUTTONS or element.tag in ("body", "html", "form", "label", "option", "area"):
            continue
        if element.has("href") or _is_operable(element):
            continue
        is_reached = (element.get("tabindex") or "").strip().lstrip("-").isdigit() or element.has("contenteditable")
        has_keys = any(element.has(name) for name in _KEYS)
        if element.get("role") == "button" and not is_reached:
            yield element, "role"
        elif element.has("onclick") and is_reached and not has_keys:
            yield element, "keys"
        elif element.has("onclick") and not is_reached:
            yield element, "click"


def _is_operable(element: Element) -> bool:
    """Return whether something around it or inside it takes the keyboard."""
    around = any(
        one.has("href") or one.tag in _BUTTONS or one.has("tabindex") or one.tag == "label"
        for one in element.ancestors()
    )
    inside = element.node.select_one("a[href], button, input, select, textarea, summary, [tabindex]")
    return around or inside is not None
