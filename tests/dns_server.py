"""A name server on loopback: names below granvik.test are here, some are gone, some change, some are not answered."""

from __future__ import annotations

import socketserver
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import dns.flags
import dns.message
import dns.rcode
import dns.rrset

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLIC = "93.184.216.34"
RECORDS = {
    ("www.granvik.test", "A"): ["127.0.0.1"],
    ("xn--rksmrgs-5wao1o.granvik.test", "A"): ["127.0.0.1"],
    ("granvik.test", "MX"): ["10 post.granvik.test."],
    ("tyst.granvik.test", "MX"): ["0 ."],
    ("post.granvik.test", "A"): ["127.0.0.1"],
    ("moln.granvik.test", "A"): ["169.254.169.254"],
    ("delad.granvik.test", "A"): [PUBLIC, "10.0.0.8"],
    ("example.com", "A"): [PUBLIC],
}


class NameServer(socketserver.ThreadingUDPServer):
    """Answers from `RECORDS`; `is_offline`: with a failure for every name. `asked` are the questions."""

    daemon_threads = True

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.is_offline = False
        super().__init__(("127.0.0.1", 0), _Handler)

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"127.0.0.1:{self.server_address[1]}"


class _Handler(socketserver.BaseRequestHandler):
    server: NameServer

    def handle(self) -> None:
        """Answer one question."""
        data, out = self.request
        question = dns.message.from_wire(data)
        asked = question.question[0]
        name, kind = asked.name.to_text(omit_final_dot=True).lower(), dns.rdatatype.to_text(asked.rdtype)
        self.server.asked.append((name, kind))
        answer = dns.message.make_response(question)
        answer.flags |= dns.flags.RA
        found = self._found(name, kind)
        if self.server.is_offline or name.startswith("trasig."):
            answer.set_rcode(dns.rcode.SERVFAIL)
        elif found:
            answer.answer.append(dns.rrset.from_text(asked.name, 1, "IN", kind, *found))
        elif not any(known == name for known, _ in RECORDS) and not name.startswith("vaxlar."):
            answer.set_rcode(dns.rcode.NXDOMAIN)
        out.sendto(answer.to_wire(), self.client_address)

    def _found(self, name: str, kind: str) -> list[str]:
        """Return the records; one name is a public address when it is first asked for, and loopback ever after."""
        if name.startswith("vaxlar.") and kind == "A":
            return [PUBLIC] if self.server.asked.count((name, kind)) == 1 else ["127.0.0.1"]
        return RECORDS.get((name, kind), [])


@contextmanager
def name_server() -> Iterator[NameServer]:
    """Run the server."""
    server = NameServer()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
