"""What came of a site -> words: why it failed, what its statement claims, a mean with its interval."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from linter.model.reason import Reason

if TYPE_CHECKING:
    from linter.audit.sites.site import Estimate, Figures, Outcome
    from linter.model.reason import ReasonKey
    from linter.report.words.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a language for what stands in a comparison."""

    words: Words

    def reason(self, one: Outcome) -> str:
        """Return why a site failed, "" for one that did not."""
        return self.words.tell(Reason(cast("ReasonKey", one.reason), one.data)) if one.reason is not None else ""

    def statement(self, figures: Figures) -> str:
        """Return what the accessibility statement claims."""
        if figures.statement is None:
            return self.words("sites_statement_missing")
        return self.words(f"sites_statement_{figures.statement}")

    def mean(self, one: Estimate) -> str:
        """Return a mean, and its interval where it has one."""
        value = self._number(one.value)
        if one.low is None or one.high is None:
            return value
        return self.words("sites_interval", value=value, low=self._number(one.low), high=self._number(one.high))

    def share(self, one: float | None) -> str:
        """Return a share in per cent."""
        return self.words("sites_percent", number=int(one * 100)) if one is not None else self.words("folder_unknown")

    def _number(self, value: float) -> str:
        return self.words.written(value, ".2f")
