"""A link -> whether it opens another window, and whether anything says so."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.links.names import labels_inside, text_of_ids
from linter.page.text import clean

if TYPE_CHECKING:
    from linter.page.dom import Element, Line
    from linter.page.page import Page

_OWN_WINDOW = frozenset({"", "_self", "_parent", "_top"})


def _words(key: str) -> frozenset[str]:
    return vocabulary.words("links", key)


def opens_window(element: Element, default: str) -> bool:
    """Return whether a link opens another window or tab."""
    written = element.get("target")
    target = (default if written is None else written).strip()
    if not target:
        return False  # nearly all links
    if target.lower() in _OWN_WINDOW or any(sign in target for sign in vocabulary.load("links")["templates"]):
        return False
    return target == "_blank" or target not in {frame.get("name") for frame in element.layout.tags("iframe")}


def tells_of_window(element: Element) -> bool:
    """Return whether a link itself says that it opens another window."""
    described = text_of_ids(element, element.get("aria-describedby"))
    own = (element.name, element.text, element.get("title") or "")
    # Cleaned, since systems write their notices with blanks that do not break.
    spoken = clean(" ".join((*own, *labels_inside(element), described, _beside(element)))).lower()
    return any(word in spoken for word in _words("window_words"))


def _beside(element: Element) -> str:
    """Return what stands in a link's line after it, up to the next link."""
    line = next(iter(element.lines), None)
    if line is None:
        return ""
    layout, said = element.layout, []
    for part in range(element.p1, line.p1):
        holder = layout.part_element[part]
        if holder.closest("a") is not None:
            break
        said.append(layout.part_text[part] or holder.get("alt") or "")
    return " ".join(said)


def window_notice(page: Page) -> Line | None:
    """Return the line that says for the whole page that links open other windows."""
    for first, second in _notices():
        if first not in page.lowercase:
            continue
        at = page.lowercase.find(second)
        while at >= 0:
            line, _ = page.at_fold(at)
            if first in line.lowercase and not _is_link(line):
                return line
            at = page.lowercase.find(second, at + 1)
    return None


@cache
def _notices() -> tuple[tuple[str, str], ...]:
    return tuple((str(one).lower(), str(two).lower()) for one, two in vocabulary.load("links")["window_notices"])


def _is_link(line: Line) -> bool:
    """Return whether a line is the text of one link."""
    holder = line.element_at(0).closest("a")
    return holder is not None and len(holder.text) >= len(line.text)
