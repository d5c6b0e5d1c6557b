"""Rules about the whole site: what pages say of each other, held by tables of sites that look alike."""

from __future__ import annotations

import pytest

from linter.config.settings import Suppression
from tests.site_reviews import found, page_of, review

SITE = "https://www.granvik.example"
MAIL = "anna.ek@granvik.example"


def _page(body: str, title: str = "", lang: str = "sv", footer: str = "", head: str = "") -> str:
    html = f'<!doctype html>\n<html lang="{lang}"><head><title>{title}</title>{head}</head><body>'
    return f"{html}\n<main><h1>{title or 'Sida'}</h1>{body}</main>\n<footer>{footer}</footer></body></html>"


def _person(phone: str, name: str = "Anna Ek", role: str = "miljöstrateg", mail: str | None = MAIL) -> str:
    sent = f'<br>E-post: <a href="mailto:{mail}">{mail}</a>' if mail else ""
    return f"<p>{name}, {role}<br>Telefon: {phone}{sent}</p>"


def _unit(phone: str, name: str = "Bygglovsenheten", more: str = "") -> str:
    return f"<h2>{name}</h2><p>Telefon: {phone}{more}</p>"


def _site(bodies: list[str]) -> dict[str, str]:
    return {f"{SITE}/{number}": _page(body) for number, body in enumerate(bodies)}


OWN, OLD = "0480-45 00 94", "0480-45 00 49"
MAILBOX, SHARED = "<br>E-post: bygglov@granvik.example", "<br>E-post: miljobygg@granvik.example"
OF_MANY = "".join(_person("0480-45 07 70", name, mail=None) for name in ("Bo Lund", "Eva Berg", "Siv Dahl"))
CONTRADICTIONS = {
    "person with an old number": ([_person(OWN)] * 3 + [_person(OLD)], [3]),
    "two pages with old numbers": ([_person(OWN)] * 6 + [_person(OLD)] * 2, [6, 7]),
    "names written in another way": ([_person(OWN)] * 3 + [_person(OLD, "ANNA  EK")], [3]),
    "accent left out": ([_person(OWN, "André Ek")] * 3 + [_person(OLD, "Andre Ek")], [3]),
    "person without an e-mail address": ([_person(OWN, mail=None)] * 3 + [_person(OLD, mail=None)], [3]),
    "unit with an old number": ([_unit(OWN)] * 3 + [_unit(OLD)], [3]),
    "mailbox of a unit with two names": (
        [_unit(OWN, "Bygglovsenheten", MAILBOX)] * 3 + [_unit(OLD, "Bygglov", MAILBOX)],
        [3],
    ),
    "mailbox of two units": (
        [_unit(OWN, "Bygglovsenheten", SHARED)] * 3 + [_unit(OLD, "Miljöenheten", SHARED)],
        [],
    ),
    "mobile number against mobile number": ([_person("070-174 06 05")] * 3 + [_person("070-174 06 06")], [3]),
    "two pages are too few": ([_person(OWN)] * 2 + [_person(OLD)], []),
    "no clear majority": ([_person(OWN)] * 4 + [_person(OLD)] * 2, []),
    "half and half": ([_person(OWN)] * 3 + [_person(OLD)] * 3, []),
    "both numbers on one page": ([_person(OWN)] * 3 + [_person(f"{OWN}, {OLD}"), _person(OLD)], []),
    "number with a country code": ([_person(OWN)] * 3 + [_person("+46 480 45 00 94")], []),
    "mobile number on one page": ([_person(OWN)] * 3 + [_person("070-174 06 05")], []),
    "switchboard by its word": ([_person(OWN)] * 3 + [_person("växel 0480-45 00 00")], []),
    "switchboard behind the number": ([_person(OWN)] * 3 + [_person("0480-45 00 00 (växel)")], []),
    "number of several people": ([_person(OWN)] * 3 + [_person("0480-45 07 70") + OF_MANY], []),
    "namesake with an address of her own": (
        [_person(OWN)] * 3 + [_person(OLD, mail="anna.ek2@granvik.example")],
        [],
    ),
    "namesake with another title": ([_person(OWN, mail=None)] * 3 + [_person(OLD, role="rektor", mail=None)], []),
    "given name alone": ([_person(OWN, "Anna", mail=None)] * 3 + [_person(OLD, "Anna", mail=None)], []),
    "reception of another house": ([_unit(OWN, "Receptionen")] * 3 + [_unit(OLD, "Receptionen")], []),
    "library at another street": (
        [_unit(OWN, "Granviks bibliotek", "<br>Besöksadress: Storgatan 1")] * 3
        + [_unit(OLD, "Granviks bibliotek", "<br>Besöksadress: Kyrkvägen 7")],
        [],
    ),
    "heading that names nobody": ([_unit(OWN, "Kontakta oss")] * 3 + [_unit(OLD, "Kontakta oss")], []),
    "title without a name": ([_unit(OWN, "Rektor")] * 3 + [_unit(OLD, "Rektor")], []),
    "mailbox of the organisation": (
        [f"<p>Telefon: {OWN}<br>E-post: info@granvik.example</p>"] * 3
        + [f"<p>Telefon: {OLD}<br>E-post: info@granvik.example</p>"],
        [],
    ),
}


@pytest.mark.parametrize(("bodies", "expected"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_numbers_contradict_where_few_pages_stand_against_most(bodies: list[str], expected: list[int]) -> None:
    _, report = review(_site(bodies), "contact-contradiction")
    assert [f"{SITE}/{number}" for number in expected] == [source for source, *_ in found(report)]


def test_contradiction_names_what_most_pages_say() -> None:
    _, report = review(_site([_person(OWN)] * 3 + [_person(OLD)]), "contact-contradiction", language="en")
    (finding,) = page_of(report, f"{SITE}/3").findings
    assert "Anna Ek has the number 0480-45 00 49 here, but 0480-45 00 94 on 3 of 4 pages." == finding.message


def test_the_footer_is_held_against_footers_only() -> None:
    footer = "<p>Granviks kommun, telefon: 0480-45 00 00</p>"
    pages = {f"{SITE}/{n}": _page("", footer=footer) for n in range(4)}
    pages[f"{SITE}/4"] = _page(_unit("0480-45 09 09", "Granviks kommun"), footer=footer)
    _, report = review(pages, "contact-contradiction")
    assert [] == found(report)


def test_order_of_pages_is_of_no_matter() -> None:
    pages = _site([_person(OWN)] * 4 + [_person(OLD)])
    there, back = (sorted(found(review(some, "site")[1])) for some in (pages, dict(reversed(pages.items()))))
    assert there == back
    assert (f"{SITE}/4", "contact-contradiction", "differs") in there


def test_a_finding_about_the_site_can_be_suppressed_and_is_counted() -> None:
    entry = Suppression(("contact-contradiction",), ("*",), reason="Flyttas i maj.", origin="kommunlint.toml")
    pages = _site([_person(OWN)] * 3 + [_person(OLD)])
    _, report = review(pages, "contact-contradiction", suppress=[entry])
    assert (1, 1, {"failed": 1, "passed": 3}) == (
        report.summary.suppressed,
        report.summary.by_rule["contact-contradiction"],
        report.summary.coverage["contact-contradiction"],
    )


# -- the contact page -----------------------------------------------------------------------------------------------------

CONTACT = f"{SITE}/kontakt"
CONTACT_PAGES = {
    "other number than on the contact page": ([_unit(OLD)], [f"{SITE}/0"]),
    "same number": ([_unit(OWN)], []),
    "number that most pages have": ([_unit(OLD)] * 5, []),
    "unit that the contact page does not name": ([_unit(OLD, "Miljöenheten")], []),
    "mobile number": ([_unit("070-174 06 05")], []),
}


@pytest.mark.parametrize(("bodies", "expected"), CONTACT_PAGES.values(), ids=CONTACT_PAGES.keys())
def test_numbers_are_held_against_the_contact_page(bodies: list[str], expected: list[str]) -> None:
    pages = {**_site(bodies), CONTACT: _page(_unit(OWN), "Kontakta oss")}
    _, report = review(pages, "contact-page-differs")
    assert expected == [source for source, *_ in found(report)]


def test_contact_pages_of_units_are_not_the_contact_page_of_the_site() -> None:
    pages = {
        CONTACT: _page(_unit(OWN), "Kontakta oss"),
        f"{SITE}/skola/kontakt": _page(_unit("0480-45 08 08", "Skolkontoret"), "Kontakta oss"),
        f"{SITE}/skola/val": _page(_unit("0480-45 08 09", "Skolkontoret"), "Skolval"),
    }
    _, report = review(pages, "contact-page-differs")
    assert [] == found(report)


# -- links ----------------------------------------------------------------------------------------------------------------


def _links(*addresses: str) -> str:
    return "".join(f'<a href="{one}">{one}</a> ' for one in addresses)


LINKED = {
    "not linked": ({"": _links("/a"), "a": "", "b": ""}, ["b"]),
    "linked with a slash and another case of the host": (
        {"": _links("//WWW.granvik.example/b/"), "b": "", "c": ""},
        ["c"],
    ),
    "linked with a fragment": ({"": _links("/b#mer", "/c"), "b": "", "c": ""}, []),
    "linked by an image map": ({"": '<map><area href="/b" alt="B"></map>', "b": _links("/c"), "c": ""}, []),
    "sent to by a form": ({"": '<form action="/b"><button>Sök</button></form>', "b": _links("/c"), "c": ""}, []),
    "linked from the footer": ({"": "", "a": f"</main><footer>{_links('/b')}</footer>", "b": _links("/a")}, []),
    "linked by its index page": ({"": _links("/b/index.html", "/c"), "b": "", "c": ""}, []),
    "two pages that link to each other only": ({"": _links("/a"), "a": "", "b": _links("/c"), "c": _links("/b")}, []),
}


@pytest.mark.parametrize(("bodies", "expected"), LINKED.values(), ids=LINKED.keys())
def test_pages_that_nothing_links_to(bodies: dict[str, str], expected: list[str]) -> None:
    _, report = review({f"{SITE}/{name}": _page(body) for name, body in bodies.items()}, "page-unlinked")
    assert [(f"{SITE}/{name}", "page-unlinked", "nowhere") for name in expected] == found(report)


@pytest.mark.parametrize(
    ("links", "refused", "outcome"),
    [
        (("/a",), {}, "failed"),
        (("/a", "/c"), {f"{SITE}/c": 404}, "failed"),
        (("/a", "/c"), {f"{SITE}/c": 500}, "cannot_tell"),
        (("/a", "/c"), {}, "cannot_tell"),
    ],
    ids=["all read", "page that is gone", "page that failed", "page that nobody asked for"],
)
def test_what_was_not_read_may_hold_the_link(links: tuple[str, ...], refused: dict[str, int], outcome: str) -> None:
    pages = {f"{SITE}/": _page(_links(*links)), f"{SITE}/a": _page(""), f"{SITE}/b": _page("")}
    _, report = review(pages, "page-unlinked", refused=refused)
    assert [outcome] == [one.outcome for one in page_of(report, f"{SITE}/b").findings]


# -- titles ---------------------------------------------------------------------------------------------------------------

TITLES = {
    "two pages of one title": ([("a", "Bad", "A"), ("b", "Bad", "B")], 2),
    "case and space": ([("a", "Bad  i Granvik", "A"), ("b", "BAD i Granvik", "B")], 2),
    "numbers in a query that names pages": ([("p?id=1", "Bad", "A"), ("p?id=2", "Bad", "B")], 2),
    "different titles": ([("a", "Bad", "A"), ("b", "Motion", "B")], 0),
    "no titles": ([("a", "", "A"), ("b", "", "B")], 0),
    "same text at two addresses": ([("a", "Bad", "A"), ("b", "Bad", "A")], 0),
    "further page by a parameter": ([("n", "Nyheter", "A"), ("n?sida=2", "Nyheter", "B")], 0),
    "sorted list": ([("n", "Nyheter", "A"), ("n?sort=datum", "Nyheter", "B")], 0),
    "further page by a path": ([("n", "Nyheter", "A"), ("n/page/2", "Nyheter", "B"), ("n/page/3", "Nyheter", "C")], 0),
}


@pytest.mark.parametrize(("some", "number"), TITLES.values(), ids=TITLES.keys())
def test_titles_that_pages_share(some: list[tuple[str, str, str]], number: int) -> None:
    pages = {f"{SITE}/{name}": _page(f"<p>{text}</p>", title) for name, title, text in some}
    _, report = review(pages, "title-duplicate")
    assert number == len(found(report))


def test_the_same_title_in_two_languages_is_none() -> None:
    pages = {f"{SITE}/{lang}": _page(f"<p>{lang}</p>", "Granvik", lang) for lang in ("sv", "en")}
    assert [] == found(review(pages, "title-duplicate")[1])


def test_one_title_on_many_pages_is_one_cause() -> None:
    pages = {f"{SITE}/{n}": _page(f"<p>Text {n}</p>", "Granviks kommun") for n in range(30)}
    _, report = review(pages, "title-duplicate")
    assert [(30, 30)] == [(cause.count, len(cause.pages)) for cause in report.causes]


# -- help -----------------------------------------------------------------------------------------------------------------

HELP = {
    "contact": '<a href="/kontakt">Kontakta oss</a>',
    "help": '<a href="/fragor">Vanliga frågor</a>',
    "chat": "<button>Chatta med oss</button>",
    "details": '<a href="tel:+46480450000">0480-45 00 00</a>',
}
ORDERS = {
    "changed places": (["contact help"] * 3 + ["help contact"], [3]),
    "chat before the number": (["details chat"] * 4 + ["chat details"], [4]),
    "one of them missing": (["contact help chat"] * 3 + ["contact chat"], []),
    "one more in between": (["contact help"] * 3 + ["contact chat help"], []),
    "no usual order": (["contact help"] * 2 + ["help contact"] * 2, []),
    "one of them in two places": (["contact help"] * 3 + ["help contact help"], []),
}


@pytest.mark.parametrize(("orders", "expected"), ORDERS.values(), ids=ORDERS.keys())
def test_help_in_another_order(orders: list[str], expected: list[int]) -> None:
    pages = {
        f"{SITE}/{n}": _page("", footer="\n".join(HELP[one] for one in order.split())) for n, order in enumerate(orders)
    }
    _, report = review(pages, "help-order-differs")
    assert [f"{SITE}/{n}" for n in expected] == [source for source, *_ in found(report)]


def test_help_in_the_text_of_a_page_has_no_order() -> None:
    pages = {f"{SITE}/{n}": _page("", footer=HELP["contact"] + HELP["help"]) for n in range(3)}
    pages[f"{SITE}/3"] = _page(HELP["help"] + HELP["contact"])
    assert [] == found(review(pages, "help-order-differs")[1])


# -- dates ----------------------------------------------------------------------------------------------------------------


def _dated(number: int, day: str, label: str = "Senast uppdaterad") -> str:
    return _page(f"<p>Text {number}.</p><p>{label}: {day}</p>", f"Sida {number}")


TODAY, EARLIER = "2026-11-21", "2026-10-01"
FRESH = {
    "all of today": ([TODAY] * 20, [("of_the_day", "failed")]),
    "half of today": ([TODAY] * 20 + [EARLIER] * 20, [("of_the_day", "failed")]),
    "twenty of many": ([TODAY] * 20 + [EARLIER] * 40, [("of_the_day", "cannot_tell")]),
    "nineteen": ([TODAY] * 19, []),
    "one day that is past": ([EARLIER] * 40, []),
}


@pytest.mark.parametrize(("days", "expected"), FRESH.values(), ids=FRESH.keys())
def test_dates_of_the_day_are_told_once(days: list[str], expected: list[tuple[str, str]]) -> None:
    pages = {f"{SITE}/{n}": _dated(n, day) for n, day in enumerate(days)}
    _, report = review(pages, "freshness-false")
    assert expected == [(one.message_key, one.outcome) for page in report.pages for one in page.findings]


MOVED = {
    "date moved, text the same": (_dated(1, TODAY), True),
    "date in words": (_dated(1, "21 november 2026"), True),
    "text changed too": (_dated(2, TODAY), False),
    "date the same": (_dated(1, EARLIER), False),
    "date moved back": (_dated(1, "2026-09-01"), False),
    "no date any more": (_page("<p>Text 1.</p>", "Sida 1"), False),
}


@pytest.mark.parametrize(("now", "is_found"), MOVED.values(), ids=MOVED.keys())
def test_dates_that_move_without_the_text(now: str, is_found: bool) -> None:  # noqa: FBT001  a column of the table
    earlier = {"day": "2026-10-15", "pages": {f"{SITE}/a": _dated(1, EARLIER)}}
    _, report = review({f"{SITE}/a": now}, "freshness-false", earlier=earlier)
    assert is_found == (found(report) == [(f"{SITE}/a", "freshness-false", "moved")])
