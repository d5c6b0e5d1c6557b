"""Where map links and embeds lead."""
