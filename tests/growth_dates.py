"""Pages that grow, for the readers of dates."""

from __future__ import annotations

from tests.growth_writers import Kind, between, in_head, nested, numbered, repeated

DATES = (
    Kind("dates in one line", 800, between("<p>Senast uppdaterad: ", repeated("2026-01-02 "), "")),
    Kind("date labels in one line", 400, between("<p>", repeated("Senast uppdaterad: 2026-01-02. "), "")),
    Kind("date labels in lines", 300, repeated("<p>Sidan uppdaterad: 2026-01-02</p>")),
    Kind("empty date labels", 300, repeated("<p>Senast uppdaterad:</p>")),
    Kind("date label above breaks", 800, between("<p>Senast uppdaterad:", repeated("<br>"), "")),
    Kind("date labels in cells", 200, between("<table>", repeated("<tr><td>Uppdaterad<td>2026-01-02"), "</table>")),
    Kind("row of date labels", 300, between("<table><tr>", repeated("<td>Uppdaterad"), "<tr><td>2026-01-02</table>")),
    Kind("news entries", 200, numbered("<article><h2>Nyhet #</h2><p>3 mars 2026</p><p>Vi bygger.</p></article>")),
    Kind("list of dated links", 300, numbered("<li><a href='/n/#'>Nyhet #</a> 2026-01-02</li>")),
    Kind("time elements", 300, repeated("<p>Publicerad <time datetime=2026-01-02>2 januari 2026</time></p>")),
    Kind("dates under one heading", 400, repeated("3 mars 2026<br>")),
    Kind("titles with dates", 200, repeated("<h1>Badplatser 3 mars 2026</h1>")),
    Kind("mentions of the title", 400, repeated("<li>Badplatser 2026-01-02</li>")),
    Kind("version numbers", 300, between("<footer><p>Version ", repeated("3.26.0 Last updated 2026/01/12 "), "")),
    Kind("date metas", 500, in_head(repeated("<meta name=DC.date.modified content=2026-01-02>"))),
    Kind("microdata dates", 400, repeated("<meta itemprop=dateModified content=2026-01-02>")),
    Kind(
        "json-ld blocks",
        300,
        in_head(repeated('<script type="application/ld+json">{"dateModified":"2026-01-02"}</script>')),
    ),
    Kind(
        "one json-ld block",
        2000,
        in_head(
            between(
                '<script type="application/ld+json">[',
                repeated('{"@type":"WebPage","dateModified":"2026-01-02"},'),
                "{}]</script>",
            )
        ),
    ),
    Kind(
        "nested json-ld",
        4000,
        in_head(between('<script type="application/ld+json">', repeated('{"a":'), "</script>")),
    ),
    Kind("trail", 400, between("<nav class=breadcrumb>", numbered("<a href='/#'>Start #</a> / "), "</nav>")),
    Kind("nested trails", 300, nested("<div class=breadcrumb>", "<a href=/>Start</a>")),
)
