"""What would mend a fault for certain: stretches of the source, and what is to stand there instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `text` in place of the source's characters `[start, end)`; offsets count a line end as one character."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The remedy of one finding, by its place in the page's list; `before` and `after` are the piece of source it is about."""

    finding: int
    edit: Edit
    before: str
    after: str
