"""Findings -> the HTML report: what is wrong, what to do, and what it looks like; source and selector folded away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from linter.report import entries, phrases
from linter.report.html.html_text import escaped, quoted, repeated, source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.model.finding import Finding
    from linter.model.report import Report
    from linter.report.entries import Entry
    from linter.report.html.html_pictures import Room
    from linter.report.words.words import Words

_EXCERPT = 240
_SELECTOR = 300
_LINES = 12
"""Lines of further places that are named before they are unfolded."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the findings of a report have around them; `many` is on how many pages a cause stands."""

    report: Report
    words: Words
    room: Room
    many: Mapping[str, int]


@dataclass(slots=True)
class Anchors:
    """Names findings of a page so that links lead to them; those of one fingerprint are counted."""

    suffix: str
    seen: Counter[str] = field(default_factory=Counter)

    def name(self, one: Finding) -> str:
        """Return the name of the next finding."""
        number = self.seen[one.fingerprint]
        self.seen[one.fingerprint] += 1
        return f"f-{escaped(one.fingerprint)}{f'-{number}' if number else ''}{self.suffix}"


def entry(told: Entry, anchors: Anchors, around: Surroundings) -> Iterator[str]:
    """Yield findings that are told together."""
    one, words = told.first, around.words
    anchor, rule = anchors.name(one), around.report.rules.get(one.rule)
    label = words(one.severity if one.outcome == "failed" else "cannot_tell")
    title = repeated(rule.title) if rule is not None else escaped(one.rule)
    who = phrases.remedier(one, words)
    yield f'<article class="{_classes(one)}" id="{anchor}" data-rule="{escaped(one.rule)}" data-count="{len(told.findings)}">\n'
    yield f'<h4>{title}</h4>\n<p class="meta"><span class="severity">{label}</span> {_line(one, anchor, words)}'
    yield f" <span>{escaped(who)}</span></p>\n" if who else "</p>\n"
    yield around.room.of_finding(one)
    yield f'<p class="message">{quoted(one.message)}</p>\n'
    fix = phrases.remedy(rule, str(one.data.get("summary", "")))
    yield f'<p class="fix">{repeated(fix)}</p>\n' if fix else ""
    yield _of_cause(one, around)
    yield _set_aside(one, words)
    yield from _others(told, anchors, around)
    yield f'<details class="source"><summary>{words("report_source")}</summary>\n{_excerpt(one)}{_named(one, around)}</details>\n'
    yield "</article>\n"


def unanswered(hosts: Mapping[str, Sequence[Finding]], anchors: Anchors, around: Surroundings) -> Iterator[str]:
    """Yield the links of a page that nobody answered for, each host in one line with its places behind it."""
    words = around.words
    findings = [one for some in hosts.values() for one in some]
    if not findings:
        return
    rules = {one.rule: around.report.rules[one.rule] for one in findings}
    yield f'<article class="finding {findings[0].severity} unsure unanswered" data-rule="{escaped(" ".join(rules))}" data-count="{len(findings)}">\n'
    yield f"<h4>{words('unanswered')}</h4>\n"
    yield "".join(f'<p class="fix">{quoted(rule.fix)}</p>\n' for rule in rules.values() if rule.fix)
    yield '<ul class="hosts">\n'
    for host, some in hosts.items():
        yield f'<li><details class="more"><summary>{quoted(host)}: {words.count("link_n", len(some))}'
        yield f'<span class="lines"> ({_lines(some, words)})</span></summary>\n<ol>\n'
        for one in some:
            anchor = anchors.name(one)
            yield f'<li id="{anchor}">{_line(one, anchor, words)} {quoted(one.message)}\n{_excerpt(one)}</li>\n'
        yield "</ol></details></li>\n"
    yield "</ul>\n</article>\n"


def _classes(one: Finding) -> str:
    state = ["suppressed"] if one.suppressed is not None else ["known"] if one.baseline == "known" else []
    unsure = [] if one.outcome == "failed" else ["unsure"]
    return " ".join(("finding", one.severity, *unsure, *state))


def _line(one: Finding, anchor: str, words: Words) -> str:
    place = f"{one.location.line}:{one.location.column}"
    return f'<a href="#{anchor}">{words("line", line=place)}</a>'


def _lines(findings: Sequence[Finding], words: Words) -> str:
    """Return the first lines on which findings stand."""
    places = entries.places(findings)
    told = ", ".join(places[:_LINES]) + (" …" if len(places) > _LINES else "")
    return words.count("lines_n", len(places), lines=told)


def _of_cause(one: Finding, around: Surroundings) -> str:
    if one.cause not in around.many:
        return ""
    told = around.words("report_of_cause", pages=around.words.count("page", around.many[one.cause]))
    return f'<p class="shared"><a href="#cause-{escaped(one.cause)}">{told}</a></p>\n'


def _set_aside(one: Finding, words: Words) -> str:
    """Return why a finding is not open: somebody decided so, or the baseline holds it."""
    if one.suppressed is not None:
        until = f" {words('report_until', day=one.suppressed['expires'])}" if one.suppressed["expires"] else ""
        return f"<p>{words('column_suppressed')}{until}: {quoted(one.suppressed['reason'])}</p>\n"
    return f"<p>{words(f'matched_{one.matched}')}</p>\n" if one.matched is not None else ""


def _others(told: Entry, anchors: Anchors, around: Surroundings) -> Iterator[str]:
    """Yield the further places of an entry, closed: each with its value, its source and its picture."""
    if not told.others:
        return
    words = around.words
    yield f'<details class="more"><summary>{words.count("place", len(told.others))}'
    yield f'<span class="lines"> ({_lines(told.others, words)})</span></summary>\n<ol>\n'
    for one, value in zip(told.others, entries.values(told.findings)[1:], strict=True):
        anchor = anchors.name(one)
        worth = f" <strong>{quoted(value)}</strong>" if value else ""
        yield f'<li id="{anchor}">{_line(one, anchor, words)}{worth}\n'
        yield around.room.of_finding(one)
        yield f'{_excerpt(one)}<p class="meta">{quoted(one.selector, _SELECTOR)}</p>\n'
        yield f"{_of_cause(one, around) if one.cause != told.first.cause else ''}</li>\n"
    yield "</ol></details>\n"


def _excerpt(one: Finding) -> str:
    """Return the source with the place marked; of what stands on the whole page there is none."""
    if not one.snippet:
        return ""
    place, text = one.location, one.snippet
    same = place.end_line == place.line and not one.data.get("made_by_script")
    length = place.end_column - place.column if same else len(text)
    length = max(1, min(length, len(text)))
    marked, rest = source(text[:length], _EXCERPT), source(text[length:], _EXCERPT)
    return f'<pre><samp><span class="number">{place.line} </span><mark>{marked}</mark>{rest}</samp></pre>\n'


def _named(one: Finding, around: Surroundings) -> str:
    """Return by what programs find the place, and the rule with its reasons."""
    rule = f'<a href="#rule-{escaped(one.rule)}">{escaped(one.rule)}</a>'
    parts = [("column_selector", quoted(one.selector, _SELECTOR)), ("column_rule", rule)]
    return "".join(f'<p class="meta"><span>{around.words(key)}:</span> {told}</p>\n' for key, told in parts)
