"""Page x Rules -> findings: every selected rule is asked; one that crashes is reported and the others go on."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from linter.checks import custom, registry
from linter.engine import axe, coverage, directives, doubts, scripting
from linter.engine.findings import Identity, Shown, cause, finding, fingerprint
from linter.facts.facts import Facts
from linter.facts.maps.links import embeds
from linter.facts.rendered.views import Views
from linter.model.errors import BrowserError
from linter.model.evidence import Shot
from linter.model.link import Place
from linter.model.report import Limit, PageReport, Skipped
from linter.page.layout import MAX_LINE
from linter.page.page import Page
from linter.rules.fault import Context

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.engine.page_config import Job
    from linter.engine.scripting import Withdrawn
    from linter.model.evidence import Looker, Request
    from linter.model.finding import Finding
    from linter.page.source import Document
    from linter.rules.fault import Fault
    from linter.rules.rule import Rule

_SNIPPET = 240
_LEADS_NOWHERE = frozenset(
    [("link-host-retired", ""), ("map-link-broken", ""), ("map-link-retired", ""), ("link-empty", "no_target")]
)
"""Rules (and messages of them) whose findings say already that nothing is to be had from an address."""
_ALSO_AXE = {"link-empty": "axe/link-name"}
"""Rules of ours that see from the source what a rule of axe-core sees in the browser; there, axe's finding stands."""
_NO_FACTS: Mapping[str, list[Any]] = {"dates": [], "contacts": [], "emails": [], "map_links": []}


class _Examination:
    """One page while it is judged."""

    def __init__(self, document: Document, path: str, job: Job) -> None:
        self.document, self.path, self.job = document, path, job
        self.page = Page(document)
        self.facts = Facts(self.page)
        self.views: Views | None = None
        self.skipped: list[Skipped] = []
        self.limits = [Limit("characters of a line that are read", MAX_LINE, size) for size in self.page.cut[:20]]
        self.withdrawn: list[Withdrawn] = []
        self.picture: str | None = None
        self.inapplicable: set[str] = set()

    def findings(self) -> list[tuple[Finding, Fault | None]]:
        """Return the findings in the order of the source, each with the fault that it tells of (None for axe's)."""
        job = self.job
        context = Context(job.today, job.options, self.path, self.views)
        asked = {rule.id: self._ask(rule, context) for rule in job.rules if rule.stage in ("static", "browser")}
        faults = {name: answer for name, answer in asked.items() if answer is not None}
        if self.views is not None:
            faults = self._settled(faults, context, self.views)
        found: list[tuple[Finding, Fault | None]] = []
        for rule in job.rules:
            some = faults.get(rule.id, [])
            if len(some) > job.max_findings:
                self.limits.append(Limit(f"findings of {rule.id}", job.max_findings, len(some)))
            found.extend((self._finding(rule, fault), fault) for fault in some[: job.max_findings])
        if self.views is not None:
            of_axe = self._axe(self.views)
            seen = {(finding.rule, finding.location) for finding in of_axe}
            found = [pair for pair in found if (_ALSO_AXE.get(pair[0].rule, ""), pair[0].location) not in seen]
            found.extend((finding, None) for finding in of_axe)
        found.sort(key=lambda pair: (pair[0].location.line, pair[0].location.column, pair[0].rule))
        return found

    def _ask(self, rule: Rule, context: Context) -> list[Fault] | None:
        check = registry.find(rule.category, rule.id) if rule.check is None else partial(custom.judge, rule)
        try:
            if rule.check is not None and not custom.applies(rule, self.facts, context):
                self.inapplicable.add(rule.id)
                return []
            if check is None:
                msg = f"no check named {rule.id.replace('-', '_')} in linter/checks/{rule.category}.py"
                raise LookupError(msg)  # noqa: TRY301  told like a crash
            return [doubts.weighed(self.facts, rule.category, rule.id, fault) for fault in check(self.facts, context)]
        except Exception as error:  # noqa: BLE001  whatever a check does, the run goes on
            self.skipped.append(Skipped(rule.id, f"the check crashed: {type(error).__name__}: {error}"[:300]))
            return None

    def _settled(self, faults: dict[str, list[Fault]], context: Context, views: Views) -> dict[str, list[Fault]]:
        try:
            settled, self.withdrawn = scripting.settle(self.job.rules, faults, context, views)
        except Exception as error:  # noqa: BLE001  as above
            self.skipped.append(Skipped("views", f"comparing the views crashed: {type(error).__name__}: {error}"[:300]))
            return faults
        return settled

    def _axe(self, views: Views) -> list[Finding]:
        try:
            found, limits = axe.findings(views, self.job.max_findings, self.job.language, self.job.severities)
        except Exception as error:  # noqa: BLE001  as above
            self.skipped.append(Skipped("axe", f"reading its results crashed: {type(error).__name__}: {error}"[:300]))
            return []
        self.limits.extend(limits)
        return [
            replace(
                f,
                fingerprint=fingerprint(f.rule, self.path, content),
                cause=cause(f.rule, f.message_key, f.selector, content),
            )
            for f, content in found
            if self._wants(f.rule.removeprefix("axe/"))
        ]

    def _wants(self, name: str) -> bool:
        """Tell whether a rule of axe-core is one for this page; the browser runs those of the whole run."""
        if self.job.axe is None:
            return False
        named, off = self.job.axe
        return name not in off and (not named or name in named)

    def _finding(self, rule: Rule, fault: Fault) -> Finding:
        page, place = self.page, fault.location
        shown = Shown(
            place, page.selector(fault.element), page.positions.line(place.line)[place.column - 1 :][:_SNIPPET].strip()
        )
        identity = Identity(rule.id, self.path, fault.key, fault.content)
        return finding(self.job, rule, fault, shown, identity)

    def pictured(self, found: Sequence[tuple[Finding, Fault | None]], looker: Looker) -> list[Finding]:
        """Return the findings with their pictures."""
        views = self.views
        assert views is not None  # noqa: S101  pictures are of what was looked at
        shots = [Shot(finding.fingerprint, _target(finding, fault, views)) for finding, fault in found]
        try:
            taken = looker.pictures(shots)
        except (BrowserError, OSError) as error:
            self.skipped.append(Skipped("screenshots", str(error)))
            return [finding for finding, _ in found]
        self.picture = taken.page
        missing = sum(1 for shot, path in zip(shots, taken.shots, strict=True) if shot.target and path is None)
        if missing:
            self.limits.append(Limit("pictures of findings", len(shots) - missing, len(shots)))
        return [replace(finding, screenshot=path) for (finding, _), path in zip(found, taken.shots, strict=True)]

    def said(self) -> dict[str, Any]:
        """Return the facts of the page, those that the browser adds included."""
        try:
            facts = self.facts.as_json()
            return facts if self.views is None else self._with_browser(facts, self.views)
        except Exception as error:  # noqa: BLE001  as above
            self.skipped.append(Skipped("facts", f"reading the facts crashed: {type(error).__name__}: {error}"[:300]))
            return dict(_NO_FACTS)

    @staticmethod
    def _with_browser(facts: dict[str, Any], views: Views) -> dict[str, Any]:
        seen = views.evidence
        return {
            **views.revealed.added_to(facts),
            "console_errors": list(seen.console),
            "failed_requests": [_request(one) | {"status": one.status} for one in seen.failed],
        }

    def seen(self) -> dict[str, Any] | None:
        """Return what the browser stage did, None where there was none."""
        if self.views is None:
            return None
        seen = self.views.evidence
        run = seen.axe
        outcomes: dict[str, list[str]] = {"failed": [], "cannot_tell": []}
        for result in run.results if run is not None else ():
            outcomes[result.outcome].append(result.rule)
        return {
            "viewports": list(seen.viewports),
            "seconds": seen.seconds,
            "axe_seconds": seen.axe_seconds,
            "axe": None
            if run is None
            else {
                "version": run.version,
                **{outcome: sorted(rules) for outcome, rules in outcomes.items()},
                "passed": list(run.passed),
                "inapplicable": list(run.inapplicable),
            },
            "without_scripting": seen.without and {"characters": seen.without.characters},
            "with_scripting": seen.scripted and {"characters": seen.scripted.characters},
            "blocked": [_request(one) for one in seen.blocked],
            "withdrawn": [{"rule": w.rule, "line": w.fault.location.line} for w in self.withdrawn],
            "screenshot": self.picture,
        }

    def with_references(self, report: PageReport, place: Place) -> PageReport:
        """Return the report with what the link stage asks for; ids that a browser saw count."""
        from linter.engine import references  # noqa: PLC0415  35 ms, for the link stage only

        try:
            settled = frozenset(
                f.location
                for f in report.findings
                if (f.rule, "") in _LEADS_NOWHERE or (f.rule, f.message_key) in _LEADS_NOWHERE
            )
            found = references.read(self.facts, place, settled)
        except Exception as error:  # noqa: BLE001  as above
            crashed = Skipped("links", f"reading the links crashed: {type(error).__name__}: {error}"[:300])
            return replace(report, skipped=(*report.skipped, crashed), links=())
        seen = self.views.scripted.page.ids if self.views is not None and self.views.evidence.scripted else None
        return replace(
            report,
            references=found,
            anchors=self.page.ids | (seen or frozenset()),
            may_add_anchors=seen is None and self.page.may_add_ids,
            url=references.address(self.document, place),
        )

    def release(self) -> None:
        """Free the page's memory at once."""
        if self.views is not None:
            self.views.release()
        self.page.release()


def examine(
    document: Document, path: str, job: Job, looker: Looker | None = None, place: Place | None = None
) -> PageReport:
    """Judge one page. `path` stands for the page in fingerprints and in rules about paths.

    `place` says what the page's links lead to, where they are followed. `looker` shows the page in a browser; its `BrowserError` is passed on.
    """
    one = _Examination(document, path, job)
    if looker is not None:
        maps = [element.get("src") or "" for element in embeds(one.page, one.facts.map_links)]
        one.views = Views(one.facts, looker.look(maps))
        one.limits.extend(one.views.evidence.limits)
    found = one.findings()
    pictured = looker is not None and looker.takes_pictures
    findings = one.pictured(found, looker) if looker is not None and pictured else [finding for finding, _ in found]
    report = PageReport(
        source=document.source.name,
        title=one.page.title,
        language=one.facts.language,
        document=_described(document),
        findings=tuple(findings),
        facts=one.said(),
        browser=one.seen(),
        skipped=tuple(one.skipped),
        limits=tuple(one.limits),
        path=path,
        directives=directives.read(one.page, job.known),
    )
    report = replace(report, coverage=coverage.begun(report, job, one.facts, one.inapplicable))
    if job.links:
        report = one.with_references(report, place or Place())
    one.release()
    return report


def _target(finding: Finding, fault: Fault | None, views: Views) -> tuple[str | tuple[str, ...], ...]:
    """Return the way to a finding's element in the rendered page, as axe writes it."""
    if fault is None:
        return tuple(tuple(part) if isinstance(part, list) else part for part in finding.data["target"])
    node = views.origins.rendition(fault.element.node) if fault.element is not None else None
    return (node.css_path(),) if node is not None else ()


def _request(request: Request) -> dict[str, Any]:
    return {"url": request.url, "kind": request.kind.lower(), "reason": request.reason}


def _described(document: Document) -> dict[str, Any]:
    source = document.source
    kept = ("last-modified", "content-type", "content-language")
    return {
        "encoding": document.encoding,
        "encoding_from": document.encoding_from,
        "bytes": len(source.data),
        "status": source.status,
        "redirects": list(source.redirects),
        "headers": {key: value for key, value in source.headers.items() if key.lower() in kept},
        **({"container": document.container} if document.container else {}),
        **({"saved_from": document.saved_from} if document.saved_from else {}),
    }
