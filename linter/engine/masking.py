"""The report of a page -> the same without the personal identity numbers of the page: they are told nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from linter.data.personal_numbers import likely, masked
from linter.model.reason import crash

if TYPE_CHECKING:
    from collections.abc import Sequence

    from linter.model.held import Held
    from linter.model.reason import Reason, ReasonKey
    from linter.model.report import PageReport

_Told = TypeVar("_Told")
_KEPT = frozenset({"source", "path", "address", "fingerprint", "content_fingerprint", "cause", "picture", "held"})
"""Fields by which pages and findings are known, and pictures."""


def without_numbers(page: PageReport, numbers: Sequence[str]) -> PageReport:
    """Return the report of a page with its numbers masked in all that it tells."""
    if not numbers:
        return page
    held = _held(page.held, numbers) if page.held is not None else None
    return replace(mask(page, numbers), held=held)


def crash_without_numbers(key: ReasonKey, error: BaseException) -> Reason:
    """Return the reason that a crash is; what the error quotes of a page, whose numbers nobody knows then, is masked."""
    return mask(crash(key, error), tuple(likely(str(error), parted=False)))


def mask(told: _Told, numbers: Sequence[str]) -> _Told:
    """Return a value of any shape with the numbers masked in its texts."""
    return _masked(told, numbers) if numbers else told


def _masked(value: Any, numbers: Sequence[str]) -> Any:  # noqa: ANN401  any shape of the JSON contract
    if isinstance(value, str):
        return masked(value, numbers)
    if isinstance(value, Mapping):
        return {key: _masked(one, numbers) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        parts = [_masked(one, numbers) for one in value]
        return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    told = {one.name: getattr(value, one.name) for one in fields(value) if one.init and one.name not in _KEPT}
    return replace(value, **{name: _masked(one, numbers) for name, one in told.items()})


def _held(held: Held, numbers: Sequence[str]) -> Held:
    """Return what is handed over of a page, its bytes too: all that matters here is ASCII in encodings that pages have."""
    text = masked(held.html.decode("latin-1"), numbers)
    return replace(held, html=text.encode("latin-1"))
