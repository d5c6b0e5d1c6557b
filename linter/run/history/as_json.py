"""What is known of runs -> JSON: keys may be added, none is lost or changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.report.json_ import reason_as_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linter.model.history import KeptRun
    from linter.run.history.comparing import Comparison, Difference
    from linter.run.history.trends import Point, Trend


def runs_as_json(runs: Iterable[KeptRun]) -> dict[str, Any]:
    """Return a list of runs."""
    return {"schema_version": 1, "runs": [run_as_json(one) for one in runs]}


def run_as_json(run: KeptRun) -> dict[str, Any]:
    """Return one run."""
    return {
        "run": run.id,
        "site": run.site,
        "today": run.day,
        "started_at": run.started_at,
        "complete": run.complete,
        "version": run.tool,
        "axe": run.axe,
        "stages": list(run.stages),
        "sample": run.is_sample,
        "population": run.population,
        "pages": run.pages,
        "findings": dict(run.findings),
        "thinned_at": run.thinned_at,
    }


def comparison_as_json(one: Comparison) -> dict[str, Any]:
    """Return what became of the faults from one run to another."""
    return {
        "schema_version": 1,
        "earlier": run_as_json(one.earlier),
        "later": run_as_json(one.later),
        "counts": dict(one.counts),
        "not_comparable": dict(one.why),
        "by_rule": {rule: dict(counts) for rule, counts in sorted(one.by_rule.items())},
        "pages": one.pages,
        "moved": [{"page": page, "was": was} for page, was in sorted(one.moved.items())],
        "findings": [_difference(difference) for difference in one.shown],
        "next_start": one.more,
    }


def _difference(one: Difference) -> dict[str, Any]:
    return {
        "state": one.state,
        "page": one.page,
        "was": one.was,
        "rule": one.rule or None,
        "severity": one.severity or None,
        "outcome": one.outcome or None,
        "message": one.says or None,
        "line": one.line,
        "count": one.count,
        "in": one.is_in,
        "why": one.why,
        **(reason_as_json(one.reason) if one.reason is not None else {"reason_key": None, "reason_data": None}),
    }


def trends_as_json(site: str, by: str, trends: Iterable[Trend]) -> dict[str, Any]:
    """Return how groups of pages went."""
    return {
        "schema_version": 1,
        "site": site,
        "by": by,
        "trends": [{"name": one.name, "runs": [_point(point) for point in one.points]} for one in trends],
    }


def _point(one: Point) -> dict[str, Any]:
    total, share = one.total, one.share
    return {
        "run": one.run.id,
        "today": one.run.day,
        "pages": total.chosen + total.drawn,
        "failing": total.chosen_failing + total.drawn_failing,
        "population": total.population,
        "findings": total.findings,
        "share": share.value,
        "low": share.low,
        "high": share.high,
        "confidence": 0.95 if share.method == "estimated" else None,
        "method": share.method,
        "rule_changed": one.is_changed,
    }
