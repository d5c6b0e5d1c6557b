"""docs/ and what is made from rules, settings and code -> one tree of Markdown -> the site, by Sphinx, where any warning is a fault."""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from linter.documentation.accuracy import figures
from linter.documentation.command_page import commands
from linter.documentation.configuration_page import configuration_page
from linter.documentation.python_page import signatures
from linter.documentation.rule_pages import rule_list, rule_page
from linter.documentation.text import plain
from linter.documentation.words import word
from linter.model.documentation import folder_of
from linter.rules import rule as rules
from linter.rules.rule import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.rules.rule import Rule

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
_PROJECT = ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
_FIRST = {"index": "README.md", "sv/index": "README.sv.md"}
"""What is the first page of a language where docs/ has none."""
_MARK = ".buildinfo"
"""What Sphinx leaves in every site."""
_MADE = "<!-- {name}:begin -->.*?<!-- {name}:end -->\n?"
"""What `python -m linter.dev generate` writes into docs/ for GitHub, where the site has something fuller."""


def build(out: Path, docs: Path) -> int:
    """Build the site from a folder of Markdown into another and return 0 when nothing is wrong with it."""
    from sphinx.cmd.build import build_main  # noqa: PLC0415  an extra, which the command names when it is missing

    if out.is_dir() and any(out.iterdir()) and not (out / _MARK).is_file():
        sys.stderr.write(f"{out} holds something else than a site; name another folder\n")
        return 2
    shutil.rmtree(out, ignore_errors=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "docs"
        origins = assemble(docs, work)
        (work / "conf.py").write_text(_configuration(origins), "utf-8")
        options = ["--fail-on-warning", "--keep-going", "--quiet", "--fresh-env", "--builder", "dirhtml"]
        status = build_main([*options, "--doctree-dir", f"{folder}/doctrees", str(work), str(out)])
    if status == 0:
        sys.stdout.write(f"{out / 'index.html'}\n")
    return int(status)


def assemble(docs: Path, work: Path) -> dict[str, str]:
    """Write all pages below a folder; return which file of the repository each is made from, by document."""
    shutil.copytree(docs, work)
    origins = {_name(path, docs): f"docs/{path.relative_to(docs).as_posix()}" for path in sorted(docs.rglob("*.md"))}
    others = {f"project/{name.removesuffix('.md').lower()}": name for name in _PROJECT}
    others |= {document: name for document, name in _FIRST.items() if document not in origins}
    for document, name in others.items():
        if (ROOT / name).is_file():
            _write(work, document, (ROOT / name).read_text("utf-8"))
            origins[document] = name
    for document, text, file in _made(rules.load(), work):
        _write(work, document, text)
        origins.setdefault(document, file)
    return origins


def _made(known: Mapping[str, Rule], work: Path) -> Iterator[tuple[str, str, str]]:
    """Yield what is made: documents, their text, and the file that says most of it."""
    measured = figures(work)
    for language in LANGUAGES:
        folder = folder_of(language)
        yield folder, _rules(work / f"{folder}.md", known, language), "rules"
        for rule in known.values():
            yield (
                f"{folder}/{rule.id}",
                rule_page(rule, language, measured.get(rule.id, {})),
                f"rules/{rule.category}/{rule.id}.yaml",
            )
    yield (
        "command-line",
        _filled(work / "command-line.md", "help", commands(), "# Command line\n"),
        "linter/cli/options.py",
    )
    yield "configuration-reference", configuration_page(known), "linter/data/schemas/config.schema.json"
    yield "python", _filled(work / "python.md", "signatures", signatures(), "# Python API\n"), "linter/__init__.py"


def _rules(written: Path, known: Mapping[str, Rule], language: str) -> str:
    """Return the page that lists the rules."""
    head = f"# {word('rules', language)}\n\n{plain(word('rules_intro', language))}\n"
    return _filled(written, "rules", rule_list(known, language), head)


def _filled(written: Path, name: str, made: str, head: str) -> str:
    """Return what docs/ says, with what is made in the place of its block of that name, at the end where there is none."""
    text = written.read_text("utf-8") if written.is_file() else head
    block = re.compile(_MADE.format(name=name), re.DOTALL)
    return block.sub(lambda _: made, text, count=1) if block.search(text) else f"{text}\n{made}"


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _write(work: Path, document: str, text: str) -> None:
    path = work / f"{document}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _configuration(origins: Mapping[str, str]) -> str:
    """Return what Sphinx is told."""
    told = {
        "project": "kommunlint",
        "extensions": ["myst_parser", "linter.documentation.sphinx_extension"],
        "html_theme": "theme",
        "html_theme_path": [str(Path(__file__).parent)],
        "html_title": "kommunlint",
        "html_permalinks": False,
        "html_copy_source": False,
        "html_use_index": False,
        "html_domain_indices": False,
        "smartquotes": False,
        "myst_heading_anchors": 4,
        "myst_heading_anchors_html_ids": True,
        "myst_disable_syntax": ["myst_role", "myst_block_break", "myst_line_comment", "myst_target"],
        "suppress_warnings": ["toc.not_included", "misc.highlighting_failure"],
        "kommunlint_origins": dict(origins),
    }
    return "".join(f"{name} = {value!r}\n" for name, value in told.items())
