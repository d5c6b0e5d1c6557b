"""Rule and fault -> finding: in the language of the run, with its fingerprint and its cause. The one place that makes them."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from linter.model.finding import Finding, Location, Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.engine.page_config import Job
    from linter.rules.rule import Rule

_COUNTED = re.compile(r":nth-(?:child|of-type)\(\d{1,9}\)|#[^\s>:.#]{0,100}\d[^\s>:.#]{0,100}")


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a fault stands, for people and for tools."""

    location: Location
    selector: str
    snippet: str


class Told(Protocol):
    """What a check says of a fault, whatever it looked at."""

    @property
    def key(self) -> str:
        """The key of its message."""

    @property
    def data(self) -> Mapping[str, Any]:
        """What the message is filled in with."""

    @property
    def outcome(self) -> Outcome:
        """Whether it is certain."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes a fault itself. `template` is what of it is the same on other pages, if that is not `content`."""

    rule: str
    path: str
    key: str
    content: str
    template: str | None = None


def finding(job: Job, rule: Rule, fault: Told, shown: Shown, identity: Identity) -> Finding:
    """Return a fault as it is reported: in the language of the run, with what the configuration makes it weigh."""
    return Finding(
        rule=rule.id,
        category=rule.category,
        severity=job.severities.get(rule.id) or rule.severity_of(fault.key),
        outcome=fault.outcome,
        message=rule.message(fault.key, fault.data, job.language),
        message_key=fault.key,
        data=fault.data,
        location=shown.location,
        selector=shown.selector,
        snippet=shown.snippet,
        fingerprint=fingerprint(rule.id, identity.path, f"{identity.key} {identity.content}".strip()),
        requirements=rule.requirements,
        cause=cause(rule.id, fault.key, shown.selector, identity.template or identity.content),
    )


def fingerprint(rule: str, path: str, content: str) -> str:
    """Return what identifies the same fault on the same page after unrelated edits and in another checkout."""
    text = "\0".join((rule, path.split("#", maxsplit=1)[0].replace("\\", "/"), " ".join(content.split()).lower()))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def cause(rule: str, key: str, selector: str, content: str) -> str:
    """Return what findings of one fault of a template have in common: rule, message, structure and content.

    Numbers are left out of the structure: how many neighbours come before, and ids that a system counts up.
    """
    structure = _COUNTED.sub("", selector)
    text = "\0".join((rule, key, structure, " ".join(content.split()).lower()))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
