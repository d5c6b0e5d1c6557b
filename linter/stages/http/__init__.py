"""One HTTP client: who may be asked, how often, and what came back."""
