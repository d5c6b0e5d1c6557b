"""A server that answers by a table that the test gives, and remembers who asked for what."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers import Handler, Server, running
from tests.support import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True)
class Sent:
    """One answer; `first` is written before its status line, `headers` stand beside its type and its length."""

    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = PAGE.encode()
    first: bytes = b""


class AnswerServer(Server):
    """`table` holds what each path is answered, a page where it says nothing; `heard` are paths and their headers."""

    def __init__(self) -> None:
        self.table: dict[str, Sent] = {}
        self.heard: list[tuple[str, dict[str, str]]] = []
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def origin(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.server_port}"

    def paths(self) -> list[str]:
        """Return the paths that were asked for, in their order."""
        return [path for path, _ in self.heard]

    def logins(self) -> dict[str, str | None]:
        """Return the login that came with each path."""
        return {path: headers.get("authorization") for path, headers in self.heard}


class _Handler(Handler):
    server: AnswerServer

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self.do_GET()

    def do_GET(self) -> None:
        """Answer by the table."""
        self.server.heard.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        sent = self.server.table.get(self.path, Sent())
        self.wfile.write(sent.first)
        self.send_response(sent.status)
        own = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(sent.body))}
        for name, value in {**own, **sent.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(sent.body)


def to(address: str) -> Sent:
    """Return a redirect."""
    return Sent(302, {"Location": address}, b"")


def refresh(address: str, seconds: str = "0") -> Sent:
    """Return a page that sends its readers on."""
    return Sent(body=f'<meta http-equiv="refresh" content="{seconds}; url={address}">{PAGE}'.encode())


@contextmanager
def answering(table: Mapping[str, Sent] | None = None) -> Iterator[AnswerServer]:
    """Run a server."""
    server = AnswerServer()
    server.table.update(table or {})
    with running(server):
        yield server
