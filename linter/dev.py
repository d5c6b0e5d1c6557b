"""What developers run: `python -m linter.dev generate [--check]` and `python -m linter.dev new-rule ID`."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from linter.config.schema import config_schema
from linter.model.stages import ASKED_FOR
from linter.report.words import words
from linter.rules import rule as rules
from linter.rules.rule import CATEGORIES, CUSTOM
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
_TEMPLATE = """\
id: {id}
since: "{since}"
category: {category}
severity: warning
default: true
requirements: {{}}
options: {{}}
title: {{sv: "FYLL I", en: "FILL IN"}}
why:
  sv: "FYLL I: vem det drabbar och hur, och vilken riktlinje som säger det."
  en: "FILL IN: who is hurt and how, and which guideline says so."
fix: {{sv: "FYLL I.", en: "FILL IN."}}
messages:
  found: {{sv: "FYLL I.", en: "FILL IN."}}
examples:
  pass:
    - name: {{sv: "FYLL I", en: "the first way to pass"}}
      html: |
        <p>FILL IN</p>
    - name: {{sv: "FYLL I", en: "the second way to pass"}}
      html: |
        <p>FILL IN</p>
  fail:
    - name: {{sv: "FYLL I", en: "the first way to fail"}}
      html: |
        <p>FILL IN</p>
      finds: [{{message: found, line: 1}}]
    - name: {{sv: "FYLL I", en: "the second way to fail"}}
      html: |
        <p>FILL IN</p>
      finds: [{{message: found, line: 1}}]
"""
_WITH_CHECKS = [one for one in CATEGORIES if one not in (CUSTOM, "site")]
"""Categories with a module in `linter/checks`; rules about a whole site are judged in a review."""
_FIRST = "fixtures/pages/sitevision-sister-cities-empty-date.html"
_STUB = '''

def {name}(facts: Facts, _context: Context) -> Iterator[Fault]:
    """FILL IN: the fault."""
    yield from ()
'''


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m linter.dev", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    generate_parser = commands.add_parser("generate", help="rewrite what is made from rules and code")
    generate_parser.add_argument("--check", action="store_true", help="write nothing, fail if something is stale")
    new_parser = commands.add_parser("new-rule", help="make a rule file and its check")
    new_parser.add_argument("id")
    new_parser.add_argument("--category", choices=_WITH_CHECKS, required=True)
    chosen = parser.parse_args(arguments)
    if chosen.command == "generate":
        return generate(check=chosen.check)
    return new_rule(chosen.id, chosen.category)


def generate(*, check: bool) -> int:
    """Write the generated files, or with `check` only tell which are stale."""
    stale = [path for path, content in _generated() if not path.is_file() or path.read_bytes() != content]
    if check:
        for path in stale:
            sys.stderr.write(f"{path.relative_to(ROOT)} is stale; run make generate\n")
        return 1 if stale else 0
    for path, content in _generated():
        path.write_bytes(content)
    return 0


def new_rule(name: str, category: str) -> int:
    """Make a rule file and the stub of its check."""
    if not re.fullmatch(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*", name):
        sys.stderr.write(f'"{name}" is not a rule name: small letters and hyphens, naming the fault\n')
        return 2
    path = ROOT / "rules" / category / f"{name}.yaml"
    if path.exists():
        sys.stderr.write(f"{path.relative_to(ROOT)} is there already\n")
        return 2
    module = _module_for(category, name)
    if not module.exists():
        sys.stderr.write(f"{module.relative_to(ROOT)} is to hold the check, and is not there\n")
        return 2
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_TEMPLATE.format(id=name, category=category, since=__version__.rpartition(".")[0]), "utf-8")
    with module.open("a", encoding="utf-8") as file:
        file.write(_STUB.format(name=name.replace("-", "_")))
    sys.stdout.write(
        f"{path.relative_to(ROOT)} and a check in {module.relative_to(ROOT)}: fill in, then make generate check test\n"
    )
    return 0


def _module_for(category: str, name: str) -> Path:
    """Return the module for a check; of a category with a folder, the one that is named like what the rule is about."""
    folder = ROOT / "linter" / "checks" / category
    return folder / f"{name.partition('-')[0]}s.py" if folder.is_dir() else folder.with_suffix(".py")


def _generated() -> Iterator[tuple[Path, bytes]]:
    for name, part, content in (
        ("README.md", "first-check", _shown("check", "--language", "en", "--today", "2026-11-21", _FIRST)),
        ("docs/rules.md", "rules", _rule_table()),
        ("docs/accuracy.md", "accuracy", _accuracy_table()),
        ("docs/command-line.md", "help", _text_block(_output("check", "--help"))),
    ):
        yield ROOT / name, _between((ROOT / name).read_text("utf-8"), part, content).encode()
    schema = json.dumps(config_schema(rules.load()), ensure_ascii=False, indent=2) + "\n"
    yield ROOT / "linter" / "data" / "schemas" / "config.schema.json", schema.encode()
    for catalogue in sorted(words.LOCALES.rglob("*.po")):
        yield catalogue.with_suffix(".mo"), _compiled(catalogue)


def _between(text: str, name: str, content: str) -> str:
    begin, end = f"<!-- {name}:begin -->", f"<!-- {name}:end -->"
    head, _, rest = text.partition(begin)
    _, _, tail = rest.partition(end)
    return f"{head}{begin}\n{content}\n{end}{tail}"


def _rule_table() -> str:
    rows = ["| rule | severity | what it finds |", "|---|---|---|"]
    for rule in rules.load().values():
        off = f" ({words.words_in('en')(rule.when)})" if rule.when else ""
        off += f" (with `--{rule.stage}`)" if rule.stage in ASKED_FOR else ""
        rows.append(f"| `{rule.id}` | {rule.severity} | {rule.title['en']}{off} |")
    return "\n".join(rows)


def _accuracy_table() -> str:
    """How often each rule is right, of the figures that `make accuracy` keeps."""
    rows = [
        "| rule | examples | fixtures | W3C’s ACT cases | judged on real pages | found there |",
        "|---|---|---|---|---|---|",
    ]
    for rule, parts in json.loads((ROOT / "docs" / "accuracy.json").read_text("utf-8")).items():
        cells = [_accuracy(parts.get(name)) for name in ("examples", "fixtures", "act", "real")]
        found, on, _ = parts.get("fired", (0, 0, 0))
        cells.append(_found(found, on) if "fired" in parts else "–")
        rows.append(f"| `{rule}` | {' | '.join(cells)} |")
    return "\n".join(rows)


def _found(findings: int, pages: int) -> str:
    """Return how many findings there are: “12 on 9 pages”."""
    return f"{findings} on {pages} page{'s' if pages > 1 else ''}" if findings else "0"


def _accuracy(figures: Sequence[int] | None) -> str:
    """Return precision and recall with what they are of: “1.00 / 0.50 (2 right, 1 open, 1 missed)”."""
    if figures is None or not any(figures):
        return "–"
    right, left, missed, false = figures
    precision, recall = (f"{right / of:.2f}" if of else "–" for of in (right + false, right + left + missed))
    named = zip(figures, ("right", "open", "missed", "false"), strict=True)
    return f"{precision} / {recall} ({', '.join(f'{number} {word}' for number, word in named if number)})"


def _shown(*arguments: str) -> str:
    """A command and what it prints."""
    return f"```sh\nkommunlint {' '.join(arguments)}\n```\n\n{_text_block(_output(*arguments))}"


def _text_block(text: str) -> str:
    lines = [line.rstrip() for line in text.strip("\n").splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```"


def _output(*arguments: str) -> str:
    """What a command prints at a terminal of 80 columns."""
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "linter", *arguments],
        capture_output=True,
        text=True,
        check=False,  # findings are no failure
        cwd=ROOT,
        env={"COLUMNS": "80", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"},
    )
    return done.stdout


def _compiled(path: Path) -> bytes:
    from babel.messages import mofile, pofile  # noqa: PLC0415  7 ms, a tool of developers only

    with path.open("rb") as file:
        catalogue = pofile.read_po(file, locale=path.parent.parent.name)
    catalogue.creation_date = catalogue.revision_date = datetime(2026, 1, 1, tzinfo=UTC)  # else every run differs
    compiled = BytesIO()
    mofile.write_mo(compiled, catalogue)
    return compiled.getvalue()


if __name__ == "__main__":
    sys.exit(main())
