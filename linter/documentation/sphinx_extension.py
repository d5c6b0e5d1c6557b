"""What Sphinx does for this site: links between files of the repository, and what the template of a page is filled in with."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.builders.html import StandaloneHTMLBuilder

from linter.documentation import pages
from linter.documentation.build import ROOT
from linter.documentation.dates import changed
from linter.documentation.words import word
from linter.rules import rule as rules
from linter.rules.rule import in_language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sphinx.application import Sphinx

_READ_AS = {"README.md": "index", "README.sv.md": "sv/index"}
"""What a file that is no page of its own says stands there."""


_INLINE = re.compile(r'<span class="pre">([^<]{0,10000})</span>')

_OPTION = re.compile(r"(?<=[\s>(])--[a-z]")
"""Where an option begins, which no line is broken after."""

_TABLE = re.compile(r"<table\b.{0,1000000}?</table>", re.DOTALL)
_MANY = 4
"""Columns that do not fit on a narrow screen."""


def setup(app: Sphinx) -> dict[str, Any]:
    """Tell Sphinx what is done when."""
    app.add_config_value("kommunlint_origins", {}, "env")
    app.connect("builder-inited", _without_search)
    app.connect("doctree-read", _follow_links)
    app.connect("html-page-context", _fill_in)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _without_search(app: Sphinx) -> None:
    """Make no index for searching, which a script would need."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _follow_links(app: Sphinx, tree: nodes.document) -> None:
    """Lead links between files of the repository to their pages; one to a file without a page stays as text."""
    origins = app.config.kommunlint_origins
    here = origins[app.env.docname]
    if not here.endswith(".md"):
        return  # made, and its links with it
    documents = {file: document for document, file in origins.items()}
    read_as = {file: document for file, document in _READ_AS.items() if file not in documents}
    for link in list(tree.findall(addnodes.pending_xref)):
        if link["reftype"] != "myst" or link.get("refdomain") == "doc":
            continue
        path, _, fragment = link["reftarget"].partition("#")
        if not path:
            continue
        file = posixpath.normpath(posixpath.join(posixpath.dirname(here), path))
        if file in documents:
            _lead(link, documents[file], fragment)
        elif file in read_as:
            _lead(link, read_as[file], "")
        elif not file.startswith("..") and (ROOT / file).exists():
            link.replace_self(link.children)


def _lead(link: addnodes.pending_xref, document: str, fragment: str) -> None:
    link["refdomain"], link["reftarget"], link["reftargetid"] = "doc", document, fragment or None


def _parts(tree: nodes.document) -> Iterator[tuple[str, str]]:
    """Yield the parts of a page below its title: the anchor and the title of each."""
    for whole in tree.findall(nodes.section):
        if isinstance(whole.parent, nodes.document):
            yield from ((one["ids"][0], one[0].astext()) for one in whole.children if isinstance(one, nodes.section))


def _with_samples(body: str) -> str:
    """Mark code as a sample, which the page shows and does not say itself: its addresses and dates are nobody's."""
    body = body.replace("<pre><span></span>", "<pre><samp>").replace("</pre>", "</samp></pre>")
    return _OPTION.sub(r'<span class="whole">\g<0></span>', _INLINE.sub(r"<samp>\1</samp>", body))


def _with_wide_tables(body: str, name: str) -> str:
    """Let tables of many columns scroll by themselves, with the keyboard too, where the page is narrow."""

    def wide(match: re.Match[str]) -> str:
        table = match[0]
        if table.count("<th ") + table.count("<th>") < _MANY:
            return table
        return f'<div class="wide" role="group" aria-label="{name}" tabindex="0">{table}</div>'

    return _TABLE.sub(wide, body)


def _fill_in(app: Sphinx, document: str, _template: str, context: dict[str, Any], tree: nodes.document | None) -> None:
    """Give the template of a page its language, the navigation, and the way to the other language."""
    known = app.env.found_docs
    language, other = pages.language_of(document), pages.twin(document, known)
    pathto: Callable[[str], str] = context["pathto"]

    def link(one: str, title: str | None = None) -> dict[str, Any]:
        shown = app.env.titles[one].astext() if title is None else title
        return {"address": pathto(one), "title": shown, "is_here": one == document}

    rule = rules.load().get(pages.rule_of(document) or "")
    folder = document.rpartition("/")[0]
    alike = () if rule is None else [one for one in rules.load().values() if one.category == rule.category]
    context |= {
        "lang": language,
        "word": lambda key, lang=language: word(key, lang),
        "other": link(other, word("language", pages.language_of(other))) | {"language": pages.language_of(other)},
        "home": pathto("index" if language == "en" or "sv/index" not in known else "sv/index"),
        "sections": [
            (word(name, language), [link(one) for one in own]) for name, own in pages.sections(language, known)
        ],
        "alike": [link(f"{folder}/{one.id}", in_language(one.title, language)) for one in alike],
        "parts": list(_parts(tree)) if rule is None and tree is not None else [],
        "body": _with_wide_tables(_with_samples(context.get("body", "")), word("table", language)),
        "updated": changed(app.config.kommunlint_origins[document], ROOT),
    }
