"""What the program must keep, and what may fail a run: the settings that everything else knows."""

from __future__ import annotations

from dataclasses import dataclass

from linter.model.setting import setting

FAIL_ON = ("error", "warning", "never")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the program must keep; each is an option with this default."""

    page_seconds: float = setting(10.0, "Time for one page.", exclusiveMinimum=0)
    page_bytes: int = setting(64 * 1024 * 1024, "Size of one page.", minimum=1)
    fetch_seconds: float = setting(30.0, "Time to fetch one page.", exclusiveMinimum=0)
    redirects: int = setting(10, "Redirects that are followed for one page.", minimum=0)
    findings: int = setting(100, "Findings of one rule on one page.", minimum=1)
    browser_seconds: float = setting(60.0, "Time for one page in the browser.", exclusiveMinimum=0)
    browser_bytes: int = setting(2 * 1024 * 1024 * 1024, "Memory of one process of the browser.", minimum=1)
    worker_bytes: int = setting(
        512 * 1024 * 1024, "Memory that a process which examines pages may take for them (Linux).", minimum=1
    )
