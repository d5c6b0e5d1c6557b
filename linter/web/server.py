"""Service -> a socket that answers, until it is told to end."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import uvicorn

from linter.model.errors import UsageError
from linter.web.app import create_app
from linter.web.service import Options, Service

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.config.config import Config

_GOODBYE = 5
"""Seconds that answers on their way are waited for."""


class _Server(uvicorn.Server):
    """Tells its address when it answers."""

    def __init__(self, config: uvicorn.Config, tell: Callable[[], None]) -> None:
        super().__init__(config)
        self._tell = tell

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and tell so."""
        await super().startup(sockets)
        if self.started:
            self._tell()


def serve(config: Config, options: Options, say: Callable[[str], None], on_crash: Callable[[Exception], None]) -> None:
    """Serve until SIGINT or SIGTERM; `say` is told the address as soon as it answers, and the end."""
    listening = _bound(options)
    host, port = listening.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    asgi = uvicorn.Config(
        create_app(Service(config, options), on_crash),
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,  # what proxies say is judged by door.py
        timeout_graceful_shutdown=_GOODBYE,
        lifespan="on",
    )
    try:
        _Server(asgi, lambda: say(f"http://{shown}:{port}/")).run([listening])
    finally:
        say("stopped")


def _bound(options: Options) -> socket.socket:
    family = socket.AF_INET6 if ":" in options.host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((options.host, options.port))
    except OSError as error:
        listening.close()
        msg = f"serve: {options.host}:{options.port}: {error.strerror or error}"
        raise UsageError(msg) from error
    return listening
