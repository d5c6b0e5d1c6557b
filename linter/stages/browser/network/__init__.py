"""What goes to and from the browser."""
