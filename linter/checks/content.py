"""Checks of content that no narrower category speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.checks import Fault
from linter.facts import empty_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.checks import Context
    from linter.facts import Facts


def label_without_value(facts: Facts, context: Context) -> Iterator[Fault]:
    """A label with nothing after it."""
    options = context.options["label-without-value"]
    parts = {hit.line.index for hit in facts.hits["contact"] if hit.kind in ("phone", "email", "fax")}
    taken = {line.index for contact in facts.contacts.blocks for line in contact.lines if line.index in parts}
    taken |= {hit.line.index for hit in facts.hits["date"] if hit.line.fold.strip(" :") == hit.phrase}
    for label in empty_labels.read(
        facts.page, facts.hits["content"], frozenset(taken), options["extra_labels"], options["ignore_labels"]
    ):
        yield Fault("empty", label.location, label.line.element_at(0), label.text, {"label": label.text})
