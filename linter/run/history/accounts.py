"""What became of the rules on a page <-> the text that the store keeps of it; why a fault of one run is no matter of another."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, cast

from linter.engine.coverage import UNSAID
from linter.model.history import Account
from linter.model.reason import Reason
from linter.model.report import SAID_BY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.history import KeptRun, PageMark
    from linter.model.reason import Datum, ReasonKey
    from linter.model.report import PageReport

Why = Literal["page_not_examined", "rule_off", "rule_not_examined", "rule_changed", "address_not_asked"]
"""Why a fault of one run cannot be compared with the other run."""
_AXE = "axe"


def account_text(page: PageReport) -> str:
    """Return what became of the rules on a page as text, the same for all pages on which the same became of them."""
    account = page.coverage
    rules = {rule for rule, _, _ in account.outcomes()}
    partly = {
        rule: _as_tree(why)
        for rule, why in account.not_examined.items()
        if why.key != SAID_BY and why.key not in UNSAID
    }
    partly |= {limit.rule: {"key": "findings_cut", "data": {}} for limit in page.limits if limit.rule is not None}
    if page.browser is not None and _AXE not in partly:
        rules.add(_AXE)
    return json.dumps({"rules": sorted(rules), "partly": partly}, sort_keys=True, ensure_ascii=False)


def read_account(text: str) -> Account:
    """Return what became of the rules on a page."""
    tree = json.loads(text)
    return Account(frozenset(tree["rules"]), tree["partly"])


def reason_of(tree: Mapping[str, Any]) -> Reason | None:
    """Return why a rule was not examined; None where its findings were cut, which is no reason of a page."""
    if tree["key"] == "findings_cut":
        return None
    data = {name: reason_of(one) if isinstance(one, dict) else _datum(one) for name, one in tree["data"].items()}
    return Reason(cast("ReasonKey", tree["key"]), cast("Mapping[str, Datum]", data))


def why_not(rule: str, fingerprint: str, here: KeptRun, there: KeptRun, page: PageMark, account: Account) -> Why | None:
    """Return why a fault of the run `here` would not be known `there` if it stood on a page; None where it would."""
    name = rule if rule in account.rules or not rule.startswith(f"{_AXE}/") else _AXE
    if rule in account.partly or name in account.partly:
        return "rule_not_examined"
    if name not in account.rules:
        return "rule_off"
    if fingerprint in page.unsaid:
        return "address_not_asked"
    return "rule_changed" if _version(rule, here) != _version(rule, there) else None


def _version(rule: str, run: KeptRun) -> str | None:
    return run.axe if rule.startswith(f"{_AXE}/") else run.rules.get(rule)


def _as_tree(reason: Reason) -> dict[str, Any]:
    data = {name: _as_tree(one) if isinstance(one, Reason) else one for name, one in reason.data.items()}
    return {"key": reason.key, "data": data}


def _datum(value: Any) -> Any:  # noqa: ANN401  what JSON has of a datum
    return tuple(value) if isinstance(value, list) else value
