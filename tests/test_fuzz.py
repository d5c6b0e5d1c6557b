"""Fuzz: whatever the bytes are, no check crashes, nothing is skipped, and the facts keep their shape."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model.errors import SourceError
from linter.report.json_ import page_as_json
from tests.support import examine, facts, fixtures, validate

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = 20261121
ROUNDS = 12
TOKENS = [
    b"<",
    b">",
    b"</",
    b"<!--",
    b"-->",
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"\r",
    b"&#",
    b"&#x110000;",
    b"&#xD800;",
    b'"',
    b"'",
    b"=",
    b"<table>",
    b"</p>",
    b"<p",
    b"<template>",
    b"<svg>",
    b"<a href=",
    b"mailto:",
    b"tel:",
    b"Telefon:",
    b"E-post:",
    b"Senast uppdaterad",
    b"2026-02-30",
    b"0480-",
    b"\xc2\xad",
    b"\xe2\x80\xae",
    b"<main>",
    b"<footer>",
    b"Visa p\xc3\xa5 karta",
    b"https://www.google.com/maps?q=",
    b"<script>document.write('",
    b"<noscript>",
    b"\xef\xbb\xbf",
    b"[at]",
    b"(a)",
    b"@",
    b"<plaintext>",
    b"<select>",
    b"<frameset>",
]


def _cut(random_: random.Random, data: bytearray) -> None:
    start = random_.randrange(len(data))
    del data[start : start + random_.randrange(1, 200)]


def _insert(random_: random.Random, data: bytearray) -> None:
    start = random_.randrange(len(data))
    data[start:start] = random_.choice(TOKENS) * random_.choice([1, 1, 1, 50])


def _flip(random_: random.Random, data: bytearray) -> None:
    data[random_.randrange(len(data))] = random_.randrange(256)


def _copy(random_: random.Random, data: bytearray) -> None:
    start, to = random_.randrange(len(data)), random_.randrange(len(data))
    data[to:to] = data[start : start + random_.randrange(1, 400)]


DEEDS: list[Callable[[random.Random, bytearray], None]] = [_cut, _insert, _insert, _flip, _copy]


def _survives(data: bytes, *select: str) -> None:
    try:
        report = examine(data, *select)
    except SourceError:
        return
    assert () == report.skipped
    tree = json.loads(json.dumps(page_as_json(report)))
    validate(tree, "page")


@pytest.mark.parametrize("path", fixtures(), ids=lambda path: path.stem)
def test_mutated_fixture(path: Path) -> None:
    random_ = random.Random(f"{SEED}{path.stem}")
    for _ in range(ROUNDS):
        data = bytearray(path.read_bytes())
        for _ in range(random_.randrange(1, 40)):
            random_.choice(DEEDS)(random_, data)
            if not data:
                data = bytearray(b"<p>")
        _survives(bytes(data))


def test_mutated_fixture_with_markup_rules() -> None:
    random_ = random.Random(SEED)
    for path in fixtures()[:4]:
        data = bytearray(path.read_bytes())
        for _ in range(20):
            random_.choice(DEEDS)(random_, data)
        _survives(bytes(data), "all")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "cp1252", "cp037", "shift-jis", "utf-7"])
def test_wrong_encoding(encoding: str) -> None:
    for path in fixtures()[:3]:
        _survives(path.read_text("utf-8", "replace").encode(encoding, "replace"))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(random.Random(SEED).randbytes(200_000), id="random-bytes"),
        pytest.param(b"<p>\0\0Senast uppdaterad\0:\0</p>" * 500, id="nul"),
        pytest.param(b"<p>Senast uppdaterad: \xed\xa0\x80\xff\xfe</p>", id="surrogates"),
        pytest.param("<p>Telefon: &#xD83D;&#xDE00; \U0001f600</p>".encode(), id="surrogate-references"),
        pytest.param(b"<p>" + b"Telefon: 0480-45 00 0" * 50_000 + b"</p>", id="one-long-line"),
        pytest.param(b"<p>" + b"a@" * 100_000, id="at-signs"),
        pytest.param(b"<p>" + b"a.b-" * 50_000 + b"@" + b"c." * 50_000, id="dots"),
        pytest.param(b"<p>" + b"&#64;&amp;" * 50_000, id="references"),
        pytest.param(b"<a data-cfemail='" + b"ff" * 50_000 + b"'>x</a>", id="long-attribute"),
        pytest.param(b"<a " + b"x=1 " * 50_000 + b">Visa p\xc3\xa5 karta</a>", id="many-attributes"),
        pytest.param(b"<p>Kontakta" + b" " * 500_000 + b"oss</p>", id="blanks"),
        pytest.param(b"<p>Senast uppdaterad: " * 5_000, id="labels"),
        pytest.param(b"<p>Tel: " + b"0 " * 100_000, id="digits"),
        pytest.param(b"<svg><title>" * 5_000, id="svg"),
        pytest.param(b"<table>" * 3_000 + b"x", id="tables"),
        pytest.param(b"<script>" + b"a='b'+" * 20_000 + b"</script><p>x", id="script"),
        pytest.param(b"<a href='javascript:" + b"x('" * 20_000 + b"'>E-post</a>", id="script-link"),
        pytest.param(b"<script type='application/ld+json'>" + b"[" * 50_000 + b"</script><p>x", id="json-ld"),
        pytest.param(b"<p>" + "Ö".encode() * 100_000 + b" 1, 391 26 " + b"K" * 100_000, id="one-word"),
        pytest.param(
            b"<a href='https://www.google.com/maps?" + b"q=&" * 50_000 + b"'>Visa p\xc3\xa5 karta</a>", id="query"
        ),
    ],
)
def test_hostile_page(data: bytes) -> None:
    _survives(data)


MARKUP = st.lists(
    st.one_of(
        st.text(max_size=20),
        st.sampled_from(
            [
                *(
                    "<p>",
                    "</p>",
                    "<b>",
                    "</b>",
                    "<table>",
                    "<tr>",
                    "<td>",
                    "<li>",
                    "<main>",
                    "<footer>",
                    "<a href=#>",
                    "<a href=mailto:>",
                    "<br>",
                    "<img>",
                ),
                *(
                    "<noscript>",
                    "<h2>",
                    "<dl>",
                    "<dt>",
                    "<dd>",
                    "<time>",
                    "<iframe>",
                    "Telefon:",
                    "E-post:",
                    "Sidansvarig:",
                    "Uppdaterad",
                    "2026-02-30",
                ),
                *("kontakta", "0480-462117", "a@b.se", "(at)", "39126", "Kalmar", "Box", "Storgatan", "12", "karta"),
            ],
        ),
    ),
    max_size=25,
).map(" ".join)


@given(MARKUP)
def test_any_text_has_facts(text: str) -> None:
    for kind in ("dates", "contacts", "emails", "map_links"):
        try:
            assert isinstance(facts(text, kind), list)
        except SourceError:
            assert "" == text.strip("\0\t\n\f\r ") or text.startswith(("GIF8", "%PDF-", "PK", "RIFF"))
            return


@given(MARKUP)
def test_any_text_is_judged(text: str) -> None:
    _survives(text.encode("utf-8", "surrogatepass"))
