"""Corrections: each that is offered mends its finding and makes no new one; what is not certain is not offered."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import yaml

from linter.config.config import Config
from linter.corrections.corrections import applied, corrections
from linter.engine.examine import check_page
from linter.engine.page_config import page_config
from linter.run.proposals import proposals
from tests.support import ROOT, TODAY, document, examine, fixtures

if TYPE_CHECKING:
    from linter.model.report import PageReport
    from linter.page.source import Document

_CONFIG = page_config(Config(select=("all",), language="en"), "page.html", TODAY)
_EXAMPLES = sorted((ROOT / "rules").glob("*/*.yaml"))


def _kinds(page: PageReport) -> Counter[tuple[str, str]]:
    return Counter((one.rule, one.message_key) for one in page.findings)


def _try_each(read: Document) -> Counter[str]:
    """Apply every correction that is offered alone, and all together; return how many were offered for each rule."""
    page = check_page(read, _CONFIG, path="page.html")
    offered = proposals(page, read, _CONFIG)
    for one in [(one,) for one in offered] + ([offered] if offered else []):
        after = check_page(
            replace(read, text=applied(read.text, [part.edit for part in one])), _CONFIG, path="page.html"
        )
        mended = Counter((page.findings[part.finding].rule, page.findings[part.finding].message_key) for part in one)
        assert Counter() == _kinds(after) - (_kinds(page) - mended), one
    return Counter(page.findings[one.finding].rule for one in offered)


def test_every_correction_of_the_fixtures_mends_its_finding_only() -> None:
    offered = sum((_try_each(document(path.read_bytes())) for path in fixtures()), Counter[str]())
    expected = {"email-link-invalid", "email-needs-javascript", "email-obfuscated", "link-address-malformed"}
    assert expected | {"link-wrapped", "map-link-legacy"} <= offered.keys()


@pytest.mark.parametrize("rule", _EXAMPLES, ids=lambda path: path.stem)
def test_every_correction_of_an_example_mends_its_finding_only(rule: object) -> None:
    assert hasattr(rule, "read_text")
    for example in yaml.safe_load(rule.read_text("utf-8"))["examples"]["fail"]:
        _try_each(document(example["html"], url=example.get("url")))


def _corrected(html: str, rule: str, **more: object) -> str:
    page = examine(html, rule, **more)
    return applied(html, [one.edit for one in corrections(page, html)])


_CLOAK = "<script>document.getElementById('c1').innerHTML = 'siv' + '@' + 'lerboda.se';</script>"


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        (
            "email-link-invalid",
            '<a class="x" href="mailto: siv@lerboda.se">Siv</a>',
            '<a class="x" href="mailto:siv@lerboda.se">Siv</a>',
        ),
        ("email-link-invalid", "<a href=mailto://siv@lerboda.se>Siv</a>", '<a href="mailto:siv@lerboda.se">Siv</a>'),
        (
            "email-link-invalid",
            '<a href="http://siv@lerboda.se?subject=Bad">Siv</a>',
            '<a href="mailto:siv@lerboda.se?subject=Bad">Siv</a>',
        ),
        ("email-obfuscated", "<p>Mejl: siv(at)lerboda.se.</p>", '<p>Mejl: <a href="mailto:siv@lerboda.se">siv@lerboda.se</a>.</p>'),
        ("email-obfuscated", "<p>siv(at)lerboda.se¤siv(at)lerboda.se</p>", "<p>siv(at)lerboda.se¤siv(at)lerboda.se</p>"),
        (
            "link-address-malformed",
            '<a href="htttp://www.lerboda.se/bad">Bad</a>',
            '<a href="http://www.lerboda.se/bad">Bad</a>',
        ),
        (
            "link-address-malformed",
            '<a href="https://https://www.lerboda.se/bad">Bad</a>',
            '<a href="https://www.lerboda.se/bad">Bad</a>',
        ),
        ("link-address-malformed", '<a href="tel:+46 (0)651-123 45">Ring</a>', '<a href="tel:+4665112345">Ring</a>'),
        (
            "map-link-legacy",
            '<a href="http://maps.google.se/maps?hl=sv&amp;q=Kvarngatan+6,+Granvik">Karta</a>',
            '<a href="https://www.google.com/maps/search/?api=1&amp;query=Kvarngatan+6,+Granvik">Karta</a>',
        ),
        (
            "map-link-legacy",
            '<a href="http://maps.google.se/maps?daddr=Kvarngatan 6, Granvik">Karta</a>',
            '<a href="https://www.google.com/maps/dir/?api=1&amp;destination=Kvarngatan+6,+Granvik">Karta</a>',
        ),
        (
            "map-link-legacy",
            '<a href="http://maps.google.se/maps?q=Granvik&amp;cid=7">Karta</a>',
            '<a href="http://maps.google.se/maps?q=Granvik&amp;cid=7">Karta</a>',
        ),
        (
            "map-link-legacy",
            '<a href="http://maps.google.se/maps?saddr=Lerboda&amp;daddr=Granvik">Karta</a>',
            '<a href="http://maps.google.se/maps?saddr=Lerboda&amp;daddr=Granvik">Karta</a>',
        ),
    ],
)  # fmt: skip
def test_source_is_corrected_where_what_is_meant_is_certain(rule: str, before: str, after: str) -> None:
    page = f"<main><h1>Bad</h1>\n{before}\n</main>"
    assert page.replace(before, after) == _corrected(page, rule)


def test_script_goes_with_the_element_that_it_fills() -> None:
    html = f'<main><p><span id="c1">Adressen skyddas mot spambots.</span>{_CLOAK}</p></main>'
    assert '<main><p><a href="mailto:siv@lerboda.se">siv@lerboda.se</a></p></main>' == _corrected(
        html, "email-needs-javascript"
    )


def test_day_of_which_the_page_tells_programs_is_put_into_time() -> None:
    html = (
        '<head><meta name="last-modified" content="2026-03-04"></head><main><p>Senast uppdaterad: 04/03/2026</p></main>'
    )
    page = examine(html, "updated-date-ambiguous")
    found = corrections(page, html)
    assert len(page.findings) == len(found)
    for one in found:
        assert '<time datetime="2026-03-04">2026-03-04</time>' in one.after


_LONG = "<p>" + "ord " * 200 + "</p>"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<main>\n<p>Ring <b>oss</b>, ", " eller kom hit. <i>Välkommen</i> till vår reception vid torget, alla dagar i veckan</p>\n</main>"),
        (f"<main>{_LONG}<p>Ring oss, ", f" eller kom.</p>{_LONG}</main>"),
        (f"<main>{_LONG}", f"{_LONG}</main>"),
    ],
)  # fmt: skip
def test_what_is_shown_of_a_correction_ends_within_no_tag(before: str, after: str) -> None:
    html = f'{before}<a href="mailto:siv(at)lerboda.se">Mejla</a>{after}'
    (one,) = corrections(examine(html, "email-link-invalid"), html)
    shown = html.replace("(at)", "@")
    assert (True, 0, True) == (one.after in shown, one.after.count("<") - one.after.count(">"), "mailto:" in one.after)
    assert one.after == one.before.replace("(at)", "@")


def _links(verdict: str, **more: object) -> str:
    html = '<main><p><a href="/gammal#oppet">Bad</a> och <a href="http://www.lerboda.se/x">mer</a></p></main>'
    url = "https://www.lerboda.se/gammal" if verdict == "moved" else "http://www.lerboda.se/x"
    answers = [{"url": url, "verdict": verdict, "status": 200, **more}]
    rule = "link-moved" if verdict == "moved" else "link-insecure"
    return _corrected(html, rule, url="https://www.lerboda.se/start", answers=answers)


def test_links_that_have_moved_or_are_insecure_get_their_address() -> None:
    assert '<a href="/ny#oppet">Bad</a>' in _links("moved", address="https://www.lerboda.se/ny")
    assert '<a href="https://bad.lerboda.se/#oppet">Bad</a>' in _links("moved", address="https://bad.lerboda.se/")
    assert '<a href="https://www.lerboda.se/x">mer</a>' in _links(
        "insecure", reason="http", address="https://www.lerboda.se/x"
    )
