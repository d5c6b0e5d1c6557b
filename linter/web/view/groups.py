"""PageReport -> what an editor is told, by who can mend it: the worst first, alike faults once, each with its number."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from linter.config.config import AXE
from linter.model.finding import SEVERITIES
from linter.report import entries, phrases

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from linter.model.correction import Correction
    from linter.model.finding import Finding
    from linter.model.report import PageReport, RuleText
    from linter.report.entries import Entry
    from linter.rules.rule import Rule

GroupKey = Literal["editor", "others", "manual", "decided"]
GROUPS: tuple[GroupKey, ...] = ("editor", "others", "manual", "decided")
"""You can mend it; the webmaster or the supplier can; a person has to look; somebody has decided already."""
_EXAMPLE_LINES = 12
_START = re.compile(r"<([A-Za-z][A-Za-z0-9-]{0,40})\b[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a fault. `number` is that of its mark on the page, None where the whole page is meant."""

    finding: Finding
    number: int | None
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """One fault, on one place or on several alike."""

    key: str
    """The same for the same fault in a later result of the page, so that focus stays where it was."""
    finding: Finding
    places: tuple[Place, ...]
    title: str
    why: str
    fix: str
    example: str
    """Right mark-up, "" where the rule shows none."""
    rule: RuleText | None
    corrections: tuple[Correction, ...] = ()
    """What mends it, for each place where that is certain."""

    @property
    def page(self) -> str | None:
        """The address of the page about its rule in the documentation, None where there is none: axe's are in English only."""
        return self.rule.help_url if self.rule is not None and self.rule.category != AXE else None

    @property
    def source(self) -> str:
        """What stands there, as far as it is one line: of an element all of it."""
        place, snippet = self.finding.location, self.finding.snippet
        if place.end_line != place.line or self.finding.data.get("made_by_script"):
            return snippet
        length = max(1, place.end_column - place.column)
        tag = _START.match(snippet)
        end = snippet.find(f"</{tag[1]}>", length) if tag is not None and tag.end() == length else -1
        return snippet[: end + len(f"</{tag[1]}>") if tag is not None and end >= 0 else length]

    @property
    def number(self) -> int | None:
        """The number of its first mark."""
        return self.places[0].number


@dataclass(frozen=True, slots=True)
class Group:
    """Faults that are for the same people."""

    key: GroupKey
    items: tuple[Item, ...]

    @property
    def count(self) -> int:
        """Return how many places it tells of."""
        return sum(len(item.places) for item in self.items)


def groups(
    page: PageReport,
    numbers: Mapping[int, int],
    texts: Mapping[str, RuleText],
    known: Mapping[str, Rule],
    corrections: Mapping[str, Sequence[Correction]],
) -> list[Group]:
    """Return the groups of a page.

    `numbers` are the marks of its findings, by their place in the list; `corrections` are by fingerprint.
    """
    marks = {id(one): numbers.get(position) for position, one in enumerate(page.findings)}
    sorted_out: dict[GroupKey, list[Finding]] = {key: [] for key in GROUPS}
    for one in page.findings:
        sorted_out[_group_of(one)].append(one)
    seen: dict[str, int] = {}
    found = []
    for group, findings in sorted_out.items():
        items = []
        for entry in entries.gather(findings):
            key = entry.first.fingerprint
            seen[key] = seen.get(key, 0) + 1
            item = _item(entry, f"{key}-{seen[key]}" if seen[key] > 1 else key, marks, texts, known)
            sure = [
                one
                for name in dict.fromkeys(f.fingerprint for f in entry.findings)
                for one in corrections.get(name, ())
            ]
            items.append(replace(item, corrections=tuple(sure)))
        found.append(Group(group, tuple(items)))
    return found


def counts(page: PageReport) -> dict[str, int]:
    """Return how many faults are open, by severity, and how many have to be looked at (`manual`)."""
    told: dict[str, int] = dict.fromkeys(SEVERITIES, 0)
    told["manual"] = 0
    for one in page.findings:
        if one.is_open:
            told["manual" if one.outcome == "cannot_tell" else one.severity] += 1
    return told


def _group_of(one: Finding) -> GroupKey:
    if not one.is_open:
        return "decided"
    if one.outcome == "cannot_tell":
        return "manual"
    return "editor" if one.remedied_by == "editor" else "others"


def _item(
    entry: Entry,
    key: str,
    marks: Mapping[int, int | None],
    texts: Mapping[str, RuleText],
    known: Mapping[str, Rule],
) -> Item:
    first, text = entry.first, texts.get(entry.first.rule)
    values: Sequence[str] = entries.values(entry.findings)
    places = tuple(Place(one, marks[id(one)], value) for one, value in zip(entry.findings, values, strict=True))
    return Item(
        key=key,
        finding=first,
        places=places,
        title=text.title if text is not None else first.rule,
        why=text.why if text is not None else "",
        fix=phrases.remedy(text, str(first.data.get("summary", ""))),
        example=_example(known.get(first.rule)),
        rule=text,
    )


def _example(rule: Rule | None) -> str:
    """Return the first right example of a rule, as far as it is short: what is around its content is left out."""
    examples = rule.examples.get("pass", ()) if rule is not None else ()
    html = str(examples[0]["html"]) if examples else ""
    body = html.partition("<main>")[2].partition("</main>")[0] or html
    lines = [line for line in body.splitlines() if line.strip()]
    if not lines or len(lines) > _EXAMPLE_LINES:
        return ""
    indent = min(len(line) - len(line.lstrip()) for line in lines)
    return "\n".join(line[indent:] for line in lines)
