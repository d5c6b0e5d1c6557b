"""Report -> the tables of the HTML report: causes, what was mended, what was not examined, and the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.report import OUTCOMES
from linter.report import entries, phrases, requirements
from linter.report.html.html_text import escaped, quoted, source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.model.report import Cause, Report, RuleText
    from linter.report.words.words import Words

_PAGES = 1000
"""Pages that are named of one cause."""
_EXCERPT = 240
_ON_PAPER = 24
"""Causes that a printed summary has."""


def causes(report: Report, words: Words) -> Iterator[str]:
    """Yield the faults that stand on many pages, the worst first."""
    found = entries.causes(report)
    if not found:
        return
    known = " known" if all(cause.count == cause.known for cause in found) else ""
    yield f'<section class="causes{known}">\n<h2 id="causes">{words("causes")}</h2>\n'
    for number, cause in enumerate(found):
        yield _cause(cause, report, words, " beyond" if number >= _ON_PAPER else "")
    if len(found) > _ON_PAPER:
        yield f'<p class="brief">{words("places_cut", lines="", number=len(found) - _ON_PAPER).strip()}</p>\n'
    yield "</section>\n"


def _cause(cause: Cause, report: Report, words: Words, beyond: str) -> str:
    rule = report.rules.get(cause.rule)
    is_certain = cause.outcome == "failed"
    label = words(cause.severity if is_certain else "cannot_tell")
    findings, pages_n = words.count("finding", cause.count), words.count("page", len(cause.pages))
    number = words("report_cause" if is_certain else "report_unsure", findings=findings, pages=pages_n)
    known = f" {words.count('known_n', cause.known)}" if cause.known else ""
    more = len(cause.pages) - _PAGES
    pages = "".join(f"<li>{quoted(page)}</li>" for page in cause.pages[:_PAGES]) + (
        f"<li>+ {more}</li>" if more > 0 else ""
    )
    excerpt = f"<pre><samp>{source(cause.snippet, _EXCERPT)}</samp></pre>\n" if cause.snippet else ""
    told, who = phrases.remedy(rule, cause.advice), phrases.remedier(cause, words)
    fix = f'<p class="fix">{quoted(told)}</p>\n' if told else ""
    title = quoted(rule.title) if rule is not None else escaped(cause.rule)
    classes = f"cause {cause.severity}{'' if is_certain else ' unsure'}{' known' if cause.count == cause.known else ''}{beyond}"
    return (
        f'<article class="{classes}" id="cause-{escaped(cause.id)}">\n<h3>{title}</h3>\n<p class="meta">'
        f'<span class="severity">{label}</span> <strong>{number}</strong>{known}{f" <span>{escaped(who)}</span>" if who else ""}</p>\n'
        f'<p class="message">{quoted(cause.message)}</p>\n{fix}'
        f'<details class="where"><summary>{pages_n}</summary><ul class="pages">{pages}</ul></details>\n'
        f'<details class="source"><summary>{words("report_source")}</summary>\n{excerpt}'
        f'<p class="meta"><span>{words("column_rule")}:</span> <a href="#rule-{escaped(cause.rule)}">{escaped(cause.rule)}</a></p></details>\n</article>\n'
    )


def mended(report: Report, words: Words) -> Iterator[str]:
    """Yield what the baseline holds and is there no more."""
    if report.baseline is None or not report.baseline.mended:
        return
    yield f'<h2 id="mended">{words("baseline_mended")}</h2>\n<ul>'
    for one in report.baseline.mended:
        times = f"{one.count} × " if one.count > 1 else ""
        yield f"<li>{quoted(one.page)}, {times}{escaped(one.rule)}: {quoted(one.says)}</li>"
    yield "</ul>\n"


def missing(report: Report, words: Words) -> Iterator[str]:
    """Yield what was not examined: sources that could not be had, and rules that did not run."""
    yield f'<h2 id="missing">{words("sheet_missing")}</h2>\n'
    reasons: dict[str, set[str]] = {}
    for page in report.pages:
        for rule, why in page.coverage.not_examined.items():
            reasons.setdefault(words.tell(why), set()).add(rule)
    if not report.not_examined and not reasons:
        yield f"<p>{words('none')}</p>\n"
        return
    if report.not_examined:
        yield (
            "<ul>"
            + "".join(f"<li>{quoted(m.source)}: {quoted(words.tell(m.reason))}</li>" for m in report.not_examined)
            + "</ul>\n"
        )
    if reasons:
        yield "<dl>"
        for told, rules in sorted(reasons.items()):
            yield f"<dt>{quoted(told)}</dt><dd>{escaped(', '.join(sorted(rules)), 100_000)}</dd>\n"
        yield "</dl>\n"


def rules(report: Report, words: Words) -> Iterator[str]:
    """Yield the account of the run by rule, and what every rule with findings means."""
    yield f'<section class="appendix">\n<h2 id="rules">{words("sheet_rules")}</h2>\n'
    yield f'<table>\n<caption>{words("report_by_rule")}</caption>\n<thead><tr><th scope="col">{words("column_rule")}</th>'
    yield f'<th scope="col">{words("column_outcome")}</th></tr></thead>\n<tbody>\n'
    for name, counts in report.summary.coverage.items():
        rule = report.rules.get(name)
        title = f"<br>{quoted(rule.title)}" if rule is not None else ""
        told = [f"{words(f'column_{o}')}: {words.count('page', counts[o])}" for o in OUTCOMES if counts.get(o)]
        yield f'<tr><th scope="row">{escaped(name)}{title}</th><td>{"<br>".join(told)}</td></tr>\n'
    yield "</tbody></table>\n"
    for name in report.summary.by_rule:
        if name in report.rules:
            yield _rule(report.rules[name], words)
    yield "</section>\n"


def _requirement(name: str, words: Words) -> str:
    """Return a requirement, a link where it is explained somewhere."""
    text, link = escaped(requirements.told(name, words)), requirements.address(name)
    return f'<a href="{link}" rel="noreferrer">{text}</a>' if link else text


def _rule(rule: RuleText, words: Words) -> str:
    rests_on = "".join(f"<li>{_requirement(one, words)}</li>" for one in rule.requirements)
    parts = [
        f'<section class="rule" aria-labelledby="rule-{escaped(rule.id)}"><h3 id="rule-{escaped(rule.id)}">{quoted(rule.title)} '
    ]
    parts.append(f'<span class="soft">{escaped(rule.id)}</span></h3>\n')
    parts += [f"<p>{quoted(text)}</p>\n" for text in (rule.why, rule.fix) if text]
    if rests_on:
        parts.append(f"<p>{words('rests_on')}</p><ul>{rests_on}</ul>\n")
    else:
        parts.append(f"<p>{words('no_requirement')}</p>\n")
    if rule.help_url and rule.help_url.startswith(("https://", "http://")):
        named = words("report_help" if rule.category == "axe" else "report_rule_page", rule=escaped(rule.id))
        parts.append(f'<p><a href="{escaped(rule.help_url)}" rel="noreferrer">{named}</a></p>\n')
    return "".join([*parts, "</section>\n"])
