"""What a crawl found <-> the text that its archive carries, so that a review from the archive is the same review.

An archive may come from anybody: what in its text is not of this form is not believed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast, get_args

import msgspec

from linter.audit.crawl.found import Found, FoundPage
from linter.model.audit import CrawledDocument, KeptOut  # noqa: TC001  msgspec reads the annotations
from linter.model.error_keys import ErrorKey
from linter.model.reason import Reason, ReasonKey
from linter.model.report import NotExamined

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.model.reason import Datum

KIND = "application/vnd.kommunlint.crawl+json"
_VERSION = 1
_KEYS = frozenset((*get_args(ReasonKey), *get_args(ErrorKey)))
_DEEPEST = 4


class _Why(msgspec.Struct):
    key: str
    data: dict[str, str | int | float | list[str] | _Why]


class Plan(msgspec.Struct):
    """A crawl as its archive tells it; `exchanges` is how many requests with their answers the archive holds."""

    version: int
    exchanges: int
    starts: list[str]
    pages: list[str]
    missing: list[tuple[str, _Why]]
    kept_out: list[KeptOut]
    documents: list[CrawledDocument]
    is_finished: bool


def written(found: Found, starts: Sequence[str], exchanges: int) -> bytes:
    """Return the text of what a crawl found."""
    return msgspec.json.encode(
        Plan(
            _VERSION,
            exchanges,
            list(starts),
            [page.url for page in found.pages],
            [(one.source, _told(one.reason)) for one in found.missing],
            list(found.kept_out),
            list(found.documents),
            found.is_finished,
        )
    )


def read(text: bytes) -> Plan | None:
    """Return what an archive says of its crawl; None where it says it in no form that is ours."""
    try:
        plan = msgspec.json.decode(text, type=Plan)
    except (msgspec.DecodeError, RecursionError):
        return None
    is_known = all(_is_known(why, 0) for _, why in plan.missing)
    return plan if plan.version == _VERSION and plan.starts and is_known else None


def found(plan: Plan, places: Mapping[str, int]) -> Found:
    """Return what a crawl found, with the places of its pages in the archive; those that it lacks are told."""
    lacking = tuple(NotExamined(url, Reason("warc_record_lost")) for url in plan.pages if url not in places)
    return Found(
        tuple(FoundPage(url, places[url]) for url in plan.pages if url in places),
        (*(NotExamined(source, _reason(why)) for source, why in plan.missing), *lacking),
        tuple(plan.kept_out),
        tuple(plan.documents),
        plan.is_finished,
    )


def _told(reason: Reason) -> _Why:
    return _Why(reason.key, {name: _datum(value) for name, value in reason.data.items()})


def _datum(value: Datum) -> str | int | float | list[str] | _Why:
    if isinstance(value, Reason):
        return _told(value)
    return list(value) if isinstance(value, tuple) else value


def _is_known(why: _Why, depth: int) -> bool:
    inner = (value for value in why.data.values() if isinstance(value, _Why))
    return why.key in _KEYS and depth < _DEEPEST and all(_is_known(one, depth + 1) for one in inner)


def _reason(why: _Why) -> Reason:
    data: dict[str, Datum] = {}
    for name, value in why.data.items():
        data[name] = _reason(value) if isinstance(value, _Why) else tuple(value) if isinstance(value, list) else value
    return Reason(cast("ReasonKey", why.key), data)
