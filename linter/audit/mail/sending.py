"""Letters -> an SMTP server, each by itself: one that is refused stops no other."""

from __future__ import annotations

import base64
import os
import smtplib
import ssl
from contextlib import suppress
from typing import TYPE_CHECKING

from linter.audit.mail.letters import checked, message
from linter.data.files import read_text
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.system_error import of_system
from linter.report.phrases import line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.audit.mail.letters import Letter
    from linter.config.config import Config
    from linter.config.mail import MailSettings

PASSWORD = "KOMMUNLINT_SMTP_PASSWORD"  # noqa: S105  the name of a variable
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_LOGGED_IN = (235, 503)
"""Welcome, and: you are logged in already."""
_LONGEST, _BYTES = 300, 4096


def check(settings: Config) -> None:
    """Refuse settings that nothing can be sent by, before anything is: a `UsageError`."""
    mail, place = settings.mail, f"{settings.file}::$.mail"
    for name in ("server", "sender"):
        if not getattr(mail, name):
            raise UsageError(Reason("mail_setting_missing", {"name": name}), place)
    checked(mail.sender, f"{place}.sender")
    if mail.user and mail.security == "none" and mail.server not in _LOOPBACK:
        raise UsageError(Reason("mail_login_in_clear"), f"{place}.security")
    _password(mail)
    _context(mail)


def send(some: Sequence[Letter], settings: Config) -> Iterator[tuple[Letter, Reason | None]]:
    """Send letters; yield each with the reason why it was not sent, None where it was.

    Where the server itself cannot be used, the letters that follow are not tried.
    """
    down = None
    for one in some:
        try:
            server = _connected(settings.mail) if down is None else None
        except (OSError, smtplib.SMTPException) as error:
            server, down = None, _reason(error)
        yield one, _sent(one, server, settings) if server is not None else down


def _sent(letter: Letter, server: smtplib.SMTP, settings: Config) -> Reason | None:
    made = message(letter, settings.mail.sender)
    try:
        server.send_message(made, to_addrs=[letter.to.address])
    except (OSError, smtplib.SMTPException) as error:
        return _reason(error)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()
        server.close()
    return None


def _connected(mail: MailSettings) -> smtplib.SMTP:
    """Return a server that letters can be given to."""
    port, own = mail.port or _PORTS[mail.security], mail.sender.rpartition("@")[2]
    if mail.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            mail.server, port, local_hostname=own, timeout=mail.seconds, context=_context(mail)
        )
    else:
        server = smtplib.SMTP(mail.server, port, local_hostname=own, timeout=mail.seconds)
    try:
        if mail.security == "starttls":
            server.starttls(context=_context(mail))
        if mail.user:
            _log_in(server, mail.user, _password(mail))
    except BaseException:
        server.close()
        raise
    return server


def _log_in(server: smtplib.SMTP, user: str, password: str) -> None:
    """Log in; smtplib knows only passwords in ASCII, so where it can be, it is done as RFC 4616 has it."""
    server.ehlo_or_helo_if_needed()
    offered = server.esmtp_features.get("auth", "").upper().split()
    if "PLAIN" not in offered and (user + password).isascii():
        server.login(user, password)
        return
    told = base64.b64encode(f"\0{user}\0{password}".encode()).decode()
    code, text = server.docmd("AUTH", f"PLAIN {told}")
    if code not in _LOGGED_IN:
        raise smtplib.SMTPAuthenticationError(code, text)


def _context(mail: MailSettings) -> ssl.SSLContext:
    context = ssl.create_default_context()
    if mail.ca_file is not None:
        try:
            context.load_verify_locations(cafile=mail.ca_file)
        except ssl.SSLError as error:
            raise UsageError(Reason("mail_certificates_wrong"), str(mail.ca_file)) from error
        except OSError as error:
            raise UsageError(of_system(error), str(mail.ca_file)) from error
    return context


def _password(mail: MailSettings) -> str:
    """Return the password: that of the file, else that of the environment."""
    if not mail.user:
        return ""
    if mail.password_file is not None:
        return read_text(mail.password_file, str(mail.password_file), most=_BYTES).strip("\r\n")
    found = os.environ.get(PASSWORD)
    if found is None:
        raise UsageError(Reason("variable_missing", {"name": PASSWORD}), "[mail]")
    return found


def _reason(error: OSError | smtplib.SMTPException) -> Reason:
    """Return why something was not sent, with what the server said."""
    said: object = error
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        said = next(iter(error.recipients.values()), (0, b""))
        return Reason("mail_refused", {"said": _said(said)})
    if isinstance(error, smtplib.SMTPResponseException):
        return Reason("mail_refused", {"said": _said((error.smtp_code, error.smtp_error))})
    if isinstance(error, ssl.SSLError):
        return Reason("mail_not_secure", {"said": line(str(error), _LONGEST)})
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Reason("mail_not_secure", {"said": line(str(error), _LONGEST)})
    return Reason("mail_unreachable", {"said": line(str(error), _LONGEST)})


def _said(answer: object) -> str:
    """Return what a server answered, in one line."""
    code, text = answer if isinstance(answer, tuple) else (0, answer)
    told = text.decode("utf-8", "replace") if isinstance(text, bytes) else str(text)
    return line(f"{code} {told}", _LONGEST)
