"""One fault on a page, where it stands, and what a page says of its faults: frozen data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

Severity = Literal["error", "warning", "info"]
Outcome = Literal["failed", "cannot_tell"]
Remedier = Literal["editor", "webmaster", "supplier"]
"""Who can mend a fault: who writes the page, who runs the site, or who makes what the site runs on."""
REMEDIERS: tuple[Remedier, ...] = ("editor", "webmaster", "supplier")
Matched = Literal["content", "place", "number", "moved"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Location:
    """A stretch of the source; lines are 1-based, columns 1-based code points, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A small picture of the place of a finding as WebP, with its size in CSS pixels."""

    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault on one page, ready to be shown in the language of the run."""

    rule: str
    category: str
    severity: Severity
    outcome: Outcome
    message: str
    message_key: str
    data: Mapping[str, Any]
    location: Location
    selector: str
    snippet: str
    fingerprint: str
    requirements: tuple[str, ...] = ()
    baseline: Literal["new", "known"] | None = None
    suppressed: Mapping[str, Any] | None = None
    """None, or `kind` (`page` or `configuration`), `reason` and `expires` (a date or None)."""
    screenshot: str | None = None
    remedied_by: Remedier | None = None
    """Who can mend it; None where nobody knows yet whether there is something to mend."""
    cause: str = ""
    """The same for findings of one fault on many pages: rule, message, structure and content, without the page."""
    matched: Matched | None = None
    """Why the baseline took it for one that it holds."""
    content_fingerprint: str = ""
    """What identifies the same fault on whatever page: rule and content."""
    picture: Picture | None = None
    """What its place looks like, where a report for people is to show it; no part of reports for programs."""

    @property
    def is_open(self) -> bool:
        """Whether it is neither suppressed nor known by the baseline."""
        return self.suppressed is None and self.baseline != "known"


@dataclass(frozen=True, slots=True)
class Directive:
    """A comment in a page that suppresses findings of `rules` (ids, categories or `all`) from one place to another."""

    rules: tuple[str, ...]
    reason: str
    expires: str | None
    location: Location
    start: tuple[int, int]
    """Line and column where it begins to hold."""
    end: tuple[int, int]
    """Line and column where it holds no longer."""
    snippet: str
    wrong: str = ""
    """The message key of what is wrong with the comment itself: it then suppresses nothing."""
    data: Mapping[str, Any] = field(default_factory=dict)
