"""Reasons and limits -> their English, which reports for programs keep as it is; catalogues have the other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.model.reason import Reason
from linter.report.words.english import LIMITS, TEXTS, TOLD

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from linter.model.reason import Datum
    from linter.model.report import Limit


@dataclass(frozen=True, slots=True)
class Listing:
    """Several values in a text: with commas, or as `{name:or}` with “or” before the last one."""

    parts: Sequence[str]
    either: str

    def __format__(self, form: str) -> str:
        if form != "or" or not self.parts[1:]:
            return ", ".join(self.parts)
        return f"{', '.join(self.parts[:-1])} {self.either} {self.parts[-1]}"


def in_english(reason: Reason) -> str:
    """Return a reason in the English of reports for programs."""
    return TOLD[reason.key].format(**told(reason.data, in_english, lambda parts: Listing(parts, TEXTS["or"])))


def cut_in_english(limit: Limit) -> str:
    """Return what was cut in the English of reports for programs."""
    return LIMITS[limit.kind].format(**limit.subject, why=why_not_asked(limit))


def why_not_asked(limit: Limit) -> str:
    """Return why links were not asked: the key of it, and what it is about where that is known."""
    return ": ".join(part for name in ("reason", "detail") if (part := limit.subject.get(name, "")))


def told(
    data: Mapping[str, Datum], tell: Callable[[Reason], str], join: Callable[[tuple[str, ...]], Listing]
) -> dict[str, Any]:
    """Return what fills a text: reasons within it are told, several values joined."""
    return {
        name: tell(value) if isinstance(value, Reason) else join(value) if isinstance(value, tuple) else value
        for name, value in data.items()
    }
