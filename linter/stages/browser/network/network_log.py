"""The driver's log -> what the page asked for: what is under way, what failed and why, where the document came from."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter.model.evidence import Request
from linter.model.target import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ENDLESS = frozenset({"WebSocket", "EventSource", "Ping", "Media", "Preflight", "CSPViolationReport"})
"""Kinds of requests that stay open, or that nobody waits for."""
_FAILED = 400
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}
MOST = 200
"""How many failed requests and how many console messages of a page are kept."""


@dataclass(slots=True)
class _Asked:
    url: str
    kind: str
    frame: str
    first: str


@dataclass(slots=True)
class Traffic:
    """The requests of one rendering; fed with the driver's log entries as they come."""

    main_frame: str
    asked: str = ""
    """The address that the main document was asked from, as the browser writes it."""
    documents: list[str] = field(default_factory=list)
    status: int | None = None
    error: str = ""
    frames: dict[str, str] = field(default_factory=dict)
    _open: dict[str, _Asked] = field(default_factory=dict)
    _sockets: dict[str, str] = field(default_factory=dict)
    _failed: dict[tuple[str, str], Request] = field(default_factory=dict)

    def feed(self, entries: Iterable[Mapping[str, Any]]) -> None:
        """Take note of more log entries."""
        for method, params in messages(entries):
            handler = _HANDLERS.get(method)
            if handler is not None:
                handler(self, params)

    @property
    def is_quiet(self) -> bool:
        """Whether nothing that a reader waits for is under way."""
        return not any(asked.kind not in _ENDLESS for asked in self._open.values())

    @property
    def failed(self) -> list[Request]:
        """What did not come, each address once, in the order of the addresses: the network's own differs between runs."""
        return [self._failed[key] for key in sorted(self._failed)]

    def _sent(self, params: Mapping[str, Any]) -> None:
        url, kind = params["request"]["url"], params.get("type", "Other")
        if url.startswith(("data:", "blob:", "chrome")):
            return
        frame = params.get("frameId", "")
        before = self._open.get(params["requestId"])
        self._open[params["requestId"]] = _Asked(url, kind, frame, before.first if before else url)
        if kind == "Document" and frame == self.main_frame:
            self.asked = self.asked or url
            if "redirectResponse" in params and self.documents:
                self.documents[-1] = url
            else:
                self.documents.append(url)

    def _answered(self, params: Mapping[str, Any]) -> None:
        asked = self._open.get(params["requestId"])
        status = int(params["response"]["status"])
        if asked is None:
            return
        if asked.kind == "Document" and asked.frame == self.main_frame:
            self.status = status
        elif asked.kind == "Document":
            self.frames[asked.first] = str(status)
        if status >= _FAILED and (asked.kind, asked.frame) != ("Document", self.main_frame):
            self._failed[asked.url, asked.kind] = Request(asked.url, asked.kind, f"answers {status}", status)

    def _lost(self, params: Mapping[str, Any]) -> None:
        asked = self._open.pop(params["requestId"], None)
        reason = str(params.get("blockedReason") or params.get("errorText") or "failed")
        if asked is None or params.get("canceled") or reason == "net::ERR_ABORTED":
            return
        if asked.kind == "Document" and asked.frame == self.main_frame:
            self.error = reason
            return
        if asked.kind == "Document":
            self.frames[asked.first] = reason
        self._failed.setdefault((asked.url, asked.kind), Request(asked.url, asked.kind, reason))

    def _opened_socket(self, params: Mapping[str, Any]) -> None:
        self._sockets[params["requestId"]] = params["url"]

    def _lost_socket(self, params: Mapping[str, Any]) -> None:
        url = self._sockets.get(params["requestId"], "")
        reason = str(params.get("errorMessage") or "failed")
        self._failed.setdefault((url, "WebSocket"), Request(url, "WebSocket", reason))

    def _ended(self, params: Mapping[str, Any]) -> None:
        self._open.pop(params["requestId"], None)


_HANDLERS = {
    "Network.requestWillBeSent": Traffic._sent,  # noqa: SLF001  a table of its own methods
    "Network.responseReceived": Traffic._answered,  # noqa: SLF001  likewise
    "Network.loadingFailed": Traffic._lost,  # noqa: SLF001  likewise
    "Network.webSocketCreated": Traffic._opened_socket,  # noqa: SLF001  likewise
    "Network.webSocketFrameError": Traffic._lost_socket,  # noqa: SLF001  likewise
    "Network.loadingFinished": Traffic._ended,  # noqa: SLF001  likewise
}


def messages(entries: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what the browser told in the driver's log: the name of an event, and what it is about."""
    for entry in entries:
        message = json.loads(entry["message"])["message"]
        yield message["method"], message["params"]


def address(url: str) -> tuple[str, int]:
    """Return the host and the port that a request goes to."""
    try:
        parts = urlsplit(url)
        return plain(parts.hostname or ""), parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        return "", 0
