"""The command `audit`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import crawl, many, options, usage
from linter.cli.extras import refuse_without
from linter.cli.language import words
from linter.cli.output import Progress, check_folder, note, refuse, show
from linter.model.report import NotExamined
from linter.model.target import is_address
from linter.report import phrases
from linter.rules import rule as rules
from linter.run import answers_file, run
from linter.run.answers import NOTHING_STORED, Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from linter.audit.review import Order, Reviewed
    from linter.cli.options import Wanted
    from linter.model.target import Target

_OF_REVIEW = ("statement", "axe")
"""What a review judges beside the rules that are on by default."""


@click.command(cls=usage.Command)
@many.of_sites
@options.OF_AUDIT
def audit(sources: tuple[str, ...], **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Review a site: its sample, its statement, what people have to decide, and the files that are handed over."""
    if flags["sites"] is not None:
        many.review(sources, flags)
    many.refuse_idle(flags)
    if not sources and flags["from_warc"] is None:
        refuse("audit", "page_missing")
    if "-" in sources:
        refuse("audit: -", "review_of_nameless")
    if flags["all_"] and flags["sample"]:
        refuse("audit", "flags_exclude", one="--all", other="--sample")
    if flags["base"] is not None and not is_address(flags["base"]):
        refuse("--base", "list_address_wrong")
    from linter.audit.files import pdf, write  # noqa: PLC0415  0.1 s, for this command only

    crawl.check_flags(sources, flags)
    files = write.chosen(flags["files"])
    if "pdf" in files:
        refuse_without("audit", "audit", pdf.NEEDS)
        pdf.check()
    folder: Path = flags["out"]
    if flags["browser"] and flags["screenshots"] is None:
        flags["screenshots"] = folder / "pictures"
    check_folder(folder, "--out")
    reviewed, wanted, finish = _reviewed(sources, folder, flags)
    write.write(reviewed.review, folder, files)
    write.write_for_next_time(reviewed, folder)
    report = reviewed.review.report
    if report.run.complete:
        finish()
    note(report)
    show(iter([f"{line}\n" for line in _told(reviewed, folder)]))
    status = run.exit_status(report, wanted.settings.fail_on, complete=flags["require_complete"])
    sys.exit(status)


def _reviewed(
    sources: tuple[str, ...], folder: Path, flags: dict[str, Any]
) -> tuple[Reviewed, Wanted, Callable[[], None]]:
    from linter.audit import review  # noqa: PLC0415  as above
    from linter.audit.sampling.targets import expanded, pages_of  # noqa: PLC0415  as above

    named = expanded(sources)
    wanted = _with_rules(options.read_flags(named, flags))
    order = _order(folder, flags, _stored(flags["store"], wanted))
    with Progress() as progress:
        found = crawl.pages(named, folder, flags, wanted, progress) or crawl.Pages(
            [one for one in pages_of(named, wanted.settings) if not _is_ours(one, folder)]
        )
        told = replace(wanted, notes=(*wanted.notes, *found.notes))
        made = review.review(
            replace(order, crawl=found.crawl),
            found.targets,
            wanted.settings,
            wanted.request,
            lambda pages, request: found.settled(replace(told, targets=pages, request=request).run(progress, None)),
        )
    return made, wanted, found.finish


def _is_ours(one: Target | NotExamined, folder: Path) -> bool:
    """Return whether a page is one that a review has written: in a folder that is reviewed, they would be pages."""
    from linter.audit.files import write  # noqa: PLC0415  as above

    return not isinstance(one, NotExamined) and one.file is not None and write.is_ours(Path(one.file), folder)


def _order(folder: Path, flags: Mapping[str, Any], stored: Stored) -> Order:
    from linter.audit.review import Order  # noqa: PLC0415  as above

    return Order(
        folder=folder,
        how="sample" if flags["sample"] else "all" if flags["all_"] else "given",
        seed=flags["seed"],
        law=flags["law"],
        base=flags["base"],
        answers=_answers(folder, flags["answers"]),
        stored=stored,
        title=flags["title"],
        by=flags["by"],
    )


def _answers(folder: Path, named: Path | None) -> tuple[Path, ...]:
    """Return the files of answers: that of the last review into the folder, so that nothing in it is lost, and the one named."""
    before = folder / answers_file.NAME
    return (*([before] if before.is_file() else []), *([named] if named is not None else []))


def _with_rules(wanted: Wanted) -> Wanted:
    """Select the rules of a review, where neither the command line nor the configuration selects any."""
    if wanted.request.select is not None or wanted.settings.select:
        return wanted
    usual = tuple(one.id for one in rules.load().values() if one.default)
    chosen = (*usual, *_OF_REVIEW)
    settings = replace(wanted.settings, select=chosen)
    return replace(wanted, settings=settings, request=replace(wanted.request, select=chosen))


def _told(reviewed: Reviewed, folder: Path) -> Iterator[str]:
    """Yield what came of a review, a line each."""
    review, written = reviewed.review, (folder / "report.html", folder / "report.json")
    answered = sum(one.answer is not None for one in review.manual)
    summary = review.report.summary
    counts = ", ".join(told for _, told in phrases.counts(summary, words()))
    yield f"{words().count('page', summary.pages)}: {counts or phrases.verdict(summary, words())}"
    yield words()("audit_sample", pages=len(review.sample.pages), of=review.sample.of)
    yield words()("audit_statement_found" if review.statement else "audit_statement_missing")
    yield words()("audit_manual", all=len(review.manual), answered=answered)
    yield words()("audit_where", file=str(next((one for one in written if one.is_file()), folder)))


def _stored(named: str | None, wanted: Wanted) -> Stored:
    """Return what people answered in the store: the one that is named, else that of the configuration where it is there."""
    address = named or wanted.settings.store_address
    if not named and "://" not in address and not Path(address).is_file():
        return NOTHING_STORED
    refuse_without("audit --store", "web", ("sqlalchemy", "alembic"))
    from linter.store.answers import Answers  # noqa: PLC0415  0.3 s (SQLAlchemy), where there is a store only
    from linter.store.database import open_store  # noqa: PLC0415  as above

    store = open_store(address)
    try:
        answers = Answers(store)
        return Stored(answers.standing(), answers.replaced())
    finally:
        store.close()
