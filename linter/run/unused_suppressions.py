"""Pages of a run, all examined -> the same as they are told: compared with a baseline, idle suppressions named."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from linter.engine import suppressions
from linter.model.path_patterns import fits, is_literal
from linter.model.target import is_address, is_page
from linter.run.spool import Spool
from linter.run.summary import Tally
from linter.run.summary import of as of_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.config.config import Config, Suppression
    from linter.engine.resolver import Jobs
    from linter.engine.suppressions import Idle
    from linter.model.report import PageReport
    from linter.run.baseline import Baseline

_FILES = 200_000
"""Files below a folder that are looked at to find out whether a pattern's pages were all examined."""

_SEVERAL = 2
"""Pages of a run from which on entries that are for no page are told."""


@dataclass(slots=True)
class _Use:
    """What is known of one entry of the configuration: the first page that it is for, and whether it was ever needed."""

    page: int
    config: Config
    entry: Suppression
    is_over: bool
    is_idle: bool = True
    seen: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)


def finished(pages: Spool, jobs: Jobs, baseline: Baseline | None) -> tuple[Spool, Tally] | None:
    """Return the pages and their counts where something is to be added, None where they are right as they are."""
    idle = _idle(pages, jobs) if any(one.suppress for one in jobs.configs) else {}
    if baseline is None and not idle:
        return None
    told, tally = Spool(), Tally()
    for number, page in enumerate(pages):
        one = page
        for entry, why in idle.get(number, ()):
            one = suppressions.idle(one, jobs.of(page.source, page.path), entry, why)
        one = baseline.told(one) if baseline is not None else one
        told.add(one)
        tally.add(of_page(one))
    return told, tally


@dataclass(slots=True)
class _Reach:
    """The pages of a run that obey one configuration: the first, how many, and whether all are files below its folder."""

    config: Config
    first: int
    number: int = 0
    are_below: bool = True


def _idle(pages: Iterable[PageReport], jobs: Jobs) -> dict[int, list[tuple[Suppression, Idle]]]:
    """Return the entries that suppress nothing on any page that they are for, by the page at which that is told."""
    uses: dict[tuple[Path | None, str], _Use] = {}
    reaches: dict[Path | None, _Reach] = {}
    for number, page in enumerate(pages):
        job = jobs.of(page.source, page.path)
        settings = jobs.config_of(page.source)
        reach = reaches.setdefault(settings.file, _Reach(settings, number))
        reach.number += 1
        seen = page.source if is_address(page.source) else str(Path(page.source).resolve())
        reach.are_below = reach.are_below and _is_below(seen, settings)
        for entry in job.suppress:
            is_over = suppressions.is_over(entry.expires, job)
            use = uses.setdefault((settings.file, entry.origin), _Use(number, settings, entry, is_over))
            use.is_idle = use.is_idle and suppressions.is_idle(page, job, entry, unless_seen=not is_over)
            use.paths.add(jobs.path_of(page.source, page.path))
            use.seen.add(seen)
    found: dict[int, list[tuple[Suppression, Idle]]] = {}
    for use in uses.values():
        if use.is_idle and _is_whole(use):
            found.setdefault(use.page, []).append((use.entry, "over" if use.is_over else "unused"))
    for reach in reaches.values():
        rest = [one for one in reach.config.suppress if (reach.config.file, one.origin) not in uses]
        found.setdefault(reach.first, []).extend((one, "no_page") for one in _of_no_page(rest, reach))
    return {number: told for number, told in found.items() if told}


def _of_no_page(entries: Sequence[Suppression], reach: _Reach) -> list[Suppression]:
    """Return the entries that fit no page below the configuration's folder; of a single page nobody asks for those."""
    entries = [one for one in entries if not any(is_address(pattern) for pattern in one.paths)]
    if not entries or reach.number < _SEVERAL or not reach.are_below:
        return []
    base = reach.config.base
    files = _pages_below(base, reach.config.include)
    names = [path.relative_to(base).as_posix() for path in files or ()]
    return [one for one in entries if not any(one.fits(name) for name in names)] if files is not None else []


def _is_whole(use: _Use) -> bool:
    """Tell whether every page that an entry is for was examined: nobody knows of the others whether they need it."""
    if use.entry.paths and all(is_literal(pattern) for pattern in use.entry.paths):
        return all(any(fits(pattern, path) for path in use.paths) for pattern in use.entry.paths)
    if any(is_address(one) for one in use.entry.paths) or not all(_is_below(one, use.config) for one in use.seen):
        return False
    files = _pages_below(use.config.base, use.config.include)
    return files is not None and all(
        str(path) in use.seen for path in files if use.entry.fits(path.relative_to(use.config.base).as_posix())
    )


def _is_below(seen: str, settings: Config) -> bool:
    """Tell whether a page is a file below the configuration's folder: of others nobody knows how many there are."""
    return not is_address(seen) and Path(seen).is_relative_to(settings.base.resolve())


def _pages_below(folder: Path, include: Sequence[str]) -> list[Path] | None:
    """Return the pages below a folder, None where there are too many files to look at."""
    found: list[Path] = []
    looked = 0
    for parent, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        looked += len(files)
        if looked > _FILES:
            return None
        found.extend(Path(parent) / name for name in files if is_page(name, include))
    return found
