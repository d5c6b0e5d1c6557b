"""What a review is pointed at -> targets: what `check` takes, and lists of addresses (`@FILE`) and sitemaps."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.data.files import read_bytes, read_text
from linter.model.errors import SourceError, UsageError
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.model.target import Target, is_address
from linter.page.urls import resolve, split
from linter.run import targets
from linter.stages.http.sitemap import Reading, is_sitemap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.config.config import Config

_LIST_BYTES, _SITEMAP_BYTES = 8 * 1024 * 1024, 64 * 1024 * 1024
_MOST = 50_000
"""Pages of a list."""


def pages_of(arguments: Sequence[str], settings: Config) -> list[Target | NotExamined]:
    """Return every page that the arguments name, each address once; what is wrong with a list is a `UsageError`.

    Addresses of a list are named as on the command line; those of a sitemap only at the sitemap's own host and port.
    """
    found: dict[str, Target | NotExamined] = {}
    for one in _pages(arguments, settings):
        found.setdefault(one.source if isinstance(one, NotExamined) else one.url or one.name, one)
    return list(found.values())


def _pages(arguments: Sequence[str], settings: Config) -> Iterator[Target | NotExamined]:
    for argument in arguments:
        if argument.startswith("@"):
            yield from _pages(_listed(argument), settings)
        elif is_address(argument) and is_sitemap(argument):
            yield from _of_sitemap(argument, settings)
        elif is_sitemap(argument) and Path(argument).is_file():
            yield from _of_sitemap_file(argument)
        else:
            root = settings.browser.root
            yield from targets.find([argument], settings.include, settings.base, None, "-", root)


def expanded(arguments: Sequence[str]) -> tuple[str, ...]:
    """Return the arguments with lists of addresses in place of their files: what they hold is named."""
    return tuple(
        one for argument in arguments for one in (_listed(argument) if argument.startswith("@") else [argument])
    )


def _listed(argument: str) -> list[str]:
    """Return the addresses of a list: one a line, empty lines and what begins with # left out."""
    found = []
    for number, line in enumerate(read_text(Path(argument[1:]), argument, most=_LIST_BYTES).splitlines(), 1):
        address = line.strip()
        if not address or address.startswith("#"):
            continue
        if not is_address(address):
            raise UsageError(Reason("list_address_wrong"), f"{argument}:{number}")
        found.append(address)
        if len(found) > _MOST:
            raise UsageError(Reason("list_too_long", {"most": _MOST}), argument)
    if not found:
        raise UsageError(Reason("list_empty"), argument)
    return found


def _of_sitemap(argument: str, settings: Config) -> Iterator[Target | NotExamined]:
    """Yield the pages that a sitemap names, asked for as pages are."""
    for first in targets.find([argument], (), settings.base, None, ""):
        if isinstance(first, NotExamined) or first.url is None:
            yield first if isinstance(first, NotExamined) else NotExamined(first.name, Reason("path_missing"))
            return
        settings.refuse_untrusted()
        origin = split(resolve(None, first.url) or first.url).origin
        reading = Reading([first.url], origin)
        for url in reading.waiting():
            is_own = split(url).origin == origin
            asked = Target(url, url, url=url, login=first.login if is_own else "", is_named=is_own)
            try:
                source = targets.load(
                    asked, settings.limits, links=settings.links, allowed=settings.browser.allow_hosts
                )
                reading.take(source.data)
            except SourceError as error:
                yield NotExamined(url, error.reason)
        yield from _read(reading, first.name, login=first.login, origin=origin)


def _of_sitemap_file(name: str) -> Iterator[Target | NotExamined]:
    """Yield the pages that the file of a sitemap names; further sitemaps that it names are not asked for."""
    reading = Reading([name], None)
    for file in reading.waiting():
        if file != name:
            yield NotExamined(file, Reason("sitemap_of_file"))
        else:
            reading.take(read_bytes(Path(name), name, most=_SITEMAP_BYTES))
    yield from _read(reading, name, login="", origin=None)


def _read(reading: Reading, name: str, *, login: str, origin: str | None) -> Iterator[Target | NotExamined]:
    """Yield the pages; only those of the very origin that was named may be asked wherever it is."""
    for url in reading.pages:
        is_own = split(url).origin == origin
        yield Target(url, url.partition("#")[0], url=url, login=login if is_own else "", is_named=is_own)
    if reading.is_cut:
        yield NotExamined(name, Reason("sitemap_cut", {"number": len(reading.pages)}))
    elif not reading.pages:
        yield NotExamined(name, Reason("sitemap_without_pages"))
