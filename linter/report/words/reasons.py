"""Reasons and limits -> their English, which reports for programs keep as it is; catalogues have the other languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from linter.model.reason import Reason
from linter.report.words.english import LIMITS, REASONS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.model.reason import Datum
    from linter.model.report import Limit


def in_english(reason: Reason) -> str:
    """Return a reason in the English of reports for programs."""
    return REASONS[reason.key].format(**told(reason.data, in_english, ", ".join))


def cut_in_english(limit: Limit) -> str:
    """Return what was cut in the English of reports for programs."""
    return LIMITS[limit.kind].format(**limit.subject, why=why_not_asked(limit))


def why_not_asked(limit: Limit) -> str:
    """Return why links were not asked: the key of it, and what it is about where that is known."""
    return ": ".join(part for name in ("reason", "detail") if (part := limit.subject.get(name, "")))


def told(
    data: Mapping[str, Datum], tell: Callable[[Reason], str], join: Callable[[tuple[str, ...]], str]
) -> dict[str, Any]:
    """Return what fills a text: reasons within it are told, several values joined."""
    return {
        name: tell(value) if isinstance(value, Reason) else join(value) if isinstance(value, tuple) else value
        for name, value in data.items()
    }
