"""Settings of the editors' page: what the table `[serve]` may say."""

from __future__ import annotations

from dataclasses import dataclass

from linter.model.setting import TEXTS, setting


@dataclass(frozen=True)
class ServeSettings:
    """What `kommunlint serve` is set up with, beside its flags."""

    max_bytes: int = setting(16 * 1024 * 1024, "Bytes of a page that is handed over.", minimum=1024)
    workers: int = setting(0, "Processes that judge pages; 0 is one more than there are cores.", minimum=0)
    browsers: int = setting(1, "Pages that are looked at in a browser side by side; 0 is none.", minimum=0)
    page_seconds: float = setting(20.0, "Seconds for a page as it is sent.", minimum=1)
    stage_seconds: float = setting(180.0, "Seconds for a page in the browser, and for its links.", minimum=1)
    stages_waiting: int = setting(
        20, "Pages that may wait for the browser; of more, only the page as it is sent is judged.", minimum=0
    )
    waiting: int = setting(200, "Pages that may wait for a process; more are refused for a while.", minimum=1)
    checks_per_minute: int = setting(1200, "Checks a minute that one address may ask for.", minimum=1)
    results: int = setting(500, "Results that are kept in memory.", minimum=1)
    results_bytes: int = setting(256 * 1024 * 1024, "Memory that they may take together.", minimum=1)
    keep_minutes: int = setting(120, "Minutes that a result is kept.", minimum=1)
    cors_origins: tuple[str, ...] = setting([], "Origins whose scripts may use the API.", **TEXTS)
