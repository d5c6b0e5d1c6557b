"""Who can be reached, how, and whether the reader is invited to."""
