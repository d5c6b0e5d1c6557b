"""How a page of any size is written, of which a reader of facts has to bear the cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD = "<!doctype html><html lang=sv><head><meta charset=utf-8><title>Badplatser</title></head><body><main><h1>Badplatser</h1>"


class Kind(NamedTuple):
    """A way to grow a page."""

    name: str
    size: int
    """How many there are of what grows, where the cost is measured first."""
    write: Callable[[int], str]
    """Return the page with that many."""
    select: tuple[str, ...] = ()
    """The rules that are asked (default: those that are on)."""

    def page(self, size: int) -> str:
        """Return a page of a size."""
        text = self.write(size)
        return text if text.startswith("<!doctype") else _HEAD + text


def repeated(text: str) -> Callable[[int], str]:
    """Return the writer of a text that stands again and again."""
    return lambda size: text * size


def numbered(text: str, between: str = "") -> Callable[[int], str]:
    """Return the writer of a text whose `#` is another number every time, always as long."""
    return lambda size: between.join(text.replace("#", f"{number:05}") for number in range(size))


def between(before: str, write: Callable[[int], str], after: str) -> Callable[[int], str]:
    """Return a writer with something before and after what it writes."""
    return lambda size: before + write(size) + after


def nested(text: str, inside: str = "x") -> Callable[[int], str]:
    """Return the writer of a text that is nested in itself."""
    return lambda size: text * size + inside


def in_head(write: Callable[[int], str]) -> Callable[[int], str]:
    """Return the writer of pages in whose `head` a writer's text stands."""
    return lambda size: _HEAD.replace("</head>", f"{write(size)}</head>") + "<p>Vi provar vattnet.</p>"
