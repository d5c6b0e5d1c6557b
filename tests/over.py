"""What is over on a page, on the day of the tests."""

from __future__ import annotations

from tests.support import examine

RULES = ("deadline-past", "event-past", "year-past", "season-past", "banner-past")


def over(body: str, *, language: str = "sv", title: str = "Sidan") -> list[str]:
    """Return the rules and messages of what is over on a page on the tests' day, 2026-11-21."""
    page = f"<html lang={language}><title>{title}</title><body><main>{body}</main>"
    return [f"{one.rule} {one.message_key}" for one in examine(page, *RULES).findings]
