"""Facts as served and Evidence -> Renderings: the same page as served, rendered without scripting, and rendered with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from linter.facts.facts import Facts
from linter.facts.rendered.origins import Origin, Origins
from linter.page.lazy import lazy
from linter.page.page import Page

if TYPE_CHECKING:
    from linter.model.evidence import Evidence, View
    from linter.page.dom import Element


class Renderings:
    """One page as served and as a browser renders it; each is read when it is first asked for."""

    def __init__(self, served: Facts, evidence: Evidence) -> None:
        self.served = served
        self.evidence = evidence

    @lazy
    def without(self) -> Facts:
        """What the page says when it is rendered without scripting; as served where that was not seen."""
        view = self.evidence.without
        return self._facts(view, scripting=False) if view is not None else self.served

    @lazy
    def scripted(self) -> Facts:
        """What the page says when it is rendered with scripting; as served where that was not seen."""
        view = self.evidence.scripted
        return self._facts(view, scripting=True) if view is not None else self.served

    def _facts(self, view: View, *, scripting: bool) -> Facts:
        document = self.served.page.document
        source = replace(document.source, data=b"")
        rendered = replace(document, source=source, text=view.html, is_contradicted=False)
        return Facts(Page(rendered, scripting=scripting), self.served.configured_country)

    @lazy
    def origins(self) -> Origins:
        """Which element of the source each rendered element is."""
        return Origins(self.served.page, self.scripted.page)

    def origin(self, element: Element) -> Origin:
        """Return where an element of the scripted view comes from."""
        return self.origins.origin_of(element.node)

    def release(self) -> None:
        """Let go of the pages, so that their memory is free at once."""
        for name in ("without", "scripted"):
            facts = self.__dict__.pop(name, None)
            if facts is not None and facts is not self.served:
                facts.release()
        self.__dict__.clear()
