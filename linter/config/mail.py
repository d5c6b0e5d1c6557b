"""Settings of mail: what the table `[mail]` may say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linter.model.finding import SEVERITIES
from linter.model.setting import setting

if TYPE_CHECKING:
    from pathlib import Path

SECURITIES = ("starttls", "tls", "none")
_ADDRESS: dict[str, Any] = {
    "maxLength": 254,
    "pattern": r"^([^\s@<>,;:\"]+@[^\s@<>,;:\"]+)?$",
    "examples": ["webb@example.se"],
}


@dataclass(frozen=True)
class MailSettings:
    """What `kommunlint mail` sends by; the password stands in no configuration."""

    server: str = setting(
        "", "Name of the SMTP server.", maxLength=255, pattern=r"^[^\s/@]*$", examples=["smtp.example.se"]
    )
    port: int = setting(0, "Its port; 0 is 587 with STARTTLS, 465 with TLS, 25 with none.", minimum=0, maximum=65535)
    security: str = setting(
        "starttls", "How the connection is encrypted: starttls, tls or none.", enum=list(SECURITIES)
    )
    ca_file: Path | None = setting("", "Certificates to trust beside the system's, PEM.", is_path=True)
    user: str = setting("", "Who logs in; empty, nobody does.", maxLength=320)
    password_file: Path | None = setting(
        "", "File with the password; without one, the variable KOMMUNLINT_SMTP_PASSWORD has it.", is_path=True
    )
    sender: str = setting("", "Address that mail comes from.", **_ADDRESS)
    otherwise: str = setting("", "Address that is told of pages that no entry of `owners` fits.", **_ADDRESS)
    severity: str = setting("warning", "The least severity that is told.", enum=list(SEVERITIES))
    seconds: float = setting(30.0, "Seconds that the server may take for an answer.", minimum=1, maximum=600)
