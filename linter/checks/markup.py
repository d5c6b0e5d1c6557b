"""Checks of mark-up: broken text, and what html5lib says that browsers repair, which is slow and off unless selected."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from linter.model.finding import Location
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.facts.facts import Facts
    from linter.rules.fault import Context


def markup_tree_invalid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Errors of tree construction: stray end tags, content moved out of tables."""
    return _errors(facts, lexical=False)


def markup_token_invalid(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Errors of the tokenizer: malformed tags, attributes, character references."""
    return _errors(facts, lexical=True)


def encoding_broken(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Text that was read in another encoding than it was written in; once, at the first place."""
    broken = facts.broken_text
    if broken is None:
        return
    data = {"text": broken.text, "encoding": facts.page.document.encoding, "meant": broken.meant or ""}
    yield Fault(broken.kind, broken.location, broken.element, "", data)


def duplicate_id(facts: Facts, _context: Context) -> Iterator[Fault]:
    """An id that stands on the page already."""
    page = facts.page
    first: dict[str, int] = {}
    for node in page.tree.select("[id]"):
        name = str(node.attrs.get("id") or "")
        location = page.node_location(node)
        if not name:
            continue
        if name in first:
            yield Fault("duplicate", location, page.element(node), name, {"id": name, "first_line": first[name]})
        else:
            first[name] = location.line


def _errors(facts: Facts, *, lexical: bool) -> Iterator[Fault]:
    source = facts.page.source
    part = facts.page.is_fragment and not source.lstrip()[:9].lower().startswith("<!doctype")
    for line, column, code, is_lexical in _parse(source, part):
        if is_lexical == lexical:
            location = Location(line, column, line, column + 1)
            yield Fault("error", location, None, code, {"code": code})


@lru_cache(maxsize=2)
def _parse(source: str, is_fragment: bool) -> tuple[tuple[int, int, str, bool], ...]:  # noqa: FBT001  cache key
    """Return line, column (1-based), html5lib's error code, and whether the tokenizer raised it."""
    import html5lib  # noqa: PLC0415  35 ms a page, only where these rules are on
    from html5lib._tokenizer import HTMLTokenizer  # noqa: PLC0415  with it
    from html5lib.constants import tokenTypes  # noqa: PLC0415  with it

    found: list[tuple[int, int, str, bool]] = []

    class Tokenizer(HTMLTokenizer):
        """Tells the parser which tokens are errors of its own."""

        def __iter__(self) -> Iterator[Any]:
            for token in super().__iter__():
                self.parser.lexical = token["type"] == tokenTypes["ParseError"]
                yield token

    class Parser(html5lib.HTMLParser):
        """Notes each error with its origin: the tokenizer sends its own as tokens."""

        lexical = False

        def mainLoop(self) -> None:  # noqa: N802  html5lib's name
            self.tokenizer.__class__ = Tokenizer
            super().mainLoop()

        def parseError(self, errorcode: str = "XXX-undefined-error", datavars: Any = None) -> None:  # noqa: N802, ANN401
            line, column = self.tokenizer.stream.position()
            found.append((max(1, line), max(1, column), errorcode, self.lexical))
            super().parseError(errorcode, datavars)

    parser = Parser(namespaceHTMLElements=False)
    (parser.parseFragment if is_fragment else parser.parse)(source)
    return tuple(error for error in found if not (is_fragment and error[2].startswith("expected-doctype")))
