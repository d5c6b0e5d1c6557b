"""questions.yaml -> what a person is asked of every success criterion, and of what on a page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.data import schema
from linter.data.yaml import load_file
from linter.model.errors import UsageError
from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

SITE, PAGE = "site", "page"
"""What a question is asked of that is asked of no element: all pages at once, or each of them."""
SCRIPT = "script"
"""The kind that is there where a page runs scripts, too."""
_FILE = Path(__file__).with_name("questions.yaml")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: `of` the site, the page, or each element of a kind, where one of the kinds in `where` is there."""

    criterion: str
    key: str
    of: str
    texts: Mapping[str, str]
    where: tuple[str, ...] = ()
    own_to_page: bool = False

    @property
    def is_of_elements(self) -> bool:
        """Whether it is asked of each element of a kind."""
        return self.of not in (SITE, PAGE)

    @property
    def needs(self) -> tuple[str, ...]:
        """The kinds of which one has to be there for it to be asked; none where it always is."""
        return (self.of,) if self.is_of_elements else self.where

    def text(self, language: str) -> str:
        """Return it in a language, in English where there is no such text."""
        return self.texts.get(language, self.texts["en"])


@dataclass(frozen=True, slots=True)
class Criterion:
    """How one success criterion is decided: by people's answers, beside rules or without them, or by rules alone."""

    number: str
    questions: tuple[Asked, ...]
    needs_rules: bool = False
    decided_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All questions: the selectors of the kinds, and the criteria by their number."""

    kinds: Mapping[str, str]
    criteria: Mapping[str, Criterion]

    @property
    def element_kinds(self) -> frozenset[str]:
        """The kinds whose elements are asked about one by one."""
        asked = (question for one in self.criteria.values() for question in one.questions)
        return frozenset(question.of for question in asked if question.is_of_elements)


@cache
def catalogue() -> Catalogue:
    """Return the questions that the program comes with."""
    tree = load_file(_FILE, _check)
    criteria = {number: _criterion(number, one) for number, one in tree["criteria"].items()}
    return Catalogue(tree["kinds"], criteria)


def _criterion(number: str, tree: Mapping[str, Any]) -> Criterion:
    questions = tuple(
        Asked(number, q["key"], q["of"], q["ask"], tuple(q.get("where", ())), own_to_page=q.get("own_to_page", False))
        for q in tree["questions"]
    )
    return Criterion(number, questions, tree.get("needs_rules", False), tuple(tree.get("decided_by", ())))


def _check(path: Path, tree: Any) -> None:  # noqa: ANN401  any tree
    schema.check(tree, schema.load(schema.FOLDER / "questions.schema.json"), path.name)
    for number, one in tree["criteria"].items():
        for question in one["questions"]:
            unknown = {question["of"], *question.get("where", ())} - {SITE, PAGE, *tree["kinds"]}
            if unknown:
                reason = Reason("kind_of_question_unknown", {"kinds": tuple(sorted(unknown))})
                raise UsageError(reason, f"{path.name}::$.criteria.{number}")
