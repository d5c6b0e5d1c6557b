"""The options that say which configuration is used, and which is trusted; and what they make of the files."""

from __future__ import annotations

from functools import reduce
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import language
from linter.cli.output import refuse
from linter.config import config
from linter.config.trust import Trust
from linter.model import target
from linter.model.errors import UsageError
from linter.model.paths import real

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linter.config.config import Config

FILE = click.Path(path_type=Path, readable=False)
"""Whether a file can be read is seen when it is."""


def config_options(help_: str) -> tuple[Callable[[Any], Any], ...]:
    """Return `--config` with these words, `--trust` and `--isolated`."""
    return (
        click.option("--config", "config_file", type=FILE, metavar="FILE", help=help_),
        click.option(
            "--trust",
            "trusted",
            type=FILE,
            multiple=True,
            metavar="DIR",
            help="Configurations found in or below DIR count as named; may be repeated.",
        ),
        click.option("--isolated", is_flag=True, help="Ignore all configurations that are found."),
    )


def configured(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that say which configuration is used."""
    return reduce(
        lambda inner, one: one(inner), reversed(config_options("Configuration (default: the nearest).")), function
    )


def trust(flags: dict[str, Any]) -> Trust:
    """Return whose configurations count as named."""
    for folder in flags["trusted"]:
        if not folder.is_dir():
            refuse(f"--trust: {folder}", "folder_missing")
    return Trust(tuple(map(real, flags["trusted"])), bool(flags["isolated"]))


def configuration(flags: dict[str, Any], sources: Sequence[str] = ()) -> Config:
    """Read the configuration of a run: the one that is named, else the nearest above all pages that are files."""
    try:
        settings = _read(flags, sources)
    except UsageError as error:
        if error.language is not None:
            language.settle(error.language)
        raise
    language.settle(settings.language)
    return settings


def _read(flags: dict[str, Any], sources: Sequence[str]) -> Config:
    whom = trust(flags)
    if flags["config_file"] is not None:
        return config.read_config(flags["config_file"], Path.cwd(), whom)
    found = _nearest(sources, whom) or config.find(Path.cwd(), whom)
    return config.read_found(found, Path.cwd(), whom)


def _nearest(sources: Sequence[str], whom: Trust) -> Path | None:
    """Return the nearest configuration above all pages that are files."""
    places = [Path(source) for source in sources if not target.is_address(source)]
    folders = [place if place.is_dir() else place.parent for place in places if place.exists()]
    above = [{real(folder), *real(folder).parents} for folder in folders]
    shared = max(set.intersection(*above), key=lambda folder: len(folder.parts)) if above else None
    return config.find(shared, whom) if shared is not None else None
