"""The command `audit`."""

from __future__ import annotations

import sys
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click

from linter.cli import options, usage
from linter.cli.extras import refuse_without
from linter.cli.language import words
from linter.cli.output import Progress, check_folder, note, refuse, say, show
from linter.config.config import unknown
from linter.model.report import NotExamined
from linter.model.target import is_address
from linter.report import phrases
from linter.rules import rule as rules
from linter.run import answers_file, run
from linter.run.answers import NOTHING_STORED, Stored

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.audit.review import Order, Reviewed
    from linter.cli.options import Wanted
    from linter.config.config import Config
    from linter.model.history import PageBefore
    from linter.model.target import Target

_OF_REVIEW = ("statement", "axe")
"""What a review judges beside the rules that are on by default."""


@click.command(cls=usage.Command)
@options.OF_AUDIT
def audit(sources: tuple[str, ...], **flags: Any) -> None:  # noqa: ANN401  the values of flags
    """Review a site: its sample, its statement, what people have to decide, and the files that are handed over."""
    if not sources:
        refuse("audit", "page_missing")
    if "-" in sources:
        refuse("audit: -", "review_of_nameless")
    if flags["all_"] and flags["sample"]:
        refuse("audit", "flags_exclude", one="--all", other="--sample")
    if flags["base"] is not None and not is_address(flags["base"]):
        refuse("--base", "list_address_wrong")
    from linter.audit.files import pdf, write  # noqa: PLC0415  0.1 s, for this command only

    refuse_without("audit", "audit", pdf.NEEDS)
    pdf.check()
    folder: Path = flags["out"]
    if flags["browser"] and flags["screenshots"] is None:
        flags["screenshots"] = folder / "pictures"
    check_folder(folder, "--out")
    reviewed, wanted = _reviewed(sources, folder, flags)
    write.write(reviewed.review, folder)
    write.write_for_next_time(reviewed, folder)
    _keep(reviewed, flags["store"], wanted.settings)
    report = reviewed.review.report
    note(report)
    show(iter([f"{line}\n" for line in _told(reviewed, folder)]))
    status = run.exit_status(report, wanted.settings.fail_on, complete=flags["require_complete"])
    sys.exit(status)


def _reviewed(sources: tuple[str, ...], folder: Path, flags: dict[str, Any]) -> tuple[Reviewed, Wanted]:
    from linter.audit import review  # noqa: PLC0415  as above
    from linter.audit.sampling.targets import expanded, pages_of  # noqa: PLC0415  as above

    named = expanded(sources)
    wanted = _with_rules(options.read_flags(named, flags))
    pages = [one for one in pages_of(named, wanted.settings) if not _is_ours(one, folder)]
    names = [one.source if isinstance(one, NotExamined) else one.name for one in pages]
    kept, wanted = _kept(flags, wanted, names)
    order = _order(folder, flags, kept)
    with Progress() as progress:
        made = review.review(
            order,
            pages,
            wanted.settings,
            wanted.request,
            lambda found, request: replace(wanted, targets=found, request=request).run(progress, None),
        )
    return made, wanted


def _is_ours(one: Target | NotExamined, folder: Path) -> bool:
    """Return whether a page is one that a review has written: in a folder that is reviewed, they would be pages."""
    from linter.audit.files import write  # noqa: PLC0415  as above

    return not isinstance(one, NotExamined) and one.file is not None and write.is_ours(Path(one.file), folder)


def _order(folder: Path, flags: Mapping[str, Any], kept: _Kept) -> Order:
    from linter.audit.review import Order  # noqa: PLC0415  as above

    return Order(
        folder=folder,
        how="sample" if flags["sample"] else "all" if flags["all_"] else "given",
        seed=flags["seed"],
        law=flags["law"],
        base=flags["base"],
        answers=_answers(folder, flags["answers"]),
        stored=kept.answers,
        before=kept.pages,
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
    review = reviewed.review
    answered = sum(one.answer is not None for one in review.manual)
    summary = review.report.summary
    counts = ", ".join(told for _, told in phrases.counts(summary, words()))
    yield f"{words().count('page', summary.pages)}: {counts or phrases.verdict(summary, words())}"
    yield words()("audit_sample", pages=len(review.sample.pages), of=review.sample.of)
    yield words()("audit_statement_found" if review.statement else "audit_statement_missing")
    yield words()("audit_manual", all=len(review.manual), answered=answered)
    yield words()("audit_where", file=str(folder / "report.html"))


def _keep(reviewed: Reviewed, named: str | None, settings: Config) -> None:
    """Keep the run in the store, where one is named and a page was examined; the files of the review are written by then."""
    if (named is None and not settings.names_store) or not reviewed.review.report.summary.pages:
        return
    from linter.audit.record import Record  # noqa: PLC0415  0.3 s (SQLAlchemy), where there is a store only
    from linter.run.history.versions import versions  # noqa: PLC0415  as above
    from linter.store.database import open_store  # noqa: PLC0415  as above
    from linter.store.runs import Runs  # noqa: PLC0415  as above

    record = Record(reviewed, settings, versions(settings))
    with closing(Runs(open_store(named or settings.store_address))) as runs:
        number = runs.write(record.run, record.pages(), record.closing)
    say(words()("history_kept", number=number, site=record.run.site))


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the store has of earlier reviews: answers, and how each page was."""

    answers: Stored = NOTHING_STORED
    pages: Mapping[str, PageBefore] = field(default_factory=dict)


def _kept(flags: Mapping[str, Any], wanted: Wanted, names: Sequence[str]) -> tuple[_Kept, Wanted]:
    """Return what the store has of earlier reviews, and what is wanted with what people decided there.

    It is the store that is named, else that of the configuration where it is there.
    """
    settings, day = wanted.settings, wanted.request.today.isoformat()
    address = flags["store"] or settings.store_address
    if not flags["store"] and not settings.names_store and "://" not in address and not Path(address).is_file():
        return _Kept(), wanted
    refuse_without("audit --store", "audit", ("sqlalchemy", "alembic"))
    from linter.audit.record import site_of  # noqa: PLC0415  0.3 s (SQLAlchemy), where there is a store only
    from linter.run.decisions import holding  # noqa: PLC0415  as above
    from linter.store.answers import Answers  # noqa: PLC0415  as above
    from linter.store.database import open_store  # noqa: PLC0415  as above
    from linter.store.decisions import Decisions  # noqa: PLC0415  as above
    from linter.store.runs import Runs  # noqa: PLC0415  as above

    with closing(open_store(address)) as store:
        answers = Answers(store)
        kept = _Kept(
            Stored(answers.standing(), answers.replaced()),
            Runs(store).pages_before(site_of(flags["base"], names), day),
        )
        decided = holding(Decisions(store).standing(), day, lambda rule: unknown(rule, settings.known) is None)
    return kept, replace(wanted, settings=replace(settings, suppress=(*settings.suppress, *decided)))
