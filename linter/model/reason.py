"""A reason as the program has it, in English -> its template and what fills it, by which it is told in another language.

Reports for programs keep the English; a test holds this list to the reasons that the program gives.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TEMPLATES = (
    # Sources.
    "no such file or folder; check the path",
    "no such file or folder; for an address write {address}",
    "no such file or folder; let the shell expand the pattern, or name the folder",
    "no such file",
    "not a file",
    "only http and https addresses can be fetched",
    "no pages in the folder ({names}); `include` in kommunlint.toml adds other names",
    "cannot be read: {detail}",
    "larger than the limit ({size} of {most} bytes); limits.page_bytes raises it",
    "larger than the limit of {most} bytes; limits.page_bytes raises it",
    "the file is empty",
    "not HTML: it is {kind}",
    "not HTML: the server says {kind}",
    "a PNG image",
    "a JPEG image",
    "a GIF image",
    "a PDF document",
    "a ZIP or Office file",
    "an Office file",
    "an image, a sound or a film",
    "a compressed file",
    "a program",
    # Fetching.
    "took too long to answer",
    "cannot be reached: {detail}; check the address and the network",
    "no secure connection: {detail}",
    "cannot be fetched: {detail}",
    "redirects to {address}, which is no web address",
    "redirects in a loop ({address})",
    "redirects more than {number} times",
    "answers {status}",
    "took longer than {seconds} s to arrive; limits.fetch_seconds raises it",
    "broke off: {detail}",
    "its address is private",
    "there is no such host",
    "names cannot be looked up here",
    "the certificate has expired or does not hold yet",
    "the certificate is for another host",
    "the certificate is issued by nobody but its owner",
    "the certificate is issued by somebody who is not known here",
    "{address} is no address",
    "packed as {name}, which was not asked for",
    "Connection refused",
    "Network is unreachable",
    "No route to host",
    "Permission denied",
    # Working.
    "too large or too deep to read ({error})",
    "the program failed: {detail}",
    "its process was ended twice ({cause})",
    "signal {number}",
    "exit status {number}",
    "took longer than {seconds} s in the browser; limits.browser_seconds raises it",
    "took longer than {seconds} s; limits.{limit} raises it",
    "the check crashed: {detail}",
    "comparing the views crashed: {detail}",
    "reading its results crashed: {detail}",
    "reading the facts crashed: {detail}",
    "reading the links crashed: {detail}",
    "asking an address crashed: {detail}",
    # The account.
    "needs --browser",
    "needs --links",
    "the browser could not show the page",
    "a line of {number} characters was cut",
    "a list was cut",
    "not examined",
    "{missing} of {number} addresses were not asked: {why}",
    "the time of links.seconds was up",
    "the run was stopped",
    # The browser.
    "in the browser: {why}",
    "the login page cannot be had: {detail}",
    "the login failed at step {number}: nothing fits {selector}",
    "the login failed at step {number} ({step}): {error}",
    "answers {status} to the browser",
    "it leads the browser on to {address}; name that address to have it examined",
    "loads one document after the other without end",
    "did not finish loading within {seconds} s",
    "shows no page in the browser: it is a download, or an answer without content",
    "is XHTML that is not well-formed: the browser shows an error in its place",
    "is {kind} to the browser, not HTML",
    "it shows an error of its own",
    "grew to {size} MB of HTML in the browser",
    "axe-core could not run: {detail}",
    "axe-core gave no answer in time",
    "the page has put axe-core {version} in the place of {other}",
    "axe-core did not report on {rules}",
    "axe-core reported on {some} of its {number} rules only",
    "the page took more than {size} MB; limits.browser_bytes raises it",
    "its Content-Security-Policy (sandbox) lets no script run, axe-core neither",
    "the browser ended while it looked at the page",
    "--browser: {missing} cannot be found; {install}",
    "--browser: Chromium does not start: {detail}",
    "Chromium's driver does not start: {detail}",
    "install them with: {command}",
    "Chromium and its driver (chromedriver)",
    "its driver (chromedriver)",
    "cannot be reached from the browser",
    "redirects the browser without end",
    "no secure connection: the browser does not accept the certificate",
    "no secure connection: the browser and the server do not agree on one",
    "gives the browser no answer",
    "breaks the connection off",
    "the browser cannot open it: {detail}",
    # What was cut.
    "characters of a line that are read",
    "findings of {rule}",
    "seconds that a page which never stops changing is waited for",
    "pictures of findings",
    "console messages",
    "failed requests",
)
_LONGEST = 2000
_FIELD = re.compile(r"\\{(\w+)\\}")


def read(reason: str) -> tuple[str, Mapping[str, str]] | None:
    """Return the template that a reason was made of, and what fills it; None where there is none."""
    if len(reason) > _LONGEST:
        return None
    for template, pattern in _patterns(reason[:1]):
        match = pattern.fullmatch(reason)
        if match is not None:
            return template, match.groupdict()
    return None


@lru_cache(maxsize=64)
def _patterns(first: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the templates that begin so, those that say most first."""
    able = [one for one in TEMPLATES if one.startswith((first, "{"))]
    return tuple((one, _pattern(one)) for one in sorted(able, key=lambda one: ("{" in one, -len(one))))


def _pattern(template: str) -> re.Pattern[str]:
    return re.compile("".join(_parts(template)), re.DOTALL)


def _parts(template: str) -> Iterator[str]:
    """Yield the pieces of a template's pattern; what fills it ends as soon as it can."""
    for number, part in enumerate(_FIELD.split(re.escape(template))):
        yield f"(?P<{part}>.+?)" if number % 2 else part
