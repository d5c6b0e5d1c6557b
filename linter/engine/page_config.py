"""What holds for one page: its rules, their options and severities, the day, the stages."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from linter.model.stages import SITE
from linter.rules.axe import AxeSelection

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from linter.config.config import Config
    from linter.config.settings import Suppression
    from linter.model.target import Host
    from linter.rules.rule import Rule

EVERY_PAGE = frozenset({"static", "suppressions"})
"""What a rule may need and always has: the page's source, what became of suppressions, and the other pages of a review."""


@dataclass(frozen=True, slots=True)
class More:
    """What a review, or a baseline, wants of every page beside its report."""

    outlines: bool = False
    """Whether pages tell what samples are drawn from."""
    elements: int = 0
    """How many elements of a kind a page tells for people to judge; with 0 it tells none."""
    holds: bool = False
    """Whether the page's bytes and what it links to are kept, for the folder of a review."""
    of_site: bool = False
    """Whether all pages are judged at once when they are examined."""
    sketches: bool = False
    """Whether pages tell what their text is known by where it was edited: a tenth of the time that a page takes."""


NOTHING_MORE = More()


@dataclass(frozen=True, slots=True)
class PageConfig:
    """What is asked of one page, and in which language it is told. `rules` are those whose stage runs."""

    rules: tuple[Rule, ...]
    options: Mapping[str, Mapping[str, Any]]
    severities: Mapping[str, Any]
    today: date
    language: str
    max_findings: int = 100
    stages: frozenset[str] = EVERY_PAGE
    axe: AxeSelection | None = field(default_factory=AxeSelection)
    """Which rules of axe-core are asked for, None for no axe at all."""
    suppress: tuple[Suppression, ...] = ()
    inactive: tuple[Rule, ...] = ()
    """Rules that are selected and whose stage does not run."""
    known: Mapping[str, Rule] = field(default_factory=dict)
    """Every rule that may be named on a page."""
    country: str | None = None
    """The country that the configuration names."""
    hosts: tuple[Host, ...] = ()
    """Hosts that were named as ones to ask although they may be private."""
    more: More = NOTHING_MORE

    @property
    def needs_address(self) -> bool:
        """Whether a page is asked for its own address: an entry that names faults may name it by that."""
        return any(entry.needs_address for entry in self.suppress)

    def runs(self, stage: str) -> bool:
        """Return whether a stage runs."""
        return stage in self.stages

    def wants_axe(self, name: str) -> bool:
        """Return whether a rule of axe-core is one for this page; the browser runs those of the whole run."""
        return self.axe is not None and self.axe.wants(name)


def page_config(
    settings: Config,
    path: str,
    today: date,
    stages: frozenset[str] = EVERY_PAGE,
    run: Config | None = None,
    *,
    more: More = NOTHING_MORE,
) -> PageConfig:
    """Return what a configuration says of the page at `path`; the language and the limits are those of the run's own."""
    run = run or settings
    here = settings.over(path)
    selected = here.chosen()
    running = stages | EVERY_PAGE | ({SITE} if more.of_site else set())
    axe, of_run = here.axe(), run.axe_of_run()
    return PageConfig(
        rules=tuple(rule for rule in selected if rule.stage in running),
        options=here.options(),
        severities=here.severities(),
        today=today,
        language=run.language,
        max_findings=run.limits.findings,
        stages=running,
        axe=axe.beside(of_run) if axe is not None and of_run is not None else axe,
        suppress=tuple(one for one in settings.suppress if one.fits(path)),
        inactive=tuple(rule for rule in selected if rule.stage not in running),
        known=settings.known,
        country=settings.country or None,
        hosts=run.browser.allow_hosts,
        more=more,
    )
