"""A configuration file and what it extends -> one tree, with the origin of every value.

The file is `kommunlint.toml`, or the table `[tool.kommunlint]` of a `pyproject.toml`, found upwards from a folder.
"""

from __future__ import annotations

import math
import tomllib
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.config.settings import PROFILES, Settings
from linter.model.errors import UsageError
from linter.model.setting import settings_of
from linter.model.target import real_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE_NAME = "kommunlint.toml"
PROJECT_FILE = "pyproject.toml"
_PROFILES = Path(__file__).parent / "profiles"
_DEPTH = 10
_LISTS = ("overrides", "suppress")
"""Lists of tables to which every file adds."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One file, as it stands: its table, and the whole document that the table is in."""

    label: str
    folder: Path
    tree: Mapping[str, Any]
    document: Mapping[str, Any]
    in_project_file: bool = False


@dataclass(frozen=True, slots=True)
class Merged:
    """All files of a configuration, what is extended first, and what comes of them. `origins` names the file of a value."""

    layers: tuple[Layer, ...] = ()
    tree: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


def nearest(folder: Path) -> Path | None:
    """Return the configuration file of a folder: its own or that of the nearest folder above."""
    for place in (folder, *folder.parents):
        if (place / FILE_NAME).is_file():
            return place / FILE_NAME
        project = place / PROJECT_FILE
        if project.is_file() and _has_table(project):
            return project
    return None


def _has_table(path: Path) -> bool:
    """Return whether a pyproject.toml speaks to kommunlint; whatever else is wrong with it is not our matter."""
    try:
        text = path.read_text("utf-8-sig")
        tool = tomllib.loads(text).get("tool", {}) if "kommunlint" in text else {}
    except tomllib.TOMLDecodeError:
        return "[tool.kommunlint" in text
    except (OSError, UnicodeDecodeError):
        return False
    return isinstance(tool, dict) and "kommunlint" in tool


def read_layers(path: Path) -> Merged:
    """Read a file and all that it extends; what is extended comes first. A fault is a `UsageError`."""
    layers = tuple(_layers(path, (), str(path)))
    tree: dict[str, Any] = {}
    origins: dict[str, str] = {}
    for layer in layers:
        own = {
            key: value
            for key, value in _with_whole_paths(layer.tree, Settings, layer.folder).items()
            if key != "extends"
        }
        _merge(tree, own, layer.label, origins)
    return Merged(layers, tree, origins)


def _layers(path: Path, above: tuple[Path, ...], label: str) -> Iterator[Layer]:
    place = real_path(path)
    if place in above:
        msg = f"{label}::$.extends: extends itself"
        raise UsageError(msg)
    if len(above) >= _DEPTH:
        msg = f"{label}::$.extends: more than {_DEPTH} files deep"
        raise UsageError(msg)
    document = _parsed(path, label)
    is_project = path.name == PROJECT_FILE
    table = document
    if is_project:
        tool = document.get("tool", {})
        table = tool.get("kommunlint", {}) if isinstance(tool, dict) else {}
        if not isinstance(table, dict):
            msg = f"{label}::$.tool.kommunlint: a table is wanted"
            raise UsageError(msg)
    for name in _extended(table, label):
        if name in PROFILES:
            yield from _layers(_PROFILES / f"{name}.toml", (*above, place), f"profile {name}")
        elif name.endswith(".toml"):
            found = path.parent / name
            if not found.is_file():
                msg = f'{label}::$.extends: "{name}": No such file in {path.resolve().parent}'
                raise UsageError(msg)
            yield from _layers(found, (*above, place), str(found))
        else:
            msg = f'{label}::$.extends: "{name}" is not a profile ({", ".join(PROFILES)}) or a .toml file'
            raise UsageError(msg)
    yield Layer(label, place.parent, table, document, is_project)


def _parsed(path: Path, label: str) -> dict[str, Any]:
    try:
        tree: dict[str, Any] = _plain(tomllib.loads(path.read_text("utf-8-sig")))  # editors of Windows write a mark
    except OSError as error:
        msg = f"{label}: {error.strerror or error}"
        raise UsageError(msg) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        msg = f"{label}: not valid TOML: {error}"
        raise UsageError(msg) from error
    except RecursionError as error:
        msg = f"{label}: not valid TOML: nested too deep"
        raise UsageError(msg) from error
    return tree


def _plain(tree: Any) -> Any:  # noqa: ANN401  TOML
    """Return the tree with its dates as text, as JSON knows them."""
    if isinstance(tree, dict):
        return {key: _plain(value) for key, value in tree.items()}
    if isinstance(tree, list):
        return [_plain(value) for value in tree]
    if isinstance(tree, float) and math.isnan(tree):
        return str(tree)  # which no schema takes for a number
    return tree.isoformat() if isinstance(tree, date) else tree


def _extended(table: Mapping[str, Any], label: str) -> list[str]:
    names = table.get("extends", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        msg = f"{label}::$.extends: a list of profiles ({', '.join(PROFILES)}) and files is wanted"
        raise UsageError(msg)
    return names


def _with_whole_paths(table: Mapping[str, Any], kind: type[Any], folder: Path) -> dict[str, Any]:
    """Return a table with its paths made whole, so that they mean the same in another file's folder."""
    whole = dict(table)
    for name, setting in settings_of(kind).items():
        said = table.get(name)
        if setting.table is not None and isinstance(said, dict):
            whole[name] = _with_whole_paths(said, setting.table, folder)
        elif setting.is_path and isinstance(said, list):
            whole[name] = [str(folder / str(one)) for one in said]
        elif setting.is_path and isinstance(said, str) and said:
            whole[name] = str(folder / said)
    return whole


def _merge(tree: dict[str, Any], own: Mapping[str, Any], label: str, origins: dict[str, str], path: str = "") -> None:
    """Put one table over another: tables are joined, `overrides` and `suppress` are added to, all else is replaced."""
    for key, value in own.items():
        where = f"{path}.{key}" if path else key
        if isinstance(value, dict) and isinstance(tree.setdefault(key, {}), dict):
            _merge(tree[key], value, label, origins, where)
        elif not path and key in _LISTS and isinstance(value, list):
            before = tree.setdefault(key, [])
            for number, item in enumerate(value, len(before)):
                before.append(item)
                origins[f"{where}[{number}]"] = label
        else:
            tree[key] = value
            origins[where] = label
