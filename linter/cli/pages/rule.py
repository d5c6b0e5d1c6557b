"""Rule -> its page for people, and the list of all rules."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from linter.model.finding import SEVERITIES
from linter.model.stages import ASKED_FOR
from linter.report import terminal
from linter.report.requirements import address, told
from linter.report.words.words import words_in
from linter.rules.rule import example_name, in_language
from linter.stages.browser.axe import axe_script

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.model.report import RuleText
    from linter.report.words.words import Words
    from linter.rules.rule import Rule


def overview(rules: Mapping[str, Rule], language: str) -> Iterator[str]:
    """Yield the rules, grouped by category."""
    words = words_in(language)
    width = max(len(words(severity)) for severity in SEVERITIES)
    category = ""
    for rule in rules.values():
        if rule.category != category:
            yield ("\n" if category else "") + terminal.strong(rule.category) + "\n"
            category = rule.category
        severity = terminal.coloured(words(rule.severity).ljust(width), rule.severity)
        off = f" ({words(rule.when)})" if rule.when else ""
        off += f" ({words(f'needs_{rule.stage}')})" if rule.stage in ASKED_FOR else ""
        yield f"  {rule.id:27} {severity} {in_language(rule.title, language)}{terminal.faint(off)}\n"


def page(rule: Rule, language: str, address: str | None = None) -> Iterator[str]:
    """Yield one rule's page; `address` is that of the same in the documentation."""
    words = words_in(language)
    yield f"{terminal.strong(in_language(rule.title, language))}  {terminal.faint(rule.id)}\n"
    off = f", {words(rule.when)}" if rule.when else ""
    off += f", {words(f'needs_{rule.stage}')}" if rule.stage in ASKED_FOR else ""
    yield f"{words('severity')}: {terminal.coloured(words(rule.severity), rule.severity)}{off}\n\n"
    for key, text in (("why", rule.why), ("fix", rule.fix)):
        yield terminal.strong(words(key)) + "\n" + terminal.folded(in_language(text, language), "  ") + "\n\n"
    yield terminal.strong(words("rests_on")) + "\n"
    yield _requirements(rule.requirements, words)
    if rule.options:
        yield "\n" + terminal.strong(words("options")) + "\n"
        for name, option in rule.options.items():
            yield f"  {name} ({words('default')}: {option['default']})\n"
            yield terminal.folded(in_language(option["description"], language), "      ") + "\n"
    for key, kind in (("bad", "fail"), ("good", "pass")):
        if not rule.examples[kind]:
            continue
        yield "\n" + terminal.strong(words(key)) + "\n"
        for example in rule.examples[kind]:
            yield f"  {terminal.faint(example_name(example, language))}\n" + _indented(example["html"])
            if "scripted" in example:
                yield f"    {terminal.faint(words('with_scripting'))}\n" + _indented(example["scripted"])
    if rule.limits:
        yield "\n" + terminal.strong(words("known_limits")) + "\n"
        yield terminal.folded(in_language(rule.limits, language), "  ") + "\n"
    if address is not None:
        yield "\n" + terminal.folded(words("rule_page"), "  ") + f"\n  {terminal.safe(address)}\n"


def _requirements(names: Iterable[str], words: Words) -> str:
    """Return what a rule rests on, one a line, with the address of what is explained somewhere."""
    lines = (f"{told(one, words)} ({link})" if (link := address(one)) else one for one in names)
    return "".join(f"  {line}\n" for line in lines) or f"  {words('no_requirement')}\n"


def _indented(html: str) -> str:
    return textwrap.indent(html.rstrip(), "      ") + "\n"


def of_axe(rule: RuleText, language: str) -> Iterator[str]:
    """Yield the page of one of axe-core's rules: its own words, what it rests on, and where it is explained."""
    words = words_in(language)
    yield f"{terminal.strong(rule.title)}  {terminal.faint(rule.id)}\n"
    yield f"{words('severity')}: {terminal.coloured(words(rule.severity), rule.severity)} ({words('needs_browser')})\n\n"
    for key, text in (("why", rule.why), ("fix", rule.fix)):
        if text:
            yield terminal.strong(words(key)) + "\n" + terminal.folded(text, "  ") + "\n\n"
    yield terminal.strong(words("rests_on")) + "\n"
    yield _requirements(rule.requirements, words)
    yield "\n" + terminal.folded(words("of_axe", version=axe_script.pinned()), "  ") + f"\n  {rule.help_url}\n"
