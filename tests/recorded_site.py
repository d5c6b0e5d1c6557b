"""A site on loopback for crawls, which notes who asked for what and when, and waits at a gate where a test wants to kill the crawl."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from typing import TYPE_CHECKING

from tests.servers import Handler, Server, running

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Answer = tuple[int, "Mapping[str, str]", bytes]


@dataclass(frozen=True)
class Asked:
    """One request."""

    at: float
    method: str
    path: str
    agent: str


@dataclass
class Site:
    """The answers of a site by path, several of one path one after the other; `asked` is what came."""

    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    origin: str = ""
    gate: threading.Event = field(default_factory=threading.Event)
    closes_after: int | None = None
    thinks: float = 0
    """Seconds that an answer takes."""
    open: int = 0
    most_open: int = 0
    """How many requests were open at once."""
    counting: threading.Lock = field(default_factory=threading.Lock)

    def put(self, path: str, body: str | bytes, status: int = 200, **headers: str) -> None:
        """Add an answer."""
        data = body.encode() if isinstance(body, str) else body
        told = {"Content-Type": "text/html; charset=utf-8"} | {k.replace("_", "-"): v for k, v in headers.items()}
        self.answers.setdefault(path, []).append((status, told, data))

    def page(self, path: str, title: str, *links: str, head: str = "", **headers: str) -> None:
        """Add a page that leads somewhere."""
        self.put(path, html(title, *links, head=head), **headers)

    def paths(self) -> list[str]:
        """Return what was asked for."""
        return [one.path for one in self.asked]


def html(title: str, *links: str, head: str = "") -> str:
    """Return a page with links."""
    shown = "".join(f'<li><a href="{link}">Till {link}</a></li>' for link in links)
    return (
        f'<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body><main><h1>{title}</h1><ul>{shown}</ul><p>Senast uppdaterad: 2026-10-01</p></main></body></html>"
    )


@contextmanager
def served(site: Site) -> Iterator[Site]:
    """Serve a site; it has no Date in its answers, so that two crawls can be told the same."""

    class One(Handler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            with site.counting:
                site.open += 1
                site.most_open = max(site.most_open, site.open)
            time.sleep(site.thinks)
            with site.counting:
                site.open -= 1
            self._answer()

        def _answer(self) -> None:
            site.asked.append(Asked(time.monotonic(), self.command, self.path, self.headers.get("User-Agent", "")))
            if site.closes_after is not None and len(site.asked) > site.closes_after:
                site.gate.wait(60)
            known = site.answers.get(self.path, [])
            missing: Answer = (404, {"Content-Type": "text/html"}, b"missing")
            times = sum(one.path == self.path for one in site.asked)
            status, headers, body = known[min(times, len(known)) - 1] if known else missing
            self.send_response_only(status)
            for name, value in headers.items():
                later = formatdate(time.time() + 3, usegmt=True)
                self.send_header(name, value.replace("ORIGIN", site.origin).replace("DATE", later))
            data = body.replace(b"ORIGIN", site.origin.encode())
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        do_HEAD = do_GET  # noqa: N815  http.server's name

    with running(Server(("127.0.0.1", 0), One)) as origin:
        site.origin = origin
        try:
            yield site
        finally:
            site.gate.set()
