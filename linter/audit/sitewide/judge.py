"""A review's report -> the report with what is wrong with its pages beside each other (category `site`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.audit.sitewide import contact_faults, entries, freshness, help_order, page_faults, register
from linter.audit.sitewide.contradictions import Numbers, contradictions
from linter.audit.telling import with_findings

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.audit.sitewide.pages import Site
    from linter.audit.sitewide.scope import Scope
    from linter.engine.page_config import PageConfig
    from linter.model.register import Register
    from linter.model.report import PageReport, Report


def judge(
    report: Report, site: Site, config_of: Callable[[PageReport], PageConfig], scope: Scope
) -> tuple[Report, Register]:
    """Return the report with the findings added, and the contacts of the site; `config_of` says what holds for a page."""
    reach = scope.reach if report.run.complete else "part"
    numbers = Numbers(site.mentions)
    found = contradictions(numbers)
    judged = (
        contact_faults.against_most(site, numbers, found),
        contact_faults.against_contact_page(site, numbers, found),
        page_faults.unlinked(site, report.not_examined, scope.start, reach),
        page_faults.duplicate_titles(site),
        help_order.judge(site),
        entries.judge(site),
        freshness.judge(site, report.run.today, scope.before),
    )
    return with_findings(report, judged, config_of), register.make(site, numbers, found)
