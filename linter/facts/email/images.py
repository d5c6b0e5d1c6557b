"""Page -> pictures that stand for an e-mail address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.email import decoders, links
from linter.facts.email.addresses import is_address
from linter.facts.email.slot import Slot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.email.labelled import Labels
    from linter.facts.email.taken import TakenPlaces
    from linter.page.dom import Element
    from linter.page.page import Page

_PICTURE_NAME = re.compile(r"[^\W_]+")
_NARROW = 48
"""Pixels; a picture of an address is wider, an icon is not."""


def pictured_addresses(page: Page, labels: Labels, taken: TakenPlaces) -> Iterator[Slot]:
    """Yield the pictures; `taken` holds the addresses that are known already."""
    for image in page.tags("img"):
        line = next(iter(image.lines), None)
        if line is None or (image.closest("a", "button") is not None and _is_linked(image)):
            continue
        if taken.begins_between(line.p0, line.p1):
            continue
        if (labels.precede(line, image) and not _is_icon(image)) or _pictures_address(image):
            alt = image.get("alt") or ""
            if is_address(alt):
                continue
            yield Slot(
                None,
                False,
                "image",
                page.location(image),
                image,
                image.p0,
                image.p1,
                "image",
                "image",
                image.get("src") or "",
            )


def _is_linked(image: Element) -> bool:
    link = image.closest("a", "button")
    return link is None or not decoders.leads_nowhere(link.get("href")) or links.is_sharing(link)


def _is_icon(image: Element) -> bool:
    name = f"{image.get('src')} {image.get('class')} {image.get('alt')}".lower()
    width = image.get("width") or ""
    small = width.isdigit() and int(width) < _NARROW
    return small or any(word in name for word in vocabulary.load("email")["picture_icon"])


def _pictures_address(image: Element) -> bool:
    """Return whether a picture's file name says that it is somebody's address, and more than an icon."""
    words, starts, address = (
        tuple(vocabulary.load("email")[key]) for key in ("picture", "picture_starts", "picture_address")
    )
    name = (image.get("src") or "").rsplit("/", 1)[-1].lower().split("?")[0].rsplit(".", 1)[0]
    tokens = _PICTURE_NAME.findall(name)
    if _is_icon(image) or not any(t in words or t.startswith(starts) for t in tokens):
        return False
    width = image.get("width") or ""
    wide = width.isdigit() and int(width) >= _NARROW * 2
    is_named = any(word in name for word in address)
    return wide or (not width and (len(tokens) > 1 or is_named))
