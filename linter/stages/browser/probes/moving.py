"""A page -> animated GIF pictures that do not stop by themselves: read from what the browser has loaded already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.evidence import Barrier
from linter.stages.browser.probes import gif
from linter.stages.browser.probes.loaded import Loaded
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from linter.model.report import Limit
    from linter.stages.browser.probes.ground import Ground

_LONGEST = 5
"""Seconds that criterion 2.2.2 lets things move by themselves."""
_KIND = "image/gif"


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Return the pictures that move for longer than readers have to bear."""
    shown = [one for one in ground.call(script("probe_images")) if one["address"]]
    loaded = Loaded(ground, (one["address"] for one in shown), _KIND)
    found = []
    for one in shown:
        read = gif.read(loaded.content(one["address"]))
        if read is not None and read.moves_for > _LONGEST:
            key = "endless" if read.rounds == 0 else "long"
            data = {"text": one["text"], "seconds": round(read.moves_for) if read.rounds else 0}
            found.append(Barrier("picture-moves", key, one["way"], data))
    return found, ()
