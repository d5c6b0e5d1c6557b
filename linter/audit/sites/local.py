"""Shards -> what came of them, some at a time, in threads that each wait for the process of one site."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import TYPE_CHECKING

from linter.audit.sites import run_folder
from linter.audit.sites.shard_run import lost, outcomes_in, run_shard

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.audit.sites.site import Order, Outcome, Shard


def review(shards: Sequence[Shard], order: Order, jobs: int) -> Iterator[list[Outcome]]:
    """Yield the outcomes of every shard as it is done."""
    pool = ThreadPoolExecutor(max_workers=jobs, thread_name_prefix="site")
    try:
        running = {pool.submit(run_shard, one, order): one for one in shards}
        for ended in as_completed(running):
            try:
                found = outcomes_in(ended.result())
            except OSError:  # a full disk
                found = lost(running[ended], order, "site_lost")
            yield found
    except BaseException:
        run_folder.give_up(Path(order.folder))
        raise
    finally:
        pool.shutdown(cancel_futures=True)
