"""Words of the interface, through gettext catalogues; English is the source and the fallback."""

from __future__ import annotations

import gettext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linter.report import reasons

if TYPE_CHECKING:
    from linter.model.reason import Reason
    from linter.model.report import Limit

LOCALES = Path(__file__).parent / "locales"

TEXTS = {
    "error": "error",
    "warning": "warning",
    "info": "note",
    "cannot_tell": "cannot tell",
    "clean": "no findings",
    "nothing_new": "nothing new to remark on",
    "nothing": "nothing was examined",
    "not_examined": "Not examined",
    "skipped": "The rule {rule} could not run: {reason}",
    "limit": "Cut: {what}; {kept} of {of} are shown.",
    "scope": "Examined as served, without JavaScript, links or contrast: {rules} rules, today is {today}.",
    "scope_links": "Examined as served and by what links answer, without JavaScript or contrast: {rules} rules, today is {today}.",
    "scope_both": "Examined as served, in the browser, without JavaScript and with it, and by what links answer: {rules} rules{axe}; today is {today}.",
    "links": "Links: {counts} ({requests}, {remembered} from memory).",
    "verdict_ok": "fine",
    "verdict_moved": "moved",
    "verdict_broken": "broken",
    "verdict_refused": "refused",
    "verdict_unstable": "unstable",
    "verdict_insecure": "insecure",
    "verdict_soft-404": "not what they name",
    "verdict_blocked": "not allowed",
    "verdict_skipped": "not asked",
    "needs_links": "with --links",
    "needs_browser": "with --browser",
    "scope_browser": "Examined as served and in the browser, without JavaScript and with it, by {rules} rules{axe}; today is {today}.",
    "with_scripting": "with JavaScript:",
    "of_axe": "A rule of axe-core {version}, which runs with --browser. It is explained here:",
    "and_axe": " and axe-core {version}",
    "made_by_script": "script",
    "doubt_script": "A script of the page was not loaded, which may change this.",
    "doubt_style": "A style sheet of the page was not loaded, which may change this.",
    "blocked": "Not loaded, since it was not allowed: {hosts}. --allow-host HOST allows a host.",
    "not_under_root": "Not loaded, since it is not under the page’s root: {paths}. --root DIR names another root.",
    "not_asked_private_address": "a private address that was not allowed (--allow-host HOST)",
    "not_asked_robots": "robots.txt says no",
    "not_asked_application": "the host answers every address alike",
    "not_asked_scheme": "it leads to something else than a page",
    "not_asked_no_base": "the page’s own address is not known (--root DIR)",
    "not_asked_no_web_address": "no web address",
    "not_asked_template": "an address that a program was to fill in",
    "not_asked_logout": "it ends the login",
    "not_asked_time_limit": "the time was up",
    "not_asked_stopped": "the run was stopped",
    "links_not_asked": "{number} of {of} links were not asked: {why}",
    "withdrawn": "The browser disproved {rule} on line {line}.",
    "incomplete": "Stopped before the end: this report covers only part of the pages.",
    "why": "Why",
    "fix": "How to fix it",
    "rests_on": "Rests on",
    "options": "Options",
    "severity": "Severity",
    "default_off": "off unless selected",
    "good": "Examples that pass",
    "bad": "Examples that fail",
    "no_requirement": "no guideline or law; a matter of quality",
    "dates": "Dates",
    "contacts": "Contacts",
    "emails": "E-mail addresses",
    "map_links": "Map links",
    "none": "none",
    "line": "line {line}",
    "language": "Language",
    "encoding": "Encoding",
    "needs_script": "only with JavaScript",
    "address_unknown": "address not in the source",
    "default": "default",
    "causes": "One fault on many pages",
    "cause": "on {pages}",
    "cause_pages": "{pages} and {more} more",
    "places_cut": "{lines} … and {number} more",
    "of_causes": "and {findings} of faults that stand on many pages, see below",
    "baseline_holds": "{findings} on {pages}",
    "baseline_mended": "Fixed",
    "baseline_mended_none": "Nothing that the baseline holds was fixed.",
    "baseline_dropped": "What was fixed is dropped from the baseline.",
    "baseline_new": "new",
    "baseline_known": "known",
    "matched_content": "The baseline holds it: same rule, same page, same content.",
    "matched_place": "The baseline holds several of the same; one of them stood in this place.",
    "matched_number": "The baseline holds so many of the same, none of them in this place.",
    "example_wrong": "Findings expected on lines: {expected}. Found on lines: {actual}.",
    "examples_right": "{right} of {all} examples of {rules} rules come out as they say.",
    "mended_how": "`kommunlint baseline update` drops what was fixed.",
    "report_more": "{findings} more are left out here.",
    "github_more": "{number} more are not shown here; --output html=FILE has them all.",
    "sheet_findings": "Findings",
    "sheet_causes": "Causes",
    "sheet_pages": "Pages",
    "sheet_contacts": "Contacts",
    "sheet_rules": "Rules",
    "sheet_missing": "Not examined",
    "sheet_everything": "everything",
    "sheet_full": "Cut: a sheet takes {rows} rows.",
    "sheet_cut": "Cells that were cut at {most} characters: {number}.",
    "column_page": "Page",
    "column_title": "Title",
    "column_line": "Line",
    "column_column": "Column",
    "column_severity": "Severity",
    "column_outcome": "Outcome",
    "column_rule": "Rule",
    "column_message": "What is wrong",
    "column_remedy": "How to fix it",
    "column_snippet": "Source",
    "column_selector": "Selector",
    "column_requirements": "Rests on",
    "column_baseline": "Baseline",
    "column_suppressed": "Suppressed",
    "column_expires": "Until",
    "column_cause": "Cause",
    "column_fingerprint": "Fingerprint",
    "column_number": "Findings",
    "column_findings_n": "Findings",
    "column_pages_n": "Pages",
    "column_pages": "Where",
    "column_language": "Language",
    "column_updated": "Updated",
    "column_error": "Errors",
    "column_warning": "Warnings",
    "column_info": "Notes",
    "column_known": "Known",
    "column_passed": "Passed",
    "column_failed": "Failed",
    "column_cannot_tell": "Cannot tell",
    "column_inapplicable": "Not applicable",
    "column_not_examined": "Not examined",
    "column_name": "Name",
    "column_function": "Function",
    "column_phones": "Phone",
    "column_emails": "E-mail",
    "column_street": "Street",
    "column_box": "Box",
    "column_postal_code": "Postcode",
    "column_locality": "Locality",
    "column_region": "Part of the page",
    "column_why": "Why",
    "column_reason": "Reason",
    "report_title": "Report of {day}",
    "report_skip": "To the content",
    "report_updated": "Updated {day}",
    "report_contents": "Contents",
    "report_show": "Show",
    "report_search": "Search in findings and pages",
    "report_all_rules": "all rules",
    "report_shown": "{{n}} findings are shown.",
    "report_shown_here": "({{n}} shown)",
    "report_open_page": "Open",
    "report_of_cause": "The same fault stands on {pages}",
    "report_until": "until {day}",
    "report_account": "What became of {rules} rules",
    "report_picture": "Picture:",
    "report_cause": "{findings} on {pages}: mend it once",
    "report_unsure": "{findings} on {pages}",
    "report_by_rule": "Pages by rule and outcome",
    "report_help": "About {rule}, in axe-core’s own words",
    "column_unsure_n": "Findings that cannot be decided",
    "thousands": ",",
    "case_inapplicable": "not applicable to this page",
    "case_examined": "examined",
    "case_complete": "the whole run",
    "case_suppressed": "suppressed: {reason}",
}
COUNTED = {
    "page": ("{n} page", "{n} pages"),
    "error": ("{n} error", "{n} errors"),
    "warning": ("{n} warning", "{n} warnings"),
    "info": ("{n} note", "{n} notes"),
    "cannot_tell_n": ("{n} that cannot be decided", "{n} that cannot be decided"),
    "skipped_n": ("{n} rule could not run", "{n} rules could not run"),
    "limits_n": ("{n} list was cut", "{n} lists were cut"),
    "finding": ("{n} finding", "{n} findings"),
    "place": ("{n} more place", "{n} more places"),
    "places_more": ("and {n} more place: line {lines}", "and {n} more places: lines {lines}"),
    "address": ("{n} address", "{n} addresses"),
    "request": ("{n} request", "{n} requests"),
    "not_examined_n": ("{n} source was not examined", "{n} sources were not examined"),
    "suppressed_n": ("{n} suppressed", "{n} suppressed"),
    "known_n": ("{n} known by the baseline", "{n} known by the baseline"),
    "new_n": ("{n} new", "{n} new"),
    "only_known_n": ("{n} known", "{n} known"),
    "only_mended_n": ("{n} fixed", "{n} fixed"),
    "mended_n": ("{n} fixed since the baseline", "{n} fixed since the baseline"),
}
_LONG = 10_000


class Words:
    """The interface's words in one language."""

    def __init__(self, catalogue: gettext.NullTranslations) -> None:
        self._catalogue = catalogue

    def __call__(self, key: str, **data: object) -> str:
        """Return a text by its key, filled in."""
        return self._catalogue.gettext(TEXTS[key]).format(**data)

    def known(self, key: str, otherwise: str) -> str:
        """Return a text by its key, another one where there is none."""
        return self(key) if key in TEXTS else otherwise

    def count(self, key: str, number: int, **data: object) -> str:
        """Return a text with a number in it."""
        one, many = COUNTED[key]
        return self._catalogue.ngettext(one, many, number).format(n=self.number(number), **data)

    def number(self, number: int) -> str:
        """Return a number; a long one has its thousands apart."""
        return f"{number:,}".replace(",", self("thousands")) if number >= _LONG else str(number)

    def tell(self, reason: Reason) -> str:
        """Return a reason in this language."""
        text = self._catalogue.gettext(reasons.REASONS[reason.key])
        return reasons.filled(text, reason.data, self.tell, self._listed)

    def cut(self, limit: Limit) -> str:
        """Return in this language what was cut."""
        text = self._catalogue.gettext(reasons.LIMITS[limit.kind])
        return text.format(**limit.subject, why=reasons.why_not_asked(limit))

    def _listed(self, parts: tuple[str, ...]) -> str:
        """Return several values: why links were not asked in words, names as they are."""
        return ", ".join(self.known(f"not_asked_{part}", part) for part in parts)


@cache
def words_in(language: str) -> Words:
    """Return the words of a language, English where there is no catalogue."""
    return Words(gettext.translation("kommunlint", LOCALES, [language], fallback=True))
