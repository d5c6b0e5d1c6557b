"""One site -> its folder and its outcome: a process of its own runs `audit` on it, within a time, and takes nobody with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING

import msgspec

from linter.audit.sites import figures, run_folder
from linter.audit.sites.site import Outcome
from linter.model.reason import without_objects
from linter.model.target import is_address
from linter.report.phrases import line as one_line
from linter.run.whole_file import write_whole
from linter.stages.http.sitemap import is_sitemap

if TYPE_CHECKING:
    from subprocess import Popen

    from linter.audit.sites.site import Order, Site

MARK = "site.json"
"""The file that says that a site is done, and what came of it."""
REPORT = "report.json"
SAID = "said.txt"
"""What the review of a site said on standard error."""
_PACKAGE = str(Path(__file__).parents[3])
_COMMAND = """
import sys
sys.path.append(sys.argv.pop(1))
from linter.stages.processes import end_with
end_with(int(sys.argv.pop(1)))
from linter.cli import main
main()
"""
"""The command line, in a process that ends with the one that wants it; no folder that it stands in can put itself before us."""
_LOOK, _GRACE = 0.2, 20.0
_TAIL, _LONGEST = 4096, 300
_EXAMINED = (0, 1, 3)
"""Exit statuses of a review that came to its end."""
_REFUSED = 2


def examine(site: Site, order: Order) -> Outcome:
    """Review a site, unless that is done already, and return what came of it."""
    folder = Path(order.folder) / run_folder.SITES / site.slug
    bare = failed(site, order)
    with run_folder.site_lock(Path(order.folder), site.slug) as lock:
        deadline = time.monotonic() + order.seconds
        while not run_folder.take(lock):  # what a lost process of this run began is about to end
            if time.monotonic() > deadline or not run_folder.is_current(Path(order.folder), order.run):
                return replace(bare, reason="site_taken")
            time.sleep(_LOOK)
        found = done(site, order)
        if found is not None:
            return found
        outcome = _reviewed(folder, bare, order, lock)
        if outcome.state == "done":
            write_whole(folder / MARK, [msgspec.json.encode(outcome)])
        return outcome


def options_of(site: Site, order: Order) -> tuple[str, ...]:
    """Return the options of `audit` for a site: one at an address is crawled, a folder stands for one."""
    if site.seed.startswith("@"):
        return (*order.options, *order.address_options)
    if not is_address(site.seed):
        return (*order.options, f"--base={site.address}")
    crawl = order.crawl_options if is_crawled(site) else ()
    return (*order.options, *order.address_options, *crawl)


def is_crawled(site: Site) -> bool:
    """Return whether the pages of a site are found by its links."""
    return is_address(site.seed) and not is_sitemap(site.seed)


def done(site: Site, order: Order) -> Outcome | None:
    """Return what came of a site that is done: as it is asked for now, and in this run where all is to be fresh."""
    mark = Path(order.folder) / run_folder.SITES / site.slug / MARK
    with suppress(OSError, msgspec.MsgspecError, UnicodeError):
        found = msgspec.json.decode(mark.read_bytes(), type=Outcome)
        is_same = (found.site, found.options) == (site, options_of(site, order))
        is_whole = found.figures is not None and found.figures.is_complete
        if is_same and (found.run == order.run or (is_whole and not order.is_fresh)):
            return found
    return None


def failed(site: Site, order: Order, reason: str | None = None) -> Outcome:
    """Return the outcome of a site that nothing came of, for a reason."""
    return Outcome(site, "failed", order.run, options_of(site, order), reason=reason)


def _reviewed(folder: Path, bare: Outcome, order: Order, lock: IO[str]) -> Outcome:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / MARK).unlink(missing_ok=True)
        with (folder / SAID).open("w+b") as said:
            (folder / REPORT).unlink(missing_ok=True)  # a review that examines no page leaves an earlier one as it was
            ended = _ended(_started(folder, bare, order, lock, said), order)
            return _judged(folder, bare, ended, _last_line(said, str(folder)), order)
    except OSError as error:
        return replace(bare, reason="site_system", data={"detail": os.strerror(error.errno or 0)})


def _started(folder: Path, bare: Outcome, order: Order, lock: IO[str], said: IO[bytes]) -> Popen[bytes]:
    lock.seek(0)
    is_begun = lock.read() == order.run  # by a process of this run that was lost: its review goes on
    lock.truncate(0)
    lock.write(order.run)
    lock.flush()
    fresh = ["--fresh"] if order.is_fresh and not is_begun and _knows_fresh(bare.options) else []
    words = [*bare.options, *fresh, f"--out={folder}", f"--title={bare.site.name}", "--", bare.site.seed]
    return subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-P", "-c", _COMMAND, _PACKAGE, str(os.getpid()), "audit", *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=said,
        cwd=order.place,
        start_new_session=True,
        pass_fds=[lock.fileno()] if sys.platform != "win32" else (),
    )


def _knows_fresh(options: tuple[str, ...]) -> bool:
    """Return whether a review keeps something that could be old: a crawl, or what links answered."""
    return "--crawl" in options or "--links" in options


def _ended(process: Popen[bytes], order: Order) -> int | str:
    """Return the exit status of a process, or why it was ended: its time is over, or nobody wants it any more."""
    deadline = time.monotonic() + order.seconds
    while True:
        with suppress(subprocess.TimeoutExpired):
            return process.wait(_LOOK)
        if time.monotonic() > deadline:
            _end(process)
            return "site_too_slow"
        if not run_folder.is_current(Path(order.folder), order.run):
            _end(process)
            return "site_stopped"


def _end(process: Popen[bytes]) -> None:
    """End a review and what it started: it may write what it has, for a while."""
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_GRACE)
    with suppress(OSError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _judged(folder: Path, bare: Outcome, ended: int | str, said: str, order: Order) -> Outcome:
    """Return what came of a review that has ended."""
    if isinstance(ended, str):
        return replace(bare, reason=ended, data={"seconds": round(order.seconds)})
    if ended < 0:
        return replace(bare, reason="site_killed", data={"signal": -ended})
    if ended not in _EXAMINED:
        reason = "site_refused" if ended == _REFUSED else "site_failed"
        return replace(bare, status=ended, reason=reason, data={"said": said, "status": ended})
    try:
        found = figures.read(folder / REPORT)
    except FileNotFoundError:
        return replace(bare, status=ended, reason="site_empty", data={"said": said})
    except (OSError, msgspec.MsgspecError, UnicodeError):
        return replace(bare, status=ended, reason="site_unreadable")
    if not found.pages:
        return replace(bare, status=ended, reason="site_empty", data={"said": said})
    return replace(bare, state="done", status=ended, figures=found)


def _last_line(said: IO[bytes], folder: str) -> str:
    """Return the last line that a review said on standard error of its site: what it writes where is nobody's reason."""
    size = said.seek(0, os.SEEK_END)
    said.seek(max(size - _TAIL, 0))
    lines = said.read().decode("utf-8", "replace").strip().splitlines()
    lines = [line for line in lines if folder not in line]
    return one_line(without_objects(lines[-1].removeprefix("kommunlint: ")), _LONGEST) if lines else ""
