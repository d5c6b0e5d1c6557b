"""A page -> elements that answer to clicks and that no key reaches: what listens is what the debugger says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.model.evidence import Barrier
from linter.model.report import Limit
from linter.stages.browser.probes.listeners import CLICKS, KEYS, MOST, Listeners
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from linter.stages.browser.probes.ground import Ground


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Ask the debugger who listens, and return what only a pointer can press."""
    heard = Listeners(ground)
    clicked = heard.nodes(CLICKS)
    if not clicked:
        return [], ()
    shown, answering = heard.objects(CLICKS), heard.objects(KEYS)
    found = ground.about(script("probe_clicks"), [*shown, *answering], heard.hears_everywhere(KEYS), len(shown))
    limits = (Limit("click_listeners", {}, MOST, len(clicked)),) if len(clicked) > MOST else ()
    return [_barrier(one) for one in found], limits


def _barrier(one: dict[str, Any]) -> Barrier:
    way, *others = one["ways"]
    data = {"text": one["text"], "number": len(one["ways"])}
    return Barrier("click-without-keyboard", one["key"], way, data, is_sure=one["sure"], others=tuple(others))
