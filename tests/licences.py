"""The packages that kommunlint installs, with their licences: `python -m tests.licences` prints the table of docs/licences.md."""

from __future__ import annotations

import re
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

EXTRAS = ("web", "audit", "parquet", "mcp", "cluster")
_PROJECT = Path(__file__).parents[1] / "pyproject.toml"
_NAMES = {
    "apache 2.0": "Apache-2.0",
    "apache software license": "Apache-2.0",
    "bsd": "BSD",
    "bsd license": "BSD",
    "gnu general public license v2 or later (gplv2+)": "GPL-2.0-or-later",
    "gnu lesser general public license v2 or later (lgplv2+)": "LGPL-2.1-or-later",
    "isc license (iscl)": "ISC",
    "mit license": "MIT",
    "mozilla public license 1.1 (mpl 1.1)": "MPL-1.1",
    "mozilla public license 2.0 (mpl 2.0)": "MPL-2.0",
    "python software foundation license": "PSF-2.0",
}
"""Licences by the names that packages without an SPDX expression give them."""
_LONGEST = 60
_LINES = 4
"""Bars in a row of the table of packages."""


def table() -> Iterator[str]:
    """Yield the rows: each package once, its licence, and what brings it."""
    brought: dict[str, list[str]] = {}
    for extra in ("", *EXTRAS):
        for name in closure(extra):
            brought.setdefault(name, []).append(extra)
    for name in sorted(brought):
        by = "every installation" if brought[name][0] == "" else ", ".join(f"`{extra}`" for extra in brought[name])
        yield f"| {name} | {licence(name)} | {by} |"


def closure(extra: str) -> set[str]:
    """Return the packages that are installed with an extra, "" for none, as far as they are here."""
    project = tomllib.loads(_PROJECT.read_text("utf-8"))["project"]
    asked = [*project["dependencies"], *(project["optional-dependencies"][extra] if extra else [])]
    found: set[str] = set()
    waiting = [(Requirement(one), "") for one in asked]
    seen: set[tuple[str, str]] = set()
    while waiting:
        wanted, of = waiting.pop()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": of}):
            continue
        name = canonical(wanted.name)
        for more in ("", *wanted.extras):
            if (name, more) not in seen:
                seen.add((name, more))
                waiting += [(Requirement(one), more) for one in _requires(name)]
        found.add(name)
    return {name for name in found if _metadata(name) is not None}


def licence(name: str) -> str:
    """Return the licence of an installed package: its SPDX expression, else what its classifiers or its metadata call it."""
    known = _metadata(name)
    if known is None:
        return ""
    if "License-Expression" in known:
        return known["License-Expression"]
    named = [one.rpartition(" :: ")[2] for one in known.get_all("Classifier") or () if one.startswith("License :: ")]
    told = [one for one in named if one != "OSI Approved"] or [
        known["License"].split("\n")[0] if "License" in known else ""
    ]
    return " OR ".join(_NAMES.get(one.lower(), one[:_LONGEST]) for one in told)


def installed() -> Mapping[str, str]:
    """Return the licence of every package that is here and comes with kommunlint or an extra of it."""
    return {name: licence(name) for extra in ("", *EXTRAS) for name in closure(extra)}


def parts(expression: str) -> Iterable[tuple[str, ...]]:
    """Return what an expression lets one choose between, each as the licences that hold together."""
    return [tuple(re.split(r" AND ", one.strip(" ()"))) for one in expression.split(" OR ")]


def listed(page: Path) -> Mapping[str, str]:
    """Return the packages that a page lists, with their licences."""
    rows = [line.strip("|").split("|") for line in page.read_text("utf-8").splitlines() if line.count("|") == _LINES]
    return {row[0].strip(): row[1].strip() for row in rows[2:]}


def canonical(name: str) -> str:
    """Return a package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _requires(name: str) -> list[str]:
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        return []


def _metadata(name: str) -> metadata.PackageMetadata | None:
    try:
        return metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return None


if __name__ == "__main__":
    sys.stdout.writelines(f"{row}\n" for row in table())
