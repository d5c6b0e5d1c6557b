"""Rules of one's own -> whether their examples come out as they say: the tests of rules without code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from linter.checks import custom as custom_checks
from linter.engine import examine
from linter.engine.page_config import Job
from linter.page.source import Source, decode
from linter.report import terminal
from linter.report.words import words_in
from linter.rules import custom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from linter.rules.rule import Rule

_DAY = date(2026, 11, 21)
"""The day of an example that names none."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one example: the lines on which a finding was expected, those on which one was, and why none could be."""

    rule: str
    example: str
    expected: tuple[int, ...]
    actual: tuple[int, ...]
    messages: tuple[str, ...] = ()
    trouble: str = ""

    @property
    def is_right(self) -> bool:
        """Whether it came out as the rule says."""
        return self.expected == self.actual and not self.trouble


def run(places: Sequence[Path], language: str) -> list[Result]:
    """Run the examples of every rule file in these places; a broken file is a `UsageError`."""
    results: list[Result] = []
    for place in places:
        for rule in custom.load(place).values():
            custom_checks.verify(rule)
            for kind in ("pass", "fail"):
                results.extend(_result(rule, example, language) for example in rule.examples[kind])
    return results


def _result(rule: Rule, example: Mapping[str, Any], language: str) -> Result:
    path = example.get("path", "page.html")
    options = {rule.id: rule.defaults | example.get("options", {})}
    day = date.fromisoformat(example["today"]) if "today" in example else _DAY
    job = Job((rule,), options, {}, day, language, known={rule.id: rule})
    address = path if "://" in path else None
    document = decode(Source(path, example["html"].encode("utf-8", "replace"), url=address))
    page = examine.examine(document, path, job)
    return Result(
        rule.id,
        example["name"],
        tuple(sorted(example.get("finds", ()))),
        tuple(finding.location.line for finding in page.findings),
        tuple(finding.message for finding in page.findings),
        "; ".join(words_in(language).told(skipped.reason) for skipped in page.skipped),
    )


def told(results: Sequence[Result], language: str = "sv") -> Iterator[str]:
    """Yield what went wrong, and how many examples came out right."""
    words = words_in(language)
    for result in results:
        if result.is_right:
            continue
        yield terminal.strong(f"{result.rule}: {terminal.safe(result.example)}") + "\n"
        expected, actual = (_lines(lines) or words("none") for lines in (result.expected, result.actual))
        yield terminal.folded(words("example_wrong", expected=expected, actual=actual), "  ") + "\n"
        for line in (*result.messages, *([result.trouble] if result.trouble else [])):
            yield terminal.folded(line, "    ") + "\n"
        yield "\n"
    right = sum(result.is_right for result in results)
    yield words("examples_right", right=right, all=len(results), rules=len({r.rule for r in results})) + "\n"


def _lines(lines: Sequence[int]) -> str:
    return ", ".join(str(line) for line in lines)
