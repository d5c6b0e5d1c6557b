"""Service -> a socket that answers, until it is told to end."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from linter.model.errors import UsageError
from linter.model.system_error import of_system
from linter.report.words.words import words_in
from linter.web.app import create_app
from linter.web.lanes.connection import Connection
from linter.web.service import Options, Service

if sys.platform != "win32":
    import resource

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.config.config import Config

_GOODBYE = 5
"""Seconds that answers on their way are waited for."""
_IDLE = 75
"""Seconds that a connection may be idle: longer than people and programs wait between two requests, which then meet an open one."""


class _Server(uvicorn.Server):
    """Tells its address when it answers, and ends what takes long when it is to end."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None], goodbye: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell, self._goodbye = tell, goodbye

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and tell so."""
        await super().startup(sockets)
        if self.started:
            self._tell()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End what takes long first: answers that wait for it come to their end by that."""
        self._goodbye()
        await super().shutdown(sockets)


def serve(config: Config, options: Options, say: Callable[[str], None], on_crash: Callable[[Exception], None]) -> None:
    """Serve until SIGINT or SIGTERM; `say` is told the address as soon as it answers, and the end."""
    listening = _bound(options)
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    service = Service(config, options)
    _take_many_connections()
    asgi = uvicorn.Config(
        create_app(service, on_crash),
        http=Connection,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # what proxies say is judged by requests/door.py
        timeout_graceful_shutdown=_GOODBYE,
        timeout_keep_alive=_IDLE,
        lifespan="on",
    )
    try:
        _Server(asgi, lambda: say(f"http://{shown}:{port}/"), service.end_jobs).run([listening])
    finally:
        say(words_in(config.language)("say_stopped"))


def _take_many_connections() -> None:
    """Let so many files be open as the system lets us: each connection is one."""
    if sys.platform != "win32":
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _bound(options: Options) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.socket(
        family, socket.SOCK_STREAM, socket.IPPROTO_TCP
    )  # else asyncio leaves Nagle on: 40 ms each
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((options.host, options.port))
    except OSError as error:
        listening.close()
        raise UsageError(of_system(error), f"serve: {options.host}:{options.port}") from error
    return listening
