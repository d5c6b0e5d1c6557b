"""Sentences -> what stands under headings, whole sections with the headings of lower levels in them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linter.facts.statement.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it, up to the next heading that is not below it."""

    heading: Sentence
    content: tuple[Sentence, ...]

    @property
    def text(self) -> tuple[Sentence, ...]:
        """What stands under it, without the headings of lower levels."""
        return tuple(one for one in self.content if not one.heading)


def sections(sentences: Sequence[Sentence], fits: Callable[[Sentence], bool]) -> list[Section]:
    """Return the outermost sections whose heading fits."""
    found: list[Section] = []
    until = 0
    for number, one in enumerate(sentences):
        if number < until or not one.heading or not fits(one):
            continue
        until = _end(sentences, number)
        found.append(Section(one, tuple(sentences[number + 1 : until])))
    return found


def _end(sentences: Sequence[Sentence], number: int) -> int:
    level = sentences[number].heading
    for other in range(number + 1, len(sentences)):
        same_line = sentences[other].line is sentences[number].line
        if sentences[other].heading and not same_line and sentences[other].heading <= level:
            return other
    return len(sentences)
