"""One target -> what became of it, as it travels from the process that examined it to the run."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from linter.engine.examine import examine, settle
from linter.engine.handed_over import HandedOver
from linter.model.errors import BrowserError, SourceError
from linter.model.reason import Reason
from linter.model.report import NotExamined
from linter.model.stages import LINKS
from linter.page.source import decode
from linter.run import targets
from linter.run.awaited_links import awaited_links
from linter.run.collected import digest

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.engine.examine import Examination
    from linter.engine.page_config import PageConfig
    from linter.engine.resolver import Resolver
    from linter.model.limits import Limits
    from linter.model.target import Target
    from linter.page.page import Page
    from linter.page.source import Document
    from linter.run.awaited_links import AwaitedLinks
    from linter.run.collected import Digest
    from linter.stages.browser.session import Session


@dataclass(frozen=True, slots=True)
class Examined:
    """A page as it travels: pickled once, where it was examined, with what the run wants to know of it at once.

    It is settled and has a `digest`; where links are followed, it is an examination and has `links`.
    """

    source: str
    blob: bytes
    digest: Digest | None = None
    links: AwaitedLinks | None = None
    unseen: NotExamined | None = None
    """Why the browser could not look at the page, which was examined as served all the same."""


Result = Examined | NotExamined


def examine_target(
    target: Target,
    resolver: Resolver,
    limits: Limits,
    session: Session | None = None,
    on_page: Callable[[Page], None] | None = None,
) -> Result:
    """Load and examine one target in this process, in its browser too if there is one; `on_page` sees it once it is judged."""
    try:
        config = resolver.page_config(target.name, target.path)
        run_config = resolver.config
        allowed = run_config.browser.allow_hosts
        source = targets.load(target, limits, _credentials(target, session), run_config.links, allowed)
        document = decode(source, is_tree=target.is_tree)
        examined, unseen = _examine(target, document, config, session, on_page)
        if config.runs(LINKS.name):
            about = awaited_links(examined, mail=resolver.config.links.mail)
            return Examined(examined.page.source, pickled(examined), links=about, unseen=unseen)
        page = settle(examined, config)
        return Examined(page.source, pickled(page), digest=digest(page, config), unseen=unseen)
    except (BrowserError, SourceError) as error:
        return NotExamined(target.name, error.reason)
    except RecursionError:
        return NotExamined(target.name, Reason("too_deep"))


def pickled(something: object) -> bytes:
    """Return something as it travels between processes."""
    return pickle.dumps(something, pickle.HIGHEST_PROTOCOL)


def _credentials(target: Target, session: Session | None) -> dict[str, str]:
    """Return the headers that a named address is fetched with."""
    if session is None or target.url is None:
        return {}
    return session.headers(target.url)


def _examine(
    target: Target,
    document: Document,
    config: PageConfig,
    session: Session | None,
    on_page: Callable[[Page], None] | None,
) -> tuple[Examination, NotExamined | None]:
    as_served = partial(examine, document, config, path=target.path, place=target.place, on_page=on_page)
    if target.tree is not None:
        return as_served(page_browser=HandedOver(document, target.tree)), None
    if session is None:
        return as_served(), None
    from linter.stages.browser.page_browser import PageBrowser  # noqa: PLC0415  22 ms (selenium), for the browser stage only

    try:
        return as_served(page_browser=PageBrowser(session, target, document)), None
    except BrowserError as error:
        return as_served(), NotExamined(target.name, Reason("in_browser", {"why": error.reason}))
