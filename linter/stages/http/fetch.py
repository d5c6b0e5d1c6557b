"""Address -> Source over HTTP: redirects followed and recorded, within one policy, time and size limited."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from linter.model.errors import SourceError
from linter.model.reason import Reason
from linter.model.target import Host, plain, split_login
from linter.page.refresh import document_forwards_to, forwarded, read_refresh
from linter.page.source import Source, decode
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
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from linter.model.limits import Limits
    from linter.model.reason import ReasonKey
    from linter.stages.http.answer import Answer

USER_AGENT = f"kommunlint/{__version__} (accessibility and content linter; run by a person)"
_ANSWERS = range(200, 400)
"""Statuses of what may be a page; one below was not asked for."""
_SHOWN = 120
"""Characters of an address that a reason shows."""
_WHY: Mapping[str, ReasonKey] = {
    NO_SUCH_HOST: "host_missing",
    RESOLVER: "names_not_resolved",
    EXPIRED: "certificate_expired",
    WRONG_HOST: "certificate_for_other_host",
    UNTRUSTED: "certificate_self_issued",
    UNKNOWN_ISSUER: "certificate_issuer_unknown",
}
_DURING: Mapping[str, ReasonKey] = {
    "read": "broke_off",
    "secure": "connection_insecure",
    "reach": "unreachable",
    "unpack": "packing_broken",
}


def fetch(
    url: str,
    limits: Limits,
    headers: Mapping[str, str] | None = None,
    *,
    allowed: Sequence[Host] = (),
    is_named: bool = True,
    nameservers: tuple[str, ...] = (),
    ca_file: Path | None = None,
) -> Source:
    """Fetch one page; raise `SourceError` with the reason where it cannot be had or answers 400 or above.

    The address, which has no login in it, may be private at its own port where it `is_named`; where it redirects to, and
    an address that is not named, may be so only where it is `allowed`. `headers` go to the scheme, host and port of the
    address, and to no other that it redirects to.
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
    own = (Host(plain(split(start).host), split(start).port),) if is_named else ()
    reach = Reach((*own, *allowed))
    try:
        answer, visited = asyncio.run(_followed(start, settings, reach, {split(start).origin: headers or {}}))
    except RequestFailure as failure:
        raise explained(failure, limits) from failure
    body = body_of_page(answer, limits)
    named = url.partition("#")[0]  # as it was written
    address, redirects = (answer.url, (named, *visited[1:])) if visited else (named, ())
    return Source(url, body, address, answer.header_texts(), answer.status, redirects)


async def _followed(
    start: str, settings: HttpSettings, reach: Reach, logins: Mapping[str, Mapping[str, str]]
) -> tuple[Answer, list[str]]:
    """Return the answer at the end of the redirects, and the addresses on the way there."""
    async with Transport(settings, HostResolver(reach, settings.nameservers), logins) as transport:
        chain = Chain(start, settings.redirects, settings.timeout)
        while True:
            answer = await _answer(transport, chain)
            if chain.follow(answer) is not None:
                continue
            following = _refreshed(answer)
            if following is None:
                return answer, chain.visited
            chain.lead(following)


async def _answer(transport: Transport, chain: Chain) -> Answer:
    try:
        return await transport.ask("GET", chain, read="anything")
    except RequestFailure as failure:
        if failure.reason != BLOCKED:
            raise
        host = split(chain.url).origin.partition("//")[2]
        if not chain.visited:
            raise SourceError(Reason("address_private", {"host": host[:_SHOWN]})) from failure
        raise SourceError(Reason("redirects_inward", {"host": host[:_SHOWN]})) from failure


def _refreshed(answer: Answer) -> str | None:
    """Return where a page that is not there to be read sends its readers at once, by its header or in its head."""
    if answer.status not in range(200, 300) or not answer.body or answer.is_cut:
        return None
    header = read_refresh(as_text(answer.headers.get("Refresh", "")))
    if header is not None:
        return None if header.seconds else forwarded(header, answer.url, answer.url)
    is_html = answer.is_html or not answer.headers.get("Content-Type", "").strip()
    if not is_html or b"refresh" not in answer.body.lower():
        return None
    try:
        return document_forwards_to(decode(Source(answer.url, answer.body, answer.url, answer.header_texts())))
    except SourceError:
        return None


def body_of_page(answer: Answer, limits: Limits) -> bytes:
    """Return what was answered, where that may be a page; a `SourceError` says why it cannot."""
    if answer.status not in _ANSWERS:
        raise SourceError(error_status(answer))
    target = answer.headers.get("Location")
    if answer.status in REDIRECTS and target:
        raise SourceError(Reason("redirects_off_web", {"address": split_login(as_text(target))[0][:_SHOWN]}))
    if answer.is_cut:
        raise SourceError(Reason("answer_too_large", {"most": limits.page_bytes}))
    if answer.body is None:
        packing = as_text(answer.headers.get("Content-Encoding", ""))[:_SHOWN]
        raise SourceError(Reason("fetch_failed", {"detail": Reason("packing_unknown", {"name": packing})}))
    return answer.body


def error_status(answer: Answer) -> Reason:
    """Return what a person is told of an answer that holds nothing that was asked for."""
    said = f"{answer.status} {answer.phrase}".strip()
    return Reason("error_status", {"status": answer.status, "answer": said})


def explained(failure: RequestFailure, limits: Limits) -> SourceError:
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
