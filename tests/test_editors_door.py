"""Who is believed about who asks: proxies that were named, and nobody else; and what a server tells those who run it."""

from __future__ import annotations

import json
import re
import signal
from typing import TYPE_CHECKING

import pytest

from linter.web.errors import RequestError
from linter.web.requests.door import Door, read_proxies, read_user_header
from tests.editors_server import EditorsServer, serving
from tests.support import FAULTY, kommunlint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PROXIED = {"X_Forwarded_Host": "granska.lerboda.example", "X_Forwarded_Proto": "https"}
_KEY = "en-lagom-lang-nyckel"


@pytest.fixture(name="bare", scope="module")
def _bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorsServer]:
    """A server that no proxy was named to, and that asks for a token."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "tokens").write_text(f"# för CMS\n\n{_KEY}\nen-annan-lang-nyckel\n", "utf-8")
    with serving(folder, "--no-browser", "--token-file", "tokens", "--server-name", "granska.intern") as server:
        yield server


@pytest.fixture(name="proxied", scope="module")
def _proxied(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EditorsServer]:
    """A server to which this machine is a proxy that names users."""
    flags = ("--no-browser", "--proxy", "127.0.0.0/8", "--user-header", "X-Remote-User")
    with serving(tmp_path_factory.mktemp("proxied"), *flags) as server:
        yield server


def _decide(server: EditorsServer, **headers: str) -> int:
    """Decide about the page's finding and return the answer's status."""
    result = server.post(html=FAULTY, url="https://www.lerboda.example/bad").text
    (path,) = {*re.findall(r'action="(/result/[^"]+/decide)"', result)}
    fingerprint = re.findall(r'name="fingerprint" value="([^"]+)"', result)[0]
    fields = {"fingerprint": fingerprint, "kind": "no_fault", "reason": "ett exempel", "by": "Någon Annan"}
    return server.post(path, headers, **fields).status


def _deciders(server: EditorsServer) -> list[str]:
    headers = {"Authorization": f"Bearer {_KEY}"}
    return [one["by"] for one in server.ask("/api/v1/decisions", **headers).json["decisions"]]


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8040", 200),
        ("[::1]:8040", 200),
        ("localhost", 200),
        ("LOCALHOST.:1", 200),
        ("granska.intern:8040", 200),
        ("evil.example", 403),
        ("127.0.0.1.evil.example:8040", 403),
        ("localhost.evil.example", 403),
        ("evil@localhost", 403),
        ("granska.intern/..", 403),
        ("localhost:x", 403),
        ("", 403),
    ],
)
def test_server_answers_by_its_own_names_only(bare: EditorsServer, host: str, status: int) -> None:
    assert status == bare.ask("/healthz", Host=host).status


def test_without_a_proxy_nothing_forwarded_is_believed(bare: EditorsServer) -> None:
    answer = bare.ask("/", **_PROXIED)
    assert (200, False) == (answer.status, "granska.lerboda.example" in answer.text)
    assert f"{bare.origin}/handover.js" in answer.text


def test_named_proxy_tells_by_which_origin_it_was_asked(proxied: EditorsServer) -> None:
    script = proxied.ask("/handover.js", **_PROXIED).text
    assert 'SERVER="https://granska.lerboda.example"' in script
    asked = {"data": b'{"html": "<p>x"}', "Content_Type": "application/json", **_PROXIED}
    assert [200, 403] == [
        proxied.ask("/api/v1/check", Origin=origin, **asked).status
        for origin in ("https://granska.lerboda.example", "https://evil.example")
    ]


def test_user_is_whom_the_named_proxy_names(proxied: EditorsServer) -> None:
    assert 403 == _decide(proxied)
    assert 200 == _decide(proxied, X_Remote_User="Åsa Lind".encode().decode("latin-1"))
    assert ["Åsa Lind"] == _deciders(proxied)


def test_user_header_of_anybody_else_is_left_out(tmp_path: Path) -> None:
    flags = ("--no-browser", "--proxy", "192.0.2.7", "--user-header", "X-Remote-User")
    with serving(tmp_path, *flags) as server:
        assert 403 == _decide(server, X_Remote_User="Chefen")
        assert [] == _deciders(server)


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        (["--user-header", "X-Remote-User"], "--user-header: Alternativet kräver --proxy."),
        (["--proxy", "127.0.0.1", "--user-header", "Cookie"], "kan inte vara namnet på en header för användare"),
        (
            ["--proxy", "127.0.0.1", "--user-header", "X-Forwarded-For"],
            "kan inte vara namnet på en header för användare",
        ),
        (["--proxy", "nginx"], "är varken en adress eller ett nät"),
        (["--server-name", "https://granska.example"], "är inget värdnamn"),
    ],
)
def test_what_nobody_could_believe_is_refused_at_the_start(tmp_path: Path, flags: list[str], told: str) -> None:
    ran = kommunlint("serve", "--port", "0", *flags, cwd=tmp_path)
    assert (2, True) == (ran.code, told in ran.complaint)


def _entered(door: Door, peer: str, *headers: tuple[str, str]) -> tuple[str, str, str | None]:
    """Return scheme, client and user of a request as a server takes it."""
    raw = [(name.encode(), value.encode("latin-1")) for name, value in (("host", "localhost"), *headers)]
    scope = door.enter({"type": "http", "client": (peer, 4711), "scheme": "http", "headers": raw})
    told = {name.decode(): value.decode("latin-1") for name, value in scope["headers"]}
    assert [] == [name for name in told if name.startswith("x-forwarded-")]
    return scope["scheme"], scope["client"][0], told.get("x-remote-user")


_DOOR = Door(read_proxies(["10.0.0.0/8", "::1"]), read_user_header("X-Remote-User", ["10.0.0.0/8"]))
_USER = ("x-remote-user", "Åsa")
_HTTPS = ("x-forwarded-proto", "https")


@pytest.mark.parametrize(
    ("peer", "headers", "expected"),
    [
        ("10.1.2.3", (_HTTPS, _USER), ("https", "10.1.2.3", "Åsa")),
        ("::ffff:10.1.2.3", (_HTTPS, _USER), ("https", "::ffff:10.1.2.3", "Åsa")),
        ("::1", (("x-forwarded-for", "2001:db8::7"),), ("http", "2001:db8::7", None)),
        ("::1", (("x-forwarded-for", "[2001:db8::7]:80"),), ("http", "2001:db8::7", None)),
        ("10.1.2.3", (("x-forwarded-for", "6.6.6.6, 192.0.2.1:99, 10.9.9.9"),), ("http", "192.0.2.1", None)),
        ("10.1.2.3", (("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "192.0.2.1")), ("http", "192.0.2.1", None)),
        ("10.1.2.3", (("x-forwarded-for", "192.0.2.1, unknown"),), ("http", "10.1.2.3", None)),
        ("10.1.2.3", (("x-forwarded-proto", "https, javascript"),), ("http", "10.1.2.3", None)),
        ("192.0.2.1", (_HTTPS, _USER, ("x-forwarded-for", "10.1.2.3")), ("http", "192.0.2.1", None)),
        ("11.0.0.1", (_USER,), ("http", "11.0.0.1", None)),
        ("2001:db8::1", (_HTTPS, _USER), ("http", "2001:db8::1", None)),
    ],
)
def test_only_named_proxies_are_believed(
    peer: str, headers: tuple[tuple[str, str], ...], expected: tuple[str, str, str | None]
) -> None:
    assert expected == _entered(_DOOR, peer, *headers)


@pytest.mark.parametrize(
    ("headers", "key"),
    [
        ((_USER, ("x-remote-user", "Chefen")), "user_ambiguous"),
        ((("host", "evil.example"),), "host_ambiguous"),
    ],
)
def test_what_can_be_read_in_two_ways_is_refused(headers: tuple[tuple[str, str], ...], key: str) -> None:
    with pytest.raises(RequestError) as refused:
        _entered(_DOOR, "10.1.2.3", *headers)
    assert (400, key) == (refused.value.status, refused.value.key)


def test_names_hold_for_what_a_proxy_forwards_too() -> None:
    door = Door(read_proxies(["10.0.0.1"]), names=frozenset({"granska.example"}))
    assert ("http", "10.0.0.1", None) == _entered(door, "10.0.0.1", ("x-forwarded-host", "granska.example:443"))
    with pytest.raises(RequestError) as refused:
        _entered(door, "10.0.0.1", ("x-forwarded-host", "evil.example"))
    assert "host_unknown" == refused.value.key


@pytest.mark.parametrize(
    ("given", "status"),
    [
        (f"Bearer {_KEY}", 200),
        (f"bearer  {_KEY} ", 200),
        ("Bearer en-annan-lang-nyckel", 200),
        ("", 401),
        ("Bearer", 401),
        (_KEY, 401),
        (f"Basic {_KEY}", 401),
        (f"Bearer {_KEY[:-1]}", 401),
        (f"Bearer {_KEY}x", 401),
        ("Bearer # för CMS".encode().decode("latin-1"), 401),
    ],
)
@pytest.mark.parametrize("path", ["/api/v1/rules", "/api/v1/decisions", "/api/v1/jobs/none"])
def test_api_asks_for_a_token_where_tokens_are_set(bare: EditorsServer, path: str, given: str, status: int) -> None:
    answer = bare.ask(path, Authorization=given)
    assert (404 if "jobs" in path and status == 200 else status) == answer.status
    if status == 401:
        assert ("Bearer", "token_needed") == (answer.headers["www-authenticate"], answer.json["error"]["key"])


def test_page_for_editors_needs_no_token(bare: EditorsServer) -> None:
    assert [200, 200] == [bare.ask("/").status, bare.post(html=FAULTY).status]


@pytest.mark.parametrize("text", ["", "# bara en anmärkning\n", "för-kort\n", "lång nog men med mellanrum\n", "é" * 20])
def test_faulty_tokens_are_refused_without_showing_them(tmp_path: Path, text: str) -> None:
    (tmp_path / "tokens").write_text(text, "utf-8")
    ran = kommunlint("serve", "--port", "0", "--token-file", "tokens", cwd=tmp_path)
    assert (2, True) == (
        ran.code,
        ran.complaint.startswith("kommunlint: --token-file: tokens: Filen ska ha en nyckel per rad."),
    )


@pytest.mark.parametrize(
    ("path", "status", "key"), [("/api/v1/none", 404, "not_found"), ("/api/v1/check", 405, "method_not_allowed")]
)
def test_what_the_api_does_not_have_is_refused_in_its_form(
    bare: EditorsServer, path: str, status: int, key: str
) -> None:
    answer = bare.ask(path)
    assert (status, key) == (answer.status, answer.json["error"]["key"])


def test_page_that_is_not_there_is_told_to_people(bare: EditorsServer) -> None:
    answer = bare.ask("/finns-inte")
    assert (404, True) == (answer.status, "Sidan finns inte." in answer.text)


def test_large_pages_are_taken_by_the_form(bare: EditorsServer) -> None:
    assert 200 == bare.post(html=FAULTY.replace("</main>", f"<!-- {'x' * 3_000_000} --></main>")).status


def _metrics(server: EditorsServer) -> dict[str, float]:
    answer = server.ask("/metrics")
    assert "text/plain; version=0.0.4; charset=utf-8" == answer.headers["content-type"]
    lines = [line for line in answer.text.splitlines() if not line.startswith("#")]
    assert [] == [line for line in lines if not re.fullmatch(r'[a-z_]+(\{[a-z]+="[^"\\]*"\})? [0-9.]+', line)]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_metrics_count_checks_by_outcome(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-browser") as server:
        server.check(html=FAULTY)
        server.post(html=FAULTY)
        server.check(address="http://finns-inte.invalid/")
        server.check(address="http://10.0.0.1/hemlig")
        counted = _metrics(server)
        text = server.ask("/metrics").text
    outcomes = {name: value for name, value in counted.items() if name.startswith("kommunlint_checks_total")}
    told = {re.findall(r'"([a-z_]+)"', name)[0]: value for name, value in outcomes.items()}
    assert {"examined": 2, "not_examined": 1, "not_allowed": 1, "busy": 0, "failed": 0} == told
    assert 4 == counted["kommunlint_check_seconds_count"] == counted['kommunlint_check_seconds_bucket{le="+Inf"}']
    assert [] == [word for word in ("10.0.0.1", "hemlig", "Badplatser") if word in text]


def test_log_tells_of_start_end_and_errors_and_nothing_of_pages(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-browser", "--store", "beslut.sqlite") as server:
        page = FAULTY.replace("Badplatser", "Hemligheten")
        assert 200 == server.post(html=page).status
        for file in tmp_path.glob("beslut.sqlite*"):
            file.unlink()
        (tmp_path / "beslut.sqlite").write_bytes(b"no database")
        answers = [server.ask("/api/v1/decisions"), server.ask("/decisions")]
        server.process.send_signal(signal.SIGTERM)
        assert server.process.stderr is not None
        log = server.process.stderr.read()
    assert "Servern är stoppad" in log
    assert [] == [word for word in ("Hemligheten", "Traceback", "GET /") if word in log]
    assert {200, 503} >= {one.status for one in answers}


def test_server_answers_at_an_address_of_ipv6(tmp_path: Path) -> None:
    with serving(tmp_path, "--no-browser", "--host", "::1") as server:
        assert (200, True) == (server.ask("/healthz").status, server.origin.startswith("http://[::1]:"))
        assert "updated-date-empty" in json.dumps(server.check(html=FAULTY).json)
        assert 403 == server.ask("/healthz", Host="evil.example").status
