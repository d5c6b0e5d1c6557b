"""What is new, and who answers for which page -> a letter for each of them: plain text, and the same as HTML.

What a page or a report says is in no header but cut to one line without control characters; an address is one address.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate
from typing import TYPE_CHECKING

from linter.audit.mail.reports import NewOnPage
from linter.model.errors import UsageError
from linter.model.finding import SEVERITIES
from linter.model.reason import Reason
from linter.model.target import is_address
from linter.report.html.html_text import escaped, quoted
from linter.report.phrases import line
from linter.report.words.words import words_in
from linter.rules.texts import rule_texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from linter.audit.mail.reports import News
    from linter.config.config import Config
    from linter.model.report import RuleText
    from linter.report.words.words import Words

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,10}")
_MOST = 50
"""Findings that a letter tells; the report has them all."""
_NAME, _TEXT = 120, 500


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told: the name of a unit, and its address; or who is told of pages that no unit answers for."""

    name: str
    address: str
    is_unit: bool = True


@dataclass(frozen=True, slots=True)
class Letter:
    """What one recipient is told."""

    to: Recipient
    subject: str
    text: str
    html: str
    findings: int
    key: str
    """The same for the same news to the same recipient, so that a mail program knows a letter that came twice."""
    language: str


def checked(address: str, place: str) -> str:
    """Return an address that is one; a `UsageError` for anything else."""
    if not _ADDRESS.fullmatch(address):
        raise UsageError(Reason("mail_address_wrong"), place)
    return address


def letters(news: News, settings: Config, otherwise: str) -> tuple[list[Letter], int]:
    """Return a letter for everybody who has something new, and how many findings nobody is told of.

    A letter is in the language of the report, which has its messages; `otherwise` where that is not known.
    """
    language = news.language or otherwise
    mail, found = settings.mail, dict[Recipient, list[NewOnPage]]()
    told = SEVERITIES[: SEVERITIES.index(mail.severity) + 1]
    alone = 0
    for page in news.pages:
        new = tuple(one for one in page.findings if one.severity in told)
        if not new:
            continue
        to = _recipient(page.source, settings, words_in(language))
        if to is None:
            alone += len(new)
            continue
        found.setdefault(to, []).append(NewOnPage(page.source, page.title, new))
    return [_letter(to, pages, news.today, settings, language) for to, pages in found.items()], alone


def _recipient(source: str, settings: Config, words: Words) -> Recipient | None:
    owner, file = settings.owner_of(source), settings.file
    if owner is not None and owner.email:
        return Recipient(owner.name, checked(owner.email, f"{file}::$.owners"))
    if settings.mail.otherwise:
        return Recipient(
            words("mail_nobody"), checked(settings.mail.otherwise, f"{file}::$.mail.otherwise"), is_unit=False
        )
    return None


def _letter(to: Recipient, pages: Sequence[NewOnPage], today: str, settings: Config, language: str) -> Letter:
    words = words_in(language)
    number = sum(len(page.findings) for page in pages)
    name = line(to.name, _NAME)
    subject = words.count("mail_subject", number, name=name)
    known = {one.rule for page in pages for one in page.findings if one.rule in settings.known}
    rules = rule_texts(sorted(known), settings.known, language, settings.documentation_address)
    shown = list(_first(pages))
    rest = number - sum(len(page.findings) for page in shown)
    nobody = "" if to.is_unit else "_nobody"
    lead = words.count(f"mail_lead{nobody}", number, name=name, day=today)
    prints = "\n".join(sorted(one.fingerprint for page in pages for one in page.findings))
    key = hashlib.sha256(f"{to.address}\n{name}\n{today}\n{prints}".encode()).hexdigest()[:32]
    ends = [*([words.count("mail_more", rest)] if rest else []), words(f"mail_why{nobody}", name=name)]
    text = "\n".join([lead, "", *_as_text(shown, rules, words), *ends, ""])
    return Letter(
        to, subject, text, _as_html(subject, lead, shown, rules, ends, language, words), number, key, language
    )


def _first(pages: Sequence[NewOnPage]) -> Iterator[NewOnPage]:
    """Yield the pages with the findings that a letter has room for."""
    room = _MOST
    for page in pages:
        if room <= 0:
            return
        yield NewOnPage(page.source, page.title, page.findings[:room])
        room -= len(page.findings)


def _as_text(pages: Sequence[NewOnPage], rules: Mapping[str, RuleText], words: Words) -> Iterator[str]:
    for page in pages:
        if page.title:
            yield line(page.title, _TEXT)
        yield line(page.source, _TEXT)
        for one in page.findings:
            where = f" ({words('mail_line', line=one.line)})" if one.line is not None else ""
            yield f"- {_severity(one.severity, words)}: {line(one.message, _TEXT)}{where}"
            if one.rule in rules:
                yield f"  {line(rules[one.rule].fix, _TEXT)}"
        yield ""


def _as_html(
    subject: str,
    lead: str,
    pages: Sequence[NewOnPage],
    rules: Mapping[str, RuleText],
    ends: Sequence[str],
    language: str,
    words: Words,
) -> str:
    parts = [
        f'<!doctype html>\n<html lang="{"sv" if language == "sv" else "en"}">\n<head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escaped(subject)}</title></head>\n<body><main>\n<h1>{escaped(subject)}</h1>\n<p>{escaped(lead)}</p>\n",
    ]
    for page in pages:
        where = quoted(page.source)
        if is_address(page.source):
            where = f'<a href="{escaped(page.source)}">{escaped(page.source)}</a>'
        parts.append(f"<h2>{quoted(page.title or page.source, _TEXT)}</h2>\n<p>{where}</p>\n<ul>\n")
        for one in page.findings:
            line_ = f" ({escaped(words('mail_line', line=one.line))})" if one.line is not None else ""
            fix = f"<br>{escaped(rules[one.rule].fix, _TEXT)}" if one.rule in rules else ""
            severity = escaped(_severity(one.severity, words))
            parts.append(f"<li><strong>{severity}:</strong> {quoted(one.message, _TEXT)}{line_}{fix}</li>\n")
        parts.append("</ul>\n")
    parts += [f"<p>{escaped(one)}</p>\n" for one in ends]
    return "".join((*parts, "</main></body>\n</html>\n"))


def _severity(severity: str, words: Words) -> str:
    return words.known(f"mail_{severity}", severity)


def message(letter: Letter, sender: str) -> EmailMessage:
    """Return a letter as it is sent."""
    made = EmailMessage(policy=SMTP)
    made["From"] = sender
    made["To"] = letter.to.address
    made["Subject"] = letter.subject
    made["Date"] = formatdate(localtime=True)
    made["Message-ID"] = f"<{letter.key}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(letter.text, cte="quoted-printable")
    made.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    made["Content-Language"] = "sv" if letter.language == "sv" else "en"
    return made
