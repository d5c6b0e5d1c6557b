"""Page -> alternatives of images that cannot be what an image shows, all found in one look at the images."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from linter.facts.links.names import file_name
from linter.page.text import clean

if TYPE_CHECKING:
    from linter.page.dom import Element
    from linter.page.page import Page

_ENDING = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?|heic|ico)$", re.IGNORECASE)
_MARKS = re.compile(r"[_\[\]]|\d{3}|[a-zåäö]-[a-zåäö]{1,40}-[a-zåäö]", re.IGNORECASE)
"""What stands in names of files and hardly in words for people."""
_MOST = 300

Kind = Literal["file", "stem"]


class DoubtfulImage(NamedTuple):
    """An image, what is wrong with its alternative, and the alternative."""

    kind: Kind
    element: Element
    alternative: str


def doubtful_images(page: Page) -> tuple[DoubtfulImage, ...]:
    """Return the images whose alternatives tell nothing of what they show."""
    found = []
    for element in page.tags("img"):
        alternative = element.get("alt")
        if not alternative or len(alternative) > _MOST:
            continue
        text = clean(alternative)
        kind = _kind(element, text) if text else None
        if kind is not None and is_spoken(element):
            found.append(DoubtfulImage(kind, element, text))
    return tuple(found)


def is_spoken(element: Element) -> bool:
    """Return whether a screen reader reads an image's alternative: neither is it hidden, nor is it called otherwise."""
    if any(clean(element.get(name) or "") for name in ("aria-label", "aria-labelledby")):
        return False
    return all(one.get("aria-hidden") != "true" and not one.has("inert") for one in (element, *element.ancestors()))


def _kind(element: Element, text: str) -> Kind | None:
    if _ENDING.search(text):
        return "file" if _names_file(element, text) else None
    if " " not in text and _MARKS.search(text) and text == _stem(element):
        return "stem"
    return None


def _names_file(element: Element, text: str) -> bool:
    """Return whether a text that ends like a file is one: a single word, or the name of the image's own file."""
    return " " not in text or unquote(text).lower() == file_name(element.get("src") or "").lower()


def _stem(element: Element) -> str:
    return _ENDING.sub("", file_name(element.get("src") or ""))
