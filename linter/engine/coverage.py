"""Rules and findings of a page -> the coverage account: what became of every rule, and why where it was not examined."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from linter.data.packages import is_installed
from linter.facts import subjects
from linter.model.link import UNANSWERED, UNDECIDED
from linter.model.reason import Reason
from linter.model.report import SAID_BY, Coverage
from linter.model.stages import BROWSER, LINKS, STAGES, off
from linter.rules.axe import OFF_BY_DEFAULT, PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.engine.page_config import PageConfig
    from linter.facts.facts import Facts
    from linter.model.link import Reference, Verdict
    from linter.model.reason import ReasonKey
    from linter.model.report import CoverageOutcome, PageReport
    from linter.rules.axe import AxeSelection
    from linter.rules.rule import Rule

UNSAID = frozenset({"addresses_not_asked", "addresses_unanswered"})
"""Reasons that are about some of a page's addresses: of the others the rule's findings are whole."""
_NO_QUESTION = frozenset({"scheme", "no_web_address", "template"})
"""Why an address is none that could be asked: nothing is missing where it was not."""

_NEEDS_SOURCE = Reason("needs_source")
"""Why a rule was not examined on a page of which only that is known what a browser made of it."""


def begin(
    page: PageReport, config: PageConfig, facts: Facts, inapplicable: Iterable[str], said: Mapping[str, str]
) -> PageReport:
    """Return the page with the account as far as it tells itself: what does not apply, and what could not be examined.

    `said` are the rules whose faults another rule tells, and that rule.
    """
    unseen = {rule: Reason(SAID_BY, {"rule": by}) for rule, by in said.items()}
    unseen |= {rule.rule: rule.reason for rule in page.skipped}
    unseen |= {rule.id: off(rule.stage) for rule in config.inactive}
    if facts.page.document.is_tree:
        unseen |= {rule.id: _NEEDS_SOURCE for rule in (*config.rules, *config.inactive) if rule.needs_source}
    unseen |= {
        rule.id: Reason("needs_package", {"package": rule.needs_package})
        for rule in config.rules
        if rule.needs_package and not is_installed(rule.needs_package)
    }
    tried = (page.browser or {}).get("probes") or {}
    cut = next((limit for limit in page.limits if limit.kind == "line_characters"), None)
    apart = set(inapplicable)
    has: dict[tuple[str, ...], bool] = {}
    for rule in config.rules:
        if rule.id in unseen or rule.about:  # judged when the links are answered, or last
            continue
        if rule.stage == "browser" and (page.browser is None or rule.probe not in {"", *tried}):
            unseen[rule.id] = _unseen(page, config)
        elif cut is not None and rule.check is None:
            unseen[rule.id] = Reason("line_cut", {"number": cut.of})
        elif any(not config.options[rule.id][name] for name in rule.needs_options):
            apart.add(rule.id)
        elif rule.applies_to:
            if rule.applies_to not in has:
                has[rule.applies_to] = _has_any(facts, rule.applies_to)
            if not has[rule.applies_to] and not any(config.options[rule.id][name] for name in rule.applies_with):
                apart.add(rule.id)
            for stage, rest in rule.rest_needs.items():
                if not config.runs(stage) and _has_any(facts, (rest,)):
                    unseen[rule.id] = STAGES[stage].off
    if config.axe is not None:
        unseen |= _of_axe(page, config, config.axe)
    return replace(page, coverage=Coverage(inapplicable=tuple(sorted(apart)), not_examined=unseen))


def _unseen(page: PageReport, config: PageConfig) -> Reason:
    """Return why what a rule needs of the browser is not there."""
    if page.browser is not None:
        return Reason("not_tried")
    return BROWSER.failed if config.runs("browser") else BROWSER.off


def _of_axe(page: PageReport, config: PageConfig, wanted: AxeSelection) -> dict[str, Reason]:
    """Return what was not examined of axe: all of it, or rules that are named and that the run did not ask for."""
    seen = (page.browser or {}).get("axe")
    if seen is None:
        return {"axe": BROWSER.failed if config.runs("browser") and page.browser is None else BROWSER.off}
    asked = wanted.named | (OFF_BY_DEFAULT if wanted.every else frozenset())
    told = {name for some in seen.values() if isinstance(some, (list, tuple)) for name in some}
    return {f"{PREFIX}{name}": Reason("not_examined") for name in asked - wanted.off - told}


def _has_any(facts: Facts, names: tuple[str, ...]) -> bool:
    try:
        return subjects.has_any(facts, names)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  a fact that crashes is told as a skipped rule already
        return True


def add_links(
    page: PageReport, rules: Iterable[Rule], answers: Sequence[tuple[Reference, Verdict | None]]
) -> PageReport:
    """Return the page with what is not known of its addresses, and what there was nothing to ask for, in the account."""
    apart, unseen = set(page.coverage.inapplicable), dict(page.coverage.not_examined)
    told = [(r, v) for r, v in answers if v is not None and v.reason not in _NO_QUESTION]
    for rule in rules:
        if not judges_answers(rule):
            continue
        asked = [(reference, verdict) for reference, verdict in told if is_about(rule, reference)]
        missing = Counter(v.reason for r, v in asked if is_open(rule, r, v))
        if missing:
            is_asked = any(v.kind not in UNANSWERED for r, v in asked if is_open(rule, r, v))
            key: ReasonKey = "addresses_unanswered" if is_asked else "addresses_not_asked"
            why = tuple(reason for reason, _ in missing.most_common())
            unseen[rule.id] = Reason(key, {"missing": missing.total(), "number": len(asked), "why": why})
        elif not asked and rule.stage == LINKS.name:
            apart.add(rule.id)
    account = replace(page.coverage, inapplicable=tuple(sorted(apart)), not_examined=unseen)
    return replace(page, coverage=account)


def judges_answers(rule: Rule) -> bool:
    """Return whether a rule rests, wholly or for the rest of a page, on what addresses answer."""
    return rule.stage == LINKS.name or LINKS.name in rule.rest_needs


def is_about(rule: Rule, reference: Reference) -> bool:
    """Return whether a rule judges a reference."""
    if rule.stage != LINKS.name:
        return bool(reference.fragment) and reference.kind == "link" and not reference.is_map
    if (rule.about == "images") != (reference.kind == "image"):
        return False
    return rule.about == "images" or reference.is_map == (rule.about == "map_links")


def is_open(rule: Rule, reference: Reference, verdict: Verdict) -> bool:
    """Return whether a verdict leaves open what a rule asks of a reference."""
    if rule.tells_open_answers:
        return verdict.kind in UNANSWERED
    if rule.stage != LINKS.name and verdict.kind == "ok":
        return verdict.fragments.get(reference.fragment) == "unknown"
    is_sent = reference.is_post and verdict.kind == "broken" and verdict.reason == "status"
    return verdict.kind in UNDECIDED or is_sent


def end(page: PageReport, config: PageConfig, *, has_suppressions: bool) -> PageReport:
    """Return the page with the account when all findings are known.

    What failed, failed; of the others nothing passed unseen.
    """
    failed = {finding.rule for finding in page.findings if finding.outcome == "failed"}
    unseen = {rule: why for rule, why in page.coverage.not_examined.items() if rule not in failed}
    unsure = {f.rule for f in page.findings if f.outcome == "cannot_tell"} - failed - set(unseen)
    apart = set(page.coverage.inapplicable) - failed - set(unseen) - unsure
    names = {rule.id for rule in config.rules}
    apart |= {rule.id for rule in config.rules if rule.stage == "site"} - failed
    if not has_suppressions:
        apart |= {rule.id for rule in config.rules if rule.stage == "suppressions"} - failed
    axe: Mapping[str, Sequence[str]] = ((page.browser or {}).get("axe") or {}) if config.axe is not None else {}
    names |= {f"{PREFIX}{name}" for name in axe.get("passed", ()) if config.wants_axe(name)}
    apart |= {f"{PREFIX}{name}" for name in axe.get("inapplicable", ()) if config.wants_axe(name)} - failed - unsure
    passed = names - failed - unsure - apart - set(unseen)
    account = Coverage(
        passed=tuple(sorted(passed)),
        failed=tuple(sorted(failed)),
        cannot_tell=tuple(sorted(unsure)),
        inapplicable=tuple(sorted(apart)),
        not_examined=dict(sorted(unseen.items())),
    )
    return replace(page, coverage=account)


def with_outcomes(page: PageReport, outcomes: Mapping[str, CoverageOutcome]) -> PageReport:
    """Return the page with what became of rules that were judged after it was settled."""
    account = page.coverage

    def now(name: str, before: tuple[str, ...]) -> tuple[str, ...]:
        kept = {rule for rule in before if rule not in outcomes}
        return tuple(sorted(kept | {rule for rule, outcome in outcomes.items() if outcome == name}))

    account = Coverage(
        passed=now("passed", account.passed),
        failed=now("failed", account.failed),
        cannot_tell=now("cannot_tell", account.cannot_tell),
        inapplicable=now("inapplicable", account.inapplicable),
        not_examined=account.not_examined,
    )
    return replace(page, coverage=account)


def was_whole(page: PageReport, rule: str, fingerprint: str, stages: Sequence[str]) -> bool:
    """Return whether a finding of a rule would be there if its fault were, as far as these stages go.

    Only then is what is not there mended.
    """
    account = page.coverage
    if any(limit.rule == rule for limit in page.limits) or fingerprint in page.unsaid:
        return False
    if rule in account.not_examined:
        why = account.not_examined[rule]
        off = {stage.off for stage in STAGES.values() if stage.flag and stage.name not in stages}
        return why.key in UNSAID or why in off
    if rule.startswith("axe/"):
        return page.browser is not None and "axe" not in account.not_examined
    return any(rule in some for some in (account.passed, account.failed, account.cannot_tell, account.inapplicable))
