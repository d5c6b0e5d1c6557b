"""Files and standard input as addresses on loopback, so that relative links, style sheets and scripts of a page work."""

from __future__ import annotations

import mimetypes
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote, urlsplit

from linter.model.paths import real

if TYPE_CHECKING:
    from linter.page.source import Document

_TYPES = {".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
_LARGEST = 256 * 1024 * 1024


class PageServer:
    """Serves one page at a time, and what lies under its root."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, name="pages", daemon=True
        )
        self._thread.start()
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def show(self, document: Document, file: str | None, root: str | None) -> str:
        """Serve a page and return its address; a page that lies outside the root stands at the top."""
        base = real(root) if root else None
        path = "/" + quote(Path(file).name if file else "page.html")
        if base is not None and file is not None and real(file).is_relative_to(base):
            path = "/" + quote(real(file).relative_to(base).as_posix())
        self._server.root = base
        data, encoding = document.served
        self._server.page = (unquote(path), data, f"text/html; charset={encoding}")
        return self.origin + path

    def close(self) -> None:
        """End the thread."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    root: Path | None = None
    page: tuple[str, bytes, str] = ("", b"", "")

    def handle_error(self, *_: Any) -> None:  # noqa: ANN401  whatever the base class passes
        """Say nothing: a browser that hangs up is no error."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_HEAD(self) -> None:
        """Answer as GET does, without the body."""
        self._answer()

    def do_GET(self) -> None:
        """Answer with the page or a file under the root."""
        self._answer()

    def _answer(self) -> None:
        path = unquote(urlsplit(self.path).path)
        if self.headers.get("Host") != f"127.0.0.1:{self.server.server_port}":
            self._send(HTTPStatus.FORBIDDEN, b"", "text/plain")
        elif path == self.server.page[0]:
            self._send(HTTPStatus.OK, self.server.page[1], self.server.page[2])
        else:
            self._file(path)

    def _file(self, path: str) -> None:
        root = self.server.root
        try:
            file = real(root / path.lstrip("/")) if root is not None else None
            if file is None or root is None or not file.is_relative_to(root) or not file.is_file():
                self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")
            elif file.stat().st_size > _LARGEST:
                self._send(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, b"", "text/plain")
            else:
                self._send(HTTPStatus.OK, file.read_bytes(), _type(file))
        except (OSError, ValueError):
            self._send(HTTPStatus.NOT_FOUND, b"", "text/plain")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _type(file: Path) -> str:
    return _TYPES.get(file.suffix.lower()) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"
