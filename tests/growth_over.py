"""Pages that grow, for the readers of what ends: deadlines, fees, opening hours, notices, events."""

from __future__ import annotations

from tests.growth_writers import Kind, between, nested, numbered, repeated

OVER = (
    Kind("deadlines in one line", 300, between("<p>", repeated("Ansök senast 2026-01-02. "), "")),
    Kind("deadlines in lines", 200, repeated("<p>Sista ansökningsdag är 15 april 2026.</p>")),
    Kind("words of deadlines", 400, between("<p>", repeated("ansök senast "), "")),
    Kind("rows of deadlines", 150, between("<table>", repeated("<tr><td>Ansök senast<td>2026-01-02"), "</table>")),
    Kind("headings of fees", 200, numbered("<h2>Avgifter 20# 2025</h2><p>900 kr</p>")),
    Kind("fees in fees", 100, nested("<b>Avgift 2025 ")),
    Kind("opening hours", 200, repeated("<h2>Öppettider</h2><p>1 juni–31 augusti 2026</p>")),
    Kind("notices", 200, repeated("<div role=alert class=alert>Bron är avstängd till och med 5 mars 2026.</div>")),
    Kind("notices in notices", 100, nested("<div role=alert>Viktig information: stängt 5 mars 2026. ")),
    Kind(
        "events of microdata",
        150,
        repeated(
            "<div itemscope itemtype=http://schema.org/Event><time itemprop=startDate datetime=2026-01-02>a</time></div>"
        ),
    ),
    Kind(
        "events of data",
        150,
        repeated('<script type="application/ld+json">{"@type":"Event","startDate":"2026-01-02"}</script>'),
    ),
)
