"""Wanted addresses -> verdicts in a memory: hosts side by side, each at its pace, every address once."""

from __future__ import annotations

import asyncio
import gc
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.model.link import CRASH, TIME_IS_UP, Verdict, Want
from linter.model.reason import crash_text
from linter.page.urls import FILES, split
from linter.stages.http import sitemap
from linter.stages.http.failure import NO_SUCH_HOST, RESET, TOO_MANY, RequestFailure
from linter.stages.http.hosts import Reach
from linter.stages.http.rate_limit import RateLimits
from linter.stages.http.resolver import HostResolver
from linter.stages.http.retry import Patience, clock
from linter.stages.http.robots import Robots
from linter.stages.http.settings import HttpSettings
from linter.stages.http.transport import Transport
from linter.stages.links import files
from linter.stages.links.cache import FLUSH
from linter.stages.links.controls import Controls
from linter.stages.links.probe import Probe
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from linter.model.link import Kind
    from linter.model.target import Host
    from linter.stages.links.cache import VerdictCache
    from linter.stages.links.settings import LinkSettings

MAIL = "mailto:"
_PATIENT, _MORE_PATIENT = 3, 10
"""Addresses in a row without an answer after which a host is given up; more where it has answered before."""


@dataclass(frozen=True, slots=True)
class Task:
    """What the stage is given. `logins` are headers by origin, `own` the origins of named addresses, which are `allowed` too."""

    settings: LinkSettings
    allowed: Sequence[Host] = ()
    own: frozenset[str] = frozenset()
    logins: Mapping[str, Mapping[str, str]] = field(default_factory=dict, repr=False)
    contact: str = ""


class _Silence:
    """A host that gives no answer to one address after another: the rest of them is not waited for."""

    def __init__(self, host: tuple[str, int], weary: set[str]) -> None:
        self._host, self._weary = host, weary
        self._silent = self._failing = 0
        self._has_answered = False
        self._last: Verdict | None = None

    def heard(self, verdict: Verdict) -> None:
        """Take note of a verdict; only what this host did itself counts, not where it has led."""
        hops = verdict.hops
        if not hops or any((split(hop.url).host, split(hop.url).port) != self._host for hop in hops):
            return
        statuses = {hop.status for hop in hops}
        is_silent = statuses <= {None, TOO_MANY} and verdict.reason != RESET
        self._silent = self._silent + 1 if is_silent else 0
        self._has_answered = self._has_answered or not is_silent
        self._failing = self._failing + 1 if verdict.kind == "unstable" else 0
        if self._failing >= _PATIENT:
            self._weary.add(split(verdict.url).origin)  # one try for each is enough
        self._last = verdict

    def verdict(self, url: str) -> Verdict | None:
        """Return the verdict of an address that is not asked any more, None while it is to be asked."""
        last = self._last
        if last is None or self._silent < (_MORE_PATIENT if self._has_answered else _PATIENT):
            return None
        is_of_host = last.kind in (
            "broken",
            "insecure",
        )  # no such host, or its certificate: the same for all its addresses
        return Verdict(url, last.kind, last.reason if is_of_host else "given_up", last.detail, checked_at=clock())


class Stage:
    """One run over all wanted addresses; verdicts come to the memory, `on_verdict` hears of each."""

    def __init__(self, task: Task, memory: VerdictCache, on_verdict: Callable[[Verdict], None] | None = None) -> None:
        self._task, self._memory, self._on_verdict = task, memory, on_verdict
        self.asked = 0
        self.pages: list[str] = []
        """Addresses of the sites' own sitemaps, where something of theirs is broken."""

    def run(self, wanted: Mapping[str, Want], settled: Collection[str] = ()) -> None:
        """Find all verdicts but those that are settled. Ctrl-C is passed on after what is known was saved; what is missing then was not asked."""
        gc.freeze()  # what is there now stays; requests leave many small objects, few of them in circles
        usual = gc.get_threshold()
        gc.set_threshold(50_000, 20, 20)
        try:
            asyncio.run(self._all(wanted, settled))
        finally:
            gc.set_threshold(*usual)
            gc.unfreeze()
            self._memory.save()

    async def _all(self, wanted: Mapping[str, Want], settled: Collection[str]) -> None:
        task, settings, http = self._task, self._task.settings, _http_settings(self._task)
        names = HostResolver(Reach(tuple(task.allowed)), http.nameservers)
        async with Transport(http, names, task.logins) as transport:
            patience = Patience(transport, RateLimits(settings.per_host, settings.delay), http)
            robots = Robots(patience.document, task.own, is_on=settings.robots)
            controls = Controls(patience, settings, robots)
            probe = Probe(patience, controls, robots, settings, frozenset(task.logins))
            left = self._known(wanted, settled)
            writing = asyncio.create_task(self._write())
            try:
                async with asyncio.timeout(settings.seconds):
                    await self._ask(left, wanted, probe, patience.weary)
                    self.pages = await sitemap.read_sitemap(self._broken_origins(), patience.document)
            except TimeoutError:
                for url in (one for some in left.values() for one in some):
                    self._tell(Verdict(url, "skipped", TIME_IS_UP))
            finally:
                writing.cancel()
                self.asked = transport.asked

    async def _write(self) -> None:
        """Write what is found now and then, whatever is waited for."""
        while True:
            await asyncio.sleep(FLUSH)
            self._memory.flush()

    def _known(self, wanted: Mapping[str, Want], settled: Collection[str]) -> dict[tuple[str, int], list[str]]:
        """Tell what needs no request; return the rest by host."""
        left: dict[tuple[str, int], list[str]] = defaultdict(list)
        for url, want in wanted.items():
            if url in settled:
                continue
            if url.startswith(FILES):
                self._tell(files.verdict(url, want))
                continue
            known = None if self._task.settings.is_fresh else self._memory.recall(url, want)
            if known is not None:
                self._tell(known)
            elif url.startswith(MAIL):
                left["", 0].append(url)
            else:
                parts = split(url)
                left[parts.host, parts.port].append(url)
        for some in left.values():
            some.reverse()  # taken from the end
        return left

    async def _ask(
        self, left: dict[tuple[str, int], list[str]], wanted: Mapping[str, Want], probe: Probe, weary: set[str]
    ) -> None:
        hosts = iter(list(left))

        async def host_after_host() -> None:
            for host in hosts:
                waiting = left[host]
                workers, silence = min(self._task.settings.per_host, len(waiting)), _Silence(host, weary)
                async with asyncio.TaskGroup() as group:
                    for _ in range(workers):
                        group.create_task(one_after_one(waiting, silence))

        async def one_after_one(waiting: list[str], silence: _Silence) -> None:
            while waiting:
                url = waiting.pop()
                try:
                    given_up = silence.verdict(url)
                    verdict = given_up or await self._verdict(url, wanted[url], probe)
                except asyncio.CancelledError:
                    waiting.append(url)
                    raise
                if given_up is None:
                    silence.heard(verdict)
                    verdict = self._memory.keep(verdict, wanted[url])
                self._tell(verdict)

        async with asyncio.TaskGroup() as group:
            for _ in range(min(self._task.settings.hosts, len(left))):
                group.create_task(host_after_host())

    async def _verdict(self, url: str, want: Want, probe: Probe) -> Verdict:
        try:
            return await (self._mail(url) if url.startswith(MAIL) else probe.verdict(url, want))
        except Exception as error:  # noqa: BLE001  one address must not lose the others
            return Verdict(url, "skipped", CRASH, crash_text(error))

    async def _mail(self, url: str) -> Verdict:
        from linter.stages.http import dns  # noqa: PLC0415  73 ms, only where e-mail is asked about

        domain = url.removeprefix(MAIL)
        try:
            asked = dns.resolver(self._task.settings.nameservers)
            found = await dns.takes_mail(asked, domain)
        except RequestFailure as failure:
            kind: Kind = "broken" if failure.reason == NO_SUCH_HOST else "unstable"
            return Verdict(url, kind, failure.reason, domain, checked_at=clock())
        return Verdict(url, "ok" if found else "broken", "mail" if found else "no_mail", domain, checked_at=clock())

    def _tell(self, verdict: Verdict) -> None:
        self._memory.tell(verdict)
        if self._on_verdict is not None:
            self._on_verdict(verdict)

    def _broken_origins(self) -> Iterable[str]:
        """Return the named origins of which an address is broken."""
        if not self._task.own:
            return ()
        found = {split(verdict.url).origin for verdict in self._memory if verdict.kind == "broken"}
        return sorted(found & self._task.own)


def _http_settings(task: Task) -> HttpSettings:
    settings = task.settings
    contact = f"; +{task.contact}" if task.contact else ""
    return HttpSettings(
        user_agent=f"kommunlint/{__version__} (link check{contact})",
        languages="sv,en;q=0.7",
        timeout=settings.timeout,
        redirects=settings.redirects,
        body_bytes=settings.body_bytes,
        tries=settings.tries,
        backoff=settings.backoff,
        retry_after=settings.retry_after,
        nameservers=settings.nameservers,
        ca_file=settings.ca_file,
    )
