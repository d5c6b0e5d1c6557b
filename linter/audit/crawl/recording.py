"""A crawl and the answers that it was given -> a web archive (WARC/1.1), whole or not at all."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from linter.audit.crawl import plan
from linter.run.whole_file import write_whole
from linter.stages.http.fetch import USER_AGENT
from linter.stages.warc import writer
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from linter.audit.crawl.cache import AnswerCache
    from linter.audit.crawl.found import Found


def record(file: Path, cache: AnswerCache, found: Found, starts: Sequence[str]) -> None:
    """Write the archive of a crawl; an `OSError` where that fails."""
    write_whole(file, _pieces(cache, found, starts))


def add(file: Path, parts: Path) -> None:
    """Add to the archive of a crawl what browsers recorded in the files of a folder; an `OSError` where that fails."""
    found = [file, *sorted(parts.iterdir())]
    write_whole(file, (piece for one in found for piece in _read(one)))


def _read(file: Path) -> Iterator[bytes]:
    with file.open("rb") as stream:
        yield from iter(lambda: stream.read(1 << 20), b"")


def _pieces(cache: AnswerCache, found: Found, starts: Sequence[str]) -> Iterator[bytes]:
    """Yield what made the archive, what the crawl found, and every request with its answer, packed as they were kept."""
    now = f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"
    about = {
        "software": f"kommunlint/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey",
        "http-header-user-agent": USER_AGENT,
    }
    places = list(cache.records())
    yield writer.info(about, now)
    yield writer.metadata(starts[0], plan.KIND, plan.written(found, starts, len(places)), now)
    with cache.archive.open("rb") as answers:
        for first, last in places:
            answers.seek(first)
            yield answers.read(last - first)
