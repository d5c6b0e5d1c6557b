"""What an editor or an auditor decided about a finding."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from linter.model.local_time import day_in_sweden

DecisionKind = Literal["no_fault", "will_be_mended", "webmaster"]
"""Checked and no fault; going to be mended; the webmaster takes it."""
DECISION_KINDS: tuple[DecisionKind, ...] = get_args(DecisionKind)


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision about one fault on one page.

    `page` is the page's own address, else its path; `fingerprint` is that of the fault's content. `expires` is the last day
    that it holds. Times are ISO 8601 in UTC.
    """

    id: int
    page: str
    rule: str
    fingerprint: str
    kind: DecisionKind
    reason: str
    by: str
    made_at: str
    message: str = ""
    """What the finding said."""
    expires: str | None = None
    taken_back_at: str | None = None
    taken_back_by: str | None = None

    @property
    def made_on(self) -> str:
        """The day on which it was made, as those who made it know it."""
        return day_in_sweden(self.made_at)

    @property
    def taken_back_on(self) -> str | None:
        """The day on which it was taken back."""
        return day_in_sweden(self.taken_back_at) if self.taken_back_at is not None else None

    def holds(self, today: str) -> bool:
        """Return whether it holds on a day (ISO 8601)."""
        return self.taken_back_at is None and (self.expires is None or self.expires >= today)
