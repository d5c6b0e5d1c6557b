"""A rendered page -> AxeRun, through axe-selenium-python; a run in which rules are missing is an error, never clean."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from axe_selenium_python import Axe
from selenium.common.exceptions import JavascriptException, TimeoutException

from linter.model.errors import BrowserError
from linter.model.evidence import AxeNode, AxeResult, AxeRun
from linter.model.reason import Reason
from linter.stages.browser.process import driver_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from selenium.webdriver import Chrome

    from linter.stages.browser.axe.axe_script import AxeScript

_TAKE_OUT = """
if (!window.__kommunlint || !window.__kommunlint.axe) { return 0; }
window.axe = window.__kommunlint.axe;
return axe.getRules().map((rule) => rule.ruleId);
"""
"""Axe is kept away from the page's own scripts, some of which bring one of their own, until it is needed."""
_AND_THEN = (
    ").catch((error) => ({rejected: String(error)})"
    ").then((result) => window.__kommunlint ? window.__kommunlint.wellFormed(result) : result"
)
_DETAIL = 276
"""How much is kept of what axe says as it gives up."""
_ENOUGH = 2 / 3
"""Of axe's rules, what part at least reports on any page: the rest needs to be asked for (experimental, AAA)."""


@dataclass(frozen=True, slots=True)
class AxeChoice:
    """Which of axe's rules run: all that are on by default and `more`, `only` some, or `every` one; never those that are off."""

    only: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    every: bool = False

    def alone(self, known: Iterable[str]) -> list[str]:
        """Return the rules that are to run of those that are `known`; none for those that are on by default and more."""
        return sorted({*(known if self.every else self.only)} - {*self.off})

    def options(self, known: Iterable[str]) -> dict[str, Any]:
        """Return axe's own options. Passes are wanted by name only, which makes results five times smaller."""
        options: dict[str, Any] = {"resultTypes": ["violations", "incomplete"]}
        if alone := self.alone(known):
            return {**options, "runOnly": {"type": "rule", "values": alone}}
        turned = dict.fromkeys(self.more, True) | dict.fromkeys(self.off, False)
        return {**options, "rules": {rule: {"enabled": is_on} for rule, is_on in turned.items()}}


def run(driver: Chrome, script: AxeScript, choice: AxeChoice) -> dict[str, Any]:
    """Run axe on the document and return its own result; raise `BrowserError` where it is not to be relied upon."""
    axe = Axe(driver, script_url=str(script.path))
    try:
        known = driver.execute_script(_TAKE_OUT)
        if not known:  # a document of the browser's own making, where nothing runs first
            axe.inject()
            known = driver.execute_script("return axe.getRules().map((rule) => rule.ruleId)")
    except JavascriptException as error:
        raise BrowserError(Reason("axe_failed", {"detail": driver_errors.plain(error)})) from error
    # The package pastes the options into `axe.run(…).then(…)`: a rejection would otherwise only end with the time limit.
    options = json.dumps(choice.options(known)) + _AND_THEN
    try:
        raw: Mapping[str, Any] = axe.run(options=options)
    except TimeoutException as error:
        raise BrowserError(Reason("axe_too_slow")) from error
    except JavascriptException as error:
        raise BrowserError(Reason("axe_failed", {"detail": driver_errors.plain(error)})) from error
    if not isinstance(raw, dict) or "rejected" in raw:
        detail = str(raw.get("rejected") if isinstance(raw, dict) else raw)[:_DETAIL]
        raise BrowserError(Reason("axe_failed", {"detail": detail}))
    version = raw.get("testEngine", {}).get("version", script.version)
    if version != script.version:
        raise BrowserError(Reason("axe_replaced", {"version": version, "other": script.version}))
    _check_coverage(raw, choice, known)
    return raw


def _check_coverage(raw: Mapping[str, Any], choice: AxeChoice, known: Sequence[str]) -> None:
    reported = {
        entry["id"] for kind in ("violations", "incomplete", "passes", "inapplicable") for entry in raw.get(kind, ())
    }
    alone = choice.alone(known)
    missing = sorted({*(alone or choice.more)} - reported)
    if missing:
        raise BrowserError(Reason("axe_rules_missing", {"rules": tuple(missing)}))
    if not alone and len(reported) + len(choice.off) < len(known) * _ENOUGH:
        raise BrowserError(Reason("axe_rules_few", {"some": len(reported), "number": len(known)}))


def targets(raw: Mapping[str, Any]) -> list[list[Any]]:
    """Return the targets of all results, in the order in which `read` expects their marks."""
    return [node["target"] for kind in ("violations", "incomplete") for entry in raw[kind] for node in entry["nodes"]]


def read_results(raw: Mapping[str, Any], marks: Sequence[int | None], viewport: str) -> AxeRun:
    """Turn axe's result into plain data; `marks` are those of `targets`."""
    rest = iter(marks)
    failed = [_result(entry, "failed", rest, viewport) for entry in raw["violations"]]
    unclear = [_result(entry, "cannot_tell", rest, viewport) for entry in raw["incomplete"]]
    return AxeRun(
        version=str(raw.get("testEngine", {}).get("version", "")),
        results=(*failed, *unclear),
        passed=tuple(sorted(entry["id"] for entry in raw["passes"])),
        inapplicable=tuple(sorted(entry["id"] for entry in raw["inapplicable"])),
    )


def _result(
    entry: Mapping[str, Any],
    outcome: Literal["failed", "cannot_tell"],
    marks: Iterator[int | None],
    viewport: str,
) -> AxeResult:
    nodes = tuple(
        AxeNode(
            target=tuple(tuple(part) if isinstance(part, list) else str(part) for part in node["target"]),
            html=str(node.get("html", "")),
            summary=str(node.get("failureSummary") or _told(node)),
            mark=next(marks),
            viewports=(viewport,),
        )
        for node in entry["nodes"]
    )
    return AxeResult(
        rule=entry["id"],
        outcome=outcome,
        impact=entry.get("impact"),
        tags=tuple(entry["tags"]),
        help=entry["help"],
        help_url=entry.get("helpUrl", ""),
        nodes=nodes,
    )


def _told(node: Mapping[str, Any]) -> str:
    checks = (check["message"] for kind in ("any", "all", "none") for check in node.get(kind, ()))
    return "\n".join(checks)


def together(runs: Sequence[AxeRun]) -> AxeRun:
    """Make one run of those in several viewports: every element once, with the viewports that it was found in."""
    merged: dict[tuple[str, str], AxeResult] = {}
    for one in runs:
        for result in one.results:
            key = (result.rule, result.outcome)
            known = merged.get(key)
            merged[key] = replace(result, nodes=_united(known.nodes, result.nodes)) if known else result
    seen = {rule for rule, _ in merged}
    passed = {rule for one in runs for rule in one.passed} - seen
    inapplicable = {rule for one in runs for rule in one.inapplicable} - seen - passed
    return AxeRun(runs[0].version, tuple(merged.values()), tuple(sorted(passed)), tuple(sorted(inapplicable)))


def _united(known: Iterable[AxeNode], more: Iterable[AxeNode]) -> tuple[AxeNode, ...]:
    nodes = {node.target: node for node in known}
    for node in more:
        if node.target in nodes:
            first = nodes[node.target]
            nodes[node.target] = replace(first, viewports=(*first.viewports, *node.viewports))
        else:
            nodes[node.target] = node
    return tuple(nodes.values())
