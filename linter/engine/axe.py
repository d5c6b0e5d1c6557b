"""AxeRun -> findings: one for every affected element, with our severities, the law behind it, and its place in the source."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.engine.axe_labels import LABEL_IN_NAME, may_be_said
from linter.engine.findings import SNIPPET, Identity, Shown, Wording, make
from linter.facts.doubts.templates import has_expression
from linter.model.evidence import MARK, OVERLAY, SCRIPT, STYLE
from linter.model.report import Limit
from linter.page.nodes import own_text
from linter.report.words.words import words_in
from linter.rules.axe import CATEGORY, OF_COLOURS, ON_STYLE, PREFIX, remedier_of, requirements_of, severity_of
from linter.stages.browser.axe import axe_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.engine.page_config import PageConfig
    from linter.facts.rendered.origins import Origin
    from linter.facts.rendered.renderings import Renderings
    from linter.model.evidence import AxeNode, AxeResult, Evidence
    from linter.model.finding import Finding, Outcome
    from linter.page.page import Page

_SUMMARY = 1000
_WITHOUT_HEADERS = "td-has-header"
_OF_DATA = "th, caption, [scope]"
"""What only a table of data has: by its size alone, as axe judges, one that lays out a page is one too."""
_COLOUR = re.compile(r"#[0-9a-f]{3,8}\b")
_PASSING = frozenset({"class", "style", MARK, OVERLAY})
"""Attributes that may change without making another fault, and those that are ours."""


@dataclass(frozen=True, slots=True)
class _Fault:
    key: str
    data: Mapping[str, Any]
    outcome: Outcome


def findings(renderings: Renderings, config: PageConfig, path: str) -> tuple[list[Finding], list[Limit]]:
    """Return the findings of the rules that the page is asked, and what was cut."""
    run = renderings.evidence.axe
    found: list[Finding] = []
    counts: Counter[str] = Counter()
    for result in run.results if run is not None else ():
        room = max(0, config.max_findings - counts[result.rule])
        counts[result.rule] += len(result.nodes)
        if config.wants_axe(result.rule):
            found.extend(_finding(renderings, result, node, config, path) for node in result.nodes[:room])
    most = config.max_findings
    limits = [
        Limit("findings", {"rule": f"{PREFIX}{rule}"}, most, count) for rule, count in counts.items() if count > most
    ]
    return found, limits


def _doubt(result: AxeResult, evidence: Evidence, rendered: Any) -> str | None:  # noqa: ANN401  the parser's type
    """Return what could change a result: what was not loaded, what a program has yet to fill in, or what axe holds words or a table to be."""
    if result.rule == LABEL_IN_NAME and rendered is not None and may_be_said(rendered):
        return "name"
    if result.rule == _WITHOUT_HEADERS and rendered is not None and rendered.select_one(_OF_DATA) is None:
        return "layout"
    if rendered is not None and has_expression(own_text(rendered)):
        return "template"
    if evidence.lost(SCRIPT):
        return "script"
    if evidence.lost(STYLE) and result.rule in ON_STYLE:
        return "style"
    return None


def _finding(renderings: Renderings, result: AxeResult, node: AxeNode, config: PageConfig, path: str) -> Finding:
    rendered = renderings.origins.rendered(node.mark) or _selected(renderings, node)
    doubt = _doubt(result, renderings.evidence, rendered) if result.outcome == "failed" else None
    origin = renderings.origins.origin_of(rendered) if rendered is not None else None
    by_script = origin is None or origin.made_by_script or node.is_in_frame
    data: dict[str, Any] = {
        "impact": result.impact,
        "tags": list(result.tags),
        "help_url": result.help_url,
        "summary": node.summary[:_SUMMARY],
        "target": [list(part) if isinstance(part, tuple) else part for part in node.target],
        "html": node.html[:_SUMMARY],
        "in_frame": node.is_in_frame,
        "made_by_script": by_script and not node.is_in_frame,
        "viewports": list(node.viewports),
        **({"doubt": doubt} if doubt else {}),
    }
    fault = _Fault(result.rule, data, "cannot_tell" if doubt else result.outcome)
    shown = _shown(renderings.served.page, node, origin, by_script=by_script)
    content = _content(rendered if not node.is_in_frame else None, node)
    everywhere = _colours(node) if result.rule in OF_COLOURS else ""
    return make(_wording(result, node, doubt, config), fault, shown, Identity(path, content, everywhere=everywhere))


def _colours(node: AxeNode) -> str:
    """Return the colours that axe names in their order: a style sheet pairs them, and mends them, for all texts at once."""
    return " ".join(_COLOUR.findall(node.summary.lower()))


def _wording(result: AxeResult, node: AxeNode, doubt: str | None, config: PageConfig) -> Wording:
    rule = PREFIX + result.rule
    return Wording(
        rule,
        CATEGORY,
        config.severities.get(rule) or severity_of(result.impact, result.tags),
        _message(result, node, doubt, config.language),
        requirements_of(result.tags),
        remedier_of(result.rule),
    )


def _shown(page: Page, node: AxeNode, origin: Origin | None, *, by_script: bool) -> Shown:
    """Return where an element stands: in the source, or, of one that is made by script, at the place that it fills."""
    location = origin.location if origin is not None else page.location(page.body)
    selector = " ".join(" >>> ".join(part) if isinstance(part, tuple) else part for part in _joined(node))
    region = origin.element.region if origin is not None and origin.element is not None else None
    if by_script:
        return Shown(location, selector, " ".join(node.html[:SNIPPET].split()), region)
    written = page.positions.line(location.line)[location.column - 1 :]
    return Shown(location, selector, written[:SNIPPET].strip(), region, page.is_pasted)


def _selected(renderings: Renderings, node: AxeNode) -> Any:  # noqa: ANN401  the parser's type
    """Return the rendered element that axe's selector finds alone: of what was affected in another window only."""
    selector = node.target[0] if node.target else ()
    try:
        found = renderings.scripted.page.tree.select(selector) if isinstance(selector, str) else []
    except ValueError:
        return None
    return found[0] if len(found) == 1 else None


def _joined(node: AxeNode) -> Iterator[str | tuple[str, ...]]:
    """Yield the parts of a target, the way into a frame marked."""
    for number, part in enumerate(node.target):
        if number:
            yield "|"
        yield part


def _message(result: AxeResult, node: AxeNode, doubt: str | None, language: str) -> str:
    """Return what is wrong with an element, and what axe could not see."""
    said = axe_words.message(result, node, language)
    return f"{said} {words_in(language)(f'doubt_{doubt}')}" if doubt else said


def _content(rendered: Any, node: AxeNode) -> str:  # noqa: ANN401  the parser's type
    """Return what makes the fault itself: the element's tag, its lasting attributes in order, and its text."""
    if rendered is None:
        return node.html
    attrs = sorted((name, str(value)) for name, value in rendered.attrs.items() if name not in _PASSING)
    return f"{rendered.tag} {attrs} {own_text(rendered)[:200]}"
