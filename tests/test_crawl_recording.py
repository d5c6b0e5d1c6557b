"""The archive of a crawl whose pages a browser looked at too: what the browser was answered is in it, and changes no later review."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from fastwarc.warc import ArchiveIterator

from tests.recorded_site import Site, served
from tests.support import kommunlint

if TYPE_CHECKING:
    from pathlib import Path

_USUAL = ("--files", "json", "--today", "2026-11-21", "--reproducible", "--fail-on", "never", "--select", "dates")
_STYLE = "main { color: #123456 }"


def _records(file: Path, kind: str) -> list[tuple[str, str, bytes]]:
    """Return the records that browsers made: what was asked for, its address, and the block."""
    with file.open("rb") as stream:
        return [
            (record.headers["WARC-Resource-Type"], record.headers["WARC-Target-URI"], record.reader.read())
            for record in ArchiveIterator(stream, parse_http=False)
            if record.headers["WARC-Type"] == kind and "WARC-Resource-Type" in record.headers
        ]


def test_what_a_browser_was_answered_is_in_the_archive_and_pages_are_read_as_the_crawl_found_them(
    tmp_path: Path,
) -> None:
    with served(Site()) as site:
        head = '<link rel="stylesheet" href="/s.css"><script src="/borta.js"></script><img src="/flytt.png" alt="">'
        site.page("/", "Start", "/a", head=head, Set_Cookie="besok=1")
        site.page("/a", "A")
        site.put("/s.css", _STYLE, Content_Type="text/css")
        site.put("/flytt.png", "", 302, Location="/ny.png")
        site.put("/ny.png", b"\x89PNG", Content_Type="image/png")
        words = ("--crawl", "--delay", "0", "--browser", "--warc", "a.warc.gz", "--out", "live")
        ran = kommunlint("audit", f"{site.origin}/", *words, *_USUAL, cwd=tmp_path)
        assert 0 == ran.code, ran.err
        origin = site.origin
    told = _records(tmp_path / "a.warc.gz", "response")
    paths = {(kind, url.removeprefix(origin), int(block.split(b" ", 2)[1])) for kind, url, block in told}
    wanted = {
        ("document", "/", 200),
        ("document", "/a", 200),
        ("stylesheet", "/s.css", 200),
        ("script", "/borta.js", 404),
        ("image", "/flytt.png", 302),
        ("image", "/ny.png", 200),
    }
    assert wanted == paths & wanted
    assert {_STYLE.encode()} == {block.partition(b"\r\n\r\n")[2] for kind, _, block in told if kind == "stylesheet"}
    assert not any(b"cookie:" in block.lower() for _, _, block in _records(tmp_path / "a.warc.gz", "request"))
    again = ("audit", "--from-warc", "a.warc.gz", *_USUAL)
    assert [0, 0] == [kommunlint(*again, "--out", name, cwd=tmp_path).code for name in ("one", "two")]
    one, two = ((tmp_path / name / "report.json").read_bytes() for name in ("one", "two"))
    assert (True, [f"{origin}/", f"{origin}/a"]) == (one == two, [page["source"] for page in json.loads(one)["pages"]])
