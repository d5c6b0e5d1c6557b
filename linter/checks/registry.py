"""One module per category, or several in a folder of its name, one function per rule, named after it: facts and options in, faults out.

A check says what is wrong by message key and data, never in prose.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from linter.checks import (
    barriers,
    contacts,
    content,
    dates,
    email,
    links,
    maps,
    markup,
    statement,
    timeliness,
)
from linter.checks.structure import fields as structure_fields
from linter.checks.structure import headings as structure_headings
from linter.checks.structure import images as structure_images
from linter.checks.structure import languages as structure_languages
from linter.checks.structure import links as structure_links
from linter.checks.structure import semantics as structure_semantics
from linter.checks.structure import tables as structure_tables
from linter.checks.structure import texts as structure_texts
from linter.checks.structure import titles as structure_titles
from linter.rules.fault import Context, Fault

if TYPE_CHECKING:
    from types import ModuleType

    from linter.facts.facts import Facts


Check = Callable[["Facts", Context], Iterator[Fault]]

_MODULES: Mapping[str, tuple[ModuleType, ...]] = {
    "dates": (dates,),
    "contacts": (contacts,),
    "email": (email,),
    "maps": (maps,),
    "links": (links,),
    "content": (content,),
    "timeliness": (timeliness,),
    "structure": (
        structure_fields,
        structure_headings,
        structure_images,
        structure_languages,
        structure_links,
        structure_semantics,
        structure_tables,
        structure_texts,
        structure_titles,
    ),
    "statement": (statement,),
    "markup": (markup,),
}
"""The modules of each category."""
_TRIED = frozenset({"keyboard", "presentation"})
"""Categories whose rules are judged in the browser, when it tries the page."""


@cache
def find(category: str, rule: str) -> Check | None:
    """Return the check of a rule, None where the module has none of that name."""
    if category in _TRIED:
        return partial(barriers.met, rule=rule)
    name = rule.replace("-", "_")
    found = (getattr(module, name, None) for module in _MODULES.get(category, ()))
    return next((check for check in found if check is not None), None)
