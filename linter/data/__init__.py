"""Knowledge as data, and its strict readers."""
