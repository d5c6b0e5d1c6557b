"""Outcomes of many sites -> the page that compares them: what was found, how it was done, and how far it can be wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from linter.audit.sites import run_folder
from linter.audit.sites.told import Told
from linter.report.html.html_ import head
from linter.report.html.html_text import escaped, quoted
from linter.report.words.words import words_in
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from linter.audit.sites.site import Figures, Outcome, Site
    from linter.report.words.words import Words

_COLUMNS = ("site", "pages_n", "per_page", "errors_per_page", "checks_made", "statement", "not_examined")
_METHOD = ("process", "chosen", "sample", "interval", "order", "checks", "limits")


def render(outcomes: Sequence[Outcome], language: str, day: str) -> Iterator[str]:
    """Yield the page."""
    words = words_in(language)
    told = Told(words)
    done = [one for one in outcomes if one.figures is not None]
    failed = [one for one in outcomes if one.figures is None]
    yield from head(language, words, words("sites_title", number=len(outcomes)), has_script=False)
    yield f'<p class="verdict">{escaped(words("sites_lead", done=len(done), all=len(outcomes)))}</p>\n'
    yield from _lead(outcomes, words, day)
    if done:
        yield f"<h2>{escaped(words('sites_table'))}</h2>\n<p>{escaped(words('sites_table_lead'))}</p>\n"
        yield _table(
            words("sites_table"), [words(f"column_{one}") for one in _COLUMNS], [_row(one, told) for one in done]
        )
    if failed:
        yield f"<h2>{escaped(words('sites_failed_title'))}</h2>\n<p>{escaped(words('sites_failed_lead'))}</p>\n"
        rows = [(quoted(one.site.name), [_address(one, words), quoted(told.reason(one))]) for one in failed]
        yield _table(
            words("sites_failed_title"), [words(f"column_{one}") for one in ("site", "address", "reasons")], rows
        )
    yield f"<h2>{escaped(words('sites_method'))}</h2>\n"
    yield "".join(f"<p>{escaped(words(f'sites_method_{one}'))}</p>\n" for one in _METHOD)
    yield f"</main>\n<footer><p>kommunlint {escaped(__version__)}</p></footer>\n</body>\n</html>\n"


def report_of(site: Site) -> str:
    """Return where the report of a site lies, as a link from the page."""
    return f"{run_folder.SITES}/{quote(site.slug)}/report.html"


def _lead(outcomes: Sequence[Outcome], words: Words, day: str) -> Iterator[str]:
    derived = sum(one.site.is_derived for one in outcomes)
    if derived:
        yield f"<p>{escaped(words('sites_derived_lead', number=derived))}</p>\n"
    days = sorted({one.figures.today for one in outcomes if one.figures is not None})
    if days[1:]:
        yield f"<p>{escaped(words('sites_days', first=days[0], last=days[-1]))}</p>\n"
    yield f'<p class="soft">{escaped(words("report_updated", day=day))}</p>\n'


def _row(one: Outcome, told: Told) -> tuple[str, list[str]]:
    """Return the name of a site, which leads to its report, and its cells, as HTML."""
    figures, words = one.figures, told.words
    assert figures is not None  # noqa: S101  only those have a row
    name = f'<a href="{report_of(one.site)}">{escaped(one.site.name)}</a><br>{_address(one, words)}'
    pages = words(f"sites_pages_{figures.chosen}", pages=figures.pages, of=figures.of, drawn=figures.random_pages)
    pages += "" if figures.is_complete else f" ({words('sites_partial')})"
    missing = words.number(figures.not_examined)
    texts = (
        pages,
        told.mean(figures.per_page),
        told.mean(figures.errors_per_page),
        told.share(figures.checks_made),
        _statement(figures, told),
        missing,
    )
    return name, [escaped(text) for text in texts]


def _statement(figures: Figures, told: Told) -> str:
    parts = [told.statement(figures)]
    if figures.statement_updated is not None:
        parts.append(told.words("sites_statement_updated", day=figures.statement_updated))
    if figures.statement_findings:
        parts.append(told.words.count("finding", figures.statement_findings))
    return ", ".join(parts)


def _address(one: Outcome, words: Words) -> str:
    derived = f" ({escaped(words('sites_derived'))})" if one.site.is_derived else ""
    return f"{quoted(one.site.address)}{derived}"


def _table(caption: str, columns: Sequence[str], rows: Sequence[tuple[str, list[str]]], kind: str = "") -> str:
    """Return a table whose cells a narrow screen shows below each other, each after the name of its column."""
    kept = f' class="{kind}"' if kind else ""  # cells of a class keep their words whole
    heading = "".join(f'<th scope="col">{escaped(one)}</th>' for one in columns)
    body = "".join(
        f'<tr><th scope="row">{name}</th>'
        + "".join(
            f'<td{kept} data-label="{escaped(label)}">{cell}</td>'
            for label, cell in zip(columns[1:], cells, strict=True)
        )
        + "</tr>\n"
        for name, cells in rows
    )
    return (
        f'<table class="stacks">\n<caption>{escaped(caption)}</caption>\n'
        f"<thead><tr>{heading}</tr></thead>\n<tbody>\n{body}</tbody></table>\n"
    )
