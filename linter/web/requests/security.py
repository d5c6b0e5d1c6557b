"""What holds for every request: headers, size, origin, pace. Plain ASGI, since each page of a check passes through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response

from linter.web.errors import RequestError
from linter.web.lanes.bodies import Bodies
from linter.web.lanes.pace import Pace, whose

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from linter.web.requests.door import Door

    Refuse = Callable[[Scope, RequestError], Awaitable[Response]]
    """What answers a request that is refused."""

API = "/api/"
"""How the addresses of the API begin."""
PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
PREVIEW_POLICY = (
    "default-src 'none'; script-src 'none'; style-src 'unsafe-inline' https: http:; img-src https: http: data:; "
    "font-src https: http: data:; media-src https: http:; form-action 'none'; base-uri *; frame-ancestors 'self'; "
    "sandbox allow-same-origin"
)
"""A handed-over page is shown with its pictures and styles, and nothing in it runs, sends or leads away."""
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with none, browsers that tell no Sec-Fetch-Site would name no origin either
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cross-origin-resource-policy": "same-origin",
}
_PREFLIGHT = {
    "access-control-allow-methods": "GET, POST",
    "access-control-allow-headers": "Authorization, Content-Type",
    "access-control-max-age": "600",
}
_TOO_SLOW = 408
_UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What requests are held to: `most` bytes of a body, `pace` changing requests a minute and client, origins of `cors`."""

    most: int
    pace: int
    cors: frozenset[str]


class Guarded:
    """An application behind its rules; `on_error` hears of what the application did not foresee."""

    def __init__(
        self, app: ASGIApp, door: Door, limits: Limits, refuse: Refuse, on_error: Callable[[Exception], None]
    ) -> None:
        self._app, self._door, self._refuse, self._on_error = app, door, refuse, on_error
        self._most, self._pace, self._cors = limits.most, Pace(limits.pace), limits.cors
        self._bodies = Bodies(limits.most)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(raw=message["headers"])
                self._add(answer, headers, scope["path"])
                if message["status"] == _TOO_SLOW:
                    answer["connection"] = "close"  # what is left of the body is not waited for
            await send(message)

        try:
            entered = self._door.enter(scope)
            if self._is_preflight(scope, headers):
                await Response(status_code=204, headers=_PREFLIGHT)(scope, receive, sending)
                return
            self._judge(entered)
            with self._bodies.one(receive) as body:
                await self._app(entered, body.receive, sending)
        except RequestError as refused:
            answer = await self._refuse(scope, refused)
            await answer(scope, receive, sending)
        except ClientDisconnect:
            return
        except Exception as error:  # noqa: BLE001  it was answered by now; a log is not to quote what was handed over
            self._on_error(error)

    def _is_preflight(self, scope: Scope, headers: Mapping[str, str]) -> bool:
        """Return whether a browser asks whether a script of a named origin may use the API."""
        return (
            scope["method"] == "OPTIONS"
            and scope["path"].startswith(API)
            and headers.get("origin") in self._cors
            and "access-control-request-method" in headers
        )

    def _judge(self, scope: Scope) -> None:
        headers = Headers(scope=scope)
        if scope["method"] not in _UNSAFE:
            return
        if not _is_own(headers, self._cors):
            raise RequestError(403, "cross_site", "this was sent by another site")
        size = headers.get("content-length", "")
        if size.isdigit() and int(size) > self._most:
            raise RequestError(413, "too_large", f"the body is larger than {self._most} bytes")
        self._count(scope["client"][0] if scope.get("client") else "")

    def _count(self, client: str) -> None:
        seconds = self._pace.take(whose(client))
        if seconds is not None:
            raise RequestError(429, "too_many", "too many checks", retry_after=seconds)

    def _add(self, answer: MutableHeaders, asked: Mapping[str, str], path: str) -> None:
        for name, value in _ALWAYS.items():
            answer.setdefault(name, value)
        answer.setdefault("content-security-policy", PAGE_POLICY)
        answer.setdefault("cache-control", "no-store")
        origin = asked.get("origin")
        if origin in self._cors and path.startswith(API):
            answer["access-control-allow-origin"] = origin
            answer.add_vary_header("Origin")


def _is_own(headers: Mapping[str, str], cors: frozenset[str]) -> bool:
    """Return whether a changing request comes from a page of ours, from a named origin, or from no browser at all."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if origin in cors:
        return True
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or (origin != "null" and urlsplit(origin).netloc == headers.get("host"))
