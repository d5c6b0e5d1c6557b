"""Rules without code -> faults: a selector or a fact, and what is expected of it (`check` of linter/data/schemas/own-rule.schema.json).

`exists`, `absent` and `count` are about all that was selected, the others about each of it. Regular expressions are
RE2's, whose time grows with the text and no faster.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

import re2

from linter.checks import custom_items
from linter.model.errors import UsageError
from linter.model.path_patterns import fits
from linter.model.reason import Reason
from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.checks.custom_items import Item
    from linter.facts.facts import Facts
    from linter.model.reason import Datum
    from linter.rules.fault import Context
    from linter.rules.rule import Rule

_ABOUT_ALL = ("exists", "absent", "count")
_SHOWN = 120
_MATCHES = 1000


@dataclass(frozen=True, slots=True)
class _Failure:
    """What does not meet the expectation: an item, a stretch of it, or (None) the page."""

    item: Item | None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Judge:
    options: Mapping[str, Any]
    today: date
    items: Sequence[Item] = field(default_factory=tuple)

    def failures(self, expected: Any) -> list[_Failure]:  # noqa: ANN401  a checked tree
        """Return what does not meet an expectation."""
        kind, value = _named(expected)
        if kind == "and":
            return list(dict.fromkeys(one for part in value for one in self.failures(part)))
        if not _is_about_all(expected):
            return [failure for item in self.items for failure in self._of_item(item, expected)]
        if kind == "or":
            failed = [self.failures(part) for part in value]
            return failed[0] if all(failed) else []
        if kind == "not":
            return [] if self.failures(value) else [_Failure(item) for item in self.items] or [_Failure(None)]
        if kind == "absent":
            return [_Failure(item) for item in self.items]
        if kind == "exists":
            return [] if self.items else [_Failure(None)]
        return [] if self._in_range(len(self.items), value) else [_Failure(None)]

    def _of_item(self, item: Item, expected: Any) -> list[_Failure]:  # noqa: ANN401  likewise
        """Return an item that fails; where a text is not to stand there, every place at which it does."""
        if self._meets(item, expected):
            return []
        kind, value = _named(expected)
        pattern = self._pattern(value) if kind == "not" else None
        if pattern is None or not item.can_be_cut:
            return [_Failure(item)]
        found = pattern.finditer(item.text)
        return [_Failure(item, match.span()) for _, match in zip(range(_MATCHES), found, strict=False)]

    def _pattern(self, expected: Any) -> Any:  # noqa: ANN401  re2's type
        kind, value = _named(expected)
        return _compiled(str(self._value(value))) if kind == "matches" else None

    def _meets(self, item: Item, expected: Any) -> bool:  # noqa: ANN401  likewise
        kind, value = _named(expected)
        if kind == "and":
            return all(self._meets(item, part) for part in value)
        if kind == "or":
            return any(self._meets(item, part) for part in value)
        if kind == "not":
            return not self._meets(item, value)
        if kind == "matches":
            return _compiled(str(self._value(value))).search(item.text) is not None
        if kind == "equals":
            return self._same(item, self._value(value))
        if kind == "one_of":
            return any(self._same(item, self._value(one)) for one in self._value(value))
        if kind == "text_length":
            return self._in_range(len(item.text), value)
        return self._is_older(item, self._value(value["days"]))

    def _value(self, value: Any) -> Any:  # noqa: ANN401  likewise
        """Return a value, or that of the option that stands for it."""
        return self.options[value["option"]] if isinstance(value, Mapping) and "option" in value else value

    def _in_range(self, number: int, wanted: Any) -> bool:  # noqa: ANN401  likewise
        wanted = self._value(wanted)
        if not isinstance(wanted, Mapping):
            return bool(number == wanted)
        least, most = self._value(wanted.get("min", 0)), self._value(wanted.get("max"))
        return least <= number and (most is None or number <= most)

    @staticmethod
    def _same(item: Item, wanted: Any) -> bool:  # noqa: ANN401  any scalar
        return item.value == wanted or item.text == str(wanted)

    def _is_older(self, item: Item, days: int) -> bool:
        """Return whether the item is a date that lies more than so many days back; a month counts as its last day."""
        text = item.text.strip()[:10]
        try:
            day = date.fromisoformat(text if len(text) > 7 else f"{text}-28")
        except ValueError:
            return False
        return day < self.today - timedelta(days=days)


def judge(rule: Rule, facts: Facts, context: Context) -> Iterator[Fault]:
    """Yield the faults of a page."""
    check = rule.check or {}
    options = context.options[rule.id]
    items = custom_items.select(check, facts)
    for failure in _Judge(options, context.today, items).failures(check["expect"]):
        item = failure.item
        if item is None:
            place = facts.page.location(facts.page.body)
            yield Fault("found", place, None, "", _data(options, "", None, len(items)))
        elif failure.span is not None:
            start, end = failure.span
            text = item.text[start:end]
            place = item.place(facts.page, start, end)
            yield Fault("found", place, item.element, text, _data(options, text, item.value, len(items)))
        else:
            data = _data(options, item.text, item.value, len(items))
            yield Fault("found", item.location, item.element, item.text, data)


def applies(rule: Rule, facts: Facts, context: Context) -> bool:
    """Return whether a page is one that the rule is about."""
    wanted = (rule.check or {}).get("applies", {})
    if "paths" in wanted and not any(fits(pattern, context.path) for pattern in wanted["paths"]):
        return False
    return "selector" not in wanted or bool(facts.page.found(wanted["selector"]))


def verify(rule: Rule) -> None:
    """Refuse a rule whose selectors, expressions or options are none: `file::$.path: message`."""
    check = rule.check or {}
    for where, selector in (
        ("selector", check.get("selector")),
        ("applies.selector", check.get("applies", {}).get("selector")),
    ):
        problem = custom_items.selector_problem(selector) if selector else None
        if problem:
            raise UsageError(problem, f"{rule.file}::$.check.{where}")
    field_ = check.get("field")
    known = custom_items.FIELDS.get(check.get("fact", ""), ())
    if field_ is not None and field_ not in known:
        listed: Mapping[str, Datum] = {"fact": check["fact"], "field": field_, "known": tuple(known)}
        raise UsageError(Reason("field_unknown" if known else "field_of_none", listed), f"{rule.file}::$.check.field")
    _verify(rule, check["expect"], "$.check.expect")


def _verify(rule: Rule, expected: Any, where: str) -> None:  # noqa: ANN401  a checked tree
    kind, value = _named(expected)
    inside = f"{where}.{kind}"
    for part in _parts(expected):
        _verify(rule, part, inside)
    for name in _options_in(value) if kind not in ("and", "or", "not") else ():
        if name not in rule.options:
            raise UsageError(Reason("rule_option_missing", {"name": name}), f"{rule.file}::{inside}")
    if kind == "matches":
        text = rule.options[value["option"]]["default"] if isinstance(value, Mapping) else value
        try:
            _compiled(str(text))
        except ValueError as error:
            raise UsageError(Reason("expression_wrong", {"said": str(error)}), f"{rule.file}::{inside}") from error


def _options_in(value: Any) -> list[str]:  # noqa: ANN401  a checked tree
    if isinstance(value, Mapping):
        return [str(value["option"])] if "option" in value else [n for one in value.values() for n in _options_in(one)]
    return [name for one in value for name in _options_in(one)] if isinstance(value, list) else []


def _named(expected: Any) -> tuple[str, Any]:  # noqa: ANN401  a checked tree
    return (expected, None) if isinstance(expected, str) else next(iter(expected.items()))


def _parts(expected: Any) -> list[Any]:  # noqa: ANN401  a checked tree
    kind, value = _named(expected)
    if kind in ("and", "or"):
        return list(value)
    return [value] if kind == "not" else []


def _is_about_all(expected: Any) -> bool:  # noqa: ANN401  a checked tree
    return _named(expected)[0] in _ABOUT_ALL or any(_is_about_all(part) for part in _parts(expected))


@cache
def _compiled(pattern: str) -> Any:  # noqa: ANN401  re2 has no types

    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error as error:
        reason = error.args[0] if error.args else error
        msg = reason.decode() if isinstance(reason, bytes) else str(reason)
        raise ValueError(msg) from error


def _data(options: Mapping[str, Any], text: str, value: Any, count: int) -> dict[str, Any]:  # noqa: ANN401  any scalar
    shown = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return {**options, "text": shown, "value": shown if value is None else value, "count": count}
