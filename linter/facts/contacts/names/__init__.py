"""Names: what may name a contact, and what the site is called."""
