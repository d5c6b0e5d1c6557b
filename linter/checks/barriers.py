"""What trying a page in the browser has shown -> faults, at the places of the source where the elements stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.evidence import SCRIPT, STYLE
from linter.page.nodes import follow
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.facts.facts import Facts
    from linter.facts.rendered.renderings import Renderings
    from linter.model.evidence import Barrier
    from linter.model.finding import Location
    from linter.page.dom import Element
    from linter.rules.fault import Context


def met(facts: Facts, context: Context, rule: str) -> Iterator[Fault]:
    """Yield what a rule is told of the page; nothing where the page was not tried."""
    renderings = context.renderings
    if renderings is None or renderings.evidence.trial is None:
        return
    for barrier in renderings.evidence.trial.barriers:
        if barrier.rule == rule:
            yield _fault(facts, renderings, barrier)


def _fault(facts: Facts, renderings: Renderings, barrier: Barrier) -> Fault:
    element = _element(renderings, barrier.way)
    origin = renderings.origin(element) if element is not None else None
    evidence = renderings.evidence
    doubt = "script" if evidence.lost(SCRIPT) else "style" if evidence.lost(STYLE) else None
    data = {**barrier.data, "target": [barrier.way], **({"doubt": doubt} if doubt else {})}
    if origin is not None and origin.made_by_script:
        data["made_by_script"] = True
    return Fault(
        barrier.key,
        origin.location if origin is not None else facts.page.location(facts.page.body),
        origin.element if origin is not None else None,
        f"{element.tag if element is not None else ''} {barrier.data.get('text', '')}".strip(),
        data,
        "failed" if barrier.is_sure and doubt is None else "cannot_tell",
        further=tuple(_written(renderings, barrier.others)),
    )


def _element(renderings: Renderings, way: str) -> Element | None:
    page = renderings.scripted.page
    node = follow(page.tree, way)
    return page.element(node) if node is not None else None


def _written(renderings: Renderings, ways: Iterable[str]) -> Iterator[Location]:
    """Yield where elements stand in the source, those left out that a script has made."""
    for way in ways:
        element = _element(renderings, way)
        origin = renderings.origin(element) if element is not None else None
        if origin is not None and not origin.made_by_script:
            yield origin.location
