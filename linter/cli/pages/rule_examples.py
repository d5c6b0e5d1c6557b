"""Results of examples -> what `kommunlint test-rules` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.report import terminal
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.run.rule_examples import Result


def render(results: Sequence[Result], language: str = "sv") -> Iterator[str]:
    """Yield what went wrong, and how many examples came out right."""
    words = words_in(language)
    for result in results:
        if result.is_right:
            continue
        yield terminal.strong(f"{result.rule}: {terminal.safe(result.example)}") + "\n"
        expected, actual = (_lines(lines) or words("none") for lines in (result.expected, result.actual))
        yield terminal.folded(words("example_wrong", expected=expected, actual=actual), "  ") + "\n"
        trouble = "; ".join(words.tell(reason) for reason in result.trouble)
        for line in (*result.messages, *([trouble] if trouble else [])):
            yield terminal.folded(line, "    ") + "\n"
        yield "\n"
    right = sum(result.is_right for result in results)
    yield words("examples_right", right=right, all=len(results), rules=len({r.rule for r in results})) + "\n"


def _lines(lines: Sequence[int]) -> str:
    return ", ".join(str(line) for line in lines)
