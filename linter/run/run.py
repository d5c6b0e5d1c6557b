"""Targets x Config -> Report: the whole flow over many pages; the pages are spooled, not held."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from linter.config.config import processes
from linter.engine.resolver import Jobs
from linter.model.errors import BrowserMissing
from linter.model.reason import Reason
from linter.model.report import NotExamined, Report, Run
from linter.rules import texts
from linter.run import causes, unused_suppressions
from linter.run import reproducible as timeless
from linter.run.spool import Spool
from linter.run.summary import Tally
from linter.run.summary import of as of_page
from linter.run.workers import Pool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from linter.config.config import Config
    from linter.model.link import Verdict
    from linter.model.report import Links
    from linter.model.target import Target
    from linter.run.baseline import Baseline
    from linter.run.workers import Examined
    from linter.stages.browser.plan import Plan


def today_in_sweden() -> date:
    """Return today's date in Europe/Stockholm."""
    return datetime.now(ZoneInfo("Europe/Stockholm")).date()


@dataclass(frozen=True, slots=True)
class Follow:
    """That links are followed: the sources as they were named, and who hears of verdicts as they come."""

    sources: Sequence[str] = ()
    on_verdict: Callable[[Verdict], None] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a run is asked to do beside its configuration.

    `select` and `ignore` are those of the command line, None where it says nothing. `nested` lets pages from files obey
    configurations that are nearer to them than that of the run.
    """

    today: date
    jobs: int = 1
    follow: Follow | None = None
    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] | None = None
    nested: bool = False
    baseline: Baseline | None = None
    reproducible: bool = False
    notes: Sequence[Reason] = ()
    on_page: Callable[[Examined | NotExamined], None] | None = None
    say: Callable[[str], None] | None = None


def run(
    wanted: Iterator[Target | NotExamined],
    config: Config,
    asked: Asked,
    *,
    plan: Plan | None = None,
) -> Report:
    """Examine all targets, in a browser too where there is a plan for it, and then their links where they are followed.

    Ctrl-C ends the run early; the report then says that it is not complete.
    """
    started, clock, notes = datetime.now(UTC), time.monotonic(), asked.notes
    jobs = Jobs(
        config,
        asked.today,
        browser=plan is not None,
        links=asked.follow is not None,
        nested=asked.nested,
        select=asked.select,
        ignore=asked.ignore,
    )
    spool, tally, missing = Spool(), Tally(), list[NotExamined]()
    complete = _examined(_met(wanted, jobs), jobs, config, asked, plan, (spool, tally, missing))
    links: Links | None = None
    if asked.follow is not None:
        following = _followed(spool, jobs, asked, config, ask=complete)
        spool, tally = following.spool, following.tally
        missing.extend(following.missing)
        complete, links, notes = complete and following.is_complete, following.links, [*notes, *following.notes]
    stages = _stages(asked, plan)
    if asked.baseline is not None and (lacking := asked.baseline.meets(stages)):
        flags = ", ".join(f"--{stage}" for stage in lacking)
        notes = [*notes, Reason("baseline_stages", {"flags": flags})]
    told = unused_suppressions.finished(spool, jobs, asked.baseline)
    spool, tally = told if told is not None else (spool, tally)
    if asked.baseline is not None and asked.baseline.is_elsewhere:
        notes = [*notes, Reason("baseline_elsewhere")]
    summary = tally.summary()
    report = Report(
        run=Run(
            today=asked.today.isoformat(),
            started_at=started.isoformat(timespec="seconds"),
            duration_seconds=round(time.monotonic() - clock, 3),
            complete=complete,
            rules=tuple(rule.id for rule in jobs.rules),
            stages=stages,
            axe=plan.script.version if plan is not None and plan.choice is not None else None,
            language=config.language,
            notes=tuple(notes),
            fail_on=config.fail_on,
        ),
        pages=spool,
        not_examined=tuple(missing),
        summary=summary,
        links=links,
        causes=causes.find(spool) if len(spool) > 1 else (),
        rules=texts.of(sorted({*summary.coverage, *summary.by_rule}), jobs.known, config.language),
        baseline=asked.baseline.result() if asked.baseline is not None else None,
    )
    return timeless.of(report) if asked.reproducible else report


def _stages(asked: Asked, plan: Plan | None) -> tuple[str, ...]:
    browser = ("browser",) if plan is not None else ()
    return ("static", *browser, *(("links",) if asked.follow is not None else ()))


def _met(wanted: Iterator[Target | NotExamined], jobs: Jobs) -> Iterator[Target | NotExamined]:
    """Yield the targets, each once; what is wrong with a page's configuration is raised here, before a process meets it."""
    met: set[str] = set()
    for item in wanted:
        if not isinstance(item, NotExamined):
            key = item.url or (os.path.realpath(item.file) if item.file is not None else f"- {item.name}")
            if key in met:
                continue
            met.add(key)
            jobs.of(item.name, item.path)
        yield item


def _examined(
    wanted: Iterator[Target | NotExamined],
    jobs: Jobs,
    config: Config,
    asked: Asked,
    plan: Plan | None,
    results: tuple[Spool, Tally, list[NotExamined]],
) -> bool:
    """Examine the targets into `results`; tell whether all was done."""
    spool, tally, missing = results
    try:
        with Pool(asked.jobs, jobs, config.limits, plan=plan) as pool:
            for result in pool.results(wanted):
                if isinstance(result, NotExamined):
                    missing.append(result)
                else:
                    spool.append(result.blob)
                    tally.add(result.counts)
                    if result.unseen is not None:
                        missing.append(result.unseen)
                if asked.on_page is not None:
                    asked.on_page(result)
    except KeyboardInterrupt:
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Followed:
    spool: Spool
    tally: Tally
    links: Links
    missing: Sequence[NotExamined]
    notes: Sequence[Reason]
    is_complete: bool


def _followed(spool: Spool, jobs: Jobs, asked: Asked, config: Config, *, ask: bool) -> _Followed:
    """Ask for what the pages refer to; after Ctrl-C (not `ask`) only tell what was not asked."""
    from linter.run.link_stage import Following, task  # noqa: PLC0415  aiohttp takes 0.2 s, for this stage only

    follow = asked.follow or Follow()
    following = Following(spool, jobs.of, task(config, follow.sources), asked.today.isoformat())
    following.ask(follow.on_verdict, ask=ask)
    answered, tally = Spool(), Tally()
    for page in following.answered():
        answered.add(page)
        tally.add(of_page(page))
    return _Followed(
        answered, tally, following.links(), following.not_examined(), following.notes, following.is_complete
    )


def in_browser(sources: Sequence[str], wanted: Iterator[Target | NotExamined], config: Config, asked: Asked) -> Report:
    """Examine all targets with the browser stage; where there is no browser, nothing is examined.

    `sources` are the targets as they were named; `asked.jobs` says nothing here, the settings of the browser do.
    """
    from linter.stages.browser import stage  # noqa: PLC0415  selenium takes 0.2 s, for this stage only
    from linter.stages.browser.process import chromium  # noqa: PLC0415  selenium takes 0.2 s, for this stage only

    tell = asked.say or (lambda _: None)
    side_by_side = config.browser.browsers or max(1, processes(0) // 2)
    try:
        with stage.prepared(config, sources) as plan:
            why = chromium.without_sandbox()
            if why is not None:
                tell(f"{why}: Chromium works without its sandbox")
            notes = (*asked.notes, *stage.notes(plan))
            return run(wanted, config, replace(asked, jobs=side_by_side, notes=notes), plan=plan)
    except BrowserMissing as error:
        nothing: Iterator[Target | NotExamined] = (NotExamined(source, error.reason) for source in sources)
        return run(nothing, config, replace(asked, follow=None))


def exit_status(report: Report, fail_on: str, *, complete: bool = False, empty_is_fine: bool = False) -> int:
    """Return the exit status of the contract: 130, 1, 3 or 0.

    With `complete`, whatever the coverage account calls not examined is a 3; with `empty_is_fine`, no page at all is none.
    """
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
