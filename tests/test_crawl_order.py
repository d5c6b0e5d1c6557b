"""What a crawl makes of addresses: which are of the site, which are traps, and in which order pages come, whoever answers first."""

from __future__ import annotations

import asyncio
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter.audit.crawl.found import Listed, Visit
from linter.audit.crawl.scope import Scope
from linter.audit.crawl.settings import CrawlSettings
from linter.audit.crawl.survey import Survey
from linter.audit.crawl.traps import Traps, without_visit
from linter.model.limits import Limits

if TYPE_CHECKING:
    from collections.abc import Sequence

_SITE = "https://granvik.test"


@pytest.mark.parametrize(
    ("start", "url", "expected"),
    [
        ("/", "https://granvik.test/a", True),
        ("/", "https://www.granvik.test/a", True),
        ("/", "http://granvik.test/a", True),
        ("/", "https://granvik.test:8443/a", False),
        ("/", "https://skola.granvik.test/", False),
        ("/", "https://granvik.test.evil.test/", False),
        ("/", "https://evil.test/granvik.test/", False),
        ("/skola/", "https://granvik.test/skola", True),
        ("/skola/", "https://granvik.test/skola/a/b", True),
        ("/skola/", "https://granvik.test/skolan", False),
        ("/skola/", "https://granvik.test/", False),
        ("/skola/start.html", "https://granvik.test/skola/a", True),
    ],
)
def test_what_belongs_to_a_site(start: str, url: str, expected: bool) -> None:  # noqa: FBT001  a case
    assert expected == Scope.of([_SITE + start]).covers(url)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/a?PHPSESSID=abc&b=1", "/a?b=1"),
        ("/a;jsessionid=1F2E?b=1", "/a?b=1"),
        ("/a;sid=0123456789abcdef0123;v=2", "/a;v=2"),
        ("/a?utm_source=brev&utm_medium=e-post", "/a"),
        ("/a?sid=4711", "/a?sid=4711"),
        ("/a?sid=0123456789abcdef0123", "/a"),
        ("/a?b=%C3%A5&c", "/a?b=%C3%A5&c"),
        ("/a", "/a"),
    ],
)
def test_what_names_a_visit_is_left_out(written: str, expected: str) -> None:
    assert _SITE + expected == without_visit(_SITE + written)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("/a?print=1", "print"),
        ("/a?print=0", None),
        ("/a?view=print", "print"),
        ("/a/utskrift", "print"),
        ("/utskrift", None),
        ("/a/b/a/b/a/b", "endless"),
        ("/a/b/a", None),
        ("/" + "a" * 2_500, "endless"),
        ("/" + "/".join(map(str, range(30))), "endless"),
        ("/page.aspx?pageId=17", None),
        ("/?p=412", None),
        ("/nyheter/2026/11/27/nytt-badhus", None),
    ],
)
def test_traps_that_one_address_tells(written: str, expected: str | None) -> None:
    assert expected == Traps().trap(_SITE + written)


@pytest.mark.parametrize(
    ("pattern", "number", "followed", "why"),
    [
        ("/kalender?datum=2026-01-{}", 60, 31, "calendar"),
        ("/kalender/2026/{}", 12, 12, None),
        ("/kalender?year={}&month=1", 60, 31, "calendar"),
        ("/nyheter?page={}", 150, 100, "part"),
        ("/lista?sort={}", 60, 25, "facets"),
        ("/lista?a={}&b=1&c=2&d=3", 60, 25, "facets"),
        ("/artikel?id={}", 300, 300, None),
        ("/sida/{}", 300, 300, None),
    ],
)
def test_traps_that_only_many_addresses_tell(pattern: str, number: int, followed: int, why: str | None) -> None:
    traps = Traps()
    found = [traps.trap(_SITE + pattern.format(f"{at:02}")) for at in range(1, number + 1)]
    assert ([None] * followed, {why} if why else set()) == (found[:followed], {*found[followed:]})


def test_what_a_sitemap_lists_is_there_on_purpose() -> None:
    traps = Traps()
    found = {traps.trap(f"{_SITE}/kalender?datum=2026-01-{at:02}", is_listed=True) for at in range(1, 32)}
    assert ({None}, None) == (found, traps.trap(f"{_SITE}/kalender?datum=2026-02-01"))


class _Fake:
    """Answers from a table, each after a while that chance decides."""

    busy = False

    def __init__(self, links: dict[str, Sequence[str]], seed: int) -> None:
        self._links, self._chance = links, random.Random(seed)

    async def visit(self, url: str) -> Visit:
        await asyncio.sleep(self._chance.random() / 500)
        path = url.removeprefix(_SITE)
        if path.startswith("/till"):
            return Visit(url, "redirect", leads_to=f"{_SITE}/mal")
        links = tuple(_SITE + link for link in self._links.get(path, ()))
        return Visit(url, "page", 1, links=links, title=path, digest=path.encode())

    async def document(self, url: str) -> Visit:
        return Visit(url, "file")

    async def sitemaps(self) -> Listed:
        return Listed((f"{_SITE}/listad", "https://other.test/"))


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_pages_is_that_of_links_whoever_answers_first(seed: int) -> None:
    links = {
        "/": [f"/{at}" for at in range(40)] + ["/till", "/till2"],
        **{f"/{at}": [f"/{at}/x", "/gemensam"] for at in range(40)},
        "/3": ["/mal"],
    }
    settings = CrawlSettings((f"{_SITE}/",), Path(), Limits(), delay=0, pages=60)
    found = asyncio.run(Survey(settings, _Fake(links, seed), lambda _: None).run())
    first = ["/", *(f"/{at}" for at in range(40)), "/listad", "/0/x", "/gemensam", "/1/x", "/2/x", "/mal"]
    met = [page.url.removeprefix(_SITE) for page in found.pages]
    assert (first, 60) == (met[: len(first)], len(met))
    assert {"outside": 1, "pages": 23, "redirects": 2} == {one.why: one.number for one in found.kept_out}
