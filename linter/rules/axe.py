"""axe-core's rules among ours: their ids, what they weigh and what they rest on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from linter.data import standards

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.model.finding import Remedier, Severity

CATEGORY = "axe"
PREFIX = "axe/"
ON_STYLE = frozenset(
    {
        "color-contrast",
        "color-contrast-enhanced",
        "css-orientation-lock",
        "focus-order-semantics",
        "hidden-content",
        "link-in-text-block",
        "p-as-heading",
        "scrollable-region-focusable",
        "target-size",
    }
)
"""Rules that judge how things look: a style sheet that was not loaded may change what they say."""
EDITORS = frozenset(
    {
        "area-alt",
        "audio-caption",
        "blink",
        "definition-list",
        "dlitem",
        "document-title",
        "empty-heading",
        "empty-table-header",
        "frame-title",
        "heading-order",
        "identical-links-same-purpose",
        "image-alt",
        "image-redundant-alt",
        "link-in-text-block",
        "link-name",
        "list",
        "listitem",
        "marquee",
        "no-autoplay-audio",
        "object-alt",
        "p-as-heading",
        "page-has-heading-one",
        "role-img-alt",
        "scope-attr-valid",
        "svg-img-alt",
        "table-duplicate-name",
        "table-fake-caption",
        "td-has-header",
        "td-headers-attr",
        "th-has-data-cells",
        "valid-lang",
        "video-caption",
    }
)
"""Rules about what is written in an editor: pictures, links, headings, lists, tables, films. The rest is in the site's code."""
_CRITERION = re.compile(r"wcag(\d)(\d)(\d{1,2})")
_WEIGHTS: Mapping[str, Severity] = {"critical": "error", "serious": "error", "moderate": "warning", "minor": "info"}


def severity_of(impact: str | None, tags: Iterable[str]) -> Severity:
    """Return what a result weighs: axe's impact, but no error where no law asks for it."""
    weight = _WEIGHTS.get(impact or "", "warning")
    if weight == "error" and not any(standards.clause(criterion) for criterion in _criteria(tags)):
        return "warning"
    return weight


def requirements_of(tags: Iterable[str]) -> tuple[str, ...]:
    """Return what a rule of axe rests on, by its tags."""
    return tuple(one.text for one in standards.requirements({"wcag": _criteria(tags)}))


def remedier_of(rule: str) -> Remedier:
    """Return who can mend what a rule of axe finds in a page's own text."""
    return "editor" if rule in EDITORS else "supplier"


def _criteria(tags: Iterable[str]) -> list[str]:
    numbers = (_CRITERION.fullmatch(tag) for tag in tags)
    named = (".".join(match.groups()) for match in numbers if match)
    return [criterion for criterion in named if standards.level(criterion) is not None]
