"""Rules -> the JSON Schema of the configuration (draft 2020-12), built from the rules' own option schemas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.config.file import PROFILES
from linter.model.finding import SEVERITIES
from linter.model.limits import FAIL_ON, Limits
from linter.rules.rule import option_schema
from linter.stages.browser import settings as browser_settings
from linter.stages.links import settings as link_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.rules.rule import Rule

_DATE = r"^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$"


def of(known: Mapping[str, Rule]) -> dict[str, Any]:
    """Return the schema of `kommunlint.toml` for these rules."""
    names = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
    paths = names | {
        "minItems": 1,
        "items": {"type": "string", "minLength": 1},
        "description": "Patterns of paths or addresses: * and ? stop at a slash, ** does not.",
    }
    rules = {
        "type": "object",
        "additionalProperties": False,
        "properties": {rule.id: _rule(rule) for rule in known.values()},
        "patternProperties": {"^axe/[a-z0-9-]+$": _table({"severity": {"enum": list(SEVERITIES)}})},
    }
    select = names | {"description": "Rules or categories to run; all that are on by default when left out."}
    ignore = names | {"description": "Rules or categories not to run."}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kommunlint.toml",
        **_table(
            {
                "extends": names
                | {"description": f"Profiles ({', '.join(PROFILES)}) and files whose settings this file starts from."},
                "rules_path": {
                    "anyOf": [{"type": "string", "minLength": 1}, names],
                    "description": "Folder, or folders, with rules of one's own.",
                },
                "select": select,
                "ignore": ignore,
                "fail_on": {"enum": list(FAIL_ON), "default": "error"},
                "language": {"type": "string", "pattern": "^[a-z]{2}$", "default": "sv"},
                "jobs": {"type": "integer", "minimum": 0, "default": 0, "description": "Processes; 0 is one per core."},
                "include": names
                | {"description": "Globs of files in folders, beside .html .htm .xhtml .aspx .php .mhtml .mht."},
                "limits": _limits(),
                "browser": browser_settings.json_schema(),
                "links": link_settings.json_schema(),
                "rules": rules,
                "overrides": {
                    "type": "array",
                    "description": "Settings of some pages; later ones win.",
                    "items": _table(
                        {"paths": paths, "select": select, "ignore": ignore, "rules": rules}, required=["paths"]
                    ),
                },
                "suppress": {
                    "type": "array",
                    "description": "Findings that are accepted, why and until when.",
                    "items": _table(
                        {
                            "rules": names | {"minItems": 1, "description": "Rules, categories or `all`."},
                            "paths": paths,
                            "reason": {"type": "string", "minLength": 1, "pattern": r"\S"},
                            "expires": {"type": "string", "pattern": _DATE, "description": "The last day it holds."},
                        },
                        required=["rules", "reason"],
                    ),
                },
            }
        ),
    }


def _table(properties: Mapping[str, Any], required: list[str] | None = None) -> dict[str, Any]:
    table: dict[str, Any] = {"type": "object", "additionalProperties": False, "properties": properties}
    return table | ({"required": required} if required else {})


def _rule(rule: Rule) -> dict[str, Any]:
    options = {name: option_schema(option) for name, option in rule.options.items()}
    return {"title": rule.title["en"], **_table({"severity": {"enum": list(SEVERITIES)}, **options})}


def _limits() -> dict[str, Any]:
    positive = {"type": "number", "exclusiveMinimum": 0}
    count = {"type": "integer", "minimum": 1}
    kinds: dict[str, dict[str, Any]] = {
        "page_seconds": positive | {"description": "Time for one page."},
        "page_bytes": count | {"description": "Size of one page."},
        "fetch_seconds": positive | {"description": "Time to fetch one page."},
        "redirects": {"type": "integer", "minimum": 0, "description": "Redirects that are followed for one page."},
        "findings": count | {"description": "Findings of one rule on one page."},
        "browser_seconds": positive | {"description": "Time for one page in the browser."},
        "browser_bytes": count | {"description": "Memory of one process of the browser."},
    }
    usual = Limits()
    return _table({name: kind | {"default": getattr(usual, name)} for name, kind in kinds.items()})
