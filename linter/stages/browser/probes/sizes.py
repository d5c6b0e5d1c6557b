"""A page -> what is lost in a window as wide as zoom leaves it: text that is cut off at 200 %, lines too wide at 400 %."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from linter.model.evidence import Barrier
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from linter.model.report import Limit
    from linter.stages.browser.probes.ground import Ground

NARROW, LOW = 320, 256
"""CSS pixels: what is left at 400 % of a window of 1280 by 1024."""
_HALF = (640, 512)
"""What is left of it at 200 %."""
_SETTLING = 0.02
"""Seconds for scripts that answer to another size."""


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Make the window narrow, twice, and return what cannot be read there."""
    ground.call(script("probe_clips"), True)
    ground.resize(*_HALF)
    time.sleep(_SETTLING)
    cut = ground.call(script("probe_clips"), False)
    ground.resize(NARROW, LOW)
    time.sleep(_SETTLING)
    wide = ground.call(script("probe_wide"))
    ground.restore()
    found = [
        Barrier(
            "zoom-cuts-text",
            "below" if one["below"] else "beside",
            one["way"],
            {"text": one["text"]},
            is_sure=not one["ellipsis"],
        )
        for one in cut
    ]
    if wide is not None:
        data = {"text": wide["text"], "width": wide["width"]}
        found.append(Barrier("reflow-sideways", "wide", wide["way"], data, is_sure=wide["sure"]))
    return found, ()
