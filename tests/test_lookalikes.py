"""Mark-up of real sites that looks like a fault of structure and is none, beside that which is one."""

from __future__ import annotations

import pytest

from tests.support import found

_ARABIC = "يمكنك التقديم على مكان في الروضة قبل ستة أشهر"
_PRICES = "<tr><td>Barn</td><td>20 kr</td></tr><tr><td>Vuxen</td><td>60 kr</td></tr>"
_RADIOS = "<label><input type=radio name=a value=1> Ja</label><label><input type=radio name=a value=2> Nej</label>"


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<button aria-label="Meny"><img src=/m.svg alt=ikon></button>', 0),
        ("<a href=/ aria-labelledby=n><img src=/l.svg alt=logo></a><b id=n>Lerboda</b>", 0),
        ('<div role=img aria-label="Tre av fem"><img src=/s.svg alt=ikon></div>', 0),
        ('<div aria-label="Meny"><img src=/m.svg alt=ikon></div>', 1),
        ("<img src=/l.svg alt=logo aria-labelledby=saknas>", 1),
        ('<a href="/amnen/bild?x=1"><img src=/p.svg alt=Bild></a>', 0),
        ('<a href="http://["><img src=/p.svg alt=Bild></a>', 1),
        ("<a href=/><img src=/l.svg alt=Logo> Lerboda kommun</a>", 0),
        ("<a href=/><img src=/l.svg alt=Logo> → </a>", 1),
        ("<img src=/e.svg alt=😀><img src=/p.svg alt=→><img src=/m.svg alt=≥>", 0),
        ("<label>Namn <img src=/s.gif alt=*><input></label>", 0),
        ('<img src=/l.gif alt="---"><img src=/n.gif alt="&gt;&gt;"><img src=/d.gif alt="* . *">', 3),
    ],
)
def test_alternative_is_judged_where_it_is_read(html: str, expected: int) -> None:
    assert expected == len(found(html, "image-alternative-generic"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1177", 0),
        ("A123", 0),
        ("ISO14001", 0),
        ("covid-19", 0),
        ("P1010023", 1),
        ("DSC01234", 1),
        ("img-123", 1),
        ("torget-300x200", 1),
        ("badbrygga-204", 1),
        ("ny_logotyp", 1),
    ],
)
def test_name_of_a_file_has_what_names_for_people_have_not(name: str, expected: int) -> None:
    assert expected == len(found(f'<img src="/bilder/{name}.png" alt="{name}">', "image-alternative-file-name"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<form><input placeholder="Var?"><input type=submit value=Sök></form>', 0),
        ('<form><input placeholder="Var?"><input type=image alt=Sök></form>', 0),
        ('<form><input placeholder="Mitä etsit?"><button>Ok</button></form>', 0),
        ('<div class="ui search"><div><input placeholder="Hur kan vi hjälpa dig?"></div></div>', 0),
        ('<div class="col s12"><input placeholder="Namn"></div>', 1),
        ('<div><span><input placeholder="Var?"></span><button><i class="fa fa-search"></i></button></div>', 0),
        ('<form><input placeholder="Var?"><button aria-label=Søg></button></form>', 0),
        ('<form><input placeholder="Namn"><input placeholder="Ort"><button>Sök</button></form>', 2),
        ('<form><input placeholder="E-post"><button>Skicka</button></form>', 1),
        ('<form><input placeholder="E-post"><button><i class=icon-envelope></i></button></form>', 1),
        ("<form>E-post: <input placeholder=namn@example.com></form>", 0),
        ("<form><div>E-post</div><div><input placeholder=namn@example.com></div></form>", 0),
        ("<form><p>E-post:</p><input placeholder=namn@example.com></form>", 0),
        ("<form><p><b>E-post</b><br><input placeholder=namn@example.com></p></form>", 0),
        ("<fieldset><legend>E-post</legend><input placeholder=namn@example.com></fieldset>", 0),
        ("<form><label>E-post</label> <input placeholder=namn@example.com></form>", 0),
        ("<form><label for=b>Ort</label> <input placeholder=namn@example.com><input id=b></form>", 1),
        ("<input role=searchbox placeholder=Skola>", 0),
        ("<form><p>Få våra nyheter</p><input placeholder=E-post></form>", 1),
        ("<form><h2>Nyheter:</h2><input placeholder=E-post></form>", 1),
        ("<div>Nyheter</div><form><input placeholder=E-post></form>", 1),
        ("<form><a href=/>Hem</a> <input placeholder=E-post></form>", 1),
        ("<form><label for=a>Namn</label><input id=a> <input placeholder=E-post></form>", 1),
        ("<input placeholder=0><input placeholder=…><input placeholder=Ort disabled>", 0),
    ],
)
def test_field_that_something_seen_explains_has_a_label(html: str, expected: int) -> None:
    assert expected == len(found(html, "field-label-vanishing"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<div>{_RADIOS}</div>", 1),
        (f"<section role=dialog aria-label=Kakor>{_RADIOS}</section>", 0),
        (f"<div role=toolbar aria-label=Sortera>{_RADIOS}</div>", 0),
        (f"<form aria-label=Anmälan><input aria-label=Namn>{_RADIOS}</form>", 1),
        (f"<form aria-label=Anmälan>{_RADIOS}<select aria-label=Ort></select></form>", 1),
        (f"<div aria-label=Sortera>{_RADIOS}</div>", 1),
        (f"<details><summary>Svar</summary>{_RADIOS}</details>", 0),
        (f"<details><summary>Svar</summary>{_RADIOS}<input aria-label=Ort></details>", 1),
        (f"<div role=table><div role=row><b role=rowheader>Mat</b>{_RADIOS}</div></div>", 0),
        (_RADIOS.replace("value", "data-value"), 0),
        (_RADIOS.replace("<input", "<input aria-label=Ja"), 1),
        ("<input type=radio name=a value=1 aria-label='Mat: bra'><input type=radio name=a aria-label='Mat: dålig'>", 0),
        ("<input type=radio name=a value=1 aria-label='Ja tack'><input type=radio name=a aria-label='Nej tack'>", 1),
    ],
)
def test_group_is_named_by_what_holds_it_alone_or_by_each_name(html: str, expected: int) -> None:
    assert expected == len(found(html, "field-group-unnamed"))


@pytest.mark.parametrize(
    ("first", "expected"),
    [
        ("<td><b>Avgift</b></td><td><b>Pris</b></td>", 1),
        ("<td><b>Avgift</b></td><td><b>Pris 2026</b></td>", 1),
        ("<td><b>Summa</b></td><td><b>1 280 kr</b></td>", 0),
    ],
)
def test_first_row_in_bold_is_no_header_where_it_is_written_like_the_rest(first: str, expected: int) -> None:
    assert expected == len(found(f"<table><tr>{first}</tr>{_PRICES}</table>", "table-headers-missing"))


def test_table_that_is_hidden_from_readers_needs_no_headers() -> None:
    html = f"<table aria-hidden=true><thead><tr><td>Avgift</td><td>Pris</td></tr></thead>{_PRICES}</table>"
    assert [] == found(html, "table-headers-missing")


def test_table_of_pictures_with_a_caption_needs_no_headers() -> None:
    first = "<tr><td><img src=/t.png alt=Torg> Torget</td><td>Badet</td></tr>"
    assert [] == found(f"<table><caption>Orter</caption>{first}{_PRICES}</table>", "table-headers-missing")


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<a href=/2>›</a>", 1),
        ("<a href=/2><i title=Nästa></i>›</a>", 0),
        ("<a href=/2 aria-hidden=true>›</a>", 0),
        ("<a href=# role=button>×</a>", 0),
        ("<h2 id=a>Avgifter <a href=#a>#</a></h2>", 0),
        ("<p>20 kr<sup><a href=#n>¤</a></sup></p>", 0),
        ("<p>20 kr<a href=#n>†</a></p>", 0),
        ("<p><a href=/noter>†</a></p>", 1),
        ("<p><a href=#>↑</a></p>", 1),
        ("<p><a href=tel:112>☎</a> <a href=/gilla>👍</a></p>", 0),
    ],
)
def test_signs_name_a_link_where_they_are_read_or_mark_a_note(html: str, expected: int) -> None:
    assert expected == len(found(html, "link-text-signs"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>* Namn <input></p><p>* Ort <input></p><p>* Land <select></select></p>", 0),
        ("<p>* * *</p><p>* * *</p><p>* * *</p>", 0),
        ("<div role=list><p>• ett</p><p>• två</p><p>• tre</p></div>", 0),
        ("<blockquote>- ett<br>- två<br>- tre</blockquote>", 1),
        ("<p>– Badet är klart, avslutar Kim</p><p>– Det blir kul</p><p>– Vi ses</p>", 0),
    ],
)
def test_sign_before_a_field_or_nothing_makes_no_list(html: str, expected: int) -> None:
    assert expected == len(found(html, "text-list-unmarked"))


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("", 1),
        ("loop=-1", 1),
        ("loop=0", 1),
        ("loop=²", 1),
        ("loop=3", 0),
        ("behavior=slide", 0),
        ("scrollamount=0", 0),
    ],
)
def test_text_moves_that_does_not_come_to_rest(attributes: str, expected: int) -> None:
    assert expected == len(found(f"<marquee {attributes}>Stängt i dag</marquee>", "text-moving"))


@pytest.mark.parametrize(
    ("title", "heading", "expected"),
    [
        ("Dokument", "Avgifter", 1),
        ("Dokument", "Dokument", 0),
        ("Etusivu", "Tervetuloa", 1),
        ("Ny sida", "Ny sida", 1),
    ],
)
def test_word_that_is_the_heading_too_is_a_title(title: str, heading: str, expected: int) -> None:
    html = f"<html lang=sv><title>{title}</title><main><h1>{heading}</h1></main></html>"
    assert expected == len(found(html, "title-uninformative"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>{_ARABIC}</p>", 0),
        (f"<p>{_ARABIC}.</p>", 1),
        (f"<p>{_ARABIC} Lerboda {_ARABIC}</p>", 1),
        (f"<p>Boken heter {_ARABIC}</p>", 0),
        (f"<p>{_ARABIC} 2026 {_ARABIC}</p>", 0),
        (f'<p style="direction: rtl">{_ARABIC}.</p>', 0),
        (f"<div class=rtl><p>{_ARABIC}.</p></div>", 0),
        ("<div dir=rtl><p dir=ltr>Simhallen är öppen varje dag i veckan</p></div>", 0),
        ("<p dir=rtl>𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪 𞤀𞤣𞤤𞤢𞤥 𞤆𞤵𞤤𞤢𞤪 𞤀𞤣𞤤𞤢𞤥</p>", 0),
    ],
)
def test_direction_matters_where_the_order_is_another(html: str, expected: int) -> None:
    assert expected == len(found(html, "text-direction-differs"))
