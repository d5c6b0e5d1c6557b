"""The schema of kommunlint.toml -> its reference in Markdown, in English as the schema is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linter.config.schema import config_schema
from linter.config.settings import EXTENDS, Override, Owner, Settings, Suppression
from linter.documentation.text import code, plain, prose
from linter.model.setting import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.setting import Setting
    from linter.rules.rule import Rule

TITLE = "Configuration reference"
_HEAD = f"""\
# {TITLE}

All keys of `kommunlint.toml`, or of `[tool.kommunlint]` in `pyproject.toml`. `kommunlint init` writes a file with every default,
`kommunlint config` shows what is in force and why, and `kommunlint config --schema` prints the JSON Schema that this page is made from.
"""
_RULES = """\
## [rules.ID]

Every rule takes `severity` (`"error"`, `"warning"` or `"info"`), those of axe-core too: `[rules."axe/image-alt"]`. What else a rule
takes stands on its page:
"""
_LISTS = {"overrides": Override, "suppress": Suppression, "owners": Owner}
_BOUNDS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "more than {}",
    "maximum": "at most {}",
    "exclusiveMaximum": "less than {}",
}


def configuration_page(rules: Mapping[str, Rule]) -> str:
    """Return the page."""
    tree = config_schema(rules)["properties"]
    settings = {"extends": EXTENDS, **settings_of(Settings)}
    top = {name: one for name, one in settings.items() if one.table is None}
    parts = [_HEAD, "## Top of the file\n", *_keys(tree, top)]
    for name, one in settings.items():
        if one.table is not None:
            parts += _table(f"[{name}]", one.note, tree[name]["properties"], one.table)
    for name, kind in _LISTS.items():
        items = tree[name]["items"]["properties"]
        parts += _table(f"[[{name}]]", tree[name]["description"], items, kind)
    parts += [_RULES, "".join(_with_options(rules))]
    return "\n".join(parts)


def _table(title: str, note: str, properties: Mapping[str, Any], kind: type[Any]) -> Iterator[str]:
    yield f"## {plain(title)}\n"
    if note:
        yield f"{prose(_sentence(note))}\n"
    yield from _keys(properties, settings_of(kind))


def _keys(properties: Mapping[str, Any], settings: Mapping[str, Setting]) -> Iterator[str]:
    for name, one in settings.items():
        shape = properties[name]
        yield f"### {code(name)}\n"
        described = shape.get("description") or one.note
        if described:
            yield f"{prose(_sentence(described))}\n"
        yield f"{_shape(shape)}.{_default(one)}\n"
        if one.needs_trust:
            yield "Only in a configuration that somebody named: `--config` or `--trust`.\n"


def _sentence(text: str) -> str:
    whole = text[:1].upper() + text[1:]
    return whole if whole.endswith((".", "…")) else f"{whole}."


def _default(one: Setting) -> str:
    if one.is_required:
        return " Required."
    if one.default is None or one.default in ([], {}, ""):
        return ""
    return f" Default: {code(json.dumps(one.default, ensure_ascii=False))}."


def _shape(shape: Mapping[str, Any]) -> str:
    """Return what may be said, in words."""
    if "enum" in shape:
        return "One of " + ", ".join(code(json.dumps(one)) for one in shape["enum"])
    if "anyOf" in shape:
        return _first_large(" or ".join(_shape(one).lower() for one in shape["anyOf"]))
    kind = str(shape.get("type", "value"))
    if kind == "array":
        return f"List of {_several(shape.get('items', {}))}"
    if "patternProperties" in shape:
        return "As `[rules.ID]`"
    if "properties" in shape:
        return f"Table with the keys {', '.join(map(code, shape['properties']))}"
    if kind == "object":
        return f"Table of {_several(shape.get('additionalProperties') or {})}"
    bounds = [words.format(shape[name]) for name, words in _BOUNDS.items() if name in shape]
    return _first_large(", ".join([_KINDS.get(kind, kind), *bounds]))


_KINDS = {"string": "text", "integer": "whole number", "number": "number", "boolean": "`true` or `false`"}
_MANY = {"string": "texts", "integer": "whole numbers", "number": "numbers", "object": "tables"}


def _several(shape: Mapping[str, Any] | bool) -> str:  # noqa: FBT001  JSON Schema knows true
    kind = shape.get("type") if isinstance(shape, dict) else None
    return _MANY.get(str(kind), "values")


def _first_large(text: str) -> str:
    return text[:1].upper() + text[1:]


def _with_options(rules: Mapping[str, Rule]) -> Iterator[str]:
    for rule in rules.values():
        if rule.options:
            yield f"- [{rule.id}](rules/{rule.id}.md): {', '.join(map(code, rule.options))}\n"
