"""The command `upcoming`."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from functools import reduce
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import language as speech
from linter.cli import usage
from linter.cli.configuration import config_options, configuration
from linter.cli.output import note, refuse, say, show, standard_input
from linter.cli.pages import upcoming as page
from linter.cli.streams import ignore_signals
from linter.config import config
from linter.report.words.words import words_in
from linter.run import run, targets
from linter.run.upcoming import CATEGORY, judging_day
from linter.run.upcoming import upcoming as read_upcoming

if TYPE_CHECKING:
    from collections.abc import Callable

_USUAL_DAYS = 90
_OPTIONS = (
    click.argument("sources", nargs=-1, metavar="PATH..."),
    click.option(
        "--until", metavar="YYYY-MM-DD", help=f"The last day of the list (default: {_USUAL_DAYS} days from today)."
    ),
    click.option("--today", metavar="YYYY-MM-DD", help="The first day (default: today in Europe/Stockholm)."),
    *config_options("Configuration (default: the nearest)."),
    click.option(
        "--format",
        "format_",
        type=usage.Choice(["text", "json"]),
        default="text",
        show_default=True,
        help="Text for people, or JSON.",
    ),
    click.option(
        "--language", metavar="sv|en|…", help="Language of the list (default: that of the configuration, else sv)."
    ),
    click.option("--jobs", type=usage.IntRange(min=1), metavar="N", help="Processes (default: one per core)."),
)


def _with_options(function: Callable[..., None]) -> Callable[..., None]:
    return reduce(lambda inner, one: one(inner), reversed(_OPTIONS), function)


@click.command("upcoming", cls=usage.Command)
@_with_options
def upcoming(sources: tuple[str, ...], format_: str, language: str | None, **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """List what will be over on pages, by day: deadlines, events, fees of a year, opening hours, notices."""
    if not sources:
        refuse("upcoming", "page_or_folder_missing")
    settings = configuration(flags, sources).named((CATEGORY,), None)
    first = _day("--today", flags["today"]) or run.today_in_sweden()
    until = _day("--until", flags["until"]) or first + min(timedelta(days=_USUAL_DAYS), date.max - first)
    if until < first:
        refuse("--until", "until_before_today", until=until.isoformat(), today=first.isoformat())
    if not settings.chosen():
        refuse("ignore", "no_rule_left")
    data = standard_input() if "-" in sources else None
    found = targets.find(sources, settings.include, settings.base, data, "-", settings.browser.root)
    request = run.RunRequest(
        judging_day(until),
        jobs=config.processes(flags["jobs"] or settings.jobs),
        select=(CATEGORY,),
        nested=flags["config_file"] is None,
        tell=lambda reason: say(speech.words().tell(reason)),
        on_stop=ignore_signals,
    )
    report = run.run(found, settings, request)
    note(report)
    items = read_upcoming(report, first, until)
    days = first.isoformat(), until.isoformat()
    told = (
        page.as_json(items, *days)
        if format_ == "json"
        else page.as_text(items, *days, words_in(language or speech.spoken()))
    )
    if format_ == "json" or report.summary.pages:
        show(told, format_)
    sys.exit(run.exit_status(report, "never", complete=False, empty_is_fine=False))


def _day(flag: str, text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        refuse(flag, "day_wrong", value=text)
