"""An address with another sign in place of its @ -> the address, and whether a script is there to put the @ back."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.email.addresses import DOMAIN_WORD, canonical, is_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element
    from linter.page.page import Page

_MOST = 320
"""Characters of an address, at most."""
_MAX_SCRIPT = 100_000
"""Characters of one script that are searched for a sign."""
_REPLACES = ("replace", "split")
"""What a script calls to put one sign in place of another."""


def signs() -> tuple[str, ...]:
    """Return the single characters that stand for an @."""
    return tuple(vocabulary.load("email")["stand_ins"])


@cache
def _address() -> re.Pattern[str]:
    sign = "".join(map(re.escape, signs()))
    return re.compile(
        rf"([\w+&'-](?:[\w.+&'-]{{0,62}}[\w+&'-])?)([{sign}])((?:{DOMAIN_WORD}\.){{1,8}}[^\W\d_]{{2,24}})"
    )


def stood_in_address(text: str) -> str | None:
    """Return the address that a whole text is, with another sign in place of its @."""
    match = _address().fullmatch(text.strip()) if len(text) < _MOST else None
    if match is None or match[1].lower() in vocabulary.words("email", "no_names"):
        return None
    address = f"{match[1]}@{match[3]}"
    ending = address.rpartition(".")[2].lower()
    usual = ending in vocabulary.words("email", "endings") or ending in vocabulary.words("email", "long_endings")
    return canonical(address) if usual and is_address(address) else None


def is_put_right(page: Page, element: Element, sign: str, written: str) -> bool:
    """Return whether a script puts the @ back: the link holds the same text for it, or a script names the sign.

    Nobody takes a character such as ~ for an @: any script of the page may be the one. People do write “(at)”.
    """
    attributes = element.attributes
    if any(written in text for name, text in attributes.items() if name == "rel" or name.startswith("data-")):
        return True
    if len(sign) == 1:
        return page.mentions("<script", "<SCRIPT")
    named = re.compile(rf"[\"'/](?:s[*+?]?| ){{0,2}}{re.escape(sign)}", re.IGNORECASE)
    return any(
        any(call in source for call in _REPLACES) and named.search(source.replace("\\", ""))
        for source in _scripts(page, element)
    )


def _scripts(page: Page, element: Element) -> Iterator[str]:
    yield from (text for name, text in element.attributes.items() if name.startswith("on"))
    yield from (node.text[:_MAX_SCRIPT] for node in page.tree.select("script"))
