"""Page reports -> the same with what is suppressed marked, and with findings about suppressions that expired or are idle."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

from linter.config.config import SUPPRESSIONS, covers
from linter.engine import coverage
from linter.engine.directives import is_for_the_rest
from linter.engine.findings import Identity, Shown, make, word
from linter.model.finding import Location

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.config.settings import Suppression
    from linter.engine.page_config import PageConfig
    from linter.model.finding import Directive, Finding, Outcome
    from linter.model.report import PageReport

Disuse = Literal["expired", "unused", "no_page"]
"""Why an entry of the configuration suppresses nothing: its day is past, the fault is not there, no page is."""
EXPIRED, UNUSED = "expired", "unused"
"""What rules of this category are about."""
_WHOLE_PAGE = re.compile(r"(?:^|[\s>])(?:html|body|main)$")
_START = Location(1, 1, 1, 1)
_COMMENT = 160
"""Characters of a comment that a message shows."""


@dataclass(frozen=True, slots=True)
class _Fault:
    key: str
    data: Mapping[str, Any]
    outcome: Outcome = "failed"


def settle(page: PageReport, directives: Sequence[Directive], config: PageConfig) -> PageReport:
    """Return a page with its suppressed findings marked, with findings about suppressions, and with its account closed."""
    if not directives and not config.suppress:
        return coverage.end(page, config, has_suppressions=False)
    used: set[int] = set()
    late: dict[int, Finding] = {}
    findings = [_judged(one, page, directives, config, used, late) for one in page.findings]
    findings.extend(_about_comments(page, directives, config, used))
    findings.extend(_about_configuration(page, config, late))
    findings.sort(key=lambda f: (f.location.line, f.location.column, f.rule))
    return coverage.end(replace(page, findings=tuple(findings)), config, has_suppressions=True)


def settle_late(one: Finding, page: PageReport, config: PageConfig) -> Finding:
    """Return a finding that was made when its page was settled already, suppressed where the configuration says so."""
    return _judged(one, page, (), config, set(), {})


def _judged(
    one: Finding,
    page: PageReport,
    directives: Sequence[Directive],
    config: PageConfig,
    used: set[int],
    late: dict[int, Finding],
) -> Finding:
    """Return a finding, suppressed where something that still holds says so; `used` and `late` are told what was asked."""
    for number, directive in enumerate(directives):
        if _holds(directive, one):
            used.add(number)
            if not is_expired(directive.expires, config):
                return _suppressed(one, "page", directive.reason, directive.expires)
    for number, entry in enumerate(config.suppress):
        if _covers(entry, one, page):
            if not is_expired(entry.expires, config):
                return _suppressed(one, "configuration", entry.reason, entry.expires)
            late.setdefault(number, one)
    return one


def _covers(entry: Suppression, one: Finding, page: PageReport) -> bool:
    """Return whether an entry of the configuration means a finding: its rule, and where it names them its fault and its page."""
    if not covers(entry.rules, one.rule, one.category) or not _is_for(entry, page):
        return False
    return not entry.fingerprints or one.content_fingerprint in entry.fingerprints


def _is_for(entry: Suppression, page: PageReport) -> bool:
    """Return whether an entry is for a page, which the configuration has not asked yet where its own address decides."""
    return not entry.needs_address or entry.is_for(page.path, *([page.address] if page.address else []))


def _suppressed(one: Finding, kind: str, reason: str, expires: str | None) -> Finding:
    return replace(one, suppressed={"kind": kind, "reason": reason, "expires": expires})


def is_expired(expires: str | None, config: PageConfig) -> bool:
    """Return whether the last day of a suppression is past."""
    return expires is not None and expires < config.today.isoformat()


def _holds(directive: Directive, one: Finding) -> bool:
    if directive.wrong or not covers(directive.rules, one.rule, one.category):
        return False
    if is_for_the_rest(directive) and _WHOLE_PAGE.search(one.selector):
        return True
    return directive.start <= (one.location.line, one.location.column) < directive.end


def _about_comments(
    page: PageReport, directives: Sequence[Directive], config: PageConfig, used: set[int]
) -> Iterator[Finding]:
    for number, directive in enumerate(directives):
        if directive.wrong:
            data = {"comment": _written(directive), **directive.data}
            yield from _of_comment(page, config, UNUSED, _Fault(directive.wrong, data), directive)
            continue
        data = {"comment": _written(directive), "rule": directive.rules[0], "reason": directive.reason}
        if is_expired(directive.expires, config):
            yield from _of_comment(
                page, config, EXPIRED, _Fault("comment", data | {"date": directive.expires}), directive
            )
        elif number not in used and _did_run(directive.rules[0], page, config):
            yield from _of_comment(page, config, UNUSED, _Fault("comment", data), directive)


def _written(directive: Directive) -> str:
    """Return a comment as it is written, in one line."""
    text = " ".join(directive.snippet.split())
    return text if len(text) <= _COMMENT else f"{text[: _COMMENT - 1]}…"


def _did_run(name: str, page: PageReport, config: PageConfig) -> bool:
    """Return whether all that a name means was examined on the page: else nobody knows whether there is something to suppress."""
    unseen = {*page.coverage.not_examined, *(limit.rule for limit in page.limits if limit.rule)}
    if name == "axe" or name.startswith("axe/"):
        return not {"axe", name} & unseen and page.browser is not None
    meant = {rule.id for rule in config.known.values() if covers((name,), rule.id, rule.category)}
    meant = {rule for rule in meant if config.known[rule].category != SUPPRESSIONS}
    ran = {rule.id for rule in config.rules if rule.stage != "site"} - unseen
    return meant <= ran if name in config.known else bool(meant & ran) and not meant & unseen


def _about_configuration(page: PageReport, config: PageConfig, late: Mapping[int, Finding]) -> Iterator[Finding]:
    """Yield a finding for every entry of the configuration that is over and would have been wanted here."""
    for number, one in late.items():
        entry = config.suppress[number]
        data = {"rule": one.rule, "reason": entry.reason, "date": entry.expires, "origin": entry.origin}
        place = Shown(one.location, one.selector, one.snippet)
        yield from _told(page, config, EXPIRED, _Fault("configuration", data), place, f"{entry.origin} {one.rule}")


def add_disused(page: PageReport, config: PageConfig, entry: Suppression, why: Disuse) -> PageReport:
    """Return the page with the finding that an entry of the configuration is over, hides nothing or is for no page."""
    data = {
        "rule": entry.rules,
        "reason": entry.reason,
        "origin": entry.origin,
        "date": entry.expires,
        "paths": entry.paths,
    }
    key = "no_page" if why == "no_page" else "configuration"
    about = EXPIRED if why == "expired" else UNUSED
    found = _told(page, config, about, _Fault(key, data), Shown(_START, "html", ""), entry.origin)
    return coverage.end(replace(page, findings=(*found, *page.findings)), config, has_suppressions=True)


def is_unused(page: PageReport, config: PageConfig, entry: Suppression, *, unless_seen: bool) -> bool:
    """Return whether an entry of the configuration had nothing to suppress on a page, and all its rules ran (`unless_seen`)."""
    if not _is_for(entry, page):
        return False
    if any(_covers(entry, one, page) for one in page.findings):
        return False
    return not unless_seen or all(_did_run(name, page, config) for name in entry.rules)


def _of_comment(
    page: PageReport, config: PageConfig, about: str, fault: _Fault, directive: Directive
) -> Iterator[Finding]:
    place = Shown(directive.location, "html", directive.snippet)
    return _told(page, config, about, fault, place, " ".join(directive.snippet.split()))


def _told(
    page: PageReport, config: PageConfig, about: str, fault: _Fault, place: Shown, content: str
) -> Iterator[Finding]:
    known = next((one for one in config.rules if one.category == SUPPRESSIONS and one.about == about), None)
    if known is not None:
        yield make(word(config, known, fault), fault, place, Identity(page.path, content, fault.key))
