"""What a check says, and what it may know beside the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linter.facts.rendered.renderings import Renderings
    from linter.facts.rendered.revealed import Revealed
    from linter.model.finding import Location, Outcome
    from linter.model.target import Host
    from linter.page.dom import Element, Line


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found.

    `content` is what makes the fault itself, whatever stands around it (for the fingerprint); `lines` are the text that it
    rests on where that is not the element's alone.
    """

    key: str
    location: Location
    element: Element | None
    content: str
    data: Mapping[str, Any] = field(default_factory=dict)
    outcome: Outcome = "failed"
    lines: tuple[Line, ...] = ()
    further: tuple[Location, ...] = ()
    """Where else in the source it stands, where one fault tells of several places alike."""
    country: str = ""
    """The country whose law it is judged by, where a rule rests on the laws of several."""

    @property
    def parts(self) -> tuple[Element, ...]:
        """The blocks that it spans where it is no single element's."""
        return tuple(line.block for line in self.lines)


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the page: the day, the options of every rule, and what a browser made of the page.

    `hosts` are those that were named as ones to ask although they may be private.
    """

    today: date
    options: Mapping[str, Mapping[str, Any]]
    path: str = ""
    renderings: Renderings | None = None
    revealed: Revealed | None = None
    hosts: tuple[Host, ...] = ()
