"""The stages of an examination: what each is called, which flag runs it, and what its rules lack where it did not run.

A new stage is an entry here and a folder in `linter/stages/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage. `flag` runs it (None: it always runs), `help` tells of it, `needs` is what it takes beside the page."""

    name: str
    flag: str | None
    help: str
    needs: str
    off: Reason
    """Why a rule of the stage was not examined where the stage did not run."""
    failed: Reason
    """Why, where it ran and could not see the page."""
    before_links: bool = True
    """Whether it is over when the page itself is judged; the link stage comes after the last page."""


STATIC = Stage("static", None, "The page as it is sent.", "nothing", Reason("not_examined"), Reason("not_examined"))
BROWSER = Stage(
    "browser",
    "--browser",
    "The browser stage: axe-core, scripting off and on.",
    "Chromium and its driver",
    Reason("needs_browser"),
    Reason("not_seen"),
)
LINKS = Stage(
    "links",
    "--links",
    "Ask the network where links lead (default: off).",
    "the network",
    Reason("needs_links"),
    Reason("not_examined"),
    before_links=False,
)
SITE = "site"
"""What a review judges of all pages at once, when they are examined: no stage that a flag runs."""
STAGES = {stage.name: stage for stage in (STATIC, BROWSER, LINKS)}
"""All stages by name, in the order in which they run."""


ASKED_FOR = tuple(name for name, stage in STAGES.items() if stage.flag is not None)
"""Stages that run only when they are asked for."""


def off(name: str) -> Reason:
    """Return why a rule was not examined where its stage did not run."""
    return Reason("needs_review") if name == SITE else STAGES[name].off


def in_order(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names of stages in the order in which they run."""
    given = frozenset(names)
    return tuple(name for name in STAGES if name in given)


def scope(names: Iterable[str]) -> str:
    """Return the key of the words for what was examined: `scope`, and what ran beside the page's own source."""
    return "_".join(("scope", *(name for name in in_order(names) if STAGES[name].flag)))
