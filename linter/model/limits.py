"""What the program must keep, and what may fail a run: the settings that everything else knows."""

from __future__ import annotations

from dataclasses import dataclass

FAIL_ON = ("error", "warning", "never")


@dataclass(frozen=True, slots=True)
class Limits:
    """What the program must keep; each is an option with this default."""

    page_seconds: float = 10.0
    page_bytes: int = 64 * 1024 * 1024
    fetch_seconds: float = 30.0
    redirects: int = 10
    findings: int = 100
    browser_seconds: float = 60.0
    browser_bytes: int = 2 * 1024 * 1024 * 1024
