"""The contacts register of a review: everybody once with all pages, as JSON, as a page and in the workbook."""

from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from jsonschema import Draft202012Validator

from linter import check_html
from linter.audit.files import contacts_json, contacts_page, workbook, write
from tests import reviews
from tests.support import ROOT, TODAY, look

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from linter.model.audit import Review

_OWN, _OLD = "0480-45 00 94", "0480-45 00 49"
_HOSTILE = "<script>alert(1)</script>"


def _person(phone: str, name: str = "Anna Ek", mail: str = "anna.ek@granvik.se") -> str:
    return f'<p>{name}, miljöstrateg<br>Telefon: {phone}<br>E-post: <a href="mailto:{mail}">{mail}</a></p>'


def _pages() -> Mapping[str, str]:
    bodies = {f"sida{number}": _person(_OWN) for number in range(4)}
    bodies["energi"] = _person(_OLD)
    bodies["orjan"] = _person("0480-45 00 11", "Örjan Berg", "orjan.berg@granvik.se") + _person(
        "0480-45 00 12", "Åsa Lund", "asa.lund@granvik.se"
    )
    bodies["bygglov"] = (
        "<h2>Bygglovsenheten</h2><p>Telefon: 0480-45 03 00<br>Besöksadress: Storgatan 1, 391 26 Kalmar</p>"
    )
    bodies["hostile"] = f"<h2>Enheten för {_HOSTILE.replace('<', '&lt;')}</h2><p>Telefon: 0480-45 06 00</p>"
    return {f"{name}.html": reviews.page(name.title(), body) for name, body in bodies.items()}


@pytest.fixture(scope="module", name="made", params=["sv", "en"])
def _made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Review:
    return reviews.review(tmp_path_factory.mktemp("site"), _pages(), language=request.param)


def _register(review: Review) -> dict[str, Any]:
    tree: dict[str, Any] = json.loads("".join(contacts_json.render(review)))
    schema = json.loads((ROOT / "linter/data/schemas/contacts.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert [] == [f"{one.json_path}: {one.message}" for one in Draft202012Validator(schema).iter_errors(tree)]
    return tree


def _html(review: Review) -> str:
    return "".join(contacts_page.render(review))


def _of(tree: dict[str, Any], called: str) -> dict[str, Any]:
    (found,) = (one for one in tree["contacts"] if called in (one["called"], *one["functions"]))
    return dict(found)


def test_everybody_stands_in_it_once_with_all_pages(made: Review) -> None:
    tree = _register(made)
    anna, footer = _of(tree, "Anna Ek"), _of(tree, "Granviks kommun")
    assert (8, 5, 8) == (tree["pages"], len(anna["pages"]), len(footer["pages"]))
    assert ["footer"] == footer["regions"]
    assert [("+46480450094", _OWN, 4), ("+46480450049", _OLD, 1)] == [
        (one["number"], one["text"], one["pages"]) for one in anna["phones"]
    ]


def test_people_come_first_in_the_order_of_the_swedish_alphabet(made: Review) -> None:
    kinds = [(one["kind"], one["name"]) for one in _register(made)["contacts"]]
    assert [("person", "Anna Ek"), ("person", "Åsa Lund"), ("person", "Örjan Berg")] == kinds[:3]
    assert {"unit"} == {kind for kind, _ in kinds[3:]}


def test_addresses_of_a_unit_are_told(made: Review) -> None:
    address = {"street": "Storgatan 1", "box": None, "postal_code": "391 26", "locality": "Kalmar"}
    assert [address] == _of(_register(made), "Bygglovsenheten")["addresses"]


def test_what_contradicts_stands_at_the_person(made: Review) -> None:
    (told,) = _of(_register(made), "Anna Ek")["contradictions"]
    assert (f"{reviews.BASE}energi.html", _OLD, _OWN, 4, 5) == tuple(
        told[key] for key in ("address", "number", "usual", "pages", "of")
    )
    assert (1, 1) == tuple(_html(made).count(mark) for mark in (f"{_OLD}</samp></td>", 'class="against"'))


def test_the_workbook_has_it_too(made: Review) -> None:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(workbook.render(made))))
    rows = {
        row[2] or row[3]: row
        for sheet in book
        if sheet.title in ("Kontaktregister", "Contacts register")
        for row in sheet.iter_rows(values_only=True)
    }
    assert (5, f"{reviews.BASE}sida0.html") == rows["Anna Ek"][:2]
    assert _OWN in str(rows["Anna Ek"][-1])
    assert ["+46480450094 (4", "+46480450049 (1"] == [
        one.partition(" si")[0].partition(" pa")[0] for one in rows["Anna Ek"][4].split(", ")
    ]
    assert rows["Bygglovsenheten"][-1] is None


def test_a_page_says_nothing_that_the_register_obeys(made: Review) -> None:
    assert _HOSTILE not in _html(made)
    assert "default-src &#x27;none&#x27;" in _html(made) or "default-src 'none'" in _html(made)


def test_the_page_has_nothing_to_remark_on_in_a_browser(made: Review, tmp_path: Path) -> None:
    file = tmp_path / "contacts.html"
    file.write_text(_html(made), "utf-8")
    ran = look(file)
    assert [] == [(one["rule"], one["message"]) for page in ran.json["pages"] for one in page["findings"]]


def test_a_site_without_contacts_has_an_empty_register(tmp_path: Path) -> None:
    bare = '<!doctype html><html lang="sv"><title>Bad</title><main><h1>Bad</h1><p>Vattnet provas.</p></main></html>'
    made = reviews.review(tmp_path, {"a.html": bare})
    assert [] == _register(made)["contacts"]
    assert [] == [one.rule for one in check_html(_html(made).encode(), today=TODAY).findings if one.severity == "error"]


def test_many_pages_of_one_contact_are_folded_and_cut(tmp_path: Path) -> None:
    made = reviews.review(tmp_path, {f"s{n}.html": reviews.page(f"Sida {n}", "") for n in range(205)})
    shown = _html(made)
    assert 200 == shown.count("<li><a href=")
    assert "och 5 till" in shown
    assert 205 == len(_of(_register(made), "Granviks kommun")["pages"])


def test_a_review_of_its_own_folder_leaves_the_register_out(tmp_path: Path) -> None:
    assert write.is_ours(tmp_path / "contacts.html", tmp_path)
