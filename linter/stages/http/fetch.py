"""Address -> Source over HTTP: redirects followed and recorded, time and size limited."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.exceptions import HTTPError, LocationParseError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as HTTPTimeoutError

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.page.source import Source
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.limits import Limits

USER_AGENT = f"kommunlint/{__version__} (accessibility and content linter; run by a person)"
_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FAILED = 400


def fetch(url: str, limits: Limits, headers: Mapping[str, str] | None = None) -> Source:
    """Fetch one page; raise `SourceError` with the reason where it cannot be had or answers 400 or above.

    `headers` go to the host and port of the address, and to no other that it redirects to.
    """
    deadline = time.monotonic() + limits.fetch_seconds
    pool = urllib3.PoolManager(
        headers={
            "User-Agent": USER_AGENT,
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
        }
    )
    visited: list[str] = []
    address = url.split("#", maxsplit=1)[0]
    try:
        while True:
            own = headers if headers and _origin(address) == _origin(url) else {}
            response = _request(pool, address, deadline, own)
            target = response.headers.get("location") if response.status in _REDIRECTS else None
            if target is None:
                return _source(url, address, response, visited, limits, deadline)
            response.close()
            visited.append(address)
            address = _next(address, target, visited, limits)
    finally:
        pool.clear()


def _origin(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower()


def _request(
    pool: urllib3.PoolManager, address: str, deadline: float, headers: Mapping[str, str]
) -> urllib3.BaseHTTPResponse:
    left = deadline - time.monotonic()
    if left <= 0:
        raise SourceError(Reason("answer_too_late"))
    try:
        return pool.request(
            "GET",
            address,
            headers={**pool.headers, **headers},
            redirect=False,
            retries=False,
            preload_content=False,
            timeout=urllib3.Timeout(total=left),
        )
    except (NewConnectionError, LocationParseError) as error:
        raise SourceError(Reason("unreachable", {"detail": _plain(error)})) from error
    except SSLError as error:
        raise SourceError(Reason("connection_insecure", {"detail": _plain(error)})) from error
    except HTTPTimeoutError as error:
        raise SourceError(Reason("answer_too_late")) from error
    except (HTTPError, OSError, ValueError) as error:
        raise SourceError(Reason("fetch_failed", {"detail": _plain(error)})) from error


def _next(address: str, target: str, visited: list[str], limits: Limits) -> str:
    following = urljoin(address, target).split("#")[0]
    if urlsplit(following).scheme not in ("http", "https"):
        raise SourceError(Reason("redirects_off_web", {"address": following[:120]}))
    if following in visited:
        raise SourceError(Reason("redirects_in_loop", {"address": following[:120]}))
    if len(visited) > limits.redirects:
        raise SourceError(Reason("redirects_too_often", {"number": limits.redirects}))
    return following


def _source(
    name: str,
    address: str,
    response: urllib3.BaseHTTPResponse,
    visited: list[str],
    limits: Limits,
    deadline: float,
) -> Source:
    if response.status >= _FAILED:
        response.close()
        answer = f"{response.status} {response.reason or ''}".strip()
        raise SourceError(Reason("error_status", {"status": response.status, "answer": answer}))
    body = bytearray()
    try:
        while chunk := response.read1(_CHUNK, decode_content=True):  # what has come, not a full chunk: slow servers
            body += chunk
            if len(body) > limits.page_bytes:
                raise SourceError(Reason("answer_too_large", {"most": limits.page_bytes}))
            if time.monotonic() > deadline:
                raise SourceError(Reason("fetch_too_slow", {"seconds": limits.fetch_seconds}))
    except (HTTPError, OSError) as error:
        raise SourceError(Reason("broke_off", {"detail": _plain(error)})) from error
    finally:
        response.close()
    return Source(name, bytes(body), address, dict(response.headers), response.status, tuple(visited))


def _plain(error: Exception) -> str:
    """Return an error's reason without the library's object names."""
    text = str(getattr(error, "reason", None) or error)
    return text.rsplit(">: ", 1)[-1].rsplit("): ", 1)[-1][:200]
