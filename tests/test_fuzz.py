"""Fuzz: whatever the bytes are, no check crashes, nothing is skipped, and the facts keep their shape."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model.errors import SourceError
from linter.report.json_ import page_as_json
from tests import fuzz
from tests.support import examine, facts, fixtures, validate

SEED = 20261121
PAGES = 2000
SHARDS = 20


def _survives(data: bytes, *select: str) -> None:
    try:
        report = examine(data, *select)
    except SourceError:
        return
    assert () == report.skipped
    tree = json.loads(json.dumps(page_as_json(report)))
    validate(tree, "page")


@pytest.mark.parametrize("shard", range(SHARDS))
def test_mutated_pages_are_examined_whole_and_soon(shard: int) -> None:
    verdicts = [fuzz.judge(number) for number in range(shard, PAGES, SHARDS)]
    assert [] == [verdict for verdict in verdicts if verdict.complaint]


def test_reports_of_mutated_pages_fit_the_schema() -> None:
    for number in range(PAGES, PAGES + 50):
        _survives(fuzz.mutated(number))


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
            b"<a href='https://www.openstreetmap.org/?" + b"q=;" * 50_000 + b"'>Visa p\xc3\xa5 karta</a>",
            id="query-with-semicolons",
        ),
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
