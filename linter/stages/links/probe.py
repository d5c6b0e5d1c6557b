"""One address -> its verdict: followed to its end, then asked whether that end is what it says."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.data import vocabulary
from linter.model.link import Verdict, Want, fragment_states
from linter.page.reading import Reading, reading
from linter.page.urls import scheme, split
from linter.stages.http.answer import REDIRECTS
from linter.stages.http.chain import Chain
from linter.stages.http.failure import (
    BLOCKED,
    CERTIFICATES,
    LOOP,
    NO_SUCH_HOST,
    NO_WEB_ADDRESS,
    REDIRECTING,
    RequestFailure,
)
from linter.stages.http.retry import clock, is_challenged
from linter.stages.links import soft_404
from linter.stages.links.controls import secure, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.link import FragmentState, Hop
    from linter.stages.http.answer import Answer
    from linter.stages.http.retry import Patience
    from linter.stages.http.robots import Robots
    from linter.stages.links.controls import Controls, Decoy
    from linter.stages.links.settings import LinkSettings

_PERMANENT = frozenset({301, 308})
_OF_REDIRECTS = frozenset({"broken", "moved", "soft-404", "refused", "skipped", "insecure"})
"""Verdicts that a redirect may have led to."""
_UNASKED = frozenset({101, 304})
"""Answers to what was not asked for."""
_GONE = frozenset({404, 410})
_LATER = frozenset({408, 425})


@dataclass(slots=True)
class _Way:
    """The way from an address to its end. `address` is where permanent redirects alone lead."""

    start: str
    hops: list[Hop]
    chain: Chain
    address: str | None = None
    answer: Answer | None = None

    @property
    def end(self) -> str:
        """Where the way has come to."""
        return self.chain.url


class Probe:
    """Finds verdicts; a login is sent to origins that are `logged_in`, so that links that end it are left alone."""

    def __init__(
        self,
        patience: Patience,
        controls: Controls,
        robots: Robots,
        settings: LinkSettings,
        logged_in: frozenset[str] = frozenset(),
    ) -> None:
        self._patience, self._controls, self._robots = patience, controls, robots
        self._settings, self._logged_in = settings, logged_in

    async def verdict(self, url: str, want: Want) -> Verdict:
        """Return what is to be said of an address."""
        if split(url).origin in self._logged_in and soft_404.is_logout(url):
            return Verdict(url, "skipped", "logout", checked_at=clock())
        way = self._way(url, [])
        found = await self._found(way, want, read=bool(want.fragments))
        if found.kind in _OF_REDIRECTS and any(hop.method == "HEAD" and hop.status in REDIRECTS for hop in way.hops):
            way = self._way(url, way.hops)  # a browser asks with GET: it may be led elsewhere
            found = await self._found(way, want, read=True)
        if found.kind == "broken" and any(hop.url.endswith("?") for hop in way.hops):
            # a question mark with nothing after it is lost on the way, and may be what makes the difference
            found = Verdict(url, "unstable", "bare_query", found.detail, found.status)
        return replace(found, hops=tuple(way.hops), checked_at=clock(), tries=len(way.hops))

    def _way(self, url: str, hops: list[Hop]) -> _Way:
        return _Way(url, hops, Chain(url, self._settings.redirects))

    async def _found(self, way: _Way, want: Want, *, read: bool) -> Verdict:
        try:
            return await self._judge(way, want, read=read)
        except RequestFailure as failure:
            if failure.reason in REDIRECTING:
                return _of_redirects(way, failure)
            return _of_failure(way.start, failure)

    async def _judge(self, way: _Way, want: Want, *, read: bool) -> Verdict:
        ended = await self._follow(way, read=read)
        if ended is not None:
            return ended
        answer = way.answer
        assert answer is not None  # noqa: S101  a way that was followed has one
        shown = reading(text_of(answer)) if answer.body is not None and answer.is_html else None
        found = _of_status(way.start, answer, shown)
        if found is not None:
            return found
        found = await self._of_landing(way, want, answer, shown)
        if found.kind in ("ok", "moved") and want.fragments and not way.chain.fragment:
            return replace(found, fragments=_fragments(want.fragments, answer, shown))
        return found

    async def _follow(self, way: _Way, *, read: bool) -> Verdict | None:
        """Follow redirects to an answer; return a verdict where the way itself is at fault."""
        permanent = True
        while True:
            if not await self._robots.allow(way.end):
                return Verdict(way.start, "skipped", "robots", split(way.end).host)
            answer = way.answer = await self._patience.answer(way.chain, way.hops, read=read)
            following = way.chain.follow(answer)
            if following is None:
                return None
            permanent = permanent and answer.status in _PERMANENT
            if permanent:
                way.address = following

    async def _of_landing(self, way: _Way, want: Want, answer: Answer, shown: Reading | None) -> Verdict:
        """Judge an address that answers: is it where it says, and the way there safe."""
        start, end, status = way.start, way.end, answer.status
        if end != start and not soft_404.is_login(start) and soft_404.is_login(end):
            return Verdict(start, "refused", "login", end, status)
        if want.is_page and not want.is_map and answer.is_html:
            soft = await self._soft_404(way, answer, shown)
            if soft is not None:
                return soft
        if want.is_page and await self._could_be_secure(way):
            return Verdict(start, "insecure", "http", split(start).host, status, way.address or secure(start))
        if way.address is not None and not soft_404.has_session(way.address):
            return Verdict(start, "moved", "moved", "", status, way.address)
        return Verdict(start, "ok", "status", str(status), status, is_document=_is_document(answer))

    async def _could_be_secure(self, way: _Way) -> bool:
        """Return whether an http address is answered by https too, by redirect or because it was tried."""
        start, end = way.start, way.end
        if not start.startswith("http:") or (way.address is not None and not soft_404.same_page(way.address, start)):
            return False
        if end != start:
            return end.startswith("https:") and soft_404.same_page(end, start)
        return await self._controls.answers_https(start)

    async def _soft_404(self, way: _Way, answer: Answer, shown: Reading | None) -> Verdict | None:
        """Return the verdict where an address answers, but not with what it names."""
        start, end = way.start, way.end
        if soft_404.is_start(start) and not split(start).query:
            return None
        if end != start:
            if soft_404.is_missing_page(end) and not soft_404.is_missing_page(start):
                return Verdict(start, "soft-404", "missing_page", end, answer.status)
            same_site = soft_404.same_site(split(start).host, split(end).host)
            if same_site and soft_404.is_front(end) and not split(end).query:
                return Verdict(start, "soft-404", "start_page", end, answer.status)
        if not self._settings.soft_404:
            return None
        decoy = await self._controls.decoy(start)
        if decoy is None:
            return await self._by_get(way)
        if end != start:
            return await self._led_away(way, answer, decoy)
        if shown is None:
            again = await self._patience.answer(way.chain, way.hops, read=True)
            shown = reading(text_of(again)) if again.body is not None else None
        if shown is None or not soft_404.alike(shown, decoy.shown):
            return None
        if not shown.text and not shown.has_script:
            return None  # frames, or forwarding: what they show is elsewhere
        if decoy.shown.has_script and not soft_404.says_missing(decoy.shown):
            return Verdict(start, "skipped", "application", split(start).host, answer.status)
        return Verdict(start, "soft-404", "alike", "", answer.status)

    async def _by_get(self, way: _Way) -> Verdict | None:
        """Ask once more where a host that says the truth by GET turned out not to by HEAD."""
        asked_by_head = bool(way.hops) and way.hops[-1].method == "HEAD"
        if not asked_by_head or self._controls.believes_head(way.end):
            return None
        return _of_status(way.start, await self._patience.answer(way.chain, way.hops, read=False), None)

    async def _led_away(self, way: _Way, answer: Answer, decoy: Decoy) -> Verdict | None:
        """Judge an address that leads where a page that cannot exist leads too."""
        start, end = way.start, way.end
        if decoy.url != end:
            return None
        if decoy.shown.asks_for_password:
            return Verdict(start, "refused", "login", end, answer.status)
        if not soft_404.is_start(end) and await self._controls.home(start) == end:
            return Verdict(start, "refused", "all_led", end, answer.status)
        return Verdict(start, "soft-404", "alike", end, answer.status)


def _of_redirects(way: _Way, failure: RequestFailure) -> Verdict:
    """Return the verdict where redirects lead to no answer."""
    if failure.reason == NO_WEB_ADDRESS:
        status = way.answer.status if way.answer is not None else None
        return Verdict(way.start, "skipped", NO_WEB_ADDRESS, scheme(failure.detail), status)
    if way.chain.cookies.were_set:  # with cookies that a browser would treat in another way it may well end
        return Verdict(way.start, "refused", "cookies", way.end)
    return Verdict(way.start, "broken", LOOP, way.end)


def _of_failure(url: str, failure: RequestFailure) -> Verdict:
    if failure.reason == BLOCKED:
        return Verdict(url, "blocked", failure.reason, failure.detail)
    if failure.reason == NO_SUCH_HOST:
        return Verdict(url, "broken", failure.reason, failure.detail)
    if failure.reason in CERTIFICATES:
        return Verdict(url, "insecure", failure.reason, failure.detail)
    return Verdict(url, "unstable", failure.reason, failure.detail)


def _of_status(url: str, answer: Answer, shown: Reading | None) -> Verdict | None:
    """Return what a status says, None where the answer is a page."""
    status = answer.status
    text = str(status)
    if is_challenged(answer) or (shown is not None and soft_404.is_challenge(shown)):
        return Verdict(url, "refused", "challenge", text, status)
    if status in _GONE:
        return Verdict(url, "broken", "status", text, status)
    if 500 <= status < 600 or status in _LATER:
        return Verdict(url, "unstable", "status", text, status)
    if status >= 400:
        return Verdict(url, "refused", "status", text, status)
    if status in REDIRECTS or status in _UNASKED:
        return Verdict(url, "unstable", "no_location", text, status)
    return None


def _is_document(answer: Answer) -> bool:
    """Return whether an answer says that it is a document of an office or a reader of PDF."""
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    return kind in vocabulary.words("links", "document_types")


def _fragments(wanted: frozenset[str], answer: Answer, shown: Reading | None) -> Mapping[str, FragmentState]:
    if not answer.is_html:
        return {}
    if shown is None:
        return dict.fromkeys(wanted, "unknown")
    absent: FragmentState = "unknown" if answer.is_cut else "by_script" if shown.has_script else "missing"
    return fragment_states(wanted, shown.ids, absent)
