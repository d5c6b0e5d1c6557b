"""A web archive -> the pages that are recorded in it: as the crawl found them that wrote it, else every page in its own order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.audit.crawl import plan
from linter.audit.crawl.found import Found, FoundPage
from linter.audit.crawl.tally import Tally
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.model.system_error import of_system
from linter.page.urls import resolve, scheme, without_fragment
from linter.stages.warc.reader import heads, is_cut

if TYPE_CHECKING:
    from pathlib import Path

    from linter.stages.warc.reader import Head

_PAGES = ("text/html", "application/xhtml+xml")
_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class Replayed:
    """What an archive holds, and the addresses that its crawl began with."""

    found: Found
    starts: tuple[str, ...]


@dataclass(slots=True)
class _Index:
    """What is known of an archive's answers once it was read: the last one of each address counts."""

    pages: dict[str, tuple[str, int]] = field(default_factory=dict)
    """Date and place by address, in the order of the first answers."""
    by_digest: dict[str, int] = field(default_factory=dict)
    errors: list[str] = field(default_factory=list)
    plan: plan.Plan | None = None
    exchanges: int = 0
    last: int | None = None
    is_packed_whole: bool = False
    """Whether its records are packed together, so that none of them can be read alone."""


def replay(file: Path) -> Replayed:
    """Read an archive; what is wrong with the file is a `UsageError`, what of it is damaged is told."""
    try:
        index = _read(file)
        cut = index.last is None or is_cut(file, index.last)
    except OSError as error:
        raise UsageError(of_system(error), str(file)) from error
    if index.last is None:
        raise UsageError(Reason("warc_foreign"), str(file))
    if index.is_packed_whole:
        raise UsageError(Reason("warc_packed_whole"), str(file))
    places = {url: at for url, (_, at) in index.pages.items()}
    if index.plan is not None:
        return _planned(file, index, places, is_damaged=cut)
    return _foreign(file, index, places, is_damaged=cut)


def _read(file: Path) -> _Index:
    index, method = _Index(), "GET"
    for head in heads(file):
        index.is_packed_whole = index.is_packed_whole or head.at == index.last
        index.last = head.at
        if index.plan is not None and head.resource:
            continue  # beside the crawl, a browser looked at its pages
        if head.type == "request":
            method = head.method
        elif head.type == "metadata":
            index.plan = index.plan or plan.read(head.block)
        else:
            _take(index, head, method)
            method = "GET"
    return index


def _take(index: _Index, head: Head, method: str) -> None:
    index.exchanges += 1
    url = _address(head.url)
    if url is None or method != "GET" or len(index.pages) >= _MOST:
        return
    at = head.at
    if head.type == "revisit":
        known = index.pages.get(_address(head.refers_to) or url)
        at = known[1] if known is not None else index.by_digest.get(head.digest, -1)
    elif head.status >= 400:
        index.errors.append(url)
    if at < 0 or (head.type == "response" and (head.status not in range(200, 300) or head.kind not in _PAGES)):
        return
    if head.digest:
        index.by_digest.setdefault(head.digest, at)
    before = index.pages.get(url)
    if before is None or before[0] <= head.date:
        index.pages[url] = (head.date, at)


def _address(written: str) -> str | None:
    url = resolve(None, written)
    return without_fragment(url)[0] if url is not None and scheme(url) in ("http", "https") else None


def _planned(file: Path, index: _Index, places: dict[str, int], *, is_damaged: bool) -> Replayed:
    assert index.plan is not None  # noqa: S101  who calls has looked
    found = plan.found(index.plan, places)
    if is_damaged or index.exchanges < index.plan.exchanges:
        numbers = {"number": index.exchanges, "of": index.plan.exchanges}
        why = Reason("warc_cut_of", {"file": str(file), **numbers})
        found = _with(found, NotExamined(index.plan.starts[0], why))
    return Replayed(found, tuple(index.plan.starts))


def _foreign(file: Path, index: _Index, places: dict[str, int], *, is_damaged: bool) -> Replayed:
    tally = Tally()
    for url in dict.fromkeys(index.errors):
        tally.add("errors", url)
    found = Found(tuple(FoundPage(url, at) for url, at in places.items()), kept_out=tally.kept_out())
    about = next(iter(places), str(file))
    if is_damaged:
        found = _with(found, NotExamined(about, Reason("warc_cut", {"file": str(file), "number": index.exchanges})))
    if not places:
        found = _with(found, NotExamined(about, Reason("warc_without_pages")))
    return Replayed(found, (about,) if places else ())


def _with(found: Found, one: NotExamined) -> Found:
    return Found((*found.pages,), (one, *found.missing), found.kept_out, found.documents, found.is_finished)
