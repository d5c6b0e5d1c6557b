"""What is known of a review beside its pages, for rules about the whole site."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.history import PageBefore

Reach = Literal["part", "listed", "crawled"]
"""Whether only some pages were examined, all that are listed or lie in a folder, or all that links lead to."""


@dataclass(frozen=True, slots=True)
class Scope:
    """How far the review reached, its start page, and what earlier runs knew of the pages, by source."""

    reach: Reach = "part"
    start: str | None = None
    before: Mapping[str, PageBefore] = field(default_factory=dict)
