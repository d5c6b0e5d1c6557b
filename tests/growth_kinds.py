"""Pages that grow: one way to write a page of any size for every reader of facts, so that its cost can be measured."""

from __future__ import annotations

from tests.growth_dates import DATES
from tests.growth_forms import FORMS
from tests.growth_over import OVER
from tests.growth_semantics import SEMANTICS
from tests.growth_text import TEXT
from tests.growth_writers import Kind, between, in_head, nested, numbered, repeated

_CONTACTS = (
    Kind("invitations", 400, repeated("<p>Kontakta oss</p>")),
    Kind("invitations in one line", 400, between("<p>", repeated("Du kan kontakta oss. "), "")),
    Kind("invitations without stops", 400, between("<p>", repeated("om du vill kontakta oss "), "")),
    Kind("invitations in sentences", 200, repeated("<p>Välkommen att kontakta kommunen om du har frågor.</p>")),
    Kind("phone labels", 500, repeated("<p>Telefon:</p>")),
    Kind("phone labels and breaks", 500, repeated("Telefon:<br>")),
    Kind("phone labels in one line", 500, between("<p>", repeated("Telefon: "), "")),
    Kind("labels and breaks", 600, between("<p>Telefon:", repeated("<br>"), "")),
    Kind("phone numbers in one line", 300, between("<p>Telefon: ", numbered("0480-45 00 12, "), "")),
    Kind("phone numbers", 150, numbered("<p>Telefon: 0480-45 00 12</p>")),
    Kind("digits", 4000, between("<p>Telefon: ", repeated("0 "), "")),
    Kind("contacts", 100, numbered("<h3>Anna Ek</h3><p>Rektor<br>0480-45 00 01<br>a#@ex.example</p>")),
    Kind(
        "contacts in one block",
        150,
        between("<div>", numbered("<b>Anna Ek</b><br>Rektor<br>0480-45 00 01<br>"), "</div>"),
    ),
    Kind("contacts in one line", 200, between("<p>", repeated("Anna Ek, rektor, 0480-45 00 01; "), "")),
    Kind("name lines", 300, repeated("<p>Anna Ek</p><p>Rektor</p>")),
    Kind(
        "staff table",
        100,
        between(
            "<table><tr><th>Namn<th>Titel<th>Telefon",
            numbered("<tr><td>Anna Ek<td>Rektor<td>0480-45 00 12"),
            "</table>",
        ),
    ),
    Kind("staff lists", 100, numbered("<dl><dt>Namn<dd>Anna Ek<dt>Telefon<dd>0480-45 00 12</dl>")),
    Kind("postcodes in one line", 300, between("<p>", repeated("Storgatan 1, 391 26 Kalmar, "), "")),
    Kind("postcodes", 200, repeated("<p>Storgatan 1<br>391 26 Lerboda</p>")),
    Kind("boxes", 300, between("<p>", repeated("Box 12, "), "")),
    Kind("capitals", 3000, between("<p>391 26 ", repeated("Aa "), "")),
    Kind("nested vcards", 300, nested("<div class=vcard>", "Telefon: 0480-45 00 00")),
    Kind(
        "vcards",
        100,
        numbered("<div class=vcard><b class=fn>Anna Ek</b> <i class=role>Rektor</i> 0480-45 00 00</div>"),
    ),
    Kind("nested microdata", 300, nested("<div itemscope itemtype='http://schema.org/Person'>")),
    Kind("nested cards with names", 200, nested("<div class=vcard><b class=fn>Anna Ek</b>", "0480-45 00 00")),
    Kind(
        "footer",
        150,
        between(
            "<footer>",
            numbered("<p>Lerboda kommun<br>Storgatan #<br>391 26 Lerboda<br>0480-45 00 00</p>"),
            "</footer>",
        ),
    ),
    Kind("footer headings", 200, between("<footer>", numbered("<h3>Kontor #</h3><p>0480-45 00 00</p>"), "</footer>")),
    Kind("footer of strong names", 300, between("<footer>", repeated("<b>Lerboda kommun</b><br>"), "</footer>")),
    Kind("meetings", 200, repeated("<p>Ring in: 0480-45 00 00,,99#</p>")),
    Kind(
        "invitations to events", 100, numbered("<p>Välkommen till fest nummer # i parken lördag den 3 mars 2026.</p>")
    ),
    Kind(
        "event metas",
        100,
        numbered('<div itemscope itemtype="/Event"><meta itemprop="startDate" content="2026-03-03">#</div>'),
    ),
    Kind("prices", 60, numbered("<h2>Priser 2025</h2><h3>Kort #</h3><p>Vuxen: 80 kr</p>")),
    Kind("steps", 100, numbered("<h2>Steg #</h2><p>Läs på och ansök.</p>")),
    Kind("events", 100, numbered("<div><h3>Konsert #</h3><p>3 mars 2026</p><p>Biljetter: 0480-45 00 00</p></div>")),
    Kind("forms", 150, numbered("<form action='/f/#'><input name=a><textarea></textarea></form>")),
    Kind("nested forms", 300, nested("<form><div>", "<textarea>")),
    Kind("headings", 400, repeated("<h2>Kontakt</h2>")),
)

_EMAIL = (
    Kind("addresses in one line", 150, between("<p>", numbered("a#@ex#.example", " "), "")),
    Kind("addresses in pieces of one line", 150, between("<p>", numbered("<b>a#</b>@<i>ex#.example</i> "), "")),
    Kind("addresses", 200, numbered("<p>a#@ex.example</p>")),
    Kind("at signs", 3000, between("<p>", repeated("a@"), "")),
    Kind("mail links", 150, numbered("<p><a href='mailto:a#@ex.example'>Person #</a></p>")),
    Kind("mail links in one line", 150, between("<p>", numbered("<a href='mailto:a#@ex.example'>Person #</a> "), "")),
    Kind("empty mail links", 300, repeated("<a href=mailto:></a>")),
    Kind(
        "recipients of one link", 300, between("<a href='mailto:", numbered("a#@ex.example,"), "'>Skriv till oss</a>")
    ),
    Kind("mismatched mail links", 150, numbered("<p><a href='mailto:a#@ex.example'>b#@ex.example</a></p>")),
    Kind("spelled addresses in one line", 150, between("<p>", numbered("a# (at) ex#.example "), "")),
    Kind("spelled addresses", 200, numbered("<p>a# [at] ex.example</p>")),
    Kind("written full stops", 1000, between("<p>a (at) ", repeated("b (punkt) "), "se")),
    Kind(
        "cloudflare",
        200,
        repeated("<p><a href='/cdn-cgi/l/email-protection' data-cfemail=5b3a1b3a75383436>[email protected]</a></p>"),
    ),
    Kind(
        "addresses in attributes",
        200,
        numbered("<p><span data-mail='a#' data-domain=ex.example class=mail></span></p>"),
    ),
    Kind("reversed text", 150, numbered("<p style='unicode-bidi:bidi-override;direction:rtl'>elpmaxe.xe@a#</p>")),
    Kind("nested reversed text", 200, nested("<div style='unicode-bidi:bidi-override;direction:rtl'>", "elpmaxe.xe@a")),
    Kind("decoys", 150, numbered("<p>a#<span class=hidden>bort</span>@ex.example</p>")),
    Kind("pictures of addresses", 200, repeated("<p>E-post: <img src=epost-anna.png width=200></p>")),
    Kind("pictures in one line", 200, between("<p>E-post: ", repeated("<img src=epost-anna.png width=200> "), "")),
    Kind("mail labels", 400, repeated("<p>E-post:</p>")),
    Kind("mail labels in cells", 200, between("<table>", repeated("<tr><td>E-post<td><a href=#>Visa</a>"), "</table>")),
    Kind(
        "fallback texts", 200, repeated("<p>Denna e-postadress skyddas mot spambots. Du måste tillåta JavaScript.</p>")
    ),
    Kind("scripts that write", 150, numbered("<p><script>document.write('a#@'+'ex.example')</script></p>")),
    Kind(
        "scripts that write elsewhere",
        150,
        numbered("<p id=m#></p><script>document.getElementById('m#').innerHTML='a#@'+'ex.example'</script>"),
    ),
    Kind("doubling script", 30, between("<script>var a='x@y.se ';", repeated("a=a+a;"), "document.write(a)</script>")),
    Kind("growing script", 200, between("<script>var a='x';", repeated("a+='x@y.';"), "document.write(a)</script>")),
    Kind("terms of a script", 1500, between("<script>document.write('a@'", repeated("+'b'"), ")</script>")),
    Kind("open brackets in a script", 1500, between('<p><a href="javascript:mail(', repeated("x('"), '">E-post</a>')),
    Kind("array in a script", 1500, between("<script>document.write([", repeated("'a@',"), "'b'].join(''))</script>")),
    Kind("handlers", 200, numbered("<p><a href=# onclick=\"location='mail'+'to:a#@'+'ex.example'\">Mejla</a></p>")),
)

_MAPS = (
    Kind("map links", 200, numbered("<p><a href='https://www.google.com/maps?q=56.#,16.#'>Visa på karta</a></p>")),
    Kind("map hosts", 200, numbered("<p><a href='https://maps#.google.com/maps?q=56.1,16.1'>Karta</a></p>")),
    Kind(
        "map links in one line",
        200,
        between("<p>", numbered("<a href='https://www.google.com/maps?q=56.#,16.#'>Visa på karta</a> "), ""),
    ),
    Kind("map texts", 300, repeated("<p>Visa på karta</p>")),
    Kind("map texts in one line", 300, between("<p>", repeated("Visa på karta "), "")),
    Kind(
        "map frames",
        200,
        numbered("<iframe title='Karta #' src='https://www.google.com/maps/embed?pb=!1m1!2d16.#!3d56.#'></iframe>"),
    ),
    Kind("map query", 3000, between("<a href='https://www.google.com/maps?", repeated("q=&"), "'>Visa på karta</a>")),
    Kind("map path", 3000, between("<a href='https://www.google.com/maps/", repeated("@56,"), "'>Visa på karta</a>")),
    Kind(
        "map data",
        3000,
        between("<a href='https://www.google.com/maps/place/data=", repeated("!3d56.1!4d16.1"), "'>Visa på karta</a>"),
    ),
    Kind("map buttons", 200, numbered("<button data-lat=56.# data-lng=16.#>Visa på karta</button>")),
    Kind("map links to places of the page", 300, numbered("<a href='#karta#'>Visa på karta</a><p id=karta#></p>")),
    Kind(
        "map links with addresses",
        150,
        numbered(
            "<div><p>Storgatan #<br>391 26 Lerboda</p><a href='https://www.google.com/maps?q=56.#,16.#'>Visa på karta</a></div>"
        ),
    ),
)

_LINKS = (
    Kind("equal links in one line", 300, repeated("<a href='/p'>Läs mer</a> ")),
    Kind("equal links", 300, numbered("<p><a href='/p/#'>Läs mer</a></p>")),
    Kind("links that open windows", 200, numbered("<p><a href='https://ex#.example/' target=_blank>Bygglov #</a></p>")),
    Kind(
        "links that open windows in one line",
        200,
        numbered("<a href='https://ex#.example/' target=_blank>Bygglov #</a> "),
    ),
    Kind("links with titles", 200, numbered("<p><a href='/p/#' title='Läs mer'>Läs mer</a></p>")),
    Kind("nested tables with links", 200, nested("<table><tr><td><a href=x>")),
    Kind("nested lists with links", 400, nested("<ul><li><a href=/x>Läs mer</a>")),
    Kind("nested boxes with links", 600, nested("<div><a href=/x>Läs mer</a>")),
    Kind("empty links", 300, repeated("<p><a href=/x></a></p>")),
    Kind("image links", 200, numbered("<p><a href='/p/#'><img src='/b/#.png' alt=''></a></p>")),
    Kind("pictures in one link", 500, between("<a href=/x>", repeated("<img src=/b.png alt=Bild>"), "</a>")),
    Kind("labelled links", 200, numbered("<p><b id=t#>Bygglov</b><a href='/p/#' aria-labelledby=t#>Läs mer</a></p>")),
    Kind(
        "links labelled by one element",
        150,
        between("<p id=t>", numbered("<a href='/p/#' aria-labelledby=t>Läs mer</a> "), "</p>"),
    ),
    Kind("documents", 150, numbered("<li><a href='/d/#.pdf'>Protokoll #</a></li>")),
    Kind("documents in one line", 150, numbered("<a href='/d/#.pdf'>Protokoll #</a> ")),
    Kind(
        "documents in a table",
        150,
        between("<table>", numbered("<tr><td><a href='/d/#.pdf'>Protokoll #</a>"), "</table>"),
    ),
    Kind("documents in nested lists", 100, nested("<ul><li>Protokoll <a href=/d.pdf>Protokoll</a>")),
    Kind("links to places of the page", 300, numbered("<a href='#p#'>Avsnitt #</a><p id=p#></p>")),
    Kind("links to no place of the page", 300, numbered("<p><a href='#p#'>Avsnitt #</a></p>")),
    Kind(
        "wrapped links",
        150,
        numbered(
            "<p><a href='https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fex.example%2F#'>Bygglov #</a></p>"
        ),
    ),
    Kind("wrong addresses", 300, numbered("<p><a href='http:///ex.example/#'>Bygglov #</a></p>")),
    Kind(
        "window notices",
        300,
        between("<a href=/x target=_blank>Bygglov</a>", repeated("<p>Länkar öppnas i nytt fönster</p>"), ""),
    ),
)

_LABELS = (
    Kind("labels", 300, repeated("<p>Ansvarig:</p>")),
    Kind("labels in definition lists", 300, between("<dl>", repeated("<dt>Öppettider:<dd>"), "</dl>")),
    Kind("terms without descriptions", 300, between("<dl>", repeated("<dt>Öppettider"), "</dl>")),
    Kind("labels before empty boxes", 300, between("<p>Öppettider:</p>", repeated("<div></div>"), "")),
    Kind("labels before images", 300, between("<p>Öppettider:", repeated("<img alt='' src=/b.png>"), "")),
    Kind("labels with empty boxes", 200, repeated("<div><b>Öppettider:</b> <span></span></div>")),
    Kind("labels filled by scripts", 200, numbered("<p>Prov:</p><div id=p#></div><script>fill('#p#')</script>")),
    Kind("bold labels in one line", 300, between("<p>", repeated("<b>Avgift:</b> "), "")),
    Kind("nested labels", 300, nested("<div>Öppettider:")),
    Kind("labels with colons", 300, repeated("<div>Prov:</div>")),
)

_DOUBTS = (
    Kind("placeholders", 300, repeated("<p>{namn}</p>")),
    Kind("placeholders in one line", 500, between("<p>", repeated("{namn} "), "")),
    Kind("expressions", 300, repeated("<p>{{ namn }}</p>")),
    Kind("open expressions", 2000, between("<p>", repeated("{{ "), "")),
    Kind("server tags", 500, repeated("<p><% namn %></p>")),
    Kind("bindings", 300, repeated("<p data-bind='text: namn'></p>")),
    Kind("broken text", 300, repeated("<p>RÃ¥dhuset Ã¶ppnar</p>")),
    Kind("broken text in one line", 800, between("<p>", repeated("Ã¶ppnar "), "")),
    Kind("lost characters", 800, between("<p>", repeated("r\ufffddhus "), "")),
    Kind("sample text", 200, repeated("<p>Lorem ipsum dolor sit amet</p>")),
    Kind("sample text in one line", 200, between("<p>", repeated("Lorem ipsum dolor sit amet "), "")),
)

_PAGE = (
    Kind("combining marks", 3000, between("<p>a", repeated("\u0316\u0301"), "")),
    Kind("combining marks after a label", 3000, between("<p>a", repeated("\u0316\u0301"), " Telefon: 0480-45 0")),
    Kind("combining marks and addresses", 1000, between("<p>", repeated("a\u0301 x@ex.example "), "")),
    Kind("soft hyphens", 3000, between("<p>Telefon", repeated("\u00ad"), ": 0480-45 0")),
    Kind("blanks", 8000, between("<p>Telefon:", repeated(" \n"), "0480-45 0")),
    Kind("lines of the source", 3000, repeated("<p>x</p>\n")),
    Kind("attributes", 1500, between("<p ", numbered("a#=1 "), ">x")),
    Kind("attributes of a link", 1500, between("<a href=x ", numbered("data-a#=a@b.se "), ">Visa på karta</a>")),
    Kind("classes", 1500, between("<p class='", numbered("c# "), "'>x")),
    Kind(
        "elements with attributes",
        300,
        numbered("<p id=p# class='a b c' title=x data-x=y style='color:red' role=note>x</p>"),
    ),
    Kind("equal ids", 300, repeated("<p id=a>x</p>")),
    Kind("nested boxes", 800, nested("<div>")),
    Kind("nested named boxes", 300, nested("<div class=footer id=meny>")),
    Kind("nested landmarks", 300, nested("<section><header>")),
    Kind("nested headers", 300, nested("<header>")),
    Kind("nested inline", 800, nested("<span>")),
    Kind("nested hidden", 800, nested("<div hidden>")),
    Kind("nested shadows", 200, nested("<div><template shadowrootmode=open>")),
    Kind("misnested formatting", 100, nested("<b id=i><p>")),
    Kind("attributes of misnested formatting", 20, numbered("<b id=i#><p>")),
    Kind("misnested links", 100, nested("<a href=x><div>")),
    Kind("formatting left open", 100, repeated("<p><b><i><u>x")),
    Kind("misnested end tags", 300, repeated("<b><i></b></i>")),
    Kind("stray end tags", 1500, repeated("</p></b></li>")),
    Kind("text in tables", 300, nested("<table>x")),
    Kind("tables", 150, numbered("<table><tr><th>Dag<td>Tid</table>")),
    Kind("rows", 300, between("<table><tr><th>Dag<th>Tid", repeated("<tr><td>Måndag<td>8-16"), "</table>")),
    Kind("cells of one row", 500, between("<table><tr>", repeated("<td>x"), "</table>")),
    Kind("lists", 300, repeated("<ul><li>x</ul>")),
    Kind("options", 500, between("<select>", repeated("<option>x"), "</select>")),
    Kind("controls", 200, numbered("<p><label for=f#>Namn</label><input id=f#></p>")),
    Kind("references", 2000, between("<p>", repeated("&amp;&#64;&auml;"), "")),
    Kind("broken references", 2000, between("<p>", repeated("&#x110000;&foo;&"), "")),
    Kind("comments", 800, repeated("<!-- x -->")),
    Kind("unclosed comments", 2000, repeated("<!--")),
    Kind("remarks to the program", 300, repeated("<!-- kommunlint-ignore link-empty: prov -->\n<p>x</p>\n")),
    Kind(
        "remarks and findings",
        200,
        repeated("<!-- kommunlint-ignore-next-line link-empty: prov -->\n<p><a href=/x></a></p>\n"),
    ),
    Kind("scripts", 400, repeated("<script>var a = 1</script>")),
    Kind("one script", 4000, between("<script>", repeated("var a = 'x@y';"), "</script>")),
    Kind(
        "style sheet",
        2000,
        between("<style>", repeated(".a{display:none}"), "</style><p>a<i class=a>x</i>@ex.example</p>"),
    ),
    Kind(
        "open braces in a style sheet",
        3000,
        between("<style>", repeated(".a{"), "</style><p>a<i class=a>x</i>@ex.example</p>"),
    ),
    Kind("styles", 300, repeated("<p style='color:red;display:none'>x</p>")),
    Kind("svg", 300, repeated("<svg><title>x</title></svg>")),
    Kind("nested svg", 500, nested("<svg><title>")),
    Kind("languages", 300, repeated("<p lang=fi>Ota yhteyttä</p>")),
    Kind("metas", 500, in_head(numbered("<meta name=n# content=x>"))),
    Kind("less-than signs", 4000, between("<p>", repeated("< "), "")),
    Kind("quotes", 4000, between("<p ", repeated("'\""), ">x")),
    Kind("null characters", 4000, between("<p>Telefon:", repeated("\0"), "0480-45 0")),
    Kind("one word", 8000, between("<p>", repeated("Ö"), " 1")),
)

_RULES = (
    Kind("errors of mark-up", 60, repeated("<p><b></p></i><table>x</table>"), ("all",)),
    Kind("unclosed elements", 150, nested("<div>"), ("all",)),
    Kind("stray cells", 150, repeated("<td>x</td>"), ("all",)),
    Kind("doubled attributes", 150, repeated("<p a=1 a=2>x</p>"), ("all",)),
    Kind("findings at equal places", 150, repeated("<p><a href=/x></a></p>"), ("all",)),
)

_STATEMENT = "<h1>Tillgänglighetsredogörelse</h1><p>Granviks kommun står bakom den här webbplatsen.</p>"
_STATEMENTS = (
    Kind(
        "paragraphs of a statement",
        150,
        between(_STATEMENT, repeated("<p>Vi uppfyller inte allt, se 1.1.1 och 1 maj 2026.</p>"), ""),
    ),
    Kind("claims in one line", 300, between(f"{_STATEMENT}<p>", repeated("Webbplatsen är delvis förenlig. "), "</p>")),
    Kind("halves of claims", 300, between(f"{_STATEMENT}<p>", repeated("uppfyller krav "), "</p>")),
    Kind(
        "sections of a statement",
        100,
        between(_STATEMENT, repeated("<h2>Kända brister</h2><ul><li>Menyn saknar namn</ul>"), ""),
    ),
    Kind("links to statements", 300, repeated("<a href=/t>Tillgänglighetsredogörelse</a> ")),
    Kind(
        "links of a statement",
        150,
        between(_STATEMENT, repeated("<p>Om du upptäcker problem, <a href=/k>kontakta oss</a>.</p>"), ""),
    ),
)

_OWN = "<link rel=canonical href='https://www.granvik.example/'>"
_FIT = (
    Kind("old names", 300, repeated("<p>Du kan fråga landstinget.</p>")),
    Kind("old names in one line", 300, between("<p>", repeated("Du kan fråga landstinget. "), "</p>")),
    Kind("personal numbers", 200, repeated("<p>Alva Bergdahl, 850709-9805</p>")),
    Kind("digits like personal numbers", 1000, between("<p>", repeated("850709-9804 "), "</p>")),
    Kind("pointers to nothing", 300, repeated("<p>Ansök via länken nedan.</p>")),
    Kind("pointers in sections", 150, repeated("<h2>Ansök</h2><p>Ansök via länken nedan.</p>")),
    Kind("pointers to a side", 300, repeated("<p>Se länken till höger.</p>")),
    Kind("empty announcements", 300, repeated("<h2>Lediga tomter</h2>")),
    Kind(
        "announcements before empty boxes", 150, repeated("<h2>Lediga tomter</h2><div id=a></div><script>a()</script>")
    ),
    Kind(
        "foreign addresses",
        100,
        between(_OWN, numbered("<p>Enhet #<br>Telefon: 0480-45 00 94<br>a@b#.example</p>"), ""),
    ),
    Kind(
        "free addresses", 100, between(_OWN, repeated("<p>Reception<br>Telefon: 0480-45 00 94<br>a@gmail.com</p>"), "")
    ),
    Kind(
        "numbers without a link", 100, repeated("<p>Alva Ek<br><a href=tel:112>112</a><br>Telefon: 0480-45 00 94</p>")
    ),
    Kind("running text", 300, repeated("<p>Simhallen är öppen varje dag, utom måndagar.</p>"), ("text-hard-to-read",)),
    Kind("one long sentence", 800, between("<p>", repeated("Simhallen är öppen, "), "</p>"), ("text-hard-to-read",)),
)

_WHOLE = (*SEMANTICS, *_PAGE, *_RULES, *_STATEMENTS)
KINDS = (*_FIT, *OVER, *FORMS, *TEXT, *DATES, *_CONTACTS, *_EMAIL, *_MAPS, *_LINKS, *_LABELS, *_DOUBTS, *_WHOLE)
