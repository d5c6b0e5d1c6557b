"""Checks of content that no narrower category speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.dates import page_kind
from linter.facts.doubts import templates
from linter.facts.labels import empty
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.model.finding import Outcome
    from linter.page.dom import Element
    from linter.rules.fault import Context


_CONTACT_PARTS = frozenset({"phone", "email", "fax"})
_EMPTY: tuple[str, Outcome] = ("empty", "failed")
_SCRIPTED: tuple[str, Outcome] = ("by_script", "cannot_tell")
_PART = 0.1
"""What part of its content a page may show without scripting and still count as empty."""


def label_without_value(facts: Facts, context: Context) -> Iterator[Fault]:
    """A label with nothing after it."""
    options = context.options["label-without-value"]
    parts = {hit.line.index for hit in facts.hits["contact"] if hit.kind in _CONTACT_PARTS}
    taken = {line.index for contact in facts.contacts.blocks for line in contact.lines if line.index in parts}
    taken |= {hit.line.index for hit in facts.hits["date"] if hit.line.lowercase.strip(" :") == hit.phrase}
    for label in empty.empty_labels(
        facts.page, facts.hits["content"], frozenset(taken), options["extra_labels"], options["ignore_labels"]
    ):
        key, outcome = _SCRIPTED if label.is_filled_by_script else _EMPTY
        yield Fault(key, label.location, label.line.element_at(0), label.text, {"label": label.text}, outcome)


def template_unfilled(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A placeholder that was never filled in, where no rule of its own speaks of it."""
    spoken = _spoken_of(facts)
    dates = {line.index for label in facts.dates.labels if label.status != "date" for line in label.lines}
    for found in templates.placeholders(facts.page, facts.hits["unfilled"]):
        if found.line in dates or any(around in spoken for around in (found.element, *found.element.ancestors())):
            continue
        data = {"text": found.text} | ({"attribute": found.attribute} if found.attribute else {})
        key = "named" if found.attribute else found.kind
        yield Fault(key, found.location, found.element, found.text, data)


def _spoken_of(facts: Facts) -> frozenset[Element]:
    """Return the elements whose placeholders the rules about contacts, e-mail and maps report."""
    maps = [link.element for link in facts.map_links if link.element is not None]
    labels = [hit.line.block for hit in facts.hits["contact"] if hit.kind in _CONTACT_PARTS]
    return frozenset([*maps, *labels, *(slot.element for slot in facts.emails)])


def page_needs_javascript(facts: Facts, context: Context) -> Iterator[Fault]:
    """A page whose main content is empty without scripting."""
    renderings, options = context.renderings, context.options["page-needs-javascript"]
    if renderings is None or renderings.evidence.without is None or renderings.evidence.scripted is None:
        return
    without, scripted = renderings.evidence.without, renderings.evidence.scripted
    shown = min(without.characters, page_kind.characters(renderings.without.page))
    is_empty = shown <= min(options["max_characters"], scripted.characters * _PART) and not without.pictures
    if not is_empty or scripted.characters < options["min_characters"]:
        return
    data = {"without": shown, "scripted": scripted.characters}
    yield Fault("empty", facts.page.location(facts.page.main or facts.page.body), facts.page.main, "", data)
