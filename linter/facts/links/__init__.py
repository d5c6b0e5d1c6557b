"""Links: what they are called, what they open, where they lead."""
