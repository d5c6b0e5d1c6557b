"""What puts all that rests on it in doubt: what a program has yet to fill in, and text whose characters are broken."""
