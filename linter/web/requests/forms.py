"""Requests -> submissions: the fields of the form, and the JSON of the API."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from linter.model.audit import DECIDED, Answer, Together
from linter.model.decision import DECISION_KINDS
from linter.model.outline import TYPES
from linter.model.path_patterns import LONGEST
from linter.model.stages import STATIC
from linter.model.target import is_address
from linter.rules.rule import LANGUAGES
from linter.run.answers import ALL
from linter.web.errors import RequestError
from linter.web.submission import PASTED, Submission

if TYPE_CHECKING:
    from collections.abc import Mapping

_NOTE = "<!-- kommunlint:tree "
"""How a page begins that was copied or saved from a preview (`handover/offer.js`)."""
_CARRIED = re.compile(r"\s{0,20}<!-- kommunlint:tree (\S{0,4000}) -->\n?")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{0,40}:(?!\d)")
"""A scheme with its colon; behind the colon of a host stands a port."""
_REASON, _NAME = 2000, 200
"""Characters of a reason and of a name that are kept."""
_LONGEST = 4000
"""Characters of an address."""


def from_form(fields: Mapping[str, Any], upload: tuple[str, bytes] | None, language: str) -> Submission:
    """Return what the form was filled in with: pasted or handed-over HTML, a file, or an address."""
    html, address = str(fields.get("html") or ""), str(fields.get("address") or "").strip()
    url = _own_address(str(fields.get("url") or ""))
    served = str(fields.get("served") or "")
    if html.strip() and fields.get("tree") != "1":
        html, url, is_tree = _carried(html, url)
    else:
        is_tree = fields.get("tree") == "1"
    if html.strip():
        return Submission(
            _bytes(html),
            url=url,
            is_tree=is_tree,
            served=_bytes(served) if served.strip() else None,
            language=language,
        )
    if upload is not None and upload[1].strip():
        text, url, is_tree = _carried_by_file(upload[1], url)
        return Submission(text, url=url, name=upload[0] or PASTED, is_tree=is_tree, language=language)
    if address:
        return Submission(address=_address(_typed(address)), language=language)
    raise RequestError(422, "nothing_given")


def decision(fields: Mapping[str, str], user: str | None, today: str) -> dict[str, Any]:
    """Return what the form about a finding says: kind, reason, by whom, until when."""
    kind, reason = fields.get("kind", ""), " ".join(fields.get("reason", "").split())[:_REASON]
    by = " ".join((user or fields.get("by", "")).split())[:_NAME]
    expires = fields.get("expires", "").strip() or None
    if kind not in DECISION_KINDS or not reason or not by:
        raise RequestError(422, "decision_incomplete")
    try:
        expires = date.fromisoformat(expires).isoformat() if expires is not None else None
    except ValueError as error:
        raise RequestError(422, "decision_day") from error
    if expires is not None and expires < today:
        raise RequestError(422, "decision_day")
    return {"kind": kind, "reason": reason, "by": by, "expires": expires}


def answer(fields: Mapping[str, str], user: str | None, today: str) -> Answer:
    """Return what the form about a question of a review says."""
    outcome = fields.get("outcome", "")
    why = " ".join(fields.get("why", "").split())[:_REASON]
    by = " ".join((user or fields.get("by", "")).split())[:_NAME]
    if outcome not in DECIDED or not why or not by:
        raise RequestError(422, "answer_incomplete")
    return Answer(outcome, by, date.fromisoformat(today), why)


def together(fields: Mapping[str, str], user: str | None, today: str) -> Together:
    """Return what the form about many pages says: of a criterion, of all pages, or of those of a type or with an address."""
    kind, pages = fields.get("type", ""), fields.get("pages", "").strip()
    types = tuple(one for one in TYPES if one == kind)
    if len(pages) > LONGEST or (kind and not types):
        raise RequestError(422, "answer_incomplete")
    return Together(fields.get("criterion", ""), (pages or ALL,), types, answer(fields, user, today))


def _carried(html: str, url: str | None) -> tuple[str, str | None, bool]:
    """Return a page that was copied from a preview, its address, and whether it was."""
    noted = _CARRIED.match(html)
    if noted is None:
        return html, url, False
    return html[noted.end() :], _own_address(noted[1]) or url, True


def _carried_by_file(data: bytes, url: str | None) -> tuple[bytes, str | None, bool]:
    """Return a page that was saved from a preview, its address, and whether it was."""
    if not data.startswith(_NOTE.encode()):
        return data, url, False
    html, found, is_tree = _carried(data.decode("utf-8", "replace"), url)
    return _bytes(html), found, is_tree


def from_json(body: Any, language: str) -> Submission:  # noqa: ANN401  JSON
    """Return what a program asks for."""
    if not isinstance(body, dict):
        raise RequestError(422, "not_an_object", "the body is no JSON object")
    for name in ("html", "address", "url", "served", "language"):
        if body.get(name) is not None and not isinstance(body[name], str):
            raise RequestError(422, "wrong_type", f"{name} is no text")
    wanted = body.get("language") or language
    if wanted not in LANGUAGES:
        raise RequestError(422, "unknown_language", f"language is one of {', '.join(LANGUAGES)}")
    html, address = body.get("html"), body.get("address")
    if (html is None) == (address is None):
        raise RequestError(422, "html_or_address", "give either html or address")
    if address is not None:
        return Submission(address=_address(address), language=wanted)
    if not str(html).strip():
        raise RequestError(422, "nothing_given", "html is empty")
    served = body.get("served")
    return Submission(
        _bytes(str(html)),
        url=_own_address(body.get("url") or ""),
        is_tree=served is not None or body.get("tree") is True,
        served=_bytes(served) if served is not None else None,
        language=wanted,
    )


def stages(body: Mapping[str, Any], available: frozenset[str]) -> frozenset[str]:
    """Return the stages that take long and that a program asks for."""
    named = body.get("stages", [STATIC.name])
    if not isinstance(named, list) or not all(isinstance(name, str) for name in named):
        raise RequestError(422, "wrong_type", "stages is no list of names")
    unknown = {*named} - available - {STATIC.name}
    if unknown:
        raise RequestError(422, "unknown_stage", f"stages are {', '.join(sorted({STATIC.name, *available}))}")
    return frozenset(named) - {STATIC.name}


def _bytes(text: str) -> bytes:
    """Return text that came decoded, marked as the UTF-8 that it is now, whatever it says of itself."""
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")


def _address(text: str) -> str:
    if len(text) > _LONGEST or any(ord(letter) < 33 for letter in text):
        raise RequestError(422, "address_malformed", "that is no address")
    if not is_address(text):
        raise RequestError(422, "address_not_web", "an address begins with http:// or https://")
    return text


def _typed(text: str) -> str:
    """Return an address as a browser takes it: what people leave out before a host is `https://`."""
    return text if _SCHEME.match(text) else f"https://{text}"


def _own_address(text: str) -> str | None:
    """Return the address that a page says it has, None where that is none."""
    text = text.strip()
    return text if is_address(text) and len(text) <= _LONGEST else None
