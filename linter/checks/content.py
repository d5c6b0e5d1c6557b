"""Checks of content that no narrower category speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.dates import page_kind
from linter.facts.labels import empty
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context


_PART = 0.1
"""What part of its content a page may show without scripting and still count as empty."""


def label_without_value(facts: Facts, context: Context) -> Iterator[Fault]:
    """A label with nothing after it."""
    options = context.options["label-without-value"]
    parts = {hit.line.index for hit in facts.hits["contact"] if hit.kind in ("phone", "email", "fax")}
    taken = {line.index for contact in facts.contacts.blocks for line in contact.lines if line.index in parts}
    taken |= {hit.line.index for hit in facts.hits["date"] if hit.line.fold.strip(" :") == hit.phrase}
    for label in empty.empty_labels(
        facts.page, facts.hits["content"], frozenset(taken), options["extra_labels"], options["ignore_labels"]
    ):
        yield Fault("empty", label.location, label.line.element_at(0), label.text, {"label": label.text})


def page_needs_javascript(facts: Facts, context: Context) -> Iterator[Fault]:
    """A page whose main content is empty without scripting."""
    views, options = context.views, context.options["page-needs-javascript"]
    if views is None or views.evidence.without is None or views.evidence.scripted is None:
        return
    without, scripted = views.evidence.without, views.evidence.scripted
    shown = min(without.characters, page_kind.characters(views.without.page))
    is_empty = shown <= min(options["max_characters"], scripted.characters * _PART) and not without.pictures
    if not is_empty or scripted.characters < options["min_characters"]:
        return
    data = {"without": shown, "scripted": scripted.characters}
    yield Fault("empty", facts.page.location(facts.page.main or facts.page.body), facts.page.main, "", data)
