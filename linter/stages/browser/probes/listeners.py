"""The debugger's answer to who listens for what on a page: a page's own scripts cannot change it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.stages.browser.probes.ground import Ground

MOST = 200
"""Elements with listeners that are looked at: two thousandths of a second each."""
CLICKS = frozenset({"click", "mousedown", "mouseup", "pointerdown", "pointerup"})
HOVERS = frozenset({"mouseenter", "mouseover", "pointerenter", "pointerover"})
KEYS = frozenset({"keydown", "keypress", "keyup"})


class Listeners:
    """Who listens on a page. What listens on the document itself or its window says nothing of an element."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._root = ground.command("DOM.getDocument", depth=0)["root"]["backendNodeId"]
        self._heard = self._of(ground.command("DOM.resolveNode", backendNodeId=self._root)["object"], depth=-1)

    def _of(self, thing: dict[str, Any], depth: int) -> list[dict[str, Any]]:
        """Return who listens; of a thing of the page's own world, since the debugger tells of no other."""
        told = self._ground.command("DOMDebugger.getEventListeners", objectId=thing["objectId"], depth=depth)
        listeners: list[dict[str, Any]] = told["listeners"]
        return listeners

    def nodes(self, types: frozenset[str]) -> list[int]:
        """Return the nodes that listen for any of these events, each once, in the order of the page."""
        heard = (one["backendNodeId"] for one in self._heard if one["type"] in types and "backendNodeId" in one)
        return [node for node in dict.fromkeys(heard) if node != self._root]

    def objects(self, types: frozenset[str]) -> list[str]:
        """Return the first of them in our world."""
        return [name for node in self.nodes(types)[:MOST] if (name := self._ground.resolve(node)) is not None]

    def hears_everywhere(self, types: frozenset[str]) -> bool:
        """Return whether the document, its window or more elements than are looked at listen for any of these events."""
        if len(self.nodes(types)) > MOST:
            return True
        if any(one["type"] in types and one.get("backendNodeId") == self._root for one in self._heard):
            return True
        window = self._ground.command("Runtime.evaluate", expression="window")["result"]
        return any(one["type"] in types for one in self._of(window, depth=1))


def hears_keys(ground: Ground, source: str, ring: Sequence[int]) -> bool:
    """Return whether anything around some stops listens for keys; `source` holds nodes against them."""
    heard = Listeners(ground)
    if heard.hears_everywhere(KEYS):
        return True
    found = heard.objects(KEYS)
    return bool(found) and bool(ground.about(source, found, list(ring)))
