"""A crawl in a process of its own, whose memory goes when it ends: what it meets is told as it comes, and what it found at its end."""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import os
import signal
import warnings
from typing import TYPE_CHECKING, Any

from linter.model.errors import LinterError
from linter.stages import processes

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.audit.crawl.cache import AnswerCache
    from linter.audit.crawl.found import Found, Visit
    from linter.audit.crawl.settings import CrawlSettings

_GOODBYE = 5.0


class CrawlerLost(Exception):  # noqa: N818  it is what happened
    """The process of a crawl ended before it could say what it found."""


def crawl(wanted: CrawlSettings, cache: AnswerCache, on_visit: Callable[[str], None]) -> Found:
    """Crawl a site; `on_visit` hears of every address. A `KeyboardInterrupt` ends the process, and what it was answered stays."""
    if "fork" not in multiprocessing.get_all_start_methods():
        return asyncio.run(_crawled(wanted, cache, lambda visit: on_visit(visit.url)))
    context = multiprocessing.get_context("fork")  # which lets it have the open files of the cache
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, wanted, cache, os.getpid()), daemon=True)
    processes.start(process)
    theirs.close()
    patience = 0.0
    try:
        found = _heard(ours, on_visit)
        patience = _GOODBYE
        return found
    finally:
        process.join(patience)
        process.kill()
        process.join()
        ours.close()


def _heard(pipe: Any, on_visit: Callable[[str], None]) -> Found:  # noqa: ANN401  a Connection
    while True:
        try:
            said = pipe.recv()
        except (EOFError, OSError) as error:
            raise CrawlerLost from error
        if isinstance(said, BaseException):
            raise said
        if not isinstance(said, str):
            found: Found = said
            return found
        on_visit(said)


def _work(pipe: Any, wanted: CrawlSettings, cache: AnswerCache, parent: int) -> None:  # noqa: ANN401  a Connection
    processes.end_worker_with(parent)
    processes.be_quiet()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    processes.hear_signals()
    logging.disable(logging.CRITICAL)
    try:
        pipe.send(asyncio.run(_crawled(wanted, cache, lambda visit: pipe.send(visit.url))))
    except (LinterError, OSError) as error:
        pipe.send(error)
    except Exception as error:  # noqa: BLE001  an error of the program is told where it can be
        pipe.send(RuntimeError(f"{type(error).__name__}: {error}"))


async def _crawled(wanted: CrawlSettings, cache: AnswerCache, on_visit: Callable[[Visit], None]) -> Found:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of libraries, to those who use them
        from linter.audit.crawl import spider  # noqa: PLC0415  0.4 s (Scrapy), in this process only

        return await spider.crawl(wanted, cache, on_visit)
