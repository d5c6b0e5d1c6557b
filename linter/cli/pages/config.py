"""A configuration -> the page of `kommunlint config`: every setting in force, and where it comes from. Secrets are not shown."""

from __future__ import annotations

import json
import os
from dataclasses import fields, is_dataclass
from typing import TYPE_CHECKING, Any

from linter.config.settings import PROFILES, Settings
from linter.model.setting import settings_of
from linter.report import terminal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.config.config import Config

_DEFAULT = "default"
_HIDDEN = "(not shown)"

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

    for name, value in _shown(config, Settings):
        add(name, value)
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
            add(f"suppress[{number}].pages", entry.pages)
            add(f"suppress[{number}].fingerprints", entry.fingerprints)
            add(f"suppress[{number}].reason", entry.reason)
            add(f"suppress[{number}].expires", entry.expires)
    for number, owner in enumerate(config.owners):
        if path is None or owner.fits(path):
            add(f"owners[{number}].name", owner.name)
            add(f"owners[{number}].paths", owner.paths)
            add(f"owners[{number}].email", owner.email)
    return found


def _shown(table: Any, kind: type[Any], above: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401  any table of settings
    """Yield the dotted names and the values of a table of settings."""
    for key, setting in settings_of(kind).items():
        name, value = f"{above}{key}", getattr(table, key)
        if setting.table is not None:
            yield from _shown(value, setting.table, f"{name}.")
        elif setting.is_secret:
            yield name, _HIDDEN if value and setting.hides(value) else value
        elif setting.default and isinstance(value, dict):
            yield from ((f"{name}.{inner}", one) for inner, one in value.items())
        else:
            yield name, value


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
