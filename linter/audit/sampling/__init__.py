"""Which pages of a site are reviewed, and why."""
