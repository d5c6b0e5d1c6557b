"""Address -> Source over HTTP: redirects followed and recorded, time and size limited."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.page.source import Source
from linter.page.urls import resolve, split
from linter.stages.http.answer import REDIRECTS, as_text
from linter.stages.http.chain import Chain
from linter.stages.http.failure import (
    BLOCKED,
    EXPIRED,
    LOOP,
    NO_SUCH_HOST,
    NO_WEB_ADDRESS,
    RESOLVER,
    TIMEOUT,
    TOO_FAR,
    UNKNOWN_ISSUER,
    UNTRUSTED,
    WRONG_HOST,
    RequestFailure,
)
from linter.stages.http.hosts import Reach
from linter.stages.http.resolver import HostResolver
from linter.stages.http.settings import HttpSettings
from linter.stages.http.transport import Transport
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.model.limits import Limits
    from linter.model.reason import ReasonKey
    from linter.stages.http.answer import Answer

USER_AGENT = f"kommunlint/{__version__} (accessibility and content linter; run by a person)"
_REACH = Reach(is_unbounded=True)
"""A page that somebody names may be private, and whatever it redirects to."""
_FAILED = 400
_SHOWN = 120
"""Characters of an address that a reason shows."""
_WHY: Mapping[str, ReasonKey] = {
    BLOCKED: "address_private",
    NO_SUCH_HOST: "host_missing",
    RESOLVER: "names_not_resolved",
    EXPIRED: "certificate_expired",
    WRONG_HOST: "certificate_for_other_host",
    UNTRUSTED: "certificate_self_issued",
    UNKNOWN_ISSUER: "certificate_issuer_unknown",
}
_DURING: Mapping[str, ReasonKey] = {"read": "broke_off", "secure": "connection_insecure", "reach": "unreachable"}


def fetch(
    url: str,
    limits: Limits,
    headers: Mapping[str, str] | None = None,
    *,
    nameservers: tuple[str, ...] = (),
    ca_file: Path | None = None,
) -> Source:
    """Fetch one page; raise `SourceError` with the reason where it cannot be had or answers 400 or above.

    `headers` go to the scheme, host and port of the address, and to no other that it redirects to.
    """
    start = resolve(None, url)
    if start is None:
        raise SourceError(Reason("unreachable", {"detail": Reason("no_address", {"address": url[:_SHOWN]})}))
    settings = HttpSettings(
        user_agent=USER_AGENT,
        timeout=limits.fetch_seconds,
        redirects=limits.redirects,
        body_bytes=limits.page_bytes,
        nameservers=nameservers,
        ca_file=ca_file,
    )
    try:
        answer, visited = asyncio.run(_followed(start, settings, {split(start).origin: headers or {}}))
    except RequestFailure as failure:
        raise _explained(failure, limits) from failure
    body = _body(answer, limits)
    named = url.partition("#")[0]  # as it was written
    address, redirects = (answer.url, (named, *visited[1:])) if visited else (named, ())
    return Source(url, body, address, answer.header_texts(), answer.status, redirects)


async def _followed(
    start: str, settings: HttpSettings, logins: Mapping[str, Mapping[str, str]]
) -> tuple[Answer, list[str]]:
    """Return the answer at the end of the redirects, and the addresses on the way there."""
    async with Transport(settings, HostResolver(_REACH, settings.nameservers), logins) as transport:
        chain = Chain(start, settings.redirects, settings.timeout)
        while True:
            answer = await transport.ask("GET", chain, read="anything")
            if chain.follow(answer) is None:
                return answer, chain.visited


def _body(answer: Answer, limits: Limits) -> bytes:
    """Return what was answered, where that may be a page."""
    if answer.status >= _FAILED:
        said = f"{answer.status} {answer.phrase}".strip()
        raise SourceError(Reason("error_status", {"status": answer.status, "answer": said}))
    target = answer.headers.get("Location")
    if answer.status in REDIRECTS and target:
        raise SourceError(Reason("redirects_off_web", {"address": as_text(target)[:_SHOWN]}))
    if answer.is_cut:
        raise SourceError(Reason("answer_too_large", {"most": limits.page_bytes}))
    if answer.body is None:
        packing = as_text(answer.headers.get("Content-Encoding", ""))[:_SHOWN]
        raise SourceError(Reason("fetch_failed", {"detail": Reason("packing_unknown", {"name": packing})}))
    return answer.body


def _explained(failure: RequestFailure, limits: Limits) -> SourceError:
    """Return what a person is told of a request that failed."""
    detail = failure.detail[:_SHOWN]
    if failure.reason == LOOP:
        return SourceError(Reason("redirects_in_loop", {"address": detail}))
    if failure.reason == TOO_FAR:
        return SourceError(Reason("redirects_too_often", {"number": limits.redirects}))
    if failure.reason == NO_WEB_ADDRESS:
        return SourceError(Reason("redirects_off_web", {"address": detail}))
    if failure.reason == TIMEOUT and failure.during == "read":
        return SourceError(Reason("fetch_too_slow", {"seconds": limits.fetch_seconds}))
    if failure.reason == TIMEOUT:
        return SourceError(Reason("answer_too_late"))
    why = Reason(_WHY[failure.reason]) if failure.reason in _WHY else detail
    return SourceError(Reason(_DURING.get(failure.during, "fetch_failed"), {"detail": why}))
