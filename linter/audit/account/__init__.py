"""What became of every criterion: by rules, by people, by nobody."""
