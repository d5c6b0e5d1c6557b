"""Reasons -> the words of a page for editors: nothing that only somebody at a command line could follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.model.reason import Reason

if TYPE_CHECKING:
    from linter.report.words.words import Words

_ENDS_WITH_SETTING = frozenset(
    {
        "answer_too_large", "browser_memory", "browser_too_slow", "fetch_too_slow", "file_too_large", "page_too_slow",
        "redirects_inward", "worker_memory",
    }
)  # fmt: skip
"""Reasons whose words end with the setting that would change them, after a semicolon."""
_ABOUT_ADDRESSES = frozenset({"addresses_not_asked", "addresses_unanswered"})
"""Reasons that name why addresses were not asked; some of that names a flag of the command line."""
_GONE = ("404", "410")
"""Statuses that say of a page that there is none."""
_SAME = {
    "chromium_and_driver_missing": "chromium_missing",
    "driver_missing": "chromium_missing",
}


def for_editors(reason: Reason, words: Words) -> str:
    """Return a reason in words of the page."""
    inner = reason.data.get("why")
    if reason.key == "in_browser" and isinstance(inner, Reason):
        return for_editors(inner, words)
    if reason.key in _ABOUT_ADDRESSES and isinstance(why := reason.data.get("why"), tuple):
        named = tuple(words.known(f"web_not_asked_{one}", str(one)) for one in why)
        return words.tell(Reason(reason.key, {**reason.data, "why": named}))
    if reason.key == "error_status" and str(reason.data.get("answer", "")).partition(" ")[0] in _GONE:
        return words("web_reason_page_gone", **reason.data)
    key = f"web_reason_{_SAME.get(reason.key, reason.key)}"
    if words.has(key):
        return words(key, **reason.data)
    told = words.tell(reason)
    return told.rpartition(";")[0] or told if reason.key in _ENDS_WITH_SETTING else told
