"""What pages had to suppress -> the entries of the configuration that suppress nothing, and the page at which it is told."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from linter.engine.suppressions import is_expired
from linter.model.path_patterns import fits, is_literal
from linter.model.paths import real
from linter.model.target import is_address, is_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from linter.config.config import Config
    from linter.config.settings import Suppression
    from linter.engine.resolver import Resolver
    from linter.engine.suppressions import Disuse

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
    is_expired: bool
    is_unused: bool = True
    seen: set[str] = field(default_factory=set)
    paths: set[str] = field(default_factory=set)


@dataclass(slots=True)
class _Reach:
    """The pages of a run that obey one configuration: the first, how many, and whether all are files below its folder."""

    config: Config
    first: int
    number: int = 0
    are_below: bool = True


class Uses:
    """What the entries of the configurations of a run were needed for."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._uses: dict[tuple[Path | None, str], _Use] = {}
        self._reaches: dict[Path | None, _Reach] = {}

    def add(self, number: int, source: str, path: str, unused: AbstractSet[str]) -> None:
        """Take one page: its number in the run, and the origins of entries that had nothing to suppress on it."""
        settings = self._resolver.config_of(source)
        if not settings.suppress:
            return
        config = self._resolver.page_config(source, path)
        reach = self._reaches.setdefault(settings.file, _Reach(settings, number))
        reach.number += 1
        seen = source if is_address(source) else str(real(source))
        reach.are_below = reach.are_below and _is_below(seen, settings)
        for entry in config.suppress:
            use = self._uses.setdefault(
                (settings.file, entry.origin), _Use(number, settings, entry, is_expired(entry.expires, config))
            )
            use.is_unused = use.is_unused and entry.origin in unused
            use.paths.add(self._resolver.path_of(source, path))
            use.seen.add(seen)

    def disused(self) -> Mapping[int, Sequence[tuple[Suppression, Disuse]]]:
        """Return the entries that suppress nothing on any page that they are for, by the page at which that is told."""
        found: dict[int, list[tuple[Suppression, Disuse]]] = {}
        for use in self._uses.values():
            if use.is_unused and _is_whole(use):
                found.setdefault(use.page, []).append((use.entry, "expired" if use.is_expired else "unused"))
        for reach in self._reaches.values():
            rest = [one for one in reach.config.suppress if (reach.config.file, one.origin) not in self._uses]
            for entry in _for_no_page(rest, reach):
                found.setdefault(reach.first, []).append((entry, "no_page"))
        return found


def _for_no_page(entries: Sequence[Suppression], reach: _Reach) -> list[Suppression]:
    """Return the entries that fit no page below the configuration's folder; of a single page nobody asks for those."""
    entries = [one for one in entries if not one.needs_address and not any(map(is_address, one.paths))]
    if not entries or reach.number < _SEVERAL or not reach.are_below:
        return []
    base = reach.config.base
    files = _pages_below(base, reach.config.include)
    names = [path.relative_to(base).as_posix() for path in files or ()]
    return [one for one in entries if not any(one.fits(name) for name in names)] if files is not None else []


def _is_whole(use: _Use) -> bool:
    """Return whether every page that an entry is for was examined: nobody knows of the others whether they need it."""
    if use.entry.needs_address:
        return False  # it may be for a page that was not examined, known by an address that only the page itself tells
    if use.entry.paths and all(is_literal(pattern) for pattern in use.entry.paths):
        return all(any(fits(pattern, path) for path in use.paths) for pattern in use.entry.paths)
    if any(is_address(one) for one in use.entry.paths) or not all(_is_below(one, use.config) for one in use.seen):
        return False
    files = _pages_below(use.config.base, use.config.include)
    return files is not None and all(
        str(path) in use.seen for path in files if use.entry.fits(path.relative_to(use.config.base).as_posix())
    )


def _is_below(seen: str, settings: Config) -> bool:
    """Return whether a page is a file below the configuration's folder: of others nobody knows how many there are."""
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
