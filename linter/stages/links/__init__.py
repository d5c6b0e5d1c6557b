"""Addresses that pages refer to -> verdicts, each asked once and politely."""
