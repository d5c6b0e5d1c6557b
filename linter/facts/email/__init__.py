"""Where e-mail addresses are given, and how."""
