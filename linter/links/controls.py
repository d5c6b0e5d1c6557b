"""What a host answers for a page that cannot exist, and whether it answers https: each asked once where it is needed."""

from __future__ import annotations

import asyncio
import hashlib
import posixpath
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.addresses import is_number
from linter.errors import SourceError
from linter.links.trouble import Trouble
from linter.page import Reading, reading
from linter.source import Source, decode
from linter.urls import resolve, split

if TYPE_CHECKING:
    from linter.link_settings import LinkSettings
    from linter.links.patience import Patience
    from linter.links.transport import Answer
    from linter.verdicts import Hop

_KEPT = 8192
_ENDING = 8


@dataclass(frozen=True, slots=True)
class Decoy:
    """A host's answer for a page that cannot exist, where it does not say that there is none: where it ended, and what it shows."""

    url: str
    shown: Reading


class Controls:
    """The control requests of one run."""

    def __init__(self, patience: Patience, settings: LinkSettings) -> None:
        self._patience, self._settings = patience, settings
        self._decoys: dict[tuple[str, str, str], asyncio.Task[Decoy | None]] = {}
        self._secure: dict[str, asyncio.Task[bool]] = {}

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
        here = f"{parts.origin}{parts.path.rpartition('/')[0]}/{name}{ending}"
        hops: list[Hop] = []
        try:
            for _ in range(self._settings.redirects):
                answer = await self._patience.answer(here, hops, read=True)
                following = location(answer)
                if following is None:
                    break
                here = following
            else:
                return None
        except Trouble:
            return None
        if answer.status != 200 or not answer.is_html or answer.body is None:
            return None
        return Decoy(here, reading(text_of(answer)))

    async def answers_https(self, url: str) -> bool:
        """Tell whether the host of an http address also answers https, with a certificate that holds."""
        parts = split(url)
        if is_number(parts.host):
            return False
        if parts.origin not in self._secure:
            if len(self._secure) > _KEPT:
                self._secure = {name: task for name, task in self._secure.items() if not task.done()}
            self._secure[parts.origin] = asyncio.ensure_future(self._ask_https(secure(url)))
        return await asyncio.shield(self._secure[parts.origin])

    async def _ask_https(self, url: str) -> bool:
        try:
            answer = await self._patience.once("HEAD", url, [])
        except Trouble:
            return False
        following = location(answer)
        return answer.status < 400 and (following is None or split(following).scheme == "https")


def secure(url: str) -> str:
    """Return an http address with https in its place."""
    return "https" + url.removeprefix("http")


def location(answer: Answer) -> str | None:
    """Return where an answer redirects to, without the fragment; None where it does not."""
    if answer.status not in (301, 302, 303, 307, 308):
        return None
    target = answer.headers.get("Location")
    found = resolve(answer.url, _as_text(target)) if target else None
    return found.partition("#")[0] if found else None


def _as_text(header: str) -> str:
    """Return a header's text; servers write other letters than ASCII in UTF-8."""
    try:
        return header.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    except UnicodeEncodeError:
        return header


def text_of(answer: Answer) -> str:
    """Return a page's text, decoded as a browser would."""
    try:
        return decode(Source(answer.url, answer.body or b"", headers=dict(answer.headers))).text
    except SourceError:
        return (answer.body or b"").decode("utf-8", "replace")
