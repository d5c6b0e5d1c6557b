"""What flows: frozen data that imports nothing of ours."""
