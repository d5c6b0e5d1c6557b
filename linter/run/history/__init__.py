"""Runs in the store -> what is new, what was fixed, how it goes; which of them stay."""
