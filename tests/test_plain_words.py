"""Swedish texts of rules, ours and those about axe-core, held to klarspråk: short sentences, the terms that agencies use."""

from __future__ import annotations

import re
import string
from statistics import mean
from typing import TYPE_CHECKING, Any

import pytest
from babel.messages import pofile

from linter.report.words import words
from linter.rules.rule import load
from linter.stages.browser.axe import axe_script, axe_words
from tests.lix import lix, sentences
from tests.lix import words as words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MEAN_LIX = 45
LONGEST_SENTENCE = 25
LONGEST_REASON = 20
ORDER = re.compile(r"^(?:Säkerställ|Se till|Kontrollera|Ensure|Make sure|Check)\b|\b(?:måste|must)\b", re.IGNORECASE)
BANNED = (
    r"\bfynd(?:en|et|s)?\b",  # anmärkning
    r"\bnotis(?:er|en)?\b",  # upplysning
    r"\betikett",  # ledtext
    r"\balternativ text\b",  # alternativtext
    r"\bbrev(?:et)?\b",  # e-postmeddelande
    r"\bgår inte att avgöra\b|\bkan inte avgöras\b",  # behöver kontrolleras manuellt
    r"\bhemsid",  # webbplats
    r"\bwebbsajt|\bsajt",
    r"\be-mail|\bemail\b(?!\))|\bepost",  # e-post
    r"\bvilar på\b",  # krav och riktlinjer
    r"\bfrågades?\b",  # kontrollerades
    r"\bwebbriktlinjer? R\d",  # webbriktlinje 23
    r"Länken ””",  # en länk utan text
    r"\betc\b|\bt\.ex\.|\bm\.m\.|\bdvs\b",
)
"""Words that have a better one, which the comment tells."""
OF_CODE = {"email"}
"""Values of options and attributes, which are spelled as they are."""


def _own_rules() -> Iterator[tuple[str, list[str]]]:
    for rule in load().values():
        texts = [rule.title["sv"], rule.why["sv"], rule.fix["sv"]]
        texts += [message["sv"] for message in rule.messages.values()]
        texts += [option["description"]["sv"] for option in rule.options.values()]
        yield rule.id, texts


def _axe_rules() -> Iterator[tuple[str, list[str]]]:
    for name, said in axe_words.all_words().items():
        texts = [said[part]["sv"] for part in ("title", "why", "fix") if part in said]
        yield name, [*texts, *(message["sv"] for message in said["messages"].values())]


def _interface() -> list[str]:
    with (words.LOCALES / "sv" / "LC_MESSAGES" / "kommunlint.po").open("rb") as file:
        catalogue = pofile.read_po(file)
    told = (one.string for one in catalogue if one.id)
    return [text for texts in told for text in ((texts,) if isinstance(texts, str) else texts)]


TEXTS = {**dict(_own_rules()), **{f"axe/{name}": texts for name, texts in _axe_rules()}}


@pytest.mark.parametrize("rules", [_own_rules, _axe_rules])
def test_texts_are_easy_to_read_in_the_mean(rules: Callable[[], Iterator[tuple[str, list[str]]]]) -> None:
    figures = {name: lix("\n".join(texts)) for name, texts in rules()}
    assert mean(figures.values()) < MEAN_LIX


def test_no_sentence_is_long() -> None:
    assert [] == [
        (name, len(words_of(one)), one)
        for name, texts in TEXTS.items()
        for text in texts
        for one in sentences(text)
        if len(words_of(one)) > LONGEST_SENTENCE
    ]


@pytest.mark.parametrize("banned", BANNED)
def test_words_that_have_a_better_one_are_not_used(banned: str) -> None:
    found = re.compile(banned, re.IGNORECASE)
    rules = [(name, text) for name, texts in TEXTS.items() for text in texts if found.search(_without_code(text))]
    interface = [("interface", text) for text in _interface() if found.search(_without_code(text))]
    assert [] == [*rules, *interface]


def _without_code(text: str) -> str:
    """Return a text without names of options and attributes, and without what fills it."""
    plain = re.sub(r"\{[^{}]*\}", "x", text)
    return " ".join(word for word in plain.split() if word.strip(",.()") not in OF_CODE)


def test_every_rule_of_axe_has_its_words_in_both_languages() -> None:
    if axe_script.known_rules():
        assert axe_script.known_rules() == set(axe_words.all_words())
    assert [] == [
        (name, part)
        for name, said in axe_words.all_words().items()
        for part, texts in [*_parts(said), *said["messages"].items()]
        if set(texts) != {"sv", "en"} or _fields(texts["sv"]) != _fields(texts["en"])
    ]


def test_why_of_a_rule_of_axe_is_short_and_gives_no_order() -> None:
    assert [] == [
        (name, one)
        for name, said in axe_words.all_words().items()
        for text in said.get("why", {}).values()
        for one in sentences(text)
        if ORDER.search(one) or len(words_of(one)) > LONGEST_REASON
    ]


def _parts(said: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, str]]]:
    return ((part, said.get(part, {})) for part in ("title", "why", "fix"))


def _fields(text: str) -> set[tuple[str, str | None]]:
    return {(name, form) for _, name, form, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bilden saknar text.", 3.0),
        ("Länken går till en sida som inte finns. Kanske avses en annan.", 6.0),
        ("Alternativtexten saknas.", 2 / 1 + 100 * 1 / 2),
        ("Texten har för låg kontrast: 2,53:1.", 7 / 2 + 100 / 7),
    ],
)
def test_lix_is_counted_as_its_author_does(text: str, expected: float) -> None:
    assert expected == pytest.approx(lix(text))
