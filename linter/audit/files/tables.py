"""Headings, texts and rows -> an HTML document that stands alone: for people who open a file, with or without eyes."""

from __future__ import annotations

import base64
import hashlib
from typing import TYPE_CHECKING

from linter.report.html.html_text import escaped, quoted
from linter.report.words.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

STYLE = """
:root { color-scheme: light dark; --soft: #4c5560; --line: #8a949e; }
@media (prefers-color-scheme: dark) { :root { --soft: #b3bcc6; --line: #66707a; } }
body { margin: 0 auto; max-width: 80rem; padding: 1rem; font: 1rem/1.5 system-ui, "Liberation Sans", sans-serif; overflow-wrap: anywhere; }
samp { font: inherit; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; min-width: 40rem; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .35rem .6rem; border: 1px solid var(--line); }
.soft { color: var(--soft); }
"""


def document(title: str, language: str, parts: Iterable[str], day: str, style: str = "") -> str:
    """Return a whole document; `parts` are HTML, `style` is what it looks like beside the usual."""
    words, style = words_in(language), STYLE + style
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; img-src 'self'; style-src 'sha256-{known}'; base-uri 'none'; form-action 'none'"
    head = (
        f'<!doctype html>\n<html lang="{language if language == "sv" else "en"}">\n<head>\n<meta charset="utf-8">\n',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n<meta name="referrer" content="no-referrer">\n',
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escaped(title)}</title>\n',
        f"<style>{style}</style>\n</head>\n<body>\n<main>\n<h1>{escaped(title)}</h1>\n",
        f'<p class="soft">{words("report_updated", day=day)}</p>\n',
    )
    return "".join((*head, *parts, "</main>\n</body>\n</html>\n"))


def table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in a frame that scrolls by keyboard too; cells are HTML, the first one of a row is its heading."""
    head = "".join(f'<th scope="col">{escaped(one)}</th>' for one in columns)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>\n' for row in rows
    )
    frame = f'<div class="scroll" role="region" tabindex="0" aria-label="{escaped(caption)}">'
    return f"{frame}<table>\n<caption>{escaped(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n"


def texts(some: Iterable[str]) -> str:
    """Return paragraphs."""
    return "".join(f"<p>{escaped(one)}</p>\n" for one in some)


def cell(value: object) -> str:
    """Return a value of a page as the content of a cell."""
    return quoted(str(value)) if value not in (None, "") else "–"
