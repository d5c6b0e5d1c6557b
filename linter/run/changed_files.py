"""A revision -> the files that git says have changed since, and the targets that are among them."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from linter.model.errors import UsageError
from linter.model.paths import real
from linter.model.reason import Reason
from linter.model.report import NotExamined

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.model.target import Target

_GIT = ("git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
"""A repository's own settings name no program that is run."""
_SECONDS = 120


def since(revision: str, places: Sequence[Path]) -> frozenset[Path]:
    """Return the files that differ from a revision, those that git does not know yet included.

    Of a branch, only what changed since this one left it counts. `places` are the files and folders of interest.
    """
    changed: set[Path] = set()
    for top in sorted({_top(place) for place in places}):
        commit = _commit(top, revision)
        listed = _git(top, "diff", "--name-only", "--no-ext-diff", "--diff-filter=d", "-z", commit, "--")
        listed += _git(top, "ls-files", "--others", "--exclude-standard", "-z")
        changed |= {top / name for name in listed.split("\0") if name}
    return frozenset(real(path) for path in changed)


def only(found: Iterator[Target | NotExamined], changed: frozenset[Path]) -> Iterator[Target | NotExamined]:
    """Yield the targets that have changed, and what could not be had at all."""
    for one in found:
        if isinstance(one, NotExamined) or (one.file is not None and real(one.file) in changed):
            yield one


def _top(place: Path) -> Path:
    folder = place if place.is_dir() else place.parent
    if not folder.is_dir():
        folder = Path.cwd()
    return Path(_git(folder, "rev-parse", "--show-toplevel").rstrip("\n"))


def _commit(folder: Path, revision: str) -> str:
    """Return the commit to compare with: where the revision and this branch parted, else the revision itself."""
    try:
        wanted = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except UsageError as error:
        reason = Reason("revision_missing", {"folder": str(folder), "revision": revision})
        raise UsageError(reason, "--since") from error
    try:
        return _git(folder, "merge-base", wanted, "HEAD").strip() or wanted
    except UsageError:  # a shallow clone does not know
        return wanted


def _git(folder: Path, *arguments: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  our own arguments; the revision is verified first
            [*_GIT, *arguments], cwd=folder, capture_output=True, timeout=_SECONDS, check=False
        )
    except FileNotFoundError as error:
        raise UsageError(Reason("git_missing"), "--since") from error
    except (OSError, subprocess.TimeoutExpired) as error:
        raise UsageError(Reason("git_failed", {"folder": str(folder), "said": str(error)}), "--since") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().splitlines()
        data = {"folder": str(folder), "said": said[0] if said else str(done.returncode)}
        raise UsageError(Reason("git_failed", data), "--since")
    return done.stdout.decode("utf-8", "surrogateescape")
