"""A TLS handshake that failed -> what is wrong with the certificate, or that only its issuer is unknown here."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from linter.data.files import read_bytes
from linter.model.errors import UsageError
from linter.stages.http.failure import EXPIRED, RESET, UNKNOWN_ISSUER, UNTRUSTED, WRONG_HOST, RequestFailure

if TYPE_CHECKING:
    from pathlib import Path

_NOT_YET, _PAST, _SELF_SIGNED, _HOST, _ADDRESS = 9, 10, 18, 62, 64
"""Codes of X509_verify_cert."""
_REASONS = {
    _NOT_YET: EXPIRED,
    _PAST: EXPIRED,
    _SELF_SIGNED: UNTRUSTED,
    _HOST: WRONG_HOST,
    _ADDRESS: WRONG_HOST,
}
_PATIENCE = 10.0
_MOST = 16 * 1024 * 1024
"""Bytes of a file of certificates."""


@lru_cache(maxsize=2)
def trusting(extra: Path | None) -> ssl.SSLContext:
    """Return a context that trusts the system's authorities, and those of a file; it takes 20 ms to make."""
    context = ssl.create_default_context()
    if extra is not None:
        try:
            said = read_bytes(extra, str(extra), most=_MOST)
            context.load_verify_locations(cadata=said.decode("ascii", "ignore"))
        except UsageError as error:
            raise RequestFailure(RESET, str(error), during="secure") from error
        except (OSError, ValueError) as error:
            raise RequestFailure(RESET, f"{extra}: no certificates in PEM", during="secure") from error
    return context


async def diagnose(
    error: ssl.SSLCertVerificationError, addresses: tuple[str, ...], host: str, port: int
) -> RequestFailure:
    """Return what is wrong; where the issuer is unknown, the certificate itself is looked at for more."""
    reason = _REASONS.get(error.verify_code)
    if reason is not None and reason != UNTRUSTED:
        return RequestFailure(reason, host, during="secure")
    own = await _by_itself(addresses, host, port)
    return RequestFailure(own or reason or UNKNOWN_ISSUER, host, during="secure")


async def _by_itself(addresses: tuple[str, ...], host: str, port: int) -> str | None:
    """Return what is wrong with a certificate that is taken for its own authority: its dates or its names."""
    unchecked = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    unchecked.check_hostname = False
    unchecked.verify_mode = ssl.CERT_NONE
    try:
        shown = await _handshake(unchecked, addresses, host, port)
    except (OSError, TimeoutError):
        return None
    if not shown:
        return None
    alone = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    alone.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    try:
        alone.load_verify_locations(cadata=shown)
        await _handshake(alone, addresses, host, port)
    except ssl.SSLCertVerificationError as error:
        return _REASONS.get(error.verify_code)
    except (OSError, TimeoutError):
        return None
    return None


async def _handshake(context: ssl.SSLContext, addresses: tuple[str, ...], host: str, port: int) -> bytes | None:
    """Connect to the address that was judged; return the certificate that the server shows."""
    async with asyncio.timeout(_PATIENCE):
        _, writer = await asyncio.open_connection(addresses[0], port, ssl=context, server_hostname=host)
        shown: bytes | None = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()
    return shown
