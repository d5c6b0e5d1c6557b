"""The baseline file <-> what it holds: JSON, sorted by page, a line for each finding, so that a diff reads well."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linter.data import schema
from linter.data.files import read_text
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.system_error import of_system
from linter.run.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from linter.model.finding import Finding

_SAYS = 160
_MOST = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings that the baseline holds: `count` of one fault on one page, with their places where there are several."""

    rule: str
    fingerprint: str
    says: str
    count: int = 1
    outcome: str = "failed"
    places: tuple[str, ...] = ()
    content: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """What a finding is compared by: its fingerprint, and whether it is certain."""
        return self.fingerprint, self.outcome


STAGES = ("static",)


@dataclass(frozen=True, slots=True)
class Held:
    """What a baseline holds: entries by page, the stages of the run that wrote it, and what its pages are known by."""

    pages: Mapping[str, tuple[Entry, ...]]
    stages: tuple[str, ...] = STAGES
    contents: Mapping[str, str] = field(default_factory=dict)
    sketches: Mapping[str, str] = field(default_factory=dict)


def read_baseline(path: Path) -> Held:
    """Read a baseline. What cannot be read is a `UsageError`."""
    if not os.path.lexists(path):
        raise UsageError(Reason("baseline_missing", {"path": str(path)}), f"--baseline: {path}")
    said = read_text(path, f"--baseline: {path}", most=_MOST)
    try:
        tree = json.loads(said)
    except RecursionError as error:
        raise UsageError(Reason("json_deep"), f"--baseline: {path}") from error
    except json.JSONDecodeError as error:
        where = Reason("place_line_column", {"line": error.lineno, "column": error.colno})
        raise UsageError(Reason("json_said", {"where": where, "said": error.msg}), f"--baseline: {path}") from error
    except ValueError as error:  # a number of more digits than Python reads
        raise UsageError(Reason("json_wrong"), f"--baseline: {path}") from error
    schema.check(tree, schema.load(schema.FOLDER / "baseline.schema.json"), str(path), is_foreign=True)
    pages = {page: tuple(_entry(one) for one in found) for page, found in tree["pages"].items()}
    contents = {page: content for page, content in tree.get("contents", {}).items() if page in pages}
    sketches = {page: sketch for page, sketch in tree.get("sketches", {}).items() if page in pages}
    return Held(pages, tuple(tree.get("stages", STAGES)), contents, sketches)


def _entry(tree: Mapping[str, Any]) -> Entry:
    return Entry(
        tree["rule"],
        tree["fingerprint"],
        tree["says"],
        tree.get("count", 1),
        tree.get("outcome", "failed"),
        tuple(tree.get("places", ())),
        tree.get("content", ""),
    )


def write(path: Path, held: Held) -> None:
    """Write a baseline whole or not at all; a folder that cannot be written to is a `UsageError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, [text(held).encode()])
    except OSError as error:
        raise UsageError(of_system(error), f"--baseline: {path}") from error


def text(held: Held) -> str:
    """Return the file's text."""
    blocks = []
    for page in sorted(held.pages):
        entries = sorted(held.pages[page], key=lambda e: (e.rule, e.says, e.fingerprint, e.outcome))
        if entries:
            lines = ",\n".join(f"   {_dump(_as_json(entry))}" for entry in entries)
            blocks.append(f"  {_dump(page)}: [\n{lines}\n  ]")
    known = _known_by("contents", held.contents, held) + _known_by("sketches", held.sketches, held)
    head = f'{{\n "kommunlint_baseline": 1,\n "stages": {_dump(list(held.stages))},\n{known} "pages": {{\n'
    return head + ",\n".join(blocks) + ("\n }\n}\n" if blocks else " }\n}\n")


def _known_by(name: str, what: Mapping[str, str], held: Held) -> str:
    """Return what pages are known by, a line for each page that has entries."""
    lines = ",\n".join(
        f"  {_dump(page)}: {_dump(what[page])}" for page in sorted(held.pages) if held.pages[page] and what.get(page)
    )
    return f' "{name}": {{\n{lines}\n }},\n' if lines else ""


def _as_json(entry: Entry) -> dict[str, Any]:
    tree: dict[str, Any] = {"rule": entry.rule, "says": entry.says, "fingerprint": entry.fingerprint}
    if entry.content:
        tree["content"] = entry.content
    if entry.count > 1:
        tree |= {"count": entry.count, "places": list(entry.places)}
    return tree | ({"outcome": entry.outcome} if entry.outcome != "failed" else {})


def _dump(tree: Any) -> str:  # noqa: ANN401  JSON
    text = json.dumps(tree, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # a file whose name is not UTF-8, or half a surrogate pair from a script
        return json.dumps(tree)
    return text


def gathered(findings: Iterable[Finding]) -> tuple[Entry, ...]:
    """Return what a baseline holds of a page's findings; what is suppressed needs no baseline."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        if one.suppressed is None:
            groups.setdefault((one.fingerprint, one.outcome), []).append(one)
    return tuple(
        Entry(
            some[0].rule,
            print_,
            some[0].message[:_SAYS],
            len(some),
            outcome,
            tuple(sorted(one.selector for one in some)) if len(some) > 1 else (),
            some[0].content_fingerprint,
        )
        for (print_, outcome), some in groups.items()
    )
