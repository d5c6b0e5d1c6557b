"""The commented configuration that `kommunlint init` writes, made from the settings and the rules' own options."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from linter.config.settings import EXTENDS, Settings
from linter.model.setting import settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.rules.rule import Rule

_HEAD = """\
# kommunlint.toml: how kommunlint checks the pages below this folder.
# Every line that is commented out is the default. `kommunlint config` shows what is in force, and why.
"""

_TAIL = """
# Other settings for some pages, any number of times:
#   [[overrides]]
#   paths = ["nyheter/**"]
#   ignore = ["updated-date-stale"]

# Findings that are accepted, why and until when, any number of times:
#   [[suppress]]
#   rules = ["map-link-legacy"]
#   paths = ["arkiv/**"]
#   reason = "…"
#   expires = 2027-06-30

# Who answers for which pages, any number of times; the first that fits counts:
#   [[owners]]
#   name = "Bygg och miljö"
#   paths = ["bygga/**", "https://www.example.se/bygga/**"]
#   email = "bygg@example.se"

"""


def text(rules: Mapping[str, Rule]) -> str:
    """Return the file's text."""
    on = list(dict.fromkeys(rule.category for rule in rules.values() if rule.default))
    top = {"extends": EXTENDS, **settings_of(Settings)}
    lines = [_HEAD]
    for name, setting in top.items():
        if setting.table is None:
            shown = json.dumps(on if name == "select" else setting.default)
            line = f"# {name} = {shown}"
            lines.append(f"{line:24}   # {setting.note}" if setting.note else line)
    lines.append(_TAIL)
    for name, setting in top.items():
        if setting.table is not None:
            lines += ["", f"# {setting.note}"] if setting.note else []
            lines += [f"[{name}]", *_table(setting.table, is_described=bool(setting.note))]
    for rule in rules.values():
        lines += ["", f"[rules.{rule.id}]", f'# severity = "{rule.severity}"']
        for name, option in rule.options.items():
            lines += _comment(option["description"]["sv"])
            shown = json.dumps(option["default"], ensure_ascii=False)
            lines.append(f"# {name} = {shown}" if option["default"] is not None else f"# {name} = …")
    return "\n".join(lines) + "\n"


def _table(kind: type[Any], *, is_described: bool) -> Iterator[str]:
    for name, setting in settings_of(kind).items():
        if isinstance(setting.default, dict) and setting.default:
            continue
        if is_described:
            yield from _comment(setting.schema["description"])
        yield f"# {name} = {json.dumps(setting.default)}"


def _comment(words: str) -> list[str]:
    return textwrap.wrap(words, 100, initial_indent="# ", subsequent_indent="# ")
