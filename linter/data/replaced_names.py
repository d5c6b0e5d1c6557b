"""Bodies, laws and services that others have taken the place of, with the day, how sure it is, and where that stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from linter.data.yaml import load_file

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal["body", "law", "service"]
Sureness = Literal["day", "year"]


@dataclass(frozen=True, slots=True)
class ReplacedName:
    """One name that is no longer right; `as_written` are forms that mean it only in these very letters."""

    names: tuple[str, ...]
    as_written: tuple[str, ...]
    not_before: tuple[str, ...]
    kind: Kind
    successor: str
    since: date
    sure: Sureness
    source: str
    countries: tuple[str, ...]

    @property
    def told(self) -> str:
        """The day of the change as far as it is known: `2021-01-01` or `2005`."""
        return self.since.isoformat() if self.sure == "day" else str(self.since.year)


@cache
def by_phrase() -> Mapping[str, ReplacedName]:
    """Return the names by every form of theirs, in lower case."""
    return {phrase.lower(): one for one in _read() for phrase in (*one.names, *one.as_written)}


@cache
def _read() -> tuple[ReplacedName, ...]:
    tree = load_file(Path(__file__).with_name("replaced_names.yaml"))
    return tuple(
        ReplacedName(
            tuple(one.get("names", ())),
            tuple(one.get("as_written", ())),
            tuple(one.get("not_before", ())),
            one["kind"],
            one["successor"],
            date.fromisoformat(str(one["since"])),
            one["sure"],
            one["source"],
            tuple(one["countries"]),
        )
        for one in tree["names"]
    )
