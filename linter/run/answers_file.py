"""The file in which people answer a review's questions: written with what is asked, read back with what was answered."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from linter.data import schema
from linter.data.yaml import line_of, load_foreign
from linter.model.audit import Answer, KnownPage, Question, Together
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
    """What such a file says: what is asked, in which language, and answers to what is gone; each with its answer.

    `together` are answers about many pages at once. `pages` are those of the sample, `site` is what the store knows it by.
    """

    asked: tuple[Question, ...]
    gone: tuple[Question, ...] = ()
    language: str = "sv"
    together: tuple[Together, ...] = ()
    pages: tuple[KnownPage, ...] = ()
    site: str = ""

    @property
    def all(self) -> tuple[Question, ...]:
        """Everything that may have an answer: what was gone may be back."""
        return (*self.asked, *self.gone)


def write(told: Told) -> str:
    """Return the file's text: what is asked, with the answers that there are, and answers to what is gone."""
    head = words_in(told.language)("review_answers_head").splitlines()
    lines = [*(f"# {line}" for line in head), f"language: {_value(told.language)}"]
    if told.site:
        lines.append(f"site: {_value(_plain(told.site))}")
    parts = {
        "together": map(_entry_together, told.together),
        "answers": map(_entry, told.asked),
        "gone": map(_entry, told.gone),
        "pages": map(_entry_page, told.pages),
    }
    return "\n".join([*lines, *(line for name, some in parts.items() for line in _part(name, some))]) + "\n"


def _part(name: str, some: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """Yield the lines of one list; PyYAML's own writer takes a hundred times as long."""
    entries = list(some)
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
    place = partial(line_of, path, most=_MOST)
    schema.check(tree, _schema(), str(path), is_foreign=True, line_of=place)
    met: set[str] = set()
    asked, gone = (tuple(_questions(path, tree, part, met)) for part in ("answers", "gone"))
    return Told(
        asked,
        gone,
        tree.get("language", "sv"),
        tuple(_together(path, number, one) for number, one in enumerate(tree.get("together") or ())),
        tuple(
            KnownPage(one["page"], one.get("address") or one["page"], tuple(one.get("types") or ()))
            for one in tree.get("pages") or ()
        ),
        tree.get("site") or "",
    )


def _fault(path: Path, way: tuple[str | int, ...], reason: Reason) -> UsageError:
    """Return what is wrong with an entry, or with one of its values, and on which line."""
    named = "".join(f"[{one}]" if isinstance(one, int) else f".{one}" for one in way)
    return UsageError(reason, f"{path}:{line_of(path, way, most=_MOST)}::${named}")


def _questions(path: Path, tree: Mapping[str, Any], part: str, met: set[str]) -> Iterator[Question]:
    """Yield the questions of a part of the file; `met` are the ids that stand in it before."""
    for number, one in enumerate(tree.get(part) or ()):
        if one["id"] in met:
            raise _fault(path, (part, number, "id"), Reason("stands_twice"))
        met.add(one["id"])
        yield _question(one, _answer(path, (part, number), one) if one.get("outcome") is not None else None)


def _together(path: Path, number: int, one: Mapping[str, Any]) -> Together:
    """Return an answer about many pages; one that names none, by address or by type, is a `UsageError`."""
    way = ("together", number)
    pages, types = tuple(one.get("pages") or ()), tuple(one.get("types") or ())
    if not pages and not types:
        raise _fault(path, way, Reason("answer_of_no_pages"))
    return Together(one["criterion"], pages, types, _answer(path, way, one))


def _answer(path: Path, way: tuple[str | int, ...], one: Mapping[str, Any]) -> Answer:
    """Return an answer; one that does not say who, when and why is a `UsageError`."""
    said = {name: _plain(one.get(name)) for name in ("by", "on", "why")}
    if missing := [name for name, text in said.items() if not text]:
        raise _fault(path, way, Reason("answer_incomplete", {"missing": tuple(missing)}))
    try:
        day = date.fromisoformat(said["on"])
    except ValueError:
        raise _fault(path, (*way, "on"), Reason("no_calendar_day")) from None
    return Answer(one["outcome"], said["by"], day, said["why"])


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


def _question(one: Mapping[str, Any], answer: Answer | None) -> Question:
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
        answer=answer,
        pages=pages,
        also=tuple(one.get("also") or ()),
        more_pages=one.get("more_pages") or 0,
    )


def _entry(one: Question) -> dict[str, Any]:
    """Return a question as it stands in the file; what nobody can say of it is left out, and so is an answer about many pages."""
    pages = one.pages or ((one.source,) if one.source else ())
    told = {
        "criterion": _plain(one.criterion),
        "also": list(one.also),
        "question": _plain(one.text),
        "rule": _plain(one.rule),
        "pages": [_plain(page) for page in pages[:_PAGES]],
        "more_pages": one.more_pages + max(0, len(pages) - _PAGES),
        "line": one.line,
        "selector": _plain(one.selector),
        "snippet": _plain(one.snippet),
        "picture": _plain(one.picture),
    }
    answer = _said(one.answer if not one.is_together else None)
    return {"id": one.id, **{name: value for name, value in told.items() if value}, **answer}


def _entry_together(one: Together) -> dict[str, Any]:
    about = {"pages": list(map(_plain, one.pages)), "types": list(one.types)}
    return {"criterion": one.criterion, **{name: some for name, some in about.items() if some}, **_said(one.answer)}


def _entry_page(one: KnownPage) -> dict[str, Any]:
    return {"page": _plain(one.source), "address": _plain(one.address), "types": list(one.types)}


def _said(one: Answer | None) -> dict[str, str | None]:
    if one is None:
        return dict.fromkeys(("outcome", "by", "on", "why"))
    return {"outcome": one.outcome, "by": _plain(one.by), "on": one.on.isoformat(), "why": _plain(one.why)}


def _plain(text: str | None) -> str:
    """Return text in one line, without control characters and halves of characters."""
    return " ".join((text or "").translate(_UNWRITTEN).encode("utf-8", "replace").decode().split())
