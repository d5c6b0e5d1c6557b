"""The crawl of `audit`: its flags, and what a review gets of it or of its archive."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from linter.cli.extras import refuse_without
from linter.cli.language import words
from linter.cli.output import check_writable, refuse, say
from linter.model.report import NotExamined
from linter.model.system_error import of_system
from linter.model.target import is_address
from linter.page.urls import resolve, split, without_fragment
from linter.run import targets
from linter.stages.browser.network import credentials
from linter.stages.links import settings as link_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linter.audit.crawl.settings import CrawlSettings
    from linter.cli.options import Wanted
    from linter.cli.output import Progress
    from linter.model.audit import Crawl
    from linter.model.reason import Reason
    from linter.model.report import Report
    from linter.model.target import Target

NEEDS = ("scrapy", "fastwarc")
_OF_THE_CRAWL = {"pages": "pages", "depth": "depth", "seconds": "seconds", "warc": "warc"}
_ONLINE = ("crawl", "browser", "links")


@dataclass(frozen=True, slots=True)
class Pages:
    """What a review is made of: its targets, the crawl that they come from, and what ends the crawl once all is written."""

    targets: Sequence[Target | NotExamined]
    crawl: Crawl | None = None
    notes: tuple[Reason, ...] = ()
    is_complete: bool = True
    finish: Callable[[], None] = lambda: None

    def settled(self, report: Report) -> Report:
        """Return the report of the pages; where the crawl was stopped, it is not complete."""
        is_complete = report.run.complete and self.is_complete
        return replace(report, run=replace(report.run, complete=is_complete))


def check_flags(sources: Sequence[str], flags: Mapping[str, Any]) -> None:
    """Refuse flags of a crawl that go with nothing, or with nothing that is offline."""
    for flag, name in _OF_THE_CRAWL.items():
        if flags[flag] is not None and not flags["crawl"]:
            refuse(f"--{name}", "flag_needs", flags=("--crawl",))
    if flags["from_warc"] is not None:
        for name in _ONLINE:
            if flags[name]:
                refuse("audit", "flags_exclude", one="--from-warc", other=f"--{name}")
        if sources:
            refuse("--from-warc", "archive_and_pages")
    if flags["crawl"]:
        for source in sources:
            if not is_address(source):
                refuse(f"--crawl: {source}", "list_address_wrong")
    if flags["crawl"] or flags["from_warc"] is not None:
        refuse_without("audit --crawl" if flags["crawl"] else "audit --from-warc", "audit", NEEDS)


def pages(
    sources: Sequence[str], folder: Path, flags: Mapping[str, Any], wanted: Wanted, progress: Progress
) -> Pages | None:
    """Return what a crawl finds, or what an archive holds; None where neither is asked for."""
    if not flags["crawl"] and flags["from_warc"] is None:
        return None
    from linter.audit.crawl import crawl  # noqa: PLC0415  fastwarc, which other reviews do without

    if flags["from_warc"] is not None:
        read = crawl.from_archive(flags["from_warc"])
        return Pages(read.targets, read.crawl, read.notes)
    from linter.audit.crawl.cache import FOLDER, AnswerCache  # noqa: PLC0415  likewise

    wanted.settings.refuse_untrusted()
    if flags["warc"] is not None:
        check_writable(flags["warc"], "--warc")
    settings = _settings(sources, folder / FOLDER, flags, wanted)
    cache = AnswerCache(settings.folder, settings.starts, is_fresh=settings.is_fresh).opened()
    crawled = crawl.crawled(settings, cache, flags["warc"], progress.address)
    finish = cache.finish if crawled.crawl.is_finished else cache.close
    return Pages(crawled.targets, crawled.crawl, crawled.notes, crawled.is_complete, finish)


@contextmanager
def recording(flags: Mapping[str, Any]) -> Iterator[Path | None]:
    """Yield a folder for what browsers are answered, and add that to the crawl's archive; None where there is no need."""
    if flags["warc"] is None or not flags["browser"]:
        yield None
        return
    from linter.audit.crawl import recording as archive  # noqa: PLC0415  as above

    with TemporaryDirectory(prefix="kommunlint-") as folder:
        yield Path(folder)
        try:
            archive.add(flags["warc"], Path(folder))
        except OSError as error:
            say(f"--warc: {flags['warc']}: {words().tell(of_system(error))}")  # the review itself is not lost


def _settings(sources: Sequence[str], folder: Path, flags: Mapping[str, Any], wanted: Wanted) -> CrawlSettings:
    from linter.audit.crawl.settings import DELAY, DEPTH, PAGES, CrawlSettings  # noqa: PLC0415  as above
    from linter.audit.crawl.traps import without_visit  # noqa: PLC0415  likewise

    settings = wanted.settings
    starts: dict[str, dict[str, str]] = {}
    for one in targets.find(sources, (), settings.base, None, ""):
        if isinstance(one, NotExamined):
            refuse(f"--crawl: {one.source}", "list_address_wrong")
        url = resolve(None, one.url or "")
        if url is None:
            refuse(f"--crawl: {one.name}", "list_address_wrong")
        starts[without_visit(without_fragment(url)[0])] = credentials.header_of_login(one.login)
    return CrawlSettings(
        tuple(starts),
        folder,
        settings.limits,
        delay=DELAY if flags["delay"] is None else link_settings.seconds("delay", flags["delay"]),
        pages=flags["pages"] or PAGES,
        depth=DEPTH if flags["depth"] is None else flags["depth"],
        seconds=flags["seconds"],
        public=flags["base"],
        at_once=flags["per_host"],
        is_fresh=flags["fresh"],
        allowed=settings.browser.allow_hosts,
        logins={split(url).origin: header for url, header in starts.items() if header},
        nameservers=settings.links.nameservers,
        ca_file=settings.links.ca_file,
    )
