"""What holds for one page: its rules, their options and severities, the day, the stages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linter.config.config import Suppression
    from linter.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Job:
    """What is asked of every page of a run."""

    rules: tuple[Rule, ...]
    options: Mapping[str, Mapping[str, Any]]
    severities: Mapping[str, Any]
    today: date
    language: str
    max_findings: int = 100
    links: bool = False
    browser: bool = False
    axe: tuple[tuple[str, ...], tuple[str, ...]] | None = ((), ())
    """Which rules of axe-core are named to run and not to, None for no axe at all."""
    suppress: tuple[Suppression, ...] = ()
    asleep: tuple[str, ...] = ()
    """Rules that are selected and whose stage does not run."""
    known: Mapping[str, Rule] = field(default_factory=dict)
    """Every rule that may be named on a page."""
    country: str | None = None
    """The country that the configuration names."""
