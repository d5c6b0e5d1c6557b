"""What a rule says of a fault -> finding, with its fingerprint and its cause: the one place that makes findings."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from linter.data import standards
from linter.facts.dates.page_kind import content_lines
from linter.model.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.engine.page_config import PageConfig
    from linter.model.finding import Location, Outcome, Remedier, Severity
    from linter.page.dom import Element
    from linter.page.page import Page
    from linter.rules.rule import Rule

SNIPPET = 240
TEMPLATE = frozenset({"header", "navigation", "footer"})
"""Regions of a page that its template makes: what stands there is the same whatever stands around it."""
_CODE = re.compile(r"(?:^|[> ])(?:link|script|style)(?![\w-])[^> ]{0,80}$")
"""The selector of an element that no editor writes."""
UP = re.compile(r"(?<!\S)(?:\.{1,2}/){1,40}")
"""How an address in a template leads from a page's folder to the one that it means."""
_COUNTED = re.compile(r":nth-(?:child|of-type)\(\d{1,9}\)|#[^\s>:.#]{0,100}\d[^\s>:.#]{0,100}")


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a fault stands, for people and for tools."""

    location: Location
    selector: str
    snippet: str
    region: str | None = None
    """The part of the page that it stands in."""
    is_pasted: bool = False
    """Whether it stands in text that was given without its page."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes a fault itself on the page at `path`. `template` is what is the same on other pages, if not `content`.

    `key` tells faults of one content apart, "" where the content does. `own_to_page` is what the rule says of it.
    `everywhere` is what makes the fault wherever it stands and whatever it says, "" where nothing does.
    """

    path: str
    content: str
    key: str = ""
    template: str | None = None
    own_to_page: bool = False
    everywhere: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a rule says of a fault, in the language of the run, and what it weighs in the page's configuration."""

    rule: str
    category: str
    severity: Severity
    message: str
    requirements: tuple[str, ...]
    remedied_by: Remedier = "editor"


class SaidFault(Protocol):
    """What a check says of a fault, whatever it looked at."""

    @property
    def key(self) -> str:
        """The key of its message."""

    @property
    def data(self) -> Mapping[str, Any]:
        """What the message is filled in with."""

    @property
    def outcome(self) -> Outcome:
        """Whether it is certain."""


def word(config: PageConfig, rule: Rule, fault: SaidFault, country: str = "") -> Wording:
    """Return what a rule of ours says of a fault, by the laws of a country where they differ."""
    return Wording(
        rule.id,
        rule.category,
        config.severities.get(rule.id) or rule.severity_of(fault.key),
        rule.message(fault.key, fault.data, config.language),
        standards.in_country(rule.requirements, country) if country else rule.requirements,
        rule.remedied_by,
    )


def show(page: Page, element: Element | None, location: Location) -> Shown:
    """Return where a fault of a page's source stands."""
    written = page.positions.line(location.line)[location.column - 1 :]
    region = element.region if element is not None else None
    return Shown(location, page.selector(element), written[:SNIPPET].strip(), region, page.is_pasted)


def make(wording: Wording, fault: SaidFault, shown: Shown, identity: Identity) -> Finding:
    """Return a fault as it is reported."""
    content = f"{identity.key} {identity.content}".strip()
    return Finding(
        rule=wording.rule,
        category=wording.category,
        severity=wording.severity,
        outcome=fault.outcome,
        message=wording.message,
        message_key=fault.key,
        data=fault.data,
        location=shown.location,
        selector=shown.selector,
        snippet=shown.snippet,
        fingerprint=fingerprint(wording.rule, identity.path, content),
        requirements=wording.requirements,
        content_fingerprint=_content_fingerprint(wording.rule, content),
        remedied_by=_remedier(wording, shown, fault.outcome),
        cause=_cause(wording.rule, fault.key, shown, identity),
    )


def fingerprint(rule: str, path: str, content: str) -> str:
    """Return what identifies the same fault on the same page after unrelated edits and in another checkout."""
    return _digest(rule, path.split("#", maxsplit=1)[0].replace("\\", "/"), content)


def _digest(*parts: str) -> str:
    """Return what stands for the parts; case and space of the last one, the content, are of no matter."""
    text = "\0".join((*parts[:-1], " ".join(parts[-1].split()).lower()))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _remedier(wording: Wording, shown: Shown, outcome: Outcome) -> Remedier | None:
    """Return who can mend a fault: what a template puts around every page, or loads, is nothing that an editor can change.

    Of text without its page, whoever has it can change all.
    """
    if outcome == "cannot_tell":
        return None
    if shown.is_pasted:
        return "editor"
    if wording.remedied_by == "editor" and (shown.region in TEMPLATE or _CODE.search(shown.selector)):
        return "webmaster"
    return wording.remedied_by


def _content_fingerprint(rule: str, content: str) -> str:
    """Return what identifies the same fault on whatever page: addresses may there lead another way up."""
    return _digest(rule, UP.sub("", content))


def page_content(page: Page) -> str:
    """Return what a page's main content is known by, "" where it has none."""
    text = " ".join([line.text for line in content_lines(page) if line.text])
    if page.layout.cut:  # a line that is cut may end in a blank
        text = " ".join(text.split())
    whole = f"{page.title or ''}\0{text}".encode("utf-8", "surrogatepass")
    return hashlib.sha256(whole).hexdigest()[:16] if text else ""


def _cause(rule: str, key: str, shown: Shown, identity: Identity) -> str:
    """Return what findings of one fault of a template have in common: rule, message, structure and content.

    What a style sheet makes is the same in any structure.

    Where a template makes the whole region, the region is the structure, however the page around it is built, and an
    address leads from every folder to the same place. Elsewhere numbers are left out of the structure: how many
    neighbours come before, and ids that a system counts up.
    """
    content = identity.content if identity.template is None else identity.template
    if identity.everywhere:
        structure, content = "", identity.everywhere
    elif shown.region in TEMPLATE:
        structure, content = str(shown.region), UP.sub("", content)
    else:
        structure = _COUNTED.sub("", shown.selector)
        content = f"{identity.path}\0{content}" if identity.own_to_page else content
    text = "\0".join((rule, key, structure, " ".join(content.split()).lower()))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
