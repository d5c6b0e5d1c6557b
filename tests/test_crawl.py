"""A crawl from the command to the report: what belongs to a site, what is kept out and told, and manners towards servers."""

from __future__ import annotations

import gzip
import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from tests.recorded_site import Site, served
from tests.support import Ran, kommunlint, validate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

USUAL = ("--delay", "0", "--files", "json", "--today", "2026-11-21", "--reproducible", "--fail-on", "never")


@pytest.fixture
def site() -> Iterator[Site]:
    """A site without pages yet, served."""
    with served(Site()) as one:
        yield one


def crawl(site: Site, folder: Path, *words: str, start: str = "/") -> tuple[Ran, dict[str, Any]]:
    """Review what a crawl finds; return what the command said, and the report."""
    ran = kommunlint("audit", f"{site.origin}{start}", "--crawl", "--out", str(folder), *USUAL, *words)
    return ran, read(folder) if (folder / "report.json").exists() else {}


def read(folder: Path) -> dict[str, Any]:
    """Return the report of a review."""
    tree: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    validate(tree)
    return tree


def pages(site: Site, report: dict[str, Any]) -> list[str]:
    """Return the paths of the pages of a report, in their order."""
    return [page["source"].removeprefix(site.origin) for page in report["pages"]]


def kept_out(report: dict[str, Any]) -> dict[str, int]:
    """Return how many addresses were kept out for which reason."""
    return {one["why"]: one["number"] for one in report["crawl"]["kept_out"]}


def missing(site: Site, report: dict[str, Any]) -> list[tuple[str, str]]:
    """Return what was not examined, and the key of why."""
    return [(one["source"].removeprefix(site.origin), one["reason_key"]) for one in report["not_examined"]]


def test_pages_come_from_links_and_sitemaps_level_by_level(site: Site, tmp_path: Path) -> None:
    site.page("/", "Start", "/b", "/a#del", "/a", "mailto:a@b.test", "https://other.test/", "/bild.jpg")
    site.page("/a", "A", "/c")
    site.page("/b", "B", "/")
    site.page("/c", "C")
    site.page("/dold", "Dold")
    site.put("/robots.txt", "User-agent: *\nSitemap: ORIGIN/index.xml\n", Content_Type="text/plain")
    site.put("/index.xml", "<sitemapindex><sitemap><loc>ORIGIN/one.xml.gz</loc></sitemap></sitemapindex>")
    packed = f"<urlset><url><loc>{site.origin}/dold</loc></url><url><loc>{site.origin}/a</loc></url></urlset>"
    site.put("/one.xml.gz", gzip.compress(packed.encode()), Content_Type="application/gzip")
    ran, report = crawl(site, tmp_path)
    assert (0, ["/", "/b", "/a", "/dold", "/c"]) == (ran.code, pages(site, report))
    assert {"outside": 1, "files": 1} == kept_out(report)
    assert {"kommunlint"} == {one.agent.partition("/")[0] for one in site.asked}
    first = report["pages"][0]["document"]
    assert (200, "text/html; charset=utf-8") == (first["status"], first["headers"]["Content-Type"])


@pytest.mark.parametrize(
    ("base", "found", "outside"),
    [
        ("https://www.granvik.test/", ["/", "/a", "/dold", "/b"], {"canonical": 1, "outside": 1}),
        ("https://granvik.test", ["/", "/a", "/dold", "/b"], {"canonical": 1, "outside": 1}),
        ("https://www.granvik.test/kommun/", ["/"], {"outside": 4}),
        (None, ["/"], {"outside": 4}),
    ],
)
def test_what_is_written_with_the_public_address_is_asked_where_it_stands(
    base: str | None, found: list[str], outside: dict[str, int], site: Site, tmp_path: Path
) -> None:
    public = "https://www.granvik.test"
    site.page("/", "Start", f"{public}/a", "https://other.test/", f"{public}/kopia")
    site.page("/a", "A", "http://granvik.test/b")
    site.page("/kopia", "A", head=f'<link rel="canonical" href="{public}/a">')
    site.page("/b", "B")
    site.page("/dold", "Dold")
    site.put("/sitemap.xml", f"<urlset><url><loc>{public}/dold</loc></url></urlset>")
    ran, report = crawl(site, tmp_path, *(["--base", base] if base else []))
    assert (0, found, outside) == (ran.code, pages(site, report), kept_out(report))


def test_a_sitemap_that_cannot_be_had_is_told_and_the_usual_one_read(site: Site, tmp_path: Path) -> None:
    site.page("/", "Start")
    site.page("/dold", "Dold")
    site.put("/robots.txt", "User-agent: *\nSitemap: /borta.xml\n", Content_Type="text/plain")
    site.put("/sitemap.xml", "<urlset><url><loc>ORIGIN/dold</loc></url></urlset>")
    ran, report = crawl(site, tmp_path)
    assert (3, ["/", "/dold"]) == (ran.code, pages(site, report))
    assert [("/borta.xml", "error_status")] == missing(site, report)


@pytest.mark.parametrize("places", [1, 3])
def test_a_host_is_asked_no_more_at_once_than_was_said(site: Site, tmp_path: Path, places: int) -> None:
    names = [f"/{number}" for number in range(12)]
    site.page("/", "Start", *names)
    for name in names:
        site.page(name, f"Sida {name}")
    site.thinks = 0.1
    _, report = crawl(site, tmp_path, "--per-host", str(places))
    assert (13, places) == (len(pages(site, report)), site.most_open)


def test_what_is_kept_out_is_told_in_numbers(site: Site, tmp_path: Path) -> None:
    days = [f"/kalender?datum=2026-{month:02}-{day:02}" for month in (1, 2) for day in range(1, 29)]
    site.page(
        "/",
        "Start",
        "/a",
        "/a?PHPSESSID=1f2e3d",
        "/a?utskrift=1",
        "/hemligt",
        "/lika",
        "/kanon",
        "/finns-inte",
        "/till-a",
        *days,
    )
    site.page("/a", "A")
    site.page("/a?utskrift=1", "Utskrift")
    for path in ("/lika", "/lika2"):
        site.page(path, "Lika", "/lika2")
    site.page("/kanon", "A", head='<link rel="canonical" href="/a">')
    site.put("/till-a", "", 302, Location="/a")
    for number, day in enumerate(days):
        site.page(day, f"Dag {number}")
    site.put("/robots.txt", "User-agent: *\nDisallow: /hemligt\n", Content_Type="text/plain")
    ran, report = crawl(site, tmp_path)
    once = ("canonical", "gone", "print", "redirects", "robots", "same", "visit")
    expected = {"calendar": 25} | dict.fromkeys(once, 1)
    assert (3, expected) == (ran.code, kept_out(report))
    assert [("/", "crawl_calendar"), ("/", "crawl_robots")] == missing(site, report)
    assert ["/", "/a", "/lika"] == [path for path in pages(site, report) if not path.startswith("/kalender")]
    assert not {"/hemligt", "/a?utskrift=1"} & set(site.paths())
    assert any("utskrift=1" in note for note in report["run"]["notes"])


def test_a_canonical_address_that_every_page_names_hides_no_page(site: Site, tmp_path: Path) -> None:
    head = '<link rel="canonical" href="/">'
    site.page("/", "Start", "/a", "/b", head=head)
    site.page("/a", "A", head=head)
    site.page("/b", "B", head=head)
    assert ["/", "/a", "/b"] == pages(site, crawl(site, tmp_path)[1])


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        (("--pages", "3"), ["/", "/1", "/2"], "crawl_pages"),
        (("--depth", "0"), ["/"], "crawl_depth"),
        (("--depth", "1"), ["/", "/1", "/2", "/3"], "crawl_depth"),
    ],
)
def test_limits_are_kept_and_told(
    words: tuple[str, ...], expected: list[str], why: str, site: Site, tmp_path: Path
) -> None:
    site.page("/", "Start", "/1", "/2", "/3")
    for number in (1, 2, 3):
        site.page(f"/{number}", f"Sida {number}", f"/{number}{number}")
        site.page(f"/{number}{number}", f"Sida {number}{number}")
    ran, report = crawl(site, tmp_path, *words)
    assert (3, expected, [("/", why)]) == (ran.code, pages(site, report), missing(site, report))


def test_the_folder_of_the_start_page_is_the_site(site: Site, tmp_path: Path) -> None:
    site.page("/skola/", "Skola", "/skola/a", "/", "../vard/")
    site.page("/skola/a", "A")
    _, report = crawl(site, tmp_path, start="/skola/")
    assert (["/skola/", "/skola/a"], {"outside": 2}) == (pages(site, report), kept_out(report))


def test_documents_are_listed_and_not_fetched(site: Site, tmp_path: Path) -> None:
    site.page("/", "Start", "/plan.pdf", "/hamta/18", "/borta.pdf")
    changed = "Mon, 02 Nov 2026 10:00:00 GMT"
    site.put("/plan.pdf", b"%PDF-" * 100, Content_Type="application/pdf", Last_Modified=changed)
    site.put("/hamta/18", b"%PDF-" * 200, Content_Type="application/pdf")
    _, report = crawl(site, tmp_path)
    keys = ("format", "bytes", "modified", "status")
    told = [tuple(one[key] for key in keys) for one in report["crawl"]["documents"]]
    assert [("pdf", 500, changed, 200), ("pdf", None, None, 404), ("pdf", 1000, None, 200)] == told
    assert {f"{site.origin}/"} == {one["linked_from"] for one in report["crawl"]["documents"]}
    assert ["HEAD"] == [one.method for one in site.asked if one.path == "/plan.pdf"]


@pytest.mark.parametrize("date", [False, True])
def test_a_busy_server_is_left_alone_as_long_as_it_asks(date: bool, site: Site, tmp_path: Path) -> None:  # noqa: FBT001  a case
    site.page("/", "Start", "/a")
    site.put("/a", "busy", 503, Retry_After="DATE" if date else "2")
    site.page("/a", "A")
    _, report = crawl(site, tmp_path)
    first, second = (one.at for one in site.asked if one.path == "/a")
    assert (["/", "/a"], True) == (pages(site, report), second - first >= 1)


def test_a_server_that_wants_to_be_left_alone_for_an_hour_is_left_and_the_crawl_goes_on_later(
    site: Site, tmp_path: Path
) -> None:
    site.page("/", "Start", "/a")
    site.put("/a", "busy", 429, Retry_After="3600")
    site.page("/a", "A")
    ran, report = crawl(site, tmp_path)
    assert (3, [("/", "crawl_busy")], False) == (ran.code, missing(site, report), report["crawl"]["finished"])
    ran, report = crawl(site, tmp_path)
    assert (0, ["/", "/a"]) == (ran.code, pages(site, report))
    assert 1 == site.paths().count("/")


def test_between_two_requests_there_is_the_delay_or_what_robots_txt_asks_for(site: Site, tmp_path: Path) -> None:
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 0.4\n", Content_Type="text/plain")
    site.page("/", "Start", *(f"/{number}" for number in range(5)))
    for number in range(5):
        site.page(f"/{number}", f"Sida {number}")
    crawl(site, tmp_path, "--delay", "0.1")
    times = [one.at for one in site.asked if one.path != "/robots.txt"]
    assert min(later - earlier for earlier, later in pairwise(times)) > 0.3


def test_redirects_are_held_to_the_site_and_to_the_policy(site: Site, tmp_path: Path) -> None:
    with served(Site()) as other:
        other.page("/", "Annan")
        site.page("/", "Start", "/ut", "/in")
        site.put("/ut", "", 301, Location=f"{other.origin}/")
        site.put("/in", "", 301, Location="http://169.254.169.254/latest")
        _, report = crawl(site, tmp_path)
        assert ([], ["/"], 2) == (other.paths(), pages(site, report), kept_out(report)["outside"])


def test_a_start_page_that_leads_to_another_site_says_so(site: Site, tmp_path: Path) -> None:
    site.put("/", "", 301, Location="https://granvik.test/")
    ran, _ = crawl(site, tmp_path)
    assert (3, True) == (ran.code, "https://granvik.test/" in ran.err)


@pytest.mark.parametrize(
    ("path", "content", "kind", "why"),
    [
        ("/plan.pdf", "%PDF-1.7", "application/pdf", "crawl_no_page"),
        ("/hamta/18", "%PDF-1.7", "application/pdf", "crawl_no_page"),
        ("/bild.png", "PNG", "image/png", "crawl_no_page"),
        ("/borta?utm_source=brev", "", "", "error_status"),
    ],
)
def test_a_start_that_is_no_page_says_so(
    path: str, content: str, kind: str, why: str, site: Site, tmp_path: Path
) -> None:
    site.page("/", "Start")
    if content:
        site.put(path, content, Content_Type=kind)
    ran = kommunlint("audit", f"{site.origin}/", site.origin + path, "--crawl", "--out", str(tmp_path), *USUAL)
    told = missing(site, read(tmp_path))
    assert (3, [(path.partition("?")[0], why)]) == (ran.code, told)


def test_redirects_in_a_circle_are_told(site: Site, tmp_path: Path) -> None:
    site.page("/", "Start", "/sig", "/fram", "/till-a")
    site.put("/sig", "", 302, Location="/sig")
    site.put("/fram", "", 302, Location="/ater")
    site.put("/ater", "", 302, Location="/fram")
    site.put("/till-a", "", 302, Location="/")
    ran, report = crawl(site, tmp_path)
    told = [("/sig", "redirects_in_loop"), ("/ater", "redirects_in_loop")]
    assert (3, told, {"redirects": 2}) == (ran.code, missing(site, report), kept_out(report))


def test_a_page_that_is_gone_is_told_with_the_page_that_leads_there(site: Site, tmp_path: Path) -> None:
    site.page("/", "Start", "/a")
    site.page("/a", "A", "/borta")
    _, report = crawl(site, tmp_path)
    told = [(one["why"], one["example"], one["linked_from"]) for one in report["crawl"]["kept_out"]]
    assert [("gone", f"{site.origin}/borta", f"{site.origin}/a")] == told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("https://a.test/", "--pages", "3"), "--pages: "),
        (("https://a.test/", "--warc", "a.warc.gz"), "--warc: "),
        (("--crawl", "pages/"), "--crawl: pages/"),
        (("--crawl", "http://"), "--crawl: http://"),
        (("https://a.test/", "--from-warc", "a.warc"), "--from-warc: "),
        (("--from-warc", "a.warc", "--browser"), "--from-warc"),
        (("--from-warc", "a.warc", "--crawl"), "--from-warc"),
        (("--from-warc", "missing.warc"), "missing.warc"),
        (("--crawl",), "audit: "),
        (("https://a.test/", "--crawl", "--delay", "soon"), "--delay: "),
        (("https://a.test/", "--crawl", "--pages", "0"), "--pages"),
        (("https://a.test/", "--files", "docx"), "--files: "),
        (("https://a.test/", "--files", ""), "--files: "),
    ],
)
def test_flags_that_do_not_fit_are_refused_in_one_line(words: tuple[str, ...], told: str, tmp_path: Path) -> None:
    ran = kommunlint("audit", "--out", str(tmp_path / "out"), *words, cwd=tmp_path)
    assert (2, True, False) == (ran.code, told in ran.complaint, (tmp_path / "out" / "report.json").exists())


def test_only_the_files_that_are_named_are_written(site: Site, tmp_path: Path) -> None:
    site.page("/", "Start")
    crawl(site, tmp_path, "--files", "json,earl")
    assert {"report.json", "earl.jsonld", "answers.yaml", "page-types.yaml", "crawl"} == {
        one.name for one in tmp_path.iterdir()
    }
