"""A page -> what walking through it with the Tab key shows: traps, dialogs that let the focus go, order, skip links."""

from __future__ import annotations

import time
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from linter.data import vocabulary
from linter.model.evidence import Barrier
from linter.model.report import Limit
from linter.stages.browser.probes import focus_look, listeners
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from linter.stages.browser.probes.ground import Ground

_TRIES = 2
_PAUSE = 0.05
_IN_DIALOG = "return kommunlint.probe.keys.inDialog();"
_NAMES_KEY = "return kommunlint.probe.keys.namesKey(arguments[0], arguments[1]);"
_RING = "return kommunlint.probe.keys.inside(given[0], given.slice(1));"
_SURE = frozenset({"stuck", "loop"})
_FIRST = 3
"""Among so many stops a skip link stands."""
_ABOVE = 8.0
_BATCH = 8
"""Presses after which the page is asked where they have led."""
_WHERE = "return kommunlint.probe.keys.where();"
_MET = "return kommunlint.probe.keys.since(0).numbers.length;"
_SINCE = "return kommunlint.probe.keys.since(arguments[0]);"
_END = "return kommunlint.probe.keys.end();"

Stop = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Walk:
    """Where Tab has led: the stop that it did not lead away from, those that lie in a ring with it, and whether it was cut."""

    again: int | None = None
    ring: frozenset[int] = frozenset()
    is_cut: bool = False
    bounces: bool = False
    """Whether scripts move the focus to and fro."""


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Walk through the page and return what bars the way."""
    begun = ground.call(script("probe_keys"))
    walk = _walk(ground)
    held = _held(ground, walk, begun["stops"])
    stops = ground.call(_END)
    silent = [one for one in stops if not (one["changed"] or one["many"] or one["written"] or one["covered"])]
    found = [_trapped(stops[walk.again], held)] if held and walk.again is not None else []
    found += [*_dialog(stops, begun), *_order(stops), *focus_look.unseen(ground, silent), *_skip_link(ground, stops)]
    is_cut = walk.is_cut and len(stops) < begun["stops"]
    return found, (Limit("tab_stops", {}, len(stops), begun["stops"]),) if is_cut else ()


def _walk(ground: Ground) -> _Walk:
    met: list[int] = []
    for pressed in range(_BATCH, ground.stops + _BATCH, _BATCH):
        ground.press("Tab", times=_BATCH)
        since = ground.call(_SINCE, len(met))
        fresh, met = since["numbers"], [*met, *since["numbers"]]
        if len(met) > pressed:
            return _slow_walk(ground)
        again = next((place for place, number in enumerate(met) if number in met[:place]), None)
        if again is not None:
            time.sleep(_PAUSE)  # a browser takes keys before timers: what scripts do to the focus may be to come
            if ground.call(_MET) > len(met):
                return _slow_walk(ground)
            begins = met.index(met[again])
            return _Walk(met[again], frozenset(met[begins:again]))
        if since["where"] < 0 and not since["many"]:
            return _Walk()
        if len(fresh) < _BATCH and not since["many"] and not _leaves(ground, {since["where"]}, shift=False):
            return _Walk(since["where"], frozenset({since["where"]}))
    return _Walk(is_cut=True)


def _dialog(stops: list[Stop], begun: dict[str, Any]) -> Iterator[Barrier]:
    outside = [stop for stop in stops if stop["outside"]]
    if begun["modal"] is None or not outside:
        return
    hidden = next((stop for stop in outside if stop["covered"]), None)
    stop = hidden or outside[0]
    data = {"text": stop["text"], "dialog": begun["modal"]["text"]}
    key = "behind" if hidden is not None else "beside"
    yield Barrier("dialog-focus-escapes", key, begun["modal"]["way"], data, is_sure=hidden is not None)


def _order(stops: list[Stop]) -> Iterator[Barrier]:
    """Yield the first stop that stands above the one before although both are parts of the same."""
    for one, other in pairwise(stops):
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
    return same > 0 and len(first) - same <= _TRIES and len(second) - same <= _TRIES


def _slow_walk(ground: Ground) -> _Walk:
    """Walk on where scripts move the focus too, with time for them, until Tab leads back to where it was pressed."""
    before, met = ground.call(_WHERE), ground.call(_MET)
    for _ in range(_BATCH):
        ground.press("Tab")
        time.sleep(_PAUSE)
        now, met_before, met = ground.call(_WHERE), met, ground.call(_MET)
        if now < 0:
            return _Walk()
        if met - met_before > _TRIES:
            return _Walk(now, frozenset({now}), bounces=True)
        if now == before:
            return _Walk(now, frozenset({now}))
        before = now
    return _Walk(again=before, ring=_ring(ground, before))


def _ring(ground: Ground, first: int) -> frozenset[int]:
    """Return the stops that Tab leads to before it comes to one again, as many as a walk has."""
    ring = {first}
    for _ in range(_BATCH):
        ground.press("Tab")
        time.sleep(_PAUSE)
        now = ground.call(_WHERE)
        if now in ring:
            break
        ring.add(now)
    return frozenset(ring)


# -- traps ------------------------------------------------------------------------------------------------------------


def _held(ground: Ground, walk: _Walk, number_of_stops: int) -> str:
    """Return how a ring of stops holds the focus, "" where it does not."""
    if walk.bounces:
        return "bounces"
    if walk.again is None or number_of_stops <= len(walk.ring) or ground.call(_IN_DIALOG):
        return ""
    if walk.again == 0 and len(walk.ring) > 1:
        return ""  # the walk has come round to its first stop
    if _leaves(ground, walk.ring, shift=False):
        return ""
    if _leaves(ground, walk.ring, shift=True):
        return "forwards"
    ground.press("Escape")
    if _leaves(ground, walk.ring, shift=False):
        return "other_key"
    key = "stuck" if len(walk.ring) == 1 else "loop"
    is_said = key == "stuck" and not ground.call(
        _NAMES_KEY, *(sorted(vocabulary.words("keyboard", key)) for key in ("keys", "keys_with_another"))
    )
    return key if is_said or not listeners.hears_keys(ground, _RING, sorted(walk.ring)) else "other_key"


def _trapped(stop: Stop, key: str) -> Barrier:
    return Barrier("keyboard-trap", key, stop["way"], {"text": stop["text"]}, is_sure=key in _SURE)


def _leaves(ground: Ground, ring: Collection[int], *, shift: bool) -> bool:
    """Return whether a key leads out of a ring, pressed as often as it takes to be sure."""
    for _ in range(len(ring) + _TRIES):
        ground.press("Tab", shift=shift)
        time.sleep(_PAUSE)
        if ground.call(_WHERE) not in ring:
            return True
    return False


# -- skip links -------------------------------------------------------------------------------------------------------


def _skip_link(ground: Ground, stops: list[Stop]) -> Iterator[Barrier]:
    """Yield the first link past something that does not lead there when it is pressed."""
    for stop in stops[:_FIRST]:
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
