"""Rule files -> rules, their texts and their faults."""
