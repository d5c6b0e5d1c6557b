"""Findings of a page -> what people are told one by one: those alike are one entry, with its places and their number.

The worst come first, behind them what nobody can decide without looking, each in the order of the page.

Findings are alike where rule, weight, state and words are the same. A few whose words differ only in a value of the page
(the text of a link) are told each; more of them are a mass, in which every place is told with its value.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.model.finding import SEVERITIES
from linter.report import phrases

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

    from linter.model.finding import Finding
    from linter.model.report import Cause, PageReport, Report
    from linter.report.words.words import Words

_APART = 3
"""Wordings of one message on one page that are told each on its own."""
_VALUE = 40
_QUOTES = "“”"


@dataclass(frozen=True, slots=True)
class Entry:
    """Findings that are told together, in the order of the page."""

    findings: Sequence[Finding]

    @property
    def first(self) -> Finding:
        """The one that is told in full."""
        return self.findings[0]

    @property
    def others(self) -> Sequence[Finding]:
        """The further ones, of which the place is told."""
        return self.findings[1:]


def gather(findings: Iterable[Finding]) -> list[Entry]:
    """Return findings of one page as entries: the worst first, those of one weight where their first finding stands."""
    kinds: dict[Hashable, dict[str, list[Finding]]] = {}
    order: dict[int, int] = {}
    for number, one in enumerate(findings):
        order[id(one)] = order.get(id(one), number)
        kinds.setdefault(_kind(one), {}).setdefault(one.message, []).append(one)
    entries: list[Entry] = []
    for wordings in kinds.values():
        groups = list(wordings.values())
        if len(groups) > _APART:
            groups = [sorted((one for group in groups for one in group), key=lambda one: order[id(one)])]
        entries += [Entry(group) for group in groups]
    return sorted(entries, key=lambda entry: (*weight(entry.first), order[id(entry.first)]))


def weight(one: Finding | Cause) -> tuple[bool, int]:
    """Return what puts the worse before the less bad: what is not certain comes last, whatever it would weigh."""
    return one.outcome != "failed", SEVERITIES.index(one.severity)


def causes(report: Report) -> list[Cause]:
    """Return what stands on several pages, the worst first, of one weight that first whose mending removes most."""
    return sorted((cause for cause in report.causes if not is_unanswered(cause, report)), key=weight)


def is_unanswered(one: Finding | Cause, report: Report) -> bool:
    """Return whether it tells of an address that nobody answered for."""
    rule = report.rules.get(one.rule)
    return rule is not None and rule.tells_open_answers


def pages_with_new(report: Report) -> Iterator[tuple[PageReport, Counter[str]]]:
    """Yield every page on which something is new since the baseline, with how much of it by rule; none without a baseline."""
    if report.baseline is None or not report.baseline.new:
        return
    for page in report.pages:
        new = Counter(one.rule for one in page.findings if one.is_open and one.baseline == "new")
        if new:
            yield page, new


def count_findings(entries: Iterable[Entry]) -> int:
    """Return how many findings the entries hold."""
    return sum(len(entry.findings) for entry in entries)


def values(findings: Sequence[Finding]) -> list[str]:
    """Return what in its message each finding has for itself: "" where all say the same, or where it has no value."""
    messages = [one.message for one in findings]
    if len(set(messages)) == 1:
        return [""] * len(messages)
    start = _up_to_word(_beginning(messages))
    common = _beginning([text[start:][::-1] for text in messages])
    end = _up_to_word(common) or int(common.startswith("."))  # the full stop is the sentence's
    return [text[start : len(text) - end].strip() for text in messages]


def places(findings: Sequence[Finding]) -> list[str]:
    """Return where findings stand: their lines, with the columns where several stand on one line."""
    lines = Counter(one.location.line for one in findings)
    where = [one.location for one in findings]
    return [f"{one.line}:{one.column}" if lines[one.line] > 1 else str(one.line) for one in where]


def tell_others(entry: Entry, words: Words, most: int) -> str:
    """Return how many further places an entry has and where, no more than `most` of them; "" where it has none."""
    number = len(entry.others)
    if not number:
        return ""
    told = _by_value(places(entry.findings)[1 : most + 1], values(entry.findings)[1 : most + 1])
    if number > most:
        told = words("places_cut", lines=told, number=words.number(number - most))
    return words.count("places_more", number, lines=told)


def _kind(one: Finding) -> Hashable:
    """Return what findings have in common that people may be told together."""
    advice = str(one.data.get("summary", "")) if one.category == "axe" else ""
    return (
        one.rule,
        one.severity,
        one.outcome,
        one.message_key,
        advice,
        one.baseline,
        one.matched,
        _why(one.suppressed),
    )


def _why(suppressed: Mapping[str, Any] | None) -> Hashable:
    return suppressed and tuple(sorted((name, str(value)) for name, value in suppressed.items()))


def _by_value(where: Sequence[str], what: Sequence[str]) -> str:
    """Return the places in one text, those of one value together with the value behind them."""
    found: dict[str, list[str]] = {}
    for place, value in zip(where, what, strict=True):
        found.setdefault(phrases.line(value, _VALUE), []).append(place)
    return "; ".join(", ".join(some) + (f" ({value})" if value else "") for value, some in found.items())


def _beginning(texts: Sequence[str]) -> str:
    """Return what all the texts begin with."""
    first, last = min(texts), max(texts)
    differs = (number for number, (one, other) in enumerate(zip(first, last, strict=False)) if one != other)
    return first[: next(differs, len(first))]


def _up_to_word(common: str) -> int:
    """Return how much of what texts have in common is whole words and no part of a quotation."""
    end = common.rfind(" ") + 1
    if sum(common.count(quote, 0, end) for quote in _QUOTES) % 2:
        end = common.rfind(" ", 0, max(common.rfind(quote, 0, end) for quote in _QUOTES) + 1) + 1
    return end
