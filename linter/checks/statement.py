"""Checks of an accessibility statement: which of the parts that the law asks for it lacks.

What takes the other pages of a site is judged in a review (`linter.audit.statement.statement`).
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from linter.rules.fault import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from linter.facts.facts import Facts
    from linter.facts.statement.sentences import Sentence
    from linter.facts.statement.statement import PageStatement
    from linter.model.finding import Outcome
    from linter.rules.fault import Context

_OWES_LIST = ("partial", "none")
_MONTHS = 12
_OF_REGISTER = {"NO": "norway", "DK": "denmark"}


def statement_conformity_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Nothing says how far the service meets the demands."""
    statement = facts.statement
    if statement is not None and statement.claim is None:
        yield _unseen(facts, statement)


def statement_shortcomings_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """The service does not meet all demands, and nothing says what is not accessible."""
    statement = facts.statement
    if statement is not None and _owes_list(statement) and not statement.faults:
        yield _unseen(facts, statement, statement.claim.sentence if statement.claim else None)


def statement_reasons_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """What is not accessible is listed, and nothing says why."""
    statement = facts.statement
    if statement is not None and statement.faults and _owes_list(statement) and not statement.has_reasons:
        yield _unseen(facts, statement, statement.faults[0])


def statement_burden_unmotivated(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A disproportionate burden is claimed, and nothing says why it would be one."""
    statement = facts.statement
    if statement is not None and statement.burden == "unmotivated":
        yield _fault(facts, statement, "unmotivated", statement.burden_at)


def statement_assessment_undated(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Nothing says when the service was assessed."""
    statement = facts.statement
    if statement is not None and statement.assessed is None:
        yield _undated(facts, statement)


def statement_method_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Nothing says how the service was assessed."""
    statement = facts.statement
    if statement is not None and not statement.has_method:
        yield _unseen(facts, statement)


def statement_update_undated(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Nothing says when the statement was last looked over."""
    statement = facts.statement
    if statement is not None and statement.updated is None:
        yield _undated(facts, statement)


def statement_stale(facts: Facts, context: Context) -> Iterator[Fault]:
    """The statement was last looked over too long ago; in Denmark once a year is the law."""
    statement = facts.statement
    if statement is None:
        return
    day = max(filter(None, (statement.assessed, statement.updated)), key=lambda one: one.last, default=None)
    is_law = facts.country == "DK"
    months = _MONTHS if is_law else context.options["statement-stale"]["max_months"]
    if day is None or day.last >= _months_before(context.today, months):
        return
    data = {"date": day.value, "months": months}
    yield _fault(facts, statement, "yearly" if is_law else "stale", day.sentence, data)


def statement_feedback_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """There is no way to report faults, or only an address or a number where the law wants a function."""
    statement = facts.statement
    if statement is None or statement.feedback:
        return
    channels = statement.channels
    if facts.country == "DK":
        outcome: Outcome = "cannot_tell" if channels.phone else "failed"  # a number is known as one, a form not always
        yield replace(_fault(facts, statement, "phone_and_writing"), outcome=outcome)
    elif channels.written or channels.phone:
        yield _fault(facts, statement, "address_only")
    else:
        yield _unseen(facts, statement)


def statement_enforcement_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """There is no link to where one complains to the authority."""
    statement = facts.statement
    if statement is None or statement.channels.enforcement:
        return
    if statement.channels.enforcement_abroad:
        yield replace(_fault(facts, statement, "abroad"), outcome="cannot_tell")
    else:
        yield _fault(facts, statement, "unlinked" if statement.channels.authority_named else "missing")


def statement_body_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """Nothing says who stands behind the service."""
    statement = facts.statement
    if statement is not None and statement.body is None:
        yield _unseen(facts, statement)


def statement_body_other(facts: Facts, _context: Context) -> Iterator[Fault]:
    """The statement names another body than the rest of its page."""
    statement = facts.statement
    if statement is not None and statement.other_body is not None:
        yield _fault(facts, statement, "other", data={"body": statement.body, "site": statement.other_body})


def statement_register_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """The statement is not in its country's register, and no link leads there."""
    statement = facts.statement
    if statement is None or statement.register or statement.channels.register:
        return
    yield _fault(facts, statement, _OF_REGISTER[facts.country])


def statement_unit_missing(facts: Facts, _context: Context) -> Iterator[Fault]:
    """A Finnish statement does not say which unit answers for the feedback."""
    statement = facts.statement
    if statement is not None and not statement.channels.unit:
        yield _unseen(facts, statement)


def _owes_list(statement: PageStatement) -> bool:
    return statement.claim is not None and statement.claim.level in _OWES_LIST


def _unseen(facts: Facts, statement: PageStatement, at: Sentence | None = None) -> Fault:
    """Return that none of the known wordings stands there: others may, so that somebody has to look."""
    return replace(_fault(facts, statement, "missing", at), outcome="cannot_tell")


def _undated(facts: Facts, statement: PageStatement) -> Fault:
    """Return that a day is missing; where days are told of which nothing says what they are, one of them may be it."""
    outcome: Outcome = "cannot_tell" if statement.has_open_dates else "failed"
    return replace(_fault(facts, statement, "undated"), outcome=outcome)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _fault(
    facts: Facts, statement: PageStatement, key: str, at: Sentence | None = None, data: Mapping[str, Any] | None = None
) -> Fault:
    """Return a fault at a sentence of the statement, else at its heading; there is one of each kind on a page."""
    element, location = statement.heading, statement.location
    if at is not None:
        element = at.line.element_at(at.start)
        location = facts.page.place(at.line, at.start, min(at.start + len(at.text), len(at.line.text)))
    return Fault(key, location, element, "", data or {}, country=facts.country)
