"""An event of a page, and whether the page is about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linter.model.finding import Location
    from linter.page.dom import Element


@dataclass(frozen=True, slots=True)
class Event:
    """An event; `start` and `end` are days in ISO 8601, `end` the last of them.

    `is_own` is whether the page is about it as it stands there, whatever else tells of the kind of page; `is_said`
    whether a sentence tells it, on a page that may be about more.
    """

    name: str | None
    start: str | None
    end: str | None
    location: Location
    element: Element | None
    text: str
    is_own: bool = False
    is_said: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return it in the shape of the JSON contract."""
        return {"name": self.name, "start": self.start, "end": self.end, "line": self.location.line}
