"""A project's own rule files (`rules_path`) -> rules: written more shortly than the shipped ones, judged by the same engine."""

from __future__ import annotations

import string
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.data import schema
from linter.data import yaml as yamlfile
from linter.model.errors import UsageError
from linter.model.paths import is_within, refused
from linter.model.reason import Reason
from linter.rules import rule as rules

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from linter.model.error_keys import ErrorKey
    from linter.model.reason import Datum
    from linter.rules.rule import Rule


@cache
def with_shipped(own: tuple[Path, ...], within: Path | None = None) -> dict[str, Rule]:
    """Return the shipped rules and those of a project's own folders, whose files lie `within` a folder where one is given."""
    known = dict(rules.load())
    for place in own:
        for rule in load(place, within).values():
            if rule.id in known:
                raise UsageError(Reason("rule_name_taken", {"name": rule.id}), f"{rule.file}::$.id")
            known[rule.id] = rule
    return known


def load(path: Path, within: Path | None = None) -> dict[str, Rule]:
    """Read a project's own rule file, or a folder of them; a broken one is a `UsageError`.

    Only a file that names itself is quoted in an error: any other may be somebody's secret.
    """
    if not path.exists():
        raise UsageError(Reason("rules_missing"), str(path))
    files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
    if not files:
        raise UsageError(Reason("folder_without_rules"), str(path))
    found: dict[str, Rule] = {}
    for file in files:
        if within is not None and not is_within(file, within):
            raise refused(str(file), "leads_out_of_configuration")
        tree = yamlfile.load_foreign(file)
        is_ours = isinstance(tree, dict) and tree.get("id") == file.stem
        schema.check(tree, _own_schema(), str(file), is_foreign=not is_ours)
        if not is_ours:
            raise UsageError(Reason("rule_file_name"), f"{file}::$.id")
        tree = _in_full(tree)
        _check_own(file, tree)
        if tree["id"] in found:
            raise UsageError(Reason("rule_name_taken", {"name": tree["id"]}), f"{file}::$.id")
        found[tree["id"]] = replace(rules.from_tree(tree), check=tree["check"], file=str(file))
    return found


def _check_own(path: Path, tree: Mapping[str, Any]) -> None:
    """Refuse an own rule that contradicts itself."""

    def refuse(where: str, why: ErrorKey, **data: Datum) -> None:
        raise UsageError(Reason(why, data), f"{path}::{where}")

    if tree["id"] in (*rules.CATEGORIES, "axe", "all"):
        refuse("$.id", "rule_name_of_group", name=tree["id"])
    known = {"text", "value", "count", *tree["options"]}
    for language, text in tree["messages"]["found"].items():
        wrong = _fault_of_message(text, known)
        if wrong is not None:
            raise UsageError(wrong, f"{path}::$.messages.found.{language}")
    rules.check_options(tree, refuse)
    rules.check_requirements(tree, refuse)


def _fault_of_message(text: str, known: Collection[str]) -> Reason | None:
    """Return what is wrong with a message: placeholders are plain names, since a format could ask for any width."""
    try:
        fields = [
            (name, spec or conversion)
            for _, name, spec, conversion in string.Formatter().parse(text)
            if name is not None
        ]
    except ValueError as error:
        return Reason("placeholder_broken", {"said": str(error)})
    for name, form in fields:
        if name not in known:
            return Reason("placeholder_unknown", {"name": name, "known": tuple(sorted(known))})
        if form:
            return Reason("placeholder_formatted", {"name": name})
    return None


def _in_full(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Return an own rule as the shipped ones are written: texts in every language, what was left out filled in."""
    title = _in_all(tree["title"])
    full = {
        "category": "custom",
        "severity": "warning",
        "default": True,
        "since": "",
        "requirements": {},
        "examples": {"pass": [], "fail": []},
        **tree,
        "title": title,
        "why": _in_all(tree.get("why", title)),
        "fix": _in_all(tree.get("fix", title)),
        "messages": {"found": _in_all(tree["messages"]["found"] if "messages" in tree else title)},
    }
    full["options"] = {
        name: {**option, "description": _in_all(option.get("description", name))}
        for name, option in tree.get("options", {}).items()
    }
    return full


def _in_all(texts: str | Mapping[str, str]) -> dict[str, str]:
    """Return a text in every language that there are texts in; where one is missing, another stands in for it."""
    if isinstance(texts, str):
        return dict.fromkeys(rules.LANGUAGES, texts)
    usual = texts.get("en") or next(iter(texts.values()))
    return dict.fromkeys(rules.LANGUAGES, usual) | dict(texts)


@cache
def _own_schema() -> dict[str, Any]:
    return schema.load(schema.FOLDER / "own-rule.schema.json")
