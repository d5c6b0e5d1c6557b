"""Reasons and limits -> their English, which reports for programs keep as it is; catalogues have the other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.model.reason import Datum, ReasonKey
    from linter.model.report import Limit, LimitKind

REASONS: Mapping[ReasonKey, str] = {
    # Sources.
    "path_missing": "no such file or folder; check the path",
    "path_is_address": "no such file or folder; for an address write {address}",
    "path_is_pattern": "no such file or folder; let the shell expand the pattern, or name the folder",
    "file_missing": "no such file",
    "not_a_file": "not a file",
    "scheme_unsupported": "only http and https addresses can be fetched",
    "folder_without_pages": "no pages in the folder ({names}); `include` in kommunlint.toml adds other names",
    "unreadable": "cannot be read: {detail}",
    "file_too_large": "larger than the limit ({size:,} of {most:,} bytes); limits.page_bytes raises it",
    "answer_too_large": "larger than the limit of {most:,} bytes; limits.page_bytes raises it",
    "file_empty": "the file is empty",
    "not_html": "not HTML: it is {kind}",
    "not_html_by_server": "not HTML: the server says {kind}",
    "png_image": "a PNG image",
    "jpeg_image": "a JPEG image",
    "gif_image": "a GIF image",
    "pdf_document": "a PDF document",
    "zip_or_office_file": "a ZIP or Office file",
    "office_file": "an Office file",
    "media_file": "an image, a sound or a film",
    "compressed_file": "a compressed file",
    "mhtml_without_page": "the MHTML file holds no page",
    "mhtml_damaged": "the MHTML file is damaged: {detail}",
    "program": "a program",
    # Fetching.
    "answer_too_late": "took too long to answer",
    "unreachable": "cannot be reached: {detail}; check the address and the network",
    "connection_insecure": "no secure connection: {detail}",
    "fetch_failed": "cannot be fetched: {detail}",
    "redirects_off_web": "redirects to {address}, which is no web address",
    "redirects_in_loop": "redirects in a loop ({address})",
    "redirects_too_often": "redirects more than {number} times",
    "error_status": "answers {answer}",
    "fetch_too_slow": "took longer than {seconds:g} s to arrive; limits.fetch_seconds raises it",
    "broke_off": "broke off: {detail}",
    "address_private": "its address is private",
    "host_missing": "there is no such host",
    "names_not_resolved": "names cannot be looked up here",
    "certificate_expired": "the certificate has expired or does not hold yet",
    "certificate_for_other_host": "the certificate is for another host",
    "certificate_self_issued": "the certificate is issued by nobody but its owner",
    "certificate_issuer_unknown": "the certificate is issued by somebody who is not known here",
    "no_address": "{address} is not an address",
    "packing_unknown": "packed as {name}, which was not asked for",
    # Working.
    "too_deep": "too large or too deep to read ({error})",
    "program_failed": "the program failed: {detail}",
    "process_ended": "its process was ended twice ({cause})",
    "signal": "signal {number}",
    "exit_status": "exit status {number}",
    "page_too_slow": "took longer than {seconds:g} s; limits.{limit} raises it",
    "check_crashed": "the check crashed: {detail}",
    "views_crashed": "comparing the views crashed: {detail}",
    "axe_results_crashed": "reading its results crashed: {detail}",
    "facts_crashed": "reading the facts crashed: {detail}",
    "links_crashed": "reading the links crashed: {detail}",
    "address_crashed": "asking an address crashed: {detail}",
    "system_error": "{detail}",
    # The coverage account.
    "needs_browser": "needs --browser",
    "needs_links": "needs --links",
    "not_seen": "the browser could not show the page",
    "line_cut": "a line of {number} characters was cut",
    "not_examined": "not examined",
    "addresses_not_asked": "{missing} of {number} addresses were not asked: {why}",
    "links_time_up": "{missing} of {number} addresses were not asked: the time of links.seconds was up",
    "links_stopped": "{missing} of {number} addresses were not asked: the run was stopped",
    # The browser.
    "in_browser": "in the browser: {why}",
    "login_page_missing": "the login page cannot be had: {detail}",
    "login_step_unmatched": "the login failed at step {number}: nothing fits {selector}",
    "login_step_failed": "the login failed at step {number} ({step} {selector}): {error}",
    "browser_error_status": "answers {status} to the browser",
    "leads_on": "it leads the browser on to {address}; name that address to have it examined",
    "loads_without_end": "loads one document after the other without end",
    "loading_too_slow": "did not finish loading within {seconds:g} s",
    "no_page_shown": "shows no page in the browser: it is a download, or an answer without content",
    "xhtml_broken": "is XHTML that is not well-formed: the browser shows an error in its place",
    "not_html_in_browser": "is {kind} to the browser, not HTML",
    "browser_too_slow": "took longer than {seconds:g} s in the browser; limits.browser_seconds raises it",
    "browser_error_page": "it shows an error of its own",
    "grew_too_large": "grew to {megabytes:,} MB of HTML in the browser",
    "axe_failed": "axe-core could not run: {detail}",
    "axe_too_slow": "axe-core gave no answer in time",
    "axe_replaced": "the page has put axe-core {version} in the place of {other}",
    "axe_rules_missing": "axe-core did not report on {rules}",
    "axe_rules_few": "axe-core reported on {some} of its {number} rules only",
    "browser_memory": "the page took more than {megabytes:,} MB; limits.browser_bytes raises it",
    "scripts_forbidden": "its Content-Security-Policy (sandbox) lets no script run, axe-core neither",
    "browser_lost": "the browser ended while it looked at the page",
    "chromium_missing": "--browser: Chromium cannot be found; install them with: {command}",
    "driver_missing": "--browser: its driver (chromedriver) cannot be found; install them with: {command}",
    "chromium_and_driver_missing": (
        "--browser: Chromium and its driver (chromedriver) cannot be found; install them with: {command}"
    ),
    "chromium_failed": "--browser: Chromium does not start: {detail}",
    "driver_failed": "Chromium's driver does not start: {detail}",
    "browser_no_connection": "cannot be reached from the browser",
    "browser_redirects_without_end": "redirects the browser without end",
    "browser_certificate": "no secure connection: the browser does not accept the certificate",
    "browser_encryption": "no secure connection: the browser and the server do not agree on one",
    "browser_no_answer": "gives the browser no answer",
    "browser_connection_broken": "breaks the connection off",
    "browser_cannot_open": "the browser cannot open it: {detail}",
    # What a reader should know of the run.
    "only_changed": "Only pages that have changed since {revision} were asked for.",
    "baseline_stages": "The baseline was written with {flags}: without that, nothing is called mended.",
    "baseline_elsewhere": (
        "None of the baseline’s pages is here, but some that are called alike: it was written from another folder. "
        "Nothing is called mended."
    ),
    "axe_old": "axe-core {version} is old: it misses faults that {current} finds.",
    "memory_foreign": "{path} is not a cache of links; it is left as it is, and nothing is remembered",
    "memory_unusable": "{path}: {detail}; nothing is remembered",
    "memory_lost": "{path}: {detail}; nothing more is remembered",
}
LIMITS: Mapping[LimitKind, str] = {
    "line_characters": "characters of a line that are read",
    "findings": "findings of {rule}",
    "restless_seconds": "seconds that a page which never stops changing is waited for",
    "pictures": "pictures of findings",
    "console_messages": "console messages",
    "failed_requests": "failed requests",
    "links_asked": "links that were asked ({verdict}, {why})",
}


def in_english(reason: Reason) -> str:
    """Return a reason in the English of reports for programs."""
    return filled(REASONS[reason.key], reason.data, in_english, ", ".join)


def cut_in_english(limit: Limit) -> str:
    """Return what was cut in the English of reports for programs."""
    return LIMITS[limit.kind].format(**limit.subject, why=why_not_asked(limit))


def why_not_asked(limit: Limit) -> str:
    """Return why links were not asked: the key of it, and what it is about where that is known."""
    return ": ".join(part for name in ("reason", "detail") if (part := limit.subject.get(name, "")))


def filled(
    text: str,
    data: Mapping[str, Datum],
    tell: Callable[[Reason], str],
    join: Callable[[tuple[str, ...]], str],
) -> str:
    """Return a text with what fills it: reasons within it are told, several values joined."""
    told: dict[str, Any] = {}
    for name, value in data.items():
        told[name] = tell(value) if isinstance(value, Reason) else join(value) if isinstance(value, tuple) else value
    return text.format(**told)
