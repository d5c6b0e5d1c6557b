"""Settings -> Plan: what the browser stage needs, found before the first page; its folder goes when the run is over."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.system_error import of_system
from linter.stages.browser import login
from linter.stages.browser.axe import axe_script
from linter.stages.browser.network import credentials
from linter.stages.browser.plan import Plan
from linter.stages.browser.process import chromium, process_cleanup

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from linter.model.limits import Limits
    from linter.stages.browser.axe.axe_run import AxeChoice
    from linter.stages.browser.settings import BrowserSettings

_FUNERAL = 3.0
_FOLDER = "kommunlint-browser-"
_LOCK = "lock"
_SHORT = "/tmp"  # noqa: S108  the folder in it has a name of its own
_LONGEST = 25


@contextmanager
def prepared(
    settings: BrowserSettings,
    limits: Limits,
    choice: AxeChoice | None,
    *,
    language: str,
    sources: Sequence[str],
    probes: Iterable[str] = (),
    recording: Path | None = None,
) -> Iterator[Plan]:
    """Yield the plan of a run over these sources, with axe-core where a choice of its rules is made.

    `probes` are those that the rules of the run wait for.

    Raise `BrowserMissing` where there is no browser, `UsageError` for wrong settings.
    """
    script = axe_script.find(settings.axe, language)
    origins = credentials.origins(sources)
    recipe = None
    if settings.login is not None:
        recipe = login.read_recipe(settings.login, lambda url: credentials.is_named(url, origins, settings.allow_hosts))
    chromium.find()
    if settings.screenshots is not None:
        try:
            settings.screenshots.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(of_system(error), f"--screenshots: {settings.screenshots}") from error
    spared = process_cleanup.take_in()
    _sweep()
    with _folder_of_run() as folder:
        plan = Plan(
            settings=settings,
            script=script,
            choice=choice,
            folder=folder,
            seconds=limits.browser_seconds,
            memory=limits.browser_bytes,
            recipe=recipe,
            probes=frozenset(probes).intersection(settings.probes),
            origins=origins,
            headers=credentials.by_origin(settings, sources),
            recording=recording,
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


@contextmanager
def _folder_of_run() -> Iterator[Path]:
    """Yield the folder that everything of a run's browsers lies in; it goes with the run, or with the next one."""
    prefix = f"{_FOLDER}{os.getpid()}-"
    with tempfile.TemporaryDirectory(prefix=prefix, dir=_base(), ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with (folder / _LOCK).open("wb") as file:
            if sys.platform != "win32":
                fcntl.flock(file, fcntl.LOCK_SH)
            yield folder


def _base() -> str:
    """Return where the folder of a run lies: below it Chromium has a socket, whose path may be 107 bytes long."""
    usual = tempfile.gettempdir()
    return usual if len(os.fsencode(usual)) <= _LONGEST or not os.access(_SHORT, os.W_OK) else _SHORT


def _sweep() -> None:
    """Remove the folders of runs that were ended by force."""
    for path in Path(_base()).glob(f"{_FOLDER}*-*"):
        pid = path.name.removeprefix(_FOLDER).partition("-")[0]
        if pid.isdecimal() and not _is_alive(int(pid)) and not _is_locked(path):
            shutil.rmtree(path, ignore_errors=True)


def _is_locked(folder: Path) -> bool:
    """Return whether a run still holds its folder: in another container, its process has no number here."""
    if sys.platform == "win32":
        return False
    try:
        with (folder / _LOCK).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:
        return False
    except OSError:
        return True
    return False


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def check_names(named: Mapping[str, Sequence[str]]) -> None:
    """Refuse rules of axe-core that the shipped one does not have; `named` are the names by flag."""
    known = axe_script.known_rules()
    for flag, names in named.items():
        for name in names:
            if name.startswith("axe/") and known and name.removeprefix("axe/") not in known:
                data = {"version": axe_script.pinned(), "name": name.removeprefix("axe/")}
                raise UsageError(Reason("axe_rule_unknown", data), flag)
