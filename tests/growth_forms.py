"""Pages that grow in images, fields, tables and links, for the rules about how a page is built."""

from __future__ import annotations

from tests.growth_writers import Kind, between, nested, numbered, repeated

_ALL = ("structure",)

FORMS = (
    Kind("images that say nothing", 300, numbered("<img src=/IMG_#.jpg alt='IMG_#'><img alt=Bild>"), _ALL),
    Kind("images with credits", 400, repeated("<img alt='Foto: Anna Berg' title=a><img alt='' title=Torg>"), _ALL),
    Kind(
        "groups of radio buttons",
        200,
        numbered("<label><input type=radio name=n#>Ja</label><input type=radio name=n#>"),
        _ALL,
    ),
    Kind(
        "one group of checkboxes", 400, numbered("<label for=i#>Dag #</label><input type=checkbox name=n id=i#>"), _ALL
    ),
    Kind("labels that vanish", 300, between("<form>", repeated("<input placeholder=Namn required>"), "</form>"), _ALL),
    Kind(
        "fields of one button",
        300,
        between("<div><p><button>Sänd</button>", repeated("<b>:</b><input placeholder=Namn>"), "</div>"),
        _ALL,
    ),
    Kind(
        "groups in named parts",
        200,
        numbered("<form aria-label=Val><input type=radio name=n# value=1><input type=radio name=n#></form>"),
        _ALL,
    ),
    Kind(
        "named parts around fields", 200, nested("<section aria-label=Val><input type=radio name=n value=1>", ""), _ALL
    ),
    Kind(
        "labels that stand twice",
        300,
        between("<form>", repeated("<label>Namn<input required></label>"), "</form>"),
        _ALL,
    ),
    Kind(
        "forms with labels",
        200,
        repeated("<form><label>Namn<input required></label><label>Ort<input></label></form>"),
        _ALL,
    ),
    Kind(
        "messages of errors",
        200,
        numbered("<div><input id=i# aria-invalid=true><p class=field-error>Fel</p></div>"),
        _ALL,
    ),
    Kind("messages in one box", 300, between("<div>", numbered("<input id=i#><p class=field-error>Fel</p>"), ""), _ALL),
    Kind(
        "tables without headers",
        60,
        repeated("<table><tr><td><b>Pris</b><td><b>Dag</b><tr><td>1<td>2<tr><td>3<td>4</table>"),
        _ALL,
    ),
    Kind(
        "rows of a table",
        300,
        between("<table><tr><td><b>Pris</b><td><b>Dag</b>", repeated("<tr><td>1<td>2"), "</table>"),
        _ALL,
    ),
    Kind(
        "headers of a table", 200, between("<table>", repeated("<tr><th>Pris<td>2<tr><td>3<th>Dag"), "</table>"), _ALL
    ),
    Kind("columns of a table", 300, between("<table><tr>", repeated("<th>Pris<td>2"), "<tr><td>1</table>"), _ALL),
    Kind("tables in tables", 200, nested("<table><tr><td>", "<table><tr><td>x</table>"), _ALL),
    Kind("links of signs", 300, repeated("<a href=/n>»</a> "), _ALL),
    Kind("links in pieces", 300, between("<p>", repeated("<a href=/n title=Nu accesskey=1>Nu</a>"), ""), _ALL),
    Kind("clicks", 300, repeated("<span onclick=a()>Visa</span> <a href='javascript:a()'>Visa</a> "), _ALL),
    Kind("clicks inside each other", 200, nested("<div onclick=a()>", "Visa"), _ALL),
)
