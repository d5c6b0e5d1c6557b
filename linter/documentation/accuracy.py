"""Figures of `make accuracy` -> what the page of a rule says of them: how often it fired on real pages, how often it was right."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from linter.documentation.words import word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

FEWEST = 5
"""Judged findings from which on a share says something."""


def figures(docs: Path) -> Mapping[str, Mapping[str, Sequence[int]]]:
    """Return the figures of every rule, none where a folder of documents has none."""
    file = docs / "accuracy.json"
    found: Mapping[str, Mapping[str, Sequence[int]]] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return found


def accuracy(of_rule: Mapping[str, Sequence[int]], language: str) -> str:
    """Return what is told of one rule."""
    return " ".join(_sentences(of_rule, language))


def _sentences(of_rule: Mapping[str, Sequence[int]], language: str) -> Iterator[str]:
    fired, on, of = of_rule.get("fired", (None, 0, 0))
    if fired is None:
        yield word("fired_unknown", language)
    elif not fired:
        yield word("fired_never", language).format(of=of)
    else:
        yield word("fired", language).format(times=fired, pages=on, of=of)
    right, _, _, false = of_rule.get("real", (0, 0, 0, 0))
    judged = right + false
    if judged:
        yield word("judged", language).format(judged=judged, right=right)
    if judged >= FEWEST:
        yield word("precision", language).format(share=_share(right / judged, language))
    elif fired:
        yield word("judged_few" if judged else "judged_none", language)


def _share(value: float, language: str) -> str:
    shown = f"{value:.2f}"
    return shown.replace(".", ",") if language == "sv" else shown
