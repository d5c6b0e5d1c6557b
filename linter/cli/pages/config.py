"""A configuration -> the page of `kommunlint config`: every setting in force, and where it comes from. Secrets are not shown."""

from __future__ import annotations

import json
import os
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from linter.config.file import PROFILES
from linter.report import terminal
from linter.stages.links import settings as link_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.config.config import Config

_DEFAULT = "default"
_HIDDEN = "(not shown)"
_SECRETS = frozenset({"headers", "cookies", "user", "password"})
_OTHER_NAMES = {"allow": "allow_hosts"}
_FLAGS = frozenset({"is_fresh"})
_HOUR = 3600.0

Setting = tuple[str, Any, str]
"""Its dotted name, its value, and where that comes from."""


def render(config: Config, path: str | None, format_: str) -> Iterator[str]:
    """Yield the settings that hold for a page, for any page where none is named."""
    found = settings(config, path)
    if format_ == "json":
        tree = [{"name": name, "value": value, "origin": origin} for name, value, origin in found]
        yield (
            json.dumps(
                {"file": str(config.file) if config.file else None, "settings": tree}, ensure_ascii=False, indent=2
            )
            + "\n"
        )
        return
    table = ""
    head = terminal.safe(str(config.file)) if config.file else f"no configuration file; profiles: {', '.join(PROFILES)}"
    yield f"# {head}\n"
    for name, value, origin in found:
        head, _, last = name.rpartition(".")
        if head != table:
            table = head
            yield f"\n[{head}]\n"
        yield f"{last} = {terminal.safe(_toml(value))}  {terminal.faint(f'# {terminal.safe(origin)}')}\n"


def settings(config: Config, path: str | None) -> list[Setting]:
    """Return every setting with its origin, those of a page where one is named."""
    origins = {name: _short(origin) for name, origin in config.origins.items()}
    if path is not None:
        origins |= _of_overrides(config, path)
        config = config.over(path)
    found: list[Setting] = []

    def add(name: str, value: Any) -> None:  # noqa: ANN401  any setting
        found.append((name, _plain(value), _origin(name, origins)))

    for name in ("select", "ignore", "fail_on", "language", "country", "jobs", "include", "rules_path"):
        add(name, getattr(config, name))
    for part in ("limits", "browser", "links"):
        table = getattr(config, part)
        for one in fields(table):
            name, value = _OTHER_NAMES.get(one.name, one.name), getattr(table, one.name)
            if name in _SECRETS:
                add(f"{part}.{name}", _HIDDEN if value else value)
            elif name == "lifetimes":
                for kind in link_settings.LIFETIMES:
                    add(f"links.lifetime_hours.{kind}", value[kind] / _HOUR)
            elif name not in _FLAGS:
                add(f"{part}.{name}", value)
    options, severities = config.options(), config.severities()
    on = {rule.id for rule in config.chosen()}
    for rule in config.known.values():
        name = f"rules.{rule.id}.severity"
        asleep = "" if rule.id in on else "; not selected"
        found.append((name, severities.get(rule.id, rule.severity), _origin(name, origins) + asleep))
        for name, value in options[rule.id].items():
            add(f"rules.{rule.id}.{name}", value)
    for number, entry in enumerate(config.suppress):
        if path is None or entry.fits(path):
            add(f"suppress[{number}].rules", entry.rules)
            add(f"suppress[{number}].paths", entry.paths)
            add(f"suppress[{number}].reason", entry.reason)
            add(f"suppress[{number}].expires", entry.expires)
    return found


def _of_overrides(config: Config, path: str) -> dict[str, str]:
    """Return the origins of what overrides say for a page."""
    origins: dict[str, str] = {}
    for number, one in enumerate(config.overrides):
        if not one.fits(path):
            continue
        label = (
            f"{_short(config.origins.get(f'overrides[{number}]', ''))}, overrides[{number}] ({', '.join(one.paths)})"
        )
        names = [f"rules.{rule}.{option}" for rule, own in one.rules.items() for option in own]
        names += ["select"] if one.select is not None else []
        names += ["ignore"] if one.ignore else []
        origins |= dict.fromkeys(names, label)
    return origins


def _origin(name: str, origins: Mapping[str, str]) -> str:
    """Return where a setting comes from: the file of its own name, of what is in it, or of the table that it is in."""
    inside = next((origin for known, origin in origins.items() if known.startswith(f"{name}.")), None)
    if inside is not None:
        return inside
    while name:
        if name in origins:
            return origins[name]
        name = name.rpartition(".")[0]
    return _DEFAULT


def _short(origin: str) -> str:
    """Return a file relative to the working directory where it lies below it."""
    near = os.path.relpath(origin) if origin.startswith("/") else origin
    return origin if near.startswith("..") else near


def _plain(value: Any) -> Any:  # noqa: ANN401  any setting
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, (str, int, float, bool, dict)):
        return value
    return ":".join(str(getattr(value, f.name)) for f in fields(value)) if _is_host(value) else str(value)


def _is_host(value: Any) -> bool:  # noqa: ANN401  any setting
    return is_dataclass(value) and type(value).__str__ is object.__str__


def _toml(value: Any) -> str:  # noqa: ANN401  a plain setting
    return '""' if value is None else json.dumps(value, ensure_ascii=False)
