"""Servers that answer every request in a way of their own."""

from __future__ import annotations

import socket
import ssl
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.link_server import LinkHandler, LinkServer, page
from tests.servers import running

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Maintained(LinkHandler):
    def _answer(self) -> None:
        if self.path == "/underhall-pagar":
            self._send(200, page("Vi är snart tillbaka"))
        else:
            self._to(302, "/underhall-pagar")


class _Liar(LinkHandler):
    def _answer(self) -> None:
        if self.command == "HEAD":
            self._send(200)
        else:
            super()._answer()


class Maintained(LinkServer):
    """Leads every address to one page."""

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  socketserver's types
        """Answer in its own way."""
        _Maintained(request, client_address, self)


class Liar(LinkServer):
    """Answers HEAD as if everything were there."""

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  socketserver's types
        """Answer in its own way."""
        _Liar(request, client_address, self)


class _Either(LinkServer):
    """Speaks TLS where the client begins with it, else plain HTTP, at one port."""

    def __init__(self, certificate: Path) -> None:
        super().__init__()
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.load_cert_chain(certificate)

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  socketserver's types
        """Look at the first byte of the connection, and answer in its way."""
        if request.recv(1, socket.MSG_PEEK) == b"\x16":
            request = self.context.wrap_socket(request, server_side=True)
        super().finish_request(request, client_address)
        request.close()


@contextmanager
def both(certificate: Path) -> Iterator[LinkServer]:
    """Run a server that answers http and https."""
    server = _Either(certificate)
    with running(server):
        yield server
