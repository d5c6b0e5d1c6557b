"""Rules of one's own -> whether their examples come out as they say: the tests of rules without code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from linter.checks import custom as custom_checks
from linter.engine.examine import check_page
from linter.engine.page_config import PageConfig
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.page.source import Source, decode
from linter.rules import custom
from linter.rules.rule import example_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
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
    trouble: tuple[Reason, ...] = ()

    @property
    def is_right(self) -> bool:
        """Whether it came out as the rule says."""
        return self.expected == self.actual and not self.trouble


def run_examples(places: Sequence[Path], language: str, within: Path | None = None) -> list[Result]:
    """Run the examples of every rule file in these places, `within` a folder where one is given; a broken file is a `UsageError`."""
    results: list[Result] = []
    for place in places:
        for rule in custom.load(place, within).values():
            custom_checks.verify(rule)
            if not any(rule.examples.values()):
                raise UsageError(Reason("rule_without_examples"), f"{rule.file}::$")
            for kind in ("pass", "fail"):
                results.extend(_result(rule, example, language) for example in rule.examples[kind])
    return results


def _result(rule: Rule, example: Mapping[str, Any], language: str) -> Result:
    path = example.get("path", "page.html")
    options = {rule.id: rule.defaults | example.get("options", {})}
    day = date.fromisoformat(example["today"]) if "today" in example else _DAY
    config = PageConfig((rule,), options, {}, day, language, known={rule.id: rule})
    address = path if "://" in path else None
    document = decode(Source(path, example["html"].encode("utf-8", "replace"), url=address))
    page = check_page(document, config, path=path)
    return Result(
        rule.id,
        example_name(example, language),
        tuple(sorted(example.get("finds", ()))),
        tuple(finding.location.line for finding in page.findings),
        tuple(finding.message for finding in page.findings),
        tuple(skipped.reason for skipped in page.skipped),
    )
