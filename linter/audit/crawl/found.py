"""What a crawl found: its pages in an order that does not depend on the network, and everything that is no page of the review."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from linter.model.audit import CrawledDocument, KeptOut
    from linter.model.report import NotExamined

VisitKind = Literal["page", "redirect", "file", "gone", "failed", "forbidden"]


@dataclass(frozen=True, slots=True)
class Visit:
    """What became of one address: a page with what it leads to, a redirect, a file, nothing, a failure, or what may not be asked."""

    url: str
    kind: VisitKind
    at: int = -1
    """Where its answer is recorded."""
    leads_to: str | None = None
    links: tuple[str, ...] = ()
    canonical: str | None = None
    title: str = ""
    digest: bytes = b""
    failure: NotExamined | None = None
    content_type: str = ""
    size: int | None = None
    modified: str | None = None
    status: int | None = None
    """What a file was answered with."""
    is_cut: bool = False
    is_lost: bool = False
    """Whether nothing was heard of the server."""


@dataclass(frozen=True, slots=True)
class Listed:
    """What the sitemaps of a site list, whether that is more than is read, and those that could not be had."""

    pages: tuple[str, ...] = ()
    is_cut: bool = False
    missing: tuple[NotExamined, ...] = ()


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of the site, and where its answer is recorded."""

    url: str
    at: int


@dataclass(frozen=True, slots=True)
class Found:
    """What a crawl found; `is_finished` tells that nothing is left that it would go on with."""

    pages: tuple[FoundPage, ...]
    missing: tuple[NotExamined, ...] = ()
    kept_out: tuple[KeptOut, ...] = ()
    documents: tuple[CrawledDocument, ...] = ()
    is_finished: bool = True
