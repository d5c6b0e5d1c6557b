"""What the link stage is asked to do: `[links]` of kommunlint.toml and the flags of `check`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.setting import setting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_LIFETIME_HOURS = {
    "ok": 24.0,
    "moved": 24.0,
    "refused": 24.0,
    "insecure": 6.0,
    "soft-404": 6.0,
    "broken": 0.25,
    "unstable": 0.0,
}
"""A fault is asked again soon, since somebody may have mended it, and what had no answer in every run."""


@dataclass(frozen=True, slots=True)
class LinkSettings:
    """The link stage of a run. `is_fresh` is a flag only."""

    per_host: int = setting(2, "Requests at a time to one host.", minimum=1)
    delay: float = setting(0.1, "Seconds between two requests to one host.", minimum=0)
    hosts: int = setting(64, "Hosts that are asked side by side.", minimum=1)
    timeout: float = setting(15.0, "Seconds for one request.", exclusiveMinimum=0)
    tries: int = setting(3, "Tries for 429, 5xx, connections that break off and time-outs.", minimum=1)
    backoff: float = setting(
        0.5, "Seconds before the second try; doubled each time, with some chance in it.", minimum=0
    )
    retry_after: float = setting(20.0, "The longest Retry-After, in seconds, that is waited for.", minimum=0)
    seconds: float = setting(3600.0, "Seconds for all requests of a run; what is left then is not examined.", minimum=0)
    redirects: int = setting(20, "Redirects of one address that are followed.", minimum=1)
    body_bytes: int = setting(
        8 * 1024 * 1024, "Bytes of one document that are read, unpacked, to look for a place in it.", minimum=1
    )
    confirm: int = setting(
        1,
        "Failures on so many different days make a broken external link an error; until then it is a warning.",
        minimum=1,
    )
    mail: bool = setting(False, "Ask DNS whether the domains of e-mail links take e-mail.")
    robots: bool = setting(True, "Respect robots.txt of hosts that were not named.")
    soft_404: bool = setting(True, "Ask hosts for a page that cannot exist, to know their way of saying so.")
    contact: str = setting(
        "", "How the hosts that are asked reach you, an e-mail or a web address; part of the User-Agent."
    )
    nameservers: tuple[str, ...] = setting(
        [],
        "DNS servers to ask in place of the system's, ADDRESS or ADDRESS:PORT, for pages too.",
        needs_trust=True,
        items={"type": "string", "minLength": 1},
    )
    ca_file: Path | None = setting("", "Certificates to trust beside the system's, PEM, for pages too.", is_path=True)
    cache: Path | None = setting(
        ".kommunlint/links.sqlite", "Where verdicts are remembered; empty: nowhere.", is_path=True
    )
    lifetime_hours: Mapping[str, float] = setting(
        _LIFETIME_HOURS,
        "Hours that each verdict is remembered.",
        make=float,
        additionalProperties=False,
        properties={
            kind: {"type": "number", "minimum": 0, "default": hours} for kind, hours in _LIFETIME_HOURS.items()
        },
    )
    is_fresh: bool = False


def seconds(flag: str, text: str) -> float:
    """Read a number of seconds of the command line, 0 or more."""
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number < 1e6:
        raise UsageError(Reason("seconds_wrong", {"value": text}), f"--{flag}")
    return number
