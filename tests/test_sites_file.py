"""Lists of sites: read as spreadsheets write them, told with their line where they are wrong, and shared out by host."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import linter.data
from linter.audit.sites import sites_file
from linter.audit.sites.shards import shards
from linter.audit.sites.site import Site
from linter.model.errors import UsageError
from tests.support import kommunlint

BOM = "\ufeff"
SHIPPED = Path(linter.data.__file__).parent / "municipalities.csv"


def _read(folder: Path, text: str | bytes) -> tuple[Site, ...]:
    file = folder / "sites.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return sites_file.read(str(file))


@pytest.mark.parametrize(
    "text",
    [
        "name,address,seed\nÅby,https://aby.test/,https://aby.test/karta.xml\nBro,https://bro.test/,\n",
        f"{BOM}name;address;seed;;\r\nÅby;https://aby.test/;https://aby.test/karta.xml;;\r\n;;;;\r\nBro;https://bro.test/;;;\r\n",
        "# by hand, 2026\n\nname\taddress\tseed\nÅby\thttps://aby.test/\thttps://aby.test/karta.xml\nBro\thttps://bro.test/\n",
        'Name,Address,Seed\n"Åby","https://aby.test/","https://aby.test/karta.xml"\n" Bro ",https://bro.test/,""\n',
        "seed,county,code,address,name\nhttps://aby.test/karta.xml,X,1,https://aby.test/,Åby\n,Y,2,https://bro.test/,Bro\n",
    ],
    ids=["plain", "excel", "tabs and comments", "quoted", "other order"],
)
def test_a_list_is_read_as_it_comes(text: str, tmp_path: Path) -> None:
    expected = [
        ("Åby", "https://aby.test/", "https://aby.test/karta.xml"),
        ("Bro", "https://bro.test/", "https://bro.test/"),
    ]
    assert expected == [(one.name, one.address, one.seed) for one in _read(tmp_path, text)]


HEAD = "name,address,seed\n"
A = "Å,https://a.test/,\n"


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ("", None, "sites_empty"),
        ("# nothing\n", None, "sites_empty"),
        (HEAD, None, "sites_empty"),
        ("name,site\nx,y\n", 1, "sites_column_unknown"),
        ("name,name,address\n", 1, "sites_column_twice"),
        ("name,seed\n", 1, "sites_column_missing"),
        (f"{HEAD}{A}B,https://b.test/,x,y\n", 3, "sites_cells"),
        (f"{HEAD},https://b.test/,\n", 2, "sites_cell_empty"),
        (f"{HEAD}B,,\n", 2, "sites_cell_empty"),
        (f"{HEAD}{A}\n\nB,b.test,\n", 5, "sites_address_wrong"),
        (f"{HEAD}B,ftp://b.test/,\n", 2, "sites_address_wrong"),
        (f"{HEAD}B,https:///,\n", 2, "sites_address_wrong"),
        (f"{HEAD}B,https://b.test:port/,\n", 2, "sites_address_wrong"),
        (f"{HEAD}B,https://user:secret@b.test/,\n", 2, "sites_login"),
        (f"{HEAD}B,https://b.test/,https://user:secret@b.test/\n", 2, "sites_login"),
        (f"{HEAD}B,https://b.test/,ftp://b.test/\n", 2, "sites_seed_wrong"),
        (f"{HEAD}B,https://b.test/,-\n", 2, "sites_seed_wrong"),
        (f"{HEAD}B,https://b.test/,gone/\n", 2, "system_missing"),
        (f"{HEAD}B,https://b.test/,@gone.txt\n", 2, "system_missing"),
        (f"{HEAD}{A}å,https://b.test/,\n", 3, "sites_twice"),
        (f"{HEAD}{A}B,https://a.test/,\n", 3, "sites_twice"),
        (f'{HEAD}"B\nC",https://b.test/,\n', 2, "sites_cell_control"),
        (f"{HEAD}B\x1b[2J,https://b.test/,\n", 2, "sites_cell_control"),
        (f"{HEAD}{'B' * 1001},https://b.test/,\n", 2, "sites_cell_long"),
        (f'{HEAD}{A}"B,https://b.test/,\n', 3, "sites_broken"),
        (f"{HEAD}{'B' * 140_000},https://b.test/,\n", 2, "sites_broken"),
        ("name,address,address_is\nB,https://b.test/,guessed\n", 2, "value_not_known"),
        ("name;address\nÅ;https://å.test/\n".encode("cp1252"), None, "not_utf8"),
        ("name;address\n".encode("utf-16"), None, "not_utf8"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str | bytes, line: int | None, key: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        _read(tmp_path, text)
    place = str(tmp_path / "sites.csv") + (f":{line}" if line is not None else "")
    assert (place, key) == (caught.value.place, caught.value.reason.key)


def test_a_secret_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "s.csv").write_text(f"{HEAD}B,https://user:secret@b.test/,\n", "utf-8")
    ran = kommunlint("audit", "--sites", "s.csv", "--out", "out", cwd=tmp_path)
    assert (2, False, False) == (ran.code, "secret" in ran.complaint, (tmp_path / "out").exists())


@pytest.mark.parametrize(
    ("names", "folders"),
    [
        (["Åby", "Bro"], ["Åby", "Bro"]),
        (["../../etc", "a/b", "..", "-rf", "con:x"], ["etc", "a-b", "_", "rf", "con-x"]),
    ],
)
def test_a_site_has_a_folder_of_its_own_and_none_leads_out(
    names: list[str], folders: list[str], tmp_path: Path
) -> None:
    rows = "".join(f'"{name}",https://{number}.test/,\n' for number, name in enumerate(names))
    assert folders == [one.slug for one in _read(tmp_path, HEAD + rows)]


def test_names_that_would_share_a_folder_get_one_each(tmp_path: Path) -> None:
    found = [
        one.slug for one in _read(tmp_path, f"{HEAD}a/b,https://a.test/,\nA-B,https://b.test/,\nc,https://c.test/,\n")
    ]
    assert ("a-b-", "A-B-", "c", 3) == (found[0][:4], found[1][:4], found[2], len({one.casefold() for one in found}))


def _shared(*seeds: tuple[str, str]) -> list[list[str]]:
    sites = [Site(str(number), address, seed, str(number)) for number, (address, seed) in enumerate(seeds)]
    return [[site.name for site in one.sites] for one in shards(sites)]


@pytest.mark.parametrize(
    ("sites", "expected"),
    [
        ((("https://a.test/", "https://a.test/"), ("https://b.test/", "https://b.test/")), [["0"], ["1"]]),
        ((("https://a.test/x", "https://a.test/x"), ("http://www.a.test:8080/", "x")), [["0", "1"]]),
        ((("https://a.test/", "x"), ("https://b.test/", "https://a.test/s.xml")), [["0", "1"]]),
        (
            (("https://a.test/", "x"), ("https://b.test/", "x"), ("https://a.test/", "https://b.test/")),
            [["0", "1", "2"]],
        ),
    ],
    ids=["two hosts", "another name and port", "by the seed", "joined by a third"],
)
def test_sites_that_share_a_host_are_one_shard(sites: tuple[tuple[str, str], ...], expected: list[list[str]]) -> None:
    assert expected == _shared(*sites)


def test_lists_and_sitemaps_are_read_for_their_hosts(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("https://a.test/1\nhttps://b.test/1\n", "utf-8")
    (tmp_path / "map.xml").write_text("<urlset><url><loc>https://b.test/2</loc></url></urlset>", "utf-8")
    sites = (("https://x.test/", f"@{tmp_path / 'list.txt'}"), ("https://y.test/", str(tmp_path / "map.xml")))
    assert [["0", "1"]] == _shared(*sites)


def _municipalities() -> list[dict[str, str]]:
    lines = [line for line in SHIPPED.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def test_every_municipality_of_sweden_is_there_once() -> None:
    rows = _municipalities()
    counties = Counter(one["county"] for one in rows)
    assert (290, 290, 290, 21) == (
        len(rows),
        len({one["code"] for one in rows}),
        len({one["name"] for one in rows}),
        len(counties),
    )
    assert ([], [49, 33, 26]) == (
        [
            one["code"]
            for one in rows
            if len({one["county"], *(o["county"] for o in rows if o["code"][:2] == one["code"][:2])}) > 1
        ],
        [counties[name] for name in ("Västra Götalands län", "Skåne län", "Stockholms län")],
    )


def test_a_derived_address_follows_the_rule_that_is_told() -> None:
    other = [
        one["name"]
        for one in _municipalities()
        if one["address"]
        != f"https://www.{one['name'].lower().translate(str.maketrans('åäö', 'aao')).replace(' ', '')}.se/"
    ]
    assert [
        "Stockholm",
        "Habo",
        "Värnamo",
        "Ängelholm",
        "Falkenberg",
        "Dals-Ed",
        "Hällefors",
        "Mora",
        "Härjedalen",
    ] == other


def test_the_shipped_list_is_a_list_of_sites() -> None:
    sites = sites_file.read(sites_file.MUNICIPALITIES)
    assert (290, 290, {True, False}) == (len(sites), len(shards(sites)), {one.is_derived for one in sites})
