"""A list of sites (CSV) -> its sites; what is wrong with it is told with its line.

Spreadsheets write such lists with a byte-order mark and semicolons, and end rows with empty cells: all of that is read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import os
import re
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from linter.audit.files.digg import file_name
from linter.audit.sites.site import Site
from linter.data.files import read_text
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.target import host, is_address, split_login

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.model.error_keys import ErrorKey
    from linter.model.reason import Datum

MUNICIPALITIES = "municipalities"
"""The name of the list that the package has."""
_SHIPPED = Path(__file__).parents[2] / "data" / "municipalities.csv"
_NEEDED = ("name", "address")
_KNOWN = (*_NEEDED, "seed", "code", "county", "address_is")
_ORIGINS = ("verified", "derived")
_BYTES, _MOST, _LONGEST = 8 * 1024 * 1024, 10_000, 1000
_SEPARATORS = ",;\t"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def read(named: str) -> tuple[Site, ...]:
    """Return the sites of a file, or of the list that the package has; a `UsageError` for what is wrong with it."""
    is_shipped = named == MUNICIPALITIES
    path = _SHIPPED if is_shipped else Path(named)
    sites: dict[str, Site] = {}
    lines: dict[str, int] = {}
    for line, cells in _rows(read_text(path, named, most=_BYTES), named):
        place = f"{named}:{line}"
        site = _site(cells, place, path.parent)
        for one in (site.name.casefold(), site.address):
            if one in lines:
                raise _wrong(place, "sites_twice", value=site.name, line=lines[one])
            lines[one] = line
        sites[site.name] = site
        if len(sites) > _MOST:
            raise _wrong(named, "list_too_long", most=_MOST)
    if not sites:
        raise _wrong(named, "sites_empty")
    return _with_folders(tuple(sites.values()))


def _rows(text: str, label: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    """Yield the rows with their lines, by the names of their columns; comments may stand before the heading only."""
    before = 0
    lines = text.splitlines(keepends=True)
    while before < len(lines) and (lines[before].startswith("#") or not lines[before].strip(" \t\r\n,;")):
        before += 1
    if before == len(lines):
        raise _wrong(label, "sites_empty")
    separator = max(_SEPARATORS, key=lines[before].count)
    reader = csv.reader(io.StringIO("".join(lines[before:]), newline=""), delimiter=separator, strict=True)
    heading: tuple[str, ...] | None = None
    line = before + 1
    while True:
        try:
            row = [cell.strip() for cell in next(reader)]
        except StopIteration:
            return
        except csv.Error as error:
            place = f"{label}:{before + max(reader.line_num, 1)}"
            raise _wrong(place, "sites_broken") from error
        if heading is None:
            heading = _heading(row, f"{label}:{line}")
        elif any(row):
            yield line, _cells(row, heading, f"{label}:{line}")
        line = before + reader.line_num + 1


def _heading(row: list[str], place: str) -> tuple[str, ...]:
    """Return the names of the columns."""
    names = tuple(one.lower() for one in _without_empty_end(row))
    for name in names:
        if name not in _KNOWN:
            raise _wrong(place, "sites_column_unknown", name=name[:_LONGEST], known=_KNOWN)
        if names.count(name) > 1:
            raise _wrong(place, "sites_column_twice", name=name)
    missing = tuple(one for one in _NEEDED if one not in names)
    if missing:
        raise _wrong(place, "sites_column_missing", names=missing)
    return names


def _cells(row: list[str], heading: tuple[str, ...], place: str) -> Mapping[str, str]:
    cells = _without_empty_end(row)
    if len(cells) > len(heading):
        raise _wrong(place, "sites_cells", found=len(cells), wanted=len(heading))
    found = dict(zip(heading, [*cells, *[""] * len(heading)], strict=False))
    for name, value in found.items():
        if len(value) > _LONGEST:
            raise _wrong(place, "sites_cell_long", name=name, most=_LONGEST)
        if _CONTROL.search(value):
            raise _wrong(place, "sites_cell_control", name=name)
    return found


def _without_empty_end(row: list[str]) -> list[str]:
    while row and not row[-1]:
        row = row[:-1]
    return row


def _site(cells: Mapping[str, str], place: str, folder: Path) -> Site:
    for name in _NEEDED:
        if not cells[name]:
            raise _wrong(place, "sites_cell_empty", name=name)
    origin = cells.get("address_is", "")
    if origin and origin not in _ORIGINS:
        raise _wrong(place, "value_not_known", value=origin, known=_ORIGINS)
    address, seed = cells["address"], cells.get("seed") or cells["address"]
    _check_address(address, place, "address")
    if is_address(seed):
        _check_address(seed, place, "seed")
    elif "://" in seed[:12] or seed == "-":
        raise _wrong(place, "sites_seed_wrong")
    elif seed.startswith("@"):
        seed = f"@{_existing(folder.absolute() / seed[1:], place)}"
    else:
        seed = str(_existing(folder.absolute() / seed, place))
    return Site(cells["name"], address, seed, is_derived=origin == "derived")


def _existing(path: Path, place: str) -> Path:
    """Return the path of a seed, where there is something."""
    if not os.path.exists(path):  # noqa: PTH110  False too for a name that no system takes
        raise _wrong(place, "system_missing")
    return path


def _check_address(address: str, place: str, column: str) -> None:
    bare, login = split_login(address)
    if not is_address(address) or host(bare) is None:
        raise _wrong(place, "sites_address_wrong", name=column)
    if login:  # it would be told to every process of the machine
        raise _wrong(place, "sites_login", name=column)


def _with_folders(sites: tuple[Site, ...]) -> tuple[Site, ...]:
    """Give every site the name of its folder; those that would share one have a digest of their own names with it."""
    times = Counter(file_name(one.name).casefold() for one in sites)

    def folder(one: Site) -> str:
        plain = file_name(one.name)
        if times[plain.casefold()] == 1:
            return plain
        return f"{plain}-{hashlib.sha256(one.name.encode()).hexdigest()[:8]}"

    return tuple(replace(one, slug=folder(one)) for one in sites)


def _wrong(place: str, key: ErrorKey, **data: Datum) -> UsageError:
    return UsageError(Reason(key, data), place)
