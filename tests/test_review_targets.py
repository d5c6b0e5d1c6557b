"""What a review is pointed at: lists, sitemaps and folders -> pages, each once; what is wrong with them; how pages are explored."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from linter.audit.sampling.corrections import Corrections
from linter.audit.sampling.explore import chosen, explore, outlines_of
from linter.audit.sampling.sample import draw, whole
from linter.audit.sampling.targets import pages_of
from linter.config.config import Config
from linter.engine.page_config import More
from linter.model.errors import UsageError
from linter.model.report import NotExamined
from linter.model.target import Target
from linter.report.words.words import words_in
from linter.run.run import RunRequest, run
from tests import servers
from tests.support import TODAY, kommunlint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def named(*arguments: str) -> list[str]:
    """Return what the arguments name, and of what cannot be had the reason."""
    found = pages_of(arguments, Config())
    return [f"{one.source}: {one.reason.key}" if isinstance(one, NotExamined) else one.name for one in found]


@pytest.fixture
def www(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """A folder, and the address that it is served at."""
    folder = tmp_path / "www"
    folder.mkdir()
    with servers.folder(folder) as origin:
        yield folder, origin


def urlset(*addresses: str) -> bytes:
    """Return a sitemap."""
    return "".join(["<urlset>", *(f"<url><loc>{one}</loc></url>" for one in addresses), "</urlset>"]).encode()


def test_a_list_names_each_address_once(tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_bytes("\ufeff# Granvik\r\nhttps://a.test/\r\n\r\n  https://a.test/å\nhttps://a.test/\n".encode())
    assert ["https://a.test/", "https://a.test/å"] == named(f"@{file}")
    assert all(one.is_named for one in pages_of([f"@{file}"], Config()) if isinstance(one, Target))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "no addresses in it"),
        (b"# nothing\n", "no addresses in it"),
        (b"https://a.test/\n/etc/passwd\n", ":2: not a web address (http:// or https://)"),
        (b"@other.txt\n", ":1: not a web address (http:// or https://)"),
        (b"\xff\xfe", "not UTF-8 (byte 0)"),
        (b"https://a.test/\n" * 50_001, "more than 50,000 addresses"),
        (b"#" * (8 * 1024 * 1024 + 1), "larger than 8,388,608 bytes"),
    ],
)
def test_a_list_with_anything_else_is_refused_in_one_line(content: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "list.txt"
    file.write_bytes(content)
    with pytest.raises(UsageError) as refused:
        pages_of([f"@{file}"], Config())
    assert (True, True, 0) == (
        str(refused.value).endswith(told),
        str(file) in str(refused.value),
        str(refused.value).count("\n"),
    )


def test_a_list_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        pages_of([f"@{tmp_path}/missing.txt"], Config())


def test_a_sitemap_is_followed_on_its_own_host_packed_or_not(www: tuple[Path, str]) -> None:
    folder, origin = www
    index = f"<sitemapindex><sitemap><loc>{origin}/a.xml.gz</loc></sitemap><sitemap><loc>{origin}/b.xml</loc></sitemap></sitemapindex>"
    (folder / "sitemap.xml").write_text(index)
    (folder / "a.xml.gz").write_bytes(
        gzip.compress(urlset(f"{origin}/1", "http://127.0.0.1:1/inward", f"{origin}/2?a=1&amp;b=2"))
    )
    (folder / "b.xml").write_bytes(urlset(f"{origin}/1", f"{origin}/sitemap.xml"))
    assert [f"{origin}/1", f"{origin}/2?a=1&b=2"] == named(f"{origin}/sitemap.xml")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"<html><body>Not here</body></html>", "sitemap_without_pages"),
        (b"\x1f\x8bbroken", "sitemap_without_pages"),
        (b"", "sitemap_without_pages"),
        (None, "error_status"),
    ],
)
def test_what_is_no_sitemap_is_told(content: bytes | None, reason: str, www: tuple[Path, str]) -> None:
    folder, origin = www
    if content is not None:
        (folder / "sitemap.xml").write_bytes(content)
    assert f"{origin}/sitemap.xml: {reason}" in named(f"{origin}/sitemap.xml")


def test_more_sitemaps_than_are_read_are_told(www: tuple[Path, str]) -> None:
    folder, origin = www
    (folder / "sitemap.xml").write_bytes(urlset(*(f"{origin}/{number}.xml" for number in range(30))))
    for number in range(30):
        (folder / f"{number}.xml").write_bytes(urlset(f"{origin}/page-{number}"))
    found = named(f"{origin}/sitemap.xml")
    assert [f"{origin}/page-{number}" for number in range(19)] + [f"{origin}/sitemap.xml: sitemap_cut"] == found


@pytest.mark.parametrize(
    ("loc", "pages"),
    [
        ("<![CDATA[{origin}/1?a=1&b=2]]>", ["{origin}/1?a=1&b=2"]),
        ("\n <![CDATA[ {origin}/1 ]]>\n", ["{origin}/1"]),
        ("<![CDATA[<b>{origin}/1</b>]]>", []),
        ("http://www.{host}/1", ["http://www.{host}/1"]),
        ("http://www.andra.{host}/1", []),
        ("http://andra.{host}/1", []),
    ],
)
def test_addresses_are_read_as_they_are_written_and_a_site_has_one_name(
    loc: str, pages: list[str], www: tuple[Path, str]
) -> None:
    folder, origin = www[0], www[1].replace("127.0.0.1", "localhost")
    told = {"origin": origin, "host": origin.partition("://")[2]}
    (folder / "sitemap.xml").write_text(f"<urlset><url><loc>{loc.format(**told)}</loc></url></urlset>")
    found = [one for one in pages_of([f"{origin}/sitemap.xml"], Config()) if isinstance(one, Target)]
    assert [one.format(**told) for one in pages] == [one.name for one in found]
    assert [origin in one.name for one in found] == [one.is_named for one in found]  # another name may lead inwards


def test_a_packed_sitemap_that_is_not_whole_is_told(www: tuple[Path, str]) -> None:
    folder, origin = www
    packed = gzip.compress(urlset(*(f"{origin}/{number}" for number in range(500))))
    (folder / "sitemap.xml.gz").write_bytes(packed[:-20])
    found = named(f"{origin}/sitemap.xml.gz")
    assert (f"{origin}/0", f"{origin}/sitemap.xml.gz: sitemap_cut") == (found[0], found[-1])


def test_a_file_with_a_sitemap_names_pages_that_nobody_vouches_for(tmp_path: Path) -> None:
    file = tmp_path / "sitemap.xml"
    file.write_bytes(urlset("https://a.test/1", "https://b.test/2", "https://a.test/more.xml"))
    assert ["https://a.test/more.xml: sitemap_of_file", "https://a.test/1", "https://b.test/2"] == named(str(file))
    assert not any(one.is_named for one in pages_of([str(file)], Config()) if isinstance(one, Target))


def test_pages_are_explored_as_served_and_documents_are_not_asked_for(www: tuple[Path, str]) -> None:
    folder, origin = www
    (folder / "kontakt.html").write_text("<title>Kontakt</title><main><h1>Kontakta oss</h1><p>Ring oss.</p></main>")
    (folder / "l.txt").write_text(f"{origin}/kontakt.html\n{origin}/a.pdf\n{origin}/missing.html\n")
    wanted = pages_of([f"@{folder}/l.txt"], Config())
    found = explore(wanted, Config(), RunRequest(today=TODAY))
    assert [f"{origin}/kontakt.html"] == [one.source for one in found.outlines]
    assert [(f"{origin}/a.pdf", "pdf")] == [(one.url, one.format) for one in found.documents]
    assert [f"{origin}/missing.html: error_status"] == [f"{one.source}: {one.reason.key}" for one in found.missing]
    assert found.is_complete


def test_only_what_the_sample_has_is_examined(www: tuple[Path, str]) -> None:
    folder, origin = www
    for number in range(30):
        (folder / f"{number}.html").write_text(f"<title>{number}</title><main><h1>{number}</h1><p>En sida.</p></main>")
    (folder / "l.txt").write_text(
        "".join(f"{origin}/{name}\n" for name in (*(f"{n}.html" for n in range(30)), "a.pdf"))
    )
    wanted = pages_of([f"@{folder}/l.txt"], Config())
    found = explore(wanted, Config(), RunRequest(today=TODAY))
    sample = draw(found.outlines, 7, Corrections(), words_in("sv"))
    examined = [one.name for one in chosen(wanted, sample) if isinstance(one, Target)]
    assert (sorted(one.source for one in sample.pages), 2) == (sorted(examined), len(examined))
    everything = whole(found.outlines, 7, Corrections(), words_in("sv"), is_all=True, documents=found.documents)
    assert (31, 30) == (len(everything.pages), len(list(chosen(wanted, everything))))


def test_a_run_that_is_asked_for_outlines_has_those_of_an_exploration(www: tuple[Path, str]) -> None:
    folder, origin = www
    (folder / "kontakt.html").write_text("<title>Kontakt</title><main><h1>Kontakta oss</h1><p>Ring oss.</p></main>")
    wanted = pages_of([f"{origin}/kontakt.html"], Config())
    explored = explore(wanted, Config(), RunRequest(today=TODAY))
    assert explored.outlines == outlines_of(
        run(iter(wanted), Config(), RunRequest(today=TODAY, more=More(outlines=True)))
    )
    assert () == outlines_of(run(iter(wanted), Config(), RunRequest(today=TODAY)))


def test_a_page_that_is_explored_and_drawn_is_asked_for_once(tmp_path: Path) -> None:
    asked: list[str] = []

    class Recording(servers.Files):
        def do_GET(self) -> None:
            asked.append(self.path)
            super().do_GET()

    (tmp_path / "www").mkdir()
    for number in range(12):
        (tmp_path / "www" / f"{number}.html").write_text(f"<title>{number}</title><h1>{number}</h1><p>En sida.</p>")
    with servers.folder(tmp_path / "www", Recording) as origin:
        listed = "".join(f"{origin}/{number}.html\n" for number in range(12))
        (tmp_path / "l.txt").write_text(listed)
        ran = kommunlint("audit", "@l.txt", "--sample", "--out", "out", "--files", "json", cwd=tmp_path)
    examined = json.loads((tmp_path / "out" / "report.json").read_text("utf-8"))["pages"]
    assert [f"/{number}.html" for number in sorted(map(str, range(12)))] == sorted(asked), ran.err
    assert 0 < len(examined) < len(asked)
