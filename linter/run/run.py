"""Targets x Config -> Report: the whole flow over many pages; the pages are spooled, not held."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from linter.config.config import processes
from linter.engine.examine import settle
from linter.engine.page_config import NOTHING_MORE, More
from linter.engine.resolver import Resolver
from linter.engine.suppressions import add_disused
from linter.model.crash import internal_error
from linter.model.errors import BrowserMissing, LinterError
from linter.model.local_time import SWEDEN
from linter.model.reason import Reason
from linter.model.report import NotExamined, Report, Run
from linter.model.stages import BROWSER, LINKS, STATIC, in_order
from linter.rules import texts as rule_texts
from linter.run import causes, reproducible, targets
from linter.run.collected import Collected
from linter.run.spool import Spool
from linter.run.workers import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from linter.config.config import Config
    from linter.engine.examine import Examination
    from linter.model.link import Verdict
    from linter.model.report import Cause, Links
    from linter.model.target import Target
    from linter.rules.axe import AxeSelection
    from linter.run.baseline import Baseline
    from linter.run.examining import Examined
    from linter.run.link_stage import LinkStage
    from linter.stages.browser.axe.axe_run import AxeChoice
    from linter.stages.browser.plan import Plan


def today_in_sweden() -> date:
    """Return today's date in Europe/Stockholm."""
    return datetime.now(ZoneInfo(SWEDEN)).date()


@dataclass(frozen=True, slots=True)
class Follow:
    """That links are followed: the sources as they were named, and who hears of verdicts as they come."""

    sources: Sequence[str] = ()
    on_verdict: Callable[[Verdict], None] | None = None


@dataclass(frozen=True, slots=True)
class RunRequest:
    """What a run is asked to do beside its configuration.

    `select` and `ignore` are those of the command line, None where it says nothing. `nested` lets pages from files obey
    configurations that are nearer to them than that of the run. `on_stop` is called when Ctrl-C ends the run early.
    `on_crash` hears of an error of the program, which then ends the run early too; without it, the error is raised.
    """

    today: date
    jobs: int = 1
    follow: Follow | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    nested: bool = False
    baseline: Baseline | None = None
    reproducible: bool = False
    more: More = NOTHING_MORE
    recording: Path | None = None
    """A folder for the records (WARC) of what browsers are answered."""
    notes: Sequence[Reason] = ()
    on_page: Callable[[Examined | NotExamined], None] | None = None
    tell: Callable[[Reason], None] | None = None
    on_stop: Callable[[], None] | None = None
    on_crash: Callable[[Exception], None] | None = None

    def stages(self, plan: Plan | None) -> frozenset[str]:
        """Return the stages that are run."""
        runs = {STATIC.name: True, BROWSER.name: plan is not None, LINKS.name: self.follow is not None}
        return frozenset(name for name, is_run in runs.items() if is_run)


def run(
    wanted: Iterator[Target | NotExamined],
    config: Config,
    request: RunRequest,
    *,
    plan: Plan | None = None,
) -> Report:
    """Examine all targets, in a browser too where there is a plan for it, and then their links where they are followed.

    Ctrl-C ends the run early, and so does an error of the program, a full disk for instance; the report then says that it
    is not complete.
    """
    if request.follow is not None:
        config.refuse_untrusted()
    started, clock = datetime.now(UTC), time.monotonic()
    one = _Run(config, request, plan)
    one.take_step(lambda: one.examine(wanted))
    one.take_step(one.answer_links)
    one.take_step(one.compare)
    one.take_step(one.find_causes)
    summary = one.pages.tally.summary()
    report = Report(
        run=Run(
            today=request.today.isoformat(),
            started_at=started.isoformat(timespec="seconds"),
            duration_seconds=round(time.monotonic() - clock, 3),
            complete=one.is_complete,
            rules=tuple(rule.id for rule in one.resolver.rules),
            stages=one.stages,
            axe=plan.script.version if plan is not None and plan.choice is not None else None,
            language=config.language,
            notes=tuple(one.notes),
            fail_on=config.fail_on,
            error=one.error,
        ),
        pages=one.pages.pages,
        not_examined=tuple(one.missing),
        summary=summary,
        links=one.links,
        causes=one.causes,
        rules=rule_texts.rule_texts(
            sorted({*summary.coverage, *summary.by_rule}),
            one.resolver.known,
            config.language,
            config.documentation_address,
        ),
        baseline=request.baseline.result() if request.baseline is not None and one.is_compared else None,
    )
    return reproducible.make_reproducible(report) if request.reproducible else report


class _Run:
    """A run from its first page to its report; its steps are called in the order in which they stand here."""

    def __init__(self, config: Config, request: RunRequest, plan: Plan | None) -> None:
        self._config, self._request, self._plan = config, request, plan
        self.stages = in_order(request.stages(plan))
        self.resolver = Resolver(
            config,
            request.today,
            frozenset(self.stages),
            nested=request.nested,
            select=request.select,
            ignore=request.ignore,
            more=replace(request.more, sketches=True) if request.baseline is not None else request.more,
        )
        self.pages = Collected(self.resolver, tells_moves=request.baseline is not None)
        self.missing: list[NotExamined] = []
        self.notes = list(request.notes)
        self.links: Links | None = None
        self.causes: tuple[Cause, ...] = ()
        self.is_complete, self.is_compared = True, False
        self.error: Reason | None = None
        self._unanswered: Spool[Examination] = Spool()
        self._link_stage: LinkStage | None = None
        if request.follow is not None:
            from linter.run.link_stage import LinkStage, task  # noqa: PLC0415  aiohttp takes 0.2 s, for this stage only

            self._link_stage = LinkStage(task(config, request.follow.sources), request.today.isoformat())

    def take_step(self, step: Callable[[], None]) -> None:
        """Take a step; where it does not come to its end, what the run has until then stays."""
        on_stop, on_crash = self._request.on_stop, self._request.on_crash
        try:
            step()
        except KeyboardInterrupt:
            self.is_complete = False
            if on_stop is not None:
                on_stop()
        except LinterError:
            raise
        except Exception as error:
            if on_crash is None:
                raise
            self.is_complete = False
            self.error = self.error or internal_error(error)
            on_crash(error)

    def examine(self, wanted: Iterator[Target | NotExamined]) -> None:
        """Examine the targets."""
        on_page = self._request.on_page
        with Pool(self._request.jobs, self.resolver, self._config.limits, plan=self._plan) as pool:
            for result in pool.results(self._met(wanted)):
                self._take(result)
                if on_page is not None:
                    on_page(result)

    def _met(self, wanted: Iterator[Target | NotExamined]) -> Iterator[Target | NotExamined]:
        """Yield the targets, each once; what is wrong with a page's configuration is raised here, before a process meets it."""
        met: set[str] = set()
        for item in wanted:
            if not isinstance(item, NotExamined):
                key = item.url or (os.path.realpath(item.file) if item.file is not None else f"- {item.name}")
                if key in met:
                    continue
                met.add(key)
                if item.url is not None and item.record is None:
                    self._config.refuse_untrusted()
                self.resolver.page_config(item.name, item.path)
            yield item

    def _take(self, result: Examined | NotExamined) -> None:
        if isinstance(result, NotExamined):
            self.missing.append(result)
            return
        if result.unseen is not None:
            self.missing.append(result.unseen)
        if result.digest is not None:
            self.pages.append(result.blob, result.digest)
        elif self._link_stage is not None and result.links is not None:
            self._link_stage.meet(len(self._unanswered), result.links)
            self._unanswered.append(result.blob)

    def answer_links(self) -> None:
        """Ask for what the pages refer to; after Ctrl-C only tell what was not asked."""
        stage, follow = self._link_stage, self._request.follow
        if stage is None or follow is None:
            return
        stage.ask(self._unanswered, follow.on_verdict, ask=self.is_complete)
        for examined in self._unanswered:
            config = self.resolver.page_config(examined.page.source, examined.page.path)
            self.pages.add(settle(examined, config, stage))
        self.missing.extend(stage.not_examined())
        self.notes.extend(stage.notes)
        self.is_complete = self.is_complete and stage.is_complete
        self.links = stage.links()

    def compare(self) -> None:
        """Compare the pages with the baseline, and tell of entries of the configuration that suppress nothing."""
        baseline = self._request.baseline
        if baseline is not None and (lacking := baseline.meets(self.stages)):
            flags = ", ".join(f"--{stage}" for stage in lacking)
            self.notes.append(Reason("baseline_stages", {"flags": flags}))
        if baseline is not None:
            baseline.expect(self.pages.met)
        disused = self.pages.uses.disused()
        if baseline is None and not disused:
            self.is_compared = True
            return
        told = Collected(self.resolver)
        for number, page in enumerate(self.pages.pages):
            one = page
            for entry, why in disused.get(number, ()):
                one = add_disused(one, self.resolver.page_config(page.source, page.path), entry, why)
            told.add(baseline.compare(one) if baseline is not None else one)
        self.pages, self.is_compared = told, True
        if baseline is not None and baseline.is_elsewhere:
            self.notes.append(Reason("baseline_elsewhere"))

    def find_causes(self) -> None:
        """Find what several pages have in common."""
        self.causes = causes.find(self.pages.pages, self.pages.shared_causes(causes.FEWEST))


def in_browser(
    sources: Sequence[str], wanted: Iterator[Target | NotExamined], config: Config, request: RunRequest
) -> Report:
    """Examine all targets with the browser stage; where there is no browser, nothing is examined.

    `sources` are the targets as they were named; `request.jobs` says nothing here, the settings of the browser do.
    """
    from linter.stages.browser import stage  # noqa: PLC0415  selenium takes 0.2 s, for this stage only
    from linter.stages.browser.process import chromium  # noqa: PLC0415  selenium, see above

    config.refuse_untrusted()
    tell = request.tell or (lambda _: None)
    side_by_side = config.browser.browsers or max(1, processes(0) // 2)
    if config.browser.axe is None:
        stage.check_names(config.named_rules())
    choice = _axe_choice(config.axe_of_run())
    try:
        with stage.prepared(
            config.browser,
            config.limits,
            choice,
            language=config.language,
            sources=sources,
            probes=config.probes_of_run(),
            recording=request.recording,
        ) as plan:
            why = chromium.without_sandbox()
            if why is not None:
                tell(why)
            notes = (*request.notes, *stage.notes(plan))
            return run(wanted, config, replace(request, jobs=side_by_side, notes=notes), plan=plan)
    except BrowserMissing as error:
        nothing: Iterator[Target | NotExamined] = (
            NotExamined(targets.without_login(source), error.reason) for source in sources
        )
        return run(nothing, config, replace(request, follow=None))


def _axe_choice(wanted: AxeSelection | None) -> AxeChoice | None:
    """Return what the browser is to run of what is wanted of axe."""
    from linter.stages.browser.axe.axe_run import AxeChoice  # noqa: PLC0415  selenium, see above

    if wanted is None:
        return None
    named, off = tuple(sorted(wanted.named - wanted.off)), tuple(sorted(wanted.off))
    if wanted.every:
        return AxeChoice(every=True, off=off)
    return AxeChoice(more=named, off=off) if wanted.usual else AxeChoice(only=named, off=off)


def exit_status(report: Report, fail_on: str, *, complete: bool = False, empty_is_fine: bool = False) -> int:
    """Return the exit status of the contract: 70, 130, 1, 3 or 0.

    With `complete`, whatever the coverage account calls not examined is a 3; with `empty_is_fine`, no page at all is none.
    """
    if report.run.error is not None:
        return 70
    if not report.run.complete:
        return 130
    weighing = {"error": ("error",), "warning": ("error", "warning"), "never": ()}[fail_on]
    if any(report.summary.failed.get(severity) for severity in weighing):
        return 1
    summary = report.summary
    if report.not_examined or summary.skipped or not (summary.pages or empty_is_fine):
        return 3
    if complete and summary.not_examined:
        return 3
    return 0
