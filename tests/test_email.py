"""E-mail: every known way to hide an address is named, and the address is worked out where the source holds it."""

from __future__ import annotations

import base64
import codecs
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.email import addresses, ciphers
from linter.facts.email.scripts import script_address
from tests.support import facts, found, subset

ADDRESS = "vattenjour@example.se"
LOCAL, DOMAIN = ADDRESS.split("@")
ADDRESSES = st.from_regex(
    r"\A[a-z][a-z0-9]{0,10}([.-][a-z0-9]{1,8})?@[a-z][a-z0-9]{1,10}(\.[a-z]{2,8})?\.(se|no|dk|fi|de)\Z"
)
RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))


def _cloudflare(text: str, key: int = 0x5A) -> str:
    return bytes([key, *(byte ^ key for byte in text.encode())]).hex()


def _typo3(text: str, shift: int) -> str:
    """Shift characters within the three ranges that TYPO3 shifts in."""
    ranges = {code: (low, high - low + 1) for low, high in RANGES for code in range(low, high + 1)}
    return "".join(
        chr(low + (ord(char) - low + shift) % size)
        for char in text
        for low, size in [ranges.get(ord(char), (ord(char), 1))]
    )


def _base64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def _rot13(text: str) -> str:
    return codecs.encode(text, "rot13")


def _codes(text: str) -> str:
    return ",".join(str(ord(char)) for char in text)


def _references(text: str) -> str:
    return "".join(f"&#{ord(char)};" for char in text)


HIDDEN: dict[str, tuple[str, str | None, str]] = {
    "cloudflare-span": (
        f'<span class="__cf_email__" data-cfemail="{_cloudflare(ADDRESS)}">[email&#160;protected]</span>',
        ADDRESS,
        "cloudflare",
    ),
    "cloudflare-link": (
        f'<a href="/cdn-cgi/l/email-protection#{_cloudflare(ADDRESS)}">Mejla oss</a>',
        ADDRESS,
        "cloudflare",
    ),
    "cloudflare-spoilt": (
        '<span class="__cf_email__" data-cfemail="zz">[email&#160;protected]</span>',
        None,
        "cloudflare",
    ),
    "joomla-3-cloak": (
        f"""<span id="cloak1a">Den här e-postadressen skyddas mot spambots.</span><script>document.getElementById('cloak1a').innerHTML='';
var prefix='&#109;a'+'i&#108;'+'&#116;o'; var path='hr'+'ef'+'='; var addy1a='{_references(LOCAL)}'+'&#64;'; addy1a=addy1a+'example'+'&#46;'+'se';
document.getElementById('cloak1a').innerHTML+='<a '+path+'\\''+prefix+':'+addy1a+'\\'>'+addy1a+'</a>';</script>""",
        ADDRESS,
        "joomla-cloak",
    ),
    "joomla-4": (
        f'<joomla-hidden-mail first="{_base64(LOCAL)}" last="{_base64(DOMAIN)}" text="{_base64(ADDRESS)}">x</joomla-hidden-mail>',
        ADDRESS,
        "joomla-hidden-mail",
    ),
    "typo3-link": (
        f"""<a href="javascript:linkTo_UnCryptMailto('{_typo3("mailto:" + ADDRESS, 2)}');">vattenjour(AT)example.se</a>""",
        ADDRESS,
        "written-at",
    ),
    "typo3-link-with-a-name": (
        f"""<a href="javascript:linkTo_UnCryptMailto('{_typo3("mailto:" + ADDRESS, -3)}');">Vattenjouren</a>""",
        ADDRESS,
        "typo3",
    ),
    "typo3-12": (
        f'<a href="#" data-mailto-token="{_typo3("mailto:" + ADDRESS, 2)}" data-mailto-vector="2">Vattenjouren</a>',
        ADDRESS,
        "typo3",
    ),
    "encoder-rot13": (
        f'<span class="__eae_" data-enc-email="{_rot13(LOCAL)}[at]{_rot13(DOMAIN)}">x</span>',
        ADDRESS,
        "rot13",
    ),
    "from-char-code": (
        f'<a href="#" onclick="location.href=String.fromCharCode({_codes("mailto:" + ADDRESS)})">Mejla oss</a>',
        ADDRESS,
        "from-char-code",
    ),
    "atob": (
        f"""<a href="#" onclick="location.href='mailto:'+atob('{_base64(ADDRESS)}')">Mejla oss</a>""",
        ADDRESS,
        "base64",
    ),
    "data-base64": (f'<a href="#" data-email="{_base64(ADDRESS)}">Mejla oss</a>', ADDRESS, "base64"),
    "data-plain": (f'<a href="#" data-email="{ADDRESS}">Mejla oss</a>', ADDRESS, "data-attribute"),
    "data-parts": (f'<a href="#" data-user="{LOCAL}" data-domain="{DOMAIN}">Mejla oss</a>', ADDRESS, "data-parts"),
    "onclick": (f"""<a href="#" onclick="location.href='mailto:{ADDRESS}'">Mejla oss</a>""", ADDRESS, "script-link"),
    "onclick-joined": (
        f"""<a href="javascript:void(0)" onclick="window.location='mai'+'lto:'+'{LOCAL}'+'@'+'{DOMAIN}'">Mejla oss</a>""",
        ADDRESS,
        "script-link",
    ),
    "reversed-in-a-script": (
        f"""<a href="#" onclick="location.href='mailto:'+'{ADDRESS[::-1]}'.split('').reverse().join('')">Mejla oss</a>""",
        ADDRESS,
        "reversed",
    ),
    "document-write": (
        f"""<p><script>document.write("<a href='mai"+"lto:{LOCAL}"+"@"+"{DOMAIN}'>Mejla</a>")</script></p>""",
        ADDRESS,
        "document-write",
    ),
    "function-with-parts": (
        f"""<a href="#" onclick="sendMail('{LOCAL}', '{DOMAIN}'); return false">Skriv till vakten</a>""",
        ADDRESS,
        "script-link",
    ),
    "function-with-the-ending-first": (
        f"""<a href="javascript:email('{LOCAL}','se','example')">Skriv till vakten</a>""",
        ADDRESS,
        "script-link",
    ),
    "function-with-the-ending-twice": (
        f"""<a href="javascript:email('{LOCAL}','se','{DOMAIN}')">Skriv till vakten</a>""",
        ADDRESS,
        "script-link",
    ),
    "function-with-base64": (
        f"""<a href="#" onclick="visa('{_base64(ADDRESS)}')">Vakten</a>""",
        ADDRESS,
        "script-link",
    ),
    "function-in-a-script": (f"<p><script>skrivMail('{LOCAL}', '{DOMAIN}')</script></p>", ADDRESS, "document-write"),
    "link-with-its-script-inside": (
        f"""<a href="javascript:email('{LOCAL}','se','example')"><script>emailprint('vakt','se','example')</script></a>""",
        ADDRESS,
        "script-link",
    ),
    "typo3-with-escapes": (
        """<a href="javascript:linkTo_UnCryptMailto('nbjmup+wbuufokpvsAfybnqmf\\/tf');">Vakten</a>""",
        ADDRESS,
        "typo3",
    ),
    "attribute-rot13": (f'<a href="#" data-rot13="{_rot13(ADDRESS)}">Vakten</a>', ADDRESS, "rot13"),
    "attribute-rot13-with-mailto": (
        f'<a href="#" data-x="{_rot13("mailto:" + ADDRESS)}">Vakten</a>',
        ADDRESS,
        "rot13",
    ),
    "attribute-of-drupal": (
        f'<a href="#" data-mail-to="{_rot13(LOCAL)}/at/{_rot13("example")}/dot/{_rot13("se")}">Vakten</a>',
        ADDRESS,
        "rot13",
    ),
    "attribute-reversed": (f'<a href="#" data-x="{ADDRESS[::-1]}">Vakten</a>', ADDRESS, "reversed"),
    "attribute-base64": (f'<a href="#" data-x="{_base64("mailto:" + ADDRESS)}">Vakten</a>', ADDRESS, "base64"),
    "attribute-hexadecimal": (f'<a href="#" data-x="{ADDRESS.encode().hex()}">Vakten</a>', ADDRESS, "hexadecimal"),
    "attribute-of-codes": (f'<a href="#" data-x="{_codes(ADDRESS)}">Vakten</a>', ADDRESS, "char-codes"),
    "attribute-rel": (f'<a href="#" class="crmail" rel="{LOCAL}~{DOMAIN}">Vakten</a>', ADDRESS, "data-parts"),
    "attribute-with-a-bar": (f'<a href="#" data-mail="{LOCAL}|{DOMAIN}">Vakten</a>', ADDRESS, "data-parts"),
    "attribute-json": (
        f"""<a href="#" data-mail='{{"user": "{LOCAL}", "host": "{DOMAIN}"}}'>Vakten</a>""",
        ADDRESS,
        "data-parts",
    ),
    "attributes-u-and-h": (f'<a href="#" data-u="{LOCAL}" data-h="{DOMAIN}">Vakten</a>', ADDRESS, "data-parts"),
    "attributes-of-three-parts": (
        f'<a href="#" data-u="{LOCAL}" data-h="example" data-t="se">Vakten</a>',
        ADDRESS,
        "data-parts",
    ),
    "attributes-of-an-empty-element": (
        f'<span class="mail" data-u="{LOCAL}" data-h="{DOMAIN}"></span>',
        ADDRESS,
        "data-parts",
    ),
    "text-rot13": (f'<span class="__eae_r13">{_rot13(ADDRESS)}</span>', ADDRESS, "rot13"),
    "text-rot13-in-a-link-to-a-page": (
        f'<a href="/jobb">Skriv till oss (<span class="__eae_r13">{_rot13(ADDRESS)}</span>)</a>',
        ADDRESS,
        "rot13",
    ),
    "link-and-text-rot13": (
        f"""<a href="javascript:__eae_open('{_rot13("mailto:" + ADDRESS)}');"><span class="__eae_r13">{_rot13(ADDRESS)}</span></a>""",
        ADDRESS,
        "script-link",
    ),
    "plain-attribute-that-rot13-would-end-like-a-common-one": (
        '<a href="#" data-mail="bureau@exemple.fr">Bureau</a>',
        "bureau@exemple.fr",
        "data-attribute",
    ),
    "stand-in-that-a-script-names": (
        f"""<script>lank.href = lank.href.replace(/\\s?\\(at\\)\\s?/g, '@')</script><a href="mailto:{LOCAL}(at){DOMAIN}">Vakten</a>""",
        ADDRESS,
        "stand-in",
    ),
    "stand-in-that-a-handler-names": (
        f"""<a href="mailto:{LOCAL}[at]{DOMAIN}" onclick="this.href=this.href.replace('[at]','@')">Vakten</a>""",
        ADDRESS,
        "stand-in",
    ),
    "stand-in-in-an-attribute": (f'<a href="#" rel="{LOCAL}!{DOMAIN}">Vakten</a>', ADDRESS, "data-parts"),
    "stand-in-in-a-text": (f'<span class="js-mail">{LOCAL}|{DOMAIN}</span>', ADDRESS, "stand-in"),
    "stand-in-in-a-link-to-nothing": (f'<a href="#">{LOCAL}${DOMAIN}</a>', ADDRESS, "stand-in"),
    "mailhide": (
        '<a href="https://www.google.com/recaptcha/mailhide/d?k=01a&amp;c=b">vatt…@example.se</a>',
        None,
        "mailhide",
    ),
    "link-to-nothing": ('<a href="#">Skicka e-post</a>', None, "script-link"),
    "fallback-text": (
        "<p>Detta är en e-postlänk som visas som en bild. För att kunna läsa länken måste javascript vara aktiverat.</p>",
        None,
        "fallback-text",
    ),
    "fallback-text-nb": (
        "<p>Denne e-postadressen er beskyttet mot programmer som samler e-postadresser.</p>",
        None,
        "fallback-text",
    ),
    "fallback-text-da": ("<p>Denne e-mail adresse bliver beskyttet mod spambots.</p>", None, "fallback-text"),
    "fallback-text-fi": ("<p>Sähköpostiosoite on suojattu spamboteilta.</p>", None, "fallback-text"),
    "fallback-text-en": ("<p>This email address is being protected from spambots.</p>", None, "fallback-text"),
    "fallback-text-de": ("<p>Diese E-Mail-Adresse ist vor Spambots geschützt!</p>", None, "fallback-text"),
    "noscript": ("<noscript>Aktivera javascript för att se e-postadressen.</noscript>", None, "fallback-text"),
    "reveal-button": ("<button type=button>Visa e-postadress</button>", None, "reveal-button"),
}


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
            f'<a href="/cdn-cgi/l/email-protection#{_cloudflare(ADDRESS)}">'
            f'<span class="__cf_email__" data-cfemail="{_cloudflare(ADDRESS, 3)}">[email&#160;protected]</span></a>',
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
            f'<a href="{_references("mailto:" + ADDRESS)}">{_references(ADDRESS)}</a>',
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
    assert address == ciphers.cloudflare(_cloudflare(address, key))


@given(ADDRESSES, st.integers(-25, 25))
def test_typo3_round_trip(address: str, shift: int) -> None:
    assert address == ciphers.typo3(_typo3(f"mailto:{address}", shift), shift)


@given(ADDRESSES, st.integers(-6, 10))
def test_typo3_round_trip_with_an_unknown_shift(address: str, shift: int) -> None:
    assert address == ciphers.typo3(_typo3(f"mailto:{address}", shift))


@given(st.text())
def test_rot13_is_its_own_inverse(text: str) -> None:
    assert text == ciphers.rot13(ciphers.rot13(text))


@given(st.text())
def test_base64_round_trip(text: str) -> None:
    assert text == ciphers.base64_text(_base64(text))
    assert text == ciphers.base64_text(_base64(text).rstrip("="))


@given(ADDRESSES)
def test_scripts_are_worked_out(address: str) -> None:
    half = len(address) // 2
    name, at, domain = address.partition("@")
    scripts = [
        f"location.href='mailto:'+String.fromCharCode({_codes(address)})",
        f"x = String.fromCharCode({','.join(hex(ord(c)) for c in address)});",
        f"document.write('{address[:half]}' + \"{address[half:]}\")",
        f"var a='{name}'; var b='{at}{domain}'; el.innerHTML = a + b;",
        f"var a='{name}'; a += '{at}'; a = a + '{domain}'; el.innerHTML = a;",
        f"a = ['{address[:half]}', '{address[half:]}'].join('');",
        f"a = atob('{_base64(address)}')",
        f"a = '{address[::-1]}'.split('').reverse().join('')",
        f"a = '{_references(address)}'",
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
