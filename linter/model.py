"""What flows through the program: frozen dataclasses that import nothing of ours."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Severity = Literal["error", "warning", "info"]
Outcome = Literal["failed", "cannot_tell"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Location:
    """A stretch of the source; lines are 1-based, columns 1-based code points, the end is exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


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
    screenshot: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """A rule that should have run on a page and could not."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True)
class Limit:
    """Something that was cut: `kept` of `of` were reported."""

    what: str
    kept: int
    of: int


@dataclass(frozen=True, slots=True)
class NotExamined:
    """A source that was asked for and not examined."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class PageReport:
    """Everything that is known of one examined page; `document`, `facts` and `browser` have the JSON contract's shape."""

    source: str
    title: str | None
    language: str | None
    document: Mapping[str, Any]
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any]
    browser: Mapping[str, Any] | None = None
    skipped: tuple[Skipped, ...] = ()
    limits: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """What the run was: its inputs that change results, and whether it came to its end."""

    today: str
    started_at: str
    duration_seconds: float
    complete: bool
    rules: tuple[str, ...]
    stages: tuple[str, ...] = ("static",)
    axe: str | None = None
    language: str = "sv"
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts over all pages; `failed` counts only what can fail a run."""

    pages: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)
    by_rule: Mapping[str, int] = field(default_factory=dict)
    failed: Mapping[str, int] = field(default_factory=dict)
    skipped: int = 0
    cannot_tell: int = 0
    limits: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """A whole run. `pages` may be read any number of times and need not be in memory."""

    run: Run
    pages: Iterable[PageReport]
    not_examined: tuple[NotExamined, ...]
    summary: Summary
