"""What stands in a page for programs."""
