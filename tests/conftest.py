"""What all tests share: a cache folder of their own, patience with a busy machine, and a local web server."""

from __future__ import annotations

import gzip
import signal
import threading
import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from tests import commands
from tests.servers import Handler, Server, running
from tests.support import FAULTY, PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
"""How long an example takes says how busy the machine is, with tests side by side more than anything."""


@pytest.fixture(scope="session", autouse=True)
def _heeds_ctrl_c() -> None:
    """Let processes that tests start heed Ctrl-C, also where a shell has started the tests in the background."""
    if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Compile the rule files anew, away from the user's cache, and take no notice of the environment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        for name in ("FORCE_COLOR", "NO_COLOR", "GITHUB_ACTIONS", "CLICOLOR_FORCE"):
            patch.delenv(name, raising=False)
        yield
        commands.close()


_left = threading.Event()
"""Set when somebody has hung up before a slow page was through."""


class _Handler(Handler):
    """Answers by path; see `do_GET`."""

    def do_GET(self) -> None:  # noqa: C901, PLR0912  a table of addresses
        """Answer one request."""
        name, _, value = self.path.strip("/").partition("/")
        if name == "redirect":
            left = int(value)
            self._send(302, b"", Location=f"/redirect/{left - 1}" if left > 1 else "/page")
        elif name == "loop":
            self._send(301, b"", Location=f"/loop/{'b' if value == 'a' else 'a'}")
        elif name == "elsewhere":
            self._send(302, b"", Location="mailto:info@example.se")
        elif name == "status":
            self._send(int(value), PAGE.encode())
        elif name == "slow":
            self._trickle(float(value))
        elif name == "large":
            self._send(200, b"<p>" + b"a" * int(value))
        elif name == "gzip":
            self._send(200, gzip.compress(PAGE.encode()), **{"Content-Encoding": "gzip"})
        elif name == "drops":
            self._send(
                200,
                b"",
                **{"Content-Encoding": "gzip", "Content-Length": str(len(gzip.compress(PAGE.encode(), mtime=0)))},
            )
            for number in gzip.compress(PAGE.encode(), mtime=0):
                self.wfile.write(bytes([number]))
                self.wfile.flush()
        elif name == "bomb":
            self._send(200, gzip.compress(b"<p>" + b"a" * 3_000_000), **{"Content-Encoding": "gzip"})
        elif name == "type":
            self._send(200, PAGE.encode(), **{"Content-Type": value.replace("_", "/")})
        elif name == "latin":
            self._send(200, PAGE.encode("iso-8859-1", "replace"), **{"Content-Type": "text/html; charset=iso-8859-1"})
        elif name == "agent":
            self._send(200, f"<p>{self.headers['User-Agent']}</p>".encode())
        elif name == "left":
            _left.wait(5)
            self._send(200, b"<p>yes" if _left.is_set() else b"<p>no")
        elif name == "short":
            self._send(200, b"<p>cut", **{"Content-Length": "5000"})
        else:
            self._send(
                200,
                PAGE.encode(),
                **{
                    "Last-Modified": "Wed, 04 Nov 2026 10:00:00 GMT",
                    "Content-Language": "sv",
                    "Set-Cookie": "id=secret",
                },
            )

    def _trickle(self, seconds: float) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        ends = time.monotonic() + seconds
        try:
            while time.monotonic() < ends:
                self.wfile.write(b"<p>.</p>")
                time.sleep(0.1)
        except OSError:
            _left.set()

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for key, text in ({"Content-Type": "text/html", "Content-Length": str(len(body))} | headers).items():
            self.send_header(key, text)
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            return


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """Return the address of a local web server."""
    with running(Server(("127.0.0.1", 0), _Handler)) as origin:
        yield origin


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Return a folder with a clean and a faulty page, and things that are none."""
    (tmp_path / "clean.html").write_text(PAGE, "utf-8")
    (tmp_path / "faulty.html").write_text(FAULTY, "utf-8")
    (tmp_path / "stale.html").write_text(PAGE.replace("2026-11-04", "2016-08-29"), "utf-8")
    (tmp_path / "image.html").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "document.html").write_bytes(b"%PDF-1.7")
    (tmp_path / "zero.html").write_bytes(b"")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "notes.txt").write_text("x", "utf-8")
    return tmp_path
