"""Text that its box cuts off after a change and did not before -> barriers of a rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.model.evidence import Barrier
from linter.model.report import Limit
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from linter.stages.browser.probes.ground import Ground


def begin(ground: Ground) -> None:
    """Remember what is cut off as the page stands."""
    ground.call(script("probe_clips"), True)


def end(ground: Ground, rule: str) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Return what is cut off now and was not."""
    told = ground.call(script("probe_clips"), False)
    limits = (Limit("texts_tried", {"rule": rule}, told["read"], told["all"]),) if told["read"] < told["all"] else ()
    return [_barrier(rule, one) for one in told["found"]], limits


def _barrier(rule: str, one: dict[str, Any]) -> Barrier:
    key = "below" if one["below"] else "beside"
    return Barrier(rule, key, one["way"], {"text": one["text"]}, is_sure=not one["ellipsis"])
