"""Accessibility statements whose faults are known, put together from wordings in `tests/data/statements/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from linter import load_rules
from tests.support import examine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.model.report import PageReport

FOLDER = Path(__file__).parent / "data" / "statements"
RULES = tuple(rule.id for rule in load_rules().values() if rule.category == "statement" and rule.stage == "static")


@dataclass(frozen=True)
class Case:
    """One statement: its page, the rules that find something in it, and what facts it tells."""

    name: str
    language: str
    html: str
    finds: frozenset[str]
    url: str | None = None
    says: Mapping[str, Any] = field(default_factory=dict)

    def judged(self) -> PageReport:
        """Return the report of its page."""
        return examine(self.html, *RULES, url=self.url)


@dataclass(frozen=True)
class Score:
    """How findings fit what is known: right, wrong, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """How much of what was found is so."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """How much of what is so was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.wrong or self.missed else 1.0


def score(pairs: Sequence[tuple[frozenset[str], frozenset[str]]]) -> Score:
    """Return how what was found fits what is so, over pairs of both."""
    return Score(
        sum(len(known & found) for known, found in pairs),
        sum(len(found - known) for known, found in pairs),
        sum(len(known - found) for known, found in pairs),
    )


def cases() -> list[Case]:
    """Return all statements."""
    return [
        case for file in sorted(FOLDER.glob("*.yaml")) for case in _of_file(yaml.safe_load(file.read_text("utf-8")))
    ]


def _of_file(tree: Mapping[str, Any]) -> Iterator[Case]:
    for case in tree["cases"]:
        page = {**tree, **case}
        chosen = {part: next(iter(wordings)) for part, wordings in tree["wordings"].items()} | case.get("but", {})
        parts = [tree["wordings"][part][str(name).lower() if name is False else name] for part, name in chosen.items()]
        yield Case(
            f"{page['language']}: {case['name']}",
            page["language"],
            page_of_parts(page, [part for part in parts if part]),
            frozenset(case.get("finds", ())),
            page.get("url"),
            case.get("says", {}),
        )


def page_of_parts(page: Mapping[str, Any], parts: Sequence[str]) -> str:
    """Return the HTML of a page that has these parts."""
    body = "\n".join(parts)
    return (
        f"<!doctype html>\n<html lang={page['language']}><head><meta charset=utf-8><title>{page['title']}</title></head><body>\n"
        f"<main><h1>{page['heading']}</h1>\n{body}\n</main>\n<footer><p>{page['footer']}</p></footer></body></html>\n"
    )
