"""Web archives (WARC/1.1): what servers answered, kept as it came, and read again without asking anybody."""
