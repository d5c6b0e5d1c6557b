"""What a program has yet to fill in is a doubt; what it never filled in, a finding."""

from __future__ import annotations

import pytest

from tests.support import examine, found

_PAGE = "<html lang=sv><main><h1>Badplatser</h1><p>Vattnet är varmt.</p>{}</main>"


def _outcomes(source: str, *rules: str) -> list[tuple[str, str]]:
    return [(f.rule, f.outcome) for f in examine(_PAGE.replace("{}", source), *rules).findings]


@pytest.mark.parametrize(
    "value",
    [
        "<?= $value ?>",
        "<?php echo $value; ?>",
        '<asp:Literal runat="server" id="value"></asp:Literal>',
        '<!--#include virtual="/value.html" -->',
        '<esi:include src="/value"/>',
        '<span data-bind="text: value"></span>',
        '<span x-text="value"></span>',
        '<span v-text="value"></span>',
        '<span th:text="${value}"></span>',
        '<span ng-bind="value"></span>',
    ],
)
@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("updated-date-empty", "<p>Senast uppdaterad: VALUE</p>"),
        ("label-without-value", "<p>Avgift: VALUE</p><h2>Bokning</h2>"),
        (
            "contact-incomplete",
            "<div class=vcard><b class=fn>Ada Ekmark</b> <p>Telefon: VALUE</p><p>E-post: VALUE</p></div>",
        ),
    ],
)
def test_what_is_yet_to_be_filled_in_is_a_doubt(rule: str, source: str, value: str) -> None:
    assert {(rule, "cannot_tell")} == set(_outcomes(source.replace("VALUE", value), rule))


_MAIL = 'E-post: <a href="mailto:bad@example.se">bad@example.se</a>'
_MAP = '<a href="https://www.google.com/maps?q=Strandgatan+4,Lerboda">Visa på karta</a>'


@pytest.mark.parametrize(
    ("rule", "source", "outcomes"),
    [
        ("contact-incomplete", f"<h2>Badkontoret</h2><p>Telefon: {{{{ p }}}}<br>{_MAIL}</p>", ["cannot_tell"]),
        ("contact-incomplete", f"<h2>Badkontoret</h2><p>Telefon: <?= $p ?><br>{_MAIL}</p>", ["cannot_tell"]),
        (
            "contact-incomplete",
            "<h2>Badkontoret</h2><p>Telefon: 0480-45 00 00</p><p>E-post: <span data-bind='text: m'></span></p>",
            ["cannot_tell"],
        ),
        ("contact-incomplete", f"Badkontoret<br>Telefon: {{{{ p }}}}<br>{_MAIL}", ["cannot_tell"]),
        ("contact-incomplete", f"<h2>Badkontoret</h2><p>Telefon:</p><p>{{{{ p }}}}</p><p>{_MAIL}</p>", ["cannot_tell"]),
        (
            "contact-incomplete",
            f"<p>{{{{ grader }}}}</p><h2>Badkontoret</h2><p>Telefon:<br>{_MAIL}</p><h2>Mer</h2><p>Det är {{{{ grader }}}}.</p>",
            ["failed"],
        ),
        (
            "contact-incomplete",
            (
                "<table><tr><th>Namn<th>Telefon<th>E-post"
                "<tr><td>Ada Ekmark<td>{{ p }}<td><a href='mailto:ada@example.se'>ada@example.se</a>"
                "<tr><td>Bo Ekmark<td><td><a href='mailto:bo@example.se'>bo@example.se</a></table>"
            ),
            ["cannot_tell", "failed"],
        ),
        ("map-without-address", f"<p>{{{{ street }}}} {_MAP}</p>", ["cannot_tell"]),
        ("map-without-address", f"<p><?= $street ?></p><p>{_MAP}</p>", ["cannot_tell"]),
        (
            "map-without-address",
            f"<div class=vcard><b class=fn>Badet</b><p>Telefon: 0480-45 00 00</p><p>{_MAP}</p></div><p>{{{{ a }}}}</p>",
            ["failed"],
        ),
        ("map-without-address", f"<p>{_MAP}</p>", ["failed"]),
    ],
)
def test_doubt_reaches_over_all_that_a_fault_rests_on(rule: str, source: str, outcomes: list[str]) -> None:
    assert [(rule, outcome) for outcome in outcomes] == _outcomes(source, rule)


def test_the_same_without_a_program_is_a_fault() -> None:
    assert [("updated-date-empty", "failed")] == _outcomes(
        "<p>Senast uppdaterad: <span></span></p>", "updated-date-empty"
    )
    assert [("label-without-value", "failed")] == _outcomes("<p>Avgift:</p><h2>Bokning</h2>", "label-without-value")


@pytest.mark.parametrize(
    ("rule", "source"),
    [
        ("updated-date-invalid", "<p>Senast uppdaterad: {{ page.updated }}</p>"),
        ("email-link-invalid", '<p><a href="mailto:{{ email }}">Skriv till oss</a></p>'),
        ("email-link-invalid", '<p><a href="mailto:<?= $mail ?>">Skriv till oss</a></p>'),
        ("map-link-broken", '<p><a href="https://maps.example.se/?q={{ place }}">Visa på karta</a></p>'),
        ("link-empty", '<p><a href="/bad">{{ title }}</a></p>'),
        ("contact-missing", "<p>Kontakta oss gärna.</p><?php include 'contact.php' ?>"),
        ("updated-date-missing", '<!--#include virtual="/date.html" -->'),
    ],
)
def test_families_do_not_judge_what_a_program_fills_in(rule: str, source: str) -> None:
    assert "failed" not in dict(_outcomes(source, rule)).values()


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("<p>Visar {0} av {1} bad</p>", "braces"),
        ("<p>${season.name}</p>", "braces"),
        ("<p>{contact_info}</p>", "braces"),
        ("<table><tr><td>Djup<td>NULL</table>", "value"),
        ("<p>Djup: NaN</p>", "value"),
        ("<p>[object Object]</p>", "value"),
        ("<h2>Lorem ipsum dolor</h2>", "sample"),
        ("<img src=a.png alt='{caption}'>", "named"),
    ],
)
def test_placeholder_that_nobody_filled_in(source: str, key: str) -> None:
    assert [("template-unfilled", key)] == [
        (rule, message) for rule, message, _ in found(_PAGE.replace("{}", source), "template-unfilled")
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<pre>{namn}</pre>",
        "<p>Mängden {1, 2, 3} har tre tal.</p>",
        "<p>\\frac{ab}{cd}</p>",
        "<p>Beteendet är undefined enligt standarden.</p>",
        "<p>Nan Berg badar här.</p>",
        "<div hidden>{0}</div>",
        "<template><p>{0}</p></template>",
        "<script>var text = 'Visar {0} bad';</script>",
        "<p>Senast uppdaterad: NULL</p>",
        "<div class=vcard><b class=fn>Ada Ekmark</b><p>Telefon: NULL</p></div>",
    ],
)
def test_what_is_no_placeholder(source: str) -> None:
    assert [] == found(_PAGE.replace("{}", source), "template-unfilled")


@pytest.mark.parametrize(("content", "expected"), [("{{ page.modified }}", "cannot_tell"), ("{0}", "failed")])
def test_date_for_machines_that_a_program_has_yet_to_fill_in(content: str, expected: str) -> None:
    head = f'<meta name="dcterms.modified" content="{content}">'
    report = examine(
        f"<html lang=sv>{head}<main><h1>Bad</h1><p>Vattnet är varmt hela året.</p></main>", "updated-date-missing"
    )
    assert [expected] == [finding.outcome for finding in report.findings]
