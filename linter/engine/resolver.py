"""A run and a page -> what holds for the page: what its nearest configuration and the overrides that fit it ask for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from linter.checks import custom
from linter.config import config
from linter.engine.page_config import NOTHING_MORE, More, PageConfig, page_config
from linter.model.paths import real
from linter.model.target import is_address

if TYPE_CHECKING:
    from datetime import date

    from linter.config.config import Config
    from linter.rules.rule import Rule


class Resolver:
    """Knows what holds for each page of a run.

    A page from a file obeys the nearest configuration above it where they are `nested`, else that of the run. `select`
    and `ignore` are what the command line says, None where it says nothing; it wins over every file.
    """

    def __init__(
        self,
        settings: Config,
        today: date,
        stages: frozenset[str] = frozenset(),
        *,
        nested: bool = False,
        select: tuple[str, ...] | None = None,
        ignore: tuple[str, ...] | None = None,
        more: More = NOTHING_MORE,
    ) -> None:
        self._more = more
        self.config, self._today, self._stages, self._nested = settings, today, stages, nested
        self._select, self._ignore = select, ignore
        self._configs: dict[Path | None, Config] = {settings.file: settings}
        self._nearest: dict[Path, Path | None] = {}
        self._made: dict[tuple[Path | None, tuple[int, ...], tuple[int, ...]], PageConfig] = {}
        _verify(settings)

    def page_config(self, name: str, path: str) -> PageConfig:
        """Return what holds for a page, known by its name and by the path that stands for it in fingerprints."""
        settings, path = self.config_of(name), self.path_of(name, path)
        over = tuple(number for number, one in enumerate(settings.overrides) if one.fits(path))
        kept = tuple(number for number, one in enumerate(settings.suppress) if one.fits(path))
        key = (settings.file, over, kept)
        if key not in self._made:
            self._made[key] = self._make(settings, path)
        return self._made[key]

    def _make(self, settings: Config, path: str) -> PageConfig:
        return page_config(settings, path, self._today, self._stages, run=self.config, more=self._more)

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule that is asked of a page of the run, as far as pages were met."""
        made = list(self._made.values()) or [self._make(self.config, "")]
        return tuple({rule.id: rule for one in made for rule in one.rules}.values())

    @property
    def known(self) -> dict[str, Rule]:
        """Every rule that may be named in the run."""
        return {rule.id: rule for one in self._configs.values() for rule in one.known.values()}

    def config_of(self, name: str) -> Config:
        """Return the configuration that a page obeys."""
        if not self._nested or is_address(name):
            return self.config
        folder = Path(name).parent
        if folder not in self._nearest:
            self._nearest[folder] = config.find(real(folder), self.config.trust) or self.config.file
        file = self._nearest[folder]
        if file not in self._configs:
            read = config.read_found(file, folder, self.config.trust).named(self._select, self._ignore)
            _verify(read)
            self._configs[file] = read
        return self._configs[file]

    def path_of(self, name: str, path: str) -> str:
        """Return a page's path as patterns of its configuration know it: relative to that file's folder."""
        settings = self.config_of(name)
        if settings is self.config or is_address(name):
            return path
        try:
            return real(name).relative_to(settings.base).as_posix()
        except (ValueError, OSError):
            return path


def _verify(settings: Config) -> None:
    for rule in settings.known.values():
        if rule.check is not None:
            custom.verify(rule)
