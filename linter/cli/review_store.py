"""The store of a review: what people said in it and how pages were, before; the run that is kept in it, after."""

from __future__ import annotations

from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from linter.cli.extras import refuse_without
from linter.cli.language import words
from linter.cli.output import say
from linter.config.config import unknown
from linter.model.report import NotExamined
from linter.run.answers import NOTHING_STORED, Stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from linter.audit.review import Reviewed
    from linter.cli.options import Wanted
    from linter.config.config import Config
    from linter.model.history import PageBefore
    from linter.model.target import Target


@dataclass(frozen=True, slots=True)
class Kept:
    """What the store has of earlier reviews: answers, by what it knows a site by, and how each of some pages was."""

    answers: Callable[[str], Stored] = lambda _site: NOTHING_STORED
    before: Callable[[Sequence[Target | NotExamined]], Mapping[str, PageBefore]] = lambda _pages: {}


@contextmanager
def opened(flags: Mapping[str, Any], wanted: Wanted) -> Iterator[tuple[Kept, Wanted]]:
    """Give what the store has of earlier reviews, and what is wanted with what people decided there.

    It is the store that is named, else that of the configuration where it is there. It is opened before anything is
    examined: what is wrong with it is told at once.
    """
    settings, day = wanted.settings, wanted.request.today.isoformat()
    address = flags["store"] or settings.store_address
    if not flags["store"] and not settings.names_store and "://" not in address and not Path(address).is_file():
        yield Kept(), wanted
        return
    refuse_without("audit --store", "audit", ("sqlalchemy", "alembic"))
    from linter.audit.record import site_of  # noqa: PLC0415  0.3 s (SQLAlchemy), where there is a store only
    from linter.run.decisions import holding  # noqa: PLC0415  as above
    from linter.store.answers import Answers  # noqa: PLC0415  as above
    from linter.store.database import open_store  # noqa: PLC0415  as above
    from linter.store.decisions import Decisions  # noqa: PLC0415  as above
    from linter.store.runs import Runs  # noqa: PLC0415  as above

    with closing(open_store(address)) as store:

        def of_site(site: str) -> Stored:
            answers = Answers(store, site)
            return Stored(answers.standing(), answers.replaced())

        def before(pages: Sequence[Target | NotExamined]) -> Mapping[str, PageBefore]:
            names = [one.source if isinstance(one, NotExamined) else one.name for one in pages]
            return Runs(store).pages_before(site_of(flags["base"], names), day)

        decided = holding(Decisions(store).standing(), day, lambda rule: unknown(rule, settings.known) is None)
        suppress = (*settings.suppress, *decided)
        yield Kept(of_site, before), replace(wanted, settings=replace(settings, suppress=suppress))


def keep(reviewed: Reviewed, named: str | None, settings: Config) -> None:
    """Keep the run in the store, where one is named; the files of the review are written by then."""
    if named is None and not settings.names_store:
        return
    from linter.audit.record import Record  # noqa: PLC0415  as above
    from linter.run.history.versions import versions  # noqa: PLC0415  as above
    from linter.store.database import open_store  # noqa: PLC0415  as above
    from linter.store.runs import Runs  # noqa: PLC0415  as above

    record = Record(reviewed, settings, versions(settings))
    with closing(Runs(open_store(named or settings.store_address))) as runs:
        number = runs.write(record.run, record.pages(), record.closing)
    say(words()("history_kept", number=number, site=record.run.site))
