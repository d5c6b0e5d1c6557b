"""Why a page is of its types, and how it came into the sample, in the words of the run's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from linter.audit.sampling.page_types import TypedPage
    from linter.model.outline import LinkedDocument, PageOutline, PageType, Part, Sign
    from linter.report.words.words import Words

_MOST_SIGNS = 3


class Why:
    """Tells it in one language; `file` is what the file of corrections is called, `called` what people call a page by its source."""

    def __init__(self, words: Words, file: str, called: Callable[[str], str] = str) -> None:
        self._words, self._file, self._called = words, file, called

    def types(self, page: TypedPage) -> str:
        """Return all types of a page, each with its signs; "" where it has none."""
        return "; ".join(self.of_type(page, name) for name in page.types)

    def of_type(self, page: TypedPage, name: PageType) -> str:
        """Return that a page is of a type, and what says so."""
        if name == "service":
            return self.service(page, page.service or "")
        return self._words("sample_type", type=self._type(name), signs=self._signs(page.signs_of(name)))

    def service(self, page: TypedPage, kind: str) -> str:
        """Return that a page is about a kind of service, and what says so."""
        signs = self._signs(page.signs_of("service"))
        return self._words("sample_service", service=self._service(kind), signs=signs)

    def document(self, document: LinkedDocument, page: TypedPage, kind: str | None) -> str:
        """Return of which service a document is, and where it is linked."""
        told = {"format": document.format.upper(), "page": self._called(page.outline.source)}
        if kind is None:
            return self._words("sample_document", **told)
        return self._words("sample_service_document", service=self._service(kind), **told)

    def step(self, page: TypedPage) -> str:
        """Return which process a page is a step of."""
        if page.process == page.outline.source:
            return self._words("sample_first_step")
        if any(sign.type == "process" and sign.kind == "corrected" for sign in page.signs):
            return self.of_type(page, "process")
        return self._words("sample_step", page=self._called(page.process or ""))

    def appearance(self, outline: PageOutline, new: Sequence[Part]) -> str:
        """Return what a page looks like that no page chosen before does."""
        if new:
            return self._words("sample_parts", parts=", ".join(self._words(f"part_{one}") for one in new))
        layout = ", ".join(self._words(f"layout_{one}") for one in outline.layout)
        return self._words("sample_layout", layout=layout or self._words("layout_none"))

    def pinned(self, page: TypedPage) -> str:
        """Return that a person asked for a page."""
        return self._with_types(self._words("sample_pinned", file=self._file), page)

    def random(self, seed: int, left: int, page: TypedPage) -> str:
        """Return that a page was drawn, and from how many."""
        return self._with_types(self._words.count("sample_random", left, seed=seed), page)

    def given(self, page: TypedPage | None, *, is_all: bool) -> str:
        """Return that all pages are examined, or that this one was asked for."""
        told = self._words("sample_all" if is_all else "sample_given")
        return told if page is None else self._with_types(told, page)

    def _with_types(self, told: str, page: TypedPage) -> str:
        types = self.types(page)
        return f"{told}; {types}" if types else told

    def _signs(self, signs: Sequence[Sign]) -> str:
        return ", ".join(self._sign(sign) for sign in signs[:_MOST_SIGNS])

    def _sign(self, sign: Sign) -> str:
        if sign.kind == "markup":
            return self._words(f"sign_markup_{sign.says}")
        if sign.kind == "link":
            return self._words.count("sign_link", sign.count, says=sign.says)
        if sign.kind == "corrected":
            return self._words("sign_corrected", file=self._file)
        return self._words(f"sign_{sign.kind}", says=sign.says)

    def _type(self, name: PageType) -> str:
        return self._words(f"page_type_{name}")

    def _service(self, kind: str) -> str:
        return self._words.known(f"service_{kind}", kind)
