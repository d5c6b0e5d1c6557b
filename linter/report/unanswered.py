"""Report -> links that nobody answered for: one line for each host, which stands behind the faults."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.report import entries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.model.finding import Finding
    from linter.model.report import PageReport, Report
    from linter.report.words.words import Words

_NAMED = 3
"""Pages that are named of one host."""
_PLACES = 12
"""Places that are named of one host on one page."""
_LONGEST = 100


@dataclass(slots=True)
class Host:
    """A host with the links to it that nobody answered for. `places` are those of the first pages only, by their source."""

    name: str
    rule: str
    links: int = 0
    pages: int = 0
    places: dict[str, list[str]] = field(default_factory=dict)

    def add(self, source: str, findings: list[Finding]) -> None:
        """Add the links of one page."""
        self.links += len(findings)
        self.pages += 1
        if len(self.places) < _NAMED:
            self.places[source] = entries.places(findings[:_PLACES])


def hosts(report: Report) -> list[Host]:
    """Return the hosts of a report, those first that most links lead to."""
    found: dict[str, Host] = {}
    for page in report.pages:
        for name, findings in of_page(page, report).items():
            found.setdefault(name, Host(name, findings[0].rule)).add(page.source, findings)
    return sorted(found.values(), key=lambda host: (-host.links, host.name))


def of_page(page: PageReport, report: Report) -> dict[str, list[Finding]]:
    """Return what nobody answered for on a page, by host, in the order of the page."""
    found: dict[str, list[Finding]] = {}
    for one in page.findings:
        if one.is_open and entries.is_unanswered(one, report):
            found.setdefault(_host(one), []).append(one)
    return found


def faults(findings: Iterable[Finding], report: Report) -> list[Finding]:
    """Return the findings without those that tell of addresses that nobody answered for."""
    return [one for one in findings if not (one.is_open and entries.is_unanswered(one, report))]


def told(host: Host, words: Words) -> str:
    """Return a host in one line: how many links, and where they stand."""
    if host.pages == 1:
        (source,) = host.places
        return words.count("unanswered_on_page", host.links, host=host.name, page=source, lines=_lines(host, source))
    pages = ", ".join(
        f"{source} ({words.count('lines_n', len(places), lines=', '.join(places))})"
        for source, places in host.places.items()
    )
    more = host.pages - len(host.places)
    where = words("cause_pages", pages=pages, more=more) if more > 0 else pages
    return words.count(
        "unanswered_on_pages", host.links, host=host.name, pages=words.count("page", host.pages), where=where
    )


def remedies(told_of: Iterable[Host], report: Report) -> Iterator[str]:
    """Yield what is to be done about the hosts, each remedy once."""
    yield from dict.fromkeys(report.rules[host.rule].fix for host in told_of)


def _lines(host: Host, source: str) -> str:
    places = host.places[source]
    return ", ".join(places) + (" …" if host.links > len(places) and host.pages == 1 else "")


def _host(one: Finding) -> str:
    """Return the host that a finding is about: as its rule says, else in its own words."""
    name = str(one.data.get("host") or one.message)
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
