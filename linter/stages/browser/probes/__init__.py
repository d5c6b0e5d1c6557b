"""Trying a page: keys, other sizes, other spacing; each probe with its own limit of time."""
