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


NOT_ASKED = "links that were asked"
"""How a limit begins that tells of links that were not asked, and why."""


@dataclass(frozen=True, slots=True)
class NotExamined:
    """A source that was asked for and not examined."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands: the folder that / means for a page from a file, and whether that folder is a site's root."""

    root: str | None = None
    is_site: bool = False


ReferenceKind = Literal["link", "image", "frame", "script", "style", "resource", "form", "mail", "other"]


@dataclass(frozen=True, slots=True)
class Reference:
    """Something a page refers to by address. `url` is what is asked for it, "" where nothing can be; `reason` says why.

    `written` is the address as the page has it, `is_own` tells whether it belongs to the page's own site.
    """

    url: str
    fragment: str
    kind: ReferenceKind
    written: str
    text: str
    location: Location
    selector: str
    snippet: str
    reason: str = ""
    is_map: bool = False
    is_own: bool = False
    is_post: bool = False
    is_settled: bool = False
    """Whether a finding of the source says already that the address is no good."""


@dataclass(frozen=True, slots=True)
class PageReport:
    """Everything that is known of one examined page; `document`, `facts` and `browser` have the JSON contract's shape.

    `references`, `anchors`, `url` and `path` are for the link stage; `links` is what it found, in the contract's shape.
    """

    source: str
    title: str | None
    language: str | None
    document: Mapping[str, Any]
    findings: tuple[Finding, ...]
    facts: Mapping[str, Any]
    browser: Mapping[str, Any] | None = None
    skipped: tuple[Skipped, ...] = ()
    limits: tuple[Limit, ...] = ()
    references: tuple[Reference, ...] = ()
    anchors: frozenset[str] = frozenset()
    may_add_anchors: bool = False
    url: str | None = None
    path: str = ""
    links: tuple[Mapping[str, Any], ...] | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """What the link stage did in a run; `verdicts` may be read any number of times, in the contract's shape."""

    counts: Mapping[str, int]
    requests: int
    from_memory: int
    verdicts: Iterable[Mapping[str, Any]]


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
    links: Links | None = None
