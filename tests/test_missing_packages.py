"""A package that a machine cannot have costs the rules that need it, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linter.engine.examine import check_page
from tests.site_reviews import config
from tests.support import document

_RULES = ("language-page-differs", "title-uninformative")
_PAGE = '<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Untitled</title></head><body><main><h1>Fees</h1><p>{}</p></main></body></html>'
_TEXT = "The council decides on the fees of all nursery schools every year, and families are told of them by letter before the spring term begins."


@pytest.mark.parametrize(
    ("package", "told", "why"),
    [("pycld2", [*_RULES], {}), ("none_such", ["title-uninformative"], {"language-page-differs": "needs_package"})],
)
def test_rules_that_need_what_is_missing_are_not_examined(package: str, told: list[str], why: dict[str, str]) -> None:
    holds = config(_RULES)
    needing = tuple(replace(one, needs_package=package) if one.needs_package else one for one in holds.rules)
    page = check_page(document(_PAGE.format(_TEXT)), replace(holds, rules=needing))
    unseen = {rule: reason.key for rule, reason in page.coverage.not_examined.items()}
    assert (told, why, ()) == (sorted(one.rule for one in page.findings), unseen, page.skipped)
