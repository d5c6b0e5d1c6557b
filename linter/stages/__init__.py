"""What asks outside the page."""
