"""Labels and what stands after them."""
