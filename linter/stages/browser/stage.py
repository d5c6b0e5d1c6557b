"""Config -> Plan: what the browser stage needs, found before the first page; its folder goes when the run is over."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.stages.browser import login
from linter.stages.browser.axe import axe_script
from linter.stages.browser.axe.axe_run import AxeChoice
from linter.stages.browser.network import credentials
from linter.stages.browser.plan import Plan
from linter.stages.browser.process import chromium, process_cleanup

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.config.config import Config

_FUNERAL = 3.0
_FOLDER = "kommunlint-browser-"


@contextmanager
def prepared(config: Config, sources: Sequence[str]) -> Iterator[Plan]:
    """Yield the plan of a run over these sources; raise `BrowserMissing` where there is no browser, `UsageError` for wrong settings."""
    chosen = config.axe()
    _check_names(config)
    settings = config.browser
    script = axe_script.find(settings.axe, config.language)
    recipe = login.read(settings.login) if settings.login is not None else None
    chromium.find()
    if settings.screenshots is not None:
        try:
            settings.screenshots.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            msg = f"--screenshots: {settings.screenshots}: {error.strerror or error}"
            raise UsageError(msg) from error
    spared = process_cleanup.take_in()
    _sweep()
    with tempfile.TemporaryDirectory(prefix=f"{_FOLDER}{os.getpid()}-", ignore_cleanup_errors=True) as folder:
        plan = Plan(
            settings=settings,
            script=script,
            choice=AxeChoice(*chosen) if chosen is not None else None,
            folder=Path(folder),
            seconds=config.limits.browser_seconds,
            memory=config.limits.browser_bytes,
            recipe=recipe,
            origins=tuple(dict.fromkeys(credentials.origin(s) for s in sources if s.lower().startswith("http"))),
        )
        try:
            yield plan
        finally:
            process_cleanup.bury(_FUNERAL, spared)
            process_cleanup.take_in(yes=False)


def notes(plan: Plan) -> Iterator[Reason]:
    """Yield what a reader of the report should know of the stage."""
    if plan.choice is not None and plan.script.is_old:
        yield Reason("axe_old", {"version": plan.script.version, "current": axe_script.pinned()})


def _sweep() -> None:
    """Remove the folders of runs that were ended by force."""
    for path in Path(tempfile.gettempdir()).glob(f"{_FOLDER}*-*"):
        pid = path.name.removeprefix(_FOLDER).partition("-")[0]
        if pid.isdecimal() and not _is_alive(int(pid)):
            shutil.rmtree(path, ignore_errors=True)


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _check_names(config: Config) -> None:
    known = axe_script.known_rules() if config.browser.axe is None else frozenset()
    for flag, names in (("select", config.select), ("ignore", config.ignore)):
        for name in names:
            if name.startswith("axe/") and known and name.removeprefix("axe/") not in known:
                msg = f'{flag}: axe-core {axe_script.pinned()} has no rule "{name.removeprefix("axe/")}"'
                raise UsageError(msg)
