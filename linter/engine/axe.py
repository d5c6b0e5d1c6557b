"""AxeRun -> findings: one for every affected element, with our severities, the law behind it, and its place in the source."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from linter.model.evidence import MARK, OVERLAY, SCRIPT, STYLE
from linter.model.finding import Finding
from linter.model.report import Limit
from linter.page.nodes import own_text
from linter.report.words import words_in
from linter.rules.axe import CATEGORY, PREFIX, requirements_of, severity_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts.rendered.views import Views
    from linter.model.evidence import AxeNode, AxeResult, Evidence
    from linter.model.finding import Outcome, Severity

_ON_STYLE = frozenset(
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
_SNIPPET = 240
_SUMMARY = 1000
_PASSING = frozenset({"class", "style", MARK, OVERLAY})
"""Attributes that may change without making another fault, and those that are ours."""


def findings(
    views: Views, max_findings: int, language: str, severities: Mapping[str, Severity]
) -> tuple[list[tuple[Finding, str]], list[Limit]]:
    """Return the findings with what makes each fault itself, for its fingerprint, and what was cut."""
    run = views.evidence.axe
    found: list[tuple[Finding, str]] = []
    counts: Counter[str] = Counter()
    for result in run.results if run is not None else ():
        rule = PREFIX + result.rule
        severity = severities.get(rule) or severity_of(result.impact, result.tags)
        for node in result.nodes:
            counts[rule] += 1
            if counts[rule] <= max_findings:
                found.append(_finding(views, result, node, severity, language))
    limits = [
        Limit("findings", {"rule": rule}, max_findings, count) for rule, count in counts.items() if count > max_findings
    ]
    return found, limits


def _doubt(result: AxeResult, evidence: Evidence) -> str | None:
    """Return what was not loaded and could change a result."""
    if evidence.lost(SCRIPT):
        return "script"
    if evidence.lost(STYLE) and result.rule in _ON_STYLE:
        return "style"
    return None


def _finding(views: Views, result: AxeResult, node: AxeNode, severity: Severity, language: str) -> tuple[Finding, str]:
    doubt = _doubt(result, views.evidence) if result.outcome == "failed" else None
    outcome: Outcome = "cannot_tell" if doubt else result.outcome
    page = views.served.page
    rendered = views.origins.rendered(node.mark) or _selected(views, node)
    origin = views.origins.of(rendered) if rendered is not None else None
    by_script = origin is None or origin.made_by_script or node.is_in_frame
    location = origin.location if origin is not None else page.location(page.body)
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
    snippet = node.html if by_script else page.positions.line(location.line)[location.column - 1 :]
    finding = Finding(
        rule=PREFIX + result.rule,
        category=CATEGORY,
        severity=severity,
        outcome=outcome,
        message=_message(result, node, doubt, language),
        message_key=result.rule,
        data=data,
        location=location,
        selector=" ".join(" >>> ".join(part) if isinstance(part, tuple) else part for part in _joined(node)),
        snippet=" ".join(snippet[:_SNIPPET].split()) if by_script else snippet[:_SNIPPET].strip(),
        fingerprint="",
        requirements=requirements_of(result.tags),
    )
    return finding, _content(rendered if not node.is_in_frame else None, node)


def _selected(views: Views, node: AxeNode) -> Any:  # noqa: ANN401  the parser's type
    """Return the rendered element that axe's selector finds alone: of what was affected in another window only."""
    selector = node.target[0] if node.target else ()
    try:
        found = views.scripted.page.tree.select(selector) if isinstance(selector, str) else []
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
    """Return axe's help, the first thing that it says of the element, and what it could not see."""
    told = [line.strip() for line in node.summary.splitlines() if line.startswith("  ")]
    first = told[0] if told else node.summary.strip().split("\n")[0]
    parts = [result.help.rstrip("."), *([first.rstrip(".")] if first and first != result.help else [])]
    if doubt:
        parts.append(words_in(language)(f"doubt_{doubt}").rstrip("."))
    return ". ".join(parts) + "."


def _content(rendered: Any, node: AxeNode) -> str:  # noqa: ANN401  the parser's type
    """Return what makes the fault itself: the element's tag, its lasting attributes in order, and its text."""
    if rendered is None:
        return node.html
    attrs = sorted((name, str(value)) for name, value in rendered.attrs.items() if name not in _PASSING)
    return f"{rendered.tag} {attrs} {own_text(rendered)[:200]}"
