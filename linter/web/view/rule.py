"""Rule -> what programs are told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.rules.rule import in_language

if TYPE_CHECKING:
    from linter.rules.rule import Rule


def rule_as_json(rule: Rule, language: str) -> dict[str, Any]:
    """Return what stands in a list of rules."""
    return {
        "id": rule.id,
        "category": rule.category,
        "severity": rule.severity,
        "default": rule.default,
        "stage": rule.stage,
        "remedied_by": rule.remedied_by,
        "requirements": list(rule.requirements),
        "title": in_language(rule.title, language),
    }
