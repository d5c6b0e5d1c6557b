"""Address -> Source over HTTP: redirects followed and recorded, time and size limited."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from linter.model.errors import SourceError
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
from linter.stages.http.resolver import Names
from linter.stages.http.settings import HttpSettings
from linter.stages.http.transport import Transport
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.model.limits import Limits
    from linter.stages.http.answer import Answer

USER_AGENT = f"kommunlint/{__version__} (accessibility and content linter; run by a person)"
_REACH = Reach(is_unbounded=True)
"""A page that somebody names may be private, and whatever it redirects to."""
_FAILED = 400
_SHOWN = 120
"""Characters of an address that a reason shows."""
_WHY = {
    BLOCKED: "its address is private",
    NO_SUCH_HOST: "there is no such host",
    RESOLVER: "names cannot be looked up here",
    EXPIRED: "the certificate has expired or does not hold yet",
    WRONG_HOST: "the certificate is for another host",
    UNTRUSTED: "the certificate is issued by nobody but its owner",
    UNKNOWN_ISSUER: "the certificate is issued by somebody who is not known here",
}


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
        msg = f"cannot be reached: {url[:_SHOWN]} is no address; check the address and the network"
        raise SourceError(msg)
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
    async with Transport(settings, Names(_REACH, settings.nameservers), logins) as transport:
        chain = Chain(start, settings.redirects, settings.timeout)
        while True:
            answer = await transport.ask("GET", chain, read="anything")
            if chain.follow(answer) is None:
                return answer, chain.visited


def _body(answer: Answer, limits: Limits) -> bytes:
    """Return what was answered, where that may be a page."""
    if answer.status >= _FAILED:
        msg = f"answers {answer.status} {answer.phrase}".strip()
        raise SourceError(msg)
    target = answer.headers.get("Location")
    if answer.status in REDIRECTS and target:
        msg = f"redirects to {as_text(target)[:_SHOWN]}, which is no web address"
        raise SourceError(msg)
    if answer.is_cut:
        msg = f"larger than the limit of {limits.page_bytes:,} bytes; limits.page_bytes raises it"
        raise SourceError(msg)
    if answer.body is None:
        packing = answer.headers.get("Content-Encoding", "")
        msg = f"cannot be fetched: packed as {as_text(packing)[:_SHOWN]}, which was not asked for"
        raise SourceError(msg)
    return answer.body


def _explained(failure: RequestFailure, limits: Limits) -> SourceError:
    """Return what a person is told of a request that failed."""
    detail = failure.detail[:_SHOWN]
    why = _WHY.get(failure.reason, detail)
    if failure.reason == LOOP:
        msg = f"redirects in a loop ({detail})"
    elif failure.reason == TOO_FAR:
        msg = f"redirects more than {limits.redirects} times"
    elif failure.reason == NO_WEB_ADDRESS:
        msg = f"redirects to {detail}, which is no web address"
    elif failure.reason == TIMEOUT and failure.during == "read":
        msg = f"took longer than {limits.fetch_seconds:g} s to arrive; limits.fetch_seconds raises it"
    elif failure.reason == TIMEOUT:
        msg = "took too long to answer"
    elif failure.during == "read":
        msg = f"broke off: {why}"
    elif failure.during == "secure":
        msg = f"no secure connection: {why}"
    elif failure.during == "reach":
        msg = f"cannot be reached: {why}; check the address and the network"
    else:
        msg = f"cannot be fetched: {why}"
    return SourceError(msg)
