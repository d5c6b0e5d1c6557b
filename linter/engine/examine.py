"""Document x what holds for its page -> its report, whole and settled: the door of the engine.

Every selected rule is asked; one that crashes is reported and the others go on.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Any

from linter.checks import custom, registry
from linter.data.packages import is_installed
from linter.engine import axe, browser, coverage, directives, elements, links, references, scripting, suppressions
from linter.engine.doubts import with_doubt
from linter.engine.findings import Identity, make, page_content, show, word
from linter.engine.held import hold
from linter.engine.masking import crash_without_numbers, mask, without_numbers
from linter.engine.outline import read_outline
from linter.engine.site_page import read_site_page
from linter.engine.sketch import page_sketch
from linter.facts.content import personal_numbers
from linter.facts.facts import Facts
from linter.facts.locale import own_address
from linter.facts.maps.links import embeds
from linter.facts.rendered.renderings import Renderings
from linter.facts.rendered.revealed import Revealed
from linter.model.link import Place
from linter.model.report import Limit, PageReport, Skipped
from linter.page.layout import MAX_LINE
from linter.page.page import Page
from linter.rules.axe import OF_WHOLE_PAGE
from linter.rules.fault import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linter.engine.elements import Sought
    from linter.engine.links import Answers
    from linter.engine.page_config import PageConfig
    from linter.engine.scripting import Withdrawn
    from linter.model.evidence import PageBrowser
    from linter.model.finding import Directive, Finding, Location
    from linter.model.link import Reference
    from linter.model.outline import PageOutline
    from linter.model.reason import ReasonKey
    from linter.model.site_page import SitePage
    from linter.page.source import Document
    from linter.rules.fault import Fault
    from linter.rules.rule import Rule

_NO_FACTS: Mapping[str, list[Any]] = {
    name: [] for name in ("dates", "contacts", "emails", "map_links", "events", "deadlines", "prices", "openings")
}
_READING = "running_text"
"""What a rule is about that has reports tell how hard the text is to read."""
_MOST_CUT = 20
_SHOWN = 300


@dataclass(frozen=True, slots=True)
class Examination:
    """A page as far as it tells itself, before its links are answered and its suppressions judged: see `settle`."""

    page: PageReport
    directives: tuple[Directive, ...] = ()
    references: tuple[Reference, ...] = ()
    """What the page refers to, where links are followed."""
    anchors: frozenset[str] = field(default_factory=frozenset)
    """The places in the page that a fragment may name."""
    may_add_anchors: bool = False
    """Whether a script could make further ones."""
    url: str | None = None
    """The address that others refer to the page by."""
    numbers: tuple[str, ...] = ()
    """The personal identity numbers of the page, of which no digit is told."""


def check_page(
    document: Document,
    config: PageConfig,
    *,
    path: str | None = None,
    place: Place | None = None,
    browser: PageBrowser | None = None,
    answers: Answers | None = None,
) -> PageReport:
    """Examine one page and return its report, settled.

    `path` stands for the page in fingerprints and in rules about paths (default: its name). `browser` shows the page; its
    `BrowserError` is passed on. `answers` are the verdicts of the page's links, `place` says what its relative links mean.
    """
    examined = examine(document, config, path=path, place=place, page_browser=browser)
    return settle(examined, config, answers)


def settle(examined: Examination, config: PageConfig, answers: Answers | None = None) -> PageReport:
    """Return the report of an examined page: with what its links answered, and with suppressions judged."""
    page = examined.page
    if answers is not None:
        page = links.answer(page, examined.references, config, answers)
    return without_numbers(suppressions.settle(page, examined.directives, config), examined.numbers)


def examine(
    document: Document,
    config: PageConfig,
    *,
    path: str | None = None,
    place: Place | None = None,
    page_browser: PageBrowser | None = None,
    on_page: Callable[[Page], None] | None = None,
) -> Examination:
    """Examine one page as far as it tells itself; the parameters are those of `check_page`.

    `on_page` sees the page once it is judged, before it is let go of.
    """
    one = _Examiner(document, document.source.name if path is None else path, config)
    if page_browser is not None:
        one.look(page_browser)
    pairs = one.findings()
    findings = tuple(finding for finding, _ in pairs)
    one.seek()
    if page_browser is not None and page_browser.takes_pictures and one.renderings is not None:
        findings = one.pictured(pairs, page_browser)
    if page_browser is not None and page_browser.illustrates and one.renderings is not None:
        faults = [fault for _, fault in pairs]
        findings = browser.illustrate(findings, faults, one.renderings, page_browser)
    page = PageReport(
        source=document.source.name,
        title=one.page.title,
        language=one.facts.language,
        country=one.facts.country,
        document=_described(document),
        findings=findings,
        facts=one.facts_as_json(),
        browser=one.seen_as_json(),
        outline=one.outline(place or Place()) if config.more.outlines else None,
        site=one.site_page(place or Place()) if config.more.of_site else None,
        skipped=tuple(one.skipped),
        limits=tuple(one.limits),
        path=one.path,
        address=own_address(one.page) if config.needs_address else None,
        content=page_content(one.page),
        sketch=page_sketch(one.page) if config.more.sketches else "",
        elements=one.sought.elements if one.sought is not None else None,
        held=hold(one.page) if config.more.holds else None,
    )
    examined = replace(one.examination(page, place or Place()), numbers=one.numbers)
    if on_page is not None:
        on_page(one.page)
    one.release()
    return examined


class _Examiner:
    """One page while it is judged."""

    def __init__(self, document: Document, path: str, config: PageConfig) -> None:
        self.document, self.path, self.config = document, path, config
        self.page = Page(document)
        self.facts = Facts(self.page, config.country)
        self.renderings: Renderings | None = None
        self.revealed: Revealed | None = None
        self.skipped: list[Skipped] = []
        cut = self.page.layout.cut[:_MOST_CUT]
        self.limits = [Limit("line_characters", {}, MAX_LINE, size) for size in cut]
        if self.is_stub:
            self.limits.append(Limit("redirect_stub", {"address": (self.page.forwards_to or "")[:_SHOWN]}, 0, 1))
        self.withdrawn: list[Withdrawn] = []
        self._leads: tuple[Reference, ...] | None = None
        self.picture: str | None = None
        self.sought: Sought | None = None
        """What people may be asked about, where somebody wants to know."""
        self.inapplicable: set[str] = set()
        self.numbers = personal_numbers.secret(self.page)
        """The personal identity numbers of the page, of which no digit is told."""
        self.said: dict[str, str] = {}
        """Rules whose faults are told by another rule, and by which."""

    @property
    def is_stub(self) -> bool:
        """Whether the page only leads its readers on; of one that was fetched, what it leads to was fetched instead."""
        return self.document.source.status is None and self.page.forwards_to is not None

    def look(self, page_browser: PageBrowser) -> None:
        """Have the page shown in a browser, where it stays."""
        if self.is_stub:
            return
        maps = [element.get("src") or "" for element in embeds(self.page, self.facts.map_links)]
        seen = page_browser.look(maps)
        if self.page.is_pasted and seen.axe is not None:
            seen = replace(seen, axe=seen.axe.beside(OF_WHOLE_PAGE))
        self.renderings = Renderings(self.facts, seen)
        self.revealed = Revealed(self.renderings)
        self.limits.extend(self.renderings.evidence.limits)
        failed = seen.trial.failed if seen.trial is not None else {}
        self.skipped.extend(Skipped(r.id, failed[r.probe]) for r in self.config.rules if r.probe in failed)

    def findings(self) -> list[tuple[Finding, Fault | None]]:
        """Return the findings in the order of the source, each with the fault that it tells of (None for axe's)."""
        found: list[tuple[Finding, Fault | None]] = [
            pair for rule, faults in self._faults() for pair in self._reported(rule, faults)
        ]
        if self.renderings is not None:
            found.extend((finding, None) for finding in self._axe(self.renderings))
            found = self._told_once(found)
        self.said |= {name: one.rule for one, _ in found for name in one.data.get("replaces", ())}
        found.sort(key=lambda pair: (pair[0].location.line, pair[0].location.column, pair[0].rule))
        return found

    def _told_once(self, found: list[tuple[Finding, Fault | None]]) -> list[tuple[Finding, Fault | None]]:
        """Return findings without those of places that another rule says the same of, as it was seen in the browser."""
        said = {(one.rule, place) for one, fault in found for place in _places(one, fault)}
        same = {rule.id: rule.said_by for rule in self.config.rules if rule.said_by}
        twice = [one for one, _ in found if (same.get(one.rule), one.location) in said]
        self.said |= {one.rule: same[one.rule] for one in twice}
        return [pair for pair in found if (same.get(pair[0].rule), pair[0].location) not in said]

    def _faults(self) -> Iterator[tuple[Rule, Sequence[Fault]]]:
        """Yield the rules with the faults that they find, as scripting leaves them."""
        config = self.config
        context = Context(config.today, config.options, self.path, self.renderings, self.revealed, config.hosts)
        asked = {rule.id: self._ask(rule, context) for rule in config.rules if rule.stage in ("static", "browser")}
        faults = {name: answer for name, answer in asked.items() if answer is not None}
        if self.renderings is not None:
            faults = self._left_by_scripting(faults, context, self.renderings)
        yield from ((rule, faults.get(rule.id, ())) for rule in config.rules)

    def _reported(self, rule: Rule, faults: Sequence[Fault]) -> Iterator[tuple[Finding, Fault]]:
        most = self.config.max_findings
        if len(faults) > most:
            self.limits.append(Limit("findings", {"rule": rule.id}, most, len(faults)))
        for fault in faults[:most]:
            shown = show(self.page, fault.element, fault.location)
            content = mask(fault.content, self.numbers)  # as a digest of a number can be found out
            identity = Identity(self.path, content, fault.key, own_to_page=rule.own_to_page)
            yield make(word(self.config, rule, fault, fault.country), fault, shown, identity), fault

    def _ask(self, rule: Rule, context: Context) -> list[Fault] | None:
        check = registry.find(rule.category, rule.id) if rule.check is None else partial(custom.judge, rule)
        if rule.needs_source and self.document.is_tree:
            return []
        if rule.needs_package and not is_installed(rule.needs_package):
            return []
        if rule.countries and not rule.holds_in(self.facts.country):
            self.inapplicable.add(rule.id)
            return []
        try:
            if rule.check is not None and not custom.applies(rule, self.facts, context):
                self.inapplicable.add(rule.id)
                return []
            if check is None:
                msg = f"no check named {rule.id.replace('-', '_')} in linter/checks/{rule.category}.py"
                raise LookupError(msg)  # noqa: TRY301  told like a crash
            found = check(self.facts, context)
            return list(found) if rule.check is not None else [with_doubt(self.facts, rule, one) for one in found]
        except Exception as error:  # noqa: BLE001  whatever a check does, the run goes on
            self._crashed(rule.id, "check_crashed", error)
            return None

    def _crashed(self, rule: str, key: ReasonKey, error: Exception) -> None:
        if isinstance(error, MemoryError):
            raise error  # the page's, not the rule's
        self.skipped.append(Skipped(rule, crash_without_numbers(key, error)))

    def _left_by_scripting(
        self, faults: dict[str, list[Fault]], context: Context, renderings: Renderings
    ) -> dict[str, list[Fault]]:
        try:
            left, self.withdrawn = scripting.settle(self.config.rules, faults, context, renderings)
        except Exception as error:  # noqa: BLE001  as above
            self._crashed("views", "views_crashed", error)
            return faults
        return left

    def _axe(self, renderings: Renderings) -> list[Finding]:
        try:
            found, limits = axe.findings(renderings, self.config, self.path)
        except Exception as error:  # noqa: BLE001  as above
            self._crashed("axe", "axe_results_crashed", error)
            return []
        self.limits.extend(limits)
        return found

    def seek(self) -> None:
        """Find what people may be asked about, where somebody wants to know."""
        if not self.config.more.elements:
            return
        try:
            self.sought = elements.seek(self.page, self.renderings, self.config.more.elements)
        except Exception as error:  # noqa: BLE001  as above
            self._crashed("elements", "facts_crashed", error)

    def pictured(self, found: Sequence[tuple[Finding, Fault | None]], page_browser: PageBrowser) -> tuple[Finding, ...]:
        """Return the findings with their pictures; what people may be asked about gets its pictures too."""
        assert self.renderings is not None  # noqa: S101  pictures are of what was looked at
        shots = self.sought.shots if self.sought is not None else ()
        taken = browser.picture(found, self.renderings, page_browser, shots)
        self.picture = taken.page
        if self.sought is not None:
            self.sought = elements.with_pictures(self.sought, taken.elements)
        self.skipped.extend(taken.skipped)
        self.limits.extend(taken.limits)
        return taken.findings

    def facts_as_json(self) -> dict[str, Any]:
        """Return the facts of the page, those that the browser adds included."""
        try:
            reading = any(_READING in rule.applies_to for rule in self.config.rules)
            facts = self.facts.as_json(reading=reading)
            if self.renderings is None or self.revealed is None:
                return facts
            return browser.facts_as_json(facts, self.revealed, self.renderings.evidence)
        except Exception as error:  # noqa: BLE001  as above
            self._crashed("facts", "facts_crashed", error)
            return dict(_NO_FACTS)

    def outline(self, place: Place) -> PageOutline | None:
        """Return what samples are drawn from."""
        try:
            return read_outline(self.facts, place, self._links(place))
        except Exception as error:  # noqa: BLE001  as above
            self._crashed("outline", "facts_crashed", error)
            return None

    def site_page(self, place: Place) -> SitePage | None:
        """Return what the site's rules see of the page."""
        try:
            return read_site_page(self.facts, place, self._links(place))
        except Exception as error:  # noqa: BLE001  as above
            self._crashed("site", "facts_crashed", error)
            return None

    def _links(self, place: Place) -> tuple[Reference, ...]:
        """Return what the page refers to, read once for all who only look at where it leads."""
        if self._leads is None:
            self._leads = references.read_references(self.facts, place, frozenset())
        return self._leads

    def seen_as_json(self) -> dict[str, Any] | None:
        """Return what the browser stage did, None where there was none."""
        if self.renderings is None:
            return None
        return browser.seen_as_json(self.renderings.evidence, self.withdrawn, self.picture)

    def examination(self, page: PageReport, place: Place) -> Examination:
        """Return the page with what its settlement needs; ids that a browser saw count."""
        page = coverage.begin(page, self.config, self.facts, self.inapplicable, self.said)
        said = directives.read_directives(self.page, self.config.known)
        if not self.config.runs("links"):
            return Examination(page, said)
        try:
            found = references.read_references(self.facts, place, links.settled(page.findings, self.config))
        except Exception as error:  # noqa: BLE001  as above
            self._crashed("links", "links_crashed", error)
            return Examination(links.crashed(page, self.skipped[-1]), said)
        seen = self.renderings is not None and self.renderings.evidence.scripted is not None
        scripted = self.renderings.scripted.page.ids if self.renderings is not None and seen else frozenset()
        return Examination(
            page,
            said,
            references=found,
            anchors=self.page.ids | scripted,
            may_add_anchors=not seen and self.page.may_add_ids,
            url=references.own_address(self.document, place),
        )

    def release(self) -> None:
        """Free the page's memory at once."""
        if self.renderings is not None:
            self.renderings.release()
        self.facts.release()


def _places(finding: Finding, fault: Fault | None) -> tuple[Location, ...]:
    """Return where in the source a finding stands; what a script has made stands nowhere there."""
    own = () if finding.data.get("made_by_script") else (finding.location,)
    return own if fault is None else (*own, *fault.further)


def _described(document: Document) -> dict[str, Any]:
    source = document.source
    kept = ("last-modified", "content-type", "content-language")
    return {
        "encoding": document.encoding,
        "encoding_from": document.encoding_from,
        "bytes": len(source.data),
        "status": source.status,
        "redirects": list(source.redirects),
        **({"address": source.url} if source.redirects and source.url else {}),
        "headers": {key: value for key, value in source.headers.items() if key.lower() in kept},
        **({"container": document.container} if document.container else {}),
        **({"saved_from": document.saved_from} if document.saved_from else {}),
    }
