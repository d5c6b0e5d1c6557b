"""The browser's way out: which hosts and addresses may be asked, by a real SOCKS client."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.model.target import Host, host
from linter.stages.browser.network.proxy import Policy, Proxy, page_policy
from linter.stages.http.hosts import Reach, is_public
from tests.servers import Handler, Server, running

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Handler(Handler):
    def do_GET(self) -> None:
        """Answer."""
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")


@pytest.fixture(name="port", scope="module")
def _port() -> Iterator[int]:
    server = Server(("127.0.0.1", 0), _Handler)
    with running(server):
        yield server.server_port


@pytest.fixture(name="guard")
def _guard() -> Iterator[Proxy]:
    guard = Proxy()
    yield guard
    guard.close()


def _ask(guard: Proxy, name: str, port: int) -> str:
    """Ask for a page through the guard; return the body, or the number of the refusal."""
    with socket.create_connection(("127.0.0.1", guard.port), timeout=10) as client:
        client.sendall(b"\x05\x01\x00")
        assert b"\x05\x00" == client.recv(2)
        client.sendall(b"\x05\x01\x00\x03" + bytes([len(name)]) + name.encode() + struct.pack("!H", port))
        code = client.recv(10)[1]
        if code:
            return str(code)
        client.sendall(b"GET / HTTP/1.0\r\n\r\n")
        data = b""
        while more := client.recv(4096):
            data += more
        return data.rpartition(b"\r\n\r\n")[2].decode()


OPEN, CLOSED = True, False


@pytest.mark.parametrize(
    ("named", "is_open", "name", "expected"),
    [
        pytest.param("127.0.0.1", CLOSED, "127.0.0.1", "ok", id="named"),
        pytest.param("localhost", CLOSED, "LOCALHOST.", "ok", id="named-in-another-spelling"),
        pytest.param("127.0.0.1", CLOSED, "localhost", "2", id="another-name-of-the-same"),
        pytest.param("127.0.0.1:1", CLOSED, "127.0.0.1", "2", id="another-port"),
        pytest.param("example.org", OPEN, "127.0.0.1", "2", id="loopback"),
        pytest.param("example.org", OPEN, "localhost", "2", id="loopback-by-name"),
        pytest.param("example.org", OPEN, "169.254.169.254", "2", id="metadata"),
        pytest.param("example.org", OPEN, "2130706433", "2", id="decimal"),
        pytest.param("example.org", OPEN, "0x7f.1", "2", id="hexadecimal"),
        pytest.param("example.org", OPEN, "0.0.0.0", "2", id="unspecified"),  # noqa: S104  an address to refuse
        pytest.param("example.org", OPEN, "::1", "2", id="ipv6-loopback"),
        pytest.param("example.org", OPEN, "::ffff:127.0.0.1", "2", id="mapped"),
        pytest.param("example.org", CLOSED, "kommunlint.invalid", "2", id="not-named"),
        pytest.param("kommunlint.invalid", CLOSED, "kommunlint.invalid", "4", id="no-such-host"),
    ],
)
def test_policy(guard: Proxy, port: int, named: str, is_open: bool, name: str, expected: str) -> None:  # noqa: FBT001
    found = host(named)
    assert found is not None
    guard.adopt(Policy((found,), is_open=is_open))
    assert expected == _ask(guard, name, port)
    assert ("2" == expected) == bool(guard.refused)


@pytest.mark.parametrize(
    ("named", "name", "expected"),
    [
        pytest.param("http://127.0.0.1:{port}/a", "127.0.0.1", "ok", id="named"),
        pytest.param("http://127.1:{port}/a", "127.0.0.1", "ok", id="named-in-another-notation"),
        pytest.param("http://LOCALHOST.:{port}/a", "localhost", "ok", id="named-in-another-spelling"),
        pytest.param("http://127.0.0.1:1/a", "127.0.0.1", "2", id="another-port"),
        pytest.param("http://127.0.0.1:{port}/moved", "localhost", "2", id="where-it-has-led"),
        pytest.param(None, "127.0.0.1", "2", id="file"),
        pytest.param("http://[::1", "127.0.0.1", "2", id="no-address"),
    ],
)
def test_only_the_address_that_was_given_is_named(
    guard: Proxy, port: int, named: str | None, name: str, expected: str
) -> None:
    guard.adopt(page_policy(named and named.replace("{port}", str(port)), ()))
    assert expected == _ask(guard, name, port)


def test_internet_that_is_open_to_a_page_is_not_this_machine(guard: Proxy, port: int) -> None:
    guard.adopt(page_policy(None, (), is_open=True))
    assert "2" == _ask(guard, "127.0.0.1", port)


def test_connections_end_with_the_policy_that_allowed_them(guard: Proxy, port: int) -> None:
    guard.adopt(Policy((Host("127.0.0.1"),)))
    with socket.create_connection(("127.0.0.1", guard.port), timeout=10) as client:
        client.sendall(b"\x05\x01\x00")
        client.recv(2)
        client.sendall(b"\x05\x01\x00\x01\x7f\x00\x00\x01" + struct.pack("!H", port))
        assert 0 == client.recv(10)[1]
        guard.adopt(Policy())
        assert b"" == client.recv(1)


@given(st.binary(max_size=60))
def test_what_is_no_socks_is_hung_up_on(data: bytes) -> None:
    guard = Proxy()
    try:
        with socket.create_connection(("127.0.0.1", guard.port), timeout=10) as client:
            client.sendall(data)
            client.shutdown(socket.SHUT_WR)
            while client.recv(64):
                pass
    except ConnectionError:
        pass
    finally:
        guard.close()
    assert {} == {name: why for (name, _), why in guard.refused.items() if why != "not named"}


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),  # noqa: S104  an address to refuse
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("::ffff:10.0.0.1", False),
        ("2002:7f00:1::", False),
        ("64:ff9b::7f00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("kalmar.se", False),
    ],
)
def test_public_addresses(address: str, expected: bool) -> None:  # noqa: FBT001  a table
    assert expected == is_public(address)


@pytest.mark.parametrize(
    ("reach", "addresses", "expected"),
    [
        pytest.param(Reach(), ("93.184.216.34",), True, id="public"),
        pytest.param(Reach(), ("93.184.216.34", "10.0.0.8"), False, id="public-and-private"),
        pytest.param(Reach((Host("granvik.test", 80),)), ("10.0.0.8",), True, id="named"),
        pytest.param(Reach((Host("granvik.test", 81),)), ("10.0.0.8",), False, id="named-at-another-port"),
    ],
)
def test_who_may_be_asked(reach: Reach, addresses: tuple[str, ...], expected: bool) -> None:  # noqa: FBT001  a table
    assert expected == reach.covers("granvik.test", 80, addresses)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kalmar.se", Host("kalmar.se")),
        ("kalmar.se:8080", Host("kalmar.se", 8080)),
        ("https://kalmar.se/bygga", Host("kalmar.se", 443)),
        ("http://kalmar.se", Host("kalmar.se", 80)),
        ("[::1]:80", Host("::1", 80)),
        ("kalmar.se/bygga", None),
        ("kalmar.se:port", None),
        ("", None),
    ],
)
def test_hosts_are_read(text: str, expected: Host | None) -> None:
    assert expected == host(text)
