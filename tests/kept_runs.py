"""Runs as the store keeps them, made of a few words: for tests and measurements of history."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from linter.model.history import KeptFault, KeptPage, KeptRun, Totals
from linter.store.runs import Closing, PageRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from linter.store.runs import Runs

SITE, DAY = "www.lerboda.example", "2026-11-01"
RULES = ("contact-missing", "email-obfuscated", "updated-date-stale")


def digest(text: str) -> str:
    """Return what stands for a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def run(**said: Any) -> KeptRun:  # noqa: ANN401  what a run is
    """Return a run."""
    usual: dict[str, Any] = {
        "id": 0, "site": SITE, "day": DAY, "started_at": f"{DAY}T04:00:00+00:00", "complete": True, "tool": "0.1.0",
        "stages": ("static",), "rules": dict.fromkeys(RULES, "1"), "is_sample": False, "population": 1, "pages": 1,
        "findings": {},
    }  # fmt: skip
    return KeptRun(**{**usual, **said})


def fault(rule: str, known_by: str, **said: Any) -> KeptFault:  # noqa: ANN401  what a fault is
    """Return a fault."""
    usual: dict[str, Any] = {
        "category": "dates", "fingerprint": digest(f"{rule} {known_by}"), "outcome": "failed", "severity": "error",
        "says": f"{rule}: {known_by}", "line": 7,
    }  # fmt: skip
    return KeptFault(rule, known_by=known_by, **{**usual, **said})


def page(
    number: int,
    name: str,
    faults: Iterable[KeptFault] = (),
    *,
    account: Mapping[str, Any] | None = None,
    **said: Any,  # noqa: ANN401
) -> PageRecord:
    """Return a page with its faults; every rule was examined on it unless `account` says something else."""
    found = tuple(faults)
    text = json.dumps(account or {"rules": RULES, "partly": {}})
    state = digest(json.dumps([[one.rule, one.known_by, one.outcome, one.count, one.suppressed] for one in found]))
    usual: dict[str, Any] = {
        "path": name, "source": name, "title": name, "status": 200, "types": (), "unit": "", "updated": None,
        "text": "", "content": digest(name), "redirects": (), "account": digest(text), "state": state if found else "",
        "findings": sum(one.count - one.suppressed for one in found),
    }  # fmt: skip
    return PageRecord(KeptPage(number, name, **{**usual, **said}), found, {digest(text): text})


def keep(runs: Runs, pages: Sequence[PageRecord] = (), totals: Sequence[Totals] = (), **said: Any) -> KeptRun:  # noqa: ANN401
    """Keep a run of these pages and return it as it is read again."""
    number = runs.write(run(**said), pages, lambda: Closing({"error": len(pages)}, totals))
    kept = runs.run(number)
    assert kept is not None
    return kept
