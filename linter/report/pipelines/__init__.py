"""The report in the formats of build servers."""
