"""What the browser saw of a page -> its part of the report, and pictures of its findings."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from linter.model.errors import BrowserError
from linter.model.evidence import Shot
from linter.model.reason import Reason
from linter.model.report import Limit, Skipped
from linter.report import entries

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.engine.scripting import Withdrawn
    from linter.facts.rendered.renderings import Renderings
    from linter.facts.rendered.revealed import Revealed
    from linter.model.evidence import AxeRun, Evidence, PageBrowser, Request, Target
    from linter.model.finding import Finding
    from linter.rules.fault import Fault


@dataclass(frozen=True, slots=True)
class Pictured:
    """Findings and further elements with their pictures, the picture of the whole page, and what went wrong."""

    findings: tuple[Finding, ...]
    page: str | None = None
    elements: tuple[str | None, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    limits: tuple[Limit, ...] = ()


def picture(
    found: Sequence[tuple[Finding, Fault | None]],
    renderings: Renderings,
    page_browser: PageBrowser,
    elements: Sequence[Shot] = (),
) -> Pictured:
    """Take a picture of the page, of every finding, and of further elements."""
    findings = tuple(finding for finding, _ in found)
    of_findings = [Shot(finding.fingerprint, _target(finding, fault, renderings)) for finding, fault in found]
    shots = [*of_findings, *elements]
    try:
        taken = page_browser.pictures(shots)
    except (BrowserError, OSError) as error:
        of_system = Reason("system_error", {"detail": str(error)})
        reason = error.reason if isinstance(error, BrowserError) else of_system
        return Pictured(findings, skipped=(Skipped("screenshots", reason),))
    missing = sum(1 for shot, path in zip(shots, taken.shots, strict=True) if shot.target and path is None)
    limits = (Limit("pictures", {}, len(shots) - missing, len(shots)),) if missing else ()
    paths, further = taken.shots[: len(findings)], taken.shots[len(findings) :]
    shown = tuple(replace(one, screenshot=path) for one, path in zip(findings, paths, strict=True))
    return Pictured(shown, taken.page, further, limits=limits)


def illustrate(
    findings: Sequence[Finding], faults: Sequence[Fault | None], renderings: Renderings, page_browser: PageBrowser
) -> tuple[Finding, ...]:
    """Return the findings with a small picture for each that a report tells in full: of further places alike there is none.

    A browser that fails here takes nothing from what was found.
    """
    fault_of = {id(one): fault for one, fault in zip(findings, faults, strict=True)}
    told = [entry.first for entry in entries.gather(findings)]
    try:
        taken = page_browser.small_pictures([_target(one, fault_of[id(one)], renderings) for one in told])
    except BrowserError:
        return tuple(findings)
    shown = {id(one): picture for one, picture in zip(told, taken, strict=True)}
    return tuple(replace(one, picture=shown.get(id(one))) for one in findings)


def _target(finding: Finding, fault: Fault | None, renderings: Renderings) -> Target:
    """Return the way to a finding's element in the rendered page, as axe writes it."""
    if fault is None or "target" in finding.data:
        return tuple(tuple(part) if isinstance(part, list) else part for part in finding.data["target"])
    node = renderings.origins.rendered_node(fault.element.node) if fault.element is not None else None
    return (node.css_path(),) if node is not None else ()


def facts_as_json(facts: dict[str, Any], revealed: Revealed, seen: Evidence) -> dict[str, Any]:
    """Return a page's facts in the shape of the JSON contract, with what scripting and the network add."""
    return {
        **revealed.added_to(facts),
        "console_errors": list(seen.console),
        "failed_requests": [_request(one) | {"status": one.status} for one in seen.failed],
    }


def seen_as_json(seen: Evidence, withdrawn: Sequence[Withdrawn], screenshot: str | None) -> dict[str, Any]:
    """Return what the browser stage did, in the shape of the JSON contract."""
    return {
        "viewports": list(seen.viewports),
        "seconds": seen.seconds,
        "axe_seconds": seen.axe_seconds,
        "axe": _axe(seen.axe),
        "probes": dict(seen.trial.seconds) if seen.trial is not None else {},
        "without_scripting": seen.without and {"characters": seen.without.characters},
        "with_scripting": seen.scripted and {"characters": seen.scripted.characters},
        "blocked": [_request(one) for one in seen.blocked],
        "withdrawn": [{"rule": w.rule, "line": w.fault.location.line} for w in withdrawn],
        "screenshot": screenshot,
    }


def _axe(run: AxeRun | None) -> Mapping[str, Any] | None:
    if run is None:
        return None
    outcomes: dict[str, list[str]] = {"failed": [], "cannot_tell": []}
    for result in run.results:
        outcomes[result.outcome].append(result.rule)
    return {
        "version": run.version,
        **{outcome: sorted(rules) for outcome, rules in outcomes.items()},
        "passed": list(run.passed),
        "inapplicable": list(run.inapplicable),
    }


def _request(request: Request) -> dict[str, Any]:
    return {"url": request.url, "kind": request.kind.lower(), "reason": request.reason}
