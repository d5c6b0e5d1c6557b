"""Stops that look the same with the focus by their styles -> those of which not one pixel of the window changes."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from linter.model.evidence import Barrier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.stages.browser.probes.ground import Ground

_MOST = 5
"""Kinds of stops that are photographed: two pictures take a fifth of a second."""
_FOCUS = "return kommunlint.probe.keys.focus(arguments[0]);"
_BLUR = "return kommunlint.probe.keys.blur(arguments[0]);"


def unseen(ground: Ground, stops: Sequence[dict[str, Any]]) -> list[Barrier]:
    """Return one barrier for every kind of stop that shows no focus; kinds share tag and classes."""
    kinds: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for stop in stops:
        kinds[stop["kind"]].append(stop)
    found = []
    for alike in list(kinds.values())[:_MOST]:
        first = alike[0]
        if _looks_the_same(ground, first["number"]):
            data = {"text": first["text"], "number": len(alike)}
            found.append(Barrier("focus-not-visible", "one" if len(alike) == 1 else "several", first["way"], data))
    return found


def _looks_the_same(ground: Ground, number: int) -> bool:
    """Return whether the window shows the same with the focus on a stop as without; what moves is never the same."""
    place = ground.call(_FOCUS, number)
    if place is None:
        return False
    focused = ground.shot()
    return bool(place == ground.call(_BLUR, number) and focused == ground.shot())
