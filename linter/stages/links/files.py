"""An address of a file under a page's root -> its verdict, from the disk alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from linter.model.errors import SourceError
from linter.model.link import Verdict, fragment_states
from linter.model.paths import real
from linter.model.target import FIRST_PAGES, SUFFIXES
from linter.page.reading import reading
from linter.page.source import Source, decode
from linter.page.urls import FILES, readable

if TYPE_CHECKING:
    from linter.model.link import FragmentState, Want

_ENDINGS = (".html", ".htm")
_LARGEST = 16 * 1024 * 1024


def written(root: str, path: str) -> str:
    """Return the address of a file."""
    return f"{FILES}{quote(root)}!{path}"


def own_path(name: str, root: str) -> str:
    """Return a page's own path below its root, its file's name where it stands elsewhere."""
    try:
        return real(name).relative_to(real(root)).as_posix()
    except (ValueError, OSError):
        return Path(name).name


def find(url: str) -> Path | None:
    """Return the file that a server would send for an address; None where there is none under the root."""
    folder, _, asked = url.removeprefix(FILES).partition("!")
    root = real(unquote(folder))
    path = unquote(asked.partition("?")[0]).lstrip("/")
    try:
        place = real(root / path)
        if place != root and root not in place.parents:
            return None
        candidates = [
            place,
            *(place / name for name in FIRST_PAGES),
            *(place.with_name(place.name + e) for e in _ENDINGS),
        ]
        return next((one for one in candidates if one.is_file()), None)
    except (OSError, ValueError):
        return None


def verdict(url: str, want: Want) -> Verdict:
    """Return what the disk says of an address."""
    found = find(url)
    if found is None:
        return Verdict(url, "broken", "no_file", readable(url))
    return Verdict(url, "ok", "file", readable(url), fragments=_fragments(found, want.fragments))


def _fragments(path: Path, wanted: frozenset[str]) -> dict[str, FragmentState]:
    if not wanted or path.suffix.lower() not in SUFFIXES:
        return {}
    try:
        if path.stat().st_size > _LARGEST:
            return dict.fromkeys(wanted, "unknown")
        shown = reading(decode(Source(path.name, path.read_bytes())).text)
    except (OSError, SourceError):
        return dict.fromkeys(wanted, "unknown")
    absent: FragmentState = "by_script" if shown.has_script else "missing"
    return fragment_states(wanted, shown.ids, absent)
