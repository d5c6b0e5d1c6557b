"""The views of history: the runs of the store, two of them compared, and how a website goes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse  # noqa: TC002  FastAPI reads the annotation

from linter.model.history import BY
from linter.report.words.words import words_in
from linter.run.history import phrases
from linter.run.history.comparing import STATES, Wanted, compare
from linter.run.history.trends import trends
from linter.web.errors import RequestError
from linter.web.routes.common import service_of
from linter.web.routes.pages import language_of, page
from linter.web.view.chart import chart

if TYPE_CHECKING:
    from linter.model.history import By, KeptRun
    from linter.run.history.comparing import State
    from linter.store.runs import Runs

router = APIRouter(include_in_schema=False)
_AT_ONCE = 100
"""Runs, or findings, that are listed on one page."""
_REFUSED = 422
_DIGITS = 9
"""Of the number of a run, or of a finding."""


@router.get("/history")
async def list_runs(request: Request, site: str = "", before: str = "") -> HTMLResponse:
    """List the runs of the store, of one website or of all: the latest, or those before one of them."""
    runs, last = service_of(request).runs, _number(before) if before else None
    found = await asyncio.to_thread(runs.listed, site or None, last, _AT_ONCE + 1)
    sites = await asyncio.to_thread(runs.sites)
    shown = found[:_AT_ONCE]
    older = shown[-1].id if len(found) > _AT_ONCE else None
    return page(
        request,
        "history.html",
        runs=shown,
        whole=[one for one in shown if one.thinned_at is None],
        sites=sites,
        site=site,
        older=older,
        told=phrases.run_told,
        day=phrases.days(shown),
    )


@router.get("/history/compare")
async def compare_runs(
    request: Request, earlier: str = "", later: str = "", state: str = "", start: str = "0"
) -> HTMLResponse:
    """Compare two runs of one website, and list the differences of one kind, or of all but those still there."""
    runs = service_of(request).runs
    usual = Wanted()
    states: tuple[State, ...] = tuple(one for one in STATES if one == state) or usual.states
    wanted = Wanted(states, _AT_ONCE, _number(start))
    first, second = await asyncio.to_thread(_pair, runs, _number(earlier), _number(later))
    query = f"earlier={first.id}&later={second.id}"
    refused = _not_comparable(first, second)
    if refused is not None:
        return page(request, "uncompared.html", _REFUSED, why=refused, site=second.site, query=query)
    found = await asyncio.to_thread(compare, runs, first, second, wanted)
    words = words_in(language_of(request))
    return page(
        request,
        "compare.html",
        found=found,
        states=STATES,
        state=state if state in STATES else "",
        head=phrases.head(found, words),
        told=lambda one: phrases.told(one, words),
        query=query,
    )


@router.get("/history/trend")
async def show_trend(request: Request, site: str = "", by: str = "site", name: str | None = None) -> HTMLResponse:
    """Show how a website went: all pages, or by rule, unit or type of page; one of these as a drawing too."""
    runs, words = service_of(request).runs, words_in(language_of(request))
    group: By | None = next((one for one in BY if one == by), None)
    if group is None:
        raise RequestError(404, "no_such_page")
    whole = await asyncio.to_thread(trends, runs, site, group, name if group != "site" else None)
    if not whole:
        raise RequestError(404, "no_such_page")
    one = whole[0] if group == "site" or name is not None else None
    return page(
        request,
        "trend.html",
        site=site,
        by=group,
        kinds=BY,
        name=name,
        trends=whole,
        one=one,
        chart=chart(one) if one is not None else None,
        methods=dict.fromkeys(
            point.share.method for trend in whole for point in (trend.points if one else [trend.latest])
        ),
        name_of=lambda trend: phrases.name_of(trend.by, trend.name, words),
        told=lambda point: phrases.point_told(point, words),
        percent=lambda share: phrases.percent(share, words),
        interval=lambda point: phrases.interval(point, words),
    )


def _pair(runs: Runs, earlier: int, later: int) -> tuple[KeptRun, KeptRun]:
    """Return two runs by their numbers."""
    first, second = runs.run(earlier), runs.run(later)
    if first is None or second is None:
        raise RequestError(404, "no_such_page")
    return first, second


def _not_comparable(first: KeptRun, second: KeptRun) -> str | None:
    """Return the key of why two runs cannot be compared, None where they can."""
    if first.thinned_at is not None or second.thinned_at is not None:
        return "run_thinned"
    return "runs_of_two_sites" if first.site != second.site else None


def _number(text: str) -> int:
    if not text.isascii() or not text.isdecimal() or len(text) > _DIGITS:
        raise RequestError(404, "no_such_page")
    return int(text)
