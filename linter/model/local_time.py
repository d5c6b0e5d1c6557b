"""Times in UTC -> the days of people in Sweden."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

SWEDEN = "Europe/Stockholm"


def day_in_sweden(time: str) -> str:
    """Return the day on which a time (ISO 8601 in UTC) was in Sweden; of what is no time, how it begins."""
    try:
        told = datetime.fromisoformat(time)
    except ValueError:
        return time[:10]
    return told.replace(tzinfo=told.tzinfo or UTC).astimezone(ZoneInfo(SWEDEN)).date().isoformat()
