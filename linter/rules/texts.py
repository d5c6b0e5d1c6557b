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
    weight = axe_script.weights().get(plain, {})
    tags = weight.get("tags", ())
    title, why, fix = _ours(plain, language) or _of_axe_itself(name, plain, language)
    return RuleText(
        id=name,
        category=axe.CATEGORY,
        severity=axe.severity_of(weight.get("impact"), tags),
        title=title,
        why=why,
        fix=fix,
        requirements=axe.requirements_of(tags),
        help_url=axe_script.help_url(plain, language) if name.startswith(axe.PREFIX) else None,
    )


def _ours(plain: str, language: str) -> tuple[str, str, str] | None:
    """Return our title, why and fix of a rule, None where it is newer than our words."""
    if plain not in axe_words.all_words():
        return None
    title, why, fix = (axe_words.text(plain, part, language) for part in ("title", "why", "fix"))
    return title, why, fix


def _of_axe_itself(name: str, plain: str, language: str) -> tuple[str, str, str]:
    """Return the title, why and fix of a rule as far as axe-core tells them."""
    text = axe_script.texts(language).get(plain) or axe_script.texts("en").get(plain) or {}
    title = text.get("help", "axe-core" if name == axe.CATEGORY else plain)
    return title, text.get("description", ""), words_in(language)("axe_fix", help=title) if text else ""
