"""What the browser saw of a page: plain data, made by the browser stage and judged by views and checks."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from linter.model.finding import Picture
    from linter.model.reason import Reason
    from linter.model.report import Limit

STYLE, SCRIPT = "Stylesheet", "Script"
"""Kinds of requests, in the words of the DevTools protocol, whose loss changes results."""


MARK = "data-kommunlint-mark"
"""The attribute by which an affected element is found again in the HTML of the scripted view."""
OVERLAY = "data-kommunlint-overlay"
"""The attribute of boxes that lie over the page there."""
NO_SUCH_NAME = "the name cannot be resolved"
"""Why a request failed that nothing can be concluded from: the host may be gone, or this machine offline."""
NOT_UNDER_ROOT = "not under the root"
"""Why a page from a file did not get what it asked its own host for."""


@dataclass(frozen=True, slots=True)
class View:
    """The document as one rendering left it; `characters` and `pictures` are what a reader sees of its content."""

    html: str
    url: str
    characters: int
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """Something the page asked for and did not get; `status` is None where no answer came."""

    url: str
    kind: str
    reason: str
    status: int | None = None


@dataclass(frozen=True, slots=True)
class AxeNode:
    """One affected element. `target` is axe's: a frame is one entry, a way through shadow roots a list in one.

    `mark` is the number that the element (of a frame, the frame) carries in the HTML of the scripted view.
    """

    target: tuple[str | tuple[str, ...], ...]
    html: str
    summary: str
    mark: int | None
    viewports: tuple[str, ...] = ()
    said: Mapping[str, Any] = field(default_factory=dict)
    """What axe measured, such as a contrast and its colours."""

    @property
    def is_in_frame(self) -> bool:
        """Whether it stands in a document of its own inside the page."""
        return len(self.target) > 1


@dataclass(frozen=True, slots=True)
class AxeResult:
    """What one of axe's rules says of the page, with every affected element once."""

    rule: str
    outcome: Literal["failed", "cannot_tell"]
    impact: str | None
    tags: tuple[str, ...]
    help: str
    help_url: str
    nodes: tuple[AxeNode, ...]


@dataclass(frozen=True, slots=True)
class AxeRun:
    """One run of axe-core: what failed or could not be told, and which rules passed or had nothing to judge."""

    version: str
    results: tuple[AxeResult, ...]
    passed: tuple[str, ...]
    inapplicable: tuple[str, ...]

    def beside(self, apart: AbstractSet[str]) -> AxeRun:
        """Return it with the rules that do not apply to what was looked at among the inapplicable ones."""
        ran = {*(result.rule for result in self.results), *self.passed, *self.inapplicable}
        return AxeRun(
            version=self.version,
            results=tuple(result for result in self.results if result.rule not in apart),
            passed=tuple(rule for rule in self.passed if rule not in apart),
            inapplicable=tuple(sorted({*self.inapplicable, *(ran & apart)})),
        )


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame that was asked about: how its document came (status None: not at all, for a reason) and what it shows."""

    src: str
    status: int | None
    failure: str
    text: str


PROBES = ("moving", "pictures", "clicks", "hover", "fields", "spacing", "sizes", "keys")
"""What is tried on a page that was read, in this order: those that pages notice most come last."""


@dataclass(frozen=True, slots=True)
class Barrier:
    """What trying a page has shown: the message `key` of a rule, and the way to the element as a CSS selector."""

    rule: str
    key: str
    way: str
    data: Mapping[str, Any] = field(default_factory=dict)
    is_sure: bool = True
    others: tuple[str, ...] = ()
    """The ways to the others of its kind, where it tells of several elements."""


@dataclass(frozen=True, slots=True)
class Trial:
    """What trying a page with keys and in other sizes has shown: barriers, the seconds of each probe, and what failed."""

    barriers: tuple[Barrier, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    """By the names of the probes that came to their end."""
    failed: Mapping[str, Reason] = field(default_factory=dict)
    limits: tuple[Limit, ...] = ()
    is_lost: bool = False
    """Whether the browser cannot be relied upon any more."""


Target = tuple[str | tuple[str, ...], ...]
"""The way to an element as axe writes it; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A finding to photograph: its name, and the way to its element."""

    fingerprint: str
    target: Target


@dataclass(frozen=True, slots=True)
class Pictures:
    """Files of pictures: of the page, and of each shot in order."""

    page: str | None
    shots: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything that the browser saw of one page."""

    without: View | None
    scripted: View | None
    axe: AxeRun | None = None
    console: tuple[str, ...] = ()
    failed: tuple[Request, ...] = ()
    blocked: tuple[Request, ...] = ()
    frames: tuple[Frame, ...] = ()
    trial: Trial | None = None
    limits: tuple[Limit, ...] = ()
    viewports: tuple[str, ...] = ()
    seconds: float = 0.0
    axe_seconds: float = 0.0

    def lost(self, kind: str) -> bool:
        """Return whether something of a kind was not loaded because it was not allowed."""
        return any(request.kind == kind for request in self.blocked)


class PageBrowser(Protocol):
    """What the engine asks of a browser about one page."""

    @property
    def takes_pictures(self) -> bool:
        """Whether pictures are wanted."""

    def look(self, frames: Sequence[str]) -> Evidence:
        """Show the page; `frames` are the addresses of frames whose state is wanted."""

    def pictures(self, shots: Sequence[Shot]) -> Pictures:
        """Photograph the page that was shown, and elements on it."""

    @property
    def illustrates(self) -> bool:
        """Whether small pictures of findings are wanted, for a report that shows them."""

    def small_pictures(self, targets: Sequence[Target]) -> Sequence[Picture | None]:
        """Photograph elements of the page that was shown, small; None for what is not to be seen."""
