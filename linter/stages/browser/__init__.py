"""Document -> Evidence: the page in Chromium without scripting and with it, axe-core's results, traffic, pictures."""
