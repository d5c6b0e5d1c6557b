"""A run and a page -> the job of the page: what its nearest configuration and the overrides that fit it ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.checks import custom
from linter.config import config
from linter.config import file as config_file
from linter.engine.page_config import Job
from linter.model.target import is_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from linter.config.config import Config
    from linter.rules.rule import Rule


class Jobs:
    """The jobs of a run. A page from a file obeys the nearest configuration above it, unless one was named for all.

    `select` and `ignore` are what the command line says, None where it says nothing; it wins over every file.
    """

    def __init__(
        self,
        settings: Config,
        today: date,
        *,
        browser: bool = False,
        links: bool = False,
        nested: bool = False,
        select: tuple[str, ...] | None = None,
        ignore: tuple[str, ...] | None = None,
    ) -> None:
        self._settings, self._today = settings, today
        self._browser, self._links, self._nested = browser, links, nested
        self._select, self._ignore = select, ignore
        self._configs: dict[Path | None, Config] = {settings.file: settings}
        self._nearest: dict[Path, Path | None] = {}
        self._made: dict[tuple[Path | None, tuple[int, ...], tuple[int, ...]], Job] = {}
        self._verify(settings)

    def of(self, name: str, path: str) -> Job:
        """Return the job of a page, known by its name and by the path that stands for it in fingerprints."""
        settings, path = self.config_of(name), self.path_of(name, path)
        over = tuple(number for number, one in enumerate(settings.overrides) if one.fits(path))
        kept = tuple(number for number, one in enumerate(settings.suppress) if one.fits(path))
        key = (settings.file, over, kept)
        if key not in self._made:
            self._made[key] = self._job(settings, path)
        return self._made[key]

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that is asked of a page of the run, as far as pages were met."""
        jobs = list(self._made.values()) or [self._job(self._settings, "")]
        return tuple({rule.id: rule for job in jobs for rule in job.rules}.values())

    @property
    def known(self) -> dict[str, Rule]:
        """Every rule that may be named in the run."""
        return {rule.id: rule for one in self._configs.values() for rule in one.known.values()}

    @property
    def configs(self) -> Iterator[Config]:
        """The configurations that were met."""
        return iter(self._configs.values())

    def config_of(self, name: str) -> Config:
        """Return the configuration that a page obeys."""
        if not self._nested or is_address(name):
            return self._settings
        folder = Path(name).parent
        if folder not in self._nearest:
            found = config_file.nearest(folder.resolve())
            self._nearest[folder] = found.resolve() if found is not None else self._settings.file
        file = self._nearest[folder]
        if file not in self._configs:
            assert file is not None  # noqa: S101  None is the key of a run without a file
            self._configs[file] = config.read(file, folder).named(self._select, self._ignore)
            self._verify(self._configs[file])
        return self._configs[file]

    def path_of(self, name: str, path: str) -> str:
        """Return a page's path as patterns of its configuration know it: relative to that file's folder."""
        settings = self.config_of(name)
        if settings is self._settings or is_address(name):
            return path
        try:
            return Path(name).resolve().relative_to(settings.base).as_posix()
        except (ValueError, OSError):
            return path

    @staticmethod
    def _verify(settings: Config) -> None:
        for rule in settings.known.values():
            if rule.check is not None:
                custom.verify(rule)

    def _job(self, settings: Config, path: str) -> Job:
        policy = settings.policy(path, links=True)
        off = {stage for stage, runs in (("browser", self._browser), ("links", self._links)) if not runs}
        awake = tuple(rule for rule in policy.rules if rule.stage not in off)
        running = self._settings
        return Job(
            rules=awake,
            options=policy.options,
            severities=policy.severities,
            today=self._today,
            language=running.language,
            country=settings.country,
            max_findings=running.limits.findings,
            links=self._links,
            browser=self._browser,
            axe=policy.axe,
            suppress=policy.suppress,
            asleep=tuple(rule.id for rule in policy.rules if rule not in awake),
            known=settings.known,
        )
