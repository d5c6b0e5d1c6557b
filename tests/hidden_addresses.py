"""Addresses hidden in every way that the program knows: how each is written, and what is to be worked out of it."""

from __future__ import annotations

import base64
import codecs

ADDRESS = "vattenjour@example.se"
LOCAL, DOMAIN = ADDRESS.split("@")
RANGES = ((0x2B, 0x3A), (0x40, 0x5A), (0x61, 0x7A))


def cloudflare(text: str, key: int = 0x5A) -> str:
    """Return text as Cloudflare hides it: a key, and every byte turned with it."""
    return bytes([key, *(byte ^ key for byte in text.encode())]).hex()


def typo3(text: str, shift: int) -> str:
    """Shift characters within the three ranges that TYPO3 shifts in."""
    ranges = {code: (low, high - low + 1) for low, high in RANGES for code in range(low, high + 1)}
    return "".join(
        chr(low + (ord(char) - low + shift) % size)
        for char in text
        for low, size in [ranges.get(ord(char), (ord(char), 1))]
    )


def as_base64(text: str) -> str:
    """Return text in Base64."""
    return base64.b64encode(text.encode()).decode()


def rot13(text: str) -> str:
    """Return text with every letter moved by 13."""
    return codecs.encode(text, "rot13")


def codes(text: str) -> str:
    """Return the numbers of the characters."""
    return ",".join(str(ord(char)) for char in text)


def references(text: str) -> str:
    """Return text as character references."""
    return "".join(f"&#{ord(char)};" for char in text)


HIDDEN: dict[str, tuple[str, str | None, str]] = {
    "cloudflare-span": (
        f'<span class="__cf_email__" data-cfemail="{cloudflare(ADDRESS)}">[email&#160;protected]</span>',
        ADDRESS,
        "cloudflare",
    ),
    "cloudflare-link": (
        f'<a href="/cdn-cgi/l/email-protection#{cloudflare(ADDRESS)}">Mejla oss</a>',
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
var prefix='&#109;a'+'i&#108;'+'&#116;o'; var path='hr'+'ef'+'='; var addy1a='{references(LOCAL)}'+'&#64;'; addy1a=addy1a+'example'+'&#46;'+'se';
document.getElementById('cloak1a').innerHTML+='<a '+path+'\\''+prefix+':'+addy1a+'\\'>'+addy1a+'</a>';</script>""",
        ADDRESS,
        "joomla-cloak",
    ),
    "joomla-4": (
        f'<joomla-hidden-mail first="{as_base64(LOCAL)}" last="{as_base64(DOMAIN)}" text="{as_base64(ADDRESS)}">x</joomla-hidden-mail>',
        ADDRESS,
        "joomla-hidden-mail",
    ),
    "typo3-link": (
        f"""<a href="javascript:linkTo_UnCryptMailto('{typo3("mailto:" + ADDRESS, 2)}');">vattenjour(AT)example.se</a>""",
        ADDRESS,
        "written-at",
    ),
    "typo3-link-with-a-name": (
        f"""<a href="javascript:linkTo_UnCryptMailto('{typo3("mailto:" + ADDRESS, -3)}');">Vattenjouren</a>""",
        ADDRESS,
        "typo3",
    ),
    "typo3-12": (
        f'<a href="#" data-mailto-token="{typo3("mailto:" + ADDRESS, 2)}" data-mailto-vector="2">Vattenjouren</a>',
        ADDRESS,
        "typo3",
    ),
    "encoder-rot13": (
        f'<span class="__eae_" data-enc-email="{rot13(LOCAL)}[at]{rot13(DOMAIN)}">x</span>',
        ADDRESS,
        "rot13",
    ),
    "from-char-code": (
        f'<a href="#" onclick="location.href=String.fromCharCode({codes("mailto:" + ADDRESS)})">Mejla oss</a>',
        ADDRESS,
        "from-char-code",
    ),
    "atob": (
        f"""<a href="#" onclick="location.href='mailto:'+atob('{as_base64(ADDRESS)}')">Mejla oss</a>""",
        ADDRESS,
        "base64",
    ),
    "data-base64": (f'<a href="#" data-email="{as_base64(ADDRESS)}">Mejla oss</a>', ADDRESS, "base64"),
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
        f"""<a href="#" onclick="visa('{as_base64(ADDRESS)}')">Vakten</a>""",
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
    "attribute-rot13": (f'<a href="#" data-rot13="{rot13(ADDRESS)}">Vakten</a>', ADDRESS, "rot13"),
    "attribute-rot13-with-mailto": (
        f'<a href="#" data-x="{rot13("mailto:" + ADDRESS)}">Vakten</a>',
        ADDRESS,
        "rot13",
    ),
    "attribute-of-drupal": (
        f'<a href="#" data-mail-to="{rot13(LOCAL)}/at/{rot13("example")}/dot/{rot13("se")}">Vakten</a>',
        ADDRESS,
        "rot13",
    ),
    "attribute-reversed": (f'<a href="#" data-x="{ADDRESS[::-1]}">Vakten</a>', ADDRESS, "reversed"),
    "attribute-base64": (f'<a href="#" data-x="{as_base64("mailto:" + ADDRESS)}">Vakten</a>', ADDRESS, "base64"),
    "attribute-hexadecimal": (f'<a href="#" data-x="{ADDRESS.encode().hex()}">Vakten</a>', ADDRESS, "hexadecimal"),
    "attribute-of-codes": (f'<a href="#" data-x="{codes(ADDRESS)}">Vakten</a>', ADDRESS, "char-codes"),
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
    "text-rot13": (f'<span class="__eae_r13">{rot13(ADDRESS)}</span>', ADDRESS, "rot13"),
    "text-rot13-in-a-link-to-a-page": (
        f'<a href="/jobb">Skriv till oss (<span class="__eae_r13">{rot13(ADDRESS)}</span>)</a>',
        ADDRESS,
        "rot13",
    ),
    "link-and-text-rot13": (
        f"""<a href="javascript:__eae_open('{rot13("mailto:" + ADDRESS)}');"><span class="__eae_r13">{rot13(ADDRESS)}</span></a>""",
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
