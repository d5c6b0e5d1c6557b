"""Sites of the tests that are reviewed at once: each at a host name of its own on loopback, with a record of who asks when."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.servers import Handler, Server, running
from tests.support import PAGE

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOW = 0.05


@dataclass
class Record:
    """What a server was asked, and whether the site of a path was asked while another one was."""

    origin: str = ""
    asked: list[str] = field(default_factory=list)
    overlaps: int = 0
    hanging: threading.Event = field(default_factory=threading.Event)
    """Set when somebody waits for a page that never comes."""

    def pages(self, site: str) -> int:
        """Return how many pages of a site were asked for."""
        return sum(path.startswith(f"/{site}/") and path.endswith(".html") for path in self.asked)


@contextmanager
def sites() -> Iterator[Record]:
    """Serve `/SITE/NUMBER.html`; of `linked` each page leads to all; `/hangs/…` never answers, and `/SITE/list.txt` is no page."""
    record, lock, busy = Record(), threading.Lock(), list[str]()
    stop = threading.Event()

    class Sites(Handler):
        def do_GET(self) -> None:
            site = self.path.split("/")[1]
            with lock:
                record.asked.append(self.path)
                record.overlaps += any(one != site for one in busy)
                busy.append(site)
            try:
                self._answer(site)
            finally:
                with lock:
                    busy.remove(site)

        def _answer(self, site: str) -> None:
            if site == "hangs":
                record.hanging.set()
                stop.wait(60)
                return
            time.sleep(SLOW)
            is_page = self.path.endswith(".html")
            page = PAGE.replace("Lerboda", site).replace("Badplatser", f"Badplatser i {self.path}")
            if site == "linked":
                links = "".join(f'<p><a href="/linked/{number}.html">Badplats {number}</a></p>' for number in range(3))
                page = page.replace("</main>", f"{links}</main>")
            body = page.encode() if is_page else b""
            self.send_response(200 if is_page else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with running(Server(("127.0.0.1", 0), Sites)) as origin:
        record.origin = origin
        try:
            yield record
        finally:
            stop.set()
