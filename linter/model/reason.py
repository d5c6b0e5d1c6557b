"""Why something was not done, as data: a key and what it speaks of. Words are made of it where it is shown."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.error_keys import ErrorKey

ReasonKey = Literal[
    # Sources.
    "path_missing",
    "path_is_address",
    "path_is_pattern",
    "file_missing",
    "not_a_file",
    "scheme_unsupported",
    "folder_without_pages",
    "sitemap_cut",
    "sitemap_without_pages",
    "sitemap_of_file",
    # A crawl, and its archive.
    "crawl_robots",
    "crawl_pages",
    "crawl_depth",
    "crawl_seconds",
    "crawl_busy",
    "crawl_lost",
    "crawl_lost_process",
    "crawl_stopped",
    "crawl_elsewhere",
    "crawl_no_page",
    "crawl_many",
    "crawl_links",
    "crawl_calendar",
    "crawl_part",
    "crawl_facets",
    "crawl_endless",
    "crawl_print",
    "crawl_visit",
    "crawl_canonical",
    "crawl_same",
    "crawl_redirects",
    "crawl_files",
    "crawl_gone",
    "warc_errors",
    "warc_record_lost",
    "warc_cut",
    "warc_cut_of",
    "warc_without_pages",
    "unreadable",
    "stdin_unreadable",
    "file_too_large",
    "answer_too_large",
    "file_empty",
    "not_html",
    "not_html_by_server",
    "elements_too_many",
    "png_image",
    "jpeg_image",
    "gif_image",
    "pdf_document",
    "zip_or_office_file",
    "office_file",
    "media_file",
    "json_data",
    "feed",
    "style_sheet",
    "script_file",
    "table_data",
    "settings_file",
    "compressed_file",
    "mhtml_without_page",
    "mhtml_damaged",
    "program",
    # Fetching.
    "answer_too_late",
    "unreachable",
    "connection_insecure",
    "fetch_failed",
    "redirects_off_web",
    "redirects_in_loop",
    "redirects_too_often",
    "error_status",
    "fetch_too_slow",
    "broke_off",
    "redirects_inward",
    "address_private",
    "host_missing",
    "names_not_resolved",
    "certificate_expired",
    "certificate_for_other_host",
    "certificate_self_issued",
    "certificate_issuer_unknown",
    "no_address",
    "packing_unknown",
    "packing_broken",
    # Working.
    "too_deep",
    "worker_memory",
    "program_failed",
    "internal_error",
    "process_ended",
    "signal",
    "exit_status",
    "page_too_slow",
    "took_too_long",
    "server_busy",
    "server_ended",
    "check_crashed",
    "views_crashed",
    "axe_results_crashed",
    "facts_crashed",
    "links_crashed",
    "address_crashed",
    "system_error",
    # The coverage account.
    "needs_browser",
    "needs_source",
    "needs_package",
    "needs_links",
    "needs_review",
    "not_seen",
    "not_tried",
    "probe_too_slow",
    "probe_failed",
    "probe_left",
    "line_cut",
    "not_examined",
    "addresses_not_asked",
    "addresses_unanswered",
    "said_by",
    "links_time_up",
    "links_stopped",
    # The browser.
    "in_browser",
    "login_page_missing",
    "login_step_unmatched",
    "login_step_failed",
    "login_elsewhere",
    "browser_error_status",
    "leads_on",
    "loads_without_end",
    "loading_too_slow",
    "no_page_shown",
    "xhtml_broken",
    "not_html_in_browser",
    "browser_too_slow",
    "browser_error_page",
    "grew_too_large",
    "axe_failed",
    "axe_too_slow",
    "axe_replaced",
    "axe_unreadable",
    "axe_rules_odd",
    "axe_rules_missing",
    "axe_rules_few",
    "form_hidden",
    "browser_memory",
    "scripts_forbidden",
    "browser_lost",
    "chromium_missing",
    "driver_missing",
    "chromium_and_driver_missing",
    "chromium_failed",
    "driver_failed",
    "browser_no_connection",
    "browser_redirects_without_end",
    "browser_certificate",
    "browser_encryption",
    "browser_no_answer",
    "browser_connection_broken",
    "browser_cannot_open",
    # Sites of a list.
    "site_taken",
    "site_system",
    "site_too_slow",
    "site_stopped",
    "site_killed",
    "site_refused",
    "site_failed",
    "site_unreadable",
    "site_empty",
    "site_lost",
    # Mail.
    "mail_refused",
    "mail_not_secure",
    "mail_unreachable",
    # What a reader should know of the run.
    "only_changed",
    "questions_of_sample",
    "baseline_stages",
    "baseline_elsewhere",
    "axe_old",
    "memory_foreign",
    "memory_unusable",
    "memory_lost",
]
"""Every reason that the program can give, and every note of a run; keys are part of the JSON report and stay."""
Datum: TypeAlias = "str | int | float | tuple[str, ...] | Reason"
"""What a reason speaks of: a value, several, or a further reason."""
_LONGEST = 281
"""How much of an error's own text is kept."""
_OBJECT = re.compile(r"<[\w.]{1,200} object at 0x[0-9a-fA-F]{1,16}>(?:: ?)?|\b[A-Z]\w{1,80}(?:Error|Exception)\(\)")
"""Objects of the program as errors of libraries write them: they say nothing to a reader, and differ from run to run."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was not done: what it speaks of stands in `data`, by the names that its text has for it."""

    key: ReasonKey | ErrorKey
    data: Mapping[str, Datum] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Let no object of the program into the words of a report, whoever made the text."""
        if any(isinstance(value, str) and _OBJECT.search(value) for value in self.data.values()):
            told = {name: without_objects(one) if isinstance(one, str) else one for name, one in self.data.items()}
            object.__setattr__(self, "data", told)

    def __hash__(self) -> int:
        """Return the same for equal reasons, so that rules can be grouped by them."""
        return hash((self.key, frozenset(self.data.items())))


def crash(key: ReasonKey, error: BaseException) -> Reason:
    """Return a reason for something that crashed: the error's kind and what it says."""
    return Reason(key, {"detail": crash_text(error)})


def crash_text(error: BaseException) -> str:
    """Return the kind of an error and what it says, in one line."""
    said = " ".join(without_objects(str(error)).split())
    return f"{type(error).__name__}: {said}"[:_LONGEST] if said else type(error).__name__


def without_objects(text: str) -> str:
    """Return an error's text without the objects of the program in it."""
    return _OBJECT.sub("", text)
