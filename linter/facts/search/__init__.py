"""Where words of the vocabulary stand in lines, and what stands beside them."""
