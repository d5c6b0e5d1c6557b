"""How the store came to be what it is."""
