"""One module per category, one function per rule, named after it: facts and options in, faults out.

A check says what is wrong by message key and data, never in prose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from linter.checks import (
    contacts,
    content,
    dates,
    email,
    keyboard,
    links,
    maps,
    markup,
    presentation,
    statement,
    timeliness,
)
from linter.rules.fault import Context, Fault

if TYPE_CHECKING:
    from linter.facts.facts import Facts


Check = Callable[["Facts", Context], Iterator[Fault]]


@cache
def find(category: str, rule: str) -> Check | None:
    """Return the check of a rule, None where the module has none of that name."""
    modules = {
        "dates": dates,
        "contacts": contacts,
        "email": email,
        "maps": maps,
        "links": links,
        "content": content,
        "timeliness": timeliness,
        "keyboard": keyboard,
        "presentation": presentation,
        "statement": statement,
        "markup": markup,
    }
    return getattr(modules.get(category), rule.replace("-", "_"), None)
