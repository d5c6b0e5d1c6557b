"""The file in which people answer a review's questions: written with what is asked, read back with what was answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.data import schema
from linter.data.yaml import load_foreign
from linter.model.audit import Answer, Question
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_MOST, _VALUES = 32 * 1024 * 1024, 2_000_000
"""Bytes and values of a file: that of a large site has tens of thousands of questions."""
_PAGES = 20
"""Pages that a question names; the others are counted."""
_UNWRITTEN = dict.fromkeys([*range(32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF], " ")
"""Signs that YAML does not take."""
NAME = "answers.yaml"
_NAMES = {"on": '"on"'}
"""Names that YAML would read as something else."""


@dataclass(frozen=True, slots=True)
class Told:
    """What such a file says: what is asked, in which language, and answers to what is gone; each with its answer."""

    asked: tuple[Question, ...]
    gone: tuple[Question, ...] = ()
    language: str = "sv"

    @property
    def all(self) -> tuple[Question, ...]:
        """Everything that may have an answer: what was gone may be back."""
        return (*self.asked, *self.gone)


def write(asked: Iterable[Question], gone: Iterable[Question], language: str) -> str:
    """Return the file's text: what is asked, with the answers that there are, and answers to what is gone."""
    told = words_in(language)("review_answers_head").splitlines()
    lines = [*(f"# {line}" for line in told), f"language: {_value(language)}", *_part("answers", asked)]
    return "\n".join([*lines, *_part("gone", gone)]) + "\n"


def _part(name: str, some: Iterable[Question]) -> Iterator[str]:
    """Yield the lines of one list; PyYAML's own writer takes a hundred times as long."""
    entries = [_entry(one) for one in some]
    yield f"{name}:" if entries else f"{name}: []"
    for entry in entries:
        for number, (key, value) in enumerate(entry.items()):
            yield f"{'  ' if number else '- '}{_NAMES.get(key, key)}:{_value(value, ' ')}"


def _value(value: Any, before: str = "") -> str:  # noqa: ANN401  JSON
    """Return a value as JSON, which is YAML too once it holds no sign that YAML does not take; nothing for null."""
    return "" if value is None else before + json.dumps(value, ensure_ascii=False)


def read(path: Path) -> Told:
    """Read such a file; whatever is wrong with it is a `UsageError` in one line."""
    tree = _with_on(load_foreign(path, most=_MOST, most_values=_VALUES))
    schema.check(tree, _schema(), str(path), is_foreign=True)
    met: set[str] = set()
    asked, gone = (tuple(_questions(path, tree, part, met)) for part in ("answers", "gone"))
    return Told(asked, gone, tree.get("language", "sv"))


def _questions(path: Path, tree: Mapping[str, Any], part: str, met: set[str]) -> Iterator[Question]:
    """Yield the questions of a part of the file; `met` are the ids that stand in it before."""
    for number, one in enumerate(tree.get(part) or ()):
        where = f"{path}::$.{part}[{number}]"
        if one["id"] in met:
            raise UsageError(Reason("stands_twice"), f"{where}.id")
        met.add(one["id"])
        yield _question(one, where)


def _answer(outcome: Any, by: str | None, on: str | None, why: str | None, where: str) -> Answer | None:  # noqa: ANN401  checked by the schema
    """Return an answer, None where nothing was answered; one that does not say who, when and why is a `UsageError`."""
    if outcome is None:
        return None
    said = {"by": _plain(by), "on": _plain(on), "why": _plain(why)}
    if missing := [name for name, text in said.items() if not text]:
        raise UsageError(Reason("answer_incomplete", {"missing": tuple(missing)}), where)
    try:
        day = date.fromisoformat(said["on"])
    except ValueError:
        raise UsageError(Reason("no_calendar_day"), f"{where}.on") from None
    return Answer(outcome, said["by"], day, said["why"])


@cache
def _schema() -> Mapping[str, Any]:
    return schema.load(schema.FOLDER / "answers.schema.json")


def _with_on(tree: Any) -> Any:  # noqa: ANN401  any tree
    """Return the tree with `on` as a word: YAML reads it as true where it is not quoted."""
    if not isinstance(tree, dict):
        return tree
    return {
        part: [{"on" if k is True else k: v for k, v in one.items()} if isinstance(one, dict) else one for one in some]
        if isinstance(some, list)
        else some
        for part, some in tree.items()
    }


def _question(one: Mapping[str, Any], where: str) -> Question:
    pages = tuple(one.get("pages") or ())
    return Question(
        id=one["id"],
        criterion=one.get("criterion") or "",
        source=pages[0] if pages else "",
        text=one.get("question") or "",
        rule=one.get("rule"),
        line=one.get("line"),
        selector=one.get("selector"),
        snippet=one.get("snippet"),
        picture=one.get("picture"),
        answer=_answer(one.get("outcome"), one.get("by"), one.get("on"), one.get("why"), where),
        pages=pages,
        also=tuple(one.get("also") or ()),
    )


def _entry(one: Question) -> dict[str, Any]:
    """Return a question as it stands in the file; what nobody can say of it is left out."""
    pages = one.pages or ((one.source,) if one.source else ())
    told = {
        "criterion": _plain(one.criterion),
        "also": list(one.also),
        "question": _plain(one.text),
        "rule": _plain(one.rule),
        "pages": [_plain(page) for page in pages[:_PAGES]],
        "more_pages": max(0, len(pages) - _PAGES),
        "line": one.line,
        "selector": _plain(one.selector),
        "snippet": _plain(one.snippet),
        "picture": _plain(one.picture),
    }
    said = one.answer
    answered = (
        (said.outcome, _plain(said.by), said.on.isoformat(), _plain(said.why)) if said is not None else (None,) * 4
    )
    return {
        "id": one.id,
        **{name: value for name, value in told.items() if value},
        **dict(zip(("outcome", "by", "on", "why"), answered, strict=True)),
    }


def _plain(text: str | None) -> str:
    """Return text in one line, without control characters and halves of characters."""
    return " ".join((text or "").translate(_UNWRITTEN).encode("utf-8", "replace").decode().split())
