"""What several formats are made of: JSON text, texts of pages that cannot steer a reader, counts, advice and limits."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import msgspec

from linter.model.finding import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from linter.model.report import Limit, RuleText, Summary
    from linter.report.words.words import Words

_STEERS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, overrides of the direction of writing, halves of surrogate pairs, and what XML does not know."""
_WAYS = 5
"""Lines of axe's summary that are told: its heading, and ways to mend the fault."""


def plain(text: str, most: int | None = None) -> str:
    """Return a text of a page for people: what could steer a reader is a visible mark, what is too long is cut with one."""
    if most is not None and len(text) > most:
        text = text[: most - 1] + "…"
    return text if text.isascii() and text.isprintable() else _STEERS.sub("\ufffd", text)


def line(text: str, most: int | None = None) -> str:
    """Return a text of a page in one line."""
    if most is not None:
        text = text[: most * 4]  # enough to fill it when white space is gone
    return plain(" ".join(text.split()), most)


def dump(tree: Any) -> str:  # noqa: ANN401  JSON
    """Return a tree as JSON in one line."""
    try:
        return msgspec.json.encode(tree).decode("utf-8")
    except UnicodeEncodeError:  # half a surrogate pair, from a script on the page
        return json.dumps(tree, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def listed(items: Iterable[str]) -> Iterator[str]:
    """Yield JSON texts as the items of a list, one a line, without its brackets."""
    for number, item in enumerate(items):
        yield (",\n" if number else "\n") + item


def counts(summary: Summary, words: Words) -> list[tuple[str, str]]:
    """Return what is open in words, by severity, and apart from it what cannot be decided."""
    told = [(one, words.count(one, number)) for one in SEVERITIES if (number := summary.failed.get(one, 0))]
    return [*told, *([("unsure", words.count("cannot_tell_n", summary.cannot_tell))] if summary.cannot_tell else [])]


def verdict(summary: Summary, words: Words) -> str:
    """Return how it is said that nothing is open."""
    if not summary.pages:
        return words("nothing")
    return words("nothing_new" if summary.known or summary.suppressed else "clean")


def remedy(rule: RuleText | None, summary: str, fewest: int = 1) -> str:
    """Return what is to be done: as the rule says, or in one paragraph what axe says, where it names so many ways."""
    if rule is not None and rule.fix:
        return rule.fix
    told = [one.strip() for one in summary.splitlines() if one.strip()]
    if len(told) <= fewest or not told[0].endswith(":"):
        return ""
    return f"{told[0]} {'; '.join(told[1:_WAYS])}{' …' if len(told) > _WAYS else ''}"


def limit(one: Limit, words: Words) -> str:
    """Return in words what was cut, where the page leads on, or which links were not asked and why; what it is about stays as it is."""
    if one.is_cut:
        return words("limit", what=words.cut(one), kept=one.kept, of=one.of)
    if one.kind == "redirect_stub":
        return words("redirect_stub", **one.subject)
    key, about = one.subject["reason"], one.subject.get("detail")
    why = words.known(f"not_asked_{key}", key) + (f": {about}" if about else "")
    return words("links_not_asked", number=one.of - one.kept, of=one.of, why=why)
