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
MASKED = "XXXXXX-XXXX"
"""What is told of a personal identity number."""
_LAST_DAY = 31
_SENTENCE = 300
"""Characters of a sentence that are told."""
_PART = 0.1
"""What part of its content a page may show without scripting and still count as empty."""


def label_without_value(facts: Facts, context: Context) -> Iterator[Fault]:
    """A label with nothing after it."""
    options = context.options["label-without-value"]
    parts = {hit.line.index for hit in facts.hits["contact"] if hit.kind in _CONTACT_PARTS}
    taken = {line.index for contact in facts.contacts.blocks for line in contact.lines if line.index in parts}
    taken |= {hit.line.index for hit in facts.hits["date"] if hit.line.lowercase.strip(" :") == hit.phrase}
    taken |= {label.line.index for label in facts.empty_announcements}
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


def list_empty(facts: Facts, context: Context) -> Iterator[Fault]:
    """A heading that announces a list, and nothing under it."""
    ignored = {heading.lower().strip(" :") for heading in context.options["list-empty"]["ignore_headings"]}
    for label in facts.empty_announcements:
        if label.text.lower() in ignored:
            continue
        key, outcome = _SCRIPTED if label.is_filled_by_script else _EMPTY
        yield Fault(key, label.location, label.line.element_at(0), label.text, {"heading": label.text}, outcome)


def reference_missing(facts: Facts, context: Context) -> Iterator[Fault]:
    """A text that points to a link, a list or a document that is not there, or only says on which side it is."""
    options = context.options["reference-missing"]
    for pointer in facts.lost_pointers:
        is_position = pointer.kind == "position"
        if is_position and not options["positions"]:
            continue
        key = "position" if is_position else "missing" if pointer.is_sure else "by_script"
        outcome: Outcome = "failed" if pointer.is_sure else "cannot_tell"
        where = facts.page.place(pointer.line, pointer.start, pointer.end)
        element = pointer.line.element_at(pointer.start)
        yield Fault(key, where, element, pointer.text, {"text": pointer.text, "kind": pointer.kind}, outcome)


def name_outdated(facts: Facts, context: Context) -> Iterator[Fault]:
    """A body, a law or a service by a name that another has taken the place of."""
    ignored = {name.lower() for name in context.options["name-outdated"]["ignore_names"]}
    for found in facts.outdated_names:
        name = found.name
        if found.text.lower() in ignored or name.since > context.today:
            continue
        data = {
            "text": found.text,
            "successor": name.successor,
            "since": name.told,
            "sure": name.sure,
            "count": found.count,
        }
        where = facts.page.text_location(found.line, found.start, found.end)
        key = "year" if name.sure == "year" else "law" if name.kind == "law" else "body"
        yield Fault(key, where, found.line.element_at(found.start), found.text, {**data, "source": name.source})


def personal_number_shown(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A personal identity number in the text; no digit of it is told."""
    for shown in facts.personal_numbers:
        where = facts.page.text_location(shown.line, shown.start, shown.end)
        element = shown.line.element_at(shown.start)
        is_coordination = int(shown.digits[4:6]) > _LAST_DAY
        yield Fault("coordination" if is_coordination else "shown", where, element, MASKED, {"text": MASKED})


def text_hard_to_read(facts: Facts, context: Context) -> Iterator[Fault]:
    """Running text that is very hard to read by LIX."""
    options, read = context.options["text-hard-to-read"], facts.readability
    if read.lix is None or read.words < options["min_words"] or read.lix <= options["max_lix"]:
        return
    longest = [{"text": one.text[:_SENTENCE], "words": one.words} for one in read.longest]
    data = {"lix": read.lix, "words": read.words, "limit": options["max_lix"], "longest": longest}
    first = read.longest[0]
    data["words_of_longest"], data["longest_text"] = first.words, first.text[:_SENTENCE]
    where = facts.page.place(first.line, 0, len(first.line.text))
    yield Fault("hard", where, first.line.block, f"{read.lix}", data)
