"""kommunlint.toml -> what holds for a run and for one page."""
