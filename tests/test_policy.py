"""Who may be asked: one policy for pages, every step of their redirects, links, and the browser; and how long it may take."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from linter.model.errors import SourceError
from linter.model.limits import Limits
from linter.model.report import Limit
from linter.model.target import Host
from linter.report.words.reasons import in_english
from linter.stages.http.fetch import fetch
from tests.answer_server import AnswerServer, Sent, answering, refresh, to
from tests.dns_server import name_server
from tests.link_pages import QUICK, follow, verdicts
from tests.support import check, examine, look

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LIMITS = replace(Limits(), fetch_seconds=3.0, redirects=3)
_HEADER = {"by-status": to, "by-meta": refresh, "by-header": lambda address: Sent(headers={"Refresh": f"0;{address}"})}
_INWARD = (
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "localhost",
    "LOCALHOST.",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "10.0.0.8",
    "192.168.1.1",
    "169.254.169.254",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "100.64.0.1",
    "100.100.100.200",
    "168.63.129.16",
    "0.0.0.0",  # noqa: S104  an address to refuse
)


@pytest.fixture(name="inner", scope="module")
def _inner() -> Iterator[AnswerServer]:
    with answering() as server:
        yield server


@pytest.mark.parametrize("way", _HEADER)
@pytest.mark.parametrize("host", _INWARD)
def test_a_redirect_inwards_is_not_followed(inner: AnswerServer, host: str, way: str) -> None:
    address = f"http://{host}:{inner.server_port}/x"
    with answering({"/": _HEADER[way](address)}) as outer, pytest.raises(SourceError) as refusal:
        fetch(f"{outer.origin}/", _LIMITS)
    assert "redirects_inward" == refusal.value.reason.key
    assert [] == inner.heard


@pytest.mark.parametrize("way", _HEADER)
def test_a_redirect_within_the_named_address_is_followed(way: str) -> None:
    with answering({"/": _HEADER[way]("/a"), "/a": _HEADER[way]("/b")}) as outer:
        source = fetch(f"{outer.origin}/", _LIMITS)
        assert (f"{outer.origin}/b", (f"{outer.origin}/", f"{outer.origin}/a")) == (source.url, source.redirects)


def test_a_redirect_to_an_allowed_host_is_followed(inner: AnswerServer) -> None:
    address = f"http://localhost:{inner.server_port}/allowed"
    with answering({"/": to(address)}) as outer:
        assert address == fetch(f"{outer.origin}/", _LIMITS, allowed=[Host("localhost")]).url
        ran = check(f"{outer.origin}/", "--allow-host", "localhost", "--format", "json", "--fail-on", "never")
        assert [f"{outer.origin}/"] == [page["source"] for page in ran.json["pages"]]
        (missing,) = check(f"{outer.origin}/", "--format", "json").json["not_examined"]
    host = f"localhost:{inner.server_port}"
    why = f"redirects to {host}, whose address is private and was not named; --allow-host {host} allows it"
    assert why == missing["reason"]


def test_a_named_page_does_not_name_another_of_the_run(inner: AnswerServer) -> None:
    with answering({"/": to(f"{inner.origin}/beside")}) as outer:
        ran = check(f"{outer.origin}/", f"{inner.origin}/own", "--format", "json", "--fail-on", "never")
    assert [f"{inner.origin}/own"] == [page["source"] for page in ran.json["pages"]]
    assert "/beside" not in inner.paths()


@pytest.mark.parametrize(
    ("location", "why"),
    [
        ("http://[::1", "redirects to http://[::1, which is no web address"),
        ("http://granvik:hemligt@[::1", "redirects to http://[::1, which is no web address"),
        ("http://:80:80/", "redirects to http://:80:80/, which is no web address"),
        ("ftp://granvik.example/", "redirects to ftp://granvik.example/, which is no web address"),
        ("/a", "redirects in a loop"),
    ],
)
def test_redirects_to_nowhere(location: str, why: str) -> None:
    with answering({"/": to(location), "/a": to("/")}) as outer, pytest.raises(SourceError) as refusal:
        fetch(f"{outer.origin}/", _LIMITS)
    assert in_english(refusal.value.reason).startswith(why)


def test_a_malformed_address_ends_neither_pages_nor_links(tmp_path: Path) -> None:
    with answering({"/moved": to("http://[::1")}) as server:
        ran = follow(tmp_path, [f"{server.origin}/moved", "http://[::1", "http://granvik:hemligt@[::1/"])
    assert {f"{server.origin}/moved": ("unstable", "no_location")} == verdicts(ran)


@pytest.mark.parametrize("name", ["moln", "delad", "www"])
def test_names_are_judged_by_what_they_resolve_to(inner: AnswerServer, name: str) -> None:
    table = {"/": to(f"http://{name}.granvik.test:{inner.server_port}/named")}
    with name_server() as dns, answering(table) as outer, pytest.raises(SourceError) as refusal:
        fetch(f"{outer.origin}/", _LIMITS, nameservers=(dns.address,))
    assert "redirects_inward" == refusal.value.reason.key
    assert "/named" not in inner.paths()


def test_a_named_host_that_is_private_is_bound_to_its_port(inner: AnswerServer) -> None:
    with name_server() as dns, answering() as outer:
        here = f"http://www.granvik.test:{outer.server_port}"
        outer.table |= {
            "/in": to(f"{here}/page"),
            "/out": to(f"http://www.granvik.test:{inner.server_port}/other-port"),
        }
        assert f"{here}/page" == fetch(f"{here}/in", _LIMITS, nameservers=(dns.address,)).url
        assert "www.granvik.test" == outer.heard[-1][1]["host"].partition(":")[0]
        with pytest.raises(SourceError) as refusal:
            fetch(f"{here}/out", _LIMITS, nameservers=(dns.address,))
    assert "redirects_inward" == refusal.value.reason.key
    assert "/other-port" not in inner.paths()


def test_a_name_that_changes_its_meaning_is_asked_where_it_was_judged(inner: AnswerServer) -> None:
    quick = replace(_LIMITS, fetch_seconds=1.0)
    with name_server() as dns, answering() as outer:
        outer.table["/"] = to(f"http://vaxlar.granvik.test:{inner.server_port}/changed")
        with pytest.raises(SourceError):
            fetch(f"{outer.origin}/", quick, nameservers=(dns.address,))
        assert 1 == dns.asked.count(("vaxlar.granvik.test", "A"))
    assert "/changed" not in inner.paths()


def test_links_of_a_named_address_may_be_asked_and_no_other_private_ones(inner: AnswerServer, tmp_path: Path) -> None:
    (tmp_path / "kommunlint.toml").write_text(f"{QUICK}soft_404 = false\n", "utf-8")
    with answering() as outer:
        links = (
            f"<a href=/own>Egen</a> <a href={inner.origin}/port>Port</a> <a href=/away>Bort</a> <a href=/gone>Borta</a>"
        )
        outer.table |= {"/": Sent(body=f"<html lang=sv><title>A</title><main>{links}".encode())}
        outer.table |= {"/away": to(f"{inner.origin}/away"), "/robots.txt": to(f"{inner.origin}/robots.txt")}
        outer.table |= {"/sitemap.xml": to(f"{inner.origin}/sitemap.xml"), "/gone": Sent(404)}
        ran = check(f"{outer.origin}/", "--links", "--format", "json", "--fail-on", "never", cwd=tmp_path)
        found = verdicts(ran)
        assert ("ok", "status") == found[f"{outer.origin}/own"]
        assert [("blocked", "private_address")] * 2 == [found[f"{inner.origin}/port"], found[f"{outer.origin}/away"]]
        assert "/sitemap.xml" in outer.paths()
    assert [] == [path for path in inner.paths() if path in ("/port", "/away", "/robots.txt", "/sitemap.xml")]


# -- pages that send their readers on ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(refresh("/b", "5"), id="later"),
        pytest.param(refresh("#innehall"), id="to-a-place-in-the-page"),
        pytest.param(refresh("mailto:info@granvik.example"), id="to-no-web-address"),
        pytest.param(refresh("http://[::1"), id="to-no-address"),
        pytest.param(
            Sent(body=b"<noscript><meta http-equiv=refresh content='0;/b'></noscript><p>A"), id="without-scripts"
        ),
        pytest.param(Sent(body=b"<!-- <meta http-equiv=refresh content='0;/b'> --><p>A"), id="in-a-comment"),
        pytest.param(Sent(headers={"Content-Type": "text/plain"}, body=refresh("/b").body), id="in-plain-text"),
        pytest.param(Sent(headers={"Refresh": "30"}), id="anew"),
        pytest.param(Sent(headers={"Refresh": "30; /b"}, body=refresh("/b").body), id="the-header-wins"),
    ],
)
def test_a_page_that_stays_is_examined(sent: Sent) -> None:
    with answering({"/": sent}) as server:
        assert ((), sent.body) == ((source := fetch(f"{server.origin}/", _LIMITS)).redirects, source.data)


def test_refreshes_count_as_redirects() -> None:
    table = {f"/{number}": refresh(f"/{number + 1}") for number in range(9)} | {"/self": refresh("/self")}
    with answering(table) as server:
        for path, why in (("/0", "redirects_too_often"), ("/self", "redirects_in_loop")):
            with pytest.raises(SourceError) as refusal:
                fetch(f"{server.origin}{path}", _LIMITS)
            assert why == refusal.value.reason.key


@pytest.mark.parametrize(
    ("html", "address"),
    [
        ("<meta http-equiv=refresh content='0; url=ny.html'>", "ny.html"),
        ("<META HTTP-EQUIV='Refresh' CONTENT='0,URL=\"/ny sida/\"'>", "/ny sida/"),
        (
            "<meta http-equiv=refresh content=' 0.5 ; https://www.granvik.example/ny#x '>",
            "https://www.granvik.example/ny#x",
        ),
        ("<meta http-equiv=refresh content='.0 //a:b@www.granvik.example'>", "//www.granvik.example"),
        (
            "<base href='https://www.granvik.example/a/'><meta http-equiv=refresh content='0;b'>",
            "https://www.granvik.example/a/b",
        ),
        ("<meta http-equiv=refresh content='0; url=javascript:a()'>", None),
        ("<meta http-equiv=refresh content='0; url=#b'>", None),
        ("<meta http-equiv=refresh content='0'>", None),
        ("<meta http-equiv=refresh content='url=ny.html'>", None),
        ("<meta http-equiv=refresh content='4;a'><meta http-equiv=refresh content='0;b'>", None),
        ("<meta name=refresh content='0;a'>", None),
    ],
)
def test_a_file_that_only_leads_on_says_where_to(html: str, address: str | None) -> None:
    expected = () if address is None else (Limit("redirect_stub", {"address": address}, 0, 1),)
    assert expected == examine(f"<html lang=sv><title>A</title>{html}<p>A").limits


def test_a_file_that_only_leads_on_is_no_failure_of_the_browser(tmp_path: Path) -> None:
    (tmp_path / "gammal.html").write_bytes(refresh("https://www.granvik.example/ny").body)
    ran = look("gammal.html", "--language", "en", cwd=tmp_path)
    (page,) = ran.json["pages"]
    assert (0, []) == (ran.code, ran.json["not_examined"])
    assert [("redirect_stub", {"address": "https://www.granvik.example/ny"})] == [
        (limit["kind"], limit["subject"]) for limit in page["limits"]
    ]
    assert "axe" in {one["rule"] for one in page["coverage"]["not_examined"]}
    text = " ".join(check("gammal.html", "--language", "en", cwd=tmp_path).out.split())
    assert "The page only sends its readers on to https://www.granvik.example/ny. That is the page to check." in text


# -- answers that are none, and slow ones ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "first", [b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", b"HTTP/1.1 102 P\r\n\r\n" * 50]
)
def test_a_hint_is_no_answer(first: bytes) -> None:
    with answering({"/": Sent(first=first), "/only": Sent(101, body=b"")}) as server:
        assert 200 == fetch(f"{server.origin}/", _LIMITS).status
        with pytest.raises(SourceError) as refusal:
            fetch(f"{server.origin}/only", _LIMITS)
    assert "error_status" == refusal.value.reason.key


@pytest.mark.parametrize("number", [101, 200, 900])
def test_many_headers_are_no_reason_to_refuse_a_page(number: int) -> None:
    many = {f"X-Granvik-{count}": "ja" for count in range(number)}
    with answering({"/": Sent(headers=many)}) as server:
        assert many.items() <= fetch(f"{server.origin}/", _LIMITS).headers.items()


@contextmanager
def _dripping(start: bytes) -> Iterator[int]:
    """Run a server that begins an answer and goes on with a letter at a time; yield its port."""
    ended = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def drip(client: socket.socket) -> None:
        with client:
            try:
                client.sendall(start)
                while not ended.wait(0.05):
                    client.sendall(b"a")
            except OSError:
                pass

    def accept() -> None:
        while True:
            try:
                client, _ = listening.accept()
            except OSError:
                return
            threading.Thread(target=drip, args=(client,), daemon=True).start()

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        ended.set()
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


@pytest.mark.parametrize(
    "start",
    [
        pytest.param(b"HTTP/1.1 200 ", id="status-line"),
        pytest.param(b"HTTP/1.1 200 OK\r\nX-Granvik: ", id="header"),
        pytest.param(b"HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 200 ", id="after-a-hint"),
        pytest.param(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", id="body"),
        pytest.param(b"HTTP/1.1 302 Found\r\nLocation: /", id="redirect"),
    ],
)
def test_slow_answers_are_given_up(tmp_path: Path, start: bytes) -> None:
    with _dripping(start) as port:
        begun = time.monotonic()
        with pytest.raises(SourceError) as refusal:
            fetch(f"http://127.0.0.1:{port}/", replace(_LIMITS, fetch_seconds=0.6))
        assert refusal.value.reason.key in ("answer_too_late", "fetch_too_slow")
        assert time.monotonic() - begun < 3
        config = QUICK.replace("timeout = 2.0", "timeout = 0.5\ntries = 1")
        ran = follow(tmp_path, [f"http://127.0.0.1:{port}/a#b"], config=config)
    assert {("unstable", "timeout")} == set(verdicts(ran).values())
