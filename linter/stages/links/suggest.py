"""An address that is gone -> the page of the same site that is nearest to it, by its path and its title."""

from __future__ import annotations

import difflib
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.page.urls import readable

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")
_NEAR = 0.72
_FEW = 40
_MOST = 100_000
_ENDINGS = re.compile(r"\.(?:html?|aspx?|php)$|\.\d[\d.]{2,}\.html$")
_DULL = frozenset({"index", "default", "start", "page", "sida"})


class Pages:
    """The pages that are known to be there: address and title."""

    def __init__(self, pages: Iterable[tuple[str, str]]) -> None:
        self._pages: dict[str, tuple[str, str, frozenset[str]]] = {}
        self._by_word: dict[str, list[str]] = {}
        for url, title in pages:
            if len(self._pages) >= _MOST or url in self._pages:
                continue
            path = _path(url)
            words = frozenset(_WORD.findall(f"{path} {title.lower()}")) - _DULL
            self._pages[url] = (path, title.lower(), words)
            for word in words:
                self._by_word.setdefault(word[:5], []).append(url)

    @lru_cache(maxsize=4096)  # noqa: B019  lives as long as the run
    def nearest(self, url: str, text: str) -> str | None:
        """Return the address of the nearest page, None where none is near."""
        path, words = _path(url), set(_WORD.findall(f"{_path(url)} {text.lower()}"))
        shared: dict[str, int] = {}
        for word in words - _DULL:
            for candidate in self._by_word.get(word[:5], ())[:2000]:
                shared[candidate] = shared.get(candidate, 0) + 1
        likely = sorted(shared, key=lambda one: (-shared[one], one))[:_FEW]
        scored = [(self._score(path, text.lower(), one), one) for one in likely if one != url]
        best = max(scored, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
        return best[1] if best[0] >= _NEAR else None

    def _score(self, path: str, text: str, candidate: str) -> float:
        other, title, _ = self._pages[candidate]
        last, other_last = path.rpartition("/")[2], other.rpartition("/")[2]
        by_last = difflib.SequenceMatcher(None, last, other_last).ratio() if last and other_last else 0.0
        by_path = difflib.SequenceMatcher(None, path, other).ratio()
        head = re.split(r"\s[-–—|]\s", title)[0].strip()
        by_title = difflib.SequenceMatcher(None, text, head).ratio() if text and head else 0.0
        return max(by_path, 0.25 * by_path + 0.75 * by_last, 0.95 * by_title if len(text) > 3 else 0.0)


def _path(url: str) -> str:
    """Return an address's path as words to compare: decoded, in lower case, without endings."""
    path = readable(url).lower()
    path = path.partition("://")[2].partition("/")[2] if "://" in path else path
    path = path.partition("?")[0].strip("/")
    return _ENDINGS.sub("", path).removesuffix("/index").replace("-", " ").replace("_", " ")
