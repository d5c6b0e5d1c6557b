"""kommunlint.toml and flags -> Config, checked against a schema that is built from the rules' own option schemas."""

from __future__ import annotations

import difflib
import os
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from linter import browser_settings, link_settings, schema
from linter import rules as rule_files
from linter.browser_settings import BrowserSettings
from linter.errors import UsageError
from linter.link_settings import LinkSettings
from linter.model import SEVERITIES, Severity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.rules import Rule

FILE_NAME = "kommunlint.toml"
CATEGORIES = ("dates", "contacts", "email", "maps", "links", "content", "markup")
AXE = "axe"
"""The category of axe-core's rules, which are known by their own names: `axe/image-alt`."""
FAIL_ON = ("error", "warning", "never")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the program must keep; each is an option with this default."""

    page_seconds: float = 10.0
    page_bytes: int = 64 * 1024 * 1024
    fetch_seconds: float = 30.0
    redirects: int = 10
    findings: int = 100
    browser_seconds: float = 60.0
    browser_bytes: int = 2 * 1024 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Config:
    """What a run is asked to do."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: str = "error"
    language: str = "sv"
    jobs: int = 0
    include: tuple[str, ...] = ()
    limits: Limits = field(default_factory=Limits)
    rules: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    browser: BrowserSettings = field(default_factory=BrowserSettings)
    links: LinkSettings = field(default_factory=LinkSettings)
    base: Path = field(default_factory=Path.cwd)

    def chosen(self, known: Mapping[str, Rule], *, links: bool = True) -> tuple[Rule, ...]:
        """Return the rules that `select` and `ignore` leave, those of the link stage only with `links`.

        An unknown name is a `UsageError`.
        """
        wanted = _named(self.select, known, "select") if self.select else {r.id for r in known.values() if r.default}
        unwanted = _named(self.ignore, known, "ignore") if self.ignore else set()
        left = wanted - unwanted
        return tuple(rule for rule in known.values() if rule.id in left and (links or rule.stage != "links"))

    def axe(self) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """Return the axe rules that are named to run (none: all that are on by default) and not to; None for no axe at all."""
        named = tuple(name.removeprefix("axe/") for name in self.select if name.startswith("axe/"))
        if (
            AXE in self.ignore
            or "all" in self.ignore
            or (self.select and not named and not {AXE, "all"} & {*self.select})
        ):
            return None
        everything = not self.select or bool({AXE, "all"} & {*self.select})
        off = tuple(name.removeprefix("axe/") for name in self.ignore if name.startswith("axe/"))
        return (() if everything else named), off

    def options(self, known: Mapping[str, Rule]) -> dict[str, dict[str, Any]]:
        """Return every rule's options: the defaults and what the configuration says."""
        return {
            rule.id: rule.defaults | {k: v for k, v in self.rules.get(rule.id, {}).items() if k != "severity"}
            for rule in known.values()
        }

    def severities(self) -> dict[str, Severity]:
        """Return the severities that the configuration sets."""
        return {rule: own["severity"] for rule, own in self.rules.items() if "severity" in own}


def read(path: Path | None, start: Path) -> Config:
    """Read a configuration file: the one named, else the nearest `kommunlint.toml` from a folder upwards."""
    found = path or _upwards(start)
    if found is None:
        return Config(links=link_settings.defaults(start), base=start)
    try:
        tree = tomllib.loads(found.read_text("utf-8"))
    except OSError as error:
        msg = f"{found}: {error.strerror or error}"
        raise UsageError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{found}: not valid TOML: {error}"
        raise UsageError(msg) from error
    schema.check(tree, json_schema(), str(found))
    limits = replace(Limits(), **tree.get("limits", {}))
    return Config(
        select=tuple(tree.get("select", ())),
        ignore=tuple(tree.get("ignore", ())),
        fail_on=tree.get("fail_on", "error"),
        language=tree.get("language", "sv"),
        jobs=tree.get("jobs", 0),
        include=tuple(tree.get("include", ())),
        limits=limits,
        rules=tree.get("rules", {}),
        browser=browser_settings.read(tree.get("browser", {}), found.resolve().parent, str(found)),
        links=link_settings.read(tree.get("links", {}), found.resolve().parent),
        base=found.resolve().parent,
    )


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the configuration file (draft 2020-12)."""
    rules = {
        rule.id: {
            "type": "object",
            "title": rule.title["en"],
            "additionalProperties": False,
            "properties": {
                "severity": {"enum": list(SEVERITIES)},
                **{name: rule_files.option_schema(option) for name, option in rule.options.items()},
            },
        }
        for rule in rule_files.load().values()
    }
    axe_rule = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"severity": {"enum": list(SEVERITIES)}},
    }
    names = {"type": "array", "items": {"type": "string"}, "uniqueItems": True}
    positive = {"type": "number", "exclusiveMinimum": 0}
    count = {"type": "integer", "minimum": 1}
    defaults = Limits()
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "kommunlint.toml",
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "select": names | {"description": "Rules or categories to run; all that are on by default when left out."},
            "ignore": names | {"description": "Rules or categories not to run."},
            "fail_on": {"enum": list(FAIL_ON), "default": "error"},
            "language": {"type": "string", "pattern": "^[a-z]{2}$", "default": "sv"},
            "jobs": {"type": "integer", "minimum": 0, "default": 0, "description": "Processes; 0 is one per core."},
            "include": names | {"description": "Globs of files in folders, beside .html .htm .xhtml .aspx .php."},
            "limits": {
                "type": "object",
                "additionalProperties": False,
                "properties": {
                    "page_seconds": positive | {"default": defaults.page_seconds},
                    "page_bytes": count | {"default": defaults.page_bytes},
                    "fetch_seconds": positive | {"default": defaults.fetch_seconds},
                    "redirects": {"type": "integer", "minimum": 0, "default": defaults.redirects},
                    "findings": count
                    | {"default": defaults.findings, "description": "Findings of one rule on one page."},
                    "browser_seconds": positive
                    | {"default": defaults.browser_seconds, "description": "Time for one page in the browser."},
                    "browser_bytes": count
                    | {"default": defaults.browser_bytes, "description": "Memory of one process of the browser."},
                },
            },
            "browser": browser_settings.json_schema(),
            "links": link_settings.json_schema(),
            "rules": {
                "type": "object",
                "additionalProperties": False,
                "properties": rules,
                "patternProperties": {"^axe/[a-z0-9-]+$": axe_rule},
            },
        },
    }


def processes(jobs: int) -> int:
    """Return how many processes to use; 0 asks for one per core that this process may use."""
    if jobs:
        return jobs
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _upwards(start: Path) -> Path | None:
    return next((folder / FILE_NAME for folder in (start, *start.parents) if (folder / FILE_NAME).is_file()), None)


def _named(names: Sequence[str], known: Mapping[str, Rule], flag: str) -> set[str]:
    found: set[str] = set()
    for name in names:
        if name == AXE or name.startswith("axe/"):
            continue
        if name == "all":
            found |= set(known)
        elif name in CATEGORIES:
            found |= {rule.id for rule in known.values() if rule.category == name}
        elif name in known:
            found.add(name)
        else:
            near = difflib.get_close_matches(name, [*known, *CATEGORIES, AXE, "all"], n=1, cutoff=0.5)
            hint = f'; did you mean "{near[0]}"?' if near else "; `kommunlint rules` lists them"
            msg = f'{flag}: unknown rule or category "{name}"{hint}'
            raise UsageError(msg)
    return found


assert set(SEVERITIES) == set(get_args(Severity))  # noqa: S101  the two say the same thing
