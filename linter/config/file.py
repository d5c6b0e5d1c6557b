"""A configuration file and what it extends -> one tree, with the origin of every value.

The file is `kommunlint.toml`, or the table `[tool.kommunlint]` of a `pyproject.toml`, found upwards from a folder.
"""

from __future__ import annotations

import math
import os
import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import re2

from linter.config.settings import PROFILES, Settings
from linter.data.files import MOST, read_text
from linter.model.errors import UsageError
from linter.model.paths import is_within, real, refused
from linter.model.reason import Reason
from linter.model.setting import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

FILE_NAME = "kommunlint.toml"
PROJECT_FILE = "pyproject.toml"
_PROFILES = Path(__file__).parent / "profiles"
_TOML_PLACE = re.compile(r"at (?:line (?P<line>\d{1,9}), column (?P<column>\d{1,9})|end of document)")
_PARTS = 100
_LONG_KEY = re2.compile(rf"""(?:(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')[ \t]*\.[ \t]*){{{_PARTS}}}""")
_DEPTH = 10
_LISTS = ("overrides", "suppress", "owners")
"""Lists of tables to which every file adds."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One file, as it stands: its table, and the whole document that the table is in."""

    label: str
    folder: Path
    tree: Mapping[str, Any]
    document: Mapping[str, Any]
    in_project_file: bool = False
    is_foreign: bool = False
    """Whether it may be anybody's file, of which nothing is quoted."""


@dataclass(frozen=True, slots=True)
class Merged:
    """All files of a configuration, what is extended first, and what comes of them. `origins` names the file of a value."""

    layers: tuple[Layer, ...] = ()
    tree: Mapping[str, Any] = field(default_factory=dict)
    origins: Mapping[str, str] = field(default_factory=dict)


class _LongKeyError(ValueError):
    """A dotted key has so many parts that the parser would take a time in their square."""


def nearest(folder: Path) -> Path | None:
    """Return the configuration file of a folder: its own or that of the nearest folder above."""
    for place in (folder, *folder.parents):
        own = place / FILE_NAME
        if os.path.lexists(own) and not own.is_dir():  # one that cannot be read is complained of, not passed by
            return own
        project = place / PROJECT_FILE
        if project.is_file() and _has_table(project):
            return project
    return None


def _has_table(path: Path) -> bool:
    """Return whether a pyproject.toml speaks to kommunlint; whatever else is wrong with it is not our matter."""
    try:
        with path.open("rb") as file:
            text = file.read(MOST + 1).decode("utf-8-sig", "replace")
        tool = _loads(text).get("tool", {}) if "kommunlint" in text else {}
    except (ValueError, RecursionError):
        return "[tool.kommunlint" in text
    except OSError:
        return False
    return isinstance(tool, dict) and "kommunlint" in tool


def read_layers(path: Path, within: Path | None = None, *, is_named: bool = False) -> Merged:
    """Read a file and all that it extends; what is extended comes first. A fault is a `UsageError`.

    One that was found and is not trusted, and what it extends, lie `within` its folder; one that is named may be a pipe.
    """
    layers = tuple(_layers(path, (), str(path), within, may_be_pipe=is_named))
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


def folder_of(path: Path) -> Path:
    """Return the folder that paths of a configuration are relative to: its own, of a pipe the working directory."""
    return real(path).parent if path.is_file() else Path.cwd()


def _layers(
    path: Path, above: tuple[Path, ...], label: str, within: Path | None, *, may_be_pipe: bool = False
) -> Iterator[Layer]:
    place = real(path)
    if place in above:
        raise UsageError(Reason("extends_itself"), f"{label}::$.extends")
    if len(above) >= _DEPTH:
        raise UsageError(Reason("extends_too_deep", {"most": _DEPTH}), f"{label}::$.extends")
    if within is not None and not is_within(path, within):
        raise refused(label, "leads_out", folder=str(within))
    is_foreign = within is not None and (bool(above) or path.is_symlink())
    document = _parsed(path, label, may_be_pipe=may_be_pipe, is_foreign=is_foreign)
    is_project = path.name == PROJECT_FILE
    table = _own_table(document, label) if is_project else document
    for name in _extended(table, label):
        if name in PROFILES:
            yield from _layers(_PROFILES / f"{name}.toml", (*above, place), f"profile {name}", None)
        else:
            found = _extended_file(path.parent / name, name if not is_foreign else "…", label, within)
            yield from _layers(found, (*above, place), str(found), within)
    yield Layer(label, folder_of(path), table, document, is_project, is_foreign)


def _own_table(document: Mapping[str, Any], label: str) -> dict[str, Any]:
    """Return the table of a pyproject.toml that speaks to kommunlint."""
    tool = document.get("tool", {})
    table = tool.get("kommunlint", {}) if isinstance(tool, dict) else {}
    if not isinstance(table, dict):
        raise UsageError(Reason("table_wanted"), f"{label}::$.tool.kommunlint")
    return table


def _extended_file(path: Path, name: str, label: str, within: Path | None) -> Path:
    """Return the file that another extends by this name."""
    where = f"{label}::$.extends"
    if path.suffix != ".toml":
        raise UsageError(Reason("profile_unknown", {"name": name, "profiles": PROFILES}), where)
    if within is not None and not is_within(path, within):
        raise refused(where, "leads_out", folder=str(within))
    if not path.is_file():
        raise UsageError(Reason("extended_missing", {"name": name, "folder": str(real(path.parent))}), where)
    return path


def _parsed(path: Path, label: str, *, may_be_pipe: bool, is_foreign: bool) -> dict[str, Any]:
    text = read_text(path, label, may_be_pipe=may_be_pipe)
    try:
        tree: dict[str, Any] = _plain(_loads(text))
    except ValueError as error:
        raise UsageError(_fault(error, is_quoted=not is_foreign), label) from error
    except RecursionError as error:
        raise UsageError(Reason("toml_deep"), label) from error
    return tree


def _fault(error: ValueError, *, is_quoted: bool) -> Reason:
    """Return what is wrong with a file that is no TOML, with the words of the parser where they may be shown."""
    if isinstance(error, _LongKeyError):
        return Reason("toml_long_key", {"most": _PARTS})
    said, place = str(error), _TOML_PLACE.search(str(error))
    where = Reason("place_end") if place is None or place["line"] is None else _line_and_column(place)
    if not is_quoted:
        return Reason("toml_broken", {"where": where}) if place is not None else Reason("toml_wrong")
    return Reason("toml_said", {"where": where, "said": said[: place.start()].rstrip(" (") if place else said})


def _line_and_column(place: re.Match[str]) -> Reason:
    return Reason("place_line_column", {"line": int(place["line"]), "column": int(place["column"])})


def _loads(text: str) -> dict[str, Any]:
    """Read TOML; a `ValueError` for what is none, and for keys that are too long."""
    if _LONG_KEY.search(text):
        raise _LongKeyError
    import tomllib  # noqa: PLC0415  5 ms, where there is a configuration

    return tomllib.loads(text)


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
        raise UsageError(Reason("extends_wanted", {"profiles": PROFILES}), f"{label}::$.extends")
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
        elif isinstance(said, str) and setting.paths(said):
            whole[name] = str(folder / said)
    return whole


def _merge(tree: dict[str, Any], own: Mapping[str, Any], label: str, origins: dict[str, str], path: str = "") -> None:
    """Put one table over another: tables are joined, those of `_LISTS` are added to, all else is replaced."""
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
