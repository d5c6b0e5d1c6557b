"""What several formats are made of: JSON text, and texts of pages without the characters that could steer a reader."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_STEERS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, overrides of the direction of writing, halves of surrogate pairs, and what XML does not know."""


def plain(text: str, most: int | None = None) -> str:
    """Return a text of a page for people: what could steer a reader is a visible mark, what is too long is cut with one."""
    if most is not None and len(text) > most:
        text = text[: most - 1] + "…"
    return text if text.isascii() and text.isprintable() else _STEERS.sub("\ufffd", text)


def line(text: str, most: int | None = None) -> str:
    """Return a text of a page in one line."""
    if most is not None:
        text = text[: most * 4]  # enough to fill it when white space is gone
    return plain(" ".join(text.split()), most)


def dump(tree: Any) -> str:  # noqa: ANN401  JSON
    """Return a tree as JSON in one line."""
    try:
        return msgspec.json.encode(tree).decode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, from a script on the page
        return json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def listed(items: Iterable[str]) -> Iterator[str]:
    """Yield JSON texts as the items of a list, one a line, without its brackets."""
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + item
