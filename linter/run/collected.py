"""Settled pages as they come -> the spool, the counts, and what the end of the run wants to know of each page."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.engine.suppressions import is_expired, is_unused
from linter.run.moves import Met
from linter.run.spool import Spool
from linter.run.summary import Tally, count_page
from linter.run.unused_suppressions import Uses

if TYPE_CHECKING:
    from linter.engine.page_config import PageConfig
    from linter.engine.resolver import Resolver
    from linter.model.report import PageReport, Summary


@dataclass(frozen=True, slots=True)
class Digest:
    """What a run wants to know of a page, made where the page was settled, so that it is not read again for it."""

    source: str
    path: str
    counts: Summary
    causes: frozenset[str]
    """The causes of its findings, but for those that are suppressed."""
    content: str = ""
    sketch: str = ""
    redirects: tuple[str, ...] = ()
    unused: frozenset[str] = frozenset()
    """The origins of entries of its configuration that had nothing to suppress on it."""


def digest(page: PageReport, config: PageConfig) -> Digest:
    """Return what a run wants to know of a page."""
    unused = (
        entry.origin
        for entry in config.suppress
        if is_unused(page, config, entry, unless_seen=not is_expired(entry.expires, config))
    )
    causes = frozenset(one.cause for one in page.findings if one.cause and one.suppressed is None)
    document = page.document
    redirects = (*document.get("redirects", ()), *((document["address"],) if "address" in document else ()))
    return Digest(
        page.source, page.path, count_page(page), causes, page.content, page.sketch, redirects, frozenset(unused)
    )


class Collected:
    """The settled pages of a run."""

    def __init__(self, resolver: Resolver, *, tells_moves: bool = False) -> None:
        self._resolver, self._tells_moves = resolver, tells_moves
        self.met: list[Met] = []
        """The pages, where somebody wants to know which have moved."""
        self.pages: Spool[PageReport] = Spool()
        self.tally = Tally()
        self.uses = Uses(resolver)
        self._causes: Counter[str] = Counter()

    def append(self, blob: bytes, about: Digest) -> None:
        """Take one more page, pickled."""
        if self._tells_moves:
            self.met.append(Met(about.path, about.content, about.redirects, about.sketch))
        self.uses.add(len(self.pages), about.source, about.path, about.unused)
        self.pages.append(blob)
        self.tally.add(about.counts)
        self._causes.update(about.causes)

    def add(self, page: PageReport) -> None:
        """Take one more page."""
        config = self._resolver.page_config(page.source, page.path)
        self.append(pickle.dumps(page, pickle.HIGHEST_PROTOCOL), digest(page, config))

    def shared_causes(self, fewest: int) -> frozenset[str]:
        """Return the causes that stand on so many pages at least."""
        return frozenset(name for name, number in self._causes.items() if number >= fewest)
