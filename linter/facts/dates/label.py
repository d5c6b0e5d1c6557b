"""One label of a page's own date, and what stands beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from linter.facts.dates.grammar import Reading
    from linter.model.finding import Location
    from linter.page.dom import Element, Line


@dataclass(frozen=True, slots=True)
class DateLabel:
    """A label of the page's own date and what stands beside it."""

    kind: str
    label: str
    status: Status
    reading: Reading | None
    machine: str | None
    text: str
    location: Location
    element: Element
    lines: tuple[Line, ...] = ()
    """The line of the label, and that of the value where it is another."""
    is_dateline: bool = False
    """Whether it is written as news and press releases are dated: after a place or its kind, or in the heading."""

    @property
    def is_bare(self) -> bool:
        """Whether no words beside the date say what it is, only its place."""
        return not self.label

    @property
    def is_told_by_element(self) -> bool:
        """Whether the `time` element alone gives the date, and its text a relative time."""
        return self.reading is not None and self.reading.kind == "relative" and self.value is not None

    @property
    def value(self) -> str | None:
        """The date that the reader sees, None where it is empty, invalid or ambiguous."""
        return self.reading.value if self.reading and self.status == "date" else None


Status = Literal["date", "empty", "invalid", "ambiguous"]
