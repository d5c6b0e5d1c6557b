"""What is wrong with a page beside the other pages of its site, as it flows to who tells it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.finding import Outcome


@dataclass(frozen=True, slots=True)
class SiteFault:
    """One fault of the page of a number; `content` is what makes it itself, `shown` what stands at its place."""

    page: int
    rule: str
    key: str
    data: Mapping[str, Any] = field(default_factory=dict)
    outcome: Outcome = "failed"
    content: str = ""
    line: int = 1
    shown: str = ""
    selector: str = "html"


@dataclass(frozen=True, slots=True)
class Judged:
    """What a rule found on the pages of a site, and the pages that it had something to judge on."""

    rule: str
    faults: tuple[SiteFault, ...] = ()
    pages: frozenset[int] = frozenset()
