"""What is new goes to those who answer for the pages: through a real server, to nobody else, and only where there is something."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.mail_server import LOGIN, serving
from tests.support import FAULTY, PAGE, ROOT, Ran, check, kommunlint, validate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.mail_server import MailServer

DATA = ROOT / "tests" / "data"
OWNERS = """
[[owners]]
name = "Bygg och miljö"
paths = ["bygg/**"]
email = "bygg@lerboda.test"

[[owners]]
name = "Skola"
paths = ["skola/**"]
email = "skola@lerboda.test"

[[owners]]
name = "Arkiv"
paths = ["arkiv/**"]
"""


def _configure(folder: Path, port: int, more: str = "", owners: str = OWNERS, security: str = "none") -> None:
    mail = f'[mail]\nserver = "127.0.0.1"\nport = {port}\nsecurity = "{security}"\nsender = "webb@lerboda.test"\n'
    (folder / "kommunlint.toml").write_text(f"{owners}\n{mail}{more}\n", "utf-8")


def _report(folder: Path, name: str, pages: dict[str, str], *words: str) -> None:
    """Check pages, and keep the report."""
    for path, text in pages.items():
        (folder / "site" / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / path).write_text(text, "utf-8")
    check(".", "--isolated", "--output", f"json=../{name}", *words, cwd=folder / "site")


def _mail(folder: Path, *words: str, **env: str) -> Ran:
    return kommunlint("mail", "new.json", *words, "--config", "kommunlint.toml", cwd=folder, **env)


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Two reports: since the first one, a page of building got a fault, so did two new ones, and one of schools kept its own."""
    _report(tmp_path, "old.json", {"bygg/a.html": PAGE, "skola/a.html": FAULTY, "arkiv/a.html": PAGE})
    _report(tmp_path, "new.json", {"bygg/a.html": FAULTY, "arkiv/a.html": FAULTY, "om/a.html": FAULTY})
    return tmp_path


def _texts(server: MailServer, address: str) -> tuple[str, str]:
    """Return what a letter says, as plain text and as HTML."""
    message = server.by_recipient[address]
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_each_unit_is_told_of_what_is_new_on_its_pages(folder: Path) -> None:
    with serving() as server:
        _configure(folder, server.port, 'otherwise = "webb@lerboda.test"')
        ran = _mail(folder, "--before", "old.json")
    assert (0, "", ["bygg@lerboda.test", "webb@lerboda.test"]) == (ran.code, ran.err, sorted(server.by_recipient))
    message = server.by_recipient["bygg@lerboda.test"]
    assert ("1 ny anmärkning: Bygg och miljö", "webb@lerboda.test", "auto-generated", "sv") == tuple(
        message[name] for name in ("Subject", "From", "Auto-Submitted", "Content-Language")
    )
    plain, html = _texts(server, "bygg@lerboda.test")
    for text in (plain, html):
        assert ["bygg/a.html", "Det står inget datum efter", "rad 8", "Skriv datumet efter ledtexten"] == [
            part
            for part in (
                "bygg/a.html",
                "om/a.html",
                "Det står inget datum efter",
                "rad 8",
                "Skriv datumet efter ledtexten",
            )
            if part in text
        ]
    others = _texts(server, "webb@lerboda.test")[0]
    assert (True, True) == ("om/a.html" in others, "arkiv/a.html" in others)
    assert others.startswith("2 nya anmärkningar på sidor som ingen enhet ansvarar för, ")
    assert "Det går till adressen för sidor utan enhet" in others


def test_a_letter_is_a_page_without_fault(folder: Path) -> None:
    with serving() as server:
        _configure(folder, server.port)
        _mail(folder, "--before", "old.json")
    (folder / "letter.html").write_text(_texts(server, "bygg@lerboda.test")[1], "utf-8")
    words = ("--isolated", "--format", "json", "--browser", "--ignore", "updated-date-missing,contact-missing")
    found = check("letter.html", *words, cwd=folder).json["pages"][0]["findings"]
    assert [] == [(one["rule"], one["message"]) for one in found if one["severity"] != "info"]


def test_nothing_new_is_no_letter(folder: Path) -> None:
    with serving() as server:
        _configure(folder, server.port)
        ran = _mail(folder, "--before", "new.json")
    assert (0, "Inget är nytt, så inget skickas.\n", []) == (ran.code, ran.out, server.got)


def test_what_nobody_answers_for_is_told(folder: Path) -> None:
    with serving() as server:
        _configure(folder, server.port)
        ran = _mail(folder, "--before", "old.json")
    assert (0, ["bygg@lerboda.test"]) == (ran.code, sorted(server.by_recipient))
    assert ran.complaint.startswith("kommunlint: 2 nya anmärkningar når ingen")


def test_a_dry_run_prints_and_sends_nothing(folder: Path) -> None:
    _configure(folder, 9)
    ran = _mail(folder, "--before", "old.json", "--dry-run")
    assert (0, ["To: bygg@lerboda.test", "Subject: 1 ny anmärkning: Bygg och miljö"]) == (
        ran.code,
        [line for line in ran.out.splitlines() if line.startswith(("To:", "Subject:"))],
    )


def test_the_baseline_says_what_is_new_too(folder: Path) -> None:
    site = folder / "site"
    kommunlint("baseline", "write", ".", "--isolated", "--baseline", "../b.json", "--today", "2026-11-21", cwd=site)
    _report(folder, "new.json", {"skola/b.html": FAULTY}, "--baseline", "../b.json")
    with serving() as server:
        _configure(folder, server.port)
        ran = _mail(folder)
    assert (0, ["skola@lerboda.test"]) == (ran.code, sorted(server.by_recipient))


def test_what_the_report_before_did_not_look_at_is_not_called_new(folder: Path) -> None:
    _report(folder, "old.json", {}, "--select", "contacts")
    _configure(folder, 9)
    ran = _mail(folder, "--before", "old.json", "--dry-run")
    assert (
        0,
        "Inget är nytt, så inget skickas.\n",
        "kommunlint: 4 anmärkningar kan vara gamla: den förra rapporten tittade inte där",
    ) == (
        ran.code,
        ran.out,
        ran.complaint,
    )


@pytest.mark.parametrize("security", ["starttls", "tls"])
@pytest.mark.parametrize("by_file", [True, False], ids=["file", "environment"])
def test_the_password_goes_over_an_encrypted_connection(security: Any, by_file: bool, folder: Path) -> None:  # noqa: ANN401, FBT001  parameters
    (folder / "password").write_text(f"{LOGIN[1]}\n", "utf-8")
    more = f'user = "{LOGIN[0]}"\nca_file = "{DATA / "authority.pem"}"\n' + (
        'password_file = "password"\n' if by_file else ""
    )
    with serving(security, DATA / "valid.pem", wants_login=True) as server:
        _configure(folder, server.port, more, security=security)
        ran = _mail(folder, "--before", "old.json", KOMMUNLINT_SMTP_PASSWORD="" if by_file else LOGIN[1])
    assert (0, [(True, LOGIN[0])]) == (ran.code, [(one.is_encrypted, one.user) for one in server.got])


@pytest.mark.parametrize(
    ("certificate", "offers", "wants"),
    [
        ("valid.pem", "starttls", "starttls"),
        ("wrong-host.pem", "starttls", "starttls"),
        ("expired.pem", "tls", "tls"),
        (None, "none", "starttls"),
    ],
    ids=["unknown issuer", "other host", "expired", "not offered"],
)
def test_what_cannot_be_encrypted_is_not_sent(certificate: str | None, offers: Any, wants: str, folder: Path) -> None:  # noqa: ANN401  a parameter
    ca = f'ca_file = "{DATA / "authority.pem"}"' if certificate != "valid.pem" else ""
    with serving(offers, DATA / certificate if certificate else None) as server:
        _configure(folder, server.port, ca, security=wants)
        ran = _mail(folder, "--before", "old.json")
    said = ran.err.splitlines()[-1]
    assert (3, [], True) == (
        ran.code,
        server.got,
        said.startswith("kommunlint: bygg@lerboda.test: inte skickat; förbindelsen"),
    )


def test_one_that_is_refused_stops_no_other(folder: Path) -> None:
    owners = OWNERS.replace("bygg@", "refused@").replace('"skola/**"', '"om/**"')
    with serving() as server:
        _configure(folder, server.port, owners=owners)
        ran = _mail(folder, "--before", "old.json")
    assert (3, ["skola@lerboda.test"]) == (ran.code, sorted(server.by_recipient))
    assert "kommunlint: refused@lerboda.test: inte skickat; servern svarar: 550 5.1.1 no such\ufffd[2J box" in ran.err


def test_a_server_that_is_not_there_is_told(folder: Path) -> None:
    with serving() as server:
        _configure(folder, server.port)
    ran = _mail(folder, "--before", "old.json")
    assert (3, True) == (ran.code, "servern svarar inte som den ska" in ran.err)


HOSTILE = "Bygg\\r\\nBcc: evil@evil.test\\r\\n\\r\\n<script>"


def test_no_header_can_be_brought_in(folder: Path) -> None:
    tree = json.loads((folder / "new.json").read_text("utf-8"))
    for page in tree["pages"]:
        page["title"] = "Titel\r\nBcc: evil@evil.test\r\n.\r\nQUIT"
        for finding in page["findings"]:
            finding["message"] = "\r\n.\r\nMAIL FROM:<evil@evil.test>\r\n\u202e<script>alert(1)</script>"
    (folder / "new.json").write_text(json.dumps(tree), "utf-8")
    with serving() as server:
        _configure(folder, server.port, owners=OWNERS.replace("Bygg och miljö", HOSTILE))
        ran = _mail(folder, "--before", "old.json")
    assert (0, [("webb@lerboda.test", ("bygg@lerboda.test",))]) == (
        ran.code,
        [(one.sender, one.recipients) for one in server.got],
    )
    message = server.got[0].message
    assert (None, "1 ny anmärkning: Bygg Bcc: evil@evil.test <script>") == (message["Bcc"], message["Subject"])
    plain, html = _texts(server, "bygg@lerboda.test")
    assert (False, False, False) == ("\n.\n" in plain, "\u202e" in plain, "<script>" in html)


@pytest.mark.parametrize("email", ["a@b.test\\n", "å@b.test", "a@b.test\\u2028", "a@[127.0.0.1]", "a@b..test"])
def test_an_address_is_one_address(email: str, folder: Path) -> None:
    _configure(folder, 9, owners=OWNERS.replace("bygg@lerboda.test", email))
    ran = _mail(folder, "--before", "old.json")
    assert (2, True) == (ran.code, "owners" in ran.complaint)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('server = "127.0.0.1"', ""), "$.mail: server saknas, och utan den går inget att skicka"),
        (('sender = "webb@lerboda.test"', ""), "$.mail: sender saknas, och utan den går inget att skicka"),
        (('server = "127.0.0.1"', 'server = "mail.test"\nuser = "a"'), "$.mail.security: ett lösenord skickas bara över krypterad förbindelse"),
        (('security = "none"', 'user = "a"'), "[mail]: Miljövariabeln KOMMUNLINT_SMTP_PASSWORD finns inte."),
        (('security = "none"', 'security = "ssl"'), "$.mail.security: "),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_settings_is_told_before_anything_is_sent(
    change: tuple[str, str], complaint: str, folder: Path
) -> None:
    _configure(folder, 9)
    file = folder / "kommunlint.toml"
    file.write_text(file.read_text("utf-8").replace(*change), "utf-8")
    ran = _mail(folder, "--before", "old.json")
    assert (2, True) == (ran.code, complaint in ran.complaint), ran.complaint


LATER = '{"schema_version": 2, "run": {"today": "", "rules": [], "complete": true}, "pages": [], "not_examined": []}'


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("", "är ingen JSON-rapport från kommunlint"),
        ("{}", "är ingen JSON-rapport från kommunlint"),
        ("[" * 100_000, "är ingen JSON-rapport från kommunlint"),
        (LATER, "har version 2 av rapporten, och version 1 läses"),
        (None, "Filen eller katalogen finns inte"),
    ],
    ids=["empty", "no report", "deep", "later", "missing"],
)  # fmt: skip
def test_what_is_no_report_is_told(text: str | None, complaint: str, folder: Path) -> None:
    _configure(folder, 9)
    if text is None:
        (folder / "new.json").unlink()
    else:
        (folder / "new.json").write_text(text, "utf-8")
    ran = _mail(folder, "--before", "old.json")
    assert (2, True) == (ran.code, ran.complaint.startswith("kommunlint: new.json: ")), ran.complaint
    assert text is None or complaint in ran.complaint


def test_a_configuration_that_was_only_found_sends_nothing(folder: Path) -> None:
    with serving() as server:
        _configure(folder, server.port)
        ran = kommunlint("mail", "new.json", "--before", "old.json", cwd=folder)
        again = kommunlint("mail", "new.json", "--before", "old.json", "--trust", ".", cwd=folder)
    assert (2, True, 0, 1) == (ran.code, "--trust DIR" in ran.complaint, again.code, len(server.got))


def test_the_same_news_have_the_same_identity(folder: Path) -> None:
    with serving() as server:
        _configure(folder, server.port)
        _mail(folder, "--before", "old.json")
        _mail(folder, "--before", "old.json")
    assert (2, 1) == (len(server.got), len({one.message["Message-ID"] for one in server.got}))


def test_the_report_before_is_a_report(folder: Path) -> None:
    validate(json.loads((folder / "old.json").read_text("utf-8")))


def test_a_letter_is_in_the_language_of_its_report(tmp_path: Path) -> None:
    _report(tmp_path, "old.json", {"bygg/a.html": PAGE}, "--language", "en")
    _report(tmp_path, "new.json", {"bygg/a.html": FAULTY}, "--language", "en")
    _configure(tmp_path, 9)
    ran = _mail(tmp_path, "--before", "old.json", "--dry-run")
    assert (0, True) == (ran.code, "This letter is made by kommunlint" in ran.out)
