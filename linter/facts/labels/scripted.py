"""Page -> the empty elements that its scripts fill, and which of them stand where a label's value is meant to be."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.facts.labels import line_kind, slot, value
from linter.page.lazy import lazy
from linter.page.nodes import previous_element

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.page.dom import Element, Line
    from linter.page.page import Page

_MAX_SOURCE = 1_000_000
"""Characters of a page's scripts that are searched for the names of elements."""
_MAX_PLACES = 20
"""Empty elements after a label that are looked at."""
_MAX_UNSEEN = 5
"""Scripts and the like that may stand between a label and its place."""
_QUOTED = re.compile(r"[\"'`]#?([\w:-]{1,80})")
_WORD = re.compile(r"[^\W_]+")
_MAX_ADDRESS = 300
_FAR_UP = 3
"""How many boxes around an empty element may separate it from the label."""
_UNSEEN = frozenset({"script", "style", "template", "link"})


class ScriptedPlaces:
    """The empty elements of a page that a script fills."""

    def __init__(self, page: Page) -> None:
        self._page = page

    @lazy
    def _named(self) -> frozenset[str]:
        """What the page's scripts quote and may be the id of an element, alone or as the start of a selector."""
        source = "\n".join(node.text for node in self._page.tree.select("script"))
        return frozenset(_QUOTED.findall(source[:_MAX_SOURCE]))

    @lazy
    def _loads_sharing(self) -> bool:
        """Whether a script of a service that shares pages is loaded."""
        words = vocabulary.words("labels", "share_boxes")
        sources = (str(node.attrs.get("src") or "")[:_MAX_ADDRESS] for node in self._page.tree.select("script[src]"))
        return any(not words.isdisjoint(_WORD.findall(source.lower())) for source in sources)

    def answers(self, line: Line) -> bool:
        """Return whether what follows a label is an empty element that a script fills."""
        return any(self._is_filled(element) for element in self._beside(line))

    def shares(self, line: Line) -> bool:
        """Return whether what follows a label is an empty element into which a script puts buttons that share the page."""
        return any(
            self._is_filled(element) or (self._loads_sharing and line_kind.has_name(element, "share_boxes"))
            for element in self._beside(line)
        )

    def _beside(self, line: Line) -> Iterator[Element]:
        after = islice(value.empty_after(self._page, line), _MAX_PLACES)
        return (element for element in after if _is_beside(element, line))

    def _is_filled(self, element: Element) -> bool:
        """Return whether an element is a custom one, or its id is named by a script or known of a widget."""
        if "-" in element.tag:
            return True
        name = (element.get("id") or "").strip()
        mounts = vocabulary.words("labels", "widget_mounts")
        if name.lower() in mounts or any(word.lower() in mounts for word in element.classes):
            return True
        return bool(name) and name in self._named


def _is_beside(element: Element, line: Line) -> bool:
    """Return whether an empty element stands in the label's line, or is what comes next, boxed or not."""
    if element.within(line.block):
        return True
    label = slot.wrapper(line, element).node
    for box in (element, *islice(element.ancestors(), _FAR_UP)):
        before = previous_element(box.node)
        for _ in range(_MAX_UNSEEN):
            if before is None or before.tag not in _UNSEEN:
                break
            before = previous_element(before)
        if before is not None:
            return before is label
    return False
