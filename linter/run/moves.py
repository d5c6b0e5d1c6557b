"""Pages of a run and those of a baseline -> pages that have moved: what each was called when the baseline was written.

A page has moved where its content is that of a page which is there no more, or shows something else now; where that
page redirects to it; or where its text is for the most part that of a file which is there no more.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from linter.model.target import is_address
from linter.run.likeness import edited

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Met:
    """A page of a run: its path, what its main content is known by ("" where it has none), where it redirects to, its sketch."""

    path: str
    content: str
    redirects: tuple[str, ...] = ()
    sketch: str = ""


@dataclass(frozen=True, slots=True)
class Moves:
    """What pages were called before, by what they are called now; `left` are names that now mean nothing, or another page."""

    before: Mapping[str, str] = field(default_factory=dict)
    left: frozenset[str] = frozenset()


def find_moves(
    met: Sequence[Met],
    contents: Mapping[str, str],
    is_there: Callable[[str], bool],
    sketches: Mapping[str, str] | None = None,
) -> Moves:
    """Return the moves; `contents` and `sketches` are those of the pages that the baseline holds, `is_there` knows files."""
    here = {one.path: one for one in met}
    before = dict(_by_redirect(met, here, contents))
    alike: dict[str, _Alike] = defaultdict(_Alike)
    for old, content in contents.items():
        if content:
            is_vacant = _is_vacant(old, content, here, is_there)
            (alike[content].vacant if is_vacant else alike[content].staying).append(old)
    for one in met:
        if one.content in alike and one.path not in contents and one.path not in before:
            alike[one.content].arrived.append(one.path)
    by_content = dict(pair for some in alike.values() for pair in some.pairs())
    taken = {*before.values(), *by_content.values()}
    by_content |= edited(
        {
            old: sketch
            for old, sketch in (sketches or {}).items()
            if old in contents and not (old in taken or old in here or is_address(old) or is_there(old))
        },
        {
            one.path: one.sketch
            for one in met
            if one.path not in contents and one.path not in before and one.path not in by_content
        },
    )
    return Moves({**before, **by_content}, frozenset(by_content.values()))


@dataclass(slots=True)
class _Alike:
    """Pages of one content: those of the baseline that are no more there, those that are, and those that it does not hold."""

    vacant: list[str] = field(default_factory=list)
    staying: list[str] = field(default_factory=list)
    arrived: list[str] = field(default_factory=list)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the pages that have moved, as they are called now and were before.

        Those that kept their name in another folder are known by it; the rest where each can have come from one place
        only: a further copy of a page that is still there is a new page.
        """
        left, names = list(self.vacant), {PurePosixPath(old).name: old for old in self.vacant}
        strangers = []
        for path in self.arrived:
            old = names.pop(PurePosixPath(path).name, None)
            if old is None:
                strangers.append(path)
            else:
                left.remove(old)
                yield path, old
        if not self.staying and len(left) == len(strangers):
            yield from zip(strangers, left, strict=True)


def _by_redirect(met: Sequence[Met], here: Mapping[str, Met], contents: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield pages of the run that another page of it redirects to, with that page where the baseline holds it."""
    for one in met:
        if one.path in contents:
            yield from ((to, one.path) for to in one.redirects if to in here and to not in contents)


def _is_vacant(old: str, content: str, here: Mapping[str, Met], is_there: Callable[[str], bool]) -> bool:
    """Return whether a page of the baseline is no more where it was; of an address that was not asked nobody knows better."""
    if old in here:
        return here[old].content != content
    return is_address(old) or not is_there(old)
