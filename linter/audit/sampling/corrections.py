"""The file in which a person says of what types pages are and which are examined: written with what was found, obeyed when read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

from linter.audit.sampling.page_types import with_types
from linter.audit.sampling.reasons import Why
from linter.data import schema
from linter.data.files import MOST
from linter.data.yaml import line_of, load_foreign
from linter.model.errors import UsageError
from linter.model.outline import TYPES
from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from linter.audit.sampling.page_types import TypedPage
    from linter.model.outline import PageType
    from linter.report.words.words import Words

NAME = "page-types.yaml"
Use = Literal["drawn", "always", "never"]
_MOST_PAGES = 3000
_ROOM = MOST - 64 * 1024
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person says of a page: its types, None for those that are recognised, and whether it is examined.

    `recognised` are those that the program found at the last review that met the page.
    """

    types: tuple[PageType, ...] | None = None
    use: Use = "drawn"
    recognised: tuple[PageType, ...] | None = None

    @property
    def is_changed(self) -> bool:
        """Whether a person said anything."""
        return self.types is not None or self.use != "drawn"


@dataclass(frozen=True, slots=True)
class Corrections:
    """What the file says of pages, by their sources; `name` is what it is called."""

    pages: Mapping[str, Correction] = field(default_factory=dict)
    name: str = NAME

    def applied(self, pages: Sequence[TypedPage]) -> tuple[TypedPage, ...]:
        """Return pages with the types that a person says they have."""
        return tuple(self._of(page) for page in pages)

    def use_of(self, source: str) -> Use:
        """Return whether a page is drawn, always examined, or never."""
        known = self.pages.get(source)
        return "drawn" if known is None else known.use

    def _of(self, page: TypedPage) -> TypedPage:
        known = self.pages.get(page.outline.source)
        return page if known is None or known.types is None else with_types(page, known.types, self.name)


def read(path: Path) -> Corrections:
    """Read the file, none where it is not there; what is wrong with it is a `UsageError` of one line that quotes nothing."""
    if not path.exists() and not path.is_symlink():
        return Corrections(name=path.name)
    tree = load_foreign(path)
    schema.check(tree, _schema(), str(path), is_foreign=True, line_of=partial(line_of, path))
    found: dict[str, Correction] = {}
    for number, one in enumerate(tree["pages"] or ()):
        if one["page"] in found:
            line = line_of(path, ("pages", number, "page"))
            raise UsageError(Reason("page_twice"), f"{path}:{line}::$.pages[{number}].page")
        types = one.get("types")
        is_changed = types is not None and ("recognised" not in one or {*types} != {*one["recognised"]})
        recognised = tuple(one["recognised"]) if "recognised" in one else None
        found[one["page"]] = Correction(tuple(types) if is_changed else None, one.get("use", "drawn"), recognised)
    return Corrections(found, path.name)


def text(pages: Sequence[TypedPage], corrections: Corrections, words: Words) -> str:
    """Return the file: what was recognised, as `recognise` gives it, beside what a person said, which stays.

    Pages that were not met this time stay as they were. It is no larger than what is read again: pages that somebody changed
    come first, then those with a type, then those that were not met.
    """
    entries = list(_entries(pages, corrections, words))
    kept, room = [], _ROOM
    for entry in entries[:_MOST_PAGES]:
        room -= len(entry.encode())
        if room < 0:
            break
        kept.append(entry)
    head = [f"# {line}" for line in words("types_file").splitlines()]
    if len(kept) < len(entries):
        head.append(f"# {words.count('types_file_cut', len(entries) - len(kept))}")
    return "\n".join([*head, "pages:" if kept else "pages: []", *kept]) + "\n"


def _entries(pages: Sequence[TypedPage], corrections: Corrections, words: Words) -> Iterator[str]:
    why = Why(words, corrections.name)
    known = {page.outline.source: page for page in pages}
    changed = sorted(source for source, said in corrections.pages.items() if said.is_changed)
    met = sorted({*known} - {*changed}, key=lambda source: (not known[source].types, source))
    unmet = sorted({*corrections.pages} - {*changed, *met})
    for source in (*changed, *met, *unmet):
        yield from _entry(source, known.get(source), corrections.pages.get(source, Correction()), why)


def _entry(source: str, page: TypedPage | None, said: Correction, why: Why) -> Iterator[str]:
    if any("\ud800" <= char <= "\udfff" for char in source):
        return  # a file's name in no encoding cannot be written
    recognised = page.types if page is not None else said.recognised
    types = recognised if said.types is None else said.types
    lines = [f"- page: {_quoted(source)}"]
    if page is not None and page.types:
        lines.append(f"  # {_UNSEEN.sub(' ', why.types(page)).encode('utf-8', 'replace').decode()}")
    for name, some in (("recognised", recognised), ("types", types)):
        if some is not None:
            lines.append(f"  {name}: [{', '.join(some)}]")
    yield "\n".join([*lines, f"  use: {said.use}"])


def _quoted(source: str) -> str:
    """Return a source as YAML's double quotes hold it, letters as letters."""
    return _UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(source, ensure_ascii=False))


def _schema() -> dict[str, Any]:
    types = {"type": "array", "items": {"enum": list(TYPES)}, "maxItems": len(TYPES)}
    page = {
        "type": "object",
        "required": ["page"],
        "additionalProperties": False,
        "properties": {
            "page": {"type": "string", "maxLength": 4096},
            "recognised": types,
            "types": types,
            "use": {"enum": ["drawn", "always", "never"]},
        },
    }
    return {
        "type": "object",
        "required": ["pages"],
        "additionalProperties": False,
        "properties": {"pages": {"type": ["array", "null"], "items": page}},
    }
