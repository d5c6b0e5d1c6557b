"""kommunlint: what municipal web pages get wrong, said by rule, place and remedy.

The public API is `check`, `check_html`, `load_rules`, `Finding`, `PageReport` and `Report`; everything else may change.
Imports are late, since whoever wants one name should not wait 0.2 s for all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.model.errors import UsageError
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from linter.config.config import Config
    from linter.model.finding import Finding
    from linter.model.reason import Reason
    from linter.model.report import PageReport, Report
    from linter.rules.rule import Rule

__all__ = ["Finding", "PageReport", "Report", "__version__", "check", "check_html", "load_rules"]


def _in_english(reason: Reason) -> str:
    from linter.report.words.reasons import in_english

    return in_english(reason)


UsageError.in_english = _in_english


def check(
    sources: Sequence[str],
    *,
    today: date | None = None,
    language: str = "sv",
    config: str | None = None,
    jobs: int = 0,
    browser: bool = False,
    links: bool = False,
    trust: Sequence[str] = (),
) -> Report:
    """Examine files, folders and addresses and return the report.

    `today` is the day that freshness is judged by (default: today in Europe/Stockholm), `config` the path of a
    `kommunlint.toml` (default: the nearest one, for pages from files those nearest to them), `jobs` the number of
    processes (0: one per core), `browser` whether pages are also opened in Chromium, `links` whether the network is asked
    where links lead, `trust` folders whose configurations count as named. A page that cannot be had stands in
    `not_examined`. Raises `linter.model.errors.UsageError`.
    """
    from linter.config.config import processes
    from linter.run import run, targets

    settings = _settings(config, language, trust)
    wanted = targets.find(sources, settings.include, settings.base, None, "-")
    request = run.RunRequest(
        today=today or run.today_in_sweden(),
        jobs=processes(jobs or settings.jobs),
        follow=run.Follow(sources) if links else None,
        nested=config is None,
    )
    return run.in_browser(sources, wanted, settings, request) if browser else run.run(wanted, settings, request)


def check_html(
    html: str | bytes,
    *,
    url: str | None = None,
    name: str = "page.html",
    today: date | None = None,
    language: str = "sv",
    config: str | None = None,
) -> PageReport:
    """Examine one page as it is sent, without JavaScript, in this process, and return its report.

    `url` is the address that the page has or will have: its country and its own links are known by it. `name` stands for a
    page without one in fingerprints and in patterns of the configuration. `today` and `config` are those of `check`; without
    `config`, the usual rules hold. Text from a CMS is judged as the part of a page that it is. Raises
    `linter.model.errors.UsageError` for a faulty configuration, and `linter.model.errors.SourceError` for what is no HTML.

    >>> from datetime import date
    >>> page = check_html("<p>Senast uppdaterad:</p>", today=date(2026, 11, 21), language="en")
    >>> [(finding.rule, finding.location.line) for finding in page.findings]
    [('updated-date-empty', 1)]
    """
    from linter.config.config import Config
    from linter.engine.examine import check_page
    from linter.engine.page_config import page_config
    from linter.model.target import split_login
    from linter.page.source import Source, decode
    from linter.run.run import today_in_sweden

    settings = _settings(config, language) if config is not None else Config(language=language)
    url = split_login(url)[0] if url is not None else None
    path = url or name
    data = html.encode("utf-8", "surrogatepass") if isinstance(html, str) else html
    document = decode(Source(path, data, url=url))
    return check_page(document, page_config(settings, path, today or today_in_sweden()), path=path)


def _settings(config: str | None, language: str, trust: Sequence[str] = ()) -> Config:
    from dataclasses import replace
    from pathlib import Path

    from linter.config import config as configuration
    from linter.config.trust import Trust

    named, whom = Path(config) if config else None, Trust(tuple(map(Path, trust)))
    return replace(configuration.read_config(named, Path.cwd(), whom), language=language)


def load_rules() -> dict[str, Rule]:
    """Return the shipped rules by id."""
    from linter.rules import rule

    return rule.load()


def __getattr__(name: str) -> Any:  # noqa: ANN401  lazily loaded names of the public API
    if name in ("Finding", "PageReport", "Report"):
        from linter.model import finding, report

        return getattr(finding if name == "Finding" else report, name)
    msg = f"module 'linter' has no attribute {name!r}"
    raise AttributeError(msg)
