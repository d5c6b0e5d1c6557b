"""A run in the store -> what a baseline of it holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.run.baseline_file import Entry, Held

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.model.history import KeptFault, KeptRun
    from linter.store.runs import Runs


def held_of(runs: Runs, run: KeptRun) -> Held:
    """Return what a baseline of a run holds; what was suppressed needs none."""
    pages = runs.pages(run.id)
    faults = runs.faults(run.id)
    found = {page.path: tuple(_entries(faults.get(page.number, ()))) for page in pages}
    contents = {page.path: page.content for page in pages}
    return Held({path: entries for path, entries in found.items() if entries}, run.stages, contents)


def _entries(faults: Sequence[KeptFault]) -> Iterator[Entry]:
    for one in faults:
        if one.count > one.suppressed:
            places = () if one.suppressed else one.places
            yield Entry(
                one.rule, one.fingerprint, one.says, one.count - one.suppressed, one.outcome, places, one.known_by
            )
