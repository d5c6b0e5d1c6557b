"""What trying a page in the browser has shown -> faults, at the places of the source where the elements stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.evidence import SCRIPT, STYLE
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.facts.rendered.renderings import Renderings
    from linter.model.evidence import Barrier
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
    rendered = renderings.scripted.page.select(barrier.way) if barrier.way else []
    origin = renderings.origin(rendered[0]) if rendered else None
    evidence = renderings.evidence
    doubt = "script" if evidence.lost(SCRIPT) else "style" if evidence.lost(STYLE) else None
    data = {**barrier.data, "target": [barrier.way], **({"doubt": doubt} if doubt else {})}
    return Fault(
        barrier.key,
        origin.location if origin is not None else facts.page.location(facts.page.body),
        origin.element if origin is not None else None,
        f"{rendered[0].tag if rendered else ''} {barrier.data.get('text', '')}".strip(),
        data,
        "failed" if barrier.is_sure and doubt is None else "cannot_tell",
    )
