"""What a page refers to, and what was answered -> the page with findings about its links, and its list of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Protocol

from linter.checks import link_answers
from linter.checks.link_answers import Asked
from linter.engine import coverage
from linter.engine.findings import Identity, Shown, fingerprint, make, word
from linter.facts.links.documents import document_format
from linter.model.link import CRASH, DOCUMENT, UNANSWERED
from linter.model.reason import Reason
from linter.model.report import Limit, Skipped
from linter.page.urls import FILES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.engine.page_config import PageConfig
    from linter.model.finding import Finding, Location
    from linter.model.link import Reference, Verdict
    from linter.model.report import PageReport


class Answers(Protocol):
    """What the engine asks of the link stage about what a page refers to."""

    @property
    def confirm(self) -> int:
        """On how many days an external address has to fail to be an error."""

    def verdict(self, reference: Reference) -> Verdict | None:
        """Return what is known of an address, None where nobody wanted to know."""

    def suggestion(self, reference: Reference) -> str | None:
        """Return the page that was perhaps meant by a broken link."""

    def names_place(self, reference: Reference) -> bool:
        """Return whether a short map link led to an address that names its place."""


def settled(findings: Iterable[Finding], config: PageConfig) -> frozenset[Location]:
    """Return the places of which a finding of the source says already that nothing is to be had from the address."""
    said = {rule.id: rule.settles_address for rule in config.rules if rule.settles_address}
    return frozenset(one.location for one in findings if one.message_key in said.get(one.rule, ()))


def crashed(page: PageReport, why: Skipped) -> PageReport:
    """Return a page whose references could not be read."""
    return replace(page, skipped=(*page.skipped, why), links=())


@dataclass(slots=True)
class _Answered:
    """One page while its references are judged."""

    page: PageReport
    config: PageConfig
    answers: Answers
    findings: list[Finding] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    unsaid: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    crashes: dict[str, None] = field(default_factory=dict)

    def judge(self, reference: Reference, verdict: Verdict) -> None:
        """Add what is to be said of one reference."""
        if verdict.reason == CRASH:
            self.crashes[verdict.detail] = None
        elif verdict.kind in UNANSWERED:
            self.unsaid[verdict.kind, verdict.reason, verdict.detail] += 1
        for one in self._found(reference, verdict):
            self.counts[one.rule] += 1
            if self.counts[one.rule] <= self.config.max_findings:
                self.findings.append(one)

    def _found(self, reference: Reference, verdict: Verdict) -> Iterator[Finding]:
        if reference.is_settled or verdict.kind in UNANSWERED or (verdict.kind == "ok" and not verdict.fragments):
            return
        may_be_meant = verdict.kind == "broken" and reference.is_own and reference.kind in ("link", "frame")
        asked = Asked(
            reference,
            verdict,
            self.answers.confirm,
            self.answers.suggestion(reference) if may_be_meant else None,
            verdict.fragments.get(reference.fragment) if reference.fragment else None,
        )
        for rule in self.config.rules:
            check = link_answers.find(rule.id)
            fault = check(asked) if check is not None else None
            if fault is not None:
                shown = Shown(reference.location, reference.selector, reference.snippet, reference.region)
                content = _content(reference)
                template = f"{reference.url or reference.written} {reference.text}"
                identity = Identity(self.page.path, content, template=template)
                yield make(word(self.config, rule, fault), fault, shown, identity)

    def limits(self, asked: int) -> Iterator[Limit]:
        """Yield what was cut, and how many of the addresses that were `asked` for were not."""
        most = self.config.max_findings
        for rule, number in self.counts.items():
            if number > most:
                yield Limit("findings", {"rule": rule}, most, number)
        for about, number in sorted(self.unsaid.items()):
            subject = {name: part for name, part in zip(("verdict", "reason", "detail"), about, strict=True) if part}
            yield Limit("links_asked", subject, asked - number, asked)

    def skipped(self) -> Iterator[Skipped]:
        """Yield what the stage could not do."""
        for detail in self.crashes:
            yield Skipped("links", Reason("address_crashed", {"detail": detail}))


def answer(page: PageReport, references: Sequence[Reference], config: PageConfig, answers: Answers) -> PageReport:
    """Return a page with the findings about what it refers to."""
    told = [(one, answers.verdict(one)) for one in references]
    answered = _Answered(page, config, answers)
    for reference, verdict in told:
        if verdict is not None:
            answered.judge(reference, verdict)
    readable = {one.location for one in references if one.is_map and answers.names_place(one)}
    answerable = {rule.id for rule in config.rules if rule.ends_with_place}
    kept = [f for f in page.findings if f.rule not in answerable or f.location not in readable]
    findings = sorted([*kept, *answered.findings], key=lambda f: (f.location.line, f.location.column, f.rule))
    asked = sum(1 for one in references if one.url)
    page = replace(
        page,
        findings=tuple(findings),
        limits=(*page.limits, *answered.limits(asked)),
        skipped=(*page.skipped, *answered.skipped()),
        links=tuple(_listed(reference, verdict) for reference, verdict in told),
        unsaid=frozenset(_unsaid(page, config, told)),
    )
    return coverage.add_links(page, config.rules, told)


def _content(reference: Reference) -> str:
    """Return what makes a fault of a reference itself."""
    return f"{reference.written} {reference.text}"


def _unsaid(page: PageReport, config: PageConfig, told: Iterable[tuple[Reference, Verdict | None]]) -> Iterator[str]:
    """Yield the fingerprints of findings that an answer could have brought."""
    rules = [rule for rule in config.rules if coverage.judges_answers(rule)]
    for reference, verdict in told:
        if verdict is not None and not reference.is_settled:
            for rule in rules:
                if coverage.is_about(rule, reference) and coverage.is_open(rule, reference, verdict):
                    yield fingerprint(rule.id, page.path, _content(reference))


def _verdict_name(reference: Reference, verdict: Verdict | None) -> str:
    if verdict is None:
        return "skipped"
    is_document = verdict.is_document or document_format(reference.url) is not None
    return DOCUMENT if verdict.kind == "ok" and reference.kind == "link" and is_document else verdict.kind


def _listed(reference: Reference, verdict: Verdict | None) -> Mapping[str, Any]:
    return {
        "url": as_written(reference.url) or reference.written,
        "fragment": reference.fragment,
        "kind": reference.kind,
        "text": reference.text,
        "line": reference.location.line,
        "verdict": _verdict_name(reference, verdict),
        "reason": verdict.reason if verdict is not None else reference.reason or "not_asked",
    }


def as_written(url: str | None) -> str | None:
    """Return an address as people know it: of a file, its path below the root."""
    return url.partition("!")[2] if url is not None and url.startswith(FILES) else url
