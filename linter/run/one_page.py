"""One page x Config -> Report, in this process: for front ends that keep processes of their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linter.engine.resolver import Resolver
from linter.model.report import NotExamined, Report, Run
from linter.model.stages import BROWSER, STATIC
from linter.rules import texts as rule_texts
from linter.run.collected import Collected
from linter.run.examining import examine_target

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from linter.config.config import Config
    from linter.model.target import Target
    from linter.page.page import Page


def examine_one(target: Target, config: Config, today: date, on_page: Callable[[Page], None] | None = None) -> Report:
    """Examine one page as it is sent, and beside it what a browser made of it where the target has that.

    Links are not asked, and no browser is started. `on_page` sees the page once it is judged.
    """
    started, clock = datetime.now(UTC), time.monotonic()
    stages = {STATIC.name, *([BROWSER.name] if target.tree is not None else [])}
    resolver = Resolver(config, today, frozenset(stages))
    collected = Collected(resolver)
    result = examine_target(target, resolver, config.limits, on_page=on_page)
    missing: tuple[NotExamined, ...] = ()
    if isinstance(result, NotExamined):
        missing = (result,)
    elif result.digest is not None:
        collected.append(result.blob, result.digest)
    summary = collected.tally.summary()
    return Report(
        run=Run(
            today=today.isoformat(),
            started_at=started.isoformat(timespec="seconds"),
            duration_seconds=round(time.monotonic() - clock, 3),
            complete=True,
            rules=tuple(rule.id for rule in resolver.rules),
            stages=(STATIC.name,),
            language=config.language,
            fail_on=config.fail_on,
        ),
        pages=collected.pages,
        not_examined=missing,
        summary=summary,
        rules=rule_texts.rule_texts(
            sorted({*summary.coverage, *summary.by_rule}),
            dict(resolver.known),
            config.language,
            config.documentation_address,
        ),
    )
