"""Pages -> causes: faults of a template, which stand on several pages and are remedied once.

Which causes are shared is counted while pages come: of findings that stand alone nothing is held.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.model.finding import SEVERITIES
from linter.model.report import Cause

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet

    from linter.model.finding import Finding
    from linter.model.report import PageReport

FEWEST = 2
"""Pages on which a fault stands to be called a template's."""


@dataclass(slots=True)
class _Group:
    first: Finding
    count: int = 0
    known: int = 0
    pages: list[str] = field(default_factory=list)


def find(pages: Iterable[PageReport], shared: AbstractSet[str]) -> tuple[Cause, ...]:
    """Return the shared causes, those first whose remedy removes most; what is suppressed is left out."""
    if not shared:
        return ()
    groups: dict[str, _Group] = {}
    for page in pages:
        for one in page.findings:
            if one.suppressed is not None or one.cause not in shared:
                continue
            group = groups.setdefault(one.cause, _Group(one))
            group.count += 1
            group.known += one.baseline == "known"
            if not group.pages or group.pages[-1] != page.source:
                group.pages.append(page.source)
    causes = (_cause(name, group) for name, group in groups.items() if len(group.pages) >= FEWEST)
    return tuple(
        sorted(
            causes, key=lambda c: (c.known - c.count, c.outcome != "failed", SEVERITIES.index(c.severity), c.rule, c.id)
        )
    )


def _cause(name: str, group: _Group) -> Cause:
    first = group.first
    return Cause(
        id=name,
        count=group.count,
        known=group.known,
        pages=tuple(group.pages),
        rule=first.rule,
        category=first.category,
        severity=first.severity,
        outcome=first.outcome,
        message=first.message,
        message_key=first.message_key,
        line=first.location.line,
        selector=first.selector,
        snippet=first.snippet,
        advice=str(first.data.get("summary", "")) if first.category == "axe" else "",
        remedied_by=first.remedied_by,
    )
