"""A review of a site: its sample, its statement, what a person has to decide, and the files that are handed over."""
