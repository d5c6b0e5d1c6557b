"""What axe-core answers: its shape, checked as it is read, and the rules that have to be in it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, ValidationError, convert

from linter.model.errors import BrowserError
from linter.model.reason import Reason

_Id = Annotated[str, Meta(pattern=r"^[a-z0-9-]{1,100}$")]
_Selector = Annotated[str, Meta(min_length=1)]
_DETAIL = 276


class Check(Struct, frozen=True):
    """What one check says of an element, and what it measured."""

    message: str
    data: Any = None


class Node(Struct, frozen=True, rename={"summary": "failureSummary", "some": "any", "every": "all"}):
    """An affected element; each of `target` is a frame on the way to it, a list where it goes through shadow roots."""

    target: Annotated[tuple[_Selector | Annotated[tuple[_Selector, ...], Meta(min_length=1)], ...], Meta(min_length=1)]
    html: str
    summary: str | None = None
    some: tuple[Check, ...] = ()
    every: tuple[Check, ...] = ()
    none: tuple[Check, ...] = ()


class Entry(Struct, frozen=True, rename="camel"):
    """A rule that has something to say, and of what."""

    id: _Id
    tags: tuple[str, ...]
    help: Annotated[str, Meta(min_length=1)]
    nodes: tuple[Node, ...]
    help_url: str = ""
    impact: Literal["minor", "moderate", "serious", "critical"] | None = None


class Engine(Struct, frozen=True):
    """Which program has judged."""

    name: Literal["axe-core"]
    version: str


class Answer(Struct, frozen=True):
    """A run of axe-core; `selected` are the rules that were to run, of those that it knows."""

    engine: Engine
    violations: tuple[Entry, ...]
    incomplete: tuple[Entry, ...]
    passes: tuple[_Id, ...]
    inapplicable: tuple[_Id, ...]
    selected: tuple[_Id, ...]
    known: Annotated[int, Meta(ge=1)]


def answer(tree: Any) -> Answer:  # noqa: ANN401  any tree
    """Return the tree as an answer; raise `BrowserError` where it is none, or where rules contradict themselves."""
    try:
        found = convert(tree, Answer)
    except ValidationError as error:
        raise BrowserError(Reason("axe_unreadable", {"detail": str(error)[:_DETAIL]})) from error
    judged = {entry.id for entry in (*found.violations, *found.incomplete)} | set(found.passes)
    odd = sorted(judged.intersection(found.inapplicable) | (judged.union(found.inapplicable) - set(found.selected)))
    if odd:
        raise BrowserError(Reason("axe_rules_odd", {"rules": tuple(odd)}))
    return found
