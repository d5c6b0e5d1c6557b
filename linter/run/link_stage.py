"""Page reports -> the same with what their references answered: the link stage of a run, over pages that lie on a disk."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from linter.checks import link_answers
from linter.checks.link_answers import Asked
from linter.engine import coverage, suppressions
from linter.engine.findings import Identity, Shown, finding
from linter.engine.references import INVALID, LOCAL_FILE
from linter.facts.maps import addresses
from linter.model.link import KINDS, Verdict, Want, as_json, fragment_states
from linter.model.reason import Reason
from linter.model.report import Limit, Links, NotExamined, Skipped
from linter.page.urls import FILES, resolve, scheme, split
from linter.stages.browser.network import credentials
from linter.stages.links.cache import Memory
from linter.stages.links.stage import CRASH, STOPPED, Stage, Task
from linter.stages.links.suggest import Pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from linter.config.config import Config
    from linter.engine.page_config import Job
    from linter.model.finding import Finding
    from linter.model.link import FragmentState, Reference
    from linter.model.reason import ReasonKey
    from linter.model.report import PageReport
    from linter.rules.rule import Rule

_PAGE, _RESOURCE, _MAP = Want(is_page=True), Want(), Want(is_page=True, is_map=True)
_ALWAYS_BROKEN = {LOCAL_FILE: "local", INVALID: "invalid"}
_PROJECT = "https://pypi.org/project/kommunlint/"
"""Whom a host can turn to where neither the configuration nor a named address says whose links are checked."""
_UNSAID = ("blocked", "skipped")


class Following:
    """The link stage of one run. `pages` may be read any number of times."""

    def __init__(self, pages: Iterable[PageReport], jobs: Callable[[str, str], Job], task: Task, today: str) -> None:
        self._pages, self._jobs, self._task = pages, jobs, task
        self.memory = Memory(task.settings.cache, task.settings.lifetimes, today)
        self._wanted = _Wanted()
        self._known = Pages(())
        self._counts: Counter[str] = Counter()
        self._from_memory = 0
        self._requests = 0
        self.is_complete = True

    def knows(self, pages: Mapping[str, str]) -> None:
        """Take pages, address and title, as ones that are there and can be suggested."""
        self._known = Pages(pages.items())

    @property
    def notes(self) -> list[Reason]:
        """What a reader of the report should know of the stage."""
        return [self.memory.note] if self.memory.note is not None else []

    def ask(self, on_verdict: Callable[[Verdict], None] | None = None, *, ask: bool = True) -> None:
        """Ask for everything that the pages refer to; where Ctrl-C stops it, the rest is told as not examined."""
        self._wanted = _Wanted()
        for page in self._pages:
            for reference in page.references:
                if reference.url:
                    self._wanted.add(reference, mail=self._task.settings.mail)
        if not ask:
            self.is_complete = False
            return
        own = self._of_this_run()
        stage = Stage(self._task, self.memory, self._counted(on_verdict))
        try:
            stage.run(self._wanted.all, own)
        except KeyboardInterrupt:
            self.is_complete = False
        self._requests = stage.asked
        titles = [(page.url, page.title or "") for page in self._pages if page.url]
        self._known = Pages([*titles, *((url, "") for url in stage.pages)])

    def _of_this_run(self) -> set[str]:
        """Tell the verdicts of pages that were fetched in this run: they are there, and what stands in them is known."""
        told: set[str] = set()
        for page in self._pages:
            want = self._wanted.all.get(page.url or "")
            if want is None or page.url is None or page.document.get("redirects"):
                continue
            if not page.url.startswith(FILES) and page.document.get("status") is None:
                continue
            absent: FragmentState = "by_script" if page.may_add_anchors else "missing"
            places = fragment_states(want.fragments, page.anchors, absent)
            status = page.document.get("status")
            verdict = Verdict(page.url, "ok", "this_run", str(status or ""), status, fragments=places)
            self.memory.tell(verdict)
            self._counted(None)(verdict)
            told.add(page.url)
        return told

    def _counted(self, further: Callable[[Verdict], None] | None) -> Callable[[Verdict], None]:
        def count(verdict: Verdict) -> None:
            self._counts[verdict.kind] += 1
            self._from_memory += verdict.from_memory
            if further is not None:
                further(verdict)

        return count

    def answered(self) -> Iterator[PageReport]:
        """Yield the pages with the findings of the stage."""
        for page in self._pages:
            job = self._jobs(page.source, page.path)
            yield suppressions.settle(self._answered(page, job), job)

    def _answered(self, page: PageReport, job: Job) -> PageReport:
        rules = [rule for rule in job.rules if link_answers.find(rule.id) is not None]
        found: list[Finding] = []
        limits: list[Limit] = []
        listed: list[Mapping[str, Any]] = []
        told: list[tuple[Reference, Verdict | None]] = []
        unsaid: Counter[tuple[str, str, str]] = Counter()
        crashed: dict[str, None] = {}
        counts: Counter[str] = Counter()
        for reference in page.references:
            verdict = self._verdict(reference)
            told.append((reference, verdict))
            listed.append(_listed(reference, verdict))
            if verdict is None:
                continue
            if verdict.reason == CRASH:
                crashed[verdict.detail] = None
            elif verdict.kind in _UNSAID:
                unsaid[verdict.kind, verdict.reason, verdict.detail] += 1
            for one in self._findings(page, job, rules, reference, verdict):
                counts[one.rule] += 1
                if counts[one.rule] <= job.max_findings:
                    found.append(one)
        for rule, number in counts.items():
            if number > job.max_findings:
                limits.append(Limit("findings", {"rule": rule}, job.max_findings, number))
        asked = sum(1 for one in page.references if one.url)
        limits.extend(_not_asked(about, number, asked) for about, number in sorted(unsaid.items()))
        readable = {one.location for one in page.references if one.is_map and self._says_place(one)}
        kept = [f for f in page.findings if f.rule != "map-link-opaque" or f.location not in readable]
        findings = sorted([*kept, *found], key=lambda f: (f.location.line, f.location.column, f.rule))
        return replace(
            page,
            findings=tuple(findings),
            limits=(*page.limits, *limits),
            skipped=(
                *page.skipped,
                *(Skipped("links", Reason("address_crashed", {"detail": detail})) for detail in crashed),
            ),
            links=tuple(listed),
            coverage=coverage.of_links(page, job.rules, told),
            references=(),
            anchors=frozenset(),
        )

    def _says_place(self, reference: Reference) -> bool:
        """Tell whether a short map link led to an address that names its place."""
        told = self.memory.told(reference.url) if reference.url else None
        ways = [hop.url for hop in told.hops[1:]] if told is not None else []
        found = (addresses.read(way) for way in ways)
        return any(one is not None and one.state not in ("opaque", "no_place") for one in found)

    def _verdict(self, reference: Reference) -> Verdict | None:
        if reference.reason in _ALWAYS_BROKEN:
            return Verdict("", "broken", _ALWAYS_BROKEN[reference.reason], reference.written)
        if not reference.url:
            return Verdict("", "skipped", reference.reason, "") if reference.kind != "other" else None
        if reference.kind == "mail" and not self._task.settings.mail:
            return None
        told = self.memory.told(reference.url)
        return told or Verdict(reference.url, "skipped", STOPPED)

    def _findings(
        self, page: PageReport, job: Job, rules: Sequence[Rule], reference: Reference, verdict: Verdict
    ) -> Iterator[Finding]:
        suggestion = None
        if verdict.kind == "broken" and reference.is_own and reference.kind in ("link", "frame"):
            suggestion = self._known.nearest(reference.url, reference.text)
        asked = Asked(
            reference,
            verdict,
            self._task.settings.confirm,
            _as_written(suggestion),
            verdict.fragments.get(reference.fragment) if reference.fragment else None,
        )
        if reference.is_settled or verdict.kind in _UNSAID or (verdict.kind == "ok" and not verdict.fragments):
            return
        for rule in rules:
            check = link_answers.find(rule.id)
            fault = check(asked) if check is not None else None
            if fault is not None:
                shown = Shown(reference.location, reference.selector, reference.snippet)
                content = f"{reference.written} {reference.text}"
                template = f"{reference.url or reference.written} {reference.text}"
                yield finding(job, rule, fault, shown, Identity(rule.id, page.path, "", content, template))

    def not_examined(self) -> list[NotExamined]:
        """Return what was not asked because the time was up or somebody stopped the run."""
        missing = sum(1 for url in self._wanted.all if (told := self.memory.told(url)) is None or _is_cut(told))
        if not missing:
            return []
        key: ReasonKey = "links_time_up" if self.is_complete else "links_stopped"
        return [NotExamined("--links", Reason(key, {"missing": missing, "number": len(self._wanted.all)}))]

    def links(self) -> Links:
        """Return what the stage did."""
        return Links(
            counts={kind: self._counts.get(kind, 0) for kind in KINDS},
            requests=self._requests,
            from_memory=self._from_memory,
            verdicts=_Verdicts(self.memory),
        )


class _Wanted:
    """What is asked, each address once, for all that refer to it."""

    def __init__(self) -> None:
        self.all: dict[str, Want] = {}

    def add(self, reference: Reference, *, mail: bool) -> None:
        """Add one reference."""
        if reference.kind == "mail" and not mail:
            return
        page = reference.kind in ("link", "frame")
        want = _MAP if page and reference.is_map else _PAGE if page else _RESOURCE
        before = self.all.get(reference.url)
        if before is None and not reference.fragment:
            self.all[reference.url] = want
        elif before is None or before.is_page < want.is_page or reference.fragment:
            some = before or want
            places = some.fragments | ({reference.fragment} if reference.fragment else set())
            self.all[reference.url] = Want(some.is_page or want.is_page, some.is_map or want.is_map, places)


@dataclass(frozen=True, slots=True)
class _Verdicts:
    """All verdicts in the shape of the JSON report, read anew each time."""

    memory: Memory

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        for verdict in self.memory:
            shown = as_json(verdict)
            yield {**shown, "url": _as_written(verdict.url)}


def _is_cut(verdict: Verdict) -> bool:
    return verdict.kind == "skipped" and verdict.reason in ("time_limit", STOPPED)


def _not_asked(about: tuple[str, str, str], number: int, asked: int) -> Limit:
    subject = {name: part for name, part in zip(("verdict", "reason", "detail"), about, strict=True) if part}
    return Limit("links_asked", subject, asked - number, asked)


def _as_written(url: str | None) -> str | None:
    """Return an address as people know it: of a file, its path below the root."""
    return url.partition("!")[2] if url is not None and url.startswith(FILES) else url


def _listed(reference: Reference, verdict: Verdict | None) -> Mapping[str, Any]:
    return {
        "url": _as_written(reference.url) or reference.written,
        "fragment": reference.fragment,
        "kind": reference.kind,
        "text": reference.text,
        "line": reference.location.line,
        "verdict": verdict.kind if verdict is not None else "skipped",
        "reason": verdict.reason if verdict is not None else reference.reason or "not_asked",
    }


def task(config: Config, sources: Iterable[str]) -> Task:
    """Return what the stage is to do for these sources: who may be asked, and as whom."""
    named = [
        address for source in sources if scheme(source) in ("http", "https") and (address := resolve(None, source))
    ]
    own = frozenset(split(address).origin for address in named)
    cookies = "; ".join(f"{name}={value}" for name, value in config.browser.cookies.items())
    headers = {**credentials.headers(config.browser), **({"Cookie": cookies} if cookies else {})}
    return Task(
        settings=config.links,
        allowed=config.browser.allow,
        own=own,
        logins=dict.fromkeys(own, headers) if headers else {},
        contact=config.links.contact or next((f"{split(one).origin}/" for one in named), _PROJECT),
    )
