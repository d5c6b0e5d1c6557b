"""Facts -> what a page has of the things that rules judge: where it has none of them, a rule is not applicable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.facts.contacts import postal
from linter.facts.email import foreign

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from linter.facts.facts import Facts


def _has_date(facts: Facts) -> bool:
    return bool(facts.dates.labels or any(date.origin != "http" for date in facts.dates.machine))


def _has_postcode(facts: Facts) -> bool:
    return any(block.postcodes for block in facts.contacts.blocks) or any(
        postal.postcodes(hit.line.text, facts.country) for hit in facts.hits["contact"]
    )


SUBJECTS: Mapping[str, Callable[[Facts], bool]] = {
    "date": _has_date,
    "date_label": lambda facts: bool(facts.dates.labels),
    "visible_date": lambda facts: bool(facts.dates.visible),
    "dated_page": lambda facts: not facts.page.is_fragment and (_has_date(facts) or facts.exempt is None),
    "contact": lambda facts: bool(facts.contacts.blocks),
    "phone": lambda facts: bool(facts.contacts.phones),
    "postcode": _has_postcode,
    "invitation": lambda facts: bool(facts.hits["invitation"]) and not facts.page.is_fragment,
    "email": lambda facts: bool(facts.emails),
    "map_link": lambda facts: bool(facts.map_links),
    "statement": lambda facts: facts.statement is not None,
    "link": lambda facts: bool(facts.page.links),
    "far_place_link": lambda facts: any("#" in href and not href.startswith("#") for _, href in facts.page.links),
    "deadline": lambda facts: bool(facts.timeliness.deadlines),
    "event": lambda facts: bool(facts.timeliness.events),
    "price": lambda facts: any(price.year is not None for price in facts.timeliness.prices),
    "opening": lambda facts: bool(facts.timeliness.openings),
    "notice": lambda facts: bool(facts.timeliness.notices),
    "site_email": lambda facts: bool(facts.emails and foreign.own_domains(facts.page, ())),
    "tel_link": lambda facts: "tel:" in facts.page.addresses,
    "json_ld": lambda facts: bool(facts.page.json_ld),
    "pointer": lambda facts: bool(facts.hits["pointer"]),
    "running_text": lambda facts: facts.readability.lix is not None,
    "place_link": lambda facts: any("#" in href for _, href in facts.page.links),
}
"""What `applies_to` of a rule file may name."""


def has_any(facts: Facts, names: tuple[str, ...]) -> bool:
    """Return whether a page has one of the things; a rule that names none is about every page."""
    return not names or any(SUBJECTS[name](facts) for name in names)
