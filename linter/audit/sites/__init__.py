"""Many sites at once: each reviewed by a process of its own, and compared."""
