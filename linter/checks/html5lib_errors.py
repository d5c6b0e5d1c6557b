"""A source -> the errors of html5lib that are errors of HTML still, each with the place where what is wrong begins."""

from __future__ import annotations

import re
from html.entities import html5
from typing import Any

import html5lib
from html5lib._tokenizer import HTMLTokenizer
from html5lib.constants import tokenTypes

_ALLOWED = frozenset(
    {
        "unexpected-char-in-comment",
        "unexpected-dash-after-double-dash-in-comment",
        "unexpected-end-tag-in-select",
        "unexpected-start-tag-in-select",
    }
)
"""What html5lib calls an error and HTML allows: any content in `select`, two hyphens within a comment."""
_REFERENCE = re.compile(r"&([A-Za-z0-9]{1,60})(;?)(.?)", re.DOTALL)
_TAGS = (tokenTypes["StartTag"], tokenTypes["EndTag"], tokenTypes["EmptyTag"])

Error = tuple[int, int, str, bool]
"""Line and column (1-based), html5lib's code, and whether the tokenizer raised it."""


def errors(source: str, *, is_fragment: bool) -> list[Error]:
    """Return the errors in the order in which a parser meets them."""
    parser = _Parser(source)
    (parser.parseFragment if is_fragment else parser.parse)(source)
    return parser.found


class _Tokenizer(HTMLTokenizer):
    """Tells the parser which tokens are errors of its own, and where tags and references begin."""

    parser: _Parser

    def __iter__(self) -> Any:  # noqa: ANN401  html5lib's tokens
        token: Any
        for token in super().__iter__():
            self.parser.lexical = token["type"] == tokenTypes["ParseError"]
            self.parser.begins = self.parser.tag if token["type"] in _TAGS else token.pop("begins", None)
            yield token
        self.parser.begins = None

    def _marks_tag(self) -> None:
        self.parser.tag = self.stream.position()

    def tagOpenState(self) -> Any:  # noqa: N802, ANN401  html5lib's name
        self._marks_tag()
        return super().tagOpenState()

    def rcdataLessThanSignState(self) -> Any:  # noqa: N802, ANN401  html5lib's name
        self._marks_tag()
        return super().rcdataLessThanSignState()

    def rawtextLessThanSignState(self) -> Any:  # noqa: N802, ANN401  html5lib's name
        self._marks_tag()
        return super().rawtextLessThanSignState()

    def scriptDataLessThanSignState(self) -> Any:  # noqa: N802, ANN401  html5lib's name
        self._marks_tag()
        return super().scriptDataLessThanSignState()

    def consumeEntity(self, allowedChar: Any = None, fromAttribute: bool = False) -> None:  # noqa: N802, N803, ANN401, FBT001, FBT002  html5lib's names
        """Drop the errors about ampersands that HTML allows."""
        begins, before = self.stream.position(), len(self.tokenQueue)
        super().consumeEntity(allowedChar=allowedChar, fromAttribute=fromAttribute)
        for index in range(len(self.tokenQueue) - 1, before - 1, -1):
            token: Any = self.tokenQueue[index]
            if token["type"] != tokenTypes["ParseError"]:
                continue
            if self.parser.is_ampersand_fine(begins, token["data"], in_attribute=fromAttribute):
                del self.tokenQueue[index]
            else:
                token["begins"] = begins


class _Parser(html5lib.HTMLParser):
    """Notes each error with its origin: the tokenizer sends its own as tokens."""

    def __init__(self, source: str) -> None:
        super().__init__(namespaceHTMLElements=False)
        self.found: list[Error] = []
        self.lexical = False
        self.begins: tuple[int, int] | None = None
        self.tag = (1, 1)
        self._lines = source.split("\n")

    def mainLoop(self) -> None:  # noqa: N802  html5lib's name
        self.tokenizer.__class__ = _Tokenizer
        super().mainLoop()

    def parseError(self, errorcode: str = "XXX-undefined-error", datavars: Any = None) -> None:  # noqa: N802, ANN401  html5lib's name
        if errorcode not in _ALLOWED:
            line, column = self.begins or self.tokenizer.stream.position()
            self.found.append((max(1, line), max(1, column), errorcode, self.lexical))
        super().parseError(errorcode, datavars)

    def is_ampersand_fine(self, begins: tuple[int, int], code: str, *, in_attribute: bool) -> bool:
        """Return whether HTML allows an ampersand that html5lib objects to.

        It may stand alone, and before a name that no semicolon ends; in an attribute also before the name of a
        reference that goes on with a letter, a digit or `=`.
        """
        line, column = begins
        text = self._lines[line - 1][max(0, column - 1) : column + 70] if line <= len(self._lines) else ""
        match = _REFERENCE.match(text)
        if code == "expected-named-entity":
            return match is None or not match[2]
        if code != "named-entity-without-semicolon" or not in_attribute or match is None:
            return False
        name, end, following = match.groups()
        return name not in html5 or (not end and following == "=")
