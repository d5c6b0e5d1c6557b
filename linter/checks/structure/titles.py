"""Checks of what the title of a page says."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from linter.facts.contacts.names import site
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context


def title_uninformative(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A title that is a placeholder, the name of a file, or that of the site or of a place alone."""
    if facts.page.is_fragment and not facts.page.title:
        return
    silent = facts.writing.silent_title(partial(site.own_name, facts.page), lambda: facts.exempt == "start")
    if silent is not None:
        yield Fault(silent.kind, facts.writing.root, None, silent.title, {"title": silent.title})


def title_heading_differs(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A title that has no word in common with the main heading, or a word that a page without one does not have."""
    heading = facts.writing.heading_apart
    if heading is not None and facts.exempt != "start":
        title = facts.page.title or ""
        yield Fault("differs", facts.writing.root, None, f"{title} {heading}", {"title": title, "heading": heading})
    word = facts.writing.words_apart if heading is None else None
    if word is not None and facts.exempt != "start" and not facts.page.is_fragment:
        title = facts.page.title or ""
        yield Fault("unmentioned", facts.writing.root, None, title, {"title": title, "word": word}, "cannot_tell")
