"""Checks of what addresses answered: one function per rule that the link stage is needed for, named after it.

Each looks at one reference of a page and its verdict. Of the rules that fit, exactly one does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from linter.model.link import hops_as_json
from linter.page.urls import FILES, readable, split
from linter.stages.http.failure import CERTIFICATES, NO_SUCH_HOST, RESOLVER
from linter.stages.links import soft_404

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.finding import Outcome
    from linter.model.link import FragmentState, Reference, Verdict

_SEEN = frozenset({"link", "frame"})
"""Kinds of references that a reader follows or sees as pages."""
_UNVERIFIED = frozenset({"challenge", "login", "status", "resolver", "all_led", "given_up"})
_ABOUT_HOSTS = CERTIFICATES | {NO_SUCH_HOST, RESOLVER}
"""Reasons whose detail is the host that is at fault, to which redirects may have led."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A reference with its verdict. `confirm` is on how many days an external address has to fail to be an error."""

    reference: Reference
    verdict: Verdict
    confirm: int = 1
    suggestion: str | None = None
    fragment: FragmentState | None = None


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """What a check found of one reference."""

    key: str
    data: Mapping[str, Any] = field(default_factory=dict)
    outcome: Outcome = "failed"


AnswerCheck = Callable[[Asked], "AnswerFault | None"]


@cache
def find(rule: str) -> AnswerCheck | None:
    """Return the check of a rule, None where there is none of that name."""
    found: AnswerCheck | None = globals().get(rule.replace("-", "_"))
    return found


def link_broken(asked: Asked) -> AnswerFault | None:
    """A reference to something that is not there."""
    reference = asked.reference
    if asked.verdict.kind != "broken" or reference.is_map or reference.kind == "image" or _is_post(asked):
        return None
    return _broken(asked)


def map_link_unreachable(asked: Asked) -> AnswerFault | None:
    """A map link whose provider does not have it."""
    return _broken(asked) if asked.verdict.kind == "broken" and asked.reference.is_map else None


def image_missing(asked: Asked) -> AnswerFault | None:
    """An image that is not there."""
    return _broken(asked) if asked.verdict.kind == "broken" and asked.reference.kind == "image" else None


def link_moved(asked: Asked) -> AnswerFault | None:
    """A link to a page that has moved for good."""
    reference, verdict = asked.reference, asked.verdict
    if verdict.kind != "moved" or reference.kind not in _SEEN or reference.is_map or verdict.address is None:
        return None
    address = verdict.address
    if reference.fragment and "#" not in address:
        address = f"{address}#{reference.fragment}"
    key = "spelling" if soft_404.same_page(reference.url, verdict.address) else "moved"
    return AnswerFault(key, {**_told(asked), "address": address, "shown_address": readable(address)})


def link_insecure(asked: Asked) -> AnswerFault | None:
    """A link to a page whose connection is not safe, or need not be unsafe."""
    reference, verdict = asked.reference, asked.verdict
    if verdict.kind != "insecure" or (reference.kind not in _SEEN and verdict.reason not in CERTIFICATES):
        return None
    return AnswerFault(verdict.reason, {**_told(asked), "address": verdict.address or ""})


def link_soft_404(asked: Asked) -> AnswerFault | None:
    """A link that is answered, but with something else than the page that it names."""
    if asked.verdict.kind != "soft-404" or asked.reference.kind not in _SEEN:
        return None
    return AnswerFault(asked.verdict.reason, _told(asked))


def link_unverified(asked: Asked) -> AnswerFault | None:
    """A reference that could not be verified: refused, or without an answer for now."""
    reference, verdict = asked.reference, asked.verdict
    if _is_post(asked) and verdict.kind == "broken":
        return AnswerFault("status", {**_told(asked), "why": verdict.detail}, "cannot_tell")
    if verdict.kind not in ("refused", "unstable") or reference.kind == "form":
        return None
    key = verdict.reason if verdict.reason in _UNVERIFIED else "no_answer"
    why: Any = [verdict.reason] if key == "no_answer" else verdict.detail  # a list is said in the rule's words
    return AnswerFault(key, {**_told(asked), "why": why, "detail": verdict.detail}, "cannot_tell")


def link_fragment_missing(asked: Asked) -> AnswerFault | None:
    """A link to a place in another page that is not there."""
    if asked.verdict.kind != "ok" or asked.reference.kind != "link" or asked.reference.is_map:
        return None
    data = {
        "fragment": readable(asked.reference.fragment),
        "text": _name(asked),
        "url": _plain(asked),
        "shown": readable(asked.reference.url),
    }
    if asked.fragment == "missing":
        return AnswerFault("missing_there", data)
    return AnswerFault("by_script_there", data, "cannot_tell") if asked.fragment == "by_script" else None


def _is_post(asked: Asked) -> bool:
    """Return whether a form sends what asking for its address cannot show: it may take POST only."""
    return asked.reference.is_post and asked.verdict.reason == "status"


def _broken(asked: Asked) -> AnswerFault:
    reference, verdict = asked.reference, asked.verdict
    told = _told(asked)
    failures = verdict.failures
    if not reference.is_own and failures is not None and failures.days < asked.confirm:
        return AnswerFault("unconfirmed", {**told, "confirm": asked.confirm})
    key = {"status": "status", "no_such_host": "host", "loop": "loop", "no_file": "file"}.get(
        verdict.reason, verdict.reason
    )
    if reference.kind not in _SEEN | {"image", "mail"} and key in ("status", "host", "loop", "file"):
        return AnswerFault("form" if reference.kind == "form" else "resource", told)
    if asked.suggestion is not None:
        return AnswerFault(
            "near", {**told, "suggestion": asked.suggestion, "shown_suggestion": readable(asked.suggestion)}
        )
    return AnswerFault(key, told)


def _told(asked: Asked) -> dict[str, Any]:
    """Return what every message may say, and the evidence."""
    reference, verdict = asked.reference, asked.verdict
    failures = verdict.failures
    return {
        "thing": [reference.kind],  # a list is said in the rule's words
        "text": _name(asked),
        "url": _plain(asked),
        "shown": readable(reference.url),
        "host": verdict.detail if verdict.reason in _ABOUT_HOSTS and verdict.detail else _host(reference.url),
        "status": verdict.status,
        "answer": _answer(verdict),
        "verdict": verdict.kind,
        "hops": hops_as_json(verdict),
        "checked_at": verdict.checked_at,
        "times": failures.times if failures else 0,
        "days": failures.days if failures else 0,
    }


def _plain(asked: Asked) -> str:
    """Return the address as a machine can use it; of a file, its path below the root."""
    url = asked.reference.url
    return url.partition("!")[2] if url.startswith(FILES) else url


def _host(url: str) -> str:
    """Return the host of an address, the domain of an e-mail address."""
    return split(url).host if url.startswith("http") else url.rpartition(":")[2]


def _answer(verdict: Verdict) -> str | list[str]:
    """Return what came: a status, or the kind of trouble, which is said in the rule's words."""
    return str(verdict.status) if verdict.status is not None else [verdict.reason]


def _name(asked: Asked) -> str:
    """Return what a reader knows the reference by."""
    return asked.reference.text or readable(asked.reference.written)[:80]
