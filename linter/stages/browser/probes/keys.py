"""A page -> what walking through it with the Tab key shows: traps, dialogs that let the focus go, order, skip links."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linter.model.evidence import Barrier
from linter.model.report import Limit
from linter.stages.browser.probes import focus_look
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.stages.browser.probes.ground import Ground

MOST = 60
"""Stops of a walk. A reader's patience ends sooner, and menus that all pages share come first."""
_TRIES = 2
_PAUSE = 0.05
_FIRST = 3
"""Among so many stops a skip link stands."""
_ABOVE = 8.0
_STOP = "return kommunlint.probe.keys.stop();"

Stop = dict[str, Any]


@dataclass(slots=True)
class Walk:
    """What a walk has met: its stops in order, those that look no different with the focus, and where it ended."""

    stops: list[Stop] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    again: Stop | None = None
    """The stop that Tab came to again, or stayed on."""
    is_cut: bool = False


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Walk through the page and return what bars the way."""
    begun = ground.call(script("probe_keys"))
    walk = _walk(ground)
    found = [*_dialog(walk, begun), *_order(walk)]
    found += _trap(ground, walk, begun["stops"])
    found += focus_look.unseen(ground, [walk.stops[number] for number in walk.silent])
    found += _skip_link(ground, walk)
    limits = (Limit("tab_stops", {}, MOST, begun["stops"]),) if walk.is_cut and begun["stops"] > MOST else ()
    return found, limits


def _walk(ground: Ground) -> Walk:
    walk = Walk()
    for _ in range(MOST):
        ground.press("Tab")
        stop = ground.call(_STOP)
        _note_look(walk, stop)
        if stop["number"] is None:
            return walk
        if stop["number"] < len(walk.stops):
            if walk.stops[stop["number"]]["many"]:
                continue
            walk.again = stop
            return walk
        walk.stops.append(stop)
    walk.is_cut = True
    return walk


def _note_look(walk: Walk, stop: Stop) -> None:
    left, changed = stop["left"], stop["changed"]
    if changed is not False or left in walk.silent:
        return
    one = walk.stops[left]
    if not (one["many"] or one["written"] or one["covered"]):
        walk.silent.append(left)


def _dialog(walk: Walk, begun: dict[str, Any]) -> Iterator[Barrier]:
    outside = [stop for stop in walk.stops if stop["outside"]]
    if begun["modal"] is None or not outside:
        return
    hidden = next((stop for stop in outside if stop["covered"]), None)
    stop = hidden or outside[0]
    data = {"text": stop["text"], "dialog": begun["modal"]["text"]}
    key = "behind" if hidden is not None else "beside"
    yield Barrier("dialog-focus-escapes", key, begun["modal"]["way"], data, is_sure=hidden is not None)


def _order(walk: Walk) -> Iterator[Barrier]:
    """Yield the first stop that stands above the one before although both are parts of the same."""
    for one, other in zip(walk.stops, walk.stops[1:], strict=False):
        (x, y, width, _), (left, top, wide, high) = one["box"], other["box"]
        is_above = top + high <= y + 1 and y - top >= _ABOVE and high >= 1
        overlaps = left < x + width and x < left + wide
        if is_above and overlaps and _share(one["way"], other["way"]) and not other["fixed"]:
            data = {"text": other["text"], "before": one["text"]}
            yield Barrier("focus-order-jumps", "upwards", other["way"], data, is_sure=False)
            return


def _share(one: str, other: str) -> bool:
    """Return whether two elements are parts of one, directly or in parts of their own."""
    first, second = one.split(" > "), other.split(" > ")
    same = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), 0)
    return 0 < same and len(first) - same <= _TRIES and len(second) - same <= _TRIES


# -- traps ------------------------------------------------------------------------------------------------------------


def _trap(ground: Ground, walk: Walk, number_of_stops: int) -> Iterator[Barrier]:
    """Yield the place that neither Tab nor Shift and Tab leave."""
    again = walk.again
    if again is None or again["dialog"] or again["number"] == 0 < len(walk.stops) - 1:
        return  # a walk that comes round to its first stop is whole, and a dialog keeps the focus
    loop = {stop["number"] for stop in walk.stops[again["number"] :]}
    is_alone = len(loop) == 1
    if number_of_stops <= len(loop) or any(walk.stops[number]["dialog"] for number in loop):
        return
    if _leaves(ground, loop, shift=False):
        return
    if _leaves(ground, loop, shift=True):
        yield _trapped(again, "forwards", is_sure=False)
        return
    ground.press("Escape")
    is_sure = not _leaves(ground, loop, shift=False)
    key = "escape" if not is_sure else "stuck" if is_alone else "loop"
    yield _trapped(again, key, is_sure=is_sure)


def _trapped(stop: Stop, key: str, *, is_sure: bool) -> Barrier:
    return Barrier("keyboard-trap", key, stop["way"], {"text": stop["text"]}, is_sure=is_sure)


def _leaves(ground: Ground, loop: set[int], *, shift: bool) -> bool:
    """Return whether a key leads out of a loop, pressed as often as it takes to be sure."""
    for _ in range(len(loop) + _TRIES):
        ground.press("Tab", shift=shift)
        time.sleep(_PAUSE)
        if ground.call(_STOP)["number"] not in loop:
            return True
    return False


# -- skip links -------------------------------------------------------------------------------------------------------


def _skip_link(ground: Ground, walk: Walk) -> Iterator[Barrier]:
    """Yield the first link past something that does not lead there when it is pressed."""
    for stop in walk.stops[:_FIRST]:
        leads = ground.call("return kommunlint.probe.keys.skip(arguments[0]);", stop["number"])
        if leads is None:
            continue
        data = {"text": stop["text"], "name": leads["name"][:120], "number": leads["between"]}
        ground.press("Enter")
        time.sleep(_PAUSE)
        ground.press("Tab")
        if not ground.call("return kommunlint.probe.keys.arrived();"):
            yield Barrier("skip-link-without-effect", "stays", stop["way"], data)
        return
