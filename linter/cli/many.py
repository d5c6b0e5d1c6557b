"""`audit --sites`: many sites, each in a process of its own, and the page that compares them."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import rich_click as click
from click.core import ParameterSource
from click.globals import get_current_context

from linter.cli import crawl, options, usage
from linter.cli import language as speech
from linter.cli.configuration import configuration
from linter.cli.extras import refuse_without
from linter.cli.output import check_folder, refuse, say, show
from linter.config.config import processes
from linter.report.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from linter.audit.sites.site import Order, Outcome, Shard

_SECONDS = 4 * 60 * 60
_OURS = frozenset({"sites", "dask", "site_seconds", "out", "jobs", "fresh", "sources", "crawl"})
_OF_ONE_SITE = ("answers", "base", "title", "screenshots", "warc", "from_warc")
"""Options that name something that no two sites have in common."""
_OF_ADDRESS = frozenset({"allow_hosts"})
_OF_CRAWL = frozenset({"pages", "depth", "seconds"})
_OF_CRAWL_OR_LINKS = frozenset({"delay", "per_host"})
_NEEDED_FILES = "json,html"
"""What figures are read from, and what the comparison leads to."""
_SITES = click.option(
    "--sites",
    metavar="FILE",
    help="Review many sites: a CSV file with name, address and seed, or `municipalities`, Sweden's.",
)
_DASK = click.option("--dask", metavar="ADDRESS", help="Let the workers of a Dask cluster review the sites.")
_TIME = click.option(
    "--site-seconds",
    type=usage.IntRange(min=1),
    default=_SECONDS,
    show_default=True,
    metavar="N",
    help="Seconds that one of many sites may take.",
)
_EXIT_FOUND, _EXIT_MISSING, _EXIT_STOPPED = 1, 3, 130


def of_sites(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options about many sites."""
    return _SITES(_DASK(_TIME(function)))


def refuse_idle(flags: dict[str, Any]) -> None:
    """Refuse an option about many sites where there is one."""
    if flags["dask"]:
        refuse("--dask", "flag_needs", flags=("--sites",))


def review(sources: tuple[str, ...], flags: dict[str, Any]) -> NoReturn:
    """Review the sites of a list, write the comparison, and end with the exit status of them all."""
    context = get_current_context()
    _refuse(sources, flags)
    settings = configuration(flags)
    if flags["language"]:
        speech.settle(flags["language"])
    language = flags["language"] or settings.language
    from linter.audit.files import pdf, write  # noqa: PLC0415  0.1 s, for this command only
    from linter.audit.sites import comparison, one_site, run_folder, shards, sites_file  # noqa: PLC0415  as above

    if "pdf" in write.chosen(flags["files"]):
        refuse_without("audit", "audit", pdf.NEEDS)
        pdf.check()
    if flags["dask"]:
        refuse_without("audit --dask", "cluster", ("dask", "distributed"))
    day = options.read_day(flags["today"])
    folder: Path = flags["out"].absolute()
    check_folder(folder, "--out")
    sites = sites_file.read(flags["sites"])
    if any(one_site.is_crawled(one) for one in sites):
        refuse_without("audit", "audit", crawl.NEEDS)
    derived = sum(one.is_derived for one in sites)
    if derived:
        say(speech.words().count("sites_derived_n", derived))
    parts = shards.shards(sites)
    with run_folder.own(folder, f"--out: {flags['out']}") as run:
        order = _order(context, flags, folder, run)
        found, is_stopped = _outcomes(parts, order, flags, processes(flags["jobs"] or settings.jobs))
    in_order = tuple(found[one.slug] for one in sites)
    comparison.write(comparison.Comparison(in_order, language, day.isoformat()), folder)
    show(iter([f"{line}\n" for line in _told(in_order, folder)]))
    sys.exit(_EXIT_STOPPED if is_stopped else _status(in_order))


def _refuse(sources: tuple[str, ...], flags: dict[str, Any]) -> None:
    if sources:
        refuse("--sites", "sites_and_pages")
    for name in _OF_ONE_SITE:
        if flags.get(name):
            refuse(f"--{name.replace('_', '-')}", "sites_option")
    if flags["all_"] and flags["sample"]:
        refuse("audit", "flags_exclude", one="--all", other="--sample")
    if flags["dask"] and flags["jobs"]:
        refuse("audit", "flags_exclude", one="--jobs", other="--dask")


def _order(context: click.Context, flags: dict[str, Any], folder: Path, run: str) -> Order:
    """Return what holds for every site: what the command line says, for a review of one."""
    from linter.audit.sites.site import Order  # noqa: PLC0415  with its like above

    said = {one.name or "": _written(one, flags[one.name or ""]) for one in _said(context)}
    of_address = _OF_ADDRESS if not (flags["links"] or flags["browser"]) else frozenset[str]()
    of_crawl = _OF_CRAWL if flags["links"] else _OF_CRAWL | _OF_CRAWL_OR_LINKS
    return Order(
        folder=str(folder),
        options=("--jobs=1", *_of(said, said.keys() - of_crawl - of_address)),
        address_options=_of(said, of_address),
        crawl_options=("--crawl", *_of(said, of_crawl)),
        seconds=float(flags["site_seconds"]),
        run=run,
        place=str(Path.cwd()),
        is_fresh=flags["fresh"],
    )


def _of(said: Mapping[str, Sequence[str]], names: AbstractSet[str]) -> tuple[str, ...]:
    return tuple(word for name, words in said.items() if name in names for word in words)


def _said(context: click.Context) -> Iterator[click.Option]:
    """Yield the options that the command line has, and that are for the reviews of single sites."""
    for one in context.command.params:
        is_said = context.get_parameter_source(one.name or "") is ParameterSource.COMMANDLINE
        if isinstance(one, click.Option) and is_said and one.name not in _OURS:
            yield one


def _written(one: click.Option, value: Any) -> list[str]:  # noqa: ANN401  the value of a flag
    """Return an option as a command line has it."""
    name = max(one.opts, key=len)
    if one.is_flag:
        return [name if value else max(one.secondary_opts, key=len)] if value or one.secondary_opts else []
    parts = value if one.multiple else [f"{_NEEDED_FILES},{value}" if one.name == "files" else value]
    return [f"{name}={_whole(part, is_store=one.name == 'store')}" for part in parts]


def _whole(value: Any, *, is_store: bool) -> str:  # noqa: ANN401  as above
    """Return the value of an option; a path as it is from everywhere."""
    is_path = isinstance(value, Path) or (is_store and "://" not in value)
    return os.path.abspath(value) if is_path else str(value)  # noqa: PTH100  links stay as they are named


def _outcomes(
    parts: tuple[Shard, ...], order: Order, flags: dict[str, Any], jobs: int
) -> tuple[dict[str, Outcome], bool]:
    """Return what came of every site, by its folder, and whether the run was stopped."""
    from linter.audit.sites import cluster, local  # noqa: PLC0415  with their like above
    from linter.audit.sites.shard_run import lost  # noqa: PLC0415  as above
    from linter.audit.sites.told import Told  # noqa: PLC0415  as above

    reviews = cluster.review(parts, order, flags["dask"]) if flags["dask"] else local.review(parts, order, jobs)
    found: dict[str, Outcome] = {}
    is_stopped = False
    told = Told(speech.words())
    try:
        for outcomes in reviews:
            found.update({one.site.slug: one for one in outcomes})
            for one in outcomes:
                if one.reason is not None:
                    say(f"{one.site.name}: {told.reason(one)}")
    except KeyboardInterrupt:
        is_stopped = True
    for part in parts:
        for one in lost(part, order, "site_stopped"):
            found.setdefault(one.site.slug, one)
    return found, is_stopped


def _told(outcomes: tuple[Outcome, ...], folder: Path) -> Iterator[str]:
    done = sum(one.figures is not None for one in outcomes)
    yield speech.words()("sites_lead", done=done, all=len(outcomes))
    yield speech.words()("sites_where", file=safe(str(folder / "index.html")))


def _status(outcomes: tuple[Outcome, ...]) -> int:
    """Return the exit status: 1 where a site has what fails, else 3 where one could not be examined, or not whole."""
    if any(one.status == _EXIT_FOUND for one in outcomes):
        return _EXIT_FOUND
    return _EXIT_MISSING if any(one.status != 0 for one in outcomes) else 0
