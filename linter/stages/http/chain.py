"""One chain of redirects: from an address to its end, each step judged, with the cookies that were set on the way."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
from yarl import URL

from linter.page.urls import scheme, without_fragment
from linter.stages.http.failure import LOOP, NO_WEB_ADDRESS, TOO_FAR, RequestFailure

if TYPE_CHECKING:
    from linter.stages.http.answer import Answer

_COOKIES = 8_192
"""Characters of cookies that are sent with one request."""


class Chain:
    """Where to ask next. `seconds` is the time for the whole of it, None for no limit but that of each request."""

    def __init__(self, url: str, redirects: int, seconds: float | None = None) -> None:
        self.url, _ = without_fragment(url)
        self.fragment = ""
        """The place that redirects lead to, which takes the place of a link's own."""
        self.visited: list[str] = []
        """The addresses that have redirected."""
        self.cookies = Cookies()
        self.ends_at = None if seconds is None else asyncio.get_running_loop().time() + seconds
        self._redirects = redirects
        self._seen = {(self.url, "")}

    def follow(self, answer: Answer) -> str | None:
        """Go where an answer redirects to, and return it, with its fragment; None at the end of the chain.

        A `RequestFailure` says why it leads nowhere. An address may be asked again where cookies have changed since.
        """
        following = answer.location
        return self.lead(following) if following is not None else None

    def lead(self, following: str) -> str:
        """Go to an address that the one at hand leads to, as `follow` does."""
        if scheme(following) not in ("http", "https"):
            raise RequestFailure(NO_WEB_ADDRESS, following)
        self.visited.append(self.url)
        self.url, place = without_fragment(following)
        self.fragment = place or self.fragment
        here = (self.url, self.cookies.header(self.url))
        if here in self._seen:
            raise RequestFailure(LOOP, self.url)
        if len(self.visited) > self._redirects:
            raise RequestFailure(TOO_FAR, self.url)
        self._seen.add(here)
        return following


class Cookies:
    """What servers have set, and what they are sent back."""

    def __init__(self) -> None:
        self._jar: aiohttp.CookieJar | None = None  # few set any
        self.were_set = False

    def take(self, response: aiohttp.ClientResponse) -> None:
        """Keep what an answer sets."""
        if "Set-Cookie" not in response.headers:
            return
        self.were_set = True
        self._jar = self._jar or aiohttp.CookieJar(unsafe=True)  # of hosts without a name, too
        self._jar.update_cookies(response.cookies, response.url)

    def header(self, url: str) -> str:
        """Return the header that an address is sent; cookies that are too long, or bytes in no encoding, are forgotten."""
        if self._jar is None:
            return ""
        sent = self._jar.filter_cookies(URL(url, encoded=True)).output(attrs=[], header="", sep=";").strip()
        if len(sent) > _COOKIES or any("\ud800" <= char <= "\udfff" for char in sent):
            self._jar.clear()
            return ""
        return sent
