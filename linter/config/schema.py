"""Rules -> the JSON Schema of the configuration (draft 2020-12): that of its settings, with the options of the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.config.settings import EXTENDS, Override, Owner, Settings, Suppression
from linter.model.finding import SEVERITIES
from linter.model.setting import table_schema
from linter.rules.rule import option_schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.rules.rule import Rule

_SEVERITY = {"severity": {"enum": list(SEVERITIES)}}


def config_schema(known: Mapping[str, Rule]) -> dict[str, Any]:
    """Return the schema of `kommunlint.toml` for these rules."""
    rules = _table({rule.id: _rule(rule) for rule in known.values()}) | {
        "patternProperties": {"^axe/[a-z0-9-]+$": _table(_SEVERITY)}
    }
    overrides, suppress = table_schema(Override, {"rules": rules}), table_schema(Suppression)
    more = {
        "extends": EXTENDS.schema,
        "rules": rules,
        "overrides": _list("Settings of some pages; later ones win.", overrides),
        "suppress": _list("Findings that are accepted, why and until when.", suppress),
        "owners": _list("Who answers for which pages; the first entry that fits counts.", table_schema(Owner)),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kommunlint.toml",
        **table_schema(Settings, more),
    }


def _list(description: str, items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "description": description, "items": items}


def _table(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _rule(rule: Rule) -> dict[str, Any]:
    options = {name: option_schema(option) for name, option in rule.options.items()}
    return {"title": rule.title["en"], **_table({**_SEVERITY, **options})}
