"""Page reports -> the same with what is suppressed marked, and with findings about suppressions that expired or are idle."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from linter.config.config import SUPPRESSIONS, covers
from linter.engine import coverage, directives
from linter.engine.findings import Identity, Shown, finding
from linter.model.finding import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.config.config import Suppression
    from linter.engine.page_config import Job
    from linter.model.finding import Directive, Finding, Outcome
    from linter.model.report import PageReport

Idle = Literal["over", "unused", "no_page"]
"""Why an entry of the configuration suppresses nothing: its day is past, the fault is not there, no page is."""
EXPIRED, UNUSED = "suppression-expired", "suppression-unused"
_WHOLE_PAGE = re.compile(r"(?:^|[\s>])(?:html|body|main)$")
_START = Location(1, 1, 1, 1)


@dataclass(frozen=True, slots=True)
class _Fault:
    key: str
    data: Mapping[str, Any]
    outcome: Outcome = "failed"


def settle(page: PageReport, job: Job) -> PageReport:
    """Return a page report as it is told: this is the last that a page goes through before the baseline."""
    if not page.directives and not job.suppress:
        return replace(page, coverage=coverage.ended(page, job, about_suppressions=False))
    used: set[int] = set()
    late: dict[int, Finding] = {}
    findings = [_judged(one, page, job, used, late) for one in page.findings]
    findings.extend(_about_comments(page, job, used))
    findings.extend(_about_configuration(page, job, late))
    findings.sort(key=lambda f: (f.location.line, f.location.column, f.rule))
    settled = replace(page, findings=tuple(findings))
    return replace(settled, coverage=coverage.ended(settled, job, about_suppressions=True))


def _judged(one: Finding, page: PageReport, job: Job, used: set[int], late: dict[int, Finding]) -> Finding:
    """Return a finding, suppressed where something that still holds says so; `used` and `late` are told what was asked."""
    for number, directive in enumerate(page.directives):
        if _holds(directive, one):
            used.add(number)
            if not is_over(directive.expires, job):
                return _suppressed(one, "page", directive.reason, directive.expires)
    for number, entry in enumerate(job.suppress):
        if covers(entry.rules, one.rule, one.category):
            if not is_over(entry.expires, job):
                return _suppressed(one, "configuration", entry.reason, entry.expires)
            late.setdefault(number, one)
    return one


def _suppressed(one: Finding, kind: str, reason: str, expires: str | None) -> Finding:
    return replace(one, suppressed={"kind": kind, "reason": reason, "expires": expires})


def is_over(expires: str | None, job: Job) -> bool:
    """Tell whether the last day of a suppression is past."""
    return expires is not None and expires < job.today.isoformat()


def _holds(directive: Directive, one: Finding) -> bool:
    if directive.wrong or not covers(directive.rules, one.rule, one.category):
        return False
    if directives.is_for_the_rest(directive) and _WHOLE_PAGE.search(one.selector):
        return True
    return directive.start <= (one.location.line, one.location.column) < directive.end


def _about_comments(page: PageReport, job: Job, used: set[int]) -> Iterator[Finding]:
    for number, directive in enumerate(page.directives):
        if directive.wrong:
            yield from _finding(page, job, UNUSED, _Fault(directive.wrong, directive.data), directive)
            continue
        data = {"rule": directive.rules[0], "reason": directive.reason}
        if is_over(directive.expires, job):
            yield from _finding(page, job, EXPIRED, _Fault("comment", data | {"date": directive.expires}), directive)
        elif number not in used and _did_run(directive.rules[0], page, job):
            yield from _finding(page, job, UNUSED, _Fault("comment", data), directive)


def _did_run(name: str, page: PageReport, job: Job) -> bool:
    """Tell whether all that a name means was examined on the page: else nobody knows whether there is something to suppress."""
    unseen = {*page.coverage.not_examined, *(limit.rule for limit in page.limits if limit.rule)}
    if name == "axe" or name.startswith("axe/"):
        return not {"axe", name} & unseen and page.browser is not None
    meant = {rule.id for rule in job.known.values() if covers((name,), rule.id, rule.category)}
    meant = {rule for rule in meant if job.known[rule].category != SUPPRESSIONS}
    ran = {rule.id for rule in job.rules} - unseen
    return meant <= ran if name in job.known else bool(meant & ran) and not meant & unseen


def _about_configuration(page: PageReport, job: Job, late: Mapping[int, Finding]) -> Iterator[Finding]:
    """Yield a finding for every entry of the configuration that is over and would have been wanted here."""
    for number, one in late.items():
        entry = job.suppress[number]
        data = {"rule": one.rule, "reason": entry.reason, "date": entry.expires, "origin": entry.origin}
        place = Shown(one.location, one.selector, one.snippet)
        yield from _told(page, job, EXPIRED, _Fault("configuration", data), place, f"{entry.origin} {one.rule}")


def idle(page: PageReport, job: Job, entry: Suppression, why: Idle) -> PageReport:
    """Return the page with the finding that an entry of the configuration is over, hides nothing or is for no page."""
    data = {
        "rule": entry.rules,
        "reason": entry.reason,
        "origin": entry.origin,
        "date": entry.expires,
        "paths": entry.paths,
    }
    rule, key = (
        (EXPIRED, "configuration") if why == "over" else (UNUSED, "configuration" if why == "unused" else "no_page")
    )
    found = _told(page, job, rule, _Fault(key, data), Shown(_START, "html", ""), entry.origin)
    told = replace(page, findings=(*found, *page.findings))
    return replace(told, coverage=coverage.ended(told, job, about_suppressions=True))


def is_idle(page: PageReport, job: Job, entry: Suppression, *, unless_seen: bool) -> bool:
    """Tell whether an entry of the configuration had nothing to suppress on a page, and all its rules ran (`unless_seen`)."""
    if any(covers(entry.rules, one.rule, one.category) for one in page.findings):
        return False
    return not unless_seen or all(_did_run(name, page, job) for name in entry.rules)


def _finding(page: PageReport, job: Job, rule: str, fault: _Fault, directive: Directive) -> Iterator[Finding]:
    place = Shown(directive.location, "html", directive.snippet)
    return _told(page, job, rule, fault, place, " ".join(directive.snippet.split()))


def _told(page: PageReport, job: Job, rule: str, fault: _Fault, place: Shown, content: str) -> Iterator[Finding]:
    known = next((one for one in job.rules if one.id == rule), None)
    if known is not None:
        yield finding(job, known, fault, place, Identity(rule, page.path, fault.key, content))
