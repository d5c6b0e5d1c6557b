"""An error of the system -> a reason: the usual ones have words in every language, the others those of the system."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from linter.model.reason import Reason

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.error_keys import ErrorKey

_KEYS: Mapping[int, ErrorKey] = {
    errno.ENOENT: "system_missing",
    errno.EACCES: "system_forbidden",
    errno.EPERM: "system_not_permitted",
    errno.EISDIR: "system_folder",
    errno.ENOTDIR: "system_no_folder",
    errno.EEXIST: "system_exists",
    errno.ENOSPC: "system_full",
    errno.EROFS: "system_read_only",
    errno.ENAMETOOLONG: "system_long_name",
    errno.ELOOP: "system_loop",
    errno.EADDRINUSE: "system_address_in_use",
    errno.EADDRNOTAVAIL: "system_address_elsewhere",
    errno.ECONNREFUSED: "system_refused",
    errno.ECONNRESET: "system_reset",
    errno.ENETUNREACH: "system_no_network",
    errno.EHOSTUNREACH: "system_no_way",
    errno.ETIMEDOUT: "system_timed_out",
}


def of_system(error: Exception) -> Reason:
    """Return what went wrong: what the system says, or what kind of error it is where it says nothing."""
    known = isinstance(error, OSError) and _KEYS.get(error.errno or 0)
    if known:
        return Reason(known)
    said = error.strerror if isinstance(error, OSError) else str(error)
    return Reason("system_error", {"detail": said or type(error).__name__})
