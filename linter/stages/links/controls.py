"""What a host answers for a page that cannot exist, and whether it answers https: each asked once where it is needed."""

from __future__ import annotations

import asyncio
import hashlib
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.model.errors import SourceError
from linter.model.target import is_number
from linter.page.reading import Reading, reading
from linter.page.source import Source, decode
from linter.page.urls import split
from linter.stages.http.chain import Chain
from linter.stages.http.failure import RequestFailure
from linter.stages.links.soft_404 import same_page

if TYPE_CHECKING:
    from linter.model.link import Hop
    from linter.stages.http.answer import Answer
    from linter.stages.http.retry import Patience
    from linter.stages.http.robots import Robots
    from linter.stages.links.settings import LinkSettings

_KEPT = 8192
_ENDING = 8


@dataclass(frozen=True, slots=True)
class Decoy:
    """A host's answer for a page that cannot exist, where it does not say that there is none: where it ended, and what it shows."""

    url: str
    shown: Reading


class Controls:
    """The control requests of one run."""

    def __init__(self, patience: Patience, settings: LinkSettings, robots: Robots) -> None:
        self._patience, self._settings, self._robots = patience, settings, robots
        self._decoys: dict[tuple[str, str, str], asyncio.Task[Decoy | None]] = {}
        self._homes: dict[str, asyncio.Task[str | None]] = {}
        self._plain: set[str] = set()
        """Origins that do not answer https."""
        self._tried: set[str] = set()
        """Origins of which it is known how they answer HEAD."""

    async def decoy(self, url: str) -> Decoy | None:
        """Return what a sibling of an address answers that cannot exist; None where its host says so."""
        parts = split(url)
        folder = parts.path.split("/")[1] if parts.path.count("/") > 1 else ""
        ending = posixpath.splitext(parts.path)[1][:_ENDING]
        key = (parts.origin, folder, ending)
        if key not in self._decoys:
            if len(self._decoys) > _KEPT:
                self._decoys = {name: task for name, task in self._decoys.items() if not task.done()}
            self._decoys[key] = asyncio.ensure_future(self._ask(url, ending))
        return await asyncio.shield(self._decoys[key])

    async def _ask(self, url: str, ending: str) -> Decoy | None:
        parts = split(url)
        name = "kommunlint-" + hashlib.sha256(f"{parts.origin}{parts.path}".encode()).hexdigest()[:16]
        chain = Chain(f"{parts.origin}{parts.path.rpartition('/')[0]}/{name}{ending}", self._settings.redirects)
        try:
            answer = await self._end(chain, read=True)
            if answer is None:
                return None
            await self._try_head(url, chain, answer)
        except RequestFailure:
            return None
        if answer.status != 200 or not answer.is_html or answer.body is None:
            return None
        return Decoy(answer.url, reading(text_of(answer)))

    async def _end(self, chain: Chain, *, read: bool) -> Answer | None:
        """Follow a chain to its last answer; None where robots.txt forbids a step."""
        hops: list[Hop] = []
        while await self._robots.allow(chain.url):
            answer = await self._patience.answer(chain, hops, read=read)
            if chain.follow(answer) is None:
                return answer
        return None

    async def _try_head(self, url: str, missing: Chain, answer: Answer) -> None:
        """Find out, once for a host, whether it says of a missing page by HEAD what it says by GET."""
        origin = split(url).origin
        if answer.status < 400 or origin in self._tried or split(missing.url).origin != origin:
            return
        self._tried.add(origin)
        by_head = await self._patience.once("HEAD", missing, [])
        if by_head.status < 300:
            self._patience.no_head.add(origin)

    def believes_head(self, url: str) -> bool:
        """Return whether a host's answers to HEAD are as good as those to GET, as far as is known."""
        return split(url).origin not in self._patience.no_head

    async def home(self, url: str) -> str | None:
        """Return where the first page of an address's host ends."""
        origin = split(url).origin
        if origin not in self._homes:
            if len(self._homes) > _KEPT:
                self._homes = {name: task for name, task in self._homes.items() if not task.done()}
            self._homes[origin] = asyncio.ensure_future(self._ask_home(f"{origin}/"))
        return await asyncio.shield(self._homes[origin])

    async def _ask_home(self, here: str) -> str | None:
        try:
            answer = await self._end(Chain(here, self._settings.redirects), read=False)
        except RequestFailure:
            return None
        return answer.url if answer is not None else None

    async def answers_https(self, url: str) -> bool:
        """Return whether an http address also answers https: with a certificate that holds, and with the same page."""
        parts = split(url)
        if is_number(parts.host) or parts.origin in self._plain:
            return False
        try:
            if not await self._robots.allow(secure(url)):
                return False
            answer = await self._patience.answer(Chain(secure(url), 0), [], read=False)
        except RequestFailure:
            self._plain.add(parts.origin)
            return False
        following = answer.location
        if following is not None:
            return following.startswith("https:") and same_page(following, url)
        return answer.status == 200


def secure(url: str) -> str:
    """Return an http address with https in its place."""
    return "https" + url.removeprefix("http")


def text_of(answer: Answer) -> str:
    """Return a page's text, decoded as a browser would."""
    try:
        return decode(Source(answer.url, answer.body or b"", headers=answer.header_texts())).text
    except SourceError:
        return (answer.body or b"").decode("utf-8", "replace")
