"""Phone numbers: where they end, whose plan they follow, and what is wrong with them."""
