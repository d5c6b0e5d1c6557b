"""The link stage of a run: what all pages refer to is asked once, and then answers what the engine asks of each page."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linter.engine.links import as_written
from linter.engine.references import INVALID, LOCAL_FILE
from linter.facts.maps.addresses import read_address
from linter.model.link import KINDS, STOPPED, TIME_IS_UP, UNANSWERED, Verdict, Want, as_json, fragment_states
from linter.model.reason import Reason
from linter.model.report import Links, NotExamined
from linter.model.target import Host, plain
from linter.page.urls import resolve, scheme, split
from linter.stages.browser.network import credentials
from linter.stages.links.cache import VerdictCache
from linter.stages.links.stage import Stage, Task
from linter.stages.links.suggest import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from linter.config.config import Config
    from linter.engine.examine import Examination
    from linter.model.link import FragmentState, Reference
    from linter.model.reason import ReasonKey
    from linter.run.awaited_links import AwaitedLinks
    from linter.run.spool import Spool

_ALWAYS_BROKEN = {LOCAL_FILE: "local", INVALID: "invalid"}


@dataclass(slots=True)
class _Met:
    """What was met while pages came: addresses that are wanted, titles by address, and pages that answer for themselves."""

    wanted: dict[str, Want] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    answering: dict[str, int] = field(default_factory=dict)

    def add(self, number: int, page: AwaitedLinks) -> None:
        """Take one page, by its number in the run."""
        for url, want in page.wanted.items():
            before = self.wanted.get(url)
            self.wanted[url] = want if before is None else before | want
        if page.url is not None:
            self.titles[page.url] = page.title
            if page.answers:
                self.answering[page.url] = number


class LinkStage:
    """The link stage of one run, and the answers that the engine asks for."""

    def __init__(self, task: Task, today: str) -> None:
        self._task = task
        self.memory = VerdictCache(task.settings.cache, task.settings.lifetime_hours, today)
        self._met = _Met()
        self._known = Pages(())
        self._counts: Counter[str] = Counter()
        self._from_memory = 0
        self._requests = 0
        self.is_complete = True

    def meet(self, number: int, page: AwaitedLinks) -> None:
        """Take what one page refers to, by its number in the run."""
        self._met.add(number, page)

    def know(self, pages: Mapping[str, str]) -> None:
        """Take pages, address and title, as ones that are there and can be suggested."""
        self._known = Pages(pages.items())

    @property
    def notes(self) -> list[Reason]:
        """What a reader of the report should know of the stage."""
        return [self.memory.note] if self.memory.note is not None else []

    def ask(
        self, examined: Spool[Examination], on_verdict: Callable[[Verdict], None] | None = None, *, ask: bool = True
    ) -> None:
        """Ask for everything that the pages refer to; where Ctrl-C stops it, the rest is told as not examined."""
        if not ask:
            self.is_complete = False
            return
        own = set(self._of_this_run(examined))
        stage = Stage(self._task, self.memory, self._counted(on_verdict))
        try:
            stage.run(self._met.wanted, own)
        except KeyboardInterrupt:
            self.is_complete = False
        self._requests = stage.asked
        self._known = Pages([*self._met.titles.items(), *((url, "") for url in stage.pages)])

    def _of_this_run(self, examined: Spool[Examination]) -> Iterator[str]:
        """Tell the verdicts of pages that were fetched in this run: they are there, and what stands in them is known."""
        for url, number in self._met.answering.items():
            want = self._met.wanted.get(url)
            if want is None:
                continue
            one = examined[number]
            absent: FragmentState = "by_script" if one.may_add_anchors else "missing"
            places = fragment_states(want.fragments, one.anchors, absent)
            status = one.page.document.get("status")
            verdict = Verdict(url, "ok", "this_run", str(status or ""), status, fragments=places)
            self.memory.tell(verdict)
            self._counted(None)(verdict)
            yield url

    def _counted(self, further: Callable[[Verdict], None] | None) -> Callable[[Verdict], None]:
        def count(verdict: Verdict) -> None:
            self._counts[verdict.kind] += 1
            self._from_memory += verdict.from_memory
            if further is not None:
                further(verdict)

        return count

    @property
    def confirm(self) -> int:
        """On how many days an external address has to fail to be an error."""
        return self._task.settings.confirm

    def verdict(self, reference: Reference) -> Verdict | None:
        """Return what is known of an address, None where nobody wanted to know."""
        if reference.reason in _ALWAYS_BROKEN:
            return Verdict("", "broken", _ALWAYS_BROKEN[reference.reason], reference.written)
        if not reference.url:
            return Verdict("", "skipped", reference.reason, "") if reference.kind != "other" else None
        if reference.kind == "mail" and not self._task.settings.mail:
            return None
        return self.memory.known(reference.url) or Verdict(reference.url, "skipped", STOPPED)

    def suggestion(self, reference: Reference) -> str | None:
        """Return the page that was perhaps meant by a broken link."""
        return as_written(self._known.nearest(reference.url, reference.text))

    def names_place(self, reference: Reference) -> bool:
        """Return whether a short map link led to an address that names its place."""
        told = self.memory.known(reference.url) if reference.url else None
        ways = [hop.url for hop in told.hops[1:]] if told is not None else []
        found = (read_address(way) for way in ways)
        return any(one is not None and one.state not in ("opaque", "no_place") for one in found)

    def not_examined(self) -> list[NotExamined]:
        """Return what was not asked because the time was up or somebody stopped the run."""
        wanted = self._met.wanted
        missing = sum(1 for url in wanted if (told := self.memory.known(url)) is None or _is_cut(told))
        if not missing:
            return []
        key: ReasonKey = "links_time_up" if self.is_complete else "links_stopped"
        return [NotExamined("--links", Reason(key, {"missing": missing, "number": len(wanted)}))]

    def links(self) -> Links:
        """Return what the stage did."""
        return Links(
            counts={kind: self._counts.get(kind, 0) for kind in KINDS},
            requests=self._requests,
            from_memory=self._from_memory,
            verdicts=_Verdicts(self.memory),
        )


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """All verdicts in the shape of the JSON report, read anew each time."""

    memory: VerdictCache

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for verdict in self.memory:
            yield {**as_json(verdict), "url": as_written(verdict.url)}


def _is_cut(verdict: Verdict) -> bool:
    return verdict.kind in UNANSWERED and verdict.reason in (TIME_IS_UP, STOPPED)


def task(config: Config, sources: Iterable[str]) -> Task:
    """Return what the stage is to do for these sources: who may be asked, and as whom."""
    sources = tuple(sources)
    named = [
        address for source in sources if scheme(source) in ("http", "https") and (address := resolve(None, source))
    ]
    own = frozenset(split(address).origin for address in named)
    hosts = tuple(dict.fromkeys(Host(plain(split(address).host), split(address).port) for address in named))
    cookies = "; ".join(f"{name}={value}" for name, value in config.browser.cookies.items())
    in_addresses = credentials.logins_in(sources)
    headers = {**credentials.headers(config.browser), **({"Cookie": cookies} if cookies else {})}
    return Task(
        settings=config.links,
        allowed=(*config.browser.allow_hosts, *hosts),
        own=own,
        logins={one: sent for one in own if (sent := credentials.with_login(headers, in_addresses.get(one, {})))},
        contact=config.links.contact or next((f"{split(one).origin}/" for one in named), ""),
    )
