"""The site of a made-up municipality, 40 pages and two PDFs: `python -m tests.review_site` writes it to `tests/data/review`.

What each page is stands in `review_pages.TYPES`; what is wrong with it, in its comments `<!-- finds: … -->`.
"""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

from tests.review_pages import MENU, PAGES

FOLDER = Path(__file__).parent / "data" / "review"
BASE = "https://www.granvik.test/"
DOCUMENTS = ("/dokument/bygglov-checklista.pdf", "/dokument/forskola-regler.pdf")


def file_of(path: str) -> str:
    """Return the file that a server sends for a path."""
    return path.lstrip("/") + ("index.html" if path.endswith("/") else "")


def page(path: str) -> str:
    """Return the source of a page."""
    heading, body, _ = PAGES[path]
    menu = "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in MENU.items())
    title = "Granviks kommun" if path == "/" else f"{heading} - Granviks kommun"
    return f"""<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="canonical" href="{BASE}{path[1:]}">
<link rel="icon" href="data:,">
</head>
<body>
<header>
<p><a href="/">Granviks kommun</a></p>
<ul><li><a href="/sok.html">Sök</a></li><li><a href="/logga-in.html">Logga in</a></li></ul>
<nav aria-label="Huvudmeny"><ul>{menu}</ul></nav>
</header>
<main>
<h1>{heading}</h1>
{body}
</main>
<footer>
<h2>Kontakt</h2>
<p>Granviks kommun, telefon <a href="tel:+46480450000">0480-45 00 00</a>, <a href="mailto:info@granvik.test">info@granvik.test</a></p>
<ul>
<li><a href="/kontakt/">Kontakta oss</a></li>
<li><a href="/tillganglighetsredogorelse.html">Tillgänglighetsredogörelse</a></li>
<li><a href="/webbplatskarta.html">Webbplatskarta</a></li>
<li><a href="/om-webbplatsen/kakor.html">Kakor</a></li>
<li><a href="/om-webbplatsen/personuppgifter.html">Personuppgifter</a></li>
<li><a href="/hjalp.html">Hjälp</a></li>
</ul>
</footer>
</body>
</html>
"""


def picture() -> bytes:
    """Return a grey square as PNG."""
    rows = b"".join(b"\0" + b"\x88" * 16 for _ in range(16))

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    size = struct.pack(">IIBBBBB", 16, 16, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def pdf(title: str) -> bytes:
    """Return a PDF of one line."""
    drawn = f"BT /F1 18 Tf 72 760 Td ({title}) Tj ET".encode("latin-1")
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R /Lang (sv-SE) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Title (%s) >>" % title.encode("latin-1"),
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table_of = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return (
        data
        + b"xref\n0 7\n0000000000 65535 f \n%strailer\n<< /Size 7 /Root 1 0 R /Info 6 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (
            table_of,
            len(data),
        )
    )


def files() -> dict[str, bytes]:
    """Return every file of the site by its path below the folder."""
    return {
        **{file_of(path): page(path).encode() for path in PAGES},
        "dokument/bygglov-checklista.pdf": pdf("Checklista för ansökan om bygglov"),
        "dokument/forskola-regler.pdf": pdf("Regler för förskolan"),
        **{f"bilder/{name}.png": picture() for name in ("torget", "ritning", "vapen")},
        "bilder/simhallen.mp4": b"\0\0\0\x18ftypisom\0\0\2\0isomiso2\0\0\0\x08mdat",
        "sitemap.xml": (
            '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
            + "".join(f"<url><loc>{BASE}{path[1:]}</loc></url>\n" for path in PAGES)
            + "</urlset>\n"
        ).encode(),
    }


def main() -> None:
    """Write the site."""
    for name, data in files().items():
        file = FOLDER / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)


if __name__ == "__main__":
    main()
