"""What axe-core found of an element -> our own words for it, in the language of the run; axe's where a rule is not ours."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.data import yaml as yamlfile
from linter.report.words.words import words_in
from linter.stages.browser.axe import element_name

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.evidence import AxeNode, AxeResult

FOLDER = Path(__file__).parent / "words"
_MANUAL = "unsure"


@cache
def all_words() -> Mapping[str, Mapping[str, Any]]:
    """Return our words by rule: `title`, `why`, `fix` and `messages`."""
    return {rule: words for group in yamlfile.load_folder(FOLDER).values() for rule, words in group.items()}


def text(rule: str, part: str, language: str) -> str:
    """Return a part of what we say of a rule, "" where we say nothing."""
    texts = all_words().get(rule, {}).get(part, {})
    return str(texts.get(language) or texts.get("en", ""))


def message(result: AxeResult, node: AxeNode, language: str) -> str:
    """Return what is wrong with an element, or has to be checked by hand, in whole sentences."""
    ours = all_words().get(result.rule)
    if ours is None:
        return _sentences(result.help, _first_told(node))
    known, keys = ours["messages"], _keys(result, node)
    key = next((one for one in keys if one in known), None)
    words = words_in(language)
    if key is None:
        return _sentences(words("axe_by_hand", title=text(result.rule, "title", language)), _first_told(node))
    said = words.filled(known[key].get(language) or known[key]["en"], _data(node))
    return _sentences(said, _first_told(node)) if ours.get("detail") else said


def _keys(result: AxeResult, node: AxeNode) -> tuple[str, ...]:
    """Return the keys of messages that fit, the most particular first."""
    particular = str(node.said.get("messageKey") or "")
    if result.outcome == "cannot_tell":
        return (particular, _MANUAL)
    way = element_name.way_out(node.said)
    return (way, particular, "failed") if way else (particular, "failed")


def _data(node: AxeNode) -> dict[str, Any]:
    """Return what may fill a message: what an editor finds the element by, and a contrast with what it ought to be."""
    ratio, needed = node.said.get("contrastRatio"), element_name.needed(node.said)
    return {
        "name": element_name.name(node.html),
        "ratio": ratio if ratio is not None else "",
        "needed": needed if needed is not None else "",
    }


def _first_told(node: AxeNode) -> str:
    """Return the first thing that axe says of the element itself."""
    told = [line.strip() for line in node.summary.splitlines() if line.startswith("  ")]
    return told[0] if told else node.summary.strip().split("\n")[0]


def _sentences(first: str, second: str) -> str:
    """Return two texts as sentences, the second where it says something else."""
    parts = [first.rstrip("."), *([second.rstrip(".")] if second and second != first else [])]
    return ". ".join(parts) + "."
