"""The command `audit`."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import crawl, many, options, review_store, usage
from linter.cli.extras import refuse_without
from linter.cli.language import words
from linter.cli.output import Progress, check_folder, note, refuse, say, show
from linter.config.config import AXE
from linter.model.report import NotExamined
from linter.model.target import is_address
from linter.report import phrases
from linter.rules import rule as rules
from linter.run import answers_file, run

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from linter.audit.review import Order, Reviewed
    from linter.cli.options import Wanted
    from linter.model.audit import Review
    from linter.model.target import Target


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
    report = reviewed.review.report
    note(report)
    status = run.exit_status(report, wanted.settings.fail_on, complete=flags["require_complete"])
    if not report.summary.pages:  # a path that is spelt wrong is no reason to lose the last review
        say(words()("audit_nothing_examined", folder=str(folder)))
        sys.exit(status)
    write.write(reviewed.review, folder, files)
    write.write_for_next_time(reviewed, folder)
    if report.run.complete:
        finish()
    review_store.keep(reviewed, flags["store"], wanted.settings)
    _say_unused(reviewed)
    show(iter([f"{line}\n" for line in _told(reviewed, folder, files)]))
    sys.exit(status)


def _reviewed(
    sources: tuple[str, ...], folder: Path, flags: dict[str, Any]
) -> tuple[Reviewed, Wanted, Callable[[], None]]:
    from linter.audit import review  # noqa: PLC0415  as above
    from linter.audit.sampling.targets import expanded, pages_of  # noqa: PLC0415  as above

    named = expanded(sources)
    wanted = _with_rules(options.read_flags(named, flags))
    with (
        review_store.opened(flags, wanted) as (kept, wanted),
        crawl.recording(flags) as recorded,
        Progress() as progress,
    ):
        found = crawl.pages(named, folder, flags, wanted, progress) or crawl.Pages(
            [one for one in pages_of(named, wanted.settings) if not _is_ours(one, folder)]
        )
        told = replace(wanted, notes=(*wanted.notes, *found.notes))
        made = review.review(
            replace(_order(folder, flags, kept, found.targets), crawl=found.crawl),
            found.targets,
            wanted.settings,
            replace(wanted.request, recording=recorded),
            lambda pages, request: found.settled(replace(told, targets=pages, request=request).run(progress, None)),
        )
    return made, wanted, found.finish


def _is_ours(one: Target | NotExamined, folder: Path) -> bool:
    """Return whether a page is one that a review has written: in a folder that is reviewed, they would be pages."""
    from linter.audit.files import write  # noqa: PLC0415  as above

    return not isinstance(one, NotExamined) and one.file is not None and write.is_ours(Path(one.file), folder)


def _order(
    folder: Path, flags: Mapping[str, Any], kept: review_store.Kept, pages: Sequence[Target | NotExamined]
) -> Order:
    from linter.audit.review import Order  # noqa: PLC0415  as above

    return Order(
        folder=folder,
        how="sample" if flags["sample"] else "all" if flags["all_"] else "given",
        seed=flags["seed"],
        law=flags["law"],
        base=flags["base"],
        answers=_answers(folder, flags["answers"]),
        stored=kept.answers,
        before=kept.before(pages),
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
    chosen = (*usual, *rules.OF_REVIEW, AXE)
    settings = replace(wanted.settings, select=chosen)
    return replace(wanted, settings=settings, request=replace(wanted.request, select=chosen))


def _say_unused(reviewed: Reviewed) -> None:
    """Say which answers of the files are about nothing that is asked."""
    if reviewed.lost:
        say(words().count("audit_lost", len(reviewed.lost)))
    for number in reviewed.idle:
        say(words()("audit_idle", number=number))


def _told(reviewed: Reviewed, folder: Path, files: Collection[str]) -> Iterator[str]:
    """Yield what came of a review, a line each."""
    review, main = reviewed.review, next((one for one in ("html", "json") if one in files), None)
    answered = sum(one.answer is not None for one in review.manual)
    summary = review.report.summary
    counts = ", ".join(told for _, told in phrases.counts(summary, words()))
    yield f"{words().count('page', summary.pages)}: {counts or phrases.verdict(summary, words())}"
    yield words()("audit_sample", pages=len(review.sample.pages), of=review.sample.of)
    yield words()("audit_statement_found" if review.statement else "audit_statement_missing")
    yield words()("audit_manual", all=len(review.manual), answered=answered)
    yield _criteria_told(review)
    yield words()("audit_where", file=str(folder / f"report.{main}" if main is not None else folder))


def _criteria_told(review: Review) -> str:
    """Return how many criteria fail, how many of them because somebody said so, and how many are open."""
    from linter.audit.account.outcomes import outcomes  # noqa: PLC0415  as above
    from linter.audit.account.totals import by_law, counted, totals  # noqa: PLC0415  as above
    from linter.audit.files.protocol import entries  # noqa: PLC0415  as above

    asked = [one for one, clause in by_law(totals(outcomes(review)), review.law) if clause is not None]
    count = counted(asked)
    by_people = {one.criterion for one in entries(review) if one.by is not None and one.clause is not None}
    return words()(
        "audit_criteria",
        failed=count["failed"],
        all=len(asked),
        people=len(by_people),
        open=count["cannot_tell"] + count["not_examined"],
    )
