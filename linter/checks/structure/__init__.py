"""Checks of how a page is built for those who do not see it: one module for each kind of thing."""
