"""Rules and the names that a report has -> the words of its rules, those of axe-core included."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.documentation import rule_address
from linter.model.report import RuleText
from linter.report.words.words import words_in
from linter.rules import axe
from linter.rules.rule import CUSTOM, in_language
from linter.stages.browser.axe import axe_script, axe_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.rules.rule import Rule


def rule_texts(
    names: Iterable[str], known: Mapping[str, Rule], language: str, documentation: str = ""
) -> dict[str, RuleText]:
    """Return the words of every rule that is named, by its id; `documentation` is the base address of its pages."""
    return {name: _text(name, known.get(name), language, documentation) for name in names}


def _text(name: str, rule: Rule | None, language: str, documentation: str) -> RuleText:
    if rule is None:
        return _of_axe(name, language)
    return RuleText(
        id=rule.id,
        category=rule.category,
        severity=rule.severity,
        title=in_language(rule.title, language),
        why=in_language(rule.why, language),
        fix=in_language(rule.fix, language),
        requirements=rule.requirements,
        tells_open_answers=rule.tells_open_answers,
        help_url=address_of(rule, language, documentation),
    )


def address_of(rule: Rule, language: str, documentation: str) -> str | None:
    """Return the address of a rule's page; rules that projects bring have none."""
    return None if rule.category == CUSTOM else rule_address(documentation, rule.id, language)


def _of_axe(name: str, language: str) -> RuleText:
    """Return what we say of one of axe-core's rules, and axe where we say nothing."""
    plain = name.removeprefix(axe.PREFIX)
    text = axe_script.texts(language).get(plain) or axe_script.texts("en").get(plain) or {}
    weight = axe_script.weights().get(plain, {})
    tags = weight.get("tags", ())
    title = text.get("help", "axe-core" if name == axe.CATEGORY else plain)
    return RuleText(
        id=name,
        category=axe.CATEGORY,
        severity=axe.severity_of(weight.get("impact"), tags),
        title=axe_words.text(plain, "title", language) or title,
        why=axe_words.text(plain, "why", language) or text.get("description", ""),
        fix=axe_words.text(plain, "fix", language) or (words_in(language)("axe_fix", help=title) if text else ""),
        requirements=axe.requirements_of(tags),
        help_url=axe_script.help_url(plain, language) if name.startswith(axe.PREFIX) else None,
    )
