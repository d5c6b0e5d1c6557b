"""What a result looks like, before it is HTML."""
