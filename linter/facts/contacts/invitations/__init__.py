"""Phrases that ask the reader to get in touch, and whether a contact answers them."""
