"""Rules and findings of a page -> the coverage account: what became of every rule, and why where it was not examined."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from linter.facts import subjects
from linter.model.reason import Reason
from linter.model.report import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.engine.page_config import Job
    from linter.facts.facts import Facts
    from linter.model.link import Reference, Verdict
    from linter.model.report import PageReport
    from linter.rules.rule import Rule

NEEDS = {"browser": Reason("needs_browser"), "links": Reason("needs_links")}
NOT_SEEN = Reason("not_seen")
_NO_QUESTION = frozenset({"scheme", "no_web_address", "template"})
"""Why an address is none that could be asked: nothing is missing where it was not."""
_PICTURES, _MAPS = "image-missing", "map-link-unreachable"


def begun(page: PageReport, job: Job, facts: Facts, inapplicable: Iterable[str]) -> Coverage:
    """Return the account as far as the page itself tells it: what does not apply, and what could not be examined."""
    unseen = {rule.rule: rule.reason for rule in page.skipped}
    unseen |= {rule: _why_asleep(rule, job) for rule in job.asleep}
    saw = page.browser is not None
    cut = next((limit for limit in page.limits if limit.kind == "line_characters"), None)
    apart = set(inapplicable)
    has: dict[tuple[str, ...], bool] = {}
    for rule in job.rules:
        if rule.id in unseen or rule.stage in ("links", "suppressions"):
            continue
        if rule.stage == "browser" and not saw:
            unseen[rule.id] = NOT_SEEN if job.browser else NEEDS["browser"]
        elif cut is not None and rule.check is None:
            unseen[rule.id] = Reason("line_cut", {"number": cut.of})
        elif rule.applies_to:
            if rule.applies_to not in has:
                has[rule.applies_to] = _has_any(facts, rule.applies_to)
            if not has[rule.applies_to]:
                apart.add(rule.id)
            for stage, rest in rule.rest_needs.items():
                if not {"browser": job.browser, "links": job.links}[stage] and _has_any(facts, (rest,)):
                    unseen[rule.id] = NEEDS[stage]
    if job.axe is not None and (page.browser is None or page.browser.get("axe") is None):
        unseen.setdefault("axe", NOT_SEEN if job.browser else NEEDS["browser"])
    return Coverage(inapplicable=tuple(sorted(apart)), not_examined=unseen)


def _why_asleep(rule: str, job: Job) -> Reason:
    asleep = Reason("not_examined")
    return NEEDS.get(job.known[rule].stage, asleep) if rule in job.known else asleep


def _has_any(facts: Facts, names: tuple[str, ...]) -> bool:
    try:
        return subjects.has_any(facts, names)
    except Exception:  # noqa: BLE001  a fact that crashes is told as a skipped rule already
        return True


def of_links(page: PageReport, rules: Sequence[Rule], answers: Sequence[tuple[Reference, Verdict | None]]) -> Coverage:
    """Return the account with what the link stage could not ask, and what it had nothing to ask for."""
    apart, unseen = set(page.coverage.inapplicable), dict(page.coverage.not_examined)
    for rule in (rule for rule in rules if rule.stage == "links"):
        asked = [(r, v) for r, v in answers if v is not None and _is_about(rule.id, r) and v.reason not in _NO_QUESTION]
        missing = Counter(v.reason for _, v in asked if v is not None and v.kind in ("blocked", "skipped"))
        if not asked:
            apart.add(rule.id)
        elif missing:
            why = tuple(reason for reason, _ in missing.most_common())
            unseen[rule.id] = Reason(
                "addresses_not_asked", {"missing": missing.total(), "number": len(asked), "why": why}
            )
    return replace(page.coverage, inapplicable=tuple(sorted(apart)), not_examined=unseen)


def _is_about(rule: str, reference: Reference) -> bool:
    if rule == _PICTURES:
        return reference.kind == "image"
    if rule == _MAPS:
        return reference.is_map
    return not reference.is_map


def ended(page: PageReport, job: Job, about_suppressions: bool) -> Coverage:  # noqa: FBT001  one question
    """Return the account when all findings are known. Who failed, failed; of the others nobody passed unseen."""
    failed = {finding.rule for finding in page.findings if finding.outcome == "failed"}
    unseen = {rule: why for rule, why in page.coverage.not_examined.items() if rule not in failed}
    unsure = {f.rule for f in page.findings if f.outcome == "cannot_tell"} - failed - set(unseen)
    apart = set(page.coverage.inapplicable) - failed - set(unseen) - unsure
    names = {rule.id for rule in job.rules}
    if not about_suppressions:
        apart |= {rule.id for rule in job.rules if rule.stage == "suppressions"} - failed
    axe: Mapping[str, Sequence[str]] = ((page.browser or {}).get("axe") or {}) if job.axe is not None else {}
    names |= {f"axe/{name}" for name in axe.get("passed", ())}
    apart |= {f"axe/{name}" for name in axe.get("inapplicable", ())} - failed - unsure
    passed = names - failed - unsure - apart - set(unseen)
    return Coverage(
        passed=tuple(sorted(passed)),
        failed=tuple(sorted(failed)),
        cannot_tell=tuple(sorted(unsure)),
        inapplicable=tuple(sorted(apart)),
        not_examined=dict(sorted(unseen.items())),
    )


def was_whole(page: PageReport, rule: str, stages: Sequence[str]) -> bool:
    """Tell whether a rule was examined on a page, as far as these stages go, and its list of findings is whole.

    Only then is what is not there mended.
    """
    account = page.coverage
    if any(limit.rule == rule for limit in page.limits):
        return False
    if rule in account.not_examined:
        return account.not_examined[rule] in {why for stage, why in NEEDS.items() if stage not in stages}
    if rule.startswith("axe/"):
        return page.browser is not None and "axe" not in account.not_examined
    return any(rule in some for some in (account.passed, account.failed, account.cannot_tell, account.inapplicable))
