"""A page -> what is lost in a window as wide as zoom leaves it: text that is cut off at 200 %, lines too wide at 400 %."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from linter.model.evidence import Barrier
from linter.stages.browser.probes import clipped
from linter.stages.browser.scripts import script
from linter.stages.browser.settings import Viewport

if TYPE_CHECKING:
    from linter.model.report import Limit
    from linter.stages.browser.probes.ground import Ground

_QUARTER = Viewport(320, 256)
"""CSS pixels: what is left at 400 % of a window of 1280 by 1024."""
_HALF = Viewport(640, 512)
"""What is left of it at 200 %."""
_SETTLING = 0.02
"""Seconds for scripts that answer to another size."""


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Make the window narrow, twice, and return what cannot be read there."""
    clipped.begin(ground)
    ground.resize(_HALF)
    time.sleep(_SETTLING)
    found, limits = clipped.end(ground, "zoom-cuts-text")
    ground.resize(_QUARTER)
    time.sleep(_SETTLING)
    wide = ground.call(script("probe_wide"))
    ground.restore()
    if wide is not None:
        data = {"text": wide["text"], "width": wide["width"]}
        found.append(Barrier("reflow-sideways", "wide", wide["way"], data, is_sure=wide["sure"]))
    return found, limits
