"""One module per category, one function per rule, named after it: facts and options in, faults out.

A check says what is wrong by message key and data, never in prose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linter.dom import Element
    from linter.facts import Facts
    from linter.model import Location, Outcome
    from linter.views import Views


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found.

    `content` is what makes the fault itself, whatever stands around it (for the fingerprint); `parts` are the blocks that
    it spans where it is no single element's.
    """

    key: str
    location: Location
    element: Element | None
    content: str
    data: Mapping[str, Any] = field(default_factory=dict)
    outcome: Outcome = "failed"
    parts: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class Context:
    """What a check may know beside the page: the day, the options of every rule, and what a browser made of the page."""

    today: date
    options: Mapping[str, Mapping[str, Any]]
    path: str = ""
    views: Views | None = None


Check = Callable[["Facts", Context], Iterator[Fault]]


@cache
def find(category: str, rule: str) -> Check | None:
    """Return the check of a rule, None where the module has none of that name."""
    from linter.checks import contacts, content, dates, email, links, maps, markup  # noqa: PLC0415  markup loads html5lib late

    modules = {
        "dates": dates,
        "contacts": contacts,
        "email": email,
        "maps": maps,
        "links": links,
        "content": content,
        "markup": markup,
    }
    return getattr(modules.get(category), rule.replace("-", "_"), None)
