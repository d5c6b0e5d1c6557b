"""Many pages -> one report."""
