"""A page's own dates, and whether it is one that needs them."""
