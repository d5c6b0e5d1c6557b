"""Rule files that are broken: each is refused with its place, and a sound one beside them is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from linter import load_rules
from linter.model.errors import UsageError
from linter.rules import rule as rules
from tests.support import ROOT

if TYPE_CHECKING:
    from pathlib import Path

RULES = load_rules()


def _put(tree: Any, path: str, value: Any) -> None:  # noqa: ANN401  YAML
    *way, last = path.split("/")
    for step in way:
        tree = tree[int(step) if step.isdigit() else step]
    if value is ...:
        del tree[last]
    else:
        tree[int(last) if last.isdigit() else last] = value


SOUND = {"type": "integer", "default": 3, "description": {"sv": "Dagar.", "en": "Days."}}
BROKEN = [
    pytest.param("severity", "fatal", "$.severity", 'error, warning or info is wanted, not "fatal"', id="severity"),
    pytest.param("title", ..., "$", '"title" is missing', id="no-title"),
    pytest.param("titel", {"sv": "x", "en": "x"}, "$", 'unknown key "titel"; did you mean "title"?', id="unknown-key"),
    pytest.param("id", "other-id", "$.id", "does not fit the file's name", id="id-of-another-file"),
    pytest.param("category", "maps", "$.category", 'does not fit the folder "dates"', id="category-of-another-folder"),
    pytest.param("since", 0.1, "$.since", "a text is wanted, not 0.1", id="since-as-number"),
    pytest.param("title/en", ..., "$.title", '"en" is missing', id="title-without-english"),
    pytest.param(
        "messages/empty/en", "No {other}.", "$.messages.empty", "placeholders differ", id="placeholders-differ"
    ),
    pytest.param("severities", {"full": "info"}, "$.severities.full", "no such message", id="severity-of-no-message"),
    pytest.param(
        "examples/fail/0/finds/0/message",
        "gone",
        "$.examples.fail[0].finds",
        'no such message "gone"',
        id="finds-no-message",
    ),
    pytest.param(
        "examples/fail/0/finds/0/line",
        0,
        "$.examples.fail[0].finds[0].line",
        "a number of 1 or more is wanted, not 0",
        id="line-zero",
    ),
    pytest.param(
        "examples/fail/0/today",
        "tomorrow",
        "$.examples.fail[0].today",
        "a text that fits ^[0-9]{4}-",
        id="today-is-no-date",
    ),
    pytest.param("examples/pass/1/html", "", "$.examples.pass[1].html", "", id="empty-example"),
    pytest.param("examples/fail", [], "$.examples.fail", "", id="no-failing-example"),
    pytest.param("options/days", SOUND | {"type": "number of days"}, "$.options.days", "", id="option-is-no-schema"),
    pytest.param(
        "options/days",
        SOUND | {"default": "three"},
        "$.options.days.default",
        "does not fit",
        id="default-of-another-type",
    ),
    pytest.param("options/Days", SOUND, "$.options", "", id="option-in-capitals"),
    pytest.param(
        "requirements/wcag", ["4.1.1"], "$.requirements.wcag", "no criterion 4.1.1", id="criterion-that-was-removed"
    ),
    pytest.param("requirements/laws", ["XL 1 §"], "$.requirements.laws", 'unknown law "XL 1 §"', id="unknown-law"),
    pytest.param(
        "requirements/webbriktlinjer",
        ["R999"],
        "$.requirements.webbriktlinjer",
        'unknown guideline "R999"',
        id="unknown-guideline",
    ),
    pytest.param("fix/sv", "Du måste ange datum.", "$.fix.sv", "no law is named", id="duty-without-a-law"),
    pytest.param("why/en", "Pages must be dated.", "$.why.en", "no law is named", id="duty-without-a-law-in-english"),
]


def _written(folder: Path, text: str) -> Path:
    path = folder / "dates" / "updated-date-empty.yaml"
    path.parent.mkdir()
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize(("place", "value", "where", "why"), BROKEN)
def test_broken_rule_file_is_refused(tmp_path: Path, place: str, value: Any, where: str, why: str) -> None:  # noqa: ANN401  YAML
    tree = yaml.safe_load((ROOT / "rules/dates/updated-date-empty.yaml").read_text("utf-8"))
    _put(tree, place, value)
    path = _written(tmp_path, yaml.safe_dump(tree, allow_unicode=True))
    with pytest.raises(UsageError) as refusal:
        rules.load_from(tmp_path)
    assert str(refusal.value).startswith(f"{path}::{where}: ")
    assert why in str(refusal.value)
    assert "\n" not in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        pytest.param("id: a\nsince: x\nid: b\n", ":3: the key 'id' is duplicated", id="duplicate-key"),
        pytest.param("title: {sv: a, en: b, sv: c}\n", ":1: the key 'sv' is duplicated", id="duplicate-key-inside"),
        pytest.param("id: [a\n", ": ", id="not-yaml"),
        pytest.param("", "::$: a table is wanted, not null", id="empty"),
        pytest.param("- a\n", "::$: a table is wanted, not a list", id="list"),
        pytest.param("id: !!python/object/apply:os.getcwd []\n", ": ", id="python-object"),
    ],
)
def test_unreadable_rule_file_is_refused(tmp_path: Path, text: str, why: str) -> None:
    path = _written(tmp_path, text)
    with pytest.raises(UsageError) as refusal:
        rules.load_from(tmp_path)
    assert str(refusal.value).startswith(f"{path}{why}")


def test_sound_rule_file_is_read(tmp_path: Path) -> None:
    _written(tmp_path, (ROOT / "rules/dates/updated-date-empty.yaml").read_text("utf-8"))
    assert {"updated-date-empty": RULES["updated-date-empty"]} == rules.load_from(tmp_path)
