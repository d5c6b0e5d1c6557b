"""The options of `check` and `baseline`, and what they make of the configuration."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import language as speech
from linter.cli import usage
from linter.cli.configuration import FILE, config_options, configuration
from linter.cli.crash import say_internal_error
from linter.cli.output import refuse, say, standard_input
from linter.cli.streams import ignore_signals
from linter.config import config
from linter.data.law import editions
from linter.model import target
from linter.model.limits import FAIL_ON
from linter.model.paths import real
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.model.stages import BROWSER, LINKS, SITE, Stage
from linter.report import FORMATS
from linter.rules.rule import LANGUAGES
from linter.run import changed_files, run, targets
from linter.stages.browser import settings as browser_settings
from linter.stages.links import settings as link_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from linter.cli.output import Progress
    from linter.config.config import Config
    from linter.model.report import Report
    from linter.model.target import Target
    from linter.run.baseline import Baseline
    from linter.stages.browser.settings import BrowserSettings
    from linter.stages.links.settings import LinkSettings

_OF_THE_BROWSER = {"browsers": "browsers", "viewports": "viewport", "axe": "axe", "screenshots": "screenshots"}
_OF_THE_LINKS = {"confirm": "confirm", "delay": "delay", "per_host": "per-host", "fresh": "fresh"}
_OF_THE_CRAWL = frozenset({"delay", "per_host", "fresh"})
"""Flags of the link stage that a crawl obeys too."""
_CHOOSING = "--select, --ignore"
_OF_EITHER = {"root": "root", "allow_hosts": "allow-host"}

_REPORTING = (
    click.option(
        "--format",
        "format_",
        type=usage.Choice(list(FORMATS)),
        help="What goes to standard output (default: text; github in GitHub Actions).",
    ),
    click.option(
        "--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Also write FORMAT to FILE; may be repeated."
    ),
)
_EXAMINING = (
    *config_options("Configuration (default: the nearest kommunlint.toml, or [tool.kommunlint] of pyproject.toml)."),
    click.option("--select", metavar="ID,…", help="Rules or categories to run, or `all`."),
    click.option("--ignore", metavar="ID,…", help="Rules or categories not to run."),
)
_GATING = (
    click.option("--fail-on", type=usage.Choice(FAIL_ON), help="Severity that fails the run (default: error)."),
    click.option(
        "--baseline",
        type=FILE,
        metavar="FILE",
        help="Findings that are known and do not fail the run (default: baseline in the configuration).",
    ),
    click.option("--since", metavar="REV", help="Only pages that git says have changed since REV."),
    click.option("--require-complete", is_flag=True, help="Exit status 3 where anything was not examined."),
    click.option(
        "--sarif-known/--no-sarif-known", default=True, help="Whether SARIF has what the baseline knows too (default)."
    ),
    click.option("--reproducible", is_flag=True, help="No time stamps and durations in the reports."),
)


def _stage(stage: Stage) -> Callable[[Any], Any]:
    """Return the flag that runs a stage, and the one that does not."""
    return click.option(f"{stage.flag}/--no-{stage.name}", default=False, help=stage.help)


_STAGES = (
    click.option(
        "--today",
        metavar="YYYY-MM-DD",
        help="The day that freshness is judged by (default: today in Europe/Stockholm).",
    ),
    click.option("--language", metavar="sv|en|…", help="Language of messages (default: sv)."),
    click.option("--jobs", type=usage.IntRange(min=1), metavar="N", help="Processes (default: one per core)."),
    _stage(BROWSER),
    click.option(
        "--browsers", type=usage.IntRange(min=1), metavar="N", help="Browsers side by side (default: cores / 2)."
    ),
    click.option("--viewport", "viewports", multiple=True, metavar="WxH", help="Window size; may be repeated."),
    click.option("--axe", type=FILE, metavar="FILE", help="Another axe.min.js."),
    click.option("--screenshots", type=FILE, metavar="DIR", help="Pictures of pages and of each finding."),
    click.option("--root", type=FILE, metavar="DIR", help="What / means on pages from files."),
    click.option(
        "--allow-host", "allow_hosts", multiple=True, metavar="HOST", help="Host that may be asked; may be repeated."
    ),
    _stage(LINKS),
    click.option(
        "--confirm",
        type=usage.IntRange(min=1),
        metavar="N",
        help="Days of failure that make an external link an error.",
    ),
    click.option(
        "--delay", metavar="SECONDS", help="Pause between two requests to one host (default: 0.1; of a crawl 0.5)."
    ),
    click.option(
        "--per-host",
        type=usage.IntRange(min=1),
        metavar="N",
        help="Requests at a time to one host (default: 2; of a crawl 8).",
    ),
    click.option("--fresh", is_flag=True, help="Ask every address again, also those that are remembered."),
)
_STDIN_NAME = click.option(
    "--stdin-name",
    default="-",
    show_default=True,
    metavar="NAME",
    help="What to call the page from standard input.",
)
_SOURCES = click.argument("sources", nargs=-1, metavar="[PATH|URL|-]...")


def _all(*decorators: Any) -> Callable[[Callable[..., None]], Callable[..., None]]:  # noqa: ANN401  click's decorators
    return lambda function: reduce(lambda inner, one: one(inner), reversed(decorators), function)


OF_CHECK = _all(_SOURCES, *_REPORTING, *_EXAMINING, *_GATING, *_STAGES, _STDIN_NAME)
OF_BASELINE = _all(
    _SOURCES,
    click.option(
        "--baseline",
        type=FILE,
        metavar="FILE",
        help="The file that holds what is known (default: baseline in the configuration).",
    ),
    *_EXAMINING,
    *_STAGES,
    _STDIN_NAME,
)
_REVIEWING = (
    click.option("--out", type=FILE, metavar="DIR", required=True, help="Folder that the review is written into."),
    click.option("--sample", is_flag=True, help="Draw a sample from the pages, and examine that."),
    click.option("--all", "all_", is_flag=True, help="Examine every page, and say so."),
    click.option(
        "--seed",
        type=usage.IntRange(min=0),
        default=1,
        show_default=True,
        metavar="N",
        help="What random pages are drawn by.",
    ),
    click.option(
        "--law",
        type=usage.Choice(tuple(editions())),
        help="Edition of the standard to judge by (default: the one that is cited on the day).",
    ),
    click.option("--base", metavar="URL", help="Public address that a folder or a local server stands for."),
    click.option("--answers", type=FILE, metavar="FILE", help="Answers of people (default: answers.yaml in DIR)."),
    click.option("--store", metavar="FILE|URL", help="The store of answers (default: that of the configuration)."),
    click.option("--title", metavar="TEXT", help="What the site is called."),
    click.option("--by", metavar="NAME", help="Who reviews."),
    click.option("--fail-on", type=usage.Choice(FAIL_ON), help="Severity that fails the run (default: error)."),
    click.option("--require-complete", is_flag=True, help="Exit status 3 where anything was not examined."),
    click.option("--reproducible", is_flag=True, help="No time stamps and durations in the reports."),
)
_CRAWLING = (
    click.option(
        "--crawl", is_flag=True, help="Find the pages of the site by its links and sitemaps, from each URL on."
    ),
    click.option(
        "--pages", type=usage.IntRange(min=1), metavar="N", help="Pages that a crawl takes at most (default: 10000)."
    ),
    click.option(
        "--depth", type=usage.IntRange(min=0), metavar="N", help="Links from the start page on, at most (default: 20)."
    ),
    click.option(
        "--seconds",
        type=usage.IntRange(min=1),
        metavar="N",
        help="Time for the crawl; the next one goes on (default: none).",
    ),
    click.option("--warc", type=FILE, metavar="FILE", help="Also record what the crawl was answered (WARC/1.1)."),
    click.option("--from-warc", type=FILE, metavar="FILE", help="Review what is recorded in FILE, and ask nobody."),
    click.option(
        "--files",
        metavar="NAME,…",
        help="Which files are written: html, pdf, xlsx, json, contacts, earl, wcag-em, digg (default: all).",
    ),
)
OF_AUDIT = _all(
    click.argument("sources", nargs=-1, metavar="[PATH|URL|@FILE|SITEMAP]..."),
    *_REVIEWING,
    *_CRAWLING,
    *_EXAMINING,
    *_STAGES,
)
OF_FIX = _all(*_EXAMINING, *_STAGES, _STDIN_NAME)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command line asks for: what is examined, and by which configuration."""

    sources: tuple[str, ...]
    settings: Config
    request: run.RunRequest
    targets: Iterator[Target | NotExamined]
    notes: tuple[Reason, ...]
    in_browser: bool

    def run(self, progress: Progress, baseline: Baseline | None) -> Report:
        """Examine it."""
        follow = self.request.follow and replace(self.request.follow, on_verdict=progress.verdict)
        request = replace(
            self.request,
            on_page=progress.page,
            tell=lambda reason: say(speech.words().tell(reason)),
            on_stop=ignore_signals,
            on_crash=say_internal_error,
            follow=follow,
            baseline=baseline,
            notes=self.notes,
        )
        if self.in_browser:
            return run.in_browser(self.sources, self.targets, self.settings, request)
        return run.run(self.targets, self.settings, request)


def read_flags(sources: tuple[str, ...], flags: dict[str, Any]) -> Wanted:
    """Read a command line; what is wrong with it ends the program."""
    configured = configuration(flags, sources)
    _refuse_idle(sources, flags)
    if flags.get("since") == "":
        refuse("--since", "revision_empty")
    settings = _settings(configured, flags)
    today = read_day(flags["today"])
    data = standard_input() if "-" in sources else None
    found = targets.find(
        sources, settings.include, settings.base, data, flags.get("stdin_name", "-"), settings.browser.root
    )
    if flags.get("outputs"):
        written = {real(path) for _, path in outputs(flags)}
        _refuse_pages(sources, written)
        found = _without(written, found)
    notes: tuple[Reason, ...] = ()
    if flags.get("since"):
        found = _changed(sources, flags["since"], found)
        notes = (Reason("only_changed", {"revision": flags["since"]}),)
    request = run.RunRequest(
        today=today,
        jobs=config.processes(flags["jobs"] or settings.jobs),
        follow=run.Follow(sources) if flags["links"] else None,
        select=_list(flags["select"]),
        ignore=_list(flags["ignore"]),
        nested=flags["config_file"] is None,
        reproducible=bool(flags.get("reproducible")),
    )
    return Wanted(sources, settings, request, found, notes, bool(flags["browser"]))


def outputs(flags: dict[str, Any]) -> list[tuple[str, Path]]:
    """Return the formats and files of `--output`."""
    return [_output(text) for text in flags["outputs"]]


def _refuse_pages(sources: Sequence[str], written: AbstractSet[Path]) -> None:
    """Refuse to write a report over a page that is named."""
    for source in sources:
        if source != "-" and not target.is_address(source) and real(source) in written:
            refuse(f"--output: {source}", "output_is_page")


def _without(files: AbstractSet[Path], found: Iterator[Target | NotExamined]) -> Iterator[Target | NotExamined]:
    """Leave out the reports that this run writes: in a folder that is checked, one in HTML would be a page."""
    for one in found:
        if isinstance(one, NotExamined) or one.file is None or real(one.file) not in files:
            yield one


def _refuse_idle(sources: Sequence[str], flags: dict[str, Any]) -> None:
    """Refuse flags of a stage that does not run."""
    for table, stages in (
        (_OF_THE_BROWSER, ("browser",)),
        (_OF_THE_LINKS, ("links",)),
        (_OF_EITHER, ("browser", "links")),
    ):
        asked = [flag for flag in table if flags[flag] and not (flags.get("crawl") and flag in _OF_THE_CRAWL)]
        idle = [flag for flag in asked if not any(flags[stage] for stage in stages)]
        if idle == ["allow_hosts"] and any(map(target.is_address, sources)):
            continue  # where addresses redirect to is asked without any stage
        if idle:
            refuse(f"--{table[idle[0]]}", "flag_needs", flags=tuple(f"--{stage}" for stage in stages))


def _changed(
    sources: Sequence[str], revision: str, found: Iterator[Target | NotExamined]
) -> Iterator[Target | NotExamined]:

    for source in sources:
        if source == "-" or target.is_address(source):
            refuse(f"--since: {targets.without_login(source)}", "git_knows_files")
    return changed_files.only(found, changed_files.since(revision, [Path(source) for source in sources]))


def _settings(configured: Config, flags: dict[str, Any]) -> Config:
    settings = configured.named(_list(flags["select"]), _list(flags["ignore"]))
    settings = replace(
        settings,
        fail_on=flags.get("fail_on") or settings.fail_on,
        language=flags["language"] or settings.language,
        browser=_browser_settings(flags, settings.browser),
        links=_link_settings(flags, settings.links),
    )
    speech.settle(settings.language)
    if settings.language not in LANGUAGES:
        say(speech.words()("say_no_texts", language=settings.language, known=", ".join(LANGUAGES)))
    chosen = settings.chosen()
    off = {name for name, is_on in ((LINKS.name, flags[LINKS.name]), (SITE, "out" in flags)) if not is_on}
    if not any(rule.stage not in off for rule in chosen):
        if chosen:
            refuse(
                _CHOOSING, "only_rules_of_links" if any(rule.stage != SITE for rule in chosen) else "only_rules_of_site"
            )
        if settings.axe() is None:
            refuse(_CHOOSING, "no_rule_left")
        if not flags["browser"]:
            refuse(_CHOOSING, "only_rules_of_axe")
    return settings


def _browser_settings(flags: dict[str, Any], configured: BrowserSettings) -> BrowserSettings:
    """Let the flags of the browser stage win over the configuration."""
    given = {name: flags[name] for name in ("browsers", "axe", "screenshots", "root") if flags[name]}
    sizes = tuple(dict.fromkeys(browser_settings.viewport(text) for text in flags["viewports"]))
    hosts = tuple(browser_settings.allowed(text) for text in flags["allow_hosts"])
    settings = replace(configured, **given)
    formats = {flags.get("format_"), *(name for name, _ in outputs(flags))} if flags.get("outputs") is not None else {}
    return replace(
        settings,
        viewports=sizes or settings.viewports,
        allow_hosts=(*settings.allow_hosts, *hosts),
        illustrates="html" in formats,
    )


def _link_settings(flags: dict[str, Any], configured: LinkSettings) -> LinkSettings:
    """Let the flags of the link stage win over the configuration."""
    given = {name: flags[name] for name in ("confirm", "per_host") if flags[name]}
    if flags["delay"] is not None:
        given["delay"] = link_settings.seconds("delay", flags["delay"])
    return replace(configured, is_fresh=bool(flags["fresh"]), **given)


def _list(flag: str | None) -> tuple[str, ...] | None:
    if flag is None:
        return None
    names = tuple(part.strip() for part in flag.split(",") if part.strip())
    return names or ("",)


def _output(text: str) -> tuple[str, Path]:
    name, sign, path = text.partition("=")
    if not sign or not path:
        refuse("--output", "output_wrong", value=text)
    if name not in FORMATS:
        refuse("--output", "format_unknown", name=name, known=tuple(FORMATS))
    return name, Path(path)


def read_day(text: str | None) -> date:
    """Read the day that freshness is judged by; today where there is none."""
    if not text:
        return run.today_in_sweden()
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse("--today", "day_wrong", value=text)
