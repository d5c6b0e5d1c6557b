"""What a page says; judges nothing."""
