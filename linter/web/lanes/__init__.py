"""Who gets a turn, and the processes that work for a server."""
