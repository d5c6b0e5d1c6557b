"""The place of an e-mail address on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.model.finding import Location
    from linter.page.dom import Element


@dataclass(frozen=True, slots=True)
class Slot:
    """One place for an address. `fault` is the rule's fault key (None: fine), `detail` its message key."""

    address: str | None
    readable: bool
    technique: str
    location: Location
    element: Element
    p0: int
    p1: int
    fault: str | None = None
    detail: str = ""
    text: str = ""
