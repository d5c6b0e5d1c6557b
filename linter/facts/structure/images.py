"""Page -> alternatives of images that cannot be what an image shows, all found in one look at the images."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple
from urllib.parse import unquote

from linter.data import vocabulary
from linter.data.aria import WHOLE_ROLES, WHOLE_TAGS
from linter.facts.links.names import file_name, is_nameless, text_of_ids
from linter.facts.structure.aria import is_exposed, role_of
from linter.page.text import clean

if TYPE_CHECKING:
    from linter.page.dom import Element
    from linter.page.page import Page

_ENDING = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|avif|bmp|tiff?|heic|ico)$", re.IGNORECASE)
_MARKS = re.compile(r"[_\[\]]|\d{7}|\d{2,5}x\d{2,5}|[a-zåäöæøü]{2}-\d{3}")
"""What stands in names of files and hardly in words for people; numbers of three figures are names too, as 112 is."""
_NUMBERS = re.compile(r"\d{7}|\d{2,5}x\d{2,5}")
"""Which of them stay where a system has put blanks for the hyphens of a file's name."""
_JOINTS = re.compile(r"[\s_-]{1,20}")
_AROUND = re.compile(r"^[\W\d_]{1,40}|[\W\d_]{1,40}$")
_PARTS = re.compile(r"[\s/,]+")
_LONGEST = 300
_MOST_NAMES = 8
_MARKUP_SIGNS = "<>|~^`"
"""Signs that are no punctuation to Unicode and say as little; a star says what an image of one shows."""
_STAR = "*"
_SHORT = 40
"""Characters of an alternative that may be a generic word with signs around it."""

Kind = Literal["file", "stem", "generic", "signs", "credit", "titled", "presentation"]


class DoubtfulImage(NamedTuple):
    """An image, what is wrong with its alternative, and the text that shows it: the alternative, else the title."""

    kind: Kind
    element: Element
    text: str


def doubtful_images(page: Page) -> tuple[DoubtfulImage, ...]:
    """Return the images whose alternatives tell nothing of what they show, or contradict what else is said of them."""
    found = []
    for element in page.tags("img"):
        attributes = element.node.attrs
        alternative = attributes.get("alt")
        if not alternative:
            title = clean(element.get("title") or "") if alternative is not None else ""
            if title and not _is_all_of_a_link(element):
                found.append(DoubtfulImage("titled", element, title))
            continue
        text = clean(str(alternative))
        if not text or len(text) > _LONGEST:
            continue
        kind: Kind | None = "presentation" if element.get("role") in ("presentation", "none") else _kind(element, text)
        if kind is not None:
            found.append(DoubtfulImage(kind, element, text))
    return tuple(one for one in found if is_spoken(one.element))


def is_spoken(element: Element) -> bool:
    """Return whether a screen reader reads an image's alternative: it is not hidden, and nothing else names it or what it stands in."""
    return (
        not _is_named(element)
        and is_exposed(element)
        and not any(_is_whole(around) and _is_named(around) for around in element.ancestors())
    )


def _is_all_of_a_link(element: Element) -> bool:
    """Return whether an image stands in a link without a name: then it is the link that lacks the alternative."""
    link = element.closest("a")
    return link is not None and link.has("href") and is_nameless(link)


def _is_named(element: Element) -> bool:
    if clean(element.get("aria-label") or ""):
        return True
    return bool(text_of_ids(element, element.get("aria-labelledby")))


def _is_whole(element: Element) -> bool:
    """Return whether an element's name is told in place of what it holds."""
    return element.tag in WHOLE_TAGS or role_of(element) in WHOLE_ROLES


def _kind(element: Element, text: str) -> Kind | None:
    if _ENDING.search(text):
        return "file" if _names_file(element, text) else None
    if _is_stem(element, text):
        return "stem"
    if len(text) < _SHORT and (kind := _meaningless(text)) is not None and not _is_told(element, text):
        return kind
    return "credit" if _is_credit(text) else None


def _names_file(element: Element, text: str) -> bool:
    """Return whether a text that ends like a file is one: a single word, or the name of the image's own file."""
    return " " not in text or unquote(text).lower() == file_name(element.get("src") or "").lower()


def _is_stem(element: Element, text: str) -> bool:
    """Return whether a text is the name of the image's file, as it is or with blanks for hyphens, and no words for people."""
    if " " not in text:
        marked = _MARKS.search(text) or _camera_name().fullmatch(text)
        return marked is not None and text == _stem(element)
    if not any(map(str.isdigit, text)):
        return False
    stem = _stem(element)
    marked = _NUMBERS.search(stem) or _camera_name().fullmatch(stem.replace("_", "-"))
    return marked is not None and _JOINTS.sub(" ", stem).strip() == text


def _stem(element: Element) -> str:
    return _ENDING.sub("", file_name(element.get("src") or ""))


def _meaningless(text: str) -> Kind | None:
    word = _AROUND.sub("", text.lower()).replace("_", " ").replace("-", " ")
    if word:
        return "generic" if " ".join(word.split()) in vocabulary.words("structure_images", "generic") else None
    return "signs" if set(text) != {_STAR} and all(map(_is_silent, text)) else None


def _is_silent(sign: str) -> bool:
    """Return whether a sign says nothing: symbols such as arrows and emoji are read by their names."""
    return sign.isspace() or sign in _MARKUP_SIGNS or unicodedata.category(sign).startswith("P")


def _is_told(element: Element, text: str) -> bool:
    """Return whether a link says in text where its image leads, or to a page that is called so: “Bild” of a school to /bild."""
    link = element.closest("a")
    if link is None:
        return False
    return any(map(str.isalpha, link.text)) or file_name(link.get("href") or "").lower() == text.lower()


@cache
def _camera_name() -> re.Pattern[str]:
    words = vocabulary.any_of(vocabulary.words("structure_images", "camera_names"))
    return re.compile(rf"(?:{words})[-\s]?\d{{3,8}}", re.IGNORECASE)


def _is_credit(text: str) -> bool:
    """Return whether a text is no more than who took the picture: a label of that, and names."""
    begun = _credit().match(text)
    if begun is None:
        return False
    names = text[begun.end() :].strip(" :.()")
    if names.lower() in vocabulary.words("structure_images", "picture_agencies"):
        return True
    parts = [part for part in _PARTS.split(names) if part]
    links = vocabulary.words("structure_images", "name_links")
    named = [part for part in parts if part[0].isupper() or part[0] in "©("]
    return 1 < len(parts) <= _MOST_NAMES and all(part in named or part in links for part in parts) and len(named) > 1


@cache
def _credit() -> re.Pattern[str]:
    labels, whole = (
        vocabulary.any_of(vocabulary.words("structure_images", key)) for key in ("credit_labels", "credits")
    )
    return re.compile(rf"\(?(?:(?:{labels})\s?:|(?:{whole})(?!\w))\s{{0,4}}", re.IGNORECASE)
