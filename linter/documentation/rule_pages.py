"""Rule -> its page in Markdown, and the list of all rules by subject."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from linter.documentation.accuracy import accuracy
from linter.documentation.text import block, code, plain, told
from linter.documentation.words import word
from linter.model.documentation import folder_of
from linter.model.stages import ASKED_FOR
from linter.report import requirements
from linter.report.words.words import words_in
from linter.rules.rule import in_language

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.report.words.words import Words
    from linter.rules.rule import Rule

_FIELD = re.compile(r"\{[a-z_]{1,60}(?:![rsa])?(?::[^{}]{0,60})?\}")
"""What a message is filled in with."""


def rule_page(rule: Rule, language: str, measured: Mapping[str, Sequence[int]]) -> str:
    """Return the page of a rule; `measured` is what `make accuracy` found."""
    words = words_in(language)
    parts = [f"# {told(in_language(rule.title, language))}\n", _head(rule, language)]
    parts.append(f"## {word('finds', language)}\n\n" + "".join(_messages(rule, language)))
    parts += [f"## {words(key)}\n\n{told(in_language(text, language))}\n" for key, text in _texts(rule)]
    parts.append(
        f"## {words('rests_on')}\n\n" + ("".join(_rests_on(rule, words)) or f"{plain(words('no_requirement'))}\n")
    )
    if rule.options:
        parts.append(f"## {words('options')}\n\n" + "\n".join(_options(rule, language)))
    for key, kind in (("bad", "fail"), ("good", "pass")):
        examples = "\n".join(_example(one, language) for one in rule.examples[kind])
        parts.append(f"## {words(key)}\n\n{examples}")
    parts.append(f"## {word('accuracy', language)}\n\n{told(accuracy(measured, language))}\n")
    if rule.limits:
        parts.append(f"## {words('known_limits')}\n\n{told(in_language(rule.limits, language))}\n")
    return "\n".join(parts)


def rule_list(rules: Mapping[str, Rule], language: str) -> str:
    """Return the rules by subject, each with the way to its page."""
    words, folder = words_in(language), folder_of(language).rpartition("/")[2]
    lines, category = [], ""
    for rule in rules.values():
        if rule.category != category:
            category = rule.category
            lines.append(f"\n## {word(category, language)}\n")
        title = f"[{told(in_language(rule.title, language))}]({folder}/{rule.id}.md)"
        lines.append(f"- {title}, {words(rule.severity)}{_manner(rule, language)}\n  {code(rule.id)}")
    return "\n".join(lines) + "\n"


def _texts(rule: Rule) -> tuple[tuple[str, Mapping[str, str]], ...]:
    return ("why", rule.why), ("fix", rule.fix)


def _head(rule: Rule, language: str) -> str:
    words = words_in(language)
    facts = [
        f"- {word('id', language)}: {code(rule.id)}",
        f"- {words('severity')}: {words(rule.severity)}{_manner(rule, language)}",
        f"- {word('subject', language)}: {word(rule.category, language)}",
        f"- {word('since', language)}: {plain(rule.since)}",
    ]
    return "\n".join(facts) + "\n"


def _manner(rule: Rule, language: str) -> str:
    """Return when a rule runs, where that is not always."""
    words = words_in(language)
    notes = [words(rule.when)] if rule.when else []
    notes += [words(f"needs_{rule.stage}")] if rule.stage in ASKED_FOR else []
    return "".join(f" ({plain(one)})" for one in notes)


def _messages(rule: Rule, language: str) -> Iterator[str]:
    words = words_in(language)
    for key, texts in rule.messages.items():
        weight = rule.severity_of(key)
        weighs = f" ({words(weight)})" if weight != rule.severity else ""
        yield f"- {told(_FIELD.sub('…', in_language(texts, language)).replace('….', '…'))}{weighs}\n"


def _rests_on(rule: Rule, words: Words) -> Iterator[str]:
    for one in rule.requirements:
        text, link = plain(requirements.told(one, words)), requirements.address(one)
        yield f"- [{text}]({link})\n" if link else f"- {text}\n"


def _options(rule: Rule, language: str) -> Iterator[str]:
    default = words_in(language)("default")
    for name, option in rule.options.items():
        shown = option["default"]
        value = word("no_default", language) if shown is None else code(json.dumps(shown, ensure_ascii=False))
        described = told(in_language(option["description"], language))
        yield f"### {code(name)}\n\n{described} {default.capitalize()}: {value}.\n"
    yield f"{plain(word('in_file', language))}\n"
    yield block("\n".join(_lines(rule)), "toml")


def _lines(rule: Rule) -> Iterator[str]:
    """Yield the options as they stand in a configuration."""
    yield f"[rules.{rule.id}]"
    for name, option in rule.options.items():
        shown = option["default"]
        yield f"# {name} = …" if shown is None else f"{name} = {json.dumps(shown, ensure_ascii=False)}"


def _example(example: Mapping[str, Any], language: str) -> str:
    words = words_in(language)
    parts = [f"### {_name(example['name'], language)}\n"]
    if "options" in example:
        parts.append(f"{word('with_options', language)}: {code(json.dumps(example['options'], ensure_ascii=False))}.\n")
    if "today" in example:
        parts.append(told(f"{word('on_day', language)}: {example['today']}") + "\n")
    if "url" in example:
        parts.append(f"{word('at_address', language)}: {code(example['url'])}.\n")
    parts.append(block(example["html"], "html"))
    if "scripted" in example:
        parts += [f"{plain(words('with_scripting')).capitalize()}\n", block(example["scripted"], "html")]
    parts += [_answer(one, language) for one in example.get("answers", ())]
    return "\n".join(parts)


def _answer(answer: Mapping[str, Any], language: str) -> str:
    """Return what an address answers in an example of the link stage."""
    told_by = answer.get("status") or answer.get("reason") or answer["verdict"]
    return f"{word('answers', language)} {code(answer['url'])}: {code(str(told_by))}.\n"


def _name(name: str | Mapping[str, str], language: str) -> str:
    """Return the name of an example; where it is in English only, a Swedish page says so."""
    text = name if isinstance(name, str) else in_language(name, language)
    shown = told(text[:1].upper() + text[1:])
    return f'<span lang="en">{shown}</span>' if isinstance(name, str) and language != "en" else shown
