"""axe-core's rules among ours: their ids, what they weigh and what they rest on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
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
        "label-content-name-mismatch",
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
OF_COLOURS = frozenset({"color-contrast", "color-contrast-enhanced", "link-in-text-block"})
"""Rules that judge a pair of colours, which they name."""
OF_WHOLE_PAGE = frozenset(
    {
        "bypass",
        "document-title",
        "html-has-lang",
        "landmark-one-main",
        "page-has-heading-one",
        "region",
    }
)
"""Rules that judge what a page has around its text: title, language, landmarks, its own heading."""
OFF_BY_DEFAULT = frozenset(
    {
        "aria-roledescription",
        "audio-caption",
        "color-contrast-enhanced",
        "css-orientation-lock",
        "duplicate-id",
        "duplicate-id-active",
        "focus-order-semantics",
        "hidden-content",
        "identical-links-same-purpose",
        "landmark-complementary-is-top-level",
        "meta-refresh-no-exceptions",
        "p-as-heading",
        "table-fake-caption",
        "target-size",
        "td-has-header",
    }
)
"""Rules that axe-core runs where they are asked for only: those of level AAA and of WCAG 2.2, experiments, and old ones."""
_CRITERION = re.compile(r"wcag(\d)(\d)(\d{1,2})")
_WEIGHTS: Mapping[str, Severity] = {"critical": "error", "serious": "error", "moderate": "warning", "minor": "info"}


@dataclass(frozen=True, slots=True)
class AxeSelection:
    """Which of axe's rules are wanted: those on by default where that is `usual`, `every` one, those that are named; none that is `off`.

    `others` were asked for by other pages of the run only.
    """

    usual: bool = True
    every: bool = False
    named: frozenset[str] = frozenset()
    off: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()

    def wants(self, name: str) -> bool:
        """Return whether a rule that has run is one of them."""
        if name in self.off:
            return False
        return self.every or name in self.named or (self.usual and name not in self.others)

    def beside(self, run: AxeSelection) -> AxeSelection:
        """Return it as one page's part of what a whole run asks for."""
        more = run.named | (OFF_BY_DEFAULT if run.every else frozenset())
        return replace(self, others=more & OFF_BY_DEFAULT if self.usual else more)

    def __or__(self, other: AxeSelection) -> AxeSelection:
        """Return what is wanted where both are: only what neither wants is off."""
        return AxeSelection(
            self.usual or other.usual, self.every or other.every, self.named | other.named, self.off & other.off
        )


def severity_of(impact: str | None, tags: Iterable[str]) -> Severity:
    """Return what a result weighs: axe's impact, but no error where no law asks for it, and a note where only AAA does."""
    weight = _WEIGHTS.get(impact or "", "warning")
    levels = {standards.level(criterion) for criterion in _criteria(tags)}
    if levels == {"AAA"}:
        return "info"
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
