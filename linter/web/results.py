"""Results that are kept in memory for a while, so that a page, its preview and its stages find each other."""

from __future__ import annotations

import secrets
import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linter.web.submission import Submission
    from linter.web.worker import Judged


@dataclass(slots=True)
class Result:
    """One check: what was handed over, and what is known of it so far. Its id is the only key to it."""

    submission: Submission
    judged: Judged
    id: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    made: float = field(default_factory=time.monotonic)


class Results:
    """The latest results, so many and so long at most."""

    def __init__(self, most: int, minutes: float) -> None:
        self._most, self._seconds = most, minutes * 60
        self._kept: OrderedDict[str, Result] = OrderedDict()

    def keep(self, result: Result) -> Result:
        """Keep one more, and let go of what is too old or too many."""
        self._kept[result.id] = result
        oldest = time.monotonic() - self._seconds
        while self._kept and (len(self._kept) > self._most or next(iter(self._kept.values())).made < oldest):
            self._kept.popitem(last=False)
        return result

    def find(self, name: str) -> Result | None:
        """Return a result by its id, None where it is not kept any more."""
        found = self._kept.get(name)
        return found if found is not None and found.made >= time.monotonic() - self._seconds else None
