"""The editors' page: the engine behind a form, a bookmarklet and an API."""
