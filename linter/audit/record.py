"""A review -> what the store keeps of it: the run, its pages with their faults, and its totals."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from linter.audit.addresses import subjects
from linter.model.history import KeptFault, KeptPage, KeptRun
from linter.model.target import is_address
from linter.run.history.accounts import account_text
from linter.run.history.counting import Counting
from linter.store.runs import Closing, PageRecord
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.audit.review import Reviewed
    from linter.audit.sampling.page_types import TypedPage
    from linter.config.config import Config
    from linter.model.audit import Crawl
    from linter.model.finding import Finding
    from linter.model.report import PageReport

_SAYS = 160
_VISIBLE = ("text", "time")
_CUT = ("pages", "depth", "seconds")
"""Why a crawl leaves out pages that it would have taken without a limit."""


class Record:
    """One review on its way into the store: `run`, then `pages`, and at the end `closing`."""

    def __init__(self, reviewed: Reviewed, settings: Config, versions: Mapping[str, str]) -> None:
        self._review, self._settings = reviewed.review, settings
        self._addresses = subjects(reviewed.review)
        self._types = {one.source: one.types for one in reviewed.review.sample.pages}
        self._chosen = {one.source: one.chosen for one in reviewed.review.sample.pages}
        is_sample = bool({"structured", "random"} & {*self._chosen.values()})
        self._counting = Counting(is_sample=is_sample)
        population = self._meet(reviewed.typed) if is_sample else 0
        report = reviewed.review.report
        self.run = KeptRun(
            id=0,
            site=site_of(reviewed.review.base, (one.source for one in reviewed.review.sample.pages)),
            day=report.run.today,
            started_at=report.run.started_at or report.run.today,
            complete=report.run.complete and not _is_cut(reviewed.review.crawl),
            tool=__version__,
            stages=report.run.stages,
            rules={rule: versions[rule] for rule in report.run.rules if rule in versions},
            is_sample=is_sample,
            population=population or report.summary.pages,
            pages=report.summary.pages,
            findings={},
            axe=report.run.axe,
            language=report.run.language,
        )

    def pages(self) -> Iterator[PageRecord]:
        """Yield the pages with their faults."""
        for number, page in enumerate(self._review.report.pages):
            address = self._addresses.get(page.source)
            unit = self._unit(page.path, address)
            types = self._types.get(page.source, ())
            self._counting.take(page, unit, types, is_drawn=self._chosen.get(page.source) == "random")
            yield self._record(number, page, unit, types, address)

    def closing(self) -> Closing:
        """Return what is known when all pages were taken."""
        return Closing(self._counting.findings, self._counting.totals())

    def _meet(self, typed: Sequence[TypedPage]) -> int:
        """Take all pages that there were to choose from."""
        root = _common(one.outline.source for one in typed)
        for one in typed:
            source = one.outline.source
            path = source if is_address(source) else os.path.relpath(source, root)
            address = next(iter(one.outline.addresses), None)
            self._counting.meet(self._unit(path, address, source), one.types)
        return len(typed)

    def _unit(self, *names: str | None) -> str:
        owner = self._settings.owner_of(*(one for one in names if one))
        return owner.name if owner is not None else ""

    def _record(
        self, number: int, page: PageReport, unit: str, types: tuple[str, ...], address: str | None
    ) -> PageRecord:
        faults = tuple(_faults(page.findings))
        account, facts = account_text(page), json.dumps(page.facts, ensure_ascii=False, default=str)
        document = page.document
        last = (document["address"],) if document.get("address") else ()
        kept = KeptPage(
            number=number,
            page=address or page.path,
            path=page.path,
            source=page.source,
            title=page.title,
            status=document.get("status"),
            types=types,
            unit=unit,
            updated=_updated(page.facts),
            text=page.site.text if page.site is not None else "",
            content=page.content,
            redirects=(*document.get("redirects", ()), *last),
            account=_digest(account),
            state=_state(faults),
            findings=sum(one.count - one.suppressed for one in faults),
            unsaid=tuple(sorted(page.unsaid)),
            facts=_digest(facts),
        )
        return PageRecord(kept, faults, {kept.account: account, _digest(facts): facts})


def site_of(base: str | None, sources: Iterable[str]) -> str:
    """Return what a site is known by in the store: the host that it is reached by, else the folder that its pages lie in."""
    named = list(sources)
    addresses = [base] if base is not None else [one for one in named if is_address(one)]
    hosts = Counter(host for one in addresses if (host := _host(one)))
    return min(hosts, key=lambda host: (-hosts[host], host)) if hosts else _common(named)


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.rpartition("@")[2].lower()
    except ValueError:  # brackets that hold no address
        return ""


def _common(sources: Iterable[str]) -> str:
    """Return the folder that all files lie in."""
    folders = [os.path.dirname(os.path.abspath(one)) for one in sources if not is_address(one)]  # noqa: PTH100, PTH120  a path as it is given
    try:
        return os.path.commonpath(folders) if folders else "."
    except ValueError:  # on several drives
        return folders[0]


def _is_cut(crawl: Crawl | None) -> bool:
    """Return whether a crawl ended at a limit, so that the site has more pages than it found."""
    return crawl is not None and (not crawl.is_finished or any(one.why in _CUT for one in crawl.kept_out))


def _updated(facts: Mapping[str, Any]) -> str | None:
    """Return the date that readers are told the page was updated on."""
    dates: Iterable[Mapping[str, Any]] = facts.get("dates", ())
    told = (
        str(one["value"]) for one in dates if one["kind"] == "updated" and one["origin"] in _VISIBLE and one["value"]
    )
    return next((one[:10] for one in told), None)


def _faults(findings: Iterable[Finding]) -> Iterator[KeptFault]:
    """Yield each fault once, with the number of its findings, in an order that only its content decides."""
    ordered = sorted(findings, key=_key)
    for _, found in groupby(ordered, key=_key):
        some = list(found)
        first = some[0]
        yield KeptFault(
            rule=first.rule,
            category=first.category,
            fingerprint=first.fingerprint,
            known_by=first.content_fingerprint or first.fingerprint,
            outcome=first.outcome,
            severity=first.severity,
            says=first.message[:_SAYS],
            line=first.location.line,
            count=len(some),
            suppressed=sum(one.suppressed is not None for one in some),
            places=tuple(sorted(one.selector for one in some)) if len(some) > 1 else (),
        )


def _key(one: Finding) -> tuple[str, str, str, str]:
    return one.rule, one.content_fingerprint, one.fingerprint, one.outcome


def _state(faults: Sequence[KeptFault]) -> str:
    told = [[one.rule, one.known_by, one.outcome, one.count, one.suppressed] for one in faults]
    return _digest(json.dumps(told)) if told else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]
