"""Pages that grow in how their text is written: languages, headings, lists and marks that are none."""

from __future__ import annotations

from tests.growth_writers import Kind, between, nested, numbered, repeated

TEXT = (
    Kind("parts in languages", 300, repeated("<p lang=fi>Uimahalli on avoinna joka päivä, ota pyyhe.</p>")),
    Kind("nested languages", 300, nested("<div lang=fi>", "Uimahalli on avoinna joka päivä")),
    Kind("long parts", 60, repeated(f"<p>{'The swimming hall is open every day, and you bring a towel. ' * 4}</p>")),
    Kind(
        "headings that skip",
        300,
        numbered("<h1>Bad #</h1><h4>Pris #</h4>"),
        ("heading-level-skipped", "heading-main-repeated", "title-heading-differs"),
    ),
    Kind(
        "nested headings",
        200,
        nested("<div role=heading aria-level=2>", "Bad"),
        ("heading-level-skipped", "heading-main-missing"),
    ),
    Kind("lines with bullets", 400, repeated("<p>• handduk</p>")),
    Kind("lines with bullets in one paragraph", 400, between("<p>", repeated("- handduk<br>"), "</p>")),
    Kind("numbered lines", 400, numbered("<p>#. handduk</p>")),
    Kind("bold paragraphs", 200, repeated(f"<p><b>Avgifter</b></p><p>{'Avgiften betalas. ' * 6}</p>")),
    Kind("empty paragraphs", 500, repeated("<p><br></p>"), ("text-paragraph-empty",)),
    Kind("obsolete marks", 400, repeated("<font size=2>Bad</font> "), ("text-markup-obsolete",)),
    Kind("moving texts", 300, repeated("<marquee>Stängt i dag</marquee>")),
    Kind("abbreviations", 300, numbered("<abbr>A#</abbr> "), ("text-abbreviation-unexplained",)),
    Kind("nested directions", 300, nested("<div dir=rtl>", "Simhallen är öppen varje dag i hela sommar")),
    Kind("right to left", 300, repeated("<p>المسبح مفتوح كل يوم، والدخول مجاني للأطفال</p>")),
)
