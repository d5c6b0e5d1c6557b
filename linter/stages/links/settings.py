"""What the link stage is asked to do: `[links]` of kommunlint.toml and the flags of `check`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from linter.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CACHE = ".kommunlint/links.sqlite"
_HOUR = 3600.0
LIFETIMES: Mapping[str, float] = {
    "ok": 24 * _HOUR,
    "moved": 24 * _HOUR,
    "refused": 24 * _HOUR,
    "insecure": 6 * _HOUR,
    "soft-404": 6 * _HOUR,
    "broken": 0.25 * _HOUR,
    "unstable": 0.0,
}
"""Seconds that a verdict is remembered; a fault is asked again soon, since somebody may have mended it, and what had no
answer in every run."""


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """The link stage of a run. Times are in seconds."""

    per_host: int = 2
    delay: float = 0.1
    hosts: int = 64
    timeout: float = 15.0
    tries: int = 3
    backoff: float = 0.5
    retry_after: float = 20.0
    seconds: float = 3600.0
    redirects: int = 20
    body_bytes: int = 8 * 1024 * 1024
    confirm: int = 1
    mail: bool = False
    robots: bool = True
    soft_404: bool = True
    is_fresh: bool = False
    contact: str = ""
    nameservers: tuple[str, ...] = ()
    ca_file: Path | None = None
    cache: Path | None = None
    lifetimes: Mapping[str, float] = field(default_factory=lambda: LIFETIMES)


_NUMBERS: Mapping[str, str] = {
    "per_host": "Requests at a time to one host.",
    "delay": "Seconds between two requests to one host.",
    "hosts": "Hosts that are asked side by side.",
    "timeout": "Seconds for one request.",
    "tries": "Tries for 429, 5xx, connections that break off and time-outs.",
    "backoff": "Seconds before the second try; doubled each time, with some chance in it.",
    "retry_after": "The longest Retry-After, in seconds, that is waited for.",
    "seconds": "Seconds for all requests of a run; what is left then is not examined.",
    "redirects": "Redirects of one address that are followed.",
    "body_bytes": "Bytes of one document that are read, unpacked, to look for a place in it.",
    "confirm": "Failures on so many different days make a broken external link an error; until then it is a warning.",
}
_SWITCHES: Mapping[str, str] = {
    "mail": "Ask DNS whether the domains of e-mail links take e-mail.",
    "robots": "Respect robots.txt of hosts that were not named.",
    "soft_404": "Ask hosts for a page that cannot exist, to know their way of saying so.",
}
_AT_LEAST_ONE = frozenset({"per_host", "hosts", "tries", "redirects", "body_bytes", "confirm"})


def read(tree: Mapping[str, Any], base: Path) -> LinkSettings:
    """Turn a checked `[links]` table into settings; paths are relative to its file."""
    plain = {name: tree[name] for name in (*_NUMBERS, *_SWITCHES, "contact") if name in tree}
    cache = tree.get("cache", CACHE)
    return replace(
        LinkSettings(),
        **plain,
        nameservers=tuple(tree.get("nameservers", ())),
        ca_file=base / tree["ca_file"] if tree.get("ca_file") else None,
        cache=base / cache if cache else None,
        lifetimes={**LIFETIMES, **{kind: hours * _HOUR for kind, hours in tree.get("lifetime_hours", {}).items()}},
    )


def defaults(base: Path) -> LinkSettings:
    """Return the settings where no file says anything; the memory lies below the working folder."""
    return read({}, base)


def seconds(flag: str, text: str) -> float:
    """Read a number of seconds of the command line, 0 or more."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e6:
        msg = f'--{flag}: "{text}" is no number of seconds'
        raise UsageError(msg)
    return number


def json_schema() -> dict[str, Any]:
    """Return the JSON Schema of the `[links]` table."""
    usual = LinkSettings()
    properties: dict[str, Any] = {}
    for name, description in _NUMBERS.items():
        default = getattr(usual, name)
        kind: dict[str, Any] = {"type": "integer" if isinstance(default, int) else "number"}
        kind |= {"exclusiveMinimum": 0} if name == "timeout" else {"minimum": 1 if name in _AT_LEAST_ONE else 0}
        properties[name] = kind | {"default": default, "description": description}
    for name, description in _SWITCHES.items():
        properties[name] = {"type": "boolean", "default": getattr(usual, name), "description": description}
    properties |= {
        "contact": {
            "type": "string",
            "default": "",
            "description": "How the hosts that are asked reach you, an e-mail or a web address; part of the User-Agent.",
        },
        "nameservers": {
            "type": "array",
            "items": {"type": "string", "minLength": 1},
            "description": "DNS servers to ask in place of the system's, ADDRESS or ADDRESS:PORT, for pages too.",
        },
        "ca_file": {
            "type": "string",
            "default": "",
            "description": "Certificates to trust beside the system's, PEM, for pages too.",
        },
        "cache": {"type": "string", "default": CACHE, "description": "Where verdicts are remembered; empty: nowhere."},
        "lifetime_hours": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                kind: {"type": "number", "minimum": 0, "default": seconds / _HOUR}
                for kind, seconds in LIFETIMES.items()
            },
            "description": "Hours that each verdict is remembered.",
        },
    }
    return {"type": "object", "additionalProperties": False, "properties": properties}
