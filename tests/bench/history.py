"""How long history takes with a million findings, on SQLite and on PostgreSQL: writing, and every answer. `python -m tests.bench.history [FINDINGS]`."""

from __future__ import annotations

import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

from linter.model.history import Totals
from linter.run.history.comparing import Wanted, compare
from linter.run.history.thinning import superfluous
from linter.run.history.trends import trends
from linter.run.run import today_in_sweden
from linter.store.database import open_store
from linter.store.runs import Runs
from tests import postgres
from tests.kept_runs import SITE, fault, keep, page

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from linter.model.history import KeptRun
    from linter.store.runs import PageRecord

_RUNS, _RULES = 20, 60
_ON_A_PAGE = 10
_CHANGED = 0.05
"""Of the pages, from one run to the next."""


def _pages(number: int, seed: int) -> Iterator[PageRecord]:
    """Yield the pages of a run: each differs now and then from what it was in the run before."""
    for one in range(number):
        chance = Random(f"{one} {seed}")
        version = seed if chance.random() < _CHANGED else 0
        found = [
            fault(f"rule-{(one + nth) % _RULES}", f"{one}-{nth}-{version if nth < 2 else 0}")
            for nth in range(_ON_A_PAGE)
        ]
        account = {"rules": [f"rule-{nth}" for nth in range(_RULES)], "partly": {}}
        yield page(one, f"https://{SITE}/sida/{one}", found, account=account, unit=f"enhet {one % 40}")


def _timed(told: str, what: Callable[[], Any]) -> None:
    """Print the best of three by the clock, and by this process's own processor time."""
    walls, own = [], []
    for _ in range(3):
        started, used = time.perf_counter(), time.process_time()
        what()
        walls.append(time.perf_counter() - started)
        own.append(time.process_time() - used)
    print(f"  {told:<40} {min(walls):7.3f} s by the clock, {min(own):7.3f} s of the processor", flush=True)


def _measure(address: str, findings: int) -> None:
    pages = findings // _RUNS // _ON_A_PAGE
    rules = {f"rule-{number}": "1" for number in range(_RULES)}
    with closing(Runs(open_store(address))) as runs:
        kept, writing = [], 0.0
        for seed in range(_RUNS):
            totals = [Totals("rule", rule, pages, pages, pages // 6, findings=pages // 6) for rule in rules]
            totals += [Totals("unit", f"enhet {one}", pages // 40, pages // 40, 3) for one in range(40)]
            day = f"2026-{seed // 2 + 1:02}-{seed % 2 * 14 + 1:02}"
            records = list(_pages(pages, seed))
            started = time.perf_counter()
            totals.append(Totals("site", "", pages, pages, 9))
            kept.append(keep(runs, records, totals, rules=rules, day=day))
            writing += time.perf_counter() - started
        print(f"  written: {_RUNS} runs of {pages} pages, {writing / _RUNS:.2f} s each", flush=True)
        before, first, last = kept[-2], kept[0], kept[-1]
        _timed("list", lambda: runs.listed(most=200))
        _timed("compare with the run before", lambda: compare(runs, before, last))
        _timed("compare the first and the last", lambda: compare(runs, first, last))
        _timed("compare, what is still there", lambda: compare(runs, before, last, Wanted(("still",))))
        _timed("compare, far into the list", lambda: compare(runs, before, last, Wanted(start=300, most=200)))
        _timed("trend of all pages", lambda: trends(runs, SITE, "site"))
        _timed("trend of every rule", lambda: trends(runs, SITE, "rule"))
        _timed("trend of one unit", lambda: trends(runs, SITE, "unit", "enhet 7"))
        _timed("pages before a day", lambda: runs.pages_before(SITE, "2027-01-01"))
        _timed("thin, told", lambda: superfluous(runs.listed(), today_in_sweden()))
        other = _other(pages, runs)
        _timed("compare, every page changed", lambda: compare(runs, first, other))


def _other(pages: int, runs: Runs) -> KeptRun:
    """Keep a run in which nothing is as it was."""
    rules = {f"rule-{number}": "1" for number in range(_RULES)}
    account = {"rules": list(rules), "partly": {}}
    records = [
        page(
            one,
            f"https://{SITE}/sida/{one}",
            [fault(f"rule-{nth}", f"x{one}-{nth}") for nth in range(_ON_A_PAGE)],
            account=account,
        )
        for one in range(pages)
    ]
    return keep(runs, records, rules=rules, day="2026-12-24")


def main() -> None:
    """Measure both databases."""
    findings = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "store.sqlite"
        print(f"SQLite, {findings} findings")
        _measure(str(file), findings)
        print(f"  file: {file.stat().st_size / 1e6:.0f} MB")
    with postgres.running() as server:
        print(f"PostgreSQL, {findings} findings")
        _measure(server.make("bench"), findings)


if __name__ == "__main__":
    main()
