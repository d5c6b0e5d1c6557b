"""A mail server of the tests: SMTP on loopback, with STARTTLS or TLS and a login where they are wanted, that keeps what it gets."""

from __future__ import annotations

import asyncio
import base64
import email
import ssl
import threading
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.policy import default
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

LOGIN = ("kommunlint", "pass word åäö")


@dataclass(frozen=True)
class Got:
    """One letter as it came: by the envelope, and itself."""

    sender: str
    recipients: tuple[str, ...]
    message: EmailMessage
    is_encrypted: bool
    user: str | None


@dataclass
class MailServer:
    """Where it listens, and what it got."""

    port: int = 0
    got: list[Got] = field(default_factory=list)

    @property
    def by_recipient(self) -> dict[str, EmailMessage]:
        """The letters by their recipients."""
        return {one.recipients[0]: one.message for one in self.got}


@contextmanager
def serving(
    security: Literal["none", "starttls", "tls"] = "none", certificate: Path | None = None, *, wants_login: bool = False
) -> Iterator[MailServer]:
    """Serve in a thread; who is called `refused` gets nothing."""
    server, loop = MailServer(), asyncio.new_event_loop()
    context = None
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)

    async def begin() -> asyncio.Server:
        return await asyncio.start_server(
            lambda reader, writer: _Session(server, reader, writer, context, security, wants_login=wants_login).run(),
            "127.0.0.1",
            0,
            ssl=context if security == "tls" else None,
        )

    listening = loop.run_until_complete(begin())
    server.port = listening.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        listening.close()
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()


class _Session:
    """One connection."""

    def __init__(
        self,
        server: MailServer,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        context: ssl.SSLContext | None,
        security: str,
        *,
        wants_login: bool,
    ) -> None:
        self._server, self._reader, self._writer = server, reader, writer
        self._context, self._security, self._wants_login = context, security, wants_login
        self._is_encrypted = security == "tls"
        self._user: str | None = None
        self._sender, self._recipients = "", list[str]()

    async def run(self) -> None:
        """Answer until the client has said goodbye."""
        with suppress(OSError, ssl.SSLError, asyncio.IncompleteReadError):
            self._say("220 mail.test")
            while line := (await self._reader.readline()).decode().strip():
                word, _, rest = line.partition(" ")
                if word.upper() == "QUIT":
                    self._say("221 bye")
                    break
                await getattr(self, f"_{word.lower()}", self._unknown)(rest)
        self._writer.close()

    def _say(self, *lines: str) -> None:
        self._writer.write("".join(f"{line}\r\n" for line in lines).encode())

    async def _unknown(self, _: str) -> None:
        self._say("502 what?")

    async def _ehlo(self, _: str) -> None:
        offers = ["STARTTLS"] if self._security == "starttls" and not self._is_encrypted else []
        offers += ["AUTH PLAIN"] if self._wants_login else []
        self._say("250-mail.test", *(f"250-{one}" for one in offers), "250 8BITMIME")

    async def _starttls(self, _: str) -> None:
        self._say("220 go ahead")
        assert self._context is not None
        await self._writer.drain()
        await self._writer.start_tls(self._context)
        self._is_encrypted = True

    async def _auth(self, rest: str) -> None:
        _, user, password = base64.b64decode(rest.partition(" ")[2]).decode().split("\0")
        if (user, password) != LOGIN:
            self._say("535 5.7.8 wrong password")
            return
        self._user = user
        self._say("235 welcome")

    async def _mail(self, rest: str) -> None:
        if self._wants_login and self._user is None:
            self._say("530 5.7.0 log in first")
            return
        self._sender, self._recipients = rest.partition("<")[2].partition(">")[0], []
        self._say("250 ok")

    async def _rcpt(self, rest: str) -> None:
        address = rest.partition("<")[2].partition(">")[0]
        if address.startswith("refused"):
            self._say("550 5.1.1 no such\x1b[2J box")
            return
        self._recipients.append(address)
        self._say("250 ok")

    async def _rset(self, _: str) -> None:
        self._say("250 ok")

    async def _data(self, _: str) -> None:
        self._say("354 go on")
        lines = []
        while (line := await self._reader.readline()) != b".\r\n":
            lines.append(line.removeprefix(b"."))
        message = email.message_from_bytes(b"".join(lines), policy=default)
        self._server.got.append(
            Got(self._sender, tuple(self._recipients), message, self._is_encrypted, self._user)  # type: ignore[arg-type]
        )
        self._say("250 ok")
