"""Addresses: what is fetched, what is recorded, and why something is not examined."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter import __version__
from linter.model.errors import SourceError
from linter.model.limits import Limits
from linter.model.reason import Reason
from linter.page.source import decode
from linter.report.reasons import in_english
from linter.stages.http.fetch import fetch
from tests.support import PAGE, check

LIMITS = replace(Limits(), fetch_seconds=5.0, page_bytes=1_000_000, redirects=3)


def test_page_is_fetched_with_its_headers(site: str) -> None:
    source = fetch(f"{site}/page#main", LIMITS)
    headers = {key.lower(): text for key, text in source.headers.items()}
    assert (PAGE.encode(), 200, f"{site}/page", ()) == (source.data, source.status, source.url, source.redirects)
    assert ("Wed, 04 Nov 2026 10:00:00 GMT", "text/html", "sv") == (
        headers["last-modified"],
        headers["content-type"],
        headers["content-language"],
    )


def test_program_says_who_it_is(site: str) -> None:
    assert f"kommunlint/{__version__}" in fetch(f"{site}/agent", LIMITS).data.decode()


def test_redirects_are_followed_and_recorded(site: str) -> None:
    source = fetch(f"{site}/redirect/3", LIMITS)
    assert (tuple(f"{site}/redirect/{number}" for number in (3, 2, 1)), f"{site}/page") == (
        source.redirects,
        source.url,
    )


@pytest.mark.parametrize(
    ("path", "expected"),
    [("gzip", ("utf-8", PAGE)), ("drops", ("utf-8", PAGE)), ("latin", ("windows-1252", PAGE.replace("–", "?")))],
)
def test_body_is_decoded(site: str, path: str, expected: tuple[str, str]) -> None:
    document = decode(fetch(f"{site}/{path}", LIMITS))
    assert expected == (document.encoding, document.text)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        pytest.param("loop/a", "loop", id="loop"),
        pytest.param("redirect/9", "more than 3 times", id="too-many-redirects"),
        pytest.param("elsewhere", "mailto:info@example.se", id="redirect-to-no-web-address"),
        pytest.param("status/404", "answers 404", id="404"),
        pytest.param("status/403", "answers 403", id="403"),
        pytest.param("status/500", "answers 500", id="500"),
        pytest.param("status/503", "answers 503", id="503"),
        pytest.param("large/2000000", "larger than the limit", id="too-large"),
        pytest.param("bomb", "larger than the limit", id="too-large-unpacked"),
        pytest.param("short", "broke off", id="cut-off"),
    ],
)
def test_what_cannot_be_had(site: str, path: str, why: str) -> None:
    with pytest.raises(SourceError) as refusal:
        fetch(f"{site}/{path}", LIMITS)
    told = in_english(refusal.value.reason)
    assert why in told
    assert [] == [noise for noise in ("HTTPConnection", "object at", "\n") if noise in told]


def test_slow_page_is_given_up(site: str) -> None:
    with pytest.raises(SourceError) as refusal:
        fetch(f"{site}/slow/3", replace(LIMITS, fetch_seconds=0.5))
    assert Reason("fetch_too_slow", {"seconds": 0.5}) == refusal.value.reason
    assert b"<p>yes" == fetch(f"{site}/left", Limits()).data


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "http://no-such-host.invalid/"], ids=["refused", "no-host"])
def test_nobody_there(address: str) -> None:
    with pytest.raises(SourceError) as refusal:
        fetch(address, LIMITS)
    assert "unreachable" == refusal.value.reason.key


@pytest.mark.parametrize("kind", ["application_pdf", "image_png"])
def test_wrong_content_type_is_no_page(site: str, kind: str) -> None:
    with pytest.raises(SourceError) as refusal:
        decode(fetch(f"{site}/type/{kind}", LIMITS))
    assert Reason("not_html_by_server", {"kind": kind.replace("_", "/")}) == refusal.value.reason


def test_addresses_in_a_report(site: str) -> None:
    ran = check(
        f"{site}/redirect/1", f"{site}/status/404", f"{site}/type/image_png", f"{site}/loop/a", "--format", "json"
    )
    (page,) = ran.json["pages"]
    assert 3 == ran.code
    assert (f"{site}/redirect/1", 200, [f"{site}/redirect/1"]) == (
        page["source"],
        page["document"]["status"],
        page["document"]["redirects"],
    )
    assert {"last-modified", "content-type", "content-language"} == {key.lower() for key in page["document"]["headers"]}
    assert "secret" not in ran.out
    assert [f"{site}/status/404", f"{site}/type/image_png", f"{site}/loop/a"] == [
        missing["source"] for missing in ran.json["not_examined"]
    ]
    assert 3 == len(ran.err.splitlines())
    assert ["text", "http"] == [fact["origin"] for fact in page["facts"]["dates"]]
