"""A page -> text that is cut off once letters, words and lines have the spacing that readers may need."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.stages.browser.probes import clipped

if TYPE_CHECKING:
    from linter.model.evidence import Barrier
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
    clipped.begin(ground)
    ground.style(_NAME, _RULES)
    found, limits = clipped.end(ground, "spacing-cuts-text")
    ground.style(_NAME, None)
    return found, limits
