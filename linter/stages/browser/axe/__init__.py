"""axe-core: which one, and a run of it."""
