"""Decisions and a page -> the findings that they settle; and decisions as entries of a configuration."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from linter.model.decision import Decision
    from linter.model.finding import Finding
    from linter.model.report import PageReport

_COMMENTS = {"no_fault": "checked: no fault", "will_be_mended": "will be mended", "webmaster": "the webmaster takes it"}


def settled(page: PageReport, decisions: Iterable[Decision], today: str) -> PageReport:
    """Return a page with the findings suppressed that somebody decided about and whose decision holds."""
    holding = {(one.rule, one.fingerprint): one for one in decisions if one.holds(today)}
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


def as_suppressions(decisions: Sequence[Decision], today: str) -> tuple[str, int]:
    """Return the decisions that hold as `[[suppress]]` entries, and how many to mend something have no last day.

    Those are left out: what nobody said when it will be mended would never be told again.
    """
    holding = [one for one in reversed(decisions) if one.holds(today)]
    kept = [one for one in holding if one.kind != "will_be_mended" or one.expires is not None]
    return "\n".join(map(_entry, kept)), len(holding) - len(kept)


def _entry(one: Decision) -> str:
    lines = [
        f"# {_COMMENTS[one.kind]}; {_one_line(one.by)}, {one.made_at[:10]}",
        "[[suppress]]",
        f"rules = [{_text(one.rule)}]",
        f"paths = [{_text(_literal(one.page))}]",
        f"fingerprints = [{_text(one.fingerprint)}]",
        f"reason = {_text(one.reason)}",
        *([f"expires = {_text(one.expires)}"] if one.expires else []),
    ]
    return "\n".join(lines) + "\n"


def _literal(page: str) -> str:
    """Return the pattern that fits a page alone, as near as patterns come: their signs stand for themselves nowhere."""
    return page.replace("**", "*").replace("*", "?")


def _text(text: str) -> str:
    """Return a string of TOML: JSON's escapes are among those of TOML."""
    return json.dumps(_one_line(text), ensure_ascii=False).replace("\x7f", "\\u007f")


def _one_line(text: str) -> str:
    return " ".join(text.split())
