"""rules/<category>/<rule-id>.yaml -> Rule: the schema first, then what the schema cannot say."""

from __future__ import annotations

import string
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.data import schema, standards
from linter.data import yaml as yamlfile
from linter.facts.country import UNKNOWN
from linter.model.errors import UsageError
from linter.model.reason import Reason
from linter.model.stages import SITE
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.model.error_keys import ErrorKey
    from linter.model.finding import Remedier, Severity
    from linter.model.reason import Datum

LANGUAGES = ("sv", "en")
CUSTOM = "custom"
"""The category of rules that projects bring themselves."""
CATEGORIES = (
    "dates",
    "contacts",
    "email",
    "maps",
    "links",
    "content",
    "timeliness",
    "keyboard",
    "presentation",
    "structure",
    "statement",
    "site",
    "markup",
    "suppressions",
    CUSTOM,
)
"""In the order of lists."""
OF_REVIEW = ("statement", "site")
"""The categories that a review always judges, beside the rules that are on by default."""
_AND = {"sv": " och ", "en": " and "}
_DUTIES = {"sv": ("måste",), "en": (" must ",)}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule as its file says it; texts are keyed by language."""

    id: str
    category: str
    severity: Severity
    severities: Mapping[str, Severity]
    with_scripting: Mapping[str, Any]
    default: bool
    stage: str
    since: str
    requirements: tuple[str, ...]
    options: Mapping[str, Mapping[str, Any]]
    title: Mapping[str, str]
    why: Mapping[str, str]
    fix: Mapping[str, str]
    messages: Mapping[str, Mapping[str, str]]
    words: Mapping[str, Mapping[str, str]]
    examples: Mapping[str, Any]
    applies_to: tuple[str, ...] = ()
    """The facts without which there is nothing to judge, any of them; none: every page is judged."""
    applies_with: tuple[str, ...] = ()
    """The options of which any that is set has it judge pages too that have none of those facts."""
    needs_options: tuple[str, ...] = ()
    """The options without which it judges nothing, all of them."""
    rest_needs: Mapping[str, str] = field(default_factory=dict)
    """Stages that examine the rest, and what a page must have for there to be a rest."""
    probe: str = ""
    """The probe of the browser stage that tries what it judges, "" for rules that need none."""
    about: str = ""
    """What a rule of the link stage, or about suppressions, judges."""
    settles_address: frozenset[str] = frozenset()
    """The messages of findings that say already that nothing is to be had from an address."""
    said_by: str | None = None
    """The rule that says the same of a place in the browser: one of ours, or of axe-core (`axe/…`)."""
    ends_with_place: bool = False
    """Whether its finding ends where the link stage finds out which place a map link leads to."""
    rests_on: str = "place"
    """What a finding rests on: the text at its place, the whole `page`, or nothing that is ever in doubt (`itself`)."""
    tells_open_answers: bool = False
    """Whether it tells of addresses that refuse to answer, or do not for now."""
    stands_alone: bool = False
    """Whether of a page with this fault nothing else is told."""
    remedied_by: Remedier = "editor"
    """Who can mend it in a page's own text."""
    needs_source: bool = False
    """Whether only the page as it is sent tells, and not what a browser has made of it."""
    needs_package: str = ""
    """A package that it needs and that not every machine can have, "" where it needs none."""
    own_to_page: bool = False
    """Whether in a page's own text the fault is that page's alone, even where others have the same."""
    check: Mapping[str, Any] | None = None
    """What a rule without code expects (`linter.checks.own`)."""
    limits: Mapping[str, str] = field(default_factory=dict)
    """What it is known not to see, or to see wrongly; empty where nothing is known."""
    countries: frozenset[str] = frozenset()
    """The countries whose laws it rests on, where it rests on nothing else; none: it holds everywhere."""
    file: str = ""

    def holds_in(self, country: str) -> bool:
        """Return whether a law of a country asks for what it judges, or it rests on more than laws of countries.

        Where nobody knows the country, what our own law asks for is asked.
        """
        known = standards.HOME if country == UNKNOWN else country
        return not self.countries or known in self.countries

    @property
    def when(self) -> str:
        """The key of the words for when it runs; "" where it always does."""
        if self.default:
            return ""
        if self.category not in OF_REVIEW:
            return "default_off"
        return "default_in_audit" if self.stage == SITE else "default_off_in_check"

    @property
    def defaults(self) -> dict[str, Any]:
        """The options' default values."""
        return {name: option["default"] for name, option in self.options.items()}

    def severity_of(self, key: str) -> Severity:
        """Return how much a message key weighs."""
        return self.severities.get(key, self.severity)

    def message(self, key: str, data: Mapping[str, Any], language: str) -> str:
        """Return the message in a language (English where the rule has no such language)."""
        told = {name: self._joined(value, language) for name, value in data.items()}
        return words_in(language).filled(in_language(self.messages[key], language), told)

    def _joined(self, value: Any, language: str) -> Any:  # noqa: ANN401  data holds any scalar
        """Return a value of the data; several are one text, in the rule's own words."""
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, (str, int, float)) for item in value):
            return value
        words = [in_language(self.words[item], language) if item in self.words else str(item) for item in value]
        return _AND.get(language, _AND["en"]).join([", ".join(words[:-1]), *words[-1:]] if words[1:] else words)


def in_language(texts: Mapping[str, str], language: str) -> str:
    """Return the text in a language, in English where there is none."""
    return texts.get(language) or texts["en"]


def example_name(example: Mapping[str, Any], language: str) -> str:
    """Return what an example is called; a project's own rules may give one name for all languages."""
    name = example["name"]
    return name if isinstance(name, str) else in_language(name, language)


def folder() -> Path:
    """Return where the rule files are: beside the package in a checkout, inside it in a wheel."""
    inside = Path(__file__).parent.parent / "_rules"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "rules"


@cache
def load() -> dict[str, Rule]:
    """Return the shipped rules by id, in the order of their categories and names."""
    return load_from(folder())


def load_from(path: Path) -> dict[str, Rule]:
    """Read a folder of rule files; a broken one is a `UsageError`."""
    trees = yamlfile.load_folder(path, check_file)
    rules = [from_tree(tree) for tree in trees.values()]
    return {rule.id: rule for rule in sorted(rules, key=lambda r: (CATEGORIES.index(r.category), r.id))}


def check_file(path: Path, tree: Any) -> None:  # noqa: ANN401  YAML
    """Refuse a rule file that breaks the schema or contradicts itself."""
    schema.check(tree, _schema(), str(path))

    def refuse(where: str, why: ErrorKey, **data: Datum) -> None:
        raise UsageError(Reason(why, data), f"{path}::{where}")

    if tree["id"] != path.stem:
        refuse("$.id", "rule_not_of_file", name=tree["id"])
    if tree["category"] != path.parent.name:
        refuse("$.category", "rule_not_of_folder", name=tree["category"], folder=path.parent.name)
    check_messages(tree, refuse)
    for name in (*tree.get("needs_options", ()), *tree.get("applies_with", ())):
        if name not in tree["options"]:
            refuse("$.needs_options", "option_missing", name=name)
    check_options(tree, refuse)
    check_requirements(tree, refuse)


def check_messages(tree: Mapping[str, Any], refuse: Any) -> None:  # noqa: ANN401  a local function
    """Refuse messages that differ between the languages, and names of messages that there are none of."""
    for key, texts in tree["messages"].items():
        if len({frozenset(placeholders(text)) for text in texts.values()}) > 1:
            refuse(f"$.messages.{key}", "placeholders_differ")
    for key in tree.get("severities", {}):
        if key not in tree["messages"]:
            refuse(f"$.severities.{key}", "message_missing", name=key)
    settles = tree.get("settles_address", ())
    for key in () if settles is True else settles:
        if key not in tree["messages"]:
            refuse("$.settles_address", "message_missing", name=key)
    for number, example in enumerate(tree["examples"]["fail"]):
        for found in example["finds"]:
            if found["message"] not in tree["messages"]:
                refuse(f"$.examples.fail[{number}].finds", "message_missing", name=found["message"])


def check_options(tree: Mapping[str, Any], refuse: Any) -> None:  # noqa: ANN401  a local function
    """Refuse an option whose schema is none, or whose default does not fit it."""
    from jsonschema import Draft202012Validator  # noqa: PLC0415  0.1 s, not needed where a cache answers
    from jsonschema.exceptions import SchemaError  # noqa: PLC0415  with it: 36 ms

    for name, option in tree["options"].items():
        own = option_schema(option)
        try:
            Draft202012Validator.check_schema(own)
            fits = schema.validator(own).is_valid(option["default"])
        except SchemaError as error:
            refuse(f"$.options.{name}", "option_schema_wrong", said=error.message)
        if not schema.has_expressions(own):
            refuse(f"$.options.{name}", "option_pattern_wrong")
        if not fits:
            refuse(f"$.options.{name}.default", "option_default_wrong")


def check_requirements(tree: Mapping[str, Any], refuse: Any) -> None:  # noqa: ANN401  a local function
    """Refuse requirements that are not known, and words of duty where no law is named."""
    named = tree["requirements"]
    for criterion in named.get("wcag", ()):
        if standards.level(criterion) is None:
            refuse("$.requirements.wcag", "criterion_unknown", name=criterion)
    for law in named.get("laws", ()):
        if law not in standards.LAWS:
            refuse("$.requirements.laws", "law_unknown", name=law, known=tuple(standards.LAWS))
    for name in named.get("advice", ()):
        if name not in standards.ADVICE:
            refuse("$.requirements.advice", "law_unknown", name=name, known=tuple(standards.ADVICE))
    for number in named.get("webbriktlinjer", ()):
        if number not in standards.GUIDELINES:
            refuse("$.requirements.webbriktlinjer", "guideline_unknown", name=number)
    if any(requirement.is_law for requirement in standards.requirements(named)):
        return
    for part in ("title", "why", "fix"):
        for language, words in _DUTIES.items():
            if any(word in tree[part].get(language, "").lower() for word in words):
                refuse(f"$.{part}.{language}", "duty_without_law")


def option_schema(option: Mapping[str, Any]) -> dict[str, Any]:
    """Return the JSON Schema of one option, its description in English."""
    return {**option, "description": option["description"]["en"]}


def placeholders(text: str) -> list[str]:
    """Return the names that a message is filled in with."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name]


@cache
def _schema() -> dict[str, Any]:
    return schema.load(folder() / "rule.schema.json")


def from_tree(tree: Mapping[str, Any]) -> Rule:
    """Return the rule of a checked tree."""
    settles = tree.get("settles_address", ())
    return Rule(
        id=tree["id"],
        category=tree["category"],
        severity=tree["severity"],
        severities=tree.get("severities", {}),
        with_scripting=tree.get("with_scripting", {}),
        default=tree["default"],
        stage=tree.get("stage", "static"),
        since=tree["since"],
        requirements=tuple(r.text for r in standards.requirements(tree["requirements"])),
        options=tree["options"],
        title=tree["title"],
        why=tree["why"],
        fix=tree["fix"],
        messages=tree["messages"],
        words=tree.get("words", {}),
        examples=tree["examples"],
        applies_to=tuple(tree.get("applies_to", ())),
        applies_with=tuple(tree.get("applies_with", ())),
        needs_options=tuple(tree.get("needs_options", ())),
        rest_needs=tree.get("rest_needs", {}),
        probe=tree.get("probe", ""),
        about=tree.get("about", ""),
        settles_address=frozenset(tree["messages"] if settles is True else settles),
        said_by=tree.get("said_by"),
        ends_with_place=tree.get("ends_with_place", False),
        rests_on=tree.get("rests_on", "place"),
        tells_open_answers=tree.get("tells_open_answers", False),
        stands_alone=tree.get("stands_alone", False),
        needs_source=tree.get("needs_source", False),
        needs_package=tree.get("needs_package", ""),
        own_to_page=tree.get("own_to_page", False),
        remedied_by=tree.get("remedied_by", "editor"),
        limits=tree.get("limits", {}),
        countries=standards.countries_of(tree["requirements"]),
    )
