"""Sources: the encoding as a browser decides it, and what is no HTML at all."""

from __future__ import annotations

import base64
import contextlib
import quopri
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.facts import Facts
from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.page.page import Page
from linter.page.source import Source, decode
from tests.support import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.model.reason import ReasonKey

WORD = "Räksmörgås"
LATIN = {"content-type": "text/html; charset=iso-8859-1"}


def _meta(encoding: str, *, codec: str = "utf-8", before: str = "") -> bytes:
    return f'{before}<meta charset="{encoding}"><p>{WORD}'.encode(codec)


@pytest.mark.parametrize(
    ("data", "headers", "expected"),
    [
        pytest.param(f"\ufeff<p>{WORD}".encode(), {}, ("utf-8", "bom", True), id="bom-utf-8"),
        pytest.param(f"\ufeff<p>{WORD}".encode("utf-16-le"), {}, ("utf-16-le", "bom", True), id="bom-utf-16-le"),
        pytest.param(f"\ufeff<p>{WORD}".encode("utf-16-be"), {}, ("utf-16-be", "bom", True), id="bom-utf-16-be"),
        pytest.param(
            f"\ufeff<meta charset=iso-8859-1><p>{WORD}".encode(),
            LATIN,
            ("utf-8", "bom", True),
            id="bom-beats-http-and-meta",
        ),
        pytest.param(f"<p>{WORD}".encode("latin-1"), LATIN, ("windows-1252", "http", True), id="http"),
        pytest.param(_meta("utf-8", codec="latin-1"), LATIN, ("windows-1252", "http", True), id="http-beats-meta"),
        pytest.param(
            f"<p>{WORD}".encode(),
            {"CONTENT-TYPE": 'Text/HTML;charset="UTF8"'},
            ("utf-8", "http", True),
            id="http-quoted-in-capitals",
        ),
        pytest.param(
            _meta("utf-8"),
            {"content-type": "text/html; charset=nonsense"},
            ("utf-8", "meta", True),
            id="http-unknown-label",
        ),
        pytest.param(_meta("utf-8"), {"content-type": "text/html"}, ("utf-8", "meta", True), id="http-without-charset"),
        pytest.param(
            _meta("ISO-8859-1", codec="latin-1"), {}, ("windows-1252", "meta", True), id="meta-latin-1-is-windows-1252"
        ),
        pytest.param(_meta("utf-8"), {}, ("utf-8", "meta", True), id="meta-charset"),
        pytest.param(
            b"<META CHARSET = 'UTF-8' ><p>" + WORD.encode(),
            {},
            ("utf-8", "meta", True),
            id="meta-with-blanks-in-capitals",
        ),
        pytest.param(
            f'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1"><p>{WORD}'.encode("latin-1"),
            {},
            ("windows-1252", "meta", True),
            id="meta-http-equiv",
        ),
        pytest.param(
            f'<meta content="text/html; charset=iso-8859-1"><p>{WORD}'.encode(),
            {},
            ("utf-8", "default", True),
            id="meta-content-without-http-equiv",
        ),
        pytest.param(
            f"<!-- <meta charset=iso-8859-1> --><p>{WORD}".encode(),
            {},
            ("utf-8", "default", True),
            id="meta-in-a-comment",
        ),
        pytest.param(
            _meta("iso-8859-1", before="<meta charset=nonsense>", codec="latin-1"),
            {},
            ("windows-1252", "meta", True),
            id="first-known-meta",
        ),
        pytest.param(
            _meta("iso-8859-1", before=" " * 1100), {}, ("utf-8", "default", True), id="meta-beyond-1024-bytes"
        ),
        pytest.param(_meta("utf-16"), {}, ("utf-8", "meta", True), id="meta-utf-16-means-utf-8"),
        pytest.param(
            _meta("x-user-defined", codec="cp1252"), {}, ("windows-1252", "meta", True), id="meta-x-user-defined"
        ),
        pytest.param(f"<p>{WORD}".encode(), {}, ("utf-8", "default", True), id="default-utf-8"),
        pytest.param(
            f"<p>{WORD} “x”".encode("cp1252"), {}, ("windows-1252", "default", True), id="default-windows-1252"
        ),
        pytest.param(f"<p>{WORD}".encode()[:-1] + b"\xc3", {}, ("utf-8", "default", False), id="utf-8-cut-in-a-letter"),
        pytest.param(_meta("utf-8", codec="latin-1"), {}, ("utf-8", "meta", False), id="wrongly-declared-utf-8"),
        pytest.param(_meta("iso-8859-1"), {}, ("windows-1252", "meta", False), id="wrongly-declared-latin-1"),
        pytest.param(
            b"<?xml version='1.0' encoding='iso-8859-1'?><p>" + WORD.encode("latin-1"),
            {},
            ("windows-1252", "meta", True),
            id="xml-declaration",
        ),
    ],
)
def test_encoding(data: bytes, headers: dict[str, str], expected: tuple[str, str, bool]) -> None:
    read = document(data, headers=headers)
    assert expected == (read.encoding, read.encoding_from, WORD in read.text)


def test_wrong_bytes_are_replaced_and_the_rest_kept() -> None:
    assert "<p>a\ufffdb\ufffd" == document(b"<p>a\xffb\xed", headers={"content-type": "text/html; charset=utf-8"}).text


def test_line_ends_become_lf() -> None:
    assert "a\nb\nc\n\nd" == document(b"a\r\nb\rc\n\rd").text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        pytest.param(b"", None, id="empty"),
        pytest.param(b" \r\n\t\0", None, id="white-space"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "png_image", id="png"),
        pytest.param(b"\xff\xd8\xff\xe0", "jpeg_image", id="jpeg"),
        pytest.param(b"GIF89a", "gif_image", id="gif"),
        pytest.param(b"%PDF-1.7", "pdf_document", id="pdf"),
        pytest.param(b"PK\x03\x04", "zip_or_office_file", id="docx"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1", "office_file", id="doc"),
        pytest.param(b"RIFF\x00\x00\x00\x00WEBP", "media_file", id="webp"),
        pytest.param(b"\x1f\x8b\x08", "compressed_file", id="gzip"),
        pytest.param(b"\x7fELF", "program", id="elf"),
        pytest.param(b'{"pages": [{"title": "<p>Badhus"}]}', "json_data", id="json"),
        pytest.param(b'\xef\xbb\xbf\n[\n  {"name": 1', "json_data", id="json-of-many-cut-short"),
        pytest.param(b'["a", "b"]', "json_data", id="json-of-strings"),
        pytest.param(b'<?xml version="1.0"?>\n<!-- x -->\n<rss version="2.0">', "feed", id="feed"),
        pytest.param(b'<urlset xmlns="x">', "feed", id="sitemap"),
        pytest.param(b"{\\rtf1\\ansi", "office_file", id="rtf"),
    ],
)
def test_what_is_no_html_is_refused(data: bytes, kind: ReasonKey | None) -> None:
    expected = Reason("file_empty") if kind is None else Reason("not_html", {"kind": Reason(kind)})
    with pytest.raises(SourceError) as refusal:
        decode(Source("page.html", data))
    assert expected == refusal.value.reason


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        pytest.param("a.json", "{}", "json_data", id="json"),
        pytest.param("a.css", "/* a */ p { margin: 0 }", "style_sheet", id="style-sheet"),
        pytest.param("A.JS", "document.write('<p>a')", "script_file", id="script"),
        pytest.param("a.csv", "namn;telefon\nA;1", "table_data", id="table"),
        pytest.param("a.yaml", "namn: a", "settings_file", id="settings"),
    ],
)
def test_a_file_that_its_name_says_is_no_page_is_refused(name: str, text: str, kind: ReasonKey) -> None:
    with pytest.raises(SourceError) as refusal:
        decode(Source(name, text.encode()))
    assert Reason("not_html", {"kind": Reason(kind)}) == refusal.value.reason


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("a.json", "<!doctype html><p>a", id="mark-up-whatever-the-name"),
        pytest.param("a.txt", "Badhuset har stängt.", id="text"),
        pytest.param("", "{kommun} har stängt", id="template"),
        pytest.param("", '[Badhuset] "har" stängt', id="brackets"),
        pytest.param("", "{{ titel }}: stängt", id="braces"),
        pytest.param("", "<?xml version='1.0'?><html><p>a", id="xhtml"),
    ],
)
def test_text_that_may_be_of_a_page_is_read(name: str, text: str) -> None:
    assert text == decode(Source(name, text.encode())).text


def test_the_kind_that_a_server_says_goes_before_the_end_of_an_address() -> None:
    served = Source("https://a.se/x.js", b"a", "https://a.se/x.js", {"Content-Type": "text/html"})
    assert "a" == decode(served).text


@pytest.mark.parametrize("kind", ["application/json", "image/svg+xml", "application/pdf; charset=utf-8"])
def test_what_the_server_calls_something_else_is_refused(kind: str) -> None:
    with pytest.raises(SourceError) as refusal:
        document("<p>a", headers={"Content-Type": kind})
    assert Reason("not_html_by_server", {"kind": kind.partition(";")[0]}) == refusal.value.reason


@pytest.mark.parametrize("kind", ["text/html", "application/xhtml+xml", "text/plain", "TEXT/HTML;charset=utf-8"])
def test_what_the_server_calls_a_page_is_read(kind: str) -> None:
    assert "<p>a" == document("<p>a", headers={"Content-Type": kind}).text


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    try:
        text = document(data).text
    except SourceError:
        return
    assert "\r" not in text


@given(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff"), min_size=1).filter(
        lambda text: text.strip("\0\t\n\f\r ")
    )
)
def test_text_in_declared_utf_8_is_read_as_it_is(text: str) -> None:
    assert f"<p>{text}" == document(f"<p>{text}", headers={"content-type": "text/html; charset=utf-8"}).text


_SAVED_PAGE = """From: <Saved by Blink>
Snapshot-Content-Location: https://www.lerboda.example/bad
Subject: Badplatser
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----b7"


------b7
Content-Type: text/css
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.lerboda.example/a.css

p { color: red }
------b7
Content-Type: text/html
Content-Transfer-Encoding: {encoding}
Content-Location: https://www.lerboda.example/annons

{frame}
------b7
Content-Type: text/html
Content-Transfer-Encoding: {encoding}
Content-Location: https://www.lerboda.example/bad

{page}
------b7--
"""


def _archive(encoding: str, codec: Callable[[bytes], bytes], line_end: str = "\r\n") -> bytes:
    page = codec(f"<!doctype html>\n<meta charset=utf-8>\n<p>{WORD}</p>".encode()).decode()
    frame = codec(b"<p>Annons</p>").decode()
    text = _SAVED_PAGE.replace("{encoding}", encoding).replace("{page}", page).replace("{frame}", frame)
    return text.replace("\n", line_end).encode()


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("encoding", "codec"),
    [("quoted-printable", quopri.encodestring), ("base64", base64.encodebytes), ("8bit", bytes), ("", bytes)],
)
def test_page_of_an_mhtml_file(encoding: str, codec: Callable[[bytes], bytes], line_end: str) -> None:
    document = decode(Source("bad.mhtml", _archive(encoding, codec, line_end)))
    assert ("mhtml", "https://www.lerboda.example/bad", "utf-8") == (
        document.container,
        document.url,
        document.encoding,
    )
    assert ["<!doctype html>", "<meta charset=utf-8>", f"<p>{WORD}</p>"] == document.text.strip().splitlines()


def test_mhtml_of_one_part() -> None:
    data = f'MIME-Version: 1.0\nContent-Type: text/html; charset="iso-8859-1"\n\n<p>{WORD}</p>'.encode("latin-1")
    document = decode(Source("bad.mht", data))
    assert ("windows-1252", "http", True) == (document.encoding, document.encoding_from, WORD in document.text)


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/css\n\np {}\n--a--",
        b"MIME-Version: 1.0\nContent-Type: multipart/related\n\n--a\nContent-Type: text/html\n\n<p>A",
        b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nA",
    ],
)
def test_mhtml_without_a_page_is_no_source(data: bytes) -> None:
    with pytest.raises(SourceError, match="mhtml"):
        decode(Source("bad.mhtml", data))


def test_nested_mhtml_ends() -> None:
    level = "--a\nContent-Type: multipart/related; boundary=a\n\n"
    data = f"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n{level * 20_000}<p>A".encode()
    with pytest.raises(SourceError):
        decode(Source("bad.mhtml", data))


@given(st.binary(max_size=300))
def test_any_bytes_in_an_mhtml_file(data: bytes) -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a\nContent-Type: text/html\n"
    with contextlib.suppress(SourceError):
        decode(Source("bad.mhtml", head + data))


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("<!-- saved from url=(0033)https://www.lerboda.example/bad?a -->", "https://www.lerboda.example/bad?a"),
        ("<!-- saved from url=(0014)about:internet -->", None),
        (
            "<!--\n Page saved with SingleFile \n url: https://www.lerboda.example/bad \n saved date: Mon Oct 05 2026\n-->",
            "https://www.lerboda.example/bad",
        ),
        ("<!-- url: https://www.lerboda.example/bad -->", None),
    ],
)
def test_address_that_a_browser_noted(comment: str, expected: str | None) -> None:
    data = f"<!doctype html>\n{comment}\n<p>{WORD}</p>".encode()
    assert expected == decode(Source("bad.html", data)).url
    assert "https://b.example/" == decode(Source("bad.html", data, url="https://b.example/")).url


def test_saved_address_tells_the_country() -> None:
    page = "<html lang=en>{}<main><p>Phone: <a href='tel:22123456'>22 12 34 56</a></p><p>E-mail: a@b.example</p></main>"
    noted = page.replace("{}", "<!-- saved from url=(0022)https://www.lerboda.no/ -->")
    assert "NO" == Facts(Page(document(noted))).country
