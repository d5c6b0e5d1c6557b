"""Decisions and a page -> the findings that they settle; and decisions as entries of a configuration."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from linter.config.settings import Suppression

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from linter.model.decision import Decision
    from linter.model.finding import Finding
    from linter.model.report import PageReport

_COMMENTS = {"no_fault": "checked: no fault", "will_be_mended": "will be mended", "webmaster": "the webmaster takes it"}


def settled(page: PageReport, decisions: Iterable[Decision], today: str) -> PageReport:
    """Return a page with the findings suppressed that somebody decided about and whose decision holds."""
    holding: dict[tuple[str, str], Decision] = {}
    for one in decisions:  # the latest first
        if one.holds(today):
            holding.setdefault((one.rule, one.fingerprint), one)
    if not holding:
        return page
    return replace(page, findings=tuple(_settled(one, holding.get(_key(one))) for one in page.findings))


def _key(one: Finding) -> tuple[str, str]:
    return one.rule, one.content_fingerprint


def _settled(one: Finding, decision: Decision | None) -> Finding:
    if decision is None or one.suppressed is not None:
        return one
    about = {"kind": "decision", "reason": decision.reason, "expires": decision.expires}
    return replace(one, suppressed={**about, "id": decision.id, "by": decision.by, "decision": decision.kind})


@dataclass(frozen=True, slots=True)
class Exported:
    """Decisions as entries of a configuration, and how many of those that hold are none, for which reason."""

    text: str
    endless: int
    """To mend something, without a last day: what nobody said when it will be mended would never be told again."""
    unknown: int
    """About rules that the configuration does not know, which would refuse them."""


def as_suppressions(decisions: Sequence[Decision], today: str, is_known: Callable[[str], bool]) -> Exported:
    """Return the decisions that hold as `[[suppress]]` entries, the oldest first."""
    holding = [one for one in reversed(decisions) if one.holds(today)]
    known = [one for one in holding if is_known(one.rule)]
    kept = [one for one in known if one.kind != "will_be_mended" or one.expires is not None]
    return Exported("\n".join(map(_entry, kept)), len(known) - len(kept), len(holding) - len(known))


def holding(decisions: Sequence[Decision], today: str, is_known: Callable[[str], bool]) -> tuple[Suppression, ...]:
    """Return the decisions that hold as what they suppress: those that `as_suppressions` writes."""
    kept = [one for one in reversed(decisions) if one.holds(today) and is_known(one.rule)]
    return tuple(
        Suppression(
            rules=(one.rule,),
            pages=(one.page,),
            fingerprints=(one.fingerprint,),
            reason=f"{one.reason} ({one.by}, {one.made_at[:10]})",
            expires=one.expires,
            origin=f"store, decision {one.id}",
        )
        for one in kept
        if one.kind != "will_be_mended" or one.expires is not None
    )


def _entry(one: Decision) -> str:
    lines = [
        f"# {_COMMENTS[one.kind]}; {_plain(one.by)}, {one.made_on}",
        "[[suppress]]",
        f"rules = [{_text(one.rule)}]",
        f"pages = [{_text(one.page)}]",
        f"fingerprints = [{_text(one.fingerprint)}]",
        f"reason = {_text(_plain(one.reason))}",
        *([f"expires = {_text(one.expires)}"] if one.expires else []),
    ]
    return "\n".join(lines) + "\n"


def _text(text: str) -> str:
    """Return a string of TOML: JSON's escapes are among those of TOML, which has no halves of characters."""
    whole = text.encode("utf-8", "replace").decode()
    return json.dumps(whole, ensure_ascii=False).replace("\x7f", "\\u007f")


def _plain(text: str) -> str:
    """Return text as one line, without what a comment may not hold."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split()) or "–"
