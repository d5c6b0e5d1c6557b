"""kommunlint: what municipal web pages get wrong, said by rule, place and remedy.

The public API is `check`, `load_rules`, `Finding` and `Report`; everything else may change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from linter.model.finding import Finding
    from linter.model.report import Report
    from linter.rules.rule import Rule

__all__ = ["Finding", "Report", "__version__", "check", "load_rules"]


def check(
    sources: Sequence[str],
    *,
    today: date | None = None,
    language: str = "sv",
    config: str | None = None,
    jobs: int = 0,
    browser: bool = False,
    links: bool = False,
) -> Report:
    """Examine files, folders and addresses and return the report.

    `today` is the day that freshness is judged by (default: today in Europe/Stockholm), `config` the path of a
    `kommunlint.toml`, `jobs` the number of processes (0: one per core), `browser` whether pages are also opened in
    Chromium, `links` whether the network is asked where links lead. Raises `linter.errors.UsageError`.
    """
    from dataclasses import replace
    from pathlib import Path

    from linter.config import config as configuration
    from linter.run import run, targets

    settings = replace(configuration.read(Path(config) if config else None, Path.cwd()), language=language)
    wanted = targets.find(sources, settings.include, settings.base, None, "-")
    asked = run.RunRequest(
        today=today or run.today_in_sweden(),
        jobs=configuration.processes(jobs or settings.jobs),
        follow=run.Follow(sources) if links else None,
        nested=config is None,
    )
    return run.in_browser(sources, wanted, settings, asked) if browser else run.run(wanted, settings, asked)


def load_rules() -> dict[str, Rule]:
    """Return the shipped rules by id."""
    from linter.rules import rule

    return rule.load()


def __getattr__(name: str) -> Any:  # noqa: ANN401  lazily loaded names of the public API
    if name in ("Finding", "Report"):
        from linter.model import finding, report

        return getattr(finding if name == "Finding" else report, name)
    msg = f"module 'linter' has no attribute {name!r}"
    raise AttributeError(msg)
