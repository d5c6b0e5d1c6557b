"""What of a request is believed, and what it asks for."""
