"""Web archives: what a crawl records, a review from it, and archives that are cut, foreign or hostile."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from tests.recorded_site import Site, html, served
from tests.support import Ran, kommunlint, validate

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_USUAL = ("--files", "json", "--today", "2026-11-21", "--reproducible", "--fail-on", "never")
_URL = "https://granvik.test/"


@pytest.fixture(name="recorded", scope="module")
def _recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a crawl's report, its archive, and the site gone."""
    folder = tmp_path_factory.mktemp("recorded")
    with served(Site()) as site:
        site.page("/", "Start", "/packad", "/borta", "/fel", "/plan.pdf", "/bild.png")
        site.put("/packad", gzip.compress(html("Packad", "/").encode()), Content_Encoding="gzip")
        site.put("/fel", "fel", 403)
        site.put("/plan.pdf", b"%PDF-1.7", Content_Type="application/pdf")
        words = ("--crawl", "--delay", "0", "--warc", str(folder / "site.warc.gz"), "--out", str(folder / "out"))
        ran = kommunlint("audit", f"{site.origin}/", *words, *_USUAL)
    assert (3, True) == (ran.code, (folder / "site.warc.gz").is_file())
    return folder


def review(archive: Path, out: Path, *words: str) -> tuple[Ran, dict[str, Any]]:
    """Review what an archive holds; return what the command said, and the report, {} where there is none."""
    ran = kommunlint("audit", "--from-warc", str(archive), "--out", str(out), *_USUAL, *words)
    file = out / "report.json"
    tree = json.loads(file.read_text("utf-8")) if file.exists() else {}
    if tree:
        validate(tree)
    return ran, tree


def titles(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return source and title of the pages."""
    return [(page["source"].removeprefix(_URL), page["title"]) for page in report["pages"]]


def keys(report: Mapping[str, Any]) -> list[str]:
    """Return why something was not examined."""
    return [one["reason_key"] for one in report["not_examined"]]


def test_a_review_from_the_archive_is_the_same_to_the_byte(recorded: Path, tmp_path: Path) -> None:
    ran, report = review(recorded / "site.warc.gz", tmp_path)
    assert 3 == ran.code
    assert (recorded / "out" / "report.json").read_bytes() == (tmp_path / "report.json").read_bytes()
    assert ["Start", "Packad"] == [page["title"] for page in report["pages"]]


def test_the_archive_is_judged_by_any_day(recorded: Path, tmp_path: Path) -> None:
    _, report = review(recorded / "site.warc.gz", tmp_path, "--today", "2031-01-01")
    stale = [one["rule"] for page in report["pages"] for one in page["findings"] if one["rule"] == "updated-date-stale"]
    assert ("2031-01-01", 2) == (report["run"]["today"], len(stale))


def test_the_archive_is_one_that_others_read(recorded: Path) -> None:
    with (recorded / "site.warc.gz").open("rb") as file:
        records = [
            (one.record_type, one.verify_block_digest(), one.headers.get("WARC-Target-URI", "")[-7:])
            for one in ArchiveIterator(file, parse_http=False)
        ]
    kinds = [str(kind) for kind, _, _ in records]
    assert all(is_whole for _, is_whole, _ in records)
    assert kinds.count(str(WarcRecordType.request)) == kinds.count(str(WarcRecordType.response)) > 5
    assert [str(WarcRecordType.warcinfo), str(WarcRecordType.metadata)] == kinds[:2]


def test_a_login_stands_in_no_record(tmp_path: Path) -> None:
    with served(Site()) as site:
        site.page("/", "Start")
        address = site.origin.replace("//", "//anna:hemlig@") + "/"
        words = ("--crawl", "--delay", "0", "--warc", str(tmp_path / "a.warc.gz"), "--out", str(tmp_path / "out"))
        assert 0 == kommunlint("audit", address, *words, *_USUAL).code
    text = gzip.decompress((tmp_path / "a.warc.gz").read_bytes()).lower()
    assert (False, False) == (b"authorization" in text, b"hemlig" in text)


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9, 0.999])
def test_an_archive_that_is_cut_says_what_it_lacks(part: float, recorded: Path, tmp_path: Path) -> None:
    data = (recorded / "site.warc.gz").read_bytes()
    file = tmp_path / "cut.warc.gz"
    file.write_bytes(data[: int(len(data) * part)])
    ran, report = review(file, tmp_path / "out")
    assert 3 == ran.code
    assert {"warc_cut_of", "warc_cut"} & set(keys(report))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "WARC"),
        (b"no archive at all" * 100, "WARC"),
        (b"\x1f\x8b" + b"\0" * 50, "WARC"),
        (gzip.compress(b"x", mtime=0), "WARC"),
    ],
)
def test_what_is_no_archive_is_refused(content: bytes, told: str, tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    file.write_bytes(content)
    ran, report = review(file, tmp_path / "out")
    assert (2, True, {}) == (ran.code, told in ran.complaint, report)


def test_an_archive_that_is_packed_as_a_whole_is_refused_with_what_to_do(recorded: Path, tmp_path: Path) -> None:
    plain = gzip.decompress((recorded / "site.warc.gz").read_bytes())
    (tmp_path / "a.warc.gz").write_bytes(gzip.compress(plain))
    (tmp_path / "a.warc").write_bytes(plain)
    ran, _ = review(tmp_path / "a.warc.gz", tmp_path / "out")
    assert (2, True) == (ran.code, "gunzip" in ran.complaint)
    _, report = review(tmp_path / "a.warc", tmp_path / "plain")
    assert ["Start", "Packad"] == [page["title"] for page in report["pages"]]


def record(url: str, block: bytes, kind: WarcRecordType = WarcRecordType.response, **headers: str) -> WarcRecord:
    """Return a record of a foreign archive."""
    made = WarcRecord()
    made.init_headers(kind)
    made.headers["WARC-Date"] = headers.pop("date", "2026-11-01T00:00:00Z")
    made.headers["WARC-Target-URI"] = url
    made.headers["Content-Type"] = "application/http;msgtype=response"
    for name, value in headers.items():
        made.headers[f"WARC-{name.replace('_', '-')}"] = value
    made.set_bytes_content(block)
    return made


def archive(file: Path, *records: WarcRecord, is_packed: bool = True) -> Path:
    """Write an archive."""
    made = io.BytesIO()
    for one in records:
        if is_packed:
            with GzipWriter(made) as stream:
                one.write(stream, checksum_data=True)
        else:
            one.write(made)
    file.write_bytes(made.getvalue())
    return file


def answer(body: str | bytes, status: str = "200 OK", kind: str = "text/html; charset=utf-8", *more: str) -> bytes:
    """Return an answer as it travels."""
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Type: {kind}", *more, "", ""])
    return head.encode() + (body.encode() if isinstance(body, str) else body)


def _chunked(body: bytes) -> bytes:
    pieces = [body[at : at + 50] for at in range(0, len(body), 50)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def test_archives_of_others_are_read_as_they_are(tmp_path: Path) -> None:
    packed = gzip.compress(html("Packad").encode())
    raw = zlib.compress(html("Zlib").encode())
    file = archive(
        tmp_path / "foreign.warc.gz",
        record(
            f"{_URL}chunkad",
            answer(_chunked(html("Chunkad").encode()), "200 OK", "text/html", "Transfer-Encoding: chunked"),
        ),
        record(
            f"{_URL}packad",
            answer(_chunked(packed), "200 OK", "text/html", "Transfer-Encoding: chunked", "Content-Encoding: gzip"),
        ),
        record(f"{_URL}zlib", answer(raw, "200 OK", "text/html", "Content-Encoding: deflate")),
        record(
            f"{_URL}uppackad",
            answer(html("Uppackad"), "200 OK", "text/html", "Content-Encoding: gzip", "Transfer-Encoding: chunked"),
        ),
        record(f"{_URL}rader", answer(html("Rader")).replace(b"\r\n", b"\n")),
        record(f"{_URL}bild", answer(b"\x89PNG", "200 OK", "image/png")),
        record(f"{_URL}fel", answer("fel", "500 No")),
        record(f"{_URL}flyttad", answer("", "301 Moved", "text/html", f"Location: {_URL}")),
        record(f"{_URL}gammal", answer(html("Gammal")), date="2026-01-01T00:00:00Z"),
        record(f"{_URL}gammal", answer(html("Ny")), date="2026-02-01T00:00:00Z"),
        record(f"{_URL}igen", answer("", "200 OK"), WarcRecordType.revisit, Refers_To_Target_URI=f"{_URL}rader"),
        record("dns:granvik.test", b"1.2.3.4"),
        record("javascript:alert(1)", answer(html("Skript"))),
    )
    ran, report = review(file, tmp_path / "out")
    assert 0 == ran.code
    assert [
        ("chunkad", "Chunkad"), ("packad", "Packad"), ("zlib", "Zlib"), ("uppackad", "Uppackad"), ("rader", "Rader"),
        ("gammal", "Ny"), ("igen", "Rader"),
    ] == titles(report)  # fmt: skip
    assert [("errors", 1)] == [(one["why"], one["number"]) for one in report["crawl"]["kept_out"]]


def test_hostile_records_cost_themselves_only(tmp_path: Path) -> None:
    bomb = gzip.compress(b"<p>" + b" " * 80_000_000)
    plan = json.dumps(
        {
            "version": 1,
            "exchanges": 1,
            "starts": [_URL],
            "pages": ["x"] * 3,
            "missing": [["a", {"key": "no_such", "data": {}}]],
        }
    )
    file = archive(
        tmp_path / "hostile.warc.gz",
        record(_URL, plan.encode(), WarcRecordType.metadata),
        record(f"{_URL}bomb", answer(bomb, "200 OK", "text/html", "Content-Encoding: gzip")),
        record(f"{_URL}trasig", answer(b"\x1f\x8b\x08trasig", "200 OK", "text/html", "Content-Encoding: gzip")),
        record(f"{_URL}huvud", b"HTTP/1.1 200 OK\r\n" + b"X: " + b"a" * 2_000_000),
        record(f"{_URL}okand", answer("<p>x", "200 OK", "text/html", "Content-Encoding: rot13")),
        record(f"{_URL}nollor", b"\0" * 1000),
        record(f"{_URL}chunk", answer(b"ffffffffff\r\n<p>kort", "200 OK", "text/html", "Transfer-Encoding: chunked")),
        record(f"{_URL}hel", answer(html("Hel"))),
    )
    ran, report = review(file, tmp_path / "out")
    assert 3 == ran.code
    assert ("hel", "Hel") in titles(report)
    assert {"answer_too_large", "packing_broken", "fetch_failed"} <= set(keys(report))


def test_an_archive_without_pages_is_told(tmp_path: Path) -> None:
    file = archive(
        tmp_path / "a.warc", record(f"{_URL}a.png", answer(b"\x89PNG", "200 OK", "image/png")), is_packed=False
    )
    ran, report = review(file, tmp_path / "out")
    assert (3, ["warc_without_pages"]) == (ran.code, keys(report))


def test_a_page_whose_record_is_overwritten_is_told(recorded: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.warc.gz"
    shutil.copy(recorded / "site.warc.gz", file)
    data = bytearray(file.read_bytes())
    at = len(data) // 2
    data[at : at + 200] = b"\0" * 200
    file.write_bytes(bytes(data))
    ran, report = review(file, tmp_path / "out")
    assert (3, True) == (ran.code, bool(keys(report)))


@pytest.mark.parametrize("packed", [True, False])
def test_a_record_that_promises_more_than_there_is_is_told(packed: bool, tmp_path: Path) -> None:  # noqa: FBT001  a case
    file = archive(
        tmp_path / "a.warc", *(record(f"{_URL}{at}", answer(html(f"Sida {at}"))) for at in range(3)), is_packed=packed
    )
    file.write_bytes(file.read_bytes()[:-60])
    ran, report = review(file, tmp_path / "out")
    assert (3, True) == (ran.code, "warc_cut" in keys(report))
