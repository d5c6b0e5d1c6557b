"""What stands on the pages of the made-up municipality that `tests/review_site.py` writes."""

from __future__ import annotations

UPDATED = '<p>Sidan uppdaterad <time datetime="2026-10-12">2026-10-12</time></p>'
MENU = {
    "/bygga/": "Bygga och bo",
    "/forskola/": "Förskola och skola",
    "/omsorg/": "Omsorg och stöd",
    "/avfall/": "Avfall och återvinning",
    "/kultur/": "Uppleva och göra",
    "/trafik/": "Trafik och gator",
    "/politik/": "Kommun och politik",
}
TABLE = "<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
SEARCH = """<form role="search" action="/sok.html"><p><label for="ord">Sök på webbplatsen</label>
<input id="ord" type="search" name="q"> <button>Sök</button></p></form>"""
STEP = '<form method="post" action="{action}">{fields}<p><button>{button}</button></p></form>'


def table(caption: str, head: list[str], *rows: list[str]) -> str:
    """Return a data table."""
    cells = ["<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows]
    return TABLE.format(
        caption=caption, head="".join(f'<th scope="col">{one}</th>' for one in head), rows="\n".join(cells)
    )


def field(name: str, label: str, kind: str = "text", more: str = "") -> str:
    """Return a field of a form with its label."""
    return f'<p><label for="{name}">{label}</label> <input id="{name}" name="{name}" type="{kind}"{more}></p>'


def paragraphs(*texts: str) -> str:
    """Return paragraphs, one a line."""
    return "\n".join(f"<p>{text}</p>" for text in texts)


def links(*pairs: tuple[str, str]) -> str:
    """Return a list of links."""
    return "<ul>\n" + "\n".join(f'<li><a href="{href}">{text}</a></li>' for href, text in pairs) + "\n</ul>"


def news(day: str, written: str, text: str) -> str:
    """Return the content of a piece of news."""
    return f'<p>Publicerad <time datetime="{day}">{written}</time></p>\n{paragraphs(text)}'


NEWS = {
    "/nyheter/2026/nytt-bibliotek.html": ("Nytt bibliotek öppnar i mars", "2026-11-03", "3 november 2026"),
    "/nyheter/2026/vattenlacka.html": ("Vattenläckan på Storgatan är lagad", "2026-10-28", "28 oktober 2026"),
    "/nyheter/2026/budget.html": ("Fullmäktige antog budgeten för 2027", "2026-10-20", "20 oktober 2026"),
    "/nyheter/2026/simhallen.html": ("Simhallen stängd vecka 46", "2026-10-15", "15 oktober 2026"),
}
STATEMENT = """<p>Granviks kommun står bakom den här webbplatsen. Den här sidan beskriver hur www.granvik.test uppfyller lagen om
tillgänglighet till digital offentlig service, och vilka brister som vi känner till.</p>
<h2>Hur tillgänglig är webbplatsen?</h2>
<p>Webbplatsen är <strong>delvis förenlig</strong> med lagen om tillgänglighet till digital offentlig service.</p>
<h2>Innehåll som inte är tillgängligt</h2>
<ul>
<li>Bilder på några sidor saknar alternativtext (WCAG 1.1.1). Bristerna åtgärdas under 2026.</li>
<li>Filmen från simhallen saknar undertexter (WCAG 1.2.2).</li>
</ul>
<h2>Hur vi testat webbplatsen</h2>
<p>Vi har gjort en självskattning (intern testning) av webbplatsen. Senaste bedömningen gjordes den 14 februari 2025.</p>
<p>Redogörelsen uppdaterades senast den 3 mars 2025.</p>
<h2>Kontakta oss om du hittar fler brister</h2>
<p>Om du upptäcker problem som inte är beskrivna på sidan kan du
<a href="/synpunkter/tillganglighet.html">lämna synpunkter på tillgängligheten i vårt formulär</a>.</p>"""
CONTACT = """<p>Kontaktcenter svarar på frågor om kommunens tjänster.</p>
<h2>Kontaktcenter</h2>
<p>Telefon: <a href="tel:+46480450000">0480-45 00 00</a><br>
E-post: <a href="mailto:kontaktcenter@granvik.test">kontaktcenter@granvik.test</a><br>
Besöksadress: Storgatan 1, 391 26 Granvik</p>
<h2>Socialtjänsten</h2>
<p>Telefon: <a href="tel:+46480450100">0480-45 01 00</a><br>
E-post: <a href="mailto:socialtjansten@granvik.test">socialtjansten@granvik.test</a></p>"""

PAGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "/": (
        "Välkommen till Granviks kommun",
        '<p><img src="/bilder/torget.png" alt="Torget en vårdag"></p>\n<h2>Nyheter</h2>\n'
        + links(*((path, title) for path, (title, _, _) in NEWS.items()), ("/nyheter/", "Alla nyheter")),
        ("start",),
    ),
    "/tillganglighetsredogorelse.html": ("Tillgänglighetsredogörelse för granvik.test", STATEMENT, ("statement",)),
    "/synpunkter/tillganglighet.html": (
        "Synpunkter på tillgänglighet",
        STEP.format(
            action="/synpunkter/tack",
            fields='<p><label for="brist">Vad fungerar inte?</label> <textarea id="brist" name="brist"></textarea></p>'
            + field("epost", "Din e-postadress", "email", ' autocomplete="email"'),
            button="Skicka",
        ),
        ("feedback", "form"),
    ),
    "/nyheter/": ("Nyheter", links(*((path, title) for path, (title, _, _) in NEWS.items())), ("news",)),
    **{
        path: (title, news(day, written, f"{title}. Läs mer hos oss på kontaktcenter eller ring."), ("news",))
        for path, (title, day, written) in NEWS.items()
    },
    "/kontakt/": ("Kontakta oss", f"{CONTACT}\n{UPDATED}", ("contact",)),
    "/sok.html": (
        "Sök",
        SEARCH,
        ("search",),
    ),
    "/webbplatskarta.html": (
        "Webbplatskarta",
        links(*MENU.items(), ("/nyheter/", "Nyheter"), ("/kontakt/", "Kontakta oss")),
        ("sitemap",),
    ),
    "/om-webbplatsen/kakor.html": (
        "Kakor",
        paragraphs("Webbplatsen använder två kakor. Ingen av dem följer dig mellan webbplatser.") + f"\n{UPDATED}",
        ("legal",),
    ),
    "/om-webbplatsen/personuppgifter.html": (
        "Så behandlar vi personuppgifter",
        paragraphs("Granviks kommun behandlar dina personuppgifter för att kunna handlägga ditt ärende.")
        + f"\n{UPDATED}",
        ("legal",),
    ),
    "/hjalp.html": (
        "Vanliga frågor och svar",
        "<details><summary>Hur får jag texten större?</summary><p>Använd webbläsarens zoom.</p></details>\n"
        "<details><summary>Var hittar jag blanketter?</summary><p>På sidan för tjänsten det gäller.</p></details>\n"
        + UPDATED,
        ("help",),
    ),
    "/logga-in.html": (
        "Logga in",
        STEP.format(
            action="/inloggad",
            fields=field("namn", "Användarnamn", more=' autocomplete="username"')
            + field("losen", "Lösenord", "password", ' autocomplete="current-password"'),
            button="Logga in",
        ),
        ("login", "form"),
    ),
    "/ansok/plats/steg-1.html": (
        "Ansök om plats, steg 1 av 3: barnet",
        STEP.format(
            action="/ansok/plats/steg-2.html",
            fields=field("barn", "Barnets namn") + field("fodd", "Födelsedatum", "date"),
            button="Nästa",
        ),
        ("form", "process"),
    ),
    "/ansok/plats/steg-2.html": (
        "Ansök om plats, steg 2 av 3: vårdnadshavare",
        STEP.format(
            action="/ansok/plats/steg-3.html",
            fields=field("vuxen", "Ditt namn", more=' autocomplete="name"')
            + field("tel", "Telefonnummer", "tel", ' autocomplete="tel"'),
            button="Nästa",
        ),
        ("form", "process"),
    ),
    "/ansok/plats/steg-3.html": (
        "Ansök om plats, steg 3 av 3: granska och skicka",
        STEP.format(
            action="/ansok/plats/klart",
            fields=field("start", "Önskat startdatum", "date")
            + '<p><label for="annat">Annat vi bör veta</label> <textarea id="annat" name="annat"></textarea></p>',
            button="Skicka ansökan",
        ),
        ("form", "process"),
    ),
    "/bygga/": (
        "Bygga och bo",
        paragraphs("Här finns det du behöver veta innan du bygger, river eller flyttar.")
        + links(("/bygga/bygglov.html", "Bygglov"), ("/bygga/taxa.html", "Avgifter för bygglov"))
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/bygga/bygglov.html": (
        "Bygglov",
        paragraphs("Du behöver bygglov för att bygga nytt, bygga till eller ändra ett hus.")
        + '\n<p><img src="/bilder/ritning.png"></p>'
        + '\n<p><a href="/dokument/bygglov-checklista.pdf">Checklista för ansökan om bygglov (pdf, 1 kB)</a></p>'
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/bygga/taxa.html": (
        "Avgifter för bygglov",
        table(
            "Avgifter 2026", ["Ärende", "Avgift"], ["Altan", "4 200 kr"], ["Garage", "9 800 kr"], ["Villa", "31 500 kr"]
        )
        + f"\n{UPDATED}",
        ("service", "table"),
    ),
    "/bygga/detaljplaner.html": (
        "Detaljplaner",
        paragraphs("En detaljplan bestämmer vad som får byggas inom ett område.")
        + "\n<!-- finds: updated-date-stale -->\n<p>Sidan uppdaterad 2019-05-02</p>",
        ("service",),
    ),
    "/forskola/": (
        "Förskola och skola",
        paragraphs("I Granvik finns sex förskolor och tre grundskolor.")
        + links(
            ("/forskola/avgifter.html", "Avgifter i förskolan"),
            ("/forskola/skolmat.html", "Skolmat"),
            ("/ansok/plats/steg-1.html", "Ansök om plats i förskolan"),
        )
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/forskola/avgifter.html": (
        "Avgifter i förskolan",
        table("Högsta avgift i månaden", ["Barn", "Avgift"], ["Barn 1", "1 688 kr"], ["Barn 2", "1 125 kr"])
        + '\n<p><a href="/dokument/forskola-regler.pdf">Regler för förskolan (pdf, 1 kB)</a></p>'
        + f"\n{UPDATED}",
        ("service", "table"),
    ),
    "/forskola/skolmat.html": (
        "Skolmat",
        paragraphs("Skolmaten lagas på plats i två av skolorna.")
        + "\n<!-- finds: updated-date-empty -->\n<p>Sidan uppdaterad</p>",
        ("service",),
    ),
    "/omsorg/": (
        "Omsorg och stöd",
        paragraphs("Här finns stöd för dig som behöver hjälp i vardagen.")
        + links(("/omsorg/hemtjanst.html", "Hemtjänst"), ("/omsorg/fardtjanst.html", "Färdtjänst"))
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/omsorg/hemtjanst.html": (
        "Hemtjänst",
        paragraphs("Hemtjänst kan vara hjälp med mat, städning och dusch.")
        + f'\n<h2></h2>\n<p><a href="/kontakt/">Kontakta oss</a> om du vill veta mer.</p>\n{UPDATED}',
        ("service",),
    ),
    "/omsorg/fardtjanst.html": (
        "Färdtjänst",
        paragraphs("Färdtjänst är för dig som har svårt att resa med buss.")
        + "\n<!-- finds: link-text-generic -->\n"
        + '<p><a href="/kontakt/">Klicka här</a></p>'
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/avfall/": (
        "Avfall och återvinning",
        paragraphs("Vi hämtar hushållsavfall varannan vecka.")
        + links(("/avfall/sophamtning.html", "Sophämtning"), ("/avfall/atervinning.html", "Återvinningscentralen"))
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/avfall/sophamtning.html": (
        "Sophämtning",
        table("Hämtdagar", ["Område", "Dag"], ["Norr", "Måndag"], ["Söder", "Onsdag"], ["Öster", "Fredag"])
        + f"\n{UPDATED}",
        ("service", "table"),
    ),
    "/avfall/atervinning.html": (
        "Återvinningscentralen",
        paragraphs("Återvinningscentralen har öppet alla dagar utom söndag.") + f"\n{UPDATED}",
        ("service",),
    ),
    "/kultur/": (
        "Uppleva och göra",
        paragraphs("Bibliotek, simhall och leder för vandring.")
        + links(("/kultur/biblioteket.html", "Biblioteket"), ("/kultur/simhallen.html", "Simhallen"))
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/kultur/biblioteket.html": (
        "Biblioteket",
        paragraphs("På biblioteket kan du låna böcker, filmer och spel.") + f"\n{UPDATED}",
        ("service",),
    ),
    "/kultur/simhallen.html": (
        "Simhallen",
        '<video controls src="/bilder/simhallen.mp4" title="Film från simhallen"></video>\n'
        + paragraphs("Simhallen har en bassäng på 25 meter.")
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/trafik/": (
        "Trafik och gator",
        paragraphs("Kommunen sköter gator, cykelvägar och parkering.")
        + links(("/trafik/parkering.html", "Parkering"))
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/trafik/parkering.html": (
        "Parkering",
        paragraphs("Det är gratis att parkera med p-skiva i två timmar.") + f"\n{UPDATED}",
        ("service",),
    ),
    "/politik/": (
        "Kommun och politik",
        paragraphs("Kommunfullmäktige har 45 ledamöter.")
        + links(("/politik/sammantraden.html", "Sammanträden"))
        + f"\n{UPDATED}",
        ("service",),
    ),
    "/politik/sammantraden.html": (
        "Sammanträden",
        table("Kommunfullmäktige 2026", ["Dag", "Plats"], ["23 november", "Stadshuset"], ["14 december", "Stadshuset"])
        + f"\n{UPDATED}",
        ("service", "table"),
    ),
    "/granvik/historia.html": (
        "Granviks historia",
        paragraphs("Granvik fick sina första torgdagar på 1600-talet.") + f"\n{UPDATED}",
        (),
    ),
    "/granvik/vapen.html": (
        "Kommunens vapen",
        '<p><img src="/bilder/vapen.png" alt="En gran över tre vågor"></p>\n' + UPDATED,
        (),
    ),
}
TYPES = {path: types for path, (_, _, types) in PAGES.items()}
