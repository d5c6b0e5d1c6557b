"""A page -> what shows only while the pointer rests on something: whether it can be reached, dismissed, and had with keys."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from linter.model.evidence import Barrier
from linter.stages.browser.probes.listeners import HOVERS, Listeners
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.model.report import Limit
    from linter.stages.browser.probes.ground import Ground

_MOST = 6
"""Kinds of elements that the pointer rests on: each takes a third of a second where something shows."""
_SETTLING = 0.06
"""Seconds for what shows without a delay, and for what a delay lets stand."""
_STEPS = 5
_AWAY = (1.0, 1.0)
_SHOWN = "return kommunlint.probe.hover.isShown();"


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Rest the pointer on one of each kind, and return what is wrong with what shows."""
    listening = Listeners(ground).objects(HOVERS)
    number = ground.about(script("probe_hover"), listening, _MOST)
    found = [barrier for one in range(number) for barrier in _of_kind(ground, one)]
    if number:
        _point(ground, _AWAY)
    return found, ()


def _of_kind(ground: Ground, number: int) -> Iterator[Barrier]:
    _rest(ground, _AWAY)
    place = ground.call("return kommunlint.probe.hover.begin(arguments[0]);", number)
    _rest(ground, place)
    come = ground.call("return kommunlint.probe.hover.come();")
    if come is None:
        return
    data = {"text": come["text"]}
    is_in_the_way = come["covers"] and _stays(ground)
    _go(ground, place, come["at"])
    if not ground.call(_SHOWN):
        yield Barrier("hover-content-vanishes", "vanishes", come["way"], data)
    elif is_in_the_way:
        yield Barrier("hover-content-vanishes", "covers", come["way"], data, is_sure=False)
    yield from _with_keys(ground, come, data)


def _stays(ground: Ground) -> bool:
    """Return whether what shows is still there after the Escape key."""
    ground.press("Escape")
    time.sleep(_SETTLING)
    stays: bool = ground.call(_SHOWN)
    return stays


def _with_keys(ground: Ground, come: dict[str, Any], data: dict[str, Any]) -> Iterator[Barrier]:
    """Yield what no focus brings; what stays once it has come cannot be tried."""
    _rest(ground, _AWAY)
    if ground.call(_SHOWN):
        return
    told = ground.call("return kommunlint.probe.hover.focus();")
    if told is None or told["seen"] or told["elsewhere"]:
        return
    yield Barrier("hover-without-keyboard", "hidden", come["way"], data, is_sure=not told["stops"])


def _go(ground: Ground, begin: Sequence[float], end: Sequence[float]) -> None:
    """Move the pointer there in a straight line."""
    for step in range(1, _STEPS + 1):
        part = step / _STEPS
        _point(ground, [one + (other - one) * part for one, other in zip(begin, end, strict=True)])
    time.sleep(_SETTLING)


def _rest(ground: Ground, place: Sequence[float]) -> None:
    _point(ground, place)
    time.sleep(_SETTLING)


def _point(ground: Ground, place: Sequence[float]) -> None:
    ground.command("Input.dispatchMouseEvent", type="mouseMoved", x=place[0], y=place[1])
