"""What locust runs: editors who check a page of 60 KB, look at its preview, and wait 2 to 5 seconds. No part of our environment."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

from locust import FastHttpUser, between, task  # type: ignore[import-not-found]

_PAGES = [path.read_bytes() for path in sorted(Path(os.environ["EDITORS_PAGES"]).glob("*.html"))]
_EDGE = "edge-of-the-form"
_PREVIEW = re.compile(r'src="(/preview/[^"]{1,100})"')


class Editor(FastHttpUser):  # type: ignore[misc]
    """One editor."""

    wait_time = between(2, 5)

    @task
    def check(self) -> None:
        """Check a page; an answer without a result is an error too."""
        head = f'--{_EDGE}\r\nContent-Disposition: form-data; name="html"\r\n\r\n'.encode()
        body = head + random.choice(_PAGES) + f"\r\n--{_EDGE}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={_EDGE}", "Sec-Fetch-Site": "same-origin"}
        with self.client.post("/check", body, headers=headers, name="check", catch_response=True) as answer:
            found = _PREVIEW.search(answer.text or "")
            if answer.status_code != 200 or found is None:
                answer.failure(f"status {answer.status_code}")
                return
        self.client.get(found[1], name="preview")
