"""What several formats are made of: JSON text, texts of pages that cannot steer a reader, counts, advice and limits."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import msgspec

from linter.model.finding import REMEDIERS, SEVERITIES
from linter.model.report import Cause

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.model.finding import Finding
    from linter.model.report import Limit, Report, RuleText, Summary
    from linter.report.words.words import Words

_STEERS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Control characters, overrides of the direction of writing, halves of surrogate pairs, and what XML does not know."""
_WAYS = 5
"""Lines of axe's summary that are told: its heading, and ways to mend the fault."""


_ENDS = ".!?…"


def plain(text: str, most: int | None = None) -> str:
    """Return a text of a page for people: what could steer a reader is a visible mark, what is too long is cut with one."""
    if most is not None and len(text) > most:
        text = text[: most - 1] + "…"
    return text if text.isprintable() else _STEERS.sub("\ufffd", text)  # nothing that steers is printable


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
    return _by_weight(summary.failed, summary.cannot_tell, words)


def page_counts(findings: Iterable[Finding], words: Words) -> list[tuple[str, str]]:
    """Return the same of the findings of one page."""
    still_open = [one for one in findings if one.is_open]
    failed = Counter[str](one.severity for one in still_open if one.outcome == "failed")
    return _by_weight(failed, len(still_open) - failed.total(), words)


def _by_weight(failed: Mapping[str, int], unsure: int, words: Words) -> list[tuple[str, str]]:
    told = [(one, words.count(one, number)) for one in SEVERITIES if (number := failed.get(one, 0))]
    return [*told, *([("unsure", words.count("cannot_tell_n", unsure))] if unsure else [])]


def since_baseline(report: Report, words: Words) -> str:
    """Return how many findings are new, how many the baseline knows, and how many are mended; "" without a baseline."""
    if report.baseline is None:
        return ""
    counted = [("new_n", report.baseline.new), ("only_known_n", report.baseline.known)]
    gone = mended(report)
    counted += [("only_mended_n", gone)] if gone else []
    return words("since_baseline", counts=", ".join(words.count(key, number) for key, number in counted))


def remediers(summary: Summary, words: Words) -> str:
    """Return who can mend how much of what is open; "" where nothing is, or nobody knows."""
    told = [words.count(f"by_{one}", number) for one in REMEDIERS if (number := summary.remedied_by.get(one, 0))]
    return words("by_whom", counts=", ".join(told)) if told else ""


def remedier(one: Finding | Cause, words: Words) -> str:
    """Return who can mend it, in a sentence; "" where nobody knows yet whether there is something to mend."""
    return words(f"mended_by_{one.remedied_by}") if one.remedied_by is not None else ""


def what_to_do(one: Finding | Cause, report: Report, words: Words, fewest: int = 1) -> str:
    """Return what is to be done, and who can do it where that is not who writes the page; "" where no rule tells."""
    summary = one.advice if isinstance(one, Cause) else str(one.data.get("summary", ""))
    who = remedier(one, words) if one.remedied_by != "editor" else ""
    told = remedy(report.rules.get(one.rule), summary, fewest)
    end = "." if told and who and told[-1] not in _ENDS else ""
    return f"{told}{end} {who}".strip()


def mended(report: Report) -> int:
    """Return how many findings the baseline holds that are there no more."""
    return sum(one.count for one in report.baseline.mended) if report.baseline is not None else 0


def verdict(summary: Summary, words: Words) -> str:
    """Return how it is said that nothing is open."""
    if not summary.pages:
        return words("nothing")
    return words("nothing_new" if summary.known or summary.suppressed else "clean")


def remedy(rule: RuleText | None, summary: str, fewest: int = 1) -> str:
    """Return what is to be done: as the rule says, or in one paragraph what axe says, where it names so many ways.

    A rule of axe that says nothing of it has its own help: a title that says how things ought to be.
    """
    if rule is not None and rule.fix:
        return rule.fix
    told = [one.strip() for one in summary.splitlines() if one.strip()]
    if len(told) <= fewest or not told[0].endswith(":"):
        return rule.title if rule is not None else ""
    text = told[0]
    for one in told[1:_WAYS]:  # a heading among them begins a sentence of its own
        text += f". {one}" if one.endswith(":") else f" {one}" if text.endswith(":") else f"; {one}"
    return text + (" …" if len(told) > _WAYS else "")


def answer_key(outcome: str) -> str:
    """Return the key of the words for what a person decided: who cannot decide is not asked to look once more."""
    return "review_cannot_tell" if outcome == "cannot_tell" else f"column_{outcome}"


def limit(one: Limit, words: Words) -> str:
    """Return in words what was cut, where the page leads on, or which links were not asked and why; what it is about stays as it is."""
    if one.is_cut:
        return words("limit", what=words.cut(one), kept=one.kept, of=one.of)
    if one.kind == "redirect_stub":
        return words("redirect_stub", **one.subject)
    key, about = one.subject["reason"], one.subject.get("detail")
    why = words.known(f"not_asked_{key}", key) + (f": {about}" if about else "")
    return words("links_not_asked", number=one.of - one.kept, of=one.of, why=why)
