"""Addresses: what is fetched, what is recorded, and why something is not examined."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linter import __version__
from linter.model.errors import SourceError
from linter.model.limits import Limits
from linter.model.reason import Reason
from linter.model.target import Host
from linter.page.source import decode
from linter.report.words.reasons import in_english
from linter.stages.http.fetch import fetch
from tests.dns_server import name_server
from tests.link_pages import DATA
from tests.link_pages import site as origin
from tests.link_server import LinkServer, served
from tests.support import PAGE, check

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LIMITS = replace(Limits(), fetch_seconds=5.0, page_bytes=1_000_000, redirects=3)


@contextmanager
def _refused(why: str) -> Iterator[None]:
    """Expect that a page cannot be had, for a reason that begins so."""
    with pytest.raises(SourceError) as refusal:
        yield
    assert in_english(refusal.value.reason).startswith(why)


@pytest.fixture(name="web")
def _web() -> Iterator[LinkServer]:
    with served() as server:
        yield server


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


# -- what pages and links have in common ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "asked"), [("utf-8", "/page/f%C3%B6rskola"), ("latin-1", "/page/f%F6rskola")], ids=["utf-8", "latin-1"]
)
def test_a_redirect_is_read_in_the_letters_it_is_written_in(web: LinkServer, encoding: str, asked: str) -> None:
    source = fetch(f"{origin(web)}/letters/{encoding}", LIMITS)
    assert (f"{origin(web)}{asked}", (f"{origin(web)}/letters/{encoding}",)) == (source.url, source.redirects)
    assert ["GET"] == web.asked(asked)


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_headers_are_text(web: LinkServer, encoding: str) -> None:
    headers = {
        name.lower(): text for name, text in fetch(f"{origin(web)}/header-in/{encoding}", LIMITS).headers.items()
    }
    assert "Norrköping" == headers["x-place"]


def test_cookies_are_kept_during_one_chain_of_redirects(web: LinkServer) -> None:
    url = f"{origin(web)}/cookie/"
    for _ in range(2):
        assert (200, url, (url,)) == ((source := fetch(url, LIMITS)).status, source.url, source.redirects)
    assert [None, "seen=1", None, "seen=1"] == [heard.get("cookie") for heard in web.headers]


def test_a_cookie_that_is_set_takes_the_place_of_one_that_was_given(web: LinkServer) -> None:
    fetch(f"{origin(web)}/cookie/", LIMITS, {"Cookie": "session=42; seen=0"})
    assert ["session=42; seen=0", "session=42; seen=1"] == [heard["cookie"] for heard in web.headers]


def test_headers_stay_with_the_origin_of_the_page(web: LinkServer) -> None:
    headers = {"Authorization": "Basic Z3JhbnZpazpsw7ZzZW4="}
    assert 200 == fetch(f"{origin(web)}/secret/", LIMITS, headers).status
    with _refused("answers 401"):
        fetch(f"{origin(web)}/out/{web.server_port}", LIMITS, headers, allowed=[Host("localhost")])
    assert [True, True, False] == ["authorization" in heard for heard in web.headers]


@pytest.mark.parametrize(
    ("certificate", "trusts", "why"),
    [
        pytest.param("valid.pem", True, None, id="valid"),
        pytest.param("valid.pem", False, "is from an unknown issuer", id="unknown-issuer"),
        pytest.param("expired.pem", True, "has expired", id="expired"),
        pytest.param("expired.pem", False, "has expired", id="expired-of-an-unknown-issuer"),
        pytest.param("wrong-host.pem", True, "is for another host", id="wrong-host"),
    ],
)
def test_certificates(certificate: str, trusts: bool, why: str | None) -> None:  # noqa: FBT001  a column of the table
    authority = DATA / "authority.pem" if trusts else None
    with served(DATA / certificate) as server:
        url = f"https://127.0.0.1:{server.server_port}/page/bygglov"
        if why is None:
            assert 200 == fetch(url, LIMITS, ca_file=authority).status
            return
        with _refused(f"no secure connection: the certificate {why}"):
            fetch(url, LIMITS, ca_file=authority)


def test_certificates_and_name_servers_of_the_configuration_hold_for_pages(tmp_path: Path) -> None:
    with served() as plain, served(DATA / "valid.pem") as secure, name_server() as dns:
        config = f'[links]\nca_file = "{DATA / "authority.pem"}"\nnameservers = ["{dns.address}"]\n'
        (tmp_path / "kommunlint.toml").write_text(config, "utf-8")
        urls = [
            f"http://www.granvik.test:{plain.server_port}/page/a",
            f"https://127.0.0.1:{secure.server_port}/page/b",
        ]
        usual = ("--format", "json", "--fail-on", "never", "--trust", ".")
        ran = check(*urls, "http://borta.granvik.test/", *usual, cwd=tmp_path)
    assert urls == [page["source"] for page in ran.json["pages"]]
    assert ["cannot be reached: there is no such host; check the address and the network"] == [
        missing["reason"] for missing in ran.json["not_examined"]
    ]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        pytest.param("/drip/", "took too long to answer", id="headers-that-never-end"),
        pytest.param("/packed-as/pack", "cannot be fetched: compressed as pack, which cannot be unpacked", id="packed"),
        pytest.param("/drops/", "cannot be fetched: Server disconnected", id="hangs-up"),
        pytest.param("/garbage/", "cannot be fetched: Invalid character in chunk size", id="no-http-in-the-body"),
        pytest.param("/no-http/", "cannot be fetched: ", id="no-http"),
    ],
)
def test_servers_with_faults(web: LinkServer, path: str, why: str) -> None:
    with _refused(why):
        fetch(f"{origin(web)}{path}", replace(LIMITS, fetch_seconds=1.0))


@pytest.mark.parametrize("path", ["/two-members/", "/raw-deflate/", "/old/", "/big-header/"])
def test_servers_with_ways_of_their_own(web: LinkServer, path: str) -> None:
    assert "Granvik" in decode(fetch(f"{origin(web)}{path}", LIMITS)).text
