"""Shards -> what came of them, each a task of a Dask cluster whose machines share the folder."""

from __future__ import annotations

import importlib
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.audit.sites import run_folder
from linter.audit.sites.shard_run import FolderMissingError, lost, outcomes_in, run_shard
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.audit.sites.site import Order, Outcome, Shard

NEEDS = ("dask", "distributed")
_WAIT = "10s"
_LABEL = "--dask"


def review(shards: Sequence[Shard], order: Order, address: str) -> Iterator[list[Outcome]]:
    """Yield the outcomes of every shard as it is done; a `UsageError` where no cluster, or another version, is there.

    A task whose worker is lost is given to another by the scheduler, and goes on where it was.
    """
    client = _client(address)
    try:
        _check_workers(client)
        keys = {f"kommunlint-{order.run}-{one.key}": one for one in shards}
        tasks = [client.submit(run_shard, one, order, key=key, pure=False) for key, one in keys.items()]
        for ended in _distributed().as_completed(tasks, loop=client.loop):
            yield _outcomes(ended, keys[ended.key], order)
    except BaseException:
        run_folder.give_up(Path(order.folder))
        raise
    finally:
        client.close()


def _distributed() -> Any:  # noqa: ANN401  it has no types, and is not there without its extra
    """Return the package: 0.5 s, for this option only."""
    return importlib.import_module("distributed")


def _client(address: str) -> Any:  # noqa: ANN401  as above
    logging.getLogger("distributed").setLevel(
        logging.ERROR
    )  # a worker that is lost is no news: its task goes to another
    try:
        return _distributed().Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError, RuntimeError, TypeError) as error:
        raise UsageError(Reason("cluster_unreachable"), _LABEL) from error


def _check_workers(client: Any) -> None:  # noqa: ANN401  as above
    """Refuse a cluster without workers, and one where another version works."""
    versions: dict[str, str] = client.run(_version, on_error="return")
    if not versions:
        raise UsageError(Reason("cluster_empty"), _LABEL)
    others = sorted({str(one) for one in versions.values() if one != __version__})
    if others:
        raise UsageError(Reason("cluster_version", {"own": __version__, "other": others[0][:80]}), _LABEL)


def _version() -> str:
    """Return the version of the program where this runs."""
    return __version__


def _outcomes(ended: Any, shard: Shard, order: Order) -> list[Outcome]:  # noqa: ANN401  as above
    try:
        return outcomes_in(ended.result())
    except FolderMissingError as error:
        raise UsageError(Reason("cluster_folder"), _LABEL) from error
    except Exception:  # noqa: BLE001  whatever ended a task ends no other: workers that were lost, again and again
        return lost(shard, order, "site_lost")
