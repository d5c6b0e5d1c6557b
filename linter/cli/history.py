"""The commands about runs in the store: `history list`, `compare`, `trend`, `thin` and `export`."""

from __future__ import annotations

import json
from contextlib import contextmanager
from functools import reduce
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import language, usage
from linter.cli.configuration import FILE, config_options, configuration
from linter.cli.extras import refuse_without
from linter.cli.language import words
from linter.cli.options import read_day
from linter.cli.output import refuse, say, show
from linter.cli.pages import history as page
from linter.model.history import BY
from linter.report.terminal import safe
from linter.run.history import as_json, comparing, thinning, trends

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from linter.model.history import By, KeptRun
    from linter.store.runs import Runs

NEEDS = ("sqlalchemy", "alembic")
_GREATEST = 2**31 - 1


def _options(*more: Callable[[Any], Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Return the options that these commands share, and some of one's own."""
    every = (
        *config_options("Configuration (default: the nearest)."),
        click.option("--store", metavar="FILE|URL", help="The store (default: that of the configuration)."),
        click.option("--language", metavar="sv|en", help="Language of messages (default: sv)."),
        *more,
    )
    return lambda function: reduce(lambda inner, one: one(inner), reversed(every), function)


_FORMAT = click.option(
    "--format", "format_", type=usage.Choice(("text", "json")), default="text", help="What goes to standard output."
)
_SITE = click.option("--site", metavar="NAME", help="One website, as `history list` calls it.")
_MOST = click.option(
    "--most", type=usage.IntRange(min=1), default=200, show_default=True, metavar="N", help="So many at most."
)


@click.group(cls=usage.Group)
def history() -> None:
    """Show the runs that `audit --store` keeps, compare two of them, and how a website goes."""


@history.command("list")
@_options(
    _SITE,
    _MOST,
    click.option("--before", type=usage.IntRange(1, _GREATEST), metavar="N", help="Only runs before this one."),
    _FORMAT,
)
def list_(**flags: Any) -> None:  # noqa: ANN401  the values of flags
    """List the runs of each website, the latest first."""
    with _stored(flags) as runs:
        found = runs.listed(flags["site"], flags["before"], flags["most"])
        if not found and flags["site"] is not None and flags["before"] is None:
            refuse("--site", "site_without_runs", site=flags["site"])
    if flags["format_"] == "json":
        _show_json(as_json.runs_as_json(found))
    else:
        show(page.listed(found, words()))


@history.command()
@click.argument("earlier", type=usage.IntRange(1, _GREATEST))
@click.argument("later", type=usage.IntRange(1, _GREATEST))
@_options(
    click.option("--state", type=usage.Choice(comparing.STATES), help="List only these (default: all but `still`)."),
    _MOST,
    click.option(
        "--start", type=usage.IntRange(min=0), default=0, metavar="N", help="Leave out the first N of the list."
    ),
    _FORMAT,
)
def compare(earlier: int, later: int, **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Compare two runs: what is new, fixed, still there, and what cannot be compared and why."""
    usual = comparing.Wanted()
    states = (flags["state"],) if flags["state"] else usual.states
    with _stored(flags) as runs:
        first, second = whole_run(runs, earlier), whole_run(runs, later)
        if first.site != second.site:
            refuse("history compare", "runs_of_two_sites", earlier=first.site, later=second.site)
        found = comparing.compare(runs, first, second, comparing.Wanted(states, flags["most"], flags["start"]))
    if flags["format_"] == "json":
        _show_json(as_json.comparison_as_json(found))
    else:
        show(page.compared(found, words()))


@history.command()
@_options(
    _SITE,
    click.option("--by", type=usage.Choice(BY), default="site", show_default=True, help="What the pages are told by."),
    click.option("--name", metavar="NAME", help="One rule, unit or type of page."),
    click.option(
        "--runs",
        "most",
        type=usage.IntRange(min=1),
        default=trends.MOST,
        show_default=True,
        metavar="N",
        help="So many of the latest runs.",
    ),
    _FORMAT,
)
def trend(**flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Show how many pages had faults, run by run: all, or by rule, unit or type of page."""
    by: By = flags["by"]
    if flags["name"] is not None and by == "site":
        refuse("--name", "trend_name_alone")
    with _stored(flags) as runs:
        site = _site(runs, flags["site"])
        found = trends.trends(runs, site, by, flags["name"], flags["most"])
    if flags["format_"] == "json":
        _show_json(as_json.trends_as_json(site, by, found))
    else:
        show(page.shown(found, words()))


@history.command()
@_options(
    _SITE,
    click.option(
        "--days",
        type=usage.IntRange(min=0),
        default=thinning.DAYS,
        show_default=True,
        metavar="N",
        help="Days of which all runs stay.",
    ),
    click.option("--today", metavar="YYYY-MM-DD", help="The day that they are counted from (default: today)."),
    click.option("--write", is_flag=True, help="Do it; without, it is only told what would go."),
)
def thin(**flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Let pages and findings of old runs go: of months that are over, the first run stays. Tells what would go."""
    today = read_day(flags["today"])
    with _stored(flags) as runs:
        found = thinning.superfluous(runs.listed(flags["site"]), today, flags["days"])
        if flags["write"]:
            runs.thin([one.id for one in found])
    key = "history_thin_done" if flags["write"] else "history_thin_would"
    lines = [words()(key, number=one.id, site=one.site, day=one.day) for one in found]
    show(iter([f"{safe(line)}\n" for line in lines or [words()("history_thin_nothing")]]))
    say(words()("history_thin_rule", days=flags["days"]))
    if found and not flags["write"]:
        say(words()("history_thin_hint"))


@history.command()
@_options(
    _SITE,
    click.option("--out", type=FILE, required=True, metavar="DIR", help="Folder that the files are written into."),
)
def export(**flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Write runs, pages, findings and facts as Parquet, for DuckDB and its like."""
    refuse_without("history export", "parquet", ("duckdb",))
    from linter.cli.output import check_folder  # noqa: PLC0415  with the export, below
    from linter.run.history import parquet  # noqa: PLC0415  0.1 s (DuckDB), for this command only

    check_folder(flags["out"], "--out")
    with _stored(flags) as runs:
        written = parquet.write(runs, flags["out"], flags["site"])
    for file, rows in written:
        say(words()("history_exported", file=str(file), rows=words().number(rows)))


def whole_run(runs: Runs, number: int) -> KeptRun:
    """Return a run that has its pages still; refuse a number that has none."""
    found = runs.run(number)
    if found is None:
        refuse("history", "run_missing", number=number)
    if found.thinned_at is not None:
        refuse("history", "run_thinned", number=number)
    return found


@contextmanager
def stored(address: str, command: str = "history") -> Iterator[Runs]:
    """Give the runs of a store that is there, which is closed afterwards."""
    refuse_without(command, "audit", NEEDS)
    from linter.store.database import open_store  # noqa: PLC0415  0.3 s (SQLAlchemy), for these commands only
    from linter.store.runs import Runs  # noqa: PLC0415  as above

    runs = Runs(open_store(address, is_made=False))
    try:
        yield runs
    finally:
        runs.close()


def _stored(flags: dict[str, Any]) -> AbstractContextManager[Runs]:
    settings = configuration(flags)
    if flags["language"]:
        language.settle(flags["language"])
    return stored(flags["store"] or settings.store_address)


def _site(runs: Runs, named: str | None) -> str:
    """Return the site that is meant: the one that is named, else the only one."""
    known = runs.sites()
    if named is not None and named not in known:
        refuse("--site", "site_without_runs", site=named)
    if named is None and len(known) > 1:
        refuse("history trend", "site_unnamed", known=tuple(known[:20]))
    return named or next(iter(known), "")


def _show_json(tree: dict[str, Any]) -> None:
    show(iter([json.dumps(tree, ensure_ascii=False, indent=1), "\n"]), "json")
