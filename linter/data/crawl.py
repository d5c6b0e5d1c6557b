"""What a crawl of a site keeps out: `crawl.yaml`, read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from linter.data.yaml import load

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class CrawlWords:
    """Keys and words of addresses that lead without end, or to what was seen already."""

    visit: re.Pattern[str]
    token: frozenset[str]
    print_words: frozenset[str]
    print_looks: frozenset[str]
    refusals: frozenset[str]
    """What a key says that asks for no print view."""
    calendar: frozenset[str]
    part: frozenset[str]
    order: frozenset[str]
    files: frozenset[str]
    budgets: Mapping[str, int]


@cache
def crawl_words() -> CrawlWords:
    """Return the words by which a crawl judges addresses."""
    read = load(Path(__file__).parent / "crawl.yaml")
    printed = read["print"]
    return CrawlWords(
        re.compile("|".join(_pattern(read["visit"]))),
        frozenset(read["token"]),
        frozenset(printed["words"]),
        frozenset(printed["looks"]),
        frozenset(printed["no"]),
        frozenset(read["calendar"]),
        frozenset(read["part"]),
        frozenset(read["order"]),
        frozenset(read["files"]),
        read["budgets"],
    )


def _pattern(keys: Iterable[str]) -> list[str]:
    return [re.escape(key).replace(r"\*", ".{0,80}") for key in keys]
