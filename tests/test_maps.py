"""Map links: the place that each provider's address states, and what makes a link faulty."""

from __future__ import annotations

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linter.facts.maps import coordinates
from linter.facts.maps.address import Point
from linter.facts.maps.addresses import read_address
from tests.support import facts, found, subset

PLACE = (58.753, 17.0086)
CENTRAL = (59.33023, 18.0592)
"""Stockholm C: 59.330231, 18.059196."""

GOOD: list[tuple[str, str, tuple[float, float] | None]] = [
    ("https://www.google.com/maps/search/?api=1&query=Kvarngatan+6+Granvik", "google", None),
    ("https://www.google.com/maps/search/?api=1&query=58.7530,17.0086", "google", PLACE),
    ("https://www.google.com/maps/search/?api=1&query=58.7530%2C17.0086", "google", PLACE),
    ("https://www.google.com/maps/dir/?api=1&destination=58.7530,17.0086", "google", PLACE),
    ("https://www.google.com/maps/dir//Kvarngatan+6,+Granvik", "google", None),
    ("https://www.google.se/maps/place/Museet/@58.75,17.00,17z/data=!3m1!4b1!8m2!3d58.7530!4d17.0086", "google", PLACE),
    ("https://www.google.com/maps/@58.7530,17.0086,15z", "google", PLACE),
    ("https://www.google.com/maps/embed?pb=!1m18!1m12!1m3!1d2000!2d17.0086!3d58.7530!2m3!1f0", "google", PLACE),
    ("https://www.google.com/maps/embed/v1/place?key=K&q=58.7530,17.0086", "google", PLACE),
    ("//www.google.com/maps/search/?api=1&query=58.7530,17.0086", "google", PLACE),
    ("https://www.openstreetmap.org/?mlat=58.7530&mlon=17.0086#map=17/58.1/17.1", "openstreetmap", PLACE),
    ("https://www.openstreetmap.org/#map=17/58.7530/17.0086", "openstreetmap", PLACE),
    (
        "https://www.openstreetmap.org/export/embed.html?bbox=17.0,58.7,17.1,58.8&marker=58.7530,17.0086",
        "openstreetmap",
        PLACE,
    ),
    ("https://www.openstreetmap.org/export/embed.html?bbox=17.0,58.7,17.0172,58.806", "openstreetmap", PLACE),
    ("https://www.openstreetmap.org/search?query=Granvik", "openstreetmap", None),
    ("https://www.openstreetmap.org/node/123", "openstreetmap", None),
    ("https://www.bing.com/maps?cp=58.7530~17.0086&lvl=16", "bing", PLACE),
    ("https://www.bing.com/maps?cp=58.1~17.1&sp=point.58.7530_17.0086_Museet", "bing", PLACE),
    ("https://www.bing.com/maps?where1=Granvik", "bing", None),
    ("https://www.eniro.se/kartor?c=58.7530,17.0086&z=15", "eniro", PLACE),
    ("https://www.hitta.se/kartan!~58.7530,17.0086,15z/", "hitta", PLACE),
    ("https://www.hitta.se/kartan/partner?mc=6580822,674032", "hitta", CENTRAL),
    ("https://www.hitta.se/kartan?search=Granvik", "hitta", None),
    ("https://minkarta.lantmateriet.se/plats/3006/v2.0/?e=674032&n=6580822&z=10", "lantmateriet", CENTRAL),
    ("https://karta.example.se/?m=karta&x=674032&y=6580822&z=5", "hajk", CENTRAL),
    ("https://karta.example.se/?m=karta&x=154000&y=6580000&z=5", "hajk", None),
    ("https://karta.example.se/#center=674032,6580822&zoom=8", "origo", CENTRAL),
    ("https://karta.example.se/#center=1628294,6580994&zoom=8", "origo", CENTRAL),
    ("https://example.maps.arcgis.com/apps/mapviewer/index.html?center=17.0086,58.7530&level=8", "arcgis", PLACE),
    ("https://example.maps.arcgis.com/home/webmap/viewer.html?webmap=abc", "arcgis", None),
    ("https://maps.apple.com/?ll=58.7530,17.0086", "apple", PLACE),
    ("https://maps.apple.com/?address=Granvik", "apple", None),
    ("https://share.here.com/l/58.7530,17.0086?z=15", "here", PLACE),
    ("geo:58.7530,17.0086;u=35", "geo", PLACE),
    ("geo:0,0?q=Granvik", "geo", None),
    ("https://www.norgeskart.no/#!?project=norgeskart&lat=6580822&lon=674032", "norgeskart", CENTRAL),
    ("https://map.krak.dk/?c=55.6761,12.5683", "krak", (55.6761, 12.5683)),
    ("https://kart.gulesider.no/?q=Oslo", "gulesider", None),
    ("https://kommunekart.com/?urlid=abc", "kommunekart", None),
    ("https://palvelukartta.hel.fi/unit/7", "palvelukartta", None),
    ("https://www.paikkatietoikkuna.fi/?coord=385601_6672000", "paikkatietoikkuna", (60.16883, 24.93828)),
    (
        "https://www.google.com/maps/place/58%C2%B045'10.8%22N+17%C2%B000'31%22E/@58.7,17.0,17z",
        "google",
        (58.753, 17.00861),
    ),
    ("https://www.google.com/maps/d/viewer?mid=1abc&ll=58.7530%2C17.0086&z=12", "google", PLACE),
    (
        "https://asiointi.maanmittauslaitos.fi/karttapaikka/?share=customMarker&n=6672000&e=385601",
        "maanmittauslaitos",
        (60.16883, 24.93828),
    ),
    ("https://www.krak.dk/kort?c=55.6761,12.5683&z=14", "krak", (55.6761, 12.5683)),
    ("https://experience.arcgis.com/experience/0123456789abcdef0123456789abcdef/", "arcgis", None),
    ("https://portal.example.se/portal/apps/webappviewer/index.html?id=abc", "arcgis", None),
    ("https://portal.example.se/portal/apps/View/index.html?appid=abc", "arcgis", None),
]

FAULTY = [
    ("https://www.google.com/maps/search/?api=1&query=", "map-link-broken:no_place"),
    ("https://www.google.com/maps/search/?api=1&query=undefined", "map-link-broken:no_place"),
    ("https://www.google.com/maps/search/?api=1&query={address}", "map-link-broken:no_place"),
    ("https://www.google.com/maps/search/?api=1&query=%20", "map-link-broken:no_place"),
    ("https://www.google.com/maps", "map-link-broken:no_place"),
    ("https://maps.google.se/maps?q=null", "map-link-broken:no_place"),
    ("https://maps.apple.com/", "map-link-broken:no_place"),
    ("https://www.openstreetmap.org/?mlat=&mlon=", "map-link-broken:no_place"),
    ("https://minkarta.lantmateriet.se/plats/3006/v2.0/?e=674032", "map-link-broken:no_place"),
    ("https://www.hitta.se/kartan", "map-link-broken:no_place"),
    ("https://www.eniro.se/kartor", "map-link-broken:no_place"),
    ("https://www.bing.com/maps", "map-link-broken:no_place"),
    ("https://www.norgeskart.no/#!?lat=&lon=", "map-link-broken:no_place"),
    ("https://kso.etjanster.lantmateriet.se/", "map-link-broken:no_place"),
    ("https://kso.etjanster.lantmateriet.se/?e=674032&n=6580822", "map-link-retired:retired"),
    ("http://maps.live.com/?where1=Granvik", "map-link-retired:retired"),
    ("http://local.live.com/?where1=Granvik", "map-link-retired:retired"),
    ("http://maps.yahoo.com/?addr=Granvik", "map-link-retired:retired"),
    ("http://goo.gl/AbCd12", "map-link-retired:in_part"),
    ("https://maps.google.com/maps/ms?msid=2131.00", "map-link-retired:retired"),
    ("http://maps.google.se/maps?f=q&hl=sv&q=Kvarngatan+6,+Granvik&ie=UTF8&z=16", "map-link-legacy:legacy"),
    ("https://kartor.eniro.se/?c=58.7530,17.0086&z=14", "map-link-legacy:legacy"),
    ("https://maps.app.goo.gl/AbCd12", "map-link-opaque:opaque"),
    ("https://goo.gl/maps/AbCd12", "map-link-opaque:opaque"),
    ("https://g.page/museet", "map-link-opaque:opaque"),
    ("https://arcg.is/1abCd", "map-link-opaque:opaque"),
    ("https://example.maps.arcgis.com/apps/webappviewer/index.html?id=abc", "map-link-retired:retired"),
    ("https://example.maps.arcgis.com/apps/webappviewer/index.html?id=", "map-link-broken:no_place"),
    ("https://asiointi.maanmittauslaitos.fi/karttapaikka/?n=6672000", "map-link-broken:no_place"),
    ("https://experience.arcgis.com/experience/", "map-link-broken:no_place"),
    ("https://g.co/maps/abc", "map-link-opaque:opaque"),
    ("https://www.google.com/maps/search/?api=1&query=17.0086,58.7530", "map-coordinates-invalid:swapped"),
    ("https://www.google.com/maps/search/?api=1&query=0,0", "map-coordinates-invalid:zero"),
    ("https://www.google.com/maps/search/?api=1&query=58,7530,17,0086", "map-coordinates-invalid:decimal_comma"),
    ("https://www.openstreetmap.org/?mlat=95.7530&mlon=17.0086", "map-coordinates-invalid:out_of_range"),
    ("https://www.openstreetmap.org/?mlat=6514900&mlon=615900", "map-coordinates-invalid:metres"),
    ("https://www.openstreetmap.org/?mlat=41.3874&mlon=2.1686", "map-coordinates-invalid:outside"),
    ("https://minkarta.lantmateriet.se/plats/3006/v2.0/?e=17.0086&n=58.7530", "map-coordinates-invalid:degrees"),
    ("https://minkarta.lantmateriet.se/plats/3006/v2.0/?e=6580822&n=674032", "map-coordinates-invalid:swapped"),
    ("", "map-link-broken:empty"),
    ("#", "map-link-broken:empty"),
    ("#saknas", "map-link-broken:fragment"),
    ("javascript:void(0)", "map-link-broken:script"),
    ("about:blank", "map-link-broken:script"),
]


def _page(href: str) -> str:
    return f'<html lang=sv><main><h1>Museet</h1><p>Kvarngatan 6, Granvik <a href="{escape(href)}">Visa på karta</a></p></main>'


@pytest.mark.parametrize(
    ("href", "provider", "place"), GOOD, ids=[f"{provider}-{number}" for number, (_, provider, _) in enumerate(GOOD)]
)
def test_good_address(href: str, provider: str, place: tuple[float, float] | None) -> None:
    (link,) = facts(_page(href), "map_links")
    assert (href, provider) == (link["href"], link["provider"])
    if place is None:
        assert (None, None) == (link["latitude"], link["longitude"])
    else:
        assert pytest.approx(place, abs=0.00002) == (link["latitude"], link["longitude"])
    assert [] == found(_page(href), "maps")


@pytest.mark.parametrize(
    ("href", "expected"), FAULTY, ids=[f"{key}-{number}" for number, (_, key) in enumerate(FAULTY)]
)
def test_faulty_address(href: str, expected: str) -> None:
    assert [expected] == [f"{rule}:{key}" for rule, key, _ in found(_page(href), "maps")]


@pytest.mark.parametrize("href", [href for href, _, _ in GOOD] + [href for href, _ in FAULTY if "//" in href])
def test_address_is_found_whatever_the_link_is_called(href: str) -> None:
    seen = read_address(href)
    assert seen is not None
    if seen.state == "unknown":
        return  # it may lead to anything, so the link has to speak of a map
    links = facts(f'<html lang=sv><main><p>Vi finns i <a href="{escape(href)}">stadshuset</a>.</p></main>', "map_links")
    states_place = seen.state != "no_place" or seen.named_slot
    assert [(href, seen.provider)] * states_place == [(link["href"], link["provider"]) for link in links]


@pytest.mark.parametrize(
    "href",
    [
        "https://www.example.se/kontakt",
        "mailto:a@b.se",
        "/karta",
        "https://www.google.com/search?q=karta",
        "",
        "http://[",
    ],
)
def test_no_map_address(href: str) -> None:
    assert read_address(href) is None


@given(
    st.text(max_size=60),
    st.sampled_from(
        [href.partition("?")[0] for href, _, _ in GOOD] + [href.partition("#")[0] for href, _, _ in GOOD] + [""]
    ),
)
def test_any_address_is_read(text: str, start: str) -> None:
    for joint in ("?q=", "?", "#", "/"):
        address = read_address(f"{start}{joint}{text}")
        if address is not None and address.point is not None:
            coordinates.judge(address.point, "SE")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("<p>Visa på karta</p>", ["map-link-broken:no_link"], id="text-without-a-link"),
        pytest.param("<a class=map-link>Visa på karta</a>", ["map-link-broken:no_href"], id="no-href"),
        pytest.param("<div onclick=v()><b>Visa karta</b></div>", ["map-link-broken:script"], id="text-with-a-script"),
        pytest.param("<h2>Hitta hit</h2><p>Ta buss 4.</p>", [], id="heading"),
        pytest.param("<a href=#k>Visa på karta</a><p id=k>Karta</p>", [], id="fragment-on-the-page"),
        pytest.param("<button aria-controls=k>Visa karta</button><div id=k></div>", [], id="button"),
        pytest.param("<nav><a href=#>Kartor</a></nav>", [], id="navigation"),
        pytest.param("<a href=/webbkarta>Webbkarta</a>", [], id="sitemap"),
        pytest.param("<a href='https://karta.example.se/?m=cykel'>Cykelkarta</a>", [], id="theme"),
        pytest.param("<iframe title=Karta src=about:blank></iframe>", ["map-link-broken:empty"], id="empty-embed"),
        pytest.param("<p hidden><a href=#>Visa på karta</a></p>", [], id="hidden"),
    ],
)
def test_what_is_a_map_link(source: str, expected: list[str]) -> None:
    assert expected == [
        f"{rule}:{key}"
        for rule, key, _ in found(f"<html lang=sv><main><h1>M</h1><p>Kvarngatan 6, Granvik</p>{source}</main>", "maps")
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("sv", "Se karta"),
        ("nb", "Vis i kart"),
        ("nn", "Sjå på kart"),
        ("da", "Vis på kort"),
        ("fi", "Näytä kartalla"),
        ("en", "Show on map"),
        ("de", "Auf Karte anzeigen"),
    ],
)
def test_announcement_in_each_language(language: str, text: str) -> None:
    source = f"<html lang={language}><main><h1>M</h1><p>Kvarngatan 6</p><a href=#>{text}</a></main>"
    assert ["map-link-broken"] == [rule for rule, _, _ in found(source, "maps")]


def test_place_outside_the_area() -> None:
    area = {"area": {"south": 58.5, "west": 16.5, "north": 59.0, "east": 17.6}}
    near, far = "https://maps.apple.com/?ll=58.7530,17.0086", "https://maps.apple.com/?ll=63.8258,20.2630"
    assert [[], ["map-link-elsewhere"]] == [
        [rule for rule, _, _ in found(_page(href), "map-link-elsewhere", options=area)] for href in (near, far)
    ]


@pytest.mark.parametrize("country", ["SE", "NO", "DK", "FI", "DE"])
def test_point_is_judged_by_country(country: str) -> None:
    inside = {
        "SE": ("59.33", "18.06"),
        "NO": ("69.65", "18.96"),
        "DK": ("55.47", "8.45"),
        "FI": ("62.24", "25.75"),
        "DE": ("48.14", "11.58"),
    }
    judged = {
        name: coordinates.judge(Point(north, east, "degrees"), country).fault for name, (north, east) in inside.items()
    }
    assert judged[country] is None
    assert any(fault == "outside" for fault in judged.values())


@pytest.mark.parametrize(
    ("north", "east", "fault"),
    [
        ("37.69", "-97.33", None),
        ("18.06", "59.33", None),
        ("0", "0", "zero"),
        ("159.33", "18.06", "out_of_range"),
        ("6580822", "674032", "metres"),
        ("59,33", "18,06", "decimal_comma"),
    ],
)
@pytest.mark.parametrize("country", ["ZZ", "US"])
def test_no_place_is_outside_a_country_whose_bounds_are_not_known(
    country: str, north: str, east: str, fault: str | None
) -> None:
    assert fault == coordinates.judge(Point(north, east, "degrees"), country).fault


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        ("<p>Kvarngatan 6, Granvik</p>", []),
        ("<p>Box 14, 578 80 Granvik</p>", ["map-without-address"]),
        ("", ["map-without-address"]),
    ],
    ids=["street", "box", "nothing"],
)
def test_map_without_address(beside: str, expected: list[str]) -> None:
    link = '<a href="https://maps.apple.com/?q=Museet">Visa på karta</a>'
    embed = '<iframe title=Karta src="https://www.google.com/maps?q=Museet&amp;output=embed"></iframe>'
    for shown in (link, embed):
        assert expected == [
            rule
            for rule, _, _ in found(
                f"<html lang=sv><main><h1>Museet</h1>{beside}<p>{shown}</p></main>", "map-without-address"
            )
        ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ('<main><p><a href="https://www.facebook.com/museet">Find us on Facebook</a></p></main>', []),
        ('<main><a href="https://www.facebook.com/museet"><img src="f.svg" alt="Find us on Facebook"></a></main>', []),
        ('<main><p><a href="/ny-politik">New directions</a></p></main>', []),
        ('<main></main><footer><p><a href="/maps">Maps & Directions</a> <a href="/a">A</a></p></footer>', []),
        ('<main></main><footer><p><a href="/anfahrt">Anfahrt</a></p></footer>', []),
        ('<ul><li><a href="/a">Kontakt</a><li><a href="/b">Öppet</a><li class="map"><a href="/c">Karta</a></ul>', []),
        (
            '<ul><li><a href="/a">A</a><li><a href="/b">B</a><li><a href="https://x.maps.arcgis.com/apps/webappviewer/">C</a></ul>',
            [],
        ),
        (
            '<nav><a href="https://x.maps.arcgis.com/apps/webappviewer/?id=7&amp;center=17.1,58.7">Planer</a></nav>',
            [],
        ),
        (
            '<main><p><a href="https://x.maps.arcgis.com/apps/webappviewer/?id=7">Badplatser</a></p></main>',
            ["map-link-retired"],
        ),
        (
            '<ul><li><a href="/a">Kontakt</a><li><a href="/b">Öppet</a><li><a href="#">Hitta hit</a></ul>',
            ["map-link-broken"],
        ),
        (
            '<ul><li><a href="tel:112">112</a><li><a href="/b">Mer</a><li><a href="/c">Karta</a></ul>',
            ["map-without-address"],
        ),
        ('<main><p>Besök museet. <a href="/karta">Visa på karta</a></p></main>', ["map-without-address"]),
        ('<main><p>Stängt 24 december. <a href="/karta">Visa på karta</a></p></main>', ["map-without-address"]),
        ('<main><a href="https://maps.apple.com/?q=Museet"><address>12 Mill Close</address></a></main>', []),
        ('<main><address>12 Mill Close <a href="https://maps.apple.com/?q=Museet">Map</a></address></main>', []),
        (
            '<main><address>Museet <a href="https://maps.apple.com/?q=Museet">Map</a></address></main>',
            ["map-without-address"],
        ),
    ],
)
def test_what_announces_a_map_and_what_is_its_address(page: str, expected: list[str]) -> None:
    assert expected == [rule for rule, _, _ in found(f"<html lang=sv>{page}", "maps")]


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ('<a href="https://goo.gl/AbCd12"><img src="f.svg" alt="Facebook"></a>', ["link-host-retired"]),
        ('<a href="https://goo.gl/AbCd12">Kartan över badplatser</a>', ["map-link-retired"]),
        ('<a href="https://goo.gl/forms/AbCd12">Anmäl er</a>', []),
    ],
)
def test_old_short_link_is_a_map_link_where_it_speaks_of_a_map(link: str, expected: list[str]) -> None:
    source = f"<html lang=sv><main><p>Kvarngatan 6, Granvik</p><p>{link}</p></main>"
    assert expected == [rule for name in ("maps", "links") for rule, _, _ in found(source, name)]


def test_facts_keep_document_order() -> None:
    links = [
        {"href": href}
        for href in ("https://maps.apple.com/?q=a", "https://maps.app.goo.gl/b", "https://maps.apple.com/?q=c")
    ]
    assert links == subset(
        links,
        facts("<main>" + "".join(f"<p><a href='{link['href']}'>Visa på karta</a></p>" for link in links), "map_links"),
    )
