"""One description of a setting -> its value in a frozen class, its JSON Schema, and what the starter file and `kommunlint config` say."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, TypeVar

from linter.model.errors import UsageError
from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

T = TypeVar("T")
NAMES: Mapping[str, Any] = {"items": {"type": "string"}, "uniqueItems": True}
TEXTS: Mapping[str, Any] = {"items": {"type": "string", "minLength": 1}, "uniqueItems": True}
_TYPES = {bool: "boolean", int: "integer", float: "number", str: "string", list: "array", dict: "object"}
_VARIABLE = re.compile(r"\$\{([A-Za-z_][A-Za-z0-9_]{0,200})\}")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a file may say for a key. `default` stands as a file would say it; `make` takes that, or each entry of a list.

    What `is_path` stays in the folder of a configuration that was found and not named; what `needs_trust` is of no use there. What
    `is_path` and `may_be_address` is for that as the one if it is a path, and as the other if it is an address.
    """

    default: Any
    schema: Mapping[str, Any] = field(default_factory=dict)
    make: Callable[[Any], Any] | None = None
    is_path: bool = False
    is_required: bool = False
    note: str = ""
    table: type[Any] | None = None
    needs_trust: bool = False
    may_be_address: bool = False

    @property
    def is_secret(self) -> bool:
        """Return whether nobody may see it."""
        return "writeOnly" in self.schema

    def paths(self, said: Any) -> list[str]:  # noqa: ANN401  any setting
        """Return the paths in what was said."""
        return [text for text in texts(said) if self.is_path and not self._is_address(text)]

    def asks_for_trust(self, said: Any) -> bool:  # noqa: ANN401  any setting
        """Return whether what was said is of use in a configuration only that somebody named."""
        parts = texts(said)
        if self.is_secret and any(map(names_variable, parts)):
            return True
        return bool(parts) if self.needs_trust else any(map(self._is_address, parts))

    def hides(self, value: Any) -> bool:  # noqa: ANN401  any setting
        """Return whether a value is not to be shown: secrets, and addresses, which may hold one."""
        return self.is_secret and (not self.may_be_address or "://" in str(value))

    def _is_address(self, text: str) -> bool:
        return self.may_be_address and "://" in text

    def json_schema(self) -> Mapping[str, Any]:
        """Return the schema of what may be said; what is empty by default names no default."""
        if self.table is not None:
            return table_schema(self.table)
        has_none = self.is_secret or self.is_required or self.default in (None, []) or isinstance(self.default, dict)
        return self.schema if has_none else {**self.schema, "default": self.default}

    def value(self, said: Any, base: Path | None, where: str, *, is_trusted: bool = True) -> Any:  # noqa: ANN401  any setting
        """Return what is meant by what was said in a folder's file; `where` is its place for complaints."""
        if self.table is not None:
            return self.table(**values(self.table, said, base, where, is_trusted=is_trusted))

        def one(part: Any, place: str = where) -> Any:  # noqa: ANN401  any setting
            return self._one(part, base, place if is_trusted else None)

        if isinstance(said, dict):
            return {**self.default, **{key: one(part, f"{where}.{key}") for key, part in said.items()}}
        if isinstance(said, list) or isinstance(self.default, list):
            return tuple(one(part) for part in (said if isinstance(said, list) else [said]))
        return None if self.is_path and not said else one(said)

    def _one(self, said: Any, base: Path | None, where: str | None) -> Any:  # noqa: ANN401  any setting
        if self.is_secret:
            return said if where is None else secret(said, where)
        if self.is_path:
            return base and base / said
        return said if self.make is None else self.make(said)


def setting(
    default: Any,  # noqa: ANN401  any setting
    description: str = "",
    *,
    note: str = "",
    make: Callable[[Any], Any] | None = None,
    is_path: bool = False,
    is_required: bool = False,
    needs_trust: bool = False,
    may_be_address: bool = False,
    **schema: Any,  # noqa: ANN401  JSON Schema
) -> Any:  # noqa: ANN401  a field of any type
    """Describe a field of a class of settings; `schema` is what JSON Schema says beside type, default and description."""
    whole = schema if {"type", "enum", "anyOf"} & {*schema} else {"type": _TYPES[type(default)], **schema}
    whole |= {"description": description} if description else {}
    return _field(
        Setting(
            default, whole, make, is_path, is_required, note, needs_trust=needs_trust, may_be_address=may_be_address
        )
    )


def table(kind: type[T], note: str = "") -> T:
    """Describe a field that is a table of settings of its own."""
    found: T = _field(Setting({}, note=note, table=kind))
    return found


def _field(one: Setting) -> Any:  # noqa: ANN401  a field of any type
    return field(default_factory=lambda: one.value(one.default, None, ""), metadata={"setting": one})


def settings_of(kind: type[Any]) -> dict[str, Setting]:
    """Return the settings of a class; fields that no file speaks of are none."""
    return {one.name: one.metadata["setting"] for one in fields(kind) if one.metadata}


def values(
    kind: type[Any], said: Mapping[str, Any], base: Path | None, where: str, *, is_trusted: bool = True
) -> dict[str, Any]:
    """Return what a checked table means for the fields of a class; the environment is read for a trusted one only."""
    known = settings_of(kind).items()
    return {
        name: one.value(said.get(name, one.default), base, f"{where}.{name}", is_trusted=is_trusted)
        for name, one in known
    }


def walk(kind: type[Any], said: Any, above: str = "") -> Iterator[tuple[str, Setting, Any]]:  # noqa: ANN401  a table, or what stands in its place
    """Yield every setting of a class and its tables: its dotted name, what it is, and what was said for it."""
    table = said if isinstance(said, dict) else {}
    for name, one in settings_of(kind).items():
        if one.table is not None:
            yield from walk(one.table, table.get(name), f"{above}{name}.")
        else:
            yield f"{above}{name}", one, table.get(name, one.default)


def texts(said: Any) -> list[str]:  # noqa: ANN401  what a file says
    """Return the texts of what was said for a setting: itself, the entries of a list, the values of a table."""
    parts = said.values() if isinstance(said, dict) else said if isinstance(said, list) else [said]
    return [part for part in parts if isinstance(part, str) and part]


def names_variable(text: str) -> bool:
    """Return whether a text stands for a variable of the environment."""
    return _VARIABLE.search(text) is not None


def table_schema(kind: type[Any], more: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return the JSON Schema of a class of settings, with properties beside those that it describes itself."""
    known = settings_of(kind)
    properties = {**{name: one.json_schema() for name, one in known.items()}, **(more or {})}
    required = [name for name, one in known.items() if one.is_required]
    shape = {"type": "object", "additionalProperties": False, "properties": properties}
    return shape | ({"required": required} if required else {})


def secret(text: str, where: str) -> str:
    """Fill in `${NAME}` from the environment, the only place for secrets; a `UsageError` where it is not set."""

    def value(match: re.Match[str]) -> str:
        found = os.environ.get(match[1])
        if found is None:
            raise UsageError(Reason("variable_missing", {"name": match[1]}), where)
        return found

    return _VARIABLE.sub(value, text)
