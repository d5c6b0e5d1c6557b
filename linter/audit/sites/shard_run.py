"""A shard -> the file of what came of its sites: the same function in a thread here and as a task of a cluster."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from linter.audit.sites import one_site, run_folder
from linter.audit.sites.site import Outcome
from linter.run.whole_file import write_whole

if TYPE_CHECKING:
    from linter.audit.sites.site import Order, Shard


class FolderMissingError(Exception):
    """Whoever is to work for a run does not see its folder."""


def run_shard(shard: Shard, order: Order) -> str:
    """Review the sites of a shard, one after the other, and return the path of the file with their outcomes.

    The file appears whole or not at all, so that a shard whose process is lost can be run again: what is done is not done twice.
    """
    folder = Path(order.folder)
    if not run_folder.is_current(folder, order.run):
        raise FolderMissingError(order.folder)
    path = folder / run_folder.SHARDS / f"{shard.key}.json"
    if path.exists():
        return str(path)
    outcomes = [one_site.examine(site, order) for site in shard.sites]
    write_whole(path, [msgspec.json.encode(outcomes)])
    return str(path)


def outcomes_in(path: str) -> list[Outcome]:
    """Return what came of the sites of a shard."""
    return msgspec.json.decode(Path(path).read_bytes(), type=list[Outcome])


def lost(shard: Shard, order: Order, reason: str) -> list[Outcome]:
    """Return the outcomes of a shard of which no file came: sites that are done stay so, the rest failed."""
    return [one_site.done(one, order) or one_site.failed(one, order, reason) for one in shard.sites]
