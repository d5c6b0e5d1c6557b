"""E-mail: every known way to hide an address is named, and the address is worked out where the source holds it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.email import addresses, ciphers
from linter.facts.email.scripts import script_address
from tests.hidden_addresses import (
    ADDRESS,
    DOMAIN,
    HIDDEN,
    LOCAL,
    as_base64,
    cloudflare,
    codes,
    references,
    typo3,
)
from tests.support import facts, found, subset

ADDRESSES = st.from_regex(
    r"\A[a-z][a-z0-9]{0,10}([.-][a-z0-9]{1,8})?@[a-z][a-z0-9]{1,10}(\.[a-z]{2,8})?\.(se|no|dk|fi|de)\Z"
)


@pytest.mark.parametrize(("source", "address", "technique"), list(HIDDEN.values()), ids=list(HIDDEN))
def test_hidden_address(source: str, address: str | None, technique: str) -> None:
    readable = technique == "written-at"
    expected = [{"address": address, "readable_without_javascript": readable, "technique": technique}]
    assert expected == subset(expected, facts(f"<html lang=sv><main><p>E-post:</p>{source}</main>", "emails"))
    assert ["email-obfuscated" if readable else "email-needs-javascript"] == [
        rule for rule, _, _ in found(f"<main>{source}", "email")
    ]


@pytest.mark.parametrize(
    "source",
    [
        '<p>E-post: <a href="#" class="js-mail">Skriv till vakten</a></p>',
        '<p>E-post: <a href="javascript:;">Skriv till vakten</a></p>',
        '<p>E-post: <button type="button">Skriv till vakten</button></p>',
        '<dl><dt>E-post</dt><dd><a href="#">Skriv till vakten</a></dd></dl>',
        "<table><tr><th>E-post:</th><td><a href='#'>Skriv till vakten</a></td></tr></table>",
        """<p>Sähköposti: <a onclick="laheta(7)">Kirjoita vahdille</a></p>""",
    ],
)
def test_link_after_a_label_that_only_a_script_opens(source: str) -> None:
    assert [("email-needs-javascript", "unknown", 1)] == found(f"<main>{source}", "email")


@pytest.mark.parametrize(
    "source",
    [
        "<table><tr><th><a href=\"javascript:Sort('NameEmail')\">E-post</a></th></tr></table>",
        "<p><a href=\"javascript:__doPostBack('lista','Sort$Email')\">E-post</a></p>",
        "<table><tr><td><a href='#'>Namn</a></td><td><a href='#'>E-post</a></td></tr></table>",
        "<p>E-post: <a href='/kontakt'>Skriv till vakten</a></p>",
        "<p>E-post: <a href='#' aria-expanded=false>Visa mer</a></p>",
        "<p>E-post: vakt, <a href='#'>upp</a></p>",
        "<form><label>E-post:</label> <input name=e> <a href='#'>Skicka</a></form>",
        f"<p><a href='/vakten' data-email='{ADDRESS}'>Vakten</a></p>",
        "<p><a href='/vakten' onclick=\"ga('send', 'email', 'example.se')\">Vakten</a></p>",
        "<button data-cookie-domain='example.se' data-name='samtycke'>Godkänn</button>",
        "<a href='#' data-id='123' data-host='example.se'>Mer</a>",
        "<a href='#' data-slide='next' data-target='karusell' data-wrap='no'>Nästa</a>",
        "<a href='#' title='Väg, vatten, it'>Mer</a>",
        "<div class='mail' data-src='brev@2x.png'></div>",
        "<a href='/cdn-cgi/l/email-protection#5a653b7a'>Dela</a>",
        "<p>Se Skogsdag_at_Lerboda.pdf, skog@2x.png och Dag-at-skolan.docx.</p>",
        "<p>webb @ <a href='https://www.example.se'>www.example.se</a></p>",
        "<p>Vi ses (at) noon.Then we go. Kl 10 @ biblioteket.se</p>",
        "<p>Meet us at example dot com</p>",
        "<p><a href='https://[example.se/@x'>x</a></p>",
    ],
)
def test_no_place_for_an_address(source: str) -> None:
    assert [] == found(f"<main>{source}", "email")
    assert [] == [slot for slot in facts(f"<main>{source}", "emails") if slot["address"] != ADDRESS]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"<a href=mailto:{ADDRESS}></a> {ADDRESS}", [(ADDRESS, "mailto")], id="empty-link-and-text"),
        pytest.param(
            f"<a href=mailto:chef@example.se></a> {ADDRESS}",
            [("chef@example.se", "mailto"), (ADDRESS, "text")],
            id="empty-link-and-another-address",
        ),
        pytest.param(
            f'<a href="#" data-u="chef" data-h="example.se"></a> {ADDRESS}',
            [("chef@example.se", "data-parts"), (ADDRESS, "text")],
            id="empty-cloak-and-another-address",
        ),
        pytest.param(
            f'<a href="/cdn-cgi/l/email-protection#7b"></a> {ADDRESS}', [(ADDRESS, "text")], id="empty-cloak-and-text"
        ),
        pytest.param(
            f'<a href="#" data-mail="{ADDRESS}">Mejla</a> <noscript>{ADDRESS}</noscript>',
            [(ADDRESS, "text")],
            id="noscript",
        ),
        pytest.param(
            f'<a href="/cdn-cgi/l/email-protection#{cloudflare(ADDRESS)}">'
            f'<span class="__cf_email__" data-cfemail="{cloudflare(ADDRESS, 3)}">[email&#160;protected]</span></a>',
            [(ADDRESS, "cloudflare")],
            id="cloudflare-twice",
        ),
        pytest.param(
            "vakt (at) example.se¤vakt (at) example.se", [("vakt@example.se", "written-at")], id="written-twice"
        ),
        pytest.param(
            "a (at) example.se, b (at) example.se",
            [("a@example.se", "written-at"), ("b@example.se", "written-at")],
            id="two-in-one-text",
        ),
        pytest.param(
            '<a href="mailto:info@xn--grdet-gra.se">info@gärdet.se</a>', [("info@gärdet.se", "mailto")], id="punycode"
        ),
    ],
)
def test_one_address_in_one_place_is_one_fact(source: str, expected: list[tuple[str, str]]) -> None:
    slots = facts(f"<html lang=sv><main><h1>A</h1><p>{source}</p></main>", "emails")
    assert expected == [(slot["address"], slot["technique"]) for slot in slots]


WRITTEN: dict[str, tuple[str, str | None, str]] = {
    "at-in-brackets": ("skogsvard [at] example.se", "skogsvard@example.se", "written-at"),
    "at-in-brackets-that-do-not-match": ("skogsvard[@)example.se", "skogsvard@example.se", "written-at"),
    "at-in-parentheses": ("skogsvard(at)example.se", "skogsvard@example.se", "written-at"),
    "a": ("skogsvard (a) example.se", "skogsvard@example.se", "written-at"),
    "at-and-dot": ("skogsvard [at] example [punkt] se", "skogsvard@example.se", "written-at"),
    "snabel-a": ("skogsvard snabel-a example.se", "skogsvard@example.se", "written-at"),
    "snabel-a-in-brackets": ("skogsvard [snabel-a] example.se", "skogsvard@example.se", "written-at"),
    "krollalfa": ("skogsvard (krøllalfa) example.no", "skogsvard@example.no", "written-at"),
    "at-in-braces": ("skogsvard{at}example.se", "skogsvard@example.se", "written-at"),
    "aet": ("skogsvard (ät) example.fi", "skogsvard@example.fi", "written-at"),
    "at-dot": ("skogsvard AT example DOT se", "skogsvard@example.se", "written-at"),
    "spaces": ("skogsvard @ example.se", "skogsvard@example.se", "spaced-at"),
    "fullwidth": ("skogsvard＠example.se", "skogsvard@example.se", "fullwidth-at"),
    "reversed": (
        '<span style="unicode-bidi:bidi-override;direction:rtl">es.elpmaxe@dravsgoks</span>',
        "skogsvard@example.se",
        "reversed",
    ),
    "bdo": ("<bdo dir=rtl>es.elpmaxe@dravsgoks</bdo>", "skogsvard@example.se", "reversed"),
    "decoy": ('skogsvard@<span style="display:none">tabort.</span>example.se', "skogsvard@example.se", "decoy"),
    "decoy-hidden-by-a-class": (
        'skogsvard@<i class="hidden">stor</i>example.se',
        "skogsvard@example.se",
        "decoy",
    ),
    "nospam": ("skogsvard@nospam.example.se", "skogsvard@example.se", "decoy"),
    "shy-hidden-by-a-class": (
        'skog<i class="hide">&shy;</i>svard (at) example.se',
        "skogsvard@example.se",
        "written-at",
    ),
    "nospam-in-capitals": ("skogsvardREMOVE@example.se", "skogsvard@example.se", "decoy"),
    "image-of-at": ('skogsvard<img src="at.gif" alt="at">example.se', "skogsvard@example.se", "drawn-at"),
    "css-at": ('skogsvard<span class="at"></span>example.se', "skogsvard@example.se", "drawn-at"),
    "spamspan": (
        '<span class="spamspan"><span class="u">skogsvard</span> [at] <span class="d">example.se</span></span>',
        "skogsvard@example.se",
        "written-at",
    ),
    "spamspan-dots": (
        '<span class="spamspan"><span class="u">ada [dot] ek</span> [at] <span class="d">example [dot] se</span></span>',
        "ada.ek@example.se",
        "written-at",
    ),
}


@pytest.mark.parametrize(("source", "address", "technique"), list(WRITTEN.values()), ids=list(WRITTEN))
def test_address_to_be_rebuilt(source: str, address: str, technique: str) -> None:
    expected = [{"address": address, "readable_without_javascript": True, "technique": technique}]
    assert expected == subset(expected, facts(f"<html lang=sv><main><p>E-post: {source}</p></main>", "emails"))
    assert ["email-obfuscated"] == [rule for rule, _, _ in found(f"<main><p>{source}</p>", "email")]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param(f"<p>{ADDRESS}</p>", [(ADDRESS, "text")], id="text"),
        pytest.param(f'<a href="mailto:{ADDRESS}">Mejla</a>', [(ADDRESS, "mailto")], id="mailto"),
        pytest.param(f'<a href="MAILTO:{ADDRESS.upper()}">{ADDRESS}</a>', [(ADDRESS, "mailto")], id="capitals"),
        pytest.param(
            f'<a href="{references("mailto:" + ADDRESS)}">{references(ADDRESS)}</a>',
            [(ADDRESS, "mailto")],
            id="references",
        ),
        pytest.param(
            f'<a href="mailto:%76attenjour%40{DOMAIN}">Mejla</a>', [(ADDRESS, "mailto")], id="percent-encoded"
        ),
        pytest.param(
            f'<a href="mailto:{ADDRESS}?subject=Fråga om vatten">Mejla</a>',
            [(ADDRESS, "mailto")],
            id="subject-with-spaces",
        ),
        pytest.param(
            f'<a href="mailto:a@example.se,{ADDRESS}">Mejla</a>',
            [("a@example.se", "mailto"), (ADDRESS, "mailto")],
            id="two-recipients",
        ),
        pytest.param(f'<a href="mailto:{ADDRESS}" onclick="count()">Mejla</a>', [(ADDRESS, "mailto")], id="counted"),
        pytest.param(
            f'<a href="mailto:{ADDRESS}"><img src=kuvert.png alt=""></a>', [(ADDRESS, "mailto")], id="icon-link"
        ),
        pytest.param(
            f'<a href="mailto:{ADDRESS}"><img src=epost.png alt="{ADDRESS}"></a>',
            [(ADDRESS, "mailto")],
            id="image-with-the-address",
        ),
        pytest.param('<a href="mailto:?subject=Tips&amp;body=x">Tipsa en vän</a>', [], id="share-link"),
        pytest.param('<a class="share" href="#">E-post</a>', [], id="share-button"),
        pytest.param("<noscript>Sidan behöver javascript.</noscript>", [], id="general-notice"),
        pytest.param("<p>Alternativ (a) eller (b).</p>", [], id="letters-in-brackets"),
        pytest.param("<p>förnamn.efternamn@example.se</p>", [], id="name-pattern"),
        pytest.param("<label>Din e-postadress <input type=email name=e></label>", [], id="own-address"),
        pytest.param(f"<p hidden>{ADDRESS}</p><template>{ADDRESS}</template><!-- {ADDRESS} -->", [], id="unseen"),
        pytest.param("<p>E-post:</p>", [], id="empty-label"),
        pytest.param("<p class=mail>Pris~lista.pdf, 3*4 och a#b</p>", [], id="signs-in-text"),
        pytest.param(f"<p>{LOCAL}~{DOMAIN}</p>", [], id="sign-in-what-is-not-for-mail"),
        pytest.param("<p>Följ @lerboda på sociala medier.</p>", [], id="handle"),
    ],
)
def test_plain_address(source: str, expected: list[tuple[str, str]]) -> None:
    slots = facts(f"<html lang=sv><main><h1>A</h1>{source}</main>", "emails")
    assert expected == [(slot["address"], slot["technique"]) for slot in slots]
    assert [] == found(f"<main>{source}", "email")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('<a href="mailto:">Skriv</a>', ["email-link-invalid:empty"]),
        ('<a href="mailto: a@b.se">Skriv</a>', ["email-link-invalid:space"]),
        ('<a href="mailto:a @b.se">Skriv</a>', ["email-link-invalid:space"]),
        ('<a href="mailto:a@">Skriv</a>', ["email-link-invalid:no_domain"]),
        ('<a href="mailto:a">Skriv</a>', ["email-link-invalid:no_at"]),
        ('<a href="mailto://a@b.se">Skriv</a>', ["email-link-invalid:slashes"]),
        ('<a href="mailto:mailto:a@b.se">Skriv</a>', ["email-link-invalid:doubled"]),
        ('<a href="mailto:a(at)b.se">Skriv</a>', ["email-link-invalid:written_at"]),
        ('<a href="mailto:a@b.se.">Skriv</a>', ["email-link-invalid:trailing"]),
        ('<a href="mailto:a@b.se,">Skriv</a>', ["email-link-invalid:trailing"]),
        ('<a href="http://a@b.se">Skriv</a>', ["email-link-invalid:web_address"]),
        ('<a href="a@b.se">Skriv</a>', ["email-link-invalid:no_scheme"]),
        ('<a href="mailto:a@@b.se">Skriv</a>', ["email-link-invalid:malformed"]),
        ('<a href="https://mailto:a@b.se">Skriv</a>', ["email-link-invalid:web_address"]),
        ('<a href="https://www.b.se/mailto:a@b.se">Skriv</a>', ["email-link-invalid:web_address"]),
        ('<a href="mailto:{{ enhet.adress }}">Skriv</a>', ["email-link-invalid:unfilled"]),
        ('<a href="mailto:<?= $adress ?>">Skriv</a>', ["email-link-invalid:unfilled"]),
        ('<a href="mailto:{adress}">Skriv</a>', ["email-link-invalid:no_at"]),
        ('<a href="mailto:NULL">Skriv</a>', ["email-link-invalid:no_at"]),
        ('<a href="mailto:ada.ek@b.se">ada.<br>ek@b.se</a>', []),
        ('<a href="mailto:ada.ek@b.se">ada.lind@<br>b.se</a>', []),
        ('<a href="mailto:a-b@b.se">a.b<span>(a)b.se</span></a>', ["email-link-mismatch:mismatch"]),
        ('<a href="mailto:a.b@b.se">a.b<span>(a)b.se</span></a>', []),
        ('<a href="mailto:fjernvarme@b.dk">fjernvarme@b.dk</a>', []),
        ('<a href="mailto:snow.removal@b.us">snow.removal@b.us</a>', []),
        ('<a href="mailto:a@b.se">c@b.se</a>', ["email-link-mismatch:mismatch"]),
        ('<a href="mailto:a@b.se">A@B.SE</a>', []),
        ('<a href="mailto:enhet#45@b.se?subject=x">Skriv</a>', ["email-link-invalid:hash"]),
        ('<a href="mailto:enhet%2345@b.se?subject=x">Skriv</a>', []),
        ('<a href="mailto:enhet@b.se#45">Skriv</a>', ["email-link-invalid:malformed"]),
        ('<a href="mailto:enhet#example.se">Skriv</a>', ["email-link-invalid:written_at"]),
        ('<script src=a.js></script><a href="mailto:enhet#b.se">enhet@b.se</a>', ["email-link-invalid:written_at"]),
        ('<script src=a.js></script><a href="mailto:enhet#bilder">Skriv</a>', ["email-link-invalid:no_at"]),
        ('<script src=a.js></script><a href="mailto:enhet(at)b.se">Skriv</a>', ["email-link-invalid:written_at"]),
        (
            '<a href="javascript:void(0)" onclick="skickaMail(\'a@b.se\')">a@b.se</a>',
            ["email-needs-javascript:unusable"],
        ),
        ('<a href="javascript:void(0)" onclick="kopiera(\'a@b.se\')">a@b.se</a>', []),
        ('<p>E-post: <a href="#">a@b.se</a></p>', []),
        ("<a href=\"javascript:mejla('a@b.se')\">a@<i hidden>ta bort</i>b.se</a>", ["email-needs-javascript:unusable"]),
        ('<p>a@<i class="hidden">TABORT.</i>b.se</p>', ["email-obfuscated:unseen"]),
        ('<a href="mailto:a@b.se">a@<i class="sr-only">x.</i>b.se</a>', ["email-obfuscated:unseen"]),
        ('<style>.dn { display: none }</style><p>a@<i class="dn">x.</i>b.se</p>', ["email-obfuscated:hidden"]),
        ("<p>a@<i hidden>x.</i>b.se</p>", ["email-obfuscated:hidden"]),
        ('<a href="mailto:a@b.se">a@<i hidden>x.</i>b.se</a>', []),
        ('<style>.dn { color: red }</style><p>a@<i class="dn">x.</i>b.se</p>', ["email-obfuscated:unseen"]),
        ("<p>E-post: <img src=/epost-anna.png alt=''></p>", ["email-as-image:image"]),
        ("<p>E-post: <img src=/kuvert-ikon.svg alt=''> a@b.se</p>", []),
    ],
)
def test_rules_of_links_and_images(source: str, expected: list[str]) -> None:
    assert expected == [f"{rule}:{key}" for rule, key, _ in found(f"<main>{source}", "email")]


def test_mismatched_link_gives_both_addresses() -> None:
    slots = facts('<a href="mailto:a@b.se">c@b.se</a>', "emails")
    assert {"a@b.se", "c@b.se"} == {slot["address"] for slot in slots}


@given(ADDRESSES, st.integers(0, 255))
def test_cloudflare_round_trip(address: str, key: int) -> None:
    assert address == ciphers.cloudflare(cloudflare(address, key))


@given(ADDRESSES, st.integers(-25, 25))
def test_typo3_round_trip(address: str, shift: int) -> None:
    assert address == ciphers.typo3(typo3(f"mailto:{address}", shift), shift)


@given(ADDRESSES, st.integers(-6, 10))
def test_typo3_round_trip_with_an_unknown_shift(address: str, shift: int) -> None:
    assert address == ciphers.typo3(typo3(f"mailto:{address}", shift))


@given(st.text())
def test_rot13_is_its_own_inverse(text: str) -> None:
    assert text == ciphers.rot13(ciphers.rot13(text))


@given(st.text())
def test_base64_round_trip(text: str) -> None:
    assert text == ciphers.base64_text(as_base64(text))
    assert text == ciphers.base64_text(as_base64(text).rstrip("="))


@given(ADDRESSES)
def test_scripts_are_worked_out(address: str) -> None:
    half = len(address) // 2
    name, at, domain = address.partition("@")
    scripts = [
        f"location.href='mailto:'+String.fromCharCode({codes(address)})",
        f"x = String.fromCharCode({','.join(hex(ord(c)) for c in address)});",
        f"document.write('{address[:half]}' + \"{address[half:]}\")",
        f"var a='{name}'; var b='{at}{domain}'; el.innerHTML = a + b;",
        f"var a='{name}'; a += '{at}'; a = a + '{domain}'; el.innerHTML = a;",
        f"a = ['{address[:half]}', '{address[half:]}'].join('');",
        f"a = atob('{as_base64(address)}')",
        f"a = '{address[::-1]}'.split('').reverse().join('')",
        f"a = '{references(address)}'",
        f"a = '{''.join(f'{chr(92)}x{ord(c):02x}' for c in address)}'",
    ]
    assert [address] * len(scripts) == [script_address(source) for source in scripts]


@given(st.text(max_size=200))
def test_decoders_take_any_text(text: str) -> None:
    results: list[Any] = [
        ciphers.cloudflare(text),
        ciphers.typo3(text),
        ciphers.base64_text(text),
        script_address(text),
        ciphers.decode_value(text),
        addresses.find_address(text),
        ciphers.joomla_hidden(text, text, text),
        ciphers.join_parts([text, "b.se"]),
        ciphers.join_parts([text, text, text]),
    ]
    assert all(result is None or isinstance(result, str) for result in results)
