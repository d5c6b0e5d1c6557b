"""A rendered page -> AxeRun, through axe-selenium-python; a run in which rules are missing is an error, never clean."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from selenium.common.exceptions import JavascriptException, TimeoutException

from linter.model.errors import BrowserError
from linter.model.evidence import AxeNode, AxeResult, AxeRun
from linter.model.reason import Reason
from linter.stages.browser.axe import axe_answer
from linter.stages.browser.axe.framed_axe import FramedAxe
from linter.stages.browser.process import driver_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from linter.stages.browser.axe.axe_answer import Answer, Entry, Node
    from linter.stages.browser.axe.axe_script import AxeScript
    from linter.stages.browser.world import World

_IS_THERE = 'return Object.hasOwn(globalThis, "axe");'
_KNOWN = "return axe.getRules().map((rule) => rule.ruleId);"
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


def run(world: World, script: AxeScript, choice: AxeChoice) -> Answer:
    """Run axe on the document, in our world of it; raise `BrowserError` where its answer is not to be relied upon."""
    axe = FramedAxe(world, script_url=str(script.path))
    try:
        if not world.execute_script(_IS_THERE):  # a document of the browser's own making, where nothing runs first
            axe.inject()
            world.execute_script(script.setup())
        known = world.execute_script(_KNOWN)
        raw = axe.run(options=json.dumps(choice.options(known)))
    except TimeoutException as error:
        raise BrowserError(Reason("axe_too_slow")) from error
    except JavascriptException as error:
        raise BrowserError(Reason("axe_failed", {"detail": driver_errors.plain(error)})) from error
    if isinstance(raw, dict) and "rejected" in raw:
        raise BrowserError(Reason("axe_failed", {"detail": str(raw["rejected"])[:_DETAIL]}))
    found = axe_answer.answer(raw)
    if found.engine.version != script.version:
        raise BrowserError(Reason("axe_replaced", {"version": found.engine.version, "other": script.version}))
    _check_coverage(found, choice, known)
    return found


def _check_coverage(found: Answer, choice: AxeChoice, known: Sequence[str]) -> None:
    """Hold the rules that were selected against those that have reported."""
    reported = {*(entry.id for entry in (*found.violations, *found.incomplete)), *found.passes, *found.inapplicable}
    alone = choice.alone(known)
    missing = sorted({*found.selected, *(alone or choice.more)}.difference(choice.off, reported))
    if missing:
        raise BrowserError(Reason("axe_rules_missing", {"rules": tuple(missing)}))
    if not alone and len(reported) + len(choice.off) < found.known * _ENOUGH:
        raise BrowserError(Reason("axe_rules_few", {"some": len(reported), "number": found.known}))


def targets(found: Answer) -> list[tuple[str | tuple[str, ...], ...]]:
    """Return the targets of all results, in the order in which `read_results` expects their marks."""
    return [node.target for entry in (*found.violations, *found.incomplete) for node in entry.nodes]


def read_results(found: Answer, marks: Sequence[int | None], viewport: str) -> AxeRun:
    """Turn axe's answer into evidence; `marks` are those of `targets`."""
    rest = iter(marks)
    failed = [_result(entry, "failed", rest, viewport) for entry in found.violations]
    unclear = [_result(entry, "cannot_tell", rest, viewport) for entry in found.incomplete]
    return AxeRun(
        version=found.engine.version,
        results=(*failed, *unclear),
        passed=tuple(sorted(found.passes)),
        inapplicable=tuple(sorted(found.inapplicable)),
    )


def _result(
    entry: Entry,
    outcome: Literal["failed", "cannot_tell"],
    marks: Iterator[int | None],
    viewport: str,
) -> AxeResult:
    nodes = tuple(
        AxeNode(
            target=node.target,
            html=node.html,
            summary=node.summary or _told(node),
            mark=next(marks),
            viewports=(viewport,),
            said=_said(node),
        )
        for node in entry.nodes
    )
    return AxeResult(
        rule=entry.id,
        outcome=outcome,
        impact=entry.impact,
        tags=entry.tags,
        help=entry.help,
        help_url=entry.help_url,
        nodes=nodes,
    )


def _said(node: Node) -> dict[str, Any]:
    """Return what the first check measured that tells more than a text."""
    checks = (*node.some, *node.every, *node.none)
    return next((check.data for check in checks if isinstance(check.data, dict)), {})


def _told(node: Node) -> str:
    return "\n".join(check.message for check in (*node.some, *node.every, *node.none))


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
