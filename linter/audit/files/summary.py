"""Review -> the HTML of its summary: scope, sample, coverage, every criterion, the statement, manual checks and the law.

What goes into detail is left to the other reports.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.audit.account.outcomes import outcomes
from linter.audit.account.page_type_totals import by_type
from linter.audit.account.totals import by_law, counted, deciders, summary_text, totals
from linter.audit.addresses import address_of, site_host, subjects
from linter.audit.files import charts, earl
from linter.audit.files.protocol import entries
from linter.data.criteria import name
from linter.data.law import editions, law_in
from linter.data.standards import level
from linter.model.report import OUTCOMES
from linter.model.target import is_address
from linter.report.html.html_text import SOFT_HYPHEN, escaped, quoted
from linter.report.words.words import words_in
from linter.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from linter.audit.account.totals import Total
    from linter.model.audit import Review, Statement
    from linter.report.words.words import Words

_COUNTRIES = ("SE", "DK", "NO", "FI")
CONTENTS = (
    "folder_result",
    "folder_criteria",
    "folder_by_type",
    "folder_statement",
    "folder_manual",
    "folder_sample",
    "folder_law",
    "folder_files",
)
"""The sections by the words that head them, in their order."""


def render(review: Review, today: date) -> Iterator[str]:
    """Yield what stands in the body of the document."""
    yield f"<h1>{escaped(heading(review))}</h1>\n"
    yield from sections(review, today)


def sections(review: Review, today: date, facts: Mapping[str, str] | None = None) -> Iterator[str]:
    """Yield the sections under the title; `facts` are the places in the same file that tell what pages say, by source."""
    words = words_in(review.report.run.language)
    some = totals(outcomes(review))
    yield from _head(review, words)
    yield from _result(review, some, words)
    yield from _criteria(review, some, words)
    yield from _types(review, words)
    yield from _statement(review, words)
    yield from _manual(review, words)
    yield from _sample(review, words, facts or {})
    yield from _law(review, words, today)
    yield from _files(review, words)


def title(review: Review) -> str:
    """Return the title of the document."""
    return heading(review).replace(SOFT_HYPHEN, "")


def heading(review: Review) -> str:
    """Return the title as it stands over the document, where a long word may break."""
    return words_in(review.report.run.language)("folder_title", site=review.title or site_host(review))


def _head(review: Review, words: Words) -> Iterator[str]:
    run, sample = review.report.run, review.sample
    facts = [
        (words("folder_day"), run.today),
        (words("folder_examiner"), review.by or f"kommunlint {__version__}"),
        (words("folder_judged_by"), editions()[review.law].title),
        (words("folder_sampled"), words("folder_pages_of", pages=len(sample.pages), of=sample.of)),
        (
            words("folder_stages"),
            ", ".join(
                (*(words(f"folder_stage_{one}") for one in run.stages), *([f"axe-core {run.axe}"] if run.axe else []))
            ),
        ),
    ]
    yield f"<dl>{''.join(f'<dt>{escaped(key)}</dt><dd>{escaped(value)}</dd>' for key, value in facts)}</dl>\n"
    if not run.complete:
        yield f"<p>{escaped(words('incomplete'))}</p>\n"


def _result(review: Review, some: Sequence[Total], words: Words) -> Iterator[str]:
    first, *rest = summary_text(review, some)
    yield f'{_heading("folder_result", words)}\n<p class="lead">{escaped(first)}</p>\n'
    yield "".join(f"<p>{escaped(one)}</p>\n" for one in rest)
    asked = [one for one, clause in by_law(some, review.law) if clause is not None]
    bars = [(key, words(f"column_{key}"), number) for key, number in counted(asked).items()]
    yield f"<h3>{words('folder_chart_criteria')}</h3>\n<p>{charts.picture(words('folder_chart_criteria'), bars)}</p>\n"
    who = [(key, words(f"folder_decider_{key}"), number) for key, number in deciders(asked).items()]
    yield f"<h3>{words('folder_chart_decided')}</h3>\n<p>{charts.picture(words('folder_chart_decided'), who)}</p>\n"


def _criteria(review: Review, some: Sequence[Total], words: Words) -> Iterator[str]:
    language = review.report.run.language
    yield f"{_heading('folder_criteria', words)}\n<p>{escaped(words('folder_criteria_lead'))}</p>\n"
    columns = [words(f"column_{key}") for key in ("criterion", "clause", "level", "outcome")]
    rows = []
    for one, clause in by_law(some, review.law):
        pages = [f'<td class="number">{one.pages.get(key, 0)}</td>' for key in OUTCOMES]
        told = f'<td class="{one.outcome}">{words(f"column_{one.outcome}")}</td>'
        cells = f'<td class="clause">{clause}</td>' if clause else f"<td>{escaped(words('folder_no_clause'))}</td>"
        cells += f"<td>{level(one.criterion) or ''}</td>"
        rows.append((f"{one.criterion} {escaped(name(one.criterion, language))}", f"{cells}{told}{''.join(pages)}"))
    counts = [words(f"column_{key}") for key in OUTCOMES]
    yield _table(words("folder_criteria_table"), columns, rows, counts)


def _types(review: Review, words: Words) -> Iterator[str]:
    yield f"{_heading('folder_by_type', words)}\n"
    rows = [
        (
            words(f"page_type_{one.name}") if one.name else words("folder_type_other"),
            "".join(
                f'<td class="number">{number}</td>'
                for number in (one.pages, one.errors, one.warnings, one.unsure, one.by_people)
            ),
        )
        for one in by_type(review)
    ]
    counts = [
        words("folder_pages"),
        *(words(f"column_{key}") for key in ("error", "warning", "cannot_tell", "by_people")),
    ]
    yield _table(words("folder_by_type"), [words("column_type")], rows, counts)


def _statement(review: Review, words: Words) -> Iterator[str]:
    yield f"{_heading('folder_statement', words)}\n"
    if review.statement is None:
        yield f"<p>{words('folder_statement_missing')}</p>\n"
    else:
        said = _told(review.statement, address_of(review.statement.source, subjects(review)), words)
        yield f"<dl>{''.join(f'<dt>{escaped(key)}</dt><dd>{value}</dd>' for key, value in said)}</dl>\n"
    found = [one for page in review.report.pages for one in page.findings if one.category == "statement"]
    for outcome, key in (("failed", "folder_statement_faults"), ("cannot_tell", "folder_statement_unsure")):
        told = [one.message for one in found if one.outcome == outcome]
        if told:
            yield f"<h3>{words(key)}</h3>\n<ul>{''.join(f'<li>{quoted(one)}</li>' for one in told)}</ul>\n"


def _told(one: Statement, where: str, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what the statement says, as HTML."""
    unknown = words("folder_unknown")
    yield words("folder_statement_where"), _link(where)
    yield (
        words("folder_statement_conformity"),
        words(f"folder_conformity_{one.conformity}") if one.conformity else unknown,
    )
    yield words("folder_statement_body"), quoted(one.body) if one.body else unknown
    yield words("folder_statement_assessed"), str(one.assessed or unknown)
    yield words("folder_statement_updated"), str(one.updated or unknown)
    for key in ("shortcomings", "method", "feedback", "enforcement"):
        yield words(f"folder_part_{key}"), words("folder_yes" if getattr(one.parts, key) else "folder_no")
    yield words("folder_part_disproportionate"), words(f"folder_burden_{one.parts.disproportionate.replace(' ', '_')}")


def _manual(review: Review, words: Words) -> Iterator[str]:
    asked, answered = Counter[str](), Counter[str]()
    for one in review.manual:
        asked[one.criterion] += 1
        answered[one.criterion] += one.answer is not None
    done = sum(answered.values())
    yield f"{_heading('folder_manual', words)}\n"
    yield f"<p>{escaped(words('folder_manual_lead', answered=done, all=len(review.manual)))}</p>\n"
    if not asked:
        return
    language = review.report.run.language
    rows = [
        (
            f"{one} {escaped(name(one, language))}" if one else words("folder_no_criterion"),
            f'<td class="number">{asked[one]}</td><td class="number">{answered[one]}</td>',
        )
        for one in asked  # as the questions stand
    ]
    counts = [words(f"column_{key}") for key in ("questions", "answered")]
    yield _table(words("folder_manual_table"), [words("column_criterion")], rows, counts)
    yield from _by_people(review, words)


def _by_people(review: Review, words: Words) -> Iterator[str]:
    """Yield what people failed: the criterion, on which page, why, and who says so."""
    language, known = review.report.run.language, subjects(review)
    rows = [
        (
            f"{one.criterion} {escaped(name(one.criterion, language))}",
            f"<td>{_link(address_of(one.source, known))}</td><td>{quoted(one.why)}</td><td>{quoted(one.by)}</td>",
        )
        for one in entries(review)
        if one.by is not None
    ]
    if rows:
        columns = [words(f"column_{key}") for key in ("criterion", "page", "reasons", "decided_by")]
        yield _table(words("folder_by_people"), columns, rows)


def _sample(review: Review, words: Words, facts: Mapping[str, str]) -> Iterator[str]:
    known, examined = subjects(review), {page.source for page in review.report.pages}
    yield f"{_heading('folder_sample', words)}\n"
    chosen = Counter(one.chosen for one in review.sample.pages)
    told = [words.count(f"folder_drawn_{key}", number) for key, number in chosen.items()]
    if "random" in chosen:
        told.append(words("folder_seed", seed=review.sample.seed))
    yield f"<p>{escaped(' '.join(told))}</p>\n"
    rows = []
    for one in review.sample.pages:
        types = ", ".join(words(f"page_type_{kind}") for kind in one.types)
        seen = escaped(words("folder_yes" if one.source in examined else "folder_no"))
        if place := facts.get(one.source):
            seen = f'<a href="#{place}">{escaped(words("folder_facts_of"))}</a>'
        cells = (escaped(words(f"folder_chosen_{one.chosen}")), escaped(types), escaped(one.why), seen)
        rows.append((_link(address_of(one.source, known)), "".join(f"<td>{cell}</td>" for cell in cells)))
    columns = [words(f"column_{key}") for key in ("page", "chosen", "types", "chosen_why", "examined")]
    yield _table(words("folder_sample"), columns, rows)


def _law(review: Review, words: Words, today: date) -> Iterator[str]:
    edition = editions()[review.law]
    yield f"{_heading('folder_law', words)}\n<p>{escaped(words('folder_law_lead', edition=edition.title, version=edition.wcag))}</p>\n"
    laws = [law for country in _COUNTRIES if (law := law_in(country, today)) is not None]
    yield f"<ul>{''.join(f'<li>{law.country}: {escaped(law.title)}</li>' for law in laws)}</ul>\n"


def _files(review: Review, words: Words) -> Iterator[str]:
    count = earl.count(review)
    yield f"{_heading('folder_files', words)}\n<p>{escaped(words('folder_files_lead'))}</p>\n"
    told = words(
        "folder_earl",
        written=count.written,
        new=count.only_in_22,
        missing=count.not_examined,
        files=count.without_address,
    )
    yield f"<p>{escaped(told)}</p>\n"


def _heading(key: str, words: Words) -> str:
    return f'<h2 id="{key}">{words(key)}</h2>'


def _link(address: str) -> str:
    """Return an address as a link to it where it is one; nothing stands around its text, which would be a second link in the file."""
    return f'<a href="{escaped(address)}">{escaped(address)}</a>' if is_address(address) else quoted(address)


def _table(caption: str, columns: Sequence[str], rows: Iterable[tuple[str, str]], counts: Sequence[str] = ()) -> str:
    """Return a table; `rows` are what heads them and their cells, as HTML, and `counts` the columns with numbers, which come last."""
    head = "".join(f'<th scope="col">{escaped(one)}</th>' for one in columns)
    head += "".join(f'<th scope="col" class="number">{escaped(one)}</th>' for one in counts)
    labels = [*columns, *counts][1:]
    body = "".join(f'<tr><th scope="row">{first}</th>{_labelled(rest, labels)}</tr>\n' for first, rest in rows)
    told = f"<caption>{escaped(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>"
    return f'<table class="stacks">\n{told}</table>\n'


def _labelled(cells: str, labels: Sequence[str]) -> str:
    """Give every cell the name of its column, which a narrow screen shows before it."""
    first, *others = cells.split("<td")
    return first + "".join(
        f'<td data-label="{escaped(label)}"{rest}' for label, rest in zip(labels, others, strict=True)
    )
