"""What the link stage found out of one address: plain data, made by `links`, judged by checks, shown by reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from collections.abc import Set as AbstractSet

    from linter.model.finding import Location

Kind = Literal["ok", "moved", "broken", "refused", "unstable", "insecure", "soft-404", "blocked", "skipped"]
KINDS: tuple[Kind, ...] = ("ok", "moved", "broken", "refused", "unstable", "insecure", "soft-404", "blocked", "skipped")
UNANSWERED: frozenset[Kind] = frozenset({"blocked", "skipped"})
"""Verdicts of addresses that were not asked."""
UNDECIDED: frozenset[Kind] = UNANSWERED | {"refused", "unstable"}
"""Verdicts that leave open what stands at an address: it was not asked, refused to answer, or gave no answer for now."""
DOCUMENT = "document"
"""The verdict, in the list of a page's links, of one that leads to a document in place of a page."""
TIME_IS_UP, STOPPED, CRASH = "time_limit", "stopped", "crash"
"""Reasons of a stage that was cut short, and of a fault of its own."""
FAILURES: frozenset[Kind] = frozenset({"broken"})
"""Verdicts whose days are counted."""

FragmentState = Literal["present", "missing", "by_script", "unknown"]
"""Whether a place stands in a document; a script may make it, or the document could not be read."""


@dataclass(frozen=True, slots=True)
class Hop:
    """One request: the address, what it answered (`status` None: nothing, for a reason) and when (ISO 8601, UTC)."""

    url: str
    method: str
    status: int | None
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Failures:
    """How often an address failed, and over how many different days."""

    times: int
    days: int
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is known of one address.

    `reason` is a key (`status`, `no_such_host`, `loop`, `expired` …), `detail` its value in words that need no
    translation; `address` is where a moved one is now.
    """

    url: str
    kind: Kind
    reason: str = ""
    detail: str = ""
    status: int | None = None
    address: str | None = None
    hops: tuple[Hop, ...] = ()
    checked_at: str = ""
    tries: int = 0
    fragments: Mapping[str, FragmentState] = field(default_factory=dict)
    failures: Failures | None = None
    from_memory: bool = False
    is_document: bool = False
    """Whether the server calls what it answers with a document, such as PDF."""


def fragment_states(wanted: Iterable[str], ids: AbstractSet[str], absent: FragmentState) -> dict[str, FragmentState]:
    """Return of each place whether it is among a document's ids, as written or decoded; `absent` is what it is else."""
    return {name: "present" if {name, unquote(name)} & ids else absent for name in wanted}


def hops_as_json(verdict: Verdict) -> list[dict[str, Any]]:
    """Return every request on the way in the shape of the JSON report."""
    return [
        {"url": hop.url, "method": hop.method, "status": hop.status, "reason": hop.reason, "at": hop.at}
        for hop in verdict.hops
    ]


def as_json(verdict: Verdict) -> dict[str, Any]:
    """Return a verdict in the shape of the JSON report."""
    failures = verdict.failures
    return {
        "url": verdict.url,
        "verdict": verdict.kind,
        "reason": verdict.reason,
        "detail": verdict.detail,
        "status": verdict.status,
        "address": verdict.address,
        "hops": hops_as_json(verdict),
        "checked_at": verdict.checked_at,
        "tries": verdict.tries,
        "from_memory": verdict.from_memory,
        "fragments": dict(verdict.fragments),
        "failures": failures
        and {"times": failures.times, "days": failures.days, "first": failures.first, "last": failures.last},
    }


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
    region: str | None = None
    """The part of the page that it stands in."""
    is_settled: bool = False
    """Whether a finding of the source says already that the address is no good."""


@dataclass(frozen=True, slots=True)
class Want:
    """What is asked of an address: whether a reader goes there (a page), and which places in it are meant."""

    is_page: bool = False
    is_map: bool = False
    fragments: frozenset[str] = frozenset()

    def __or__(self, other: Want) -> Want:
        """Return what is asked where both are."""
        if self.fragments >= other.fragments and self.is_page >= other.is_page and self.is_map >= other.is_map:
            return self
        return Want(self.is_page or other.is_page, self.is_map or other.is_map, self.fragments | other.fragments)
