"""A crawl, or its archive -> the targets of a review: each page with the place of its answer, so that none is held in memory."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.audit.crawl import process, recording, replay, tally
from linter.model.audit import Crawl
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.model.target import Host, RecordedAt, Target, plain
from linter.page.urls import split

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from linter.audit.crawl.cache import AnswerCache
    from linter.audit.crawl.found import Found
    from linter.audit.crawl.settings import CrawlSettings


@dataclass(frozen=True, slots=True)
class Crawled:
    """What a review gets of a crawl; `is_complete` tells that nobody stopped it."""

    targets: list[Target | NotExamined]
    crawl: Crawl
    notes: tuple[Reason, ...]
    is_complete: bool = True


def crawled(
    wanted: CrawlSettings, cache: AnswerCache, archive: Path | None, on_visit: Callable[[str], None]
) -> Crawled:
    """Crawl a site, and write its archive where one is wanted."""
    try:
        found = process.crawl(wanted, cache, on_visit)
    except KeyboardInterrupt:
        return _stopped(wanted, cache)
    except process.CrawlerLost:
        return _lost(wanted)
    cache.read_again()
    if archive is not None:
        recording.record(archive, cache, found, wanted.starts)
    return _made(found, cache.archive, wanted.starts)


def from_archive(file: Path) -> Crawled:
    """Return what is recorded in an archive."""
    read = replay.replay(file)
    return _made(read.found, file, read.starts)


def _made(found: Found, archive: Path, starts: Sequence[str]) -> Crawled:
    named = {Host(plain(split(one).host), split(one).port) for one in starts}
    targets: list[Target | NotExamined] = [
        Target(
            page.url,
            page.url,
            url=page.url,
            record=RecordedAt(str(archive), page.at),
            is_named=Host(plain(split(page.url).host), split(page.url).port) in named,
        )
        for page in found.pages
    ]
    told = Crawl(tuple(starts), len(found.pages), found.kept_out, found.documents, found.is_finished)
    return Crawled([*found.missing, *targets], told, tally.notes(found.kept_out))


def _stopped(wanted: CrawlSettings, cache: AnswerCache) -> Crawled:
    cache.read_again()
    why = Reason("crawl_stopped", {"number": sum(1 for _ in cache.records())})
    told = Crawl(wanted.starts, 0, is_finished=False)
    return Crawled([NotExamined(wanted.starts[0], why)], told, (), is_complete=False)


def _lost(wanted: CrawlSettings) -> Crawled:
    told = Crawl(wanted.starts, 0, is_finished=False)
    return Crawled([NotExamined(wanted.starts[0], Reason("crawl_lost_process"))], told, ())
