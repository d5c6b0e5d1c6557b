"""The commented configuration that `kommunlint init` writes, made from the rules' own options."""

from __future__ import annotations

import json
import textwrap
from typing import TYPE_CHECKING, Any

from linter.model.limits import Limits
from linter.stages.browser import settings as browser_settings
from linter.stages.links import settings as link_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.rules.rule import Rule

_HEAD = """\
# kommunlint.toml: how kommunlint checks the pages below this folder.
# Every line that is commented out is the default. `kommunlint config` shows what is in force, and why.

# extends = []             # profiles (editor, ci, audit) and files that this file starts from
# language = "sv"          # of messages: sv or en
# country = …             # of phone numbers, postcodes and places, "SE"; unset, the pages themselves say it
# fail_on = "error"        # error, warning or never
# jobs = 0                 # processes; 0 is one per core
# select = ["dates", "contacts", "email", "maps", "links", "content"]   # rules or categories
# ignore = []
# include = []             # further file names in folders, such as "*.shtml"
# rules_path = []          # folders with rules of your own

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

"""


def text(rules: Mapping[str, Rule]) -> str:
    """Return the file's text."""
    limits = Limits()
    lines = [_HEAD, "[limits]"]
    lines += [f"# {name} = {getattr(limits, name)}" for name in limits.__dataclass_fields__]
    lines += ["", "# The browser stage (--browser).", "[browser]"]
    for name, option in browser_settings.json_schema()["properties"].items():
        lines += textwrap.wrap(option["description"], 100, initial_indent="# ", subsequent_indent="# ")
        empty: dict[str, Any] = {"string": "", "array": [], "object": {}}
        shown = json.dumps(option.get("default", empty.get(option["type"])))
        lines.append(f"# {name} = {shown}")
    lines += ["", "# The link stage (--links).", "[links]"]
    for name, option in link_settings.json_schema()["properties"].items():
        if name == "lifetime_hours":
            continue
        lines += textwrap.wrap(option["description"], 100, initial_indent="# ", subsequent_indent="# ")
        lines.append(f"# {name} = {json.dumps(option.get('default', []))}")
    for rule in rules.values():
        lines += ["", f"[rules.{rule.id}]", f'# severity = "{rule.severity}"']
        for name, option in rule.options.items():
            lines += textwrap.wrap(option["description"]["sv"], 100, initial_indent="# ", subsequent_indent="# ")
            shown = json.dumps(option["default"], ensure_ascii=False)
            lines.append(f"# {name} = {shown}" if option["default"] is not None else f"# {name} = …")
    return "\n".join(lines) + "\n"
