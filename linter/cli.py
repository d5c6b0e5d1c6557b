"""Arguments -> configuration -> run -> exit status; the only module that exits."""

from __future__ import annotations

import difflib
import os
import signal
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, Self

import rich_click as click
from click.exceptions import Exit

from linter import browser_settings, config, link_settings, run, targets, terminal
from linter.errors import UsageError
from linter.report import FORMATS
from linter.rules import LANGUAGES, load
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.browser_settings import BrowserSettings
    from linter.config import Config
    from linter.link_settings import LinkSettings
    from linter.model import NotExamined, Report
    from linter.verdicts import Verdict
    from linter.workers import Examined

_EXIT_USAGE = 2
_OF_THE_BROWSER = {
    "browsers": "browsers",
    "viewports": "viewport",
    "axe": "axe",
    "screenshots": "screenshots",
}
_OF_THE_LINKS = {
    "confirm": "confirm",
    "delay": "delay",
    "per_host": "per-host",
    "fresh": "fresh",
}
_OF_EITHER = {"root": "root", "allow_hosts": "allow-host"}
_LATER = {
    "baseline": "--baseline: this version has no baselines; leave the option out",
}

click.rich_click.MAX_WIDTH = terminal.WIDTH
click.rich_click.STYLE_OPTIONS_PANEL_BORDER = "dim"


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kommunlint", message="%(prog)s %(version)s")
def cli() -> None:
    """Check municipal web pages: dates, contacts, e-mail addresses, map links, links.

    Exit status: 0 examined and clean; 1 findings at or above --fail-on; 2 wrong command or configuration; 3 something
    could not be examined; 130 stopped by Ctrl-C.
    """


@cli.command()
@click.argument("sources", nargs=-1, metavar="[PATH|URL|-]...")
@click.option(
    "--format",
    "format_",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help="What goes to standard output.",
)
@click.option(
    "--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Also write FORMAT to FILE; may be repeated."
)
@click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Configuration (default: the nearest kommunlint.toml).",
)
@click.option("--select", metavar="ID,…", help="Rules or categories to run, or `all`.")
@click.option("--ignore", metavar="ID,…", help="Rules or categories not to run.")
@click.option("--fail-on", type=click.Choice(config.FAIL_ON), help="Severity that fails the run (default: error).")
@click.option(
    "--today", metavar="YYYY-MM-DD", help="The day that freshness is judged by (default: today in Europe/Stockholm)."
)
@click.option("--language", metavar="sv|en|…", help="Language of messages (default: sv).")
@click.option("--jobs", type=click.IntRange(min=1), metavar="N", help="Processes (default: one per core).")
@click.option(
    "--stdin-name", default="-", show_default=True, metavar="NAME", help="What to call the page from standard input."
)
@click.option("--browser/--no-browser", default=False, help="The browser stage: axe-core, scripting off and on.")
@click.option("--browsers", type=click.IntRange(min=1), metavar="N", help="Browsers side by side (default: cores / 2).")
@click.option("--viewport", "viewports", multiple=True, metavar="WxH", help="Window size; may be repeated.")
@click.option("--axe", type=click.Path(path_type=Path), metavar="FILE", help="Another axe.min.js.")
@click.option(
    "--screenshots", type=click.Path(path_type=Path), metavar="DIR", help="Pictures of pages and of each finding."
)
@click.option("--root", type=click.Path(path_type=Path), metavar="DIR", help="What / means on pages from files.")
@click.option(
    "--allow-host", "allow_hosts", multiple=True, metavar="HOST", help="Host that may be asked; may be repeated."
)
@click.option("--links/--no-links", default=False, help="Ask the network where links lead (default: off).")
@click.option(
    "--confirm", type=click.IntRange(min=1), metavar="N", help="Days of failure that make an external link an error."
)
@click.option("--delay", metavar="SECONDS", help="Pause between two requests to one host (default: 0.1).")
@click.option(
    "--per-host", type=click.IntRange(min=1), metavar="N", help="Requests at a time to one host (default: 2)."
)
@click.option("--fresh", is_flag=True, help="Ask every address again, also those that are remembered.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Findings that are known.")
def check(sources: tuple[str, ...], **flags: object) -> None:
    """Examine pages: files, folders, addresses, or - for standard input."""
    for name, reason in _LATER.items():
        if flags[name]:
            _refuse(reason)
    idle = [flag for flag in _OF_THE_BROWSER if flags[flag] and not flags["browser"]]
    if idle:
        _refuse(f"--{_OF_THE_BROWSER[idle[0]]} needs --browser")
    idle = [flag for flag in _OF_THE_LINKS if flags[flag] and not flags["links"]]
    if idle:
        _refuse(f"--{_OF_THE_LINKS[idle[0]]} needs --links")
    idle = [flag for flag in _OF_EITHER if flags[flag] and not (flags["browser"] or flags["links"])]
    if idle:
        _refuse(f"--{_OF_EITHER[idle[0]]} needs --browser or --links")
    if not sources:
        _refuse("check: name a page: a file, a folder, an address, or - for standard input")
    settings = _settings(flags)
    outputs = [_output(text) for text in _texts(flags["outputs"])]
    for _, path in outputs:
        _write(path, iter(()))
    today = _day(flags["today"])
    data = sys.stdin.buffer.read() if "-" in sources else None
    wanted = targets.find(
        sources, settings.include, settings.base, data, str(flags["stdin_name"]), settings.browser.root
    )
    jobs = config.processes(int(str(flags["jobs"])) if flags["jobs"] else settings.jobs)
    with _Progress() as progress:
        follow = run.Follow(sources, progress.verdict) if flags["links"] else None
        if flags["browser"]:
            report = run.in_browser(
                sources, wanted, settings, today=today, on_page=progress.page, say=_say, follow=follow
            )
        else:
            report = run.run(wanted, settings, today=today, jobs=jobs, on_page=progress.page, follow=follow)
    if not report.run.complete:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # what is known is written, however often Ctrl-C is pressed
    _note(report)
    for name, path in outputs:
        _write(path, FORMATS[name](report))
    _print(FORMATS[str(flags["format_"])](report))
    sys.exit(run.exit_status(report, settings.fail_on))


@cli.command()
@click.option("--language", default="sv", metavar="sv|en|…", help="Language of titles (default: sv).")
def rules(language: str) -> None:
    """List the rules."""
    from linter import rule_page  # noqa: PLC0415  this command only

    _print(rule_page.overview(load(), language))


@cli.command()
@click.argument("rule_id", metavar="ID")
@click.option("--language", default="sv", metavar="sv|en|…", help="Language of the page (default: sv).")
def rule(rule_id: str, language: str) -> None:
    """Show one rule's page: what, why, how to fix it, examples."""
    from linter import rule_page  # noqa: PLC0415  this command only
    from linter.browser import axe_script  # noqa: PLC0415  likewise

    known = load()
    name = rule_id.removeprefix("axe/")
    if name != rule_id and name in (axe_script.known_rules() or {name}):
        _print(rule_page.of_axe(name, axe_script.texts(language).get(name), language))
        return
    if rule_id not in known:
        near = difflib.get_close_matches(rule_id, known, n=1, cutoff=0.5)
        hint = f'did you mean "{near[0]}"?' if near else "`kommunlint rules` lists them"
        _refuse(f'rule: "{rule_id}" is no rule; {hint}')
    _print(rule_page.page(known[rule_id], language))


@cli.command()
@click.argument("source", metavar="PAGE")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Text for people, or JSON.",
)
@click.option("--language", default="sv", metavar="sv|en|…", help="Language of the headings (default: sv).")
def facts(source: str, format_: str, language: str) -> None:
    """Show what a page says: dates, contacts, e-mail addresses, map links."""
    from linter import facts_page  # noqa: PLC0415  this command only

    data = sys.stdin.buffer.read() if source == "-" else None
    settings = replace(config.read(None, Path.cwd()), select=("dates",), ignore=())
    found = targets.find([source], settings.include, settings.base, data, "-")
    report = run.run(found, settings, today=run.today_in_sweden(), jobs=1)
    _note(report)
    for page in report.pages:
        _print(facts_page.render(page, format_, language))
    sys.exit(3 if report.not_examined else 0)


@cli.command()
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def init(force: bool) -> None:  # noqa: FBT001  a flag of the command line
    """Write a commented kommunlint.toml in this folder."""
    from linter import starter  # noqa: PLC0415  this command only

    path = Path(config.FILE_NAME)
    if path.exists() and not force:
        _refuse(f"{path} is there already; --force replaces it")
    path.write_text(starter.text(load()), "utf-8")
    click.echo(f"{path} written; every line in it is a default.", err=True)


def main() -> NoReturn:
    """Run the command and turn what goes wrong into one line and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli(prog_name="kommunlint", standalone_mode=False)
    except Exit as ended:
        sys.exit(ended.exit_code)
    except click.ClickException as error:
        _refuse(f"{error.format_message()} (kommunlint --help)")
    except UsageError as error:
        _refuse(str(error))
    except click.Abort:
        sys.exit(130)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(141)
    sys.exit(0)


def _settings(flags: dict[str, object]) -> Config:
    settings = config.read(flags["config_file"] if isinstance(flags["config_file"], Path) else None, Path.cwd())
    settings = replace(
        settings,
        select=_list(flags["select"], settings.select),
        ignore=_list(flags["ignore"], settings.ignore),
        fail_on=str(flags["fail_on"] or settings.fail_on),
        language=str(flags["language"] or settings.language),
        browser=_browser_settings(flags, settings.browser),
        links=_link_settings(flags, settings.links),
    )
    if settings.language not in LANGUAGES:
        click.echo(f'kommunlint: no texts in "{settings.language}" ({", ".join(LANGUAGES)}); English is used', err=True)
    if not settings.chosen(load(), links=bool(flags["links"])):
        if settings.chosen(load()):
            _refuse("--select and --ignore leave only rules that need --links")
        if settings.axe() is None:
            _refuse("--select and --ignore leave no rule to run")
        if not flags["browser"]:
            _refuse("--select and --ignore leave only axe's rules, which need --browser")
    return settings


def _browser_settings(flags: dict[str, object], configured: BrowserSettings) -> BrowserSettings:
    """Let the flags of the browser stage win over the configuration."""
    given = {name: flags[name] for name in ("browsers", "axe", "screenshots", "root") if flags[name]}
    sizes = tuple(dict.fromkeys(browser_settings.viewport(text) for text in _texts(flags["viewports"])))
    hosts = tuple(browser_settings.allowed(text) for text in _texts(flags["allow_hosts"]))
    settings: BrowserSettings = replace(configured, **given)  # type: ignore[arg-type]
    return replace(settings, viewports=sizes or settings.viewports, allow=(*settings.allow, *hosts))


def _link_settings(flags: dict[str, object], configured: LinkSettings) -> LinkSettings:
    """Let the flags of the link stage win over the configuration."""
    given: dict[str, object] = {name: flags[name] for name in ("confirm", "per_host") if flags[name]}
    if flags["delay"] is not None:
        given["delay"] = link_settings.seconds("delay", str(flags["delay"]))
    settings: LinkSettings = replace(configured, is_fresh=bool(flags["fresh"]), **given)  # type: ignore[arg-type]
    return settings


def _list(flag: object, configured: tuple[str, ...]) -> tuple[str, ...]:
    if flag is None:
        return configured
    names = tuple(part.strip() for part in str(flag).split(",") if part.strip())
    return names or ("",)


def _texts(value: object) -> list[str]:
    return [str(item) for item in value] if isinstance(value, tuple) else []


def _output(text: str) -> tuple[str, Path]:
    name, sign, path = text.partition("=")
    if not sign or not path:
        _refuse(f'--output: "{text}" is not FORMAT=FILE')
    if name not in FORMATS:
        _refuse(f'--output: unknown format "{name}"; known: {", ".join(FORMATS)}')
    return name, Path(path)


def _day(text: object) -> date:
    if not text:
        return run.today_in_sweden()
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        _refuse(f'--today: "{text}" is no date; write it as YYYY-MM-DD')


def _write(path: Path, pieces: Iterator[str]) -> None:
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines(click.unstyle(piece) for piece in pieces)
    except OSError as error:
        _refuse(f"--output: {path}: {error.strerror or error}")


def _print(pieces: Iterator[str]) -> None:
    for piece in pieces:
        click.echo(piece, nl=False)


def _note(report: Report) -> None:
    """Say on standard error what could not be examined, a line each."""
    for missing in report.not_examined:
        click.echo(f"kommunlint: {terminal.safe(missing.source)}: {terminal.safe(missing.reason)}", err=True)
    if not report.run.complete:
        click.echo("kommunlint: stopped; the report covers the pages until then", err=True)


def _say(text: str) -> None:
    click.echo(f"kommunlint: {terminal.safe(text)}", err=True)


def _refuse(reason: str) -> NoReturn:
    click.echo(f"kommunlint: {terminal.safe(reason)}", err=True)
    sys.exit(_EXIT_USAGE)


class _Progress:
    """A bar on a terminal, nothing elsewhere."""

    def __init__(self) -> None:
        self._bar: object = None
        self._task: object = None

    def __enter__(self) -> Self:
        if sys.stderr.isatty() and not os.environ.get("CI"):
            from rich.console import Console  # noqa: PLC0415  41 ms, for terminals only
            from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn  # noqa: PLC0415  with it

            columns = (
                TextColumn("{task.completed:>6}"),
                BarColumn(),
                TextColumn("{task.description}"),
                TimeElapsedColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
            self._bar.start()
            self._task = self._bar.add_task("", total=None)
        return self

    def page(self, result: Examined | NotExamined) -> None:
        """Count one page."""
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=terminal.safe(result.source)[-50:])  # type: ignore[attr-defined]
            self._bar.refresh()  # type: ignore[attr-defined]

    def verdict(self, verdict: Verdict) -> None:
        """Count one address that was asked."""
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=terminal.safe(verdict.url)[-50:])  # type: ignore[attr-defined]
            self._bar.refresh()  # type: ignore[attr-defined]

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()  # type: ignore[attr-defined]
