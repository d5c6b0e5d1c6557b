"""A page -> text that is cut off once letters, words and lines have the spacing that readers may need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.evidence import Barrier
from linter.stages.browser.scripts import script

if TYPE_CHECKING:
    from linter.model.report import Limit
    from linter.stages.browser.probes.ground import Ground

_NAME = "spacing"
_RULES = (
    "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }"
    " p { margin-bottom: 2em !important; }"
)
"""What criterion 1.4.12 names."""


def run(ground: Ground) -> tuple[list[Barrier], tuple[Limit, ...]]:
    """Give the page the spacing and return the boxes that do not grow with their text."""
    ground.call(script("probe_clips"), True)
    ground.style(_NAME, _RULES)
    cut = ground.call(script("probe_clips"), False)
    ground.style(_NAME, None)
    return [
        Barrier(
            "spacing-cuts-text",
            "below" if one["below"] else "beside",
            one["way"],
            {"text": one["text"]},
            is_sure=not one["ellipsis"],
        )
        for one in cut
    ], ()
