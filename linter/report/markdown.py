"""Report -> Markdown for a comment on a pull request: the verdict, causes, and what is open, no longer than GitHub takes it."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from linter.i18n import words_in
from linter.model import SEVERITIES
from linter.report.addresses import path
from linter.report.pieces import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.i18n import Words
    from linter.model import Cause, Finding, PageReport, Report

_MARK = "<!-- kommunlint -->"
"""By which a program finds the comment that it wrote before."""
_MOST = 60_000
"""Characters; GitHub takes 65,536 in a comment."""
_CAUSES, _NAMED, _TEXT, _MISSING = 20, 5, 400, 20
_SIGNS = {"error": "🛑", "warning": "⚠️", "info": "ℹ️"}
_MARKUP = re.compile(r"[\\`*_\[\]#|<>~&]")
_REFERS = re.compile(r"(?<=[@#!~%$&])(?=\w)|(?<=:)(?=[/\w])|(?<=www)(?=\.)", re.IGNORECASE)
_LISTS = re.compile(r"^(\d{0,9})([-+=.)])")
"""What makes a list or a heading at the beginning of a line."""
_NOTHING = "\u200b"


def render(report: Report) -> Iterator[str]:
    """Yield the report as Markdown."""
    words = words_in(report.run.language)
    head = "".join(_head(report, words))
    yield head
    left, hidden = _MOST - len(head), 0
    shared = {cause.id for cause in report.causes[:_CAUSES]}
    for page in report.pages:
        own = [one for one in page.findings if one.is_open and one.cause not in shared]
        if not own:
            continue
        text = "".join(_page(page, own, report, words)) if left > 0 else ""
        if not text or len(text) > left:
            hidden += len(own)
            left = 0  # no page after one that was left out: the list then says truly that it is cut
            continue
        left -= len(text)
        yield text
    if hidden:
        yield f"\n{words('report_more', findings=words.count('finding', hidden))}\n"
    yield "".join(_foot(report, words))


def _head(report: Report, words: Words) -> Iterator[str]:
    summary = report.summary
    counts = [words.count(severity, number) for severity in SEVERITIES if (number := summary.open.get(severity, 0))]
    clean = "nothing" if not summary.pages else "nothing_new" if summary.known or summary.suppressed else "clean"
    yield f"{_MARK}\n## kommunlint: {', '.join(counts) or words(clean)}\n\n"
    gone = sum(one.count for one in report.baseline.mended) if report.baseline is not None else 0
    told = [words.count("page", summary.pages)]
    told += [words(key, n=n) for key, n in (("suppressed_n", summary.suppressed), ("known_n", summary.known)) if n]
    told += [words("mended_short", n=gone)] if gone else []
    told += [words.count("not_examined_n", len(report.not_examined))] if report.not_examined else []
    yield f"{', '.join(told)}.\n"
    yield from _causes(report.causes[:_CAUSES], report, words)


def _causes(causes: Sequence[Cause], report: Report, words: Words) -> Iterator[str]:
    told = [cause for cause in causes if cause.count > cause.known]
    if not told:
        return
    columns = [words(f"column_{key}") for key in ("number", "pages_n", "severity", "message", "remedy", "pages")]
    yield f"\n### {words('causes')}\n\n| {' | '.join(columns)} |\n|--:|--:|---|---|---|---|\n"
    for cause in told:
        rule = report.rules.get(cause.rule)
        named = ", ".join(escaped(one, 120) for one in cause.pages[:_NAMED])
        pages = f"{named}, …" if len(cause.pages) > _NAMED else named
        cells = (
            str(cause.count - cause.known),
            str(len(cause.pages)),
            words(cause.severity),
            f"{escaped(cause.message, _TEXT)} ({_code(cause.rule)})",
            escaped(rule.fix, _TEXT) if rule is not None else "",
            pages,
        )
        yield f"| {' | '.join(cells)} |\n"


def _page(page: PageReport, findings: Sequence[Finding], report: Report, words: Words) -> Iterator[str]:
    yield f"\n<details><summary>{_html(path(page), 300)}: {words.count('finding', len(findings))}</summary>\n\n"
    for one in findings:
        label = words(one.severity) if one.outcome == "failed" else words("cannot_tell")
        yield f"- {_SIGNS[one.severity]} **{label}** {words('line', line=one.location.line)}: {escaped(one.message, _TEXT)} ({_code(one.rule)})\n"
        rule = report.rules.get(one.rule)
        if rule is not None and rule.fix:
            yield f"  → {escaped(rule.fix, _TEXT)}\n"
    yield "\n</details>\n"


def _foot(report: Report, words: Words) -> Iterator[str]:
    if report.not_examined:
        yield f"\n### {words('not_examined')}\n\n"
        for one in report.not_examined[:_MISSING]:
            yield f"- {escaped(one.source, 300)}: {escaped(one.reason, _TEXT)}\n"
        if len(report.not_examined) > _MISSING:
            yield "- …\n"
    if not report.run.complete:
        yield f"\n**{words('incomplete')}**\n"


def escaped(text: str, most: int) -> str:
    """Return a text of a page as Markdown that is nothing but text: no markup, link, mention or reference."""
    plain = _MARKUP.sub(_escape, _broken(text, most)).replace(_NOTHING, "&#8203;")
    return _LISTS.sub(r"\1\\\2", plain)


def _broken(text: str, most: int) -> str:
    """Put a space of no width where GitHub and GitLab would see a mention, a reference or an address.

    They look for those in the text that is shown, so that no way of writing the signs would do.
    """
    return _REFERS.sub(_NOTHING, line(text, most).replace(_NOTHING, ""))


def _escape(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};" if match[0] in "<>&" else f"\\{match[0]}"


def _code(text: str) -> str:
    """Return the name of a rule as code."""
    return f"`{text.replace('`', '')}`"


def _html(text: str, most: int) -> str:
    return html.escape(_broken(text, most)).replace(_NOTHING, "&#8203;")
