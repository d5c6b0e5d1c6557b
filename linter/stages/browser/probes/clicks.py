"""A page -> elements that answer to clicks and that no key reaches: what listens is what the debugger says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.model.evidence import Barrier
from linter.model.report import Limit
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from linter.stages.browser.probes.ground import Ground

_MOST = 200
"""Elements with listeners of their own: two thousandths of a second each."""
_CLICKS = frozenset({"click", "mousedown", "mouseup", "pointerdown", "pointerup"})
_KEYS = frozenset({"keydown", "keypress", "keyup"})


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Ask the debugger who listens, and return what only a pointer can press."""
    root = ground.command("DOM.getDocument", depth=0)["root"]["backendNodeId"]
    heard = _listeners(ground, ground.command("DOM.resolveNode", backendNodeId=root)["object"], depth=-1)
    clicked = _nodes(heard, _CLICKS)
    if not clicked:
        return [], ()
    keyed = _nodes(heard, _KEYS)
    window = ground.command("Runtime.evaluate", expression="window")["result"]
    everywhere = root in keyed or any(one["type"] in _KEYS for one in _listeners(ground, window, depth=1))
    shown = [name for node in clicked[:_MOST] if (name := ground.resolve(node)) is not None]
    answering = [name for node in keyed[:_MOST] if node != root and (name := ground.resolve(node)) is not None]
    found = ground.about(script("probe_clicks"), [*shown, *answering], everywhere, len(shown))
    limits = (Limit("click_listeners", {}, _MOST, len(clicked)),) if len(clicked) > _MOST else ()
    return [_barrier(one) for one in found], limits


def _listeners(ground: Ground, thing: dict[str, Any], depth: int) -> list[dict[str, Any]]:
    """Return who listens; of a thing of the page's own world, since the debugger tells of no other."""
    told = ground.command("DOMDebugger.getEventListeners", objectId=thing["objectId"], depth=depth)
    listeners: list[dict[str, Any]] = told["listeners"]
    return listeners


def _nodes(heard: list[dict[str, Any]], types: frozenset[str]) -> list[int]:
    """Return the nodes that listen for any of these events, each once, in the order of the page."""
    return list(dict.fromkeys(one["backendNodeId"] for one in heard if one["type"] in types and "backendNodeId" in one))


def _barrier(one: dict[str, Any]) -> Barrier:
    data = {"text": one["text"], "number": one["number"]}
    return Barrier("click-without-keyboard", one["key"], one["way"], data, is_sure=one["sure"])
