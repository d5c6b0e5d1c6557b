"""Times in UTC -> the days and times of people in Sweden."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

SWEDEN = "Europe/Stockholm"


def day_in_sweden(time: str) -> str:
    """Return the day on which a time (ISO 8601 in UTC) was in Sweden; of what is no time, how it begins."""
    told = _in_sweden(time)
    return told.date().isoformat() if told is not None else time[:10]


def minute_in_sweden(time: str) -> str:
    """Return the day and the minute that a time (ISO 8601 in UTC) was in Sweden; of what is no time, how it begins."""
    told = _in_sweden(time)
    return told.strftime("%Y-%m-%d %H:%M") if told is not None else time[:16]


def _in_sweden(time: str) -> datetime | None:
    try:
        told = datetime.fromisoformat(time)
    except ValueError:
        return None
    return told.replace(tzinfo=told.tzinfo or UTC).astimezone(ZoneInfo(SWEDEN))
